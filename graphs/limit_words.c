/* SPDX-License-Identifier: GPL-3.0-or-later */
/* limit_words: what is said of control limits and of points beyond the usual variation. */
#include "graphs/limit.h"

#include <math.h>

#include "config/limits.h"
#include "config/phrase.h"
#include "graphs/describe.h"
#include "graphs/withheld.h"

#define ECHO_JA "前年同期の外れた値の反動には印を付けていない"
#define ECHO_EN "no mark where only the value a year before was unusual"
#define LARGEST 9e17 /* of the units of a decimal */
#define DESCRIPTION_LIMIT 16384

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

/* A mean and limits are known more finely than a value: one place more, up to four digits. */
static int find_derived(const struct chart_input *input, const struct xmr_segment *segment)
{
    int places = find_places(input);
    double most = fmax(fabs(segment->mean), fabs(segment->upper)) * pow(10, places);
    bool free = input->indicator->decimals == PLACES_AS_PUBLISHED;
    return places + (free && most < 1000 && places < DECIMAL_PLACES_MAX ? 1 : 0);
}

static void put_levels(const struct chart_input *input, const struct xmr_segment *segment,
                       struct buf *out)
{
    struct limit_bounds bounds = limit_bounds(input);
    int places = find_derived(input, segment);
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
    else if (segment->fixed)
        buf_printf(out,
                   language_of(input) == LANGUAGE_JA ? "（XmR・最初の%zu期で固定）"
                                                     : " (XmR, of the first %zu)",
                   segment->base);
    else if (input->indicator->limits_baseline > 0)
        buf_printf(out,
                   language_of(input) == LANGUAGE_JA ? "（XmR・%d期で固定するまで暫定）"
                                                     : " (XmR, until fixed on the first %d)",
                   (int)input->indicator->limits_baseline);
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

/* The points that break no rule because they are echoes. */
static size_t count_echoes(const struct xmr *limits)
{
    size_t count = 0;
    for (size_t i = 0; limits != NULL && i < limits->count; i++)
        count += limits->points[i].echo;
    return count;
}

static void say_step(const struct chart_input *input, const struct xmr_step *step,
                     struct buf *out)
{
    char period[WORDS_SIZE];
    words_period(step->at->observation->period, input->indicator->year_label,
                 language_of(input), period);
    if (language_of(input) == LANGUAGE_JA)
        buf_printf(out, "%sに水準が移っているため（平均 ", period);
    else
        buf_printf(out, "no control limits (XmR): the level moves in %s (mean ", period);
    put_number(input, step->before.mean, find_derived(input, &step->before), out);
    buf_puts(out, pick(input, "→", " before, "));
    put_number(input, step->after.mean, find_derived(input, &step->after), out);
    buf_puts(out, pick(input, "）、通した管理限界（XmR）は示していない", " from then on)"));
}

/* The newest step between two levels, in words; "" where none is to be seen. */
static const char *find_step(const struct chart_input *input, const struct xmr *limits,
                             struct arena *arena)
{
    for (size_t i = limits->segment_count; i-- > 0;) {
        struct xmr_step step;
        if (!xmr_find_step(limits, &limits->segments[i], &step))
            continue;
        struct buf words;
        buf_init(&words, DESCRIPTION_LIMIT);
        say_step(input, &step, &words);
        return buf_keep(&words, arena);
    }
    return "";
}

/* The value farthest from the mean, if it alone moves the mean so far that the others are
 * outside: without it three quarters of them would be within. Or NULL. */
static const struct xmr_point *find_gross(const struct xmr *limits,
                                          const struct xmr_segment *segment)
{
    const struct xmr_point *points = &limits->points[segment->first];
    size_t gross = 0;
    size_t within = 0;
    if (segment->grade != XMR_UNSTABLE || segment->count < XMR_POINTS_TRIAL ||
        limits->basis != XMR_LEVEL)
        return NULL;
    for (size_t i = 1; i < segment->count; i++) {
        if (fabs(points[i].value - segment->mean) > fabs(points[gross].value - segment->mean))
            gross = i;
    }
    double others = (double)(segment->count - 1);
    double mean = segment->mean - (points[gross].value - segment->mean) / others;
    double reach = segment->upper - segment->mean;
    for (size_t i = 0; i < segment->count; i++)
        within += i != gross && fabs(points[i].value - mean) <= reach;
    bool far = fabs(points[gross].value - mean) > reach;
    return far && 4.0 * (double)within >= 3.0 * others ? &points[gross] : NULL;
}

static const char *say_gross(const struct chart_input *input, const struct xmr_point *gross,
                             struct arena *arena)
{
    char period[WORDS_SIZE];
    struct buf words;
    words_period(gross->observation->period, input->indicator->year_label, language_of(input),
                 period);
    buf_init(&words, DESCRIPTION_LIMIT);
    if (language_of(input) == LANGUAGE_JA)
        buf_printf(&words, "大きく外れた%sの", period);
    else
        buf_puts(&words, "no control limits (XmR): ");
    phrase_value(input->indicator, gross->observation->value, language_of(input), &words);
    if (language_of(input) == LANGUAGE_JA)
        buf_puts(&words, "が平均を動かすため管理限界（XmR）は示していない");
    else
        buf_printf(&words, " of %s, far outside, moves the mean", period);
    return buf_keep(&words, arena);
}

static const char *why_unstable(const struct chart_input *input, const struct xmr *limits,
                                struct arena *arena)
{
    const char *step = find_step(input, limits, arena);
    const struct xmr_point *gross =
        find_gross(limits, &limits->segments[limits->segment_count - 1]);
    if (gross != NULL)
        return say_gross(input, gross, arena);
    return *step != '\0'
               ? step
               : pick(
                     input, "値の4分の1超が外に出るため管理限界（XmR）は示していない",
                     "no control limits (XmR): over a quarter of the values would be outside");
}

/* Why there is none at all. */
static const char *why_none(const struct chart_input *input, const struct xmr *limits,
                            struct arena *arena)
{
    enum language language = language_of(input);
    enum xmr_basis ignored;
    if (withheld_count(input->series) > 0)
        return words_pick(language, "秘匿した値があるため管理限界（XmR）は示していない",
                          "no control limits (XmR): values are withheld");
    if (limits == NULL && limits_basis(input->indicator, input->series, &ignored))
        return ""; /* it could have some, and they are not wanted here */
    if (limits == NULL && limits_counts(input->indicator, input->series) == LIMITS_RARE)
        return words_pick(language, "ごく少ない件数のため管理限界（XmR）は示していない",
                          "no control limits (XmR): too few are counted");
    if (limits == NULL)
        return words_pick(language, "日別の値には管理限界（XmR）を示していない",
                          "no control limits (XmR) of days");
    if (has_grade(limits, XMR_UNSTABLE))
        return why_unstable(input, limits, arena);
    if (has_grade(limits, XMR_FEW))
        return words_pick(language, "値が少ないため管理限界（XmR）は示していない",
                          "no control limits (XmR): too few values");
    if (has_grade(limits, XMR_FLAT))
        return words_pick(language, "値が変わらないため管理限界（XmR）は示していない",
                          "no control limits (XmR): the values do not differ");
    return "";
}

const char *limit_none_note(const struct sheet *sheet)
{
    const struct xmr *limits = sheet->limits;
    if (!limits_shown(sheet->input->settings, sheet->input->indicator) ||
        withheld_count(sheet->input->series) > 0) /* withheld_note says it */
        return "";
    /* a slide has no room for what is only good to know */
    bool few = sheet->scene->width >= CHART_WIDTH && limits && has_grade(limits, XMR_FEW);
    if (!limit_any(limits))
        return few || limits == NULL || !has_grade(limits, XMR_FEW)
                   ? why_none(sheet->input, limits, sheet->scene->arena)
                   : "";
    return has_grade(limits, XMR_UNSTABLE)
               ? words_pick(sheet->language,
                            "値の4分の1超が外に出る区間の管理限界は示していない",
                            "no limits where over a quarter of the values would be outside")
           : few ? words_pick(sheet->language, "値が少ない区間の管理限界は示していない",
                              "no limits where there are too few values")
                 : "";
}

const char *limit_care_note(const struct sheet *sheet)
{
    const struct chart_input *input = sheet->input;
    if (!limit_any(sheet->limits))
        return "";
    if (count_echoes(sheet->limits) > 0)
        return words_pick(sheet->language, ECHO_JA, ECHO_EN);
    return limits_counts(input->indicator, input->series) != LIMITS_NO_COUNTS
               ? words_pick(sheet->language, "件数が少ない（平均10未満）ため管理限界は目安",
                            "small counts (below 10 on average): the limits are a rough guide")
               : "";
}

/* The limits of a comparison with the year before, of the newest value. */
static void put_newest(const struct chart_input *input, const struct xmr *limits,
                       struct buf *out)
{
    const struct xmr_segment *segment = xmr_current(limits);
    if (limits->basis == XMR_LEVEL || segment == NULL)
        return;
    struct limit_bounds bounds = limit_bounds(input);
    int places = find_places(input);
    double lower = fmax(xmr_bound(limits, limits->newest, segment->lower), bounds.low);
    double upper = fmin(xmr_bound(limits, limits->newest, segment->upper), bounds.high);
    buf_puts(out, pick(input, "、最新の期では", "; of the newest period "));
    put_number(input, lower, places, out);
    buf_puts(out, pick(input, "～", " to "));
    put_number(input, upper, places, out);
}

/* "通常の変動を超える低下（悪化）は3期（直近は2024年10月）" */
static void put_sign(const struct chart_input *input, const struct xmr *limits,
                     enum xmr_sign sign, struct buf *out)
{
    int direction = limits_direction(input->indicator);
    const struct xmr_point *last = NULL;
    size_t count = 0;
    for (size_t i = 0; i < limits->count; i++) {
        if (xmr_sign_of(&limits->points[i], direction) != sign)
            continue;
        last = &limits->points[i];
        count++;
    }
    if (last == NULL)
        return;
    const char *words = limit_sign_words(sign, direction, language_of(input));
    char period[WORDS_SIZE];
    words_period(last->observation->period, input->indicator->year_label, language_of(input),
                 period);
    if (language_of(input) == LANGUAGE_JA)
        buf_printf(out, "%s%sは%zu期（%s%s）", out->length > 0 ? "、" : "", words, count,
                   count > 1 ? "直近は" : "", period);
    else
        buf_printf(out, "%s%s: %zu period%s (%s%s)", out->length > 0 ? "; " : "", words, count,
                   count == 1 ? "" : "s", count > 1 ? "the last is " : "", period);
}

static void describe_newest(const struct chart_input *input, const struct xmr *limits,
                            struct buf *out)
{
    enum language language = language_of(input);
    int direction = limits_direction(input->indicator);
    if (xmr_current(limits) == NULL)
        return;
    enum xmr_sign sign = xmr_sign_of(limits->newest, direction);
    describe_sentence(
        language,
        pick(input, "最新の値は",
             sign == XMR_COMMON ? "the newest value is " : "the newest value is a "),
        limit_sign_words(sign, direction, language), out);
}

static void describe_signs(const struct chart_input *input, const struct xmr *limits,
                           struct buf *out)
{
    enum language language = language_of(input);
    struct buf words;
    buf_init(&words, DESCRIPTION_LIMIT);
    for (int sign = XMR_IMPROVEMENT; sign <= XMR_LOW; sign++)
        put_sign(input, limits, (enum xmr_sign)sign, &words);
    describe_sentence(language, "", buf_text(&words), out);
    buf_free(&words);
    describe_newest(input, limits, out);
}

void limit_describe_newest(const struct chart_input *input, struct buf *out)
{
    struct arena *arena = arena_new();
    const struct xmr *limits = limit_find(input, arena);
    if (limits != NULL)
        describe_newest(input, limits, out);
    arena_free(arena);
}

void limit_describe(const struct chart_input *input, struct buf *out)
{
    enum language language = language_of(input);
    struct arena *arena = arena_new();
    const struct xmr *limits = limit_find(input, arena);
    if (limit_any(limits)) {
        struct buf words;
        struct buf keys;
        buf_init(&words, DESCRIPTION_LIMIT);
        buf_init(&keys, DESCRIPTION_LIMIT);
        buf_puts(&words, pick(input, "通常の変動：", "usual variation: "));
        limit_key_words(input, limits, &keys);
        describe_clause(language, buf_text(&keys), &words);
        put_newest(input, limits, &words);
        describe_sentence(language, "", buf_text(&words), out);
        buf_free(&words);
        buf_free(&keys);
        if (xmr_current(limits) == NULL)
            describe_sentence(language, "",
                              pick(input, "最新の値には管理限界を示していない",
                                   "there are no limits for the newest value"),
                              out);
        describe_signs(input, limits, out);
        if (count_echoes(limits) > 0)
            describe_sentence(language, "", pick(input, ECHO_JA, ECHO_EN), out);
    } else if (limits_shown(input->settings, input->indicator)) {
        describe_sentence(language, "", why_none(input, limits, arena), out);
    }
    arena_free(arena);
}
