/* SPDX-License-Identifier: GPL-3.0-or-later */
/* falsealarm: see falsealarm.h. */
#include "alerts/falsealarm.h"

#include <math.h>

#include "config/course.h"
#include "config/limits.h"
#include "config/phrase.h"
#include "core/noise.h"
#include "core/rolling.h"
#include "core/xmr.h"

#define SEED 20240401
#define D2 1.128 /* mean range of two, in deviations */
#define ROOT_2 1.4142135623730951
#define WORK_MOST 4e7 /* values looked at: a second or two */
#define WORK_BRIEF 2e6
#define LEVEL_ANY 1000.0 /* where only the noise matters */
#define NOISE_ANY 50.0
#define FINE_PLACES 3
#define SEASON_YEARS 2 /* of which a season would show */

/* What the values are drawn from. */
struct source_of_noise {
    const struct indicator *indicator;
    double level, deviation;
    bool ratio; /* the deviation is of logarithms */
    bool on_path;
    struct path path;
    int places;
};

static size_t releases_a_year(enum frequency frequency)
{
    static const size_t A_YEAR[] = {
        [FREQUENCY_DAILY] = 365,   [FREQUENCY_WEEKLY] = 52,       [FREQUENCY_MONTHLY] = 12,
        [FREQUENCY_QUARTERLY] = 4, [FREQUENCY_CALENDAR_YEAR] = 1, [FREQUENCY_FISCAL_YEAR] = 1};

    return A_YEAR[frequency];
}

/* --- what is known of the series --- */

/* Level and deviation of the newest segment, by the limits of its values or, where they have
 * seasons, of their comparison with the year before, which varies by two of them. */
static enum falsealarm_result measure(const struct series *series, struct arena *arena,
                                      struct source_of_noise *out)
{
    const struct indicator *indicator = out->indicator;
    struct indicator asked = *indicator;
    const struct observation *latest = series_latest(series);
    bool seasonal = limits_has_season(indicator, series);
    struct xmr xmr;

    asked.limits = seasonal ? LIMITS_YEAR_ON_YEAR : LIMITS_LEVEL;
    if (!latest || !limits_judge(&asked, series, arena, &xmr) || !xmr.newest)
        return FALSEALARM_FEW;
    const struct xmr_segment *segment = &xmr.segments[xmr.newest->segment];
    bool stable = xmr_has_limits(segment);
    if (segment->grade == XMR_FLAT)
        return FALSEALARM_FLAT;
    if (!stable && segment->grade != XMR_UNSTABLE)
        return FALSEALARM_FEW;
    out->level = seasonal ? fabs(decimal_double(latest->value))
                 : stable ? segment->mean
                          : decimal_double(latest->value);
    out->deviation = segment->mean_range / D2 / (seasonal ? ROOT_2 : 1);
    out->ratio = xmr.basis == XMR_YEAR_RATIO;
    return stable ? FALSEALARM_KNOWN : FALSEALARM_UNSTABLE;
}

static enum falsealarm_result prepare(const struct standing_rule *rule,
                                      const struct series *series, struct arena *arena,
                                      struct source_of_noise *out)
{
    const struct indicator *indicator = out->indicator;
    bool seasonal = limits_has_season(indicator, series);
    bool level =
        rule_needs_level(&rule->raise) || (rule->has_reset && rule_needs_level(&rule->reset));

    if (rule_is_timed(&rule->raise))
        return FALSEALARM_TIME;
    if (rule_needs_vintages(&rule->raise))
        return FALSEALARM_REVISED;
    if (rule_is_free(&rule->raise) && (!rule->has_reset || rule_is_free(&rule->reset))) {
        out->level = LEVEL_ANY;
        out->deviation = NOISE_ANY;
        return FALSEALARM_KNOWN;
    }
    if (level && seasonal)
        return FALSEALARM_SEASON;
    if (rule_by_path(&rule->raise)) {
        const struct observation *latest = series_latest(series);

        out->on_path = course_path(indicator, &out->path);
        if (!out->on_path || !latest || period_compare(latest->period, out->path.from) < 0 ||
            course_is_broken(indicator, series))
            return FALSEALARM_PATH;
    }
    enum falsealarm_result result = measure(series, arena, out);
    /* the size of its steps is known where its level is not */
    return result == FALSEALARM_UNSTABLE && !level ? FALSEALARM_KNOWN : result;
}

/* --- one run --- */

static double middle(const struct source_of_noise *source, struct period period)
{
    struct decimal required;

    if (!source->on_path)
        return source->level;
    if (!path_required(&source->path, period, source->places, &required))
        required = source->path.first;
    return decimal_double(required);
}

static struct decimal draw(const struct source_of_noise *source, struct period period,
                           struct noise *noise)
{
    double value = middle(source, period);
    double off = source->deviation * noise_normal(noise);

    value = source->ratio ? value * exp(off) : value + off;
    value *= pow(10, source->places);
    if (fabs(value) > 1e15)
        value = 0;
    return (struct decimal){llround(value), source->places};
}

/* One that runs. */
struct trial {
    const struct standing_rule *rule;
    const struct source_of_noise *source;
    struct series series;
    struct noise noise;
    bool judged; /* at least once it could be */
};

/* Judges in memory of its own. */
static bool is_open(struct trial *trial, bool open)
{
    struct arena *arena = arena_new();
    const struct rule_case here = {.indicator = trial->source->indicator,
                                   .series = &trial->series,
                                   .until = INT64_MAX,
                                   .arena = arena};
    enum standing_state state = standing_find(trial->rule, &here);

    arena_free(arena);
    trial->judged = trial->judged || state != STANDING_UNKNOWN;
    return state == STANDING_UNKNOWN ? open : state == STANDING_OPEN;
}

/* How often it was raised in the year. */
static size_t run(struct trial *trial, size_t values)
{
    struct series *series = &trial->series;
    size_t year = releases_a_year(series->frequency);
    size_t raised = 0;

    for (size_t i = 0; i < values + year; i++)
        series->observations[i].value =
            draw(trial->source, series->observations[i].period, &trial->noise);
    series->count = values;
    bool open = is_open(trial, false);
    while (series->count < values + year) {
        series->count++;
        bool now = is_open(trial, open);
        raised += now && !open;
        open = now;
    }
    return raised;
}

static size_t count_values(const struct indicator *indicator, const struct series *series)
{
    const struct observation *latest = series_latest(series);
    size_t count = 0;

    for (size_t i = 0; latest && i < series->count; i++)
        count += series_has_value(&series->observations[i]) &&
                 limits_compares(indicator, series->observations[i].period, latest->period);
    return count < FALSEALARM_VALUES ? count : FALSEALARM_VALUES;
}

/* Periods that end with the newest one of the series and a year behind it. */
static void lay_out(const struct series *from, size_t values, struct series *out,
                    struct arena *arena)
{
    size_t count = values + releases_a_year(from->frequency);
    struct period last = series_latest(from)->period;

    *out =
        (struct series){.frequency = from->frequency,
                        .observations = arena_alloc(arena, count, sizeof *out->observations)};
    for (size_t i = 0; i < count; i++)
        out->observations[i].period = period_add(last, (int32_t)i - (int32_t)values + 1);
}

static size_t find_runs(double work, size_t values, size_t year)
{
    double runs = work / ((double)(values + year) * (double)year);

    return runs < FALSEALARM_RUNS ? (size_t)runs + 1 : FALSEALARM_RUNS;
}

/* ... and so is the season, which noise does not show. Of too few years nothing is known of
 * it, as of the real series. */
static void decide_season(const struct indicator *indicator, const struct series *series,
                          struct indicator *out)
{
    size_t known = 0;

    for (size_t i = 0; i < series->count; i++)
        known += series_has_value(&series->observations[i]);
    if (limits_has_season(indicator, series))
        out->limits = LIMITS_YEAR_ON_YEAR;
    else if (known >= SEASON_YEARS * rolling_year(indicator->frequency) &&
             !course_by_mean(indicator, series))
        out->limits = LIMITS_LEVEL;
}

static void simulate(const struct standing_rule *rule, const struct source_of_noise *source,
                     const struct series *series, double work, struct falsealarm *out)
{
    struct indicator plain = *source->indicator;
    struct source_of_noise here = *source;
    struct trial trial = {.rule = rule, .source = &here, .noise = {SEED}};
    struct arena *arena = arena_new();
    size_t raised = 0;

    plain.rebase_count = 0; /* the breaks are of the real series ... */
    decide_season(source->indicator, series, &plain);
    here.indicator = &plain;
    lay_out(series, out->values, &trial.series, arena);
    out->runs = find_runs(work, out->values, releases_a_year(series->frequency));
    for (size_t i = 0; i < out->runs; i++)
        raised += run(&trial, out->values);
    out->per_year = (double)raised / (double)out->runs;
    if (!trial.judged)
        out->result = FALSEALARM_FEW;
    arena_free(arena);
}

static void find(const struct standing_rule *rule, const struct indicator *indicator,
                 const struct series *series, double work, struct falsealarm *out)
{
    const struct observation *latest = series_latest(series);
    struct source_of_noise source = {.indicator = indicator, .places = FINE_PLACES};
    struct arena *arena = arena_new();

    *out = (struct falsealarm){.values = count_values(indicator, series)};
    out->result = latest ? prepare(rule, series, arena, &source) : FALSEALARM_FEW;
    if (out->result == FALSEALARM_KNOWN) {
        if (!rule_is_free(&rule->raise))
            source.places = phrase_places(indicator, latest->value);
        simulate(rule, &source, series, work, out);
    }
    arena_free(arena);
}

void falsealarm_find(const struct standing_rule *rule, const struct indicator *indicator,
                     const struct series *series, struct falsealarm *out)
{
    find(rule, indicator, series, WORK_MOST, out);
}

void falsealarm_say(const struct standing_rule *rule, const struct indicator *indicator,
                    const struct series *series, enum language language, struct buf *out)
{
    const double least = 0.05;
    struct falsealarm found;

    find(rule, indicator, series, WORK_BRIEF, &found);
    if (found.result != FALSEALARM_KNOWN)
        return;
    bool rare = found.per_year < least;
    double rate = rare ? 2 * least : found.per_year;
    if (language == LANGUAGE_JA)
        buf_printf(out,
                   rare ? "変化がなくても該当するのは年%.1f回未満の判定です。"
                        : "変化がなくても年%.1f回程度は該当する判定です。",
                   rate);
    else
        buf_printf(out,
                   rare ? "Where nothing changes it is told less than %.1f times a year."
                        : "Where nothing changes it is told about %.1f times a year.",
                   rate);
}

const char *falsealarm_reason(enum falsealarm_result result, enum language language)
{
    switch (result) {
    case FALSEALARM_FEW:
        return words_pick(language, "値が少ないため", "too few values");
    case FALSEALARM_FLAT:
        return words_pick(language, "値が変わっていないため", "the values do not differ");
    case FALSEALARM_UNSTABLE:
        return words_pick(language, "値が一定の水準の周りで変動していないため",
                          "the values vary around no level");
    case FALSEALARM_SEASON:
        return words_pick(language, "季節のある値の水準による判定のため",
                          "a limit for what has seasons");
    case FALSEALARM_REVISED:
        return words_pick(language, "改定は模擬できないため", "no noise makes a revision");
    case FALSEALARM_TIME:
        return words_pick(language, "公表の遅れは模擬できないため", "no noise makes a delay");
    case FALSEALARM_PATH:
        return words_pick(language,
                          "目標経路がない、始まっていない、または統計の断層をまたぐため",
                          "no path to the target, or none yet, or one over a break");
    case FALSEALARM_KNOWN:
        break;
    }
    return "";
}
