/* SPDX-License-Identifier: GPL-3.0-or-later */
/* take_dates: see take_dates.h. */
#include "collector/take_dates.h"

#include <stdlib.h>

#include "core/mem.h"
#include "core/period.h"

#define LEAP_DAYS 2 /* by which months and quarters begin apart in other years */

enum take_dating take_dates_of(const struct take_cell *cell)
{
    struct period named = cell->named;
    bool yearly =
        period_is_yearly(named.frequency) && period_is_yearly(cell->period.frequency);
    if (yearly || named.frequency >= cell->period.frequency)
        return TAKE_WHOLE;
    bool day = named.frequency == FREQUENCY_DAILY;
    bool edge = period_start(named) == period_start(cell->period) ||
                period_end(named) == period_end(cell->period);
    return day && edge ? TAKE_EDGE : TAKE_DATE;
}

void take_dates_note(struct taker *taker, const struct take_cell *cell)
{
    enum take_dating dating = take_dates_of(cell);
    taker->whole = taker->whole || dating == TAKE_WHOLE;
    taker->date = taker->date || dating == TAKE_DATE;
    if (dating == TAKE_WHOLE)
        return;
    taker->dates =
        mem_grow(taker->dates, taker->date_count, &taker->date_capacity, sizeof *taker->dates);
    taker->dates[taker->date_count++] = (struct take_date){.period = cell->period,
                                                           .named = cell->named,
                                                           .dating = dating,
                                                           .row = cell->row,
                                                           .column = cell->column};
}

static int compare_dates(const void *left, const void *right)
{
    const struct take_date *a = left;
    const struct take_date *b = right;
    int order = period_compare(a->period, b->period);
    if (order != 0)
        return order;
    if (a->named.frequency != b->named.frequency)
        return a->named.frequency < b->named.frequency ? -1 : 1;
    return period_compare(a->named, b->named);
}

/* The first date that another one of the same period follows; NULL = none. */
static const struct take_date *find_second(const struct taker *taker)
{
    for (size_t i = 1; i < taker->date_count; i++) {
        const struct take_date *a = &taker->dates[i - 1];
        const struct take_date *b = &taker->dates[i];
        if (period_compare(a->period, b->period) == 0 && compare_dates(a, b) != 0)
            return b;
    }
    return NULL;
}

static void report_parts(struct taker *taker, const struct take_date *date, const char *why)
{
    char period[PERIOD_TEXT_SIZE];
    char named[PERIOD_TEXT_SIZE];
    period_print(date->period, period);
    period_print(date->named, named);
    take_problem(taker, date->row, date->column, "", "%s is a part of %s, not all of it, %s",
                 named, period, why);
}

static const struct take_date *find_date(const struct taker *taker)
{
    for (size_t i = 0; taker->whole && taker->date && i < taker->date_count; i++)
        if (taker->dates[i].dating == TAKE_DATE)
            return &taker->dates[i];
    return NULL;
}

/* Takes away the items that are more than `least` whole, of one period or (NULL) of all. */
static void drop(struct taker *taker, const struct period *period, enum take_dating least)
{
    size_t kept = 0;
    for (size_t i = 0; i < taker->count; i++)
        if (taker->items[i].dating < least ||
            (period != NULL &&
             period_compare(taker->items[i].observation.period, *period) != 0))
            taker->items[kept++] = taker->items[i];
    taker->count = kept;
}

/* True if another period is dated as this one is: a survey of every June. */
static bool is_usual(const struct taker *taker, const struct take_date *date)
{
    int32_t from = period_start(date->named) - period_start(date->period);
    for (size_t i = 0; i < taker->date_count; i++) {
        const struct take_date *other = &taker->dates[i];
        int32_t other_from = period_start(other->named) - period_start(other->period);
        if (period_compare(other->period, date->period) != 0 &&
            other->named.frequency == date->named.frequency &&
            abs(other_from - from) <= LEAP_DAYS)
            return true;
    }
    return false;
}

/* The last month so far does not stand for a period that goes on; a day may: of a count. */
static void drop_running(struct taker *taker)
{
    for (size_t i = 0; i < taker->date_count; i++) {
        const struct take_date *date = &taker->dates[i];
        if (period_start(date->period) > taker->today ||
            period_end(date->period) <= taker->today)
            continue;
        if (date->dating != TAKE_DATE || date->named.frequency == FREQUENCY_DAILY ||
            is_usual(taker, date))
            return; /* one period goes on today, and all its dates are the same */
        report_parts(taker, date, "and that is not over: parts are not taken");
        drop(taker, &date->period, TAKE_DATE);
        return;
    }
}

void take_dates_drop(struct taker *taker)
{
    if (taker->date_count == 0)
        return;
    qsort(taker->dates, taker->date_count, sizeof *taker->dates, compare_dates);
    const struct take_date *second = find_second(taker);
    const struct take_date *part = second != NULL ? second : find_date(taker);
    if (part == NULL) {
        drop_running(taker);
        return;
    }
    report_parts(taker, part,
                 second != NULL
                     ? "since the table names several of one period: parts are not taken"
                     : "since the table names whole periods too: parts are not taken");
    drop(taker, NULL, second != NULL ? TAKE_EDGE : TAKE_DATE);
}
