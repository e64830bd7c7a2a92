/* SPDX-License-Identifier: GPL-3.0-or-later */
/* course: see course.h. */
#include "config/course.h"

#include "config/limits.h"
#include "config/phrase.h"
#include "core/rolling.h"

bool course_path(const struct indicator *indicator, struct path *out)
{
    const struct mark *from = &indicator->baseline;
    const struct mark *to = &indicator->target;
    if (!from->set || !to->set || !from->has_period || !to->has_period ||
        period_compare(from->period, to->period) >= 0)
        return false;
    *out = (struct path){from->period, to->period, from->value, to->value};
    return true;
}

bool course_goes_below_zero(const struct indicator *indicator, const struct series *series)
{
    struct decimal zero = {0, 0};
    const struct mark *marks[] = {&indicator->minimum, &indicator->baseline,
                                  &indicator->target};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (marks[i]->set && decimal_compare(marks[i]->value, zero) < 0)
            return true;
    }
    for (size_t i = 0; series != NULL && i < series->count; i++) {
        const struct observation *here = &series->observations[i];
        if (series_has_value(here) && decimal_compare(here->value, zero) < 0)
            return true;
    }
    return false;
}

bool course_is_seasonal(const struct indicator *indicator, const struct series *series)
{
    return rolling_year(indicator->frequency) > 1 && indicator->basis == BASIS_LEVEL &&
           !phrase_is_percent(indicator) && !course_goes_below_zero(indicator, series);
}

static bool shows_no_season(const struct indicator *indicator, const struct series *series)
{
    size_t known = 0;
    for (size_t i = 0; i < series->count; i++)
        known += series_has_value(&series->observations[i]);
    return known >= COURSE_SEASON_YEARS * rolling_year(indicator->frequency) &&
           limits_counts(indicator, series) == LIMITS_NO_COUNTS &&
           !limits_has_season(indicator, series);
}

bool course_by_mean(const struct indicator *indicator, const struct series *series)
{
    return indicator->limits != LIMITS_LEVEL && course_is_seasonal(indicator, series) &&
           !shows_no_season(indicator, series);
}

bool course_is_broken(const struct indicator *indicator, const struct series *series)
{
    struct path path;
    const struct observation *newest = series_latest(series);
    return newest != NULL && course_path(indicator, &path) &&
           period_compare(newest->period, path.from) > 0 &&
           !limits_compares(indicator, path.from, newest->period);
}

/* As a value of the indicator is printed, or a mean of its own, but fine enough for both ends
 * of the path. */
static int find_places(const struct indicator *indicator, const struct path *path,
                       const struct course *course)
{
    int places = course->mean ? course->value.places : phrase_places(indicator, course->value);
    if (indicator->decimals != PLACES_AS_PUBLISHED)
        return places;
    places = path->first.places > places ? path->first.places : places;
    return path->last.places > places ? path->last.places : places;
}

bool course_mean(const struct indicator *indicator, const struct series *series,
                 const struct observation *last, struct decimal *out)
{
    struct period first =
        period_add(last->period, 1 - (int32_t)rolling_year(last->period.frequency));
    return limits_compares(indicator, first, last->period) &&
           rolling_fine_mean(series, (size_t)(last - series->observations),
                             phrase_places(indicator, last->value), out);
}

bool course_find(const struct indicator *indicator, const struct series *series,
                 struct course *out)
{
    *out = (struct course){0};
    if (!course_path(indicator, &out->path))
        return false;
    out->newest = series_latest(series);
    if (out->newest == NULL || course_is_broken(indicator, series))
        return false;
    out->value = out->newest->value;
    out->mean = course_by_mean(indicator, series);
    if (out->mean && !course_mean(indicator, series, out->newest, &out->value))
        return false;
    out->places = find_places(indicator, &out->path, out);
    return path_judge(&out->path, out->newest->period, out->value, out->places,
                      limits_direction(indicator), &out->standing);
}

static const char *mean_name(const struct course *course, enum language language)
{
    if (!course->mean)
        return "";
    return course->newest->period.frequency == FREQUENCY_MONTHLY
               ? words_pick(language, "直近12か月平均の",
                            ", by the mean of the last 12 months")
               : words_pick(language, "直近4四半期平均の",
                            ", by the mean of the last 4 quarters");
}

bool course_allows_worse(const struct indicator *indicator)
{
    struct path path;
    return course_path(indicator, &path) &&
           limits_direction(indicator) * decimal_compare(path.last, path.first) < 0;
}

bool course_term(const struct indicator *indicator, const struct series *series,
                 struct course_term *out)
{
    const struct mark *target = &indicator->target;
    const struct observation *newest = series_latest(series);
    if (!target->set || !target->has_period || newest == NULL ||
        period_compare(newest->period, target->period) < 0)
        return false;
    *out = (struct course_term){.period = target->period,
                                .newest = period_compare(newest->period, target->period) == 0,
                                .mean = course_by_mean(indicator, series)};
    const struct observation *then = series_find(series, target->period);
    if (then == NULL || !series_has_value(then))
        return true;
    out->value = then->value;
    out->known = !out->mean || course_mean(indicator, series, then, &out->value);
    int way = limits_direction(indicator);
    out->met = out->known && way != 0 && way * decimal_compare(out->value, target->value) >= 0;
    return true;
}

static void put_term_value(const struct indicator *indicator, const struct course_term *term,
                           enum language language, struct buf *out)
{
    if (!term->known)
        buf_puts(out, words_pick(language, "値なし", "no value"));
    else if (term->mean)
        phrase_derived(indicator, term->value, language, out);
    else
        phrase_value(indicator, term->value, language, out);
}

/* Of the value that stands beside it. */
static void say_met(const struct course_term *term, const char *period, enum language language,
                    struct buf *out)
{
    if (language == LANGUAGE_JA)
        buf_printf(out, "期限の%sに%s", period, term->met ? "達成" : "未達成");
    else
        buf_printf(out, "%s at its term, %s", term->met ? "met" : "not met", period);
}

void course_say_term(const struct indicator *indicator, const struct course_term *term,
                     bool verdict, enum language language, struct buf *out)
{
    char period[WORDS_SIZE];
    words_period(term->period, indicator->year_label, language, period);
    bool says = verdict && term->known && indicator->better != BETTER_NEUTRAL;
    if (term->newest) {
        if (says)
            say_met(term, period, language, out);
        return;
    }
    if (language == LANGUAGE_JA) {
        buf_printf(out, "期限の%sは%s", period, term->mean && term->known ? "平均" : "");
        put_term_value(indicator, term, language, out);
        buf_puts(out, !says ? "" : term->met ? "で達成" : "で未達成");
        return;
    }
    put_term_value(indicator, term, language, out);
    buf_printf(out, " at its term%s, %s", term->mean ? " (mean of a year)" : "", period);
    buf_puts(out, !says ? "" : term->met ? ": met" : ": not met");
}

static bool is_over(const struct course *course)
{
    return period_compare(course->newest->period, course->path.to) >= 0;
}

/* Whether more or less of it is the worse way that is allowed for. */
static const char *worse_name(const struct indicator *indicator, enum language language)
{
    if (!course_allows_worse(indicator))
        return words_pick(language, "", "");
    return indicator->better == BETTER_HIGHER
               ? words_pick(language, "低下を見込む", " that allows for a fall")
               : words_pick(language, "上昇を見込む", " that allows for a rise");
}

void course_say(const struct indicator *indicator, const struct course *course,
                enum language language, struct buf *out)
{
    if (language == LANGUAGE_JA)
        buf_printf(out, "%s%s%s", mean_name(course, language), worse_name(indicator, language),
                   is_over(course) ? "目標値との差" : "目標経路との差");
    if (course->mean)
        phrase_derived_difference(indicator, course->standing.gap, language, out);
    else
        phrase_difference(indicator, course->standing.gap, language, out);
    if (language == LANGUAGE_EN)
        buf_printf(out, " against the %s%s%s",
                   is_over(course) ? "target" : "path to the target",
                   worse_name(indicator, language), mean_name(course, language));
}

const char *course_state(const struct course *course, enum language language)
{
    switch (course->standing.state) {
    case PATH_REACHED:
        return words_pick(language, "目標値に達している", "target reached");
    case PATH_ON_TRACK:
        return words_pick(language, "目安に達している", "on track");
    case PATH_BEHIND:
        if (is_over(course))
            return words_pick(language, "目標値に届いていない", "target not reached");
        return words_pick(language, "目安に届いていない", "behind the path");
    case PATH_OPEN:
        break;
    }
    return "";
}
