/* SPDX-License-Identifier: GPL-3.0-or-later */
/* outlook: see outlook.h. */
#include "graphs/outlook.h"

#include <math.h>

#include "config/phrase.h"
#include "graphs/palette.h"
#include "graphs/plot.h"

#define DIAMOND 6.0
#define AWAY 9.0 /* of the figure, from the middle of the diamond */
#define SIZE 11.0

/* The days that it is for. */
struct days {
    int32_t first, end;
};

static struct days find_days(const struct chart_input *input,
                             const struct observation *observation)
{
    int ahead = input->indicator->ahead;
    struct period first = observation->period;
    struct period last = period_add(observation->period, ahead);
    if (ahead > 0)
        first = period_next(first);
    return (struct days){period_start(first), period_end(last)};
}

/* What is known by now is not expected any more. */
static bool is_open(const struct chart_input *input, const struct observation *observation)
{
    const struct observation *latest = series_latest(input->series);
    return series_has_value(observation) && latest != NULL &&
           find_days(input, observation).first >= period_end(latest->period);
}

int32_t outlook_end(const struct chart_input *input, int32_t end)
{
    const struct series *series = input->outlook;
    for (size_t i = 0; series != NULL && i < series->count; i++) {
        const struct observation *here = &series->observations[i];
        if (is_open(input, here) && find_days(input, here).end > end)
            end = find_days(input, here).end;
    }
    return end;
}

bool outlook_is_shown(const struct sheet *sheet, const struct observation *observation)
{
    if (!is_open(sheet->input, observation))
        return false;
    struct days days = find_days(sheet->input, observation);
    return days.first >= sheet->time.first && days.end <= sheet->time.end;
}

bool outlook_any(const struct sheet *sheet)
{
    const struct series *series = sheet->input->outlook;
    for (size_t i = 0; series != NULL && i < series->count; i++) {
        if (outlook_is_shown(sheet, &series->observations[i]))
            return true;
    }
    return false;
}

static struct scene_box find_line(const struct sheet *sheet,
                                  const struct observation *observation)
{
    struct days days = find_days(sheet->input, observation);
    double left = timeaxis_x(&sheet->time, days.first);
    return (struct scene_box){left, plot_y(sheet, decimal_double(observation->value)),
                              timeaxis_x(&sheet->time, days.end) - left, 0};
}

void outlook_mark(struct scene *scene, struct scene_point centre)
{
    struct scene_point diamond[] = {{centre.x - DIAMOND, centre.y},
                                    {centre.x, centre.y - DIAMOND},
                                    {centre.x + DIAMOND, centre.y},
                                    {centre.x, centre.y + DIAMOND}};
    scene_area(
        scene, diamond, 4,
        (struct scene_style){.fill = PALETTE_PAPER, .stroke = PALETTE_MAIN, .width = 1.6},
        SCENE_ROLE_OUTLOOK);
}

void outlook_draw(struct sheet *sheet)
{
    const struct series *series = sheet->input->outlook;
    for (size_t i = 0; series != NULL && i < series->count; i++) {
        if (!outlook_is_shown(sheet, &series->observations[i]))
            continue;
        struct scene_box box = find_line(sheet, &series->observations[i]);
        struct scene_point line[] = {{box.x, box.y}, {box.x + box.w, box.y}};
        if (box.w > 2 * DIAMOND)
            scene_line(sheet->scene, line, 2,
                       (struct scene_style){
                           .stroke = PALETTE_MAIN, .width = 1.2, .dash = SCENE_DOTTED},
                       SCENE_ROLE_OUTLOOK);
        outlook_mark(sheet->scene, (struct scene_point){box.x + box.w / 2, box.y});
    }
}

static void label_one(struct sheet *sheet, const struct observation *observation,
                      struct field *field)
{
    const struct indicator *indicator = sheet->input->indicator;
    char words[WORDS_SIZE];
    words_value(observation->value, phrase_places(indicator, observation->value),
                sheet->language, words);
    struct scene_text text = {.text = words,
                              .align = SCENE_CENTRE,
                              .size = SIZE,
                              .halo = true,
                              .colour = PALETTE_SOFT,
                              .role = SCENE_ROLE_OUTLOOK};
    struct scene_box size = scene_text_box(sheet->scene, &text);
    struct scene_box line = find_line(sheet, observation);
    double middle = line.x + line.w / 2;
    double behind = fmax(middle + AWAY, line.x + line.w + 3) + size.w / 2;
    struct scene_point spots[] = {{middle, line.y - AWAY - size.h},
                                  {middle, line.y + AWAY},
                                  {behind, line.y - size.h / 2},
                                  {behind, line.y - AWAY - size.h},
                                  {behind, line.y + AWAY}};
    for (size_t i = 0; i < sizeof spots / sizeof *spots; i++) {
        if (field_put(sheet, &text, spots[i], field))
            return;
    }
}

void outlook_label(struct sheet *sheet, struct field *field)
{
    const struct series *series = sheet->input->outlook;
    for (size_t i = 0; sheet->is_first && series != NULL && i < series->count; i++) {
        if (outlook_is_shown(sheet, &series->observations[i]))
            label_one(sheet, &series->observations[i], field);
    }
}

const char *outlook_words(enum language language)
{
    return words_pick(language, "先行き見通し（実績ではない）",
                      "outlook (expected, not observed)");
}

static void describe_one(const struct chart_input *input,
                         const struct observation *observation, struct buf *out)
{
    const struct indicator *indicator = input->indicator;
    enum language language = input->settings->site.language;
    struct days days = find_days(input, observation);
    struct period first = period_of_day(indicator->frequency, days.first);
    struct period last = period_of_day(indicator->frequency, days.end - 1);
    char text[WORDS_SIZE];
    buf_puts(out, out->length == 0 ? words_pick(language, "先行き見通しは", "Outlook: ")
                                   : words_pick(language, "、", ", "));
    words_period(first, indicator->year_label, language, text);
    buf_puts(out, text);
    if (first.n != last.n) {
        words_period(last, indicator->year_label, language, text);
        buf_printf(out, "%s%s", words_pick(language, "～", " to "), text);
    }
    buf_puts(out, words_pick(language, "", " "));
    phrase_value(indicator, observation->value, language, out);
}

void outlook_describe(const struct chart_input *input, struct buf *out)
{
    const struct series *series = input->outlook;
    for (size_t i = 0; series != NULL && i < series->count; i++) {
        if (is_open(input, &series->observations[i]))
            describe_one(input, &series->observations[i], out);
    }
}
