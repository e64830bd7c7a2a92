/* SPDX-License-Identifier: GPL-3.0-or-later */
/* take_dates: see take_dates.h. */
#include "collector/take_dates.h"

#include <stdlib.h>

#include "core/mem.h"
#include "core/period.h"

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
    take_problem(taker, date->row, date->column, "",
                 "%s is a part of %s, not all of it, since the table names %s: parts are not "
                 "taken",
                 named, period, why);
}

static const struct take_date *find_date(const struct taker *taker)
{
    for (size_t i = 0; taker->whole && taker->date && i < taker->date_count; i++)
        if (taker->dates[i].dating == TAKE_DATE)
            return &taker->dates[i];
    return NULL;
}

void take_dates_drop(struct taker *taker)
{
    if (taker->date_count == 0)
        return;
    qsort(taker->dates, taker->date_count, sizeof *taker->dates, compare_dates);
    const struct take_date *second = find_second(taker);
    const struct take_date *part = second != NULL ? second : find_date(taker);
    if (part == NULL)
        return;
    report_parts(taker, part, second != NULL ? "several of one period" : "whole periods too");
    enum take_dating least = second != NULL ? TAKE_EDGE : TAKE_DATE;
    size_t kept = 0;
    for (size_t i = 0; i < taker->count; i++)
        if (taker->items[i].dating < least)
            taker->items[kept++] = taker->items[i];
    taker->count = kept;
}
