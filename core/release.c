/* SPDX-License-Identifier: GPL-3.0-or-later */
/* release: see release.h. Reading it: release_parse.c. */
#include "core/release.h"

#include <stdio.h>

#include "core/civil.h"
#include "core/instant.h"

enum {
    DAY_S = 86400,
    CYCLES_MAX = 12, /* those that a reach and a shifted day can be off by */
    PERIODS_MAX = 5000
};

bool release_known(const struct release *release)
{
    return release->rule_count > 0 || release->date_count > 0;
}

static int32_t last_of_month(int32_t first)
{
    return civil_add_months(first, 1) - 1;
}

static int32_t pick_weekday(const struct release_rule *rule, int32_t first)
{
    if (rule->n == 0) {
        int32_t last = last_of_month(first);

        return last - (civil_weekday(last) - rule->weekday + 7) % 7;
    }
    return first + (rule->weekday - civil_weekday(first) + 7) % 7 + (rule->n - 1) * 7;
}

static int32_t pick_week_of(const struct release_rule *rule, int32_t first)
{
    int32_t day = first + rule->n - 1;

    return day - civil_weekday(day) % 7 + rule->weekday % 7;
}

/* The day within the month that begins at `first`. */
static int32_t pick_day(const struct release_rule *rule, enum holidays holidays, int32_t first)
{
    int32_t last = last_of_month(first);

    switch (rule->pick) {
    case RELEASE_DAY:
        return first + rule->n - 1 < last ? first + rule->n - 1 : last;
    case RELEASE_LAST_DAY:
        return last;
    case RELEASE_LAST_BUSINESS:
        return holiday_previous(holidays, last);
    case RELEASE_BUSINESS:
        return holiday_add(holidays, first - 1, rule->n);
    case RELEASE_WEEKDAY:
        return pick_weekday(rule, first);
    case RELEASE_WEEK_OF:
        return pick_week_of(rule, first);
    }
    return last;
}

/* The day of the rule in a cycle, before it gives way to holidays. */
static int32_t nominal(const struct release_rule *rule, enum holidays holidays,
                       struct period cycle)
{
    int32_t start = period_start(cycle);

    if (cycle.frequency == FREQUENCY_DAILY)
        return start;
    if (cycle.frequency == FREQUENCY_WEEKLY)
        return start + rule->weekday - 1;
    return pick_day(rule, holidays, civil_add_months(start, rule->month - 1));
}

/* The day that what it reaches is counted from: the week that a month's day lies in may end in
 * the next month. */
static int32_t anchor(const struct release_rule *rule, struct period cycle, int32_t day)
{
    if (rule->pick != RELEASE_WEEK_OF || cycle.frequency <= FREQUENCY_WEEKLY)
        return day;
    return civil_add_months(period_start(cycle), rule->month - 1) + rule->n - 1;
}

static int32_t reached(const struct release_reach *reach, int32_t day)
{
    if (!reach->set)
        return day;
    return period_end(period_add(period_of_day(reach->unit, day), -reach->before));
}

static int32_t rolled(int roll, enum holidays holidays, int32_t day)
{
    return roll > 0   ? holiday_next(holidays, day)
           : roll < 0 ? holiday_previous(holidays, day)
                      : day;
}

/* The first cycle whose release can reach `end`. */
static struct period first_cycle(const struct release_rule *rule, int32_t end)
{
    int32_t from = end;

    if (rule->reach.set)
        from = period_start(
            period_add(period_of_day(rule->reach.unit, end - 1), rule->reach.before));
    /* The week that has a day of a month may begin in the month before. */
    return period_add(period_of_day(rule->cycle, from), -1);
}

static bool expected_in_cycle(const struct release_rule *rule, enum holidays holidays,
                              int32_t end, int32_t *out)
{
    struct period cycle = first_cycle(rule, end);

    for (int i = 0; i < CYCLES_MAX; i++, cycle = period_next(cycle)) {
        int32_t day = nominal(rule, holidays, cycle);

        if (reached(&rule->reach, anchor(rule, cycle, day)) >= end) {
            *out = rolled(rule->roll, holidays, day);
            return true;
        }
    }
    return false;
}

/* The same day `months` later, or the last of that month; the last day of a month stays one.
 */
static int32_t add_months(int32_t day, int months)
{
    struct civil date = civil_date(day);
    int32_t first = civil_add_months(day, months);
    int32_t last = last_of_month(first);
    bool was_last = date.day == civil_month_days(date.year, date.month);

    return was_last || first + date.day - 1 > last ? last : first + date.day - 1;
}

static int32_t expected_after(const struct release_rule *rule, enum holidays holidays,
                              int32_t last)
{
    switch (rule->after) {
    case RELEASE_DAYS:
        return rolled(rule->roll, holidays, last + rule->n);
    case RELEASE_WEEKS:
        return rolled(rule->roll, holidays, last + rule->n * 7);
    case RELEASE_MONTHS:
        return rolled(rule->roll, holidays, add_months(last, rule->n));
    case RELEASE_BUSINESS_DAYS:
        break;
    }
    return holiday_add(holidays, last, rule->n);
}

static void offer(struct release_moment moment, bool *found, struct release_moment *best)
{
    if (*found &&
        (best->day < moment.day || (best->day == moment.day && best->time <= moment.time)))
        return;
    *best = moment;
    *found = true;
}

static void offer_rules(const struct release *release, int32_t end, bool *found,
                        struct release_moment *best)
{
    for (size_t i = 0; i < release->rule_count; i++) {
        const struct release_rule *rule = &release->rules[i];
        struct release_moment moment = {0, rule->time};

        if (rule->kind == RELEASE_AFTER)
            moment.day = expected_after(rule, release->holidays, end - 1);
        else if (!expected_in_cycle(rule, release->holidays, end, &moment.day))
            continue;
        offer(moment, found, best);
    }
}

static bool expected(const struct release *release, int32_t end, struct release_moment *out)
{
    bool found = false;

    for (size_t i = 0; i < release->date_count; i++) {
        const struct release_date *date = &release->dates[i];

        if (date->exact && date->end == end) {
            *out = (struct release_moment){date->day, date->time};
            return !date->skipped;
        }
        if (!date->skipped && date->end >= end)
            offer((struct release_moment){date->day, date->time}, &found, out);
    }
    offer_rules(release, end, &found, out);
    return found;
}

bool release_expected(const struct release *release, struct period period,
                      struct release_moment *out)
{
    return release_known(release) && expected(release, period_end(period), out);
}

bool release_skips(const struct release *release, struct period period)
{
    int32_t end = period_end(period);

    for (size_t i = 0; i < release->date_count; i++) {
        if (release->dates[i].skipped && release->dates[i].end == end)
            return true;
    }
    return false;
}

static bool is_expected_by(const struct release *release, struct period period, int64_t by)
{
    struct release_moment moment;

    return release_expected(release, period, &moment) && release_opens(moment) <= by;
}

/* How many days after a release may lie what it reaches to the end of. */
static int32_t days_ahead(const struct release *release)
{
    int32_t most = 0;

    for (size_t i = 0; i < release->rule_count; i++) {
        const struct release_reach *reach = &release->rules[i].reach;
        struct period unit = period_of_day(reach->unit, 0);
        int32_t length = period_end(unit) - period_start(unit);

        if (reach->set && reach->before == 0 && length + 1 > most)
            most = length + 1; /* a leap year, a longer month */
    }
    return most + (most > 0 ? 3 : 0);
}

/* The day that none of the announced dates reaches beyond; far away where there are rules. */
static int32_t last_reached(const struct release *release)
{
    int32_t last = INT32_MIN;

    for (size_t i = 0; i < release->date_count; i++) {
        if (release->dates[i].end > last)
            last = release->dates[i].end;
    }
    return release->rule_count > 0 ? INT32_MAX : last;
}

bool release_newest(const struct release *release, enum frequency frequency, int64_t by,
                    struct period *out)
{
    int32_t last = last_reached(release);

    if (!release_known(release))
        return false;
    int32_t from = instant_day(by) + days_ahead(release);
    if (release->rule_count == 0)
        from = last;
    *out = period_of_day(frequency, from);
    for (int i = 0; i < PERIODS_MAX; i++, *out = period_add(*out, -1)) {
        if (is_expected_by(release, *out, by))
            return true;
    }
    return false;
}

bool release_next(const struct release *release, enum frequency frequency, int64_t after,
                  struct period *period, struct release_moment *out)
{
    struct release_moment moment;
    bool found = false;

    if (!release_newest(release, frequency, after, period))
        *period = period_of_day(frequency, instant_day(after) - 2 * 366);
    struct period at = period_next(*period);
    int32_t last = last_reached(release);
    for (int i = 0; i < PERIODS_MAX && period_end(at) <= last; i++, at = period_next(at)) {
        bool known = release_expected(release, at, &moment) && release_opens(moment) > after;

        if (found && (!known || release_opens(moment) > release_opens(*out)))
            break;
        if (!known)
            continue;
        found = true;
        *period = at;
        *out = moment;
    }
    return found;
}

int64_t release_opens(struct release_moment moment)
{
    return instant_of_day(moment.day, moment.time == RELEASE_ANY_TIME ? 0 : moment.time);
}

int64_t release_overdue(const struct release *release, struct release_moment moment,
                        struct release_grace grace)
{
    if (grace.business_days > 0)
        moment.day = holiday_add(release->holidays, moment.day, grace.business_days);
    else
        moment.day += (int32_t)(grace.seconds / DAY_S);
    if (moment.time == RELEASE_ANY_TIME)
        moment.day += 1;
    return release_opens(moment) + (grace.business_days > 0 ? 0 : grace.seconds % DAY_S);
}

void release_print(struct release_moment moment, char out[RELEASE_TEXT_SIZE])
{
    char day[PERIOD_TEXT_SIZE];

    period_print_day(moment.day, day);
    if (moment.time == RELEASE_ANY_TIME)
        (void)snprintf(out, RELEASE_TEXT_SIZE, "%.10s", day);
    else
        (void)snprintf(out, RELEASE_TEXT_SIZE, "%.10s %02d:%02d", day, moment.time / 3600 % 24,
                       moment.time / 60 % 60);
}
