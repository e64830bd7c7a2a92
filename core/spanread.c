/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spanread: see spanread.h. A date, the words around it, and what a second date adds. */
#include "core/spanread.h"

#include <stdio.h>
#include <string.h>

#include "core/arena.h"
#include "core/civil.h"
#include "core/datescan.h"
#include "core/datewords.h"
#include "core/era.h"
#include "core/period.h"
#include "core/str.h"
#include "core/unicode.h"

#define LEAP_YEAR 2000

struct phrase {
    const char *original;
    const char *at;
    const struct periodread_context *context;
    struct datescan date;
    unsigned flags;
    struct err *err;
};

static int refuse(const struct phrase *phrase, const char *reason)
{
    return err_set(phrase->err, ERR_DATA, "\"%.100s\": %s", phrase->original, reason);
}

/* --- words --- */

static int take_date(struct phrase *phrase, const struct periodread_context *context,
                     struct datescan *out)
{
    size_t length;

    if (datescan_take(phrase->original, phrase->at, DATESCAN_PROSE, context, out, &length,
                      phrase->err))
        return -1;
    phrase->at += length;
    return 0;
}

static size_t skip_words(const char *at)
{
    static const char *const WORDS[] = {"以来", "水準", "調査結果", "調査"};
    /* 2006年8LOBO調査結果: the name of the survey */
    size_t name = strspn(at, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++) {
        if (str_starts(at + name, WORDS[i]))
            return name + strlen(WORDS[i]);
    }
    return 0;
}

static void take_tails(struct phrase *phrase)
{
    size_t length;

    while ((length = datewords_tail(phrase->at)) > 0)
        phrase->at += length;
}

/* Words that belong to the date, and a value in brackets behind it. */
static void take_words(struct phrase *phrase)
{
    size_t length;

    take_tails(phrase);
    while ((length = skip_words(phrase->at)) > 0) {
        phrase->at += length;
        phrase->flags |= SPANREAD_WORDS;
    }
    if (*phrase->at == '(' && str_ends(phrase->at, ")")) {
        phrase->at += strlen(phrase->at);
        phrase->flags |= SPANREAD_WORDS;
    }
}

/* --- a second date in the sentence --- */

/* 16年度の…4~1月: the months are of that year. */
static void take_months_of(struct phrase *phrase, const struct datescan *months)
{
    struct datescan year = phrase->date;

    phrase->date = *months;
    phrase->date.fiscal = year.fiscal;
    phrase->date.era = year.era;
}

/* 1月の… 2026年2月4日: the last such month before that day. */
static void date_month(struct phrase *phrase, const struct datescan *other)
{
    struct datescan_day day = datescan_civil(other, other->first);

    phrase->date.first.year = day.year - (phrase->date.first.month > day.month);
    phrase->date.last = phrase->date.first;
}

/* Reads what may stand behind の; a sentence without a second date adds nothing. */
static void take_second(struct phrase *phrase)
{
    const struct datescan *date = &phrase->date;
    bool year_only = date->first.month == 0 && date->first.year != 0 && !date->range;
    bool month_only = date->first.year == 0 && !date->relative && !date->range;
    struct periodread_context context = {.carried_year = date->first.year,
                                         .carried_fiscal = date->fiscal};
    const char *end = phrase->at + strlen(phrase->at);

    for (const char *at = phrase->at; at < end; at++) {
        struct err ignored = {0};
        struct datescan found;
        size_t length;
        bool starts = str_digits(at) > 0 && str_digits(at - 1) == 0;

        if (!starts || datescan_take(phrase->original, at, DATESCAN_PROSE,
                                     year_only ? &context : &(struct periodread_context){0},
                                     &found, &length, &ignored))
            continue;
        if (year_only && found.first.month != 0)
            take_months_of(phrase, &found);
        else if (month_only && found.first.year != 0 && found.first.month != 0)
            date_month(phrase, &found);
        else
            continue;
        return;
    }
}

static int take_sentence(struct phrase *phrase)
{
    size_t label = datewords_label(phrase->at);

    phrase->at += label;
    phrase->flags |= label > 0 ? SPANREAD_WORDS : 0U;
    if (take_date(phrase, phrase->context, &phrase->date))
        return -1;
    if (str_starts(phrase->at, "の")) {
        phrase->flags |= SPANREAD_WORDS;
        take_second(phrase);
        if (phrase->date.first.year == 0 && !phrase->date.relative)
            return refuse(phrase, "a month without a year");
        return 0;
    }
    take_words(phrase);
    if (*phrase->at != '\0')
        return refuse(phrase, "it is no date: something stands behind it");
    return 0;
}

/* --- what comes of it --- */

static void print_day(const struct datescan *date, struct datescan_day day, char *out,
                      size_t size)
{
    char year[24] = "";

    if (date->relative)
        (void)snprintf(year, sizeof year, "(%d)", day.year);
    else if (day.year != 0)
        (void)snprintf(year, sizeof year, "%04d", day.year);
    const char *dash = year[0] != '\0' ? "-" : "";
    if (day.month == 0)
        (void)snprintf(out, size, "%s%s", date->fiscal ? "FY" : "", year);
    else if (day.day == 0)
        (void)snprintf(out, size, "%s%s%02d", year, dash, day.month);
    else
        (void)snprintf(out, size, "%s%s%02d-%02d", year, dash, day.month, day.day);
}

/* The period of one end of a range. */
static struct period period_of(const struct datescan *date, struct datescan_day day)
{
    if (day.day != 0)
        return (struct period){FREQUENCY_DAILY, civil_day(day.year, day.month, day.day)};
    if (day.month != 0)
        return (struct period){FREQUENCY_MONTHLY, day.year * 12 + day.month - 1};
    return (struct period){date->fiscal ? FREQUENCY_FISCAL_YEAR : FREQUENCY_CALENDAR_YEAR,
                           day.year};
}

static bool is_day(struct datescan_day day)
{
    /* without a year, any that has a 29 February */
    return day.day == 0 ||
           civil_valid(day.year == 0 ? LEAP_YEAR : day.year, day.month, day.day);
}

static int fill_range(const struct phrase *phrase, struct spanread *out)
{
    const struct datescan *date = &phrase->date;
    struct datescan_day first = datescan_civil(date, date->first);
    struct datescan_day last = datescan_civil(date, date->last);
    char from[24];
    char to[24];

    if (!is_day(first) || !is_day(last))
        return refuse(phrase, "there is no such day");
    print_day(date, first, from, sizeof from);
    print_day(date, last, to, sizeof to);
    bool several = date->range || date->list;
    (void)snprintf(out->text, sizeof out->text, "%s%s%s", from,
                   !several     ? ""
                   : date->list ? ".."
                                : "/",
                   several ? to : "");
    out->flags |= date->range ? SPANREAD_RANGE : 0U;
    out->flags |= date->list ? SPANREAD_LIST : 0U;
    out->dated = !date->relative && first.year != 0;
    out->flags |= out->dated ? 0U : SPANREAD_PARTIAL;
    if (!out->dated)
        return 0;
    out->start = period_start(period_of(date, first));
    out->end = period_end(period_of(date, several ? last : first));
    return out->end > out->start ? 0 : refuse(phrase, "the range ends before it begins");
}

/* Quarters and weeks are periods of their own, read as such. */
static int fill_period(const struct phrase *phrase, struct spanread *out)
{
    struct periodread_context context = *phrase->context;
    struct period period;

    context.frequency = phrase->date.week ? FREQUENCY_WEEKLY : FREQUENCY_QUARTERLY;
    if (periodread_cell(phrase->original, &context, &period, phrase->err))
        return -1;
    char text[PERIOD_TEXT_SIZE];
    period_print(period, text);
    str_copy(out->text, sizeof out->text, text);
    out->dated = true;
    out->start = period_start(period);
    out->end = period_end(period);
    return 0;
}

int spanread_text(const char *text, const struct periodread_context *context,
                  struct spanread *out, struct err *err)
{
    struct arena *arena = arena_new();
    struct phrase phrase = {
        .original = text, .at = unicode_key(arena, text), .context = context, .err = err};

    *out = (struct spanread){0};
    int failed = take_sentence(&phrase);
    if (!failed) {
        const struct datescan *date = &phrase.date;
        bool own = date->week || date->quarter || date->fiscal_quarter;

        out->flags = phrase.flags;
        failed = own ? fill_period(&phrase, out) : fill_range(&phrase, out);
    }
    arena_free(arena);
    return failed ? -1 : 0;
}

/* --- titles --- */

/* A date may start here: an era, or a number of which the first digit this is. */
static bool may_start(const char *key, const char *at)
{
    int base;
    size_t length;
    bool digit = str_digits(at) > 0;

    if (digit)
        return at == key || str_digits(at - 1) == 0;
    bool letter = (unsigned char)*at < 0x80;
    bool name = letter && at > key && at[-1] >= 'A';
    return !name && (era_recognise(at, &base, &length) || str_starts(at, "FY"));
}

bool spanread_next(const char *key, size_t *from, struct spanread_found *out)
{
    static const struct periodread_context NOTHING = {0};

    for (; key[*from] != '\0'; ++*from) {
        const char *at = key + *from;
        struct err ignored = {0};
        struct datescan date;
        size_t length;

        if (!may_start(key, at) ||
            datescan_take(key, at, DATESCAN_CELL, &NOTHING, &date, &length, &ignored))
            continue;
        /* 2,016 and 20160 are figures, 2016 may be one */
        bool worded = length > 4 || str_starts(at + length, "年") || date.fiscal;
        if (!worded || date.first.year == 0)
            continue;
        struct datescan_day civil = datescan_civil(&date, date.first);
        *out = (struct spanread_found){.year = civil.year,
                                       .month = civil.month,
                                       .fiscal = date.fiscal && civil.month == 0 &&
                                                 !date.fiscal_quarter,
                                       .several = date.range || date.list,
                                       .at = *from,
                                       .length = length};
        *from += length;
        return true;
    }
    return false;
}

bool spanread_find(const char *key, size_t *from, struct spanread_found *out)
{
    while (spanread_next(key, from, out)) {
        if (!out->several)
            return true;
        *from = out->at + 1; /* its second end may be a date by itself */
    }
    return false;
}
