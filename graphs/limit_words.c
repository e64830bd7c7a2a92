/* SPDX-License-Identifier: GPL-3.0-or-later */
/* limit_words: what is said of control limits and of points beyond the usual variation. */
#include "graphs/limit.h"

#include <math.h>

#include "config/limits.h"
#include "config/phrase.h"

#define LARGEST 9e17 /* of the units of a decimal */

static enum language language_of(const struct chart_input *input)
{
    return input->settings->site.language;
}

const char *limit_sign_words(enum xmr_sign sign, int direction, enum language language)
{
    bool up = xmr_is_upward(sign, direction);
    switch (sign) {
    case XMR_COMMON:
        return words_pick(language, "通常の変動の範囲", "within the usual variation");
    case XMR_IMPROVEMENT:
        return up ? words_pick(language, "通常の変動を超える上昇（改善）",
                               "rise beyond the usual variation (improvement)")
                  : words_pick(language, "通常の変動を超える低下（改善）",
                               "fall beyond the usual variation (improvement)");
    case XMR_CONCERN:
        return up ? words_pick(language, "通常の変動を超える上昇（悪化）",
                               "rise beyond the usual variation (concern)")
                  : words_pick(language, "通常の変動を超える低下（悪化）",
                               "fall beyond the usual variation (concern)");
    case XMR_HIGH:
    case XMR_LOW:
        break;
    }
    return up ? words_pick(language, "通常の変動を超える上昇",
                           "rise beyond the usual variation")
              : words_pick(language, "通常の変動を超える低下",
                           "fall beyond the usual variation");
}

/* The places of the values; whole ones are enough for what is counted. */
static int find_places(const struct chart_input *input)
{
    int places = 0;
    for (size_t i = 0; i < input->series->count; i++) {
        const struct observation *here = &input->series->observations[i];
        if (series_has_value(here) && phrase_places(input->indicator, here->value) > places)
            places = phrase_places(input->indicator, here->value);
    }
    return places;
}

static void put_number(const struct chart_input *input, double value, int places,
                       struct buf *out)
{
    double units = value * pow(10, places);
    if (!(fabs(units) < LARGEST))
        units = 0;
    struct decimal decimal = {llround(units), places};
    char text[WORDS_SIZE];
    words_value(decimal, places, language_of(input), text);
    buf_puts(out, text);
}

static const char *pick(const struct chart_input *input, const char *ja, const char *en)
{
    return words_pick(language_of(input), ja, en);
}

/* Of several segments: which one the numbers are of. */
static void put_span(const struct chart_input *input, const struct xmr *limits,
                     const struct xmr_segment *segment, struct buf *out)
{
    char first[WORDS_SIZE];
    char last[WORDS_SIZE];
    if (limits->segment_count < 2)
        return;
    const struct xmr_point *points = &limits->points[segment->first];
    enum year_label label = input->indicator->year_label;
    words_period(points[0].observation->period, label, language_of(input), first);
    words_period(points[segment->count - 1].observation->period, label, language_of(input),
                 last);
    bool newest = segment == &limits->segments[limits->segment_count - 1];
    if (language_of(input) == LANGUAGE_JA)
        buf_printf(out, "%s%s%sの", first, newest ? "から" : "～", newest ? "" : last);
    else
        buf_printf(out, "%s%s%s: ", first, newest ? " on" : " to ", newest ? "" : last);
}

static void put_levels(const struct chart_input *input, const struct xmr_segment *segment,
                       struct buf *out)
{
    struct limit_bounds bounds = limit_bounds(input);
    int places = find_places(input);
    buf_puts(out, pick(input, "平均 ", "mean "));
    put_number(input, segment->mean, places, out);
    buf_puts(out, pick(input, "、管理限界 ", ", control limits "));
    put_number(input, fmax(segment->lower, bounds.low), places, out);
    buf_puts(out, pick(input, "～", " to "));
    put_number(input, fmin(segment->upper, bounds.high), places, out);
}

void limit_key_words(const struct chart_input *input, const struct xmr *limits,
                     struct buf *out)
{
    const struct xmr_segment *segment = limit_newest(limits);
    if (segment == NULL)
        return;
    bool months = input->indicator->frequency == FREQUENCY_MONTHLY;
    if (limits->basis != XMR_LEVEL) {
        buf_puts(out,
                 pick(input,
                      months ? "前年同月の値から見た管理限界" : "前年同期の値から見た管理限界",
                      "Control limits, from the value a year before"));
    } else {
        put_span(input, limits, segment, out);
        put_levels(input, segment, out);
    }
    if (segment->grade == XMR_TRIAL)
        buf_puts(out, pick(input, "（XmR・暫定）", " (XmR, trial)"));
    else
        buf_puts(out, pick(input, "（XmR）", " (XmR)"));
}

static bool has_grade(const struct xmr *limits, enum xmr_grade grade)
{
    for (size_t i = 0; i < limits->segment_count; i++) {
        if (limits->segments[i].grade == grade)
            return true;
    }
    return false;
}

/* Only those whose limits are drawn. */
static bool is_correlated(const struct xmr *limits)
{
    for (size_t i = 0; i < limits->segment_count; i++) {
        const struct xmr_segment *segment = &limits->segments[i];
        if (xmr_has_limits(segment) && segment->correlation >= XMR_CORRELATED)
            return true;
    }
    return false;
}

static bool has_marks(const struct sheet *sheet)
{
    for (int sign = XMR_IMPROVEMENT; sign <= XMR_LOW; sign++) {
        if (limit_has_sign(sheet, (enum xmr_sign)sign))
            return true;
    }
    return false;
}

const char *limit_note(const struct sheet *sheet)
{
    const struct xmr *limits = sheet->limits;
    if (limits == NULL || !has_marks(sheet))
        return "";
    if (is_correlated(limits))
        return words_pick(sheet->language,
                          "前後の値が似る系列のため、管理限界の外の値だけに印",
                          "neighbouring values are alike, so only values outside the limits "
                          "are marked");
    return words_pick(
        sheet->language,
        "印は管理限界の外、7期続く上昇・低下、平均の片側に7期、限界近くに3期中2期",
        "marks: values outside the limits, 7 in a row rising, falling or on one side of the "
        "mean, 2 of 3 near a limit");
}

const char *limit_none_note(const struct sheet *sheet)
{
    if (sheet->limits == NULL || !has_grade(sheet->limits, XMR_UNSTABLE))
        return "";
    return limit_any(sheet->limits)
               ? words_pick(sheet->language, "水準が大きく動いた区間の管理限界は示していない",
                            "no limits where the level itself moved")
               : words_pick(sheet->language,
                            "水準が大きく動いているため管理限界（XmR）は示していない",
                            "no control limits (XmR): the level itself has moved");
}

static size_t count_sign(const struct xmr *limits, enum xmr_sign sign, int direction)
{
    size_t count = 0;
    for (size_t i = 0; i < limits->count; i++) {
        if (xmr_sign_of(&limits->points[i], direction) == sign)
            count++;
    }
    return count;
}

static void describe_signs(const struct chart_input *input, const struct xmr *limits,
                           struct buf *out)
{
    int direction = limits_direction(input->indicator);
    for (int sign = XMR_IMPROVEMENT; sign <= XMR_LOW; sign++) {
        size_t count = count_sign(limits, (enum xmr_sign)sign, direction);
        if (count == 0)
            continue;
        const char *words =
            limit_sign_words((enum xmr_sign)sign, direction, language_of(input));
        if (language_of(input) == LANGUAGE_JA)
            buf_printf(out, "%sは%zu期。", words, count);
        else
            buf_printf(out, " %zu marked as %s.", count, words);
    }
    if (xmr_current(limits) == NULL)
        return;
    buf_printf(out, "%s%s%s", pick(input, "最新の値は", " The newest value: "),
               limit_sign_words(xmr_sign_of(limits->newest, direction), direction,
                                language_of(input)),
               pick(input, "。", "."));
}

void limit_describe(const struct chart_input *input, struct buf *out)
{
    struct arena *arena = arena_new();
    const struct xmr *limits = limit_find(input, arena);
    if (limit_any(limits)) {
        buf_puts(out, pick(input, "通常の変動：", " Usual variation: "));
        limit_key_words(input, limits, out);
        buf_puts(out, pick(input, "。", "."));
        describe_signs(input, limits, out);
    }
    arena_free(arena);
}
