/* SPDX-License-Identifier: GPL-3.0-or-later */
/* strip_keys: the head of the strip and its keys; see strip_marks.h. */
#include "graphs/palette.h"
#include "graphs/strip_marks.h"

#define HEAD_HEIGHT 30.0
#define MORE 18.0 /* for each further line of keys */
#define SWATCH 24.0
#define GAP 6.0
#define APART 16.0

/* Where the next key is set, from the right. */
struct pen {
    struct sheet *sheet;
    double left, right; /* of the line */
    double x, middle;
};

/* A swatch and its word; on the next line where this one is full. */
static void put_key(struct pen *pen, const char *text, struct scene_style style)
{
    struct scene *scene = pen->sheet->scene;
    struct scene_text word = {.text = text,
                              .middle = true,
                              .align = SCENE_RIGHT,
                              .size = 11,
                              .colour = PALETTE_SOFT,
                              .role = SCENE_ROLE_KEY};
    double width = scene_text_box(scene, &word).w + GAP + SWATCH;
    if (pen->x - width < pen->left && pen->x < pen->right) {
        pen->x = pen->right;
        pen->middle += MORE;
    }
    word.x = pen->x;
    word.y = pen->middle;
    struct scene_box box = scene_text(scene, &word);
    box = (struct scene_box){box.x - GAP - SWATCH, pen->middle - 5, SWATCH, 10};
    scene_rect(scene, box, style, SCENE_ROLE_NONE);
    pen->x -= width + APART;
}

/* What the legend has to explain. */
struct shown {
    bool tails, light, years, open;
    bool before, behind; /* the time of a program */
    bool early;
    bool loans; /* nothing but loans: in their colour */
};

static void add_year(const struct sheet *sheet, const struct strip_row *row, size_t i,
                     struct shown *shown, int32_t *covered)
{
    struct period year = {FREQUENCY_FISCAL_YEAR, row->years[i]};
    bool seen = timeaxis_shows(&sheet->time, period_start(year), period_end(year));
    if (strip_marks_is_before(row, i)) {
        shown->before = shown->before || seen;
        return;
    }
    if (strip_marks_is_behind(row, i)) {
        shown->behind = shown->behind || seen;
        return;
    }
    shown->years = true;
    if (period_start(year) <= *covered)
        *covered = period_end(year);
}

static struct shown find_shown(const struct sheet *sheet, const struct strip *strip)
{
    struct shown shown = {.loans = true};
    int32_t right = sheet->time.end;
    for (size_t i = 0; i < strip->count; i++) {
        const struct strip_row *row = &strip->rows[i];
        shown.loans = shown.loans && row->loan;
        shown.tails = shown.tails || strip_marks_has_tail(row);
        shown.open = shown.open || strip_marks_is_open(sheet, row);
        shown.early = shown.early || strip_marks_is_early(sheet, row);
        int32_t covered = row->start;
        for (size_t k = 0; k < row->year_count; k++)
            add_year(sheet, row, k, &shown, &covered);
        int32_t end = row->end < right ? row->end : right;
        shown.light = shown.light || covered < end;
    }
    return shown;
}

static const char *name_years(enum language language, const struct strip *strip)
{
    if (strip_marks_amounts(strip))
        return words_pick(language, "予算・決算額の掲載がある年度（千円）",
                          "fiscal year with a printed amount (thousand yen)");
    return words_pick(language, "予算・決算額の掲載がある年度",
                      "fiscal year with a printed amount");
}

static const char *name_beside(enum language language, const struct shown *shown)
{
    if (!shown->behind)
        return words_pick(language, "開始前の年度の額", "year before the start");
    if (!shown->before)
        return words_pick(language, "終了後の年度の額", "year after the end");
    return words_pick(language, "開始前・終了後の年度の額", "year before start or after end");
}

static void put_keys(struct pen *pen, const struct strip *strip)
{
    enum language language = pen->sheet->language;
    struct shown shown = find_shown(pen->sheet, strip);
    struct scene_style fading = strip_marks_light(shown.loans);
    fading.pattern = SCENE_FADING_OUT;
    if (shown.open)
        put_key(pen, words_pick(language, "以後は不明", "not known from then on"), fading);
    fading.pattern = SCENE_FADING_IN;
    if (shown.tails)
        put_key(pen, words_pick(language, "開始年度不明", "start not known"), fading);
    if (shown.light)
        put_key(pen, words_pick(language, "予算額の掲載なし", "no figure printed"),
                strip_marks_light(shown.loans));
    if (shown.years)
        put_key(pen, name_years(language, strip), strip_marks_year(shown.loans));
    if (shown.before || shown.behind)
        put_key(pen, name_beside(language, &shown), strip_marks_beside(shown.loans));
    if (shown.early)
        put_key(pen, strip_marks_early_name(language), strip_marks_early_style());
}

double strip_keys(struct sheet *sheet, const struct strip *strip, double y)
{
    double middle = y + HEAD_HEIGHT / 2;
    struct scene_box head =
        scene_text(sheet->scene,
                   &(struct scene_text){.text = words_pick(sheet->language, "関連する主な事業",
                                                           "Related programs"),
                                        .x = sheet->plot.x,
                                        .y = middle,
                                        .middle = true,
                                        .size = 14,
                                        .bold = true,
                                        .colour = PALETTE_INK,
                                        .role = SCENE_ROLE_STRIP_HEAD});
    double right = sheet->plot.x + sheet->plot.w;
    struct pen pen = {sheet, head.x + head.w + APART, right, right, middle};
    put_keys(&pen, strip);
    return pen.middle + HEAD_HEIGHT / 2;
}
