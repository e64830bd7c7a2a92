/* SPDX-License-Identifier: GPL-3.0-or-later */
/* verdict: the icons of variation and assurance. */
#include "graphs/verdict.h"

#include <math.h>

#include "config/limits.h"
#include "graphs/limit.h"
#include "graphs/palette.h"

#define RADIUS 13.0
#define SIZE 13.0
#define GAP 7.0    /* from icon to words */
#define APART 26.0 /* between the two, and from the sub-title */
#define BELOW 8.0  /* under the sub-title */
#define WAVE 6     /* points of the little curve */

enum icon { ICON_VARIATION, ICON_ASSURANCE };

struct verdict {
    enum icon icon;
    enum xmr_sign sign;
    int direction;
    enum xmr_assurance assurance;
    const char *words;
};

static const char *say_assurance(enum xmr_assurance assurance, enum language language)
{
    switch (assurance) {
    case XMR_PASSES:
        return words_pick(language, "通常の変動の範囲で目標に届く水準",
                          "the usual variation reaches the target");
    case XMR_FAILS:
        return words_pick(language, "通常の変動では目標に届かない水準",
                          "the usual variation does not reach the target");
    case XMR_HITS_AND_MISSES:
        return words_pick(language, "目標に届くかは通常の変動しだい",
                          "usual variation decides whether the target is met");
    case XMR_ASSURES_NOTHING:
        break;
    }
    return "";
}

static size_t gather(const struct sheet *sheet, struct verdict out[2])
{
    const struct indicator *indicator = sheet->input->indicator;
    const struct xmr_segment *segment =
        sheet->limits == NULL ? NULL : xmr_current(sheet->limits);
    if (segment == NULL || segment->grade != XMR_FULL)
        return 0;
    int direction = limits_direction(indicator);
    enum xmr_sign sign = xmr_sign_of(sheet->limits->newest, direction);
    out[0] = (struct verdict){.icon = ICON_VARIATION,
                              .sign = sign,
                              .direction = direction,
                              .words = limit_sign_words(sign, direction, sheet->language)};
    if (!indicator->target.set || sheet->limits->basis != XMR_LEVEL || direction == 0)
        return 1;
    double target = decimal_double(indicator->target.value);
    enum xmr_assurance assurance = xmr_assure(segment, target, direction);
    out[1] = (struct verdict){.icon = ICON_ASSURANCE,
                              .direction = direction,
                              .assurance = assurance,
                              .words = say_assurance(assurance, sheet->language)};
    return 2;
}

static struct scene_text make_words(const struct verdict *verdict)
{
    return (struct scene_text){.text = verdict->words,
                               .middle = true,
                               .size = SIZE,
                               .colour = PALETTE_INK,
                               .role = SCENE_ROLE_VERDICT};
}

static double find_width(const struct sheet *sheet, const struct verdict *verdicts,
                         size_t count)
{
    double width = 0;
    for (size_t i = 0; i < count; i++) {
        struct scene_text words = make_words(&verdicts[i]);
        width +=
            (i > 0 ? APART : 0) + 2 * RADIUS + GAP + scene_text_box(sheet->scene, &words).w;
    }
    return width;
}

static void put_level(struct scene *scene, struct scene_point at, double rise,
                      struct scene_style style)
{
    struct scene_point line[] = {{at.x - RADIUS * 0.72, at.y - rise},
                                 {at.x + RADIUS * 0.72, at.y - rise}};
    scene_line(scene, line, 2, style, SCENE_ROLE_VERDICT);
}

/* A curve of the given heights across the icon; returns its end. */
static struct scene_point put_wave(struct scene *scene, struct scene_point at,
                                   const double heights[WAVE], uint32_t colour)
{
    struct scene_point points[WAVE];
    for (int i = 0; i < WAVE; i++)
        points[i] = (struct scene_point){at.x + RADIUS * (0.22 * i - 0.62), at.y - heights[i]};
    scene_line(scene, points, WAVE, (struct scene_style){.stroke = colour, .width = 1.5},
               SCENE_ROLE_VERDICT);
    return points[WAVE - 1];
}

/* Between two limits; the last point leaves them where it is unusual. */
static void draw_variation(struct scene *scene, const struct verdict *verdict,
                           struct scene_point at)
{
    static const double usual[WAVE] = {-2, 2.5, -1, 2, -2.5, 1};
    static const double high[WAVE] = {-3, 1, -2.5, 1, 2, 6};
    static const double low[WAVE] = {3, -1, 2.5, -1, -2, -6};
    uint32_t colour = limit_colour(verdict->sign);
    struct scene_style limit = {.stroke = PALETTE_LIMIT, .width = 0.8};
    bool up = xmr_is_upward(verdict->sign, verdict->direction);
    put_level(scene, at, 4.5, limit);
    put_level(scene, at, -4.5, limit);
    const double *heights = verdict->sign == XMR_COMMON ? usual : up ? high : low;
    struct scene_point end = put_wave(scene, at, heights, colour);
    limit_mark(scene, end, verdict->sign == XMR_COMMON ? 2.4 : 3.2, verdict->sign,
               SCENE_ROLE_VERDICT);
}

/* The usual variation above, below or across the target. */
static void draw_assurance(struct scene *scene, const struct verdict *verdict,
                           struct scene_point at)
{
    static const double wave[WAVE] = {-2, 2.5, -2, 2.5, -2.5, 2};
    double heights[WAVE];
    bool below = (verdict->assurance == XMR_FAILS) == (verdict->direction > 0);
    double target = verdict->assurance == XMR_HITS_AND_MISSES ? 0 : below ? 5 : -5;
    for (int i = 0; i < WAVE; i++)
        heights[i] = wave[i] * (fabs(target) > 0 ? 1 : 2) - target * 0.5;
    put_level(
        scene, at, target,
        (struct scene_style){.stroke = PALETTE_TARGET, .width = 1.6, .dash = SCENE_DASHED});
    put_wave(scene, at, heights, PALETTE_SOFT);
}

static uint32_t ring_colour(const struct verdict *verdict)
{
    if (verdict->icon == ICON_VARIATION)
        return limit_colour(verdict->sign);
    return verdict->assurance == XMR_PASSES  ? PALETTE_BETTER
           : verdict->assurance == XMR_FAILS ? PALETTE_WORSE
                                             : PALETTE_LIMIT;
}

static void draw(struct sheet *sheet, const struct verdict *verdicts, size_t count,
                 struct scene_point at)
{
    at.x += RADIUS;
    for (size_t i = 0; i < count; i++) {
        const struct verdict *verdict = &verdicts[i];
        scene_dot(sheet->scene, at, RADIUS,
                  (struct scene_style){
                      .fill = PALETTE_PAPER, .stroke = ring_colour(verdict), .width = 1.8},
                  SCENE_ROLE_VERDICT);
        if (verdict->icon == ICON_VARIATION)
            draw_variation(sheet->scene, verdict, at);
        else
            draw_assurance(sheet->scene, verdict, at);
        struct scene_text words = make_words(verdict);
        words.x = at.x + RADIUS + GAP;
        words.y = at.y;
        at.x = words.x + scene_text(sheet->scene, &words).w + APART + RADIUS;
    }
}

double verdict_draw(struct sheet *sheet, const struct scene_text *subtitle,
                    struct scene_box box)
{
    struct verdict verdicts[2];
    size_t count = gather(sheet, verdicts);
    double bottom = box.y + box.h;
    if (count == 0)
        return bottom;
    struct scene_text line = *subtitle; /* as wide as its words */
    line.width = 0;
    double right = box.x + scene_text_box(sheet->scene, &line).w;
    double width = find_width(sheet, verdicts, count);
    if (right + APART + width <= sheet->scene->width - SHEET_LEFT) {
        draw(sheet, verdicts, count, (struct scene_point){right + APART, box.y + box.h / 2});
        return fmax(bottom, box.y + box.h / 2 + RADIUS);
    }
    draw(sheet, verdicts, width <= sheet->scene->width - 2 * SHEET_LEFT ? count : 1,
         (struct scene_point){SHEET_LEFT, bottom + BELOW + RADIUS});
    return bottom + BELOW + 2 * RADIUS;
}
