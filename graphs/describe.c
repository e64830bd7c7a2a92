/* SPDX-License-Identifier: GPL-3.0-or-later */
/* describe: see describe.h. */
#include "graphs/describe.h"

#include <ctype.h>

#include "config/course.h"
#include "config/limits.h"
#include "config/phrase.h"
#include "core/str.h"
#include "graphs/shape.h"
#include "graphs/withheld.h"

#define WORDS_LIMIT 65536
#define SPARSE 0.6   /* of the periods have a value: else it is drawn as points */
#define GAPS_NAMED 3 /* else the longest alone */
#define EVENTS_NAMED 6

struct sum {
    const struct observation *first, *last, *high, *low;
    size_t count;
};

static enum language language_of(const struct chart_input *input)
{
    return input->settings->site.language;
}

static const char *pick(const struct chart_input *input, const char *ja, const char *en)
{
    return words_pick(language_of(input), ja, en);
}

static struct sum sum_up(const struct series *series)
{
    struct sum sum = {0};
    for (size_t i = 0; series != NULL && i < series->count; i++) {
        const struct observation *here = &series->observations[i];
        if (!series_has_value(here))
            continue;
        if (sum.count++ == 0)
            sum.first = sum.high = sum.low = here;
        if (decimal_compare(here->value, sum.high->value) > 0)
            sum.high = here;
        if (decimal_compare(here->value, sum.low->value) < 0)
            sum.low = here;
        sum.last = here;
    }
    return sum;
}

void describe_sentence(enum language language, const char *name, const char *words,
                       struct buf *out)
{
    if (str_empty(words))
        return;
    if (language == LANGUAGE_JA) {
        buf_printf(out, "%s%s。", name, words);
        return;
    }
    const char *first = *name != '\0' ? name : words;
    if (out->length > 0)
        buf_putc(out, ' ');
    buf_putc(out, (char)toupper((unsigned char)*first));
    buf_printf(out, "%s%s.", first + 1, first == name ? words : "");
}

void describe_clause(enum language language, const char *words, struct buf *out)
{
    if (str_empty(words))
        return;
    buf_putc(out, language == LANGUAGE_EN ? (char)tolower((unsigned char)*words) : *words);
    buf_puts(out, words + 1);
}

static void put_period(const struct chart_input *input, struct period period, struct buf *out)
{
    char text[WORDS_SIZE];
    words_period(period, input->indicator->year_label, language_of(input), text);
    buf_puts(out, text);
}

static void put_range(const struct chart_input *input, struct period first, struct period last,
                      struct buf *out)
{
    put_period(input, first, out);
    if (period_compare(first, last) == 0)
        return;
    buf_puts(out, pick(input, "～", " to "));
    put_period(input, last, out);
}

static size_t count_periods(const struct sum *sum)
{
    return (size_t)((int64_t)sum->last->period.n - sum->first->period.n) + 1;
}

const char *describe_shape(const struct chart_input *input)
{
    struct sum sum = sum_up(input->series);
    enum chart_shape shape = shape_of(input->indicator, input->series);
    if (shape == CHART_BARS)
        return pick(input, "棒グラフ", "bar chart");
    if (sum.count == 1)
        return pick(input, "図", "chart");
    if (sum.count > 0 && (double)sum.count < SPARSE * (double)count_periods(&sum))
        return pick(input, "点の図", "dots");
    return shape == CHART_LINE ? pick(input, "折れ線グラフ", "line")
                               : pick(input, "折れ線グラフ", "step line");
}

/* --- the span, and what is missing in it --- */

struct gap {
    struct period first, last;
    size_t periods;
};

struct gaps {
    struct gap some[GAPS_NAMED];
    struct gap longest;
    size_t count, periods;
};

static void add_gap(struct gaps *gaps, struct gap gap)
{
    if (gap.periods == 0)
        return;
    if (gaps->count < GAPS_NAMED)
        gaps->some[gaps->count] = gap;
    if (gap.periods > gaps->longest.periods)
        gaps->longest = gap;
    gaps->count++;
    gaps->periods += gap.periods;
}

/* What is withheld is no gap. */
static struct gaps find_gaps(const struct series *series, const struct sum *sum)
{
    struct gaps gaps = {0};
    struct gap gap = {0};
    size_t i = series_position(series, sum->first->period);
    for (struct period at = sum->first->period; period_compare(at, sum->last->period) <= 0;
         at = period_next(at)) {
        const struct observation *here = NULL;
        if (i < series->count && period_compare(series->observations[i].period, at) == 0)
            here = &series->observations[i++];
        if (here != NULL && (series_has_value(here) || here->masked)) {
            add_gap(&gaps, gap);
            gap.periods = 0;
            continue;
        }
        gap.first = gap.periods++ == 0 ? at : gap.first;
        gap.last = at;
    }
    return gaps;
}

static void put_gaps(const struct chart_input *input, const struct gaps *gaps, struct buf *out)
{
    if (gaps->periods == 0)
        return;
    if (language_of(input) == LANGUAGE_JA)
        buf_printf(out, "（値のない期間%zu", gaps->periods);
    else
        buf_printf(out, " (%zu period%s without a value", gaps->periods,
                   gaps->periods == 1 ? "" : "s");
    if (gaps->count <= GAPS_NAMED) {
        for (size_t i = 0; i < gaps->count; i++) {
            buf_puts(out, i == 0 ? pick(input, "：", ": ") : pick(input, "、", ", "));
            put_range(input, gaps->some[i].first, gaps->some[i].last, out);
        }
    } else {
        buf_puts(out, pick(input, "、最も長いのは", ", the longest gap "));
        put_range(input, gaps->longest.first, gaps->longest.last, out);
    }
    buf_puts(out, pick(input, "）", ")"));
}

void describe_span(const struct chart_input *input, struct buf *out)
{
    struct sum sum = sum_up(input->series);
    bool ja = language_of(input) == LANGUAGE_JA;
    if (sum.first == NULL || sum.last == NULL)
        return;
    if (sum.count == 1) {
        buf_puts(out, ja ? "値は" : "one value, ");
        put_period(input, sum.first->period, out);
        buf_puts(out, ja ? "の1件" : "");
        return;
    }
    if (!ja)
        buf_printf(out, "%zu values, ", sum.count);
    put_period(input, sum.first->period, out);
    buf_puts(out, ja ? "から" : " to ");
    put_period(input, sum.last->period, out);
    if (ja)
        buf_printf(out, "までの%zu件", sum.count);
    struct gaps gaps = find_gaps(input->series, &sum);
    put_gaps(input, &gaps, out);
}

/* --- how high, and which way --- */

static void put_at(const struct chart_input *input, const struct observation *observation,
                   struct buf *out)
{
    if (language_of(input) == LANGUAGE_JA) {
        put_period(input, observation->period, out);
        buf_puts(out, "の");
        phrase_value(input->indicator, observation->value, LANGUAGE_JA, out);
        return;
    }
    phrase_value(input->indicator, observation->value, LANGUAGE_EN, out);
    buf_puts(out, " in ");
    put_period(input, observation->period, out);
}

/* Those that no declared break parts from the newest value. */
static struct series comparable(const struct chart_input *input)
{
    const struct observation *latest = series_latest(input->series);
    struct series part = *input->series;
    while (latest != NULL && part.count > 0 &&
           !limits_compares(input->indicator, part.observations->period, latest->period)) {
        part.observations++;
        part.count--;
    }
    return part;
}

static void put_extremes(const struct chart_input *input, const struct sum *sum, bool broken,
                         struct buf *out)
{
    bool high = !withheld_above(input, sum->high->value);
    bool low = !withheld_below(input, sum->low->value);
    if (broken && (high || low))
        buf_puts(out, pick(input, "断層の後では", "since the break, "));
    if (high && low && decimal_compare(sum->high->value, sum->low->value) == 0) {
        buf_puts(out, pick(input, "値はすべて同じ", "all values are the same"));
        return;
    }
    if (high) {
        buf_puts(out, pick(input, "最高は", "highest: "));
        put_at(input, sum->high, out);
    }
    if (low) {
        buf_puts(out, high ? pick(input, "、最低は", "; lowest: ")
                           : pick(input, "最低は", "lowest: "));
        put_at(input, sum->low, out);
    }
}

void describe_extremes(const struct chart_input *input, struct buf *out)
{
    struct series series = comparable(input);
    struct chart_input own = *input;
    struct sum sum = sum_up(&series);
    struct buf words;
    if (sum.count < 3 || sum.high == NULL || sum.low == NULL)
        return;
    own.series = &series;
    buf_init(&words, WORDS_LIMIT);
    put_extremes(&own, &sum, sum.count < sum_up(input->series).count, &words);
    describe_sentence(language_of(input), "", buf_text(&words), out);
    buf_free(&words);
}

/* The first value that the newest one can be compared with. */
static const struct observation *find_base(const struct chart_input *input,
                                           const struct observation *latest)
{
    for (size_t i = 0; i < input->series->count; i++) {
        const struct observation *here = &input->series->observations[i];
        if (series_has_value(here) &&
            limits_compares(input->indicator, here->period, latest->period))
            return here;
    }
    return latest;
}

/* The mean of the newest year, and of the first whole year that it can be compared with. */
static bool put_means(const struct chart_input *input, const struct observation *base,
                      const struct observation *latest, struct buf *out)
{
    const struct indicator *indicator = input->indicator;
    const struct series *series = input->series;
    enum language language = language_of(input);
    bool months = indicator->frequency == FREQUENCY_MONTHLY;
    struct decimal newest;
    struct decimal first = {0, 0};
    const struct observation *then = base;
    if (!shape_has_mean(indicator, series) || !course_mean(indicator, series, latest, &newest))
        return false;
    buf_puts(out, months ? pick(input, "直近12か月平均は", "mean of the last 12 months: ")
                         : pick(input, "直近4四半期平均は", "mean of the last 4 quarters: "));
    phrase_derived(indicator, newest, language, out);
    while (then < latest && !course_mean(indicator, series, then, &first))
        then++;
    if (then == latest)
        return true;
    buf_puts(out, pick(input, "（", " ("));
    if (language == LANGUAGE_EN)
        buf_puts(out, "that up to ");
    put_period(input, then->period, out);
    buf_puts(out, pick(input, "までの1年では", ": "));
    phrase_derived(indicator, first, language, out);
    buf_puts(out, pick(input, "）", ")"));
    return true;
}

/* Rounded by more than it may have changed. */
static bool is_rough(const struct observation *observation)
{
    return observation->status == OBSERVATION_ESTIMATE;
}

static void put_way(const struct chart_input *input, const struct observation *base,
                    bool broken, struct buf *out)
{
    const struct observation *latest = series_latest(input->series);
    const struct indicator *indicator = input->indicator;
    enum language language = language_of(input);
    struct decimal change;
    struct decimal percent;
    char text[WORDS_SIZE];
    if (base == latest || base == series_before(input->series, latest->period) ||
        is_rough(base) || is_rough(latest) ||
        phrase_subtract(indicator, latest->value, base->value, &change) != 0)
        return;
    if (broken)
        buf_puts(out, pick(input, "断層の後では", "since the break, "));
    buf_puts(out, pick(input, "", "from "));
    put_at(input, base, out);
    buf_puts(out, pick(input, "から最新の値までで", " to the newest value: "));
    phrase_difference(indicator, change, language, out);
    if (!phrase_percent(indicator, input->series, latest->value, base->value, &percent))
        return;
    words_change(percent, 1, language, text);
    buf_printf(out, "%s%s%s", pick(input, "、", ", "), text, pick(input, "％", "%"));
}

void describe_way(const struct chart_input *input, struct buf *out)
{
    const struct observation *latest = series_latest(input->series);
    struct buf words;
    const struct sum sum = sum_up(input->series);
    if (latest == NULL || sum.first == NULL || sum.high == NULL || sum.low == NULL)
        return;
    if (decimal_compare(sum.high->value, sum.low->value) == 0)
        return; /* describe_extremes says so */
    const struct observation *base = find_base(input, latest);
    buf_init(&words, WORDS_LIMIT);
    if (!put_means(input, base, latest, &words))
        put_way(input, base, base != sum.first, &words);
    describe_sentence(language_of(input), "", buf_text(&words), out);
    buf_free(&words);
}

/* --- what happened --- */

static void put_events(const struct chart_input *input, const char *name,
                       const struct event *events, size_t count, struct buf *out)
{
    enum language language = language_of(input);
    struct sum sum = sum_up(input->series);
    size_t told = 0;
    size_t more = 0;
    struct buf words;
    buf_init(&words, WORDS_LIMIT);
    for (size_t i = 0; i < count; i++) {
        if (sum.first != NULL &&
            period_end(events[i].period) <= period_start(sum.first->period))
            continue;
        if (told == EVENTS_NAMED) {
            more++;
            continue;
        }
        buf_puts(&words, told++ == 0 ? "" : pick(input, "、", "; "));
        put_period(input, events[i].period, &words);
        buf_printf(&words, "%s%s", pick(input, " ", ", "),
                   settings_event(&events[i], language));
    }
    if (more > 0 && language == LANGUAGE_JA)
        buf_printf(&words, " ほか%zu件", more);
    else if (more > 0)
        buf_printf(&words, " and %zu more", more);
    describe_sentence(language, name, buf_text(&words), out);
    buf_free(&words);
}

void describe_events(const struct chart_input *input, struct buf *out)
{
    const struct indicator *indicator = input->indicator;
    put_events(input,
               pick(input, "統計の断層（前後は比べられない）：",
                    "breaks in the series, across which nothing compares: "),
               indicator->rebases, indicator->rebase_count, out);
    put_events(input, pick(input, "出来事：", "events: "), indicator->events,
               indicator->event_count, out);
}
