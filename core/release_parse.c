/* SPDX-License-Identifier: GPL-3.0-or-later */
/* release_parse: a calendar as it is written; see release.h. */
#include "core/release.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/clause.h"
#include "core/mem.h"
#include "core/str.h"

enum {
    RULES_MAX = 32,
    DATES_MAX = 400,
    MONTH_DAYS = 31,
    BUSINESS_MAX = 15, /* every month has as many */
    AFTER_MAX = 1500,
    BEFORE_MAX = 60
};

struct reading {
    struct clause in;
    struct release_rule rules[RULES_MAX];
    size_t rule_count;
    struct release_date dates[DATES_MAX];
    size_t date_count;
    size_t first_rule, first_date; /* of the rule that is read */
};

static int read_weekday(struct reading *r, struct release_rule *rule)
{
    static const char *const DAYS[] = {"monday", "tuesday",  "wednesday", "thursday",
                                       "friday", "saturday", "sunday",    NULL};
    int day = 0;

    if (!clause_choose(&r->in, DAYS, &day))
        return clause_expect(&r->in, "a weekday such as friday");
    rule->weekday = day + 1;
    return 0;
}

static int read_day(struct reading *r, struct release_rule *rule)
{
    static const char *const ORDER[] = {"last", "first", "second", "third", "fourth", NULL};

    rule->pick = RELEASE_DAY;
    if (clause_take_number(&r->in, "", 1, MONTH_DAYS, &rule->n))
        return 0;
    rule->pick = RELEASE_LAST_DAY;
    if (clause_take(&r->in, "last-day"))
        return 0;
    rule->pick = RELEASE_LAST_BUSINESS;
    if (clause_take(&r->in, "last-business-day"))
        return 0;
    rule->pick = RELEASE_BUSINESS;
    if (clause_take_number(&r->in, "business-day-", 1, BUSINESS_MAX, &rule->n))
        return 0;
    rule->pick = RELEASE_WEEK_OF;
    if (clause_take_number(&r->in, "week-of-", 1, MONTH_DAYS - 3, &rule->n))
        return read_weekday(r, rule);
    rule->pick = RELEASE_WEEKDAY;
    if (clause_choose(&r->in, ORDER, &rule->n))
        return read_weekday(r, rule);
    return clause_expect(
        &r->in, "a day: 1 to 31, last-day, last-business-day, business-day-N (1 to 15), "
                "first to fourth or last WEEKDAY, week-of-N WEEKDAY");
}

static struct release_rule *add_rule(struct reading *r)
{
    if (r->rule_count == RULES_MAX)
        return NULL;
    struct release_rule *rule = &r->rules[r->rule_count++];
    *rule = (struct release_rule){.month = 1, .time = RELEASE_ANY_TIME};
    return rule;
}

static int too_many(struct reading *r)
{
    return err_set(r->in.err, ERR_CONFIG, "\"%.60s\": expected at most %d rules and %d dates",
                   r->in.text, RULES_MAX, DATES_MAX);
}

/* "05-31" */
static bool read_month_day(const char *word, struct release_rule *rule)
{
    static const int MOST[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    char month[3] = "";

    if (strlen(word) != 5 || word[2] != '-')
        return false;
    memcpy(month, word, 2);
    return clause_number(month, 1, 12, &rule->month) &&
           clause_number(word + 3, 1, MOST[rule->month - 1], &rule->n);
}

static bool clause_follows(const struct reading *r)
{
    return *r->in.word == '\0' || str_equal(r->in.word, "for") ||
           str_equal(r->in.word, "at") || str_ends(r->in.word, "-business-day");
}

static int read_yearly(struct reading *r)
{
    struct release_rule found = {.pick = RELEASE_DAY};

    if (clause_take_number(&r->in, "month-", 1, 12, &found.month)) {
        struct release_rule *rule = add_rule(r);

        if (!rule)
            return too_many(r);
        rule->cycle = FREQUENCY_CALENDAR_YEAR;
        rule->month = found.month;
        rule->pick = RELEASE_LAST_DAY;
        return clause_follows(r) && !str_equal(r->in.word, "last-business-day")
                   ? 0
                   : read_day(r, rule);
    }
    if (!read_month_day(r->in.word, &found))
        return clause_expect(&r->in, "days of the year such as 05-31, or month-M (1 to 12)");
    for (; read_month_day(r->in.word, &found); clause_step(&r->in)) {
        struct release_rule *rule = add_rule(r);

        if (!rule)
            return too_many(r);
        rule->cycle = FREQUENCY_CALENDAR_YEAR;
        rule->month = found.month;
        rule->n = found.n;
    }
    return 0;
}

static int read_cycle(struct reading *r, enum frequency cycle)
{
    if (cycle == FREQUENCY_CALENDAR_YEAR)
        return read_yearly(r);
    struct release_rule *rule = add_rule(r);
    if (!rule)
        return too_many(r);
    rule->cycle = cycle;
    if (cycle == FREQUENCY_DAILY)
        return 0;
    if (cycle == FREQUENCY_WEEKLY)
        return read_weekday(r, rule);
    if (cycle == FREQUENCY_QUARTERLY &&
        !clause_take_number(&r->in, "month-", 1, 3, &rule->month))
        return clause_expect(&r->in, "month-1, month-2 or month-3 of the quarter");
    return read_day(r, rule);
}

/* "+45d" */
static int read_after(struct reading *r)
{
    static const char *const UNITS[] = {"d", "w", "m", "bd", NULL};
    struct release_rule *rule = add_rule(r);
    char digits[CLAUSE_WORD_SIZE];

    if (!rule)
        return too_many(r);
    size_t length = str_digits(r->in.word + 1);
    (void)snprintf(digits, sizeof digits, "%.*s", (int)length, r->in.word + 1);
    rule->kind = RELEASE_AFTER;
    for (int i = 0; UNITS[i] != NULL; i++) {
        if (str_equal(r->in.word + 1 + length, UNITS[i]) &&
            clause_number(digits, 0, AFTER_MAX, &rule->n)) {
            rule->after = (enum release_after)i;
            clause_step(&r->in);
            return 0;
        }
    }
    return clause_expect(&r->in,
                         "a time after the period's end such as +45d, +6w, +2m or +30bd");
}

/* A period of any frequency, by its written form. */
static bool read_period(const char *text, struct period *out)
{
    struct err ignored;

    for (int i = FREQUENCY_DAILY; i <= FREQUENCY_FISCAL_YEAR; i++) {
        if (period_parse(text, (enum frequency)i, out, &ignored) == 0)
            return true;
    }
    return false;
}

/* "2026-05-27" or "2026-05-27=2026-04" */
static bool read_date(const char *word, struct release_date *out)
{
    struct period day, period;
    struct err ignored;
    char text[CLAUSE_WORD_SIZE];
    const char *sign = strchr(word, '=');

    (void)str_copy(text, sizeof text, word);
    text[sign ? (size_t)(sign - word) : strlen(text)] = '\0';
    if (period_parse(text, FREQUENCY_DAILY, &day, &ignored) != 0)
        return false;
    *out = (struct release_date){.day = period_start(day), .time = RELEASE_ANY_TIME};
    out->end = out->day;
    out->exact = sign != NULL;
    if (sign && !read_period(sign + 1, &period))
        return false;
    if (sign)
        out->end = period_end(period);
    return true;
}

static int add_date(struct reading *r, const struct release_date *date)
{
    if (r->date_count == DATES_MAX)
        return too_many(r);
    r->dates[r->date_count++] = *date;
    clause_step(&r->in);
    return 0;
}

static int read_dates(struct reading *r)
{
    struct release_date date;

    if (!read_date(r->in.word, &date))
        return clause_expect(
            &r->in, "dates such as 2026-05-29, or with their period 2026-05-29=2026-04");
    while (read_date(r->in.word, &date)) {
        if (add_date(r, &date) != 0)
            return -1;
    }
    return 0;
}

static int read_skipped(struct reading *r)
{
    struct period period;

    if (!read_period(r->in.word, &period))
        return clause_expect(&r->in, "periods such as 2026-08, 2026-Q2 or FY2026");
    while (read_period(r->in.word, &period)) {
        struct release_date date = {.day = INT32_MIN, .time = RELEASE_ANY_TIME};

        date.end = period_end(period);
        date.exact = date.skipped = true;
        if (add_date(r, &date) != 0)
            return -1;
    }
    return 0;
}

static bool unit_follows(struct reading *r, bool many, int *out)
{
    static const char *const ONE[] = {"day",  "week",        "month", "quarter",
                                      "year", "fiscal-year", NULL};
    static const char *const MANY[] = {"days",  "weeks",        "months", "quarters",
                                       "years", "fiscal-years", NULL};

    return (many && clause_choose(&r->in, MANY, out)) || clause_choose(&r->in, ONE, out);
}

static int read_reach(struct reading *r, struct release_reach *reach)
{
    int unit = 0;
    bool counted = false;

    reach->set = true;
    reach->before = str_equal(r->in.word, "previous") ? 1 : 0;
    if (!clause_take(&r->in, "this") && !clause_take(&r->in, "previous")) {
        counted = true;
        if (!clause_take_number(&r->in, "", 1, BEFORE_MAX, &reach->before))
            return clause_expect(&r->in,
                                 "for this UNIT, for previous UNIT or for N UNITs before");
    }
    if (!unit_follows(r, counted, &unit))
        return clause_expect(&r->in, "a unit: day, week, month, quarter, year or fiscal-year");
    reach->unit = (enum frequency)unit;
    return counted && !clause_take(&r->in, "before") ? clause_expect(&r->in, "before") : 0;
}

/* "08:50" */
static int read_time(struct reading *r, int *out)
{
    const char *word = r->in.word;
    char hours[3];
    int hour = 0;
    int minute = 0;

    (void)snprintf(hours, sizeof hours, "%.2s", word);
    if (strlen(word) != 5 || word[2] != ':' || !clause_number(hours, 0, 23, &hour) ||
        !clause_number(word + 3, 0, 59, &minute))
        return clause_expect(&r->in, "a time such as 08:50");
    *out = (hour * 60 + minute) * 60;
    clause_step(&r->in);
    return 0;
}

/* What may stand behind a rule, for all of what it added. */
struct clauses {
    int roll;
    struct release_reach reach;
    int time;
};

static int read_clause(struct reading *r, struct clauses *clauses)
{
    if (clause_take(&r->in, "next-business-day")) {
        clauses->roll = 1;
        return 0;
    }
    if (clause_take(&r->in, "previous-business-day")) {
        clauses->roll = -1;
        return 0;
    }
    if (clause_take(&r->in, "for"))
        return read_reach(r, &clauses->reach);
    if (clause_take(&r->in, "at"))
        return read_time(r, &clauses->time);
    return clause_expect(
        &r->in, "next-business-day, previous-business-day, for ..., at HH:MM, or a comma "
                "and another rule");
}

static int lay_on_dates(struct reading *r, const struct clauses *clauses)
{
    for (size_t i = r->first_date; i < r->date_count; i++) {
        struct release_date *date = &r->dates[i];
        const struct release_reach *reach = &clauses->reach;

        if (clauses->roll != 0)
            return err_set(r->in.err, ERR_CONFIG,
                           "\"%.60s\": an announced date gives way to nothing, expected the "
                           "business day itself",
                           r->in.text);
        if (reach->set && date->exact)
            return err_set(r->in.err, ERR_CONFIG,
                           "\"%.60s\": expected either DATE=PERIOD or `for`, not both",
                           r->in.text);
        date->time = clauses->time;
        if (reach->set)
            date->end =
                period_end(period_add(period_of_day(reach->unit, date->day), -reach->before));
    }
    return 0;
}

static int lay_on(struct reading *r, const struct clauses *clauses)
{
    for (size_t i = r->first_rule; i < r->rule_count; i++) {
        struct release_rule *rule = &r->rules[i];

        if (rule->kind == RELEASE_AFTER && clauses->reach.set)
            return err_set(r->in.err, ERR_CONFIG,
                           "\"%.60s\": a time after the period's end says which period it is, "
                           "expected no `for`",
                           r->in.text);
        rule->roll = clauses->roll;
        rule->reach = clauses->reach;
        rule->time = clauses->time;
    }
    return lay_on_dates(r, clauses);
}

static int read_head(struct reading *r)
{
    static const char *const CYCLES[] = {"daily",     "weekly", "monthly",
                                         "quarterly", "yearly", NULL};
    int cycle = 0;

    if (clause_choose(&r->in, CYCLES, &cycle))
        return read_cycle(r, (enum frequency)cycle);
    if (clause_take(&r->in, "on"))
        return read_dates(r);
    if (clause_take(&r->in, "skip"))
        return read_skipped(r);
    if (*r->in.word == '+')
        return read_after(r);
    return clause_expect(
        &r->in, "none, daily, weekly, monthly, quarterly, yearly, +N (d, w, m or bd), "
                "on DATE... or skip PERIOD...");
}

static int read_rule(struct reading *r)
{
    struct clauses clauses = {.time = RELEASE_ANY_TIME};

    clause_peek(&r->in);
    r->first_rule = r->rule_count;
    r->first_date = r->date_count;
    if (read_head(r) != 0)
        return -1;
    while (*r->in.word != '\0') {
        if (read_clause(r, &clauses) != 0)
            return -1;
    }
    return lay_on(r, &clauses);
}

static int by_day(const void *a, const void *b)
{
    const struct release_date *left = a;
    const struct release_date *right = b;

    return (left->day > right->day) - (left->day < right->day);
}

static const void *keep(struct arena *arena, const void *items, size_t count, size_t size)
{
    if (count == 0)
        return NULL;
    void *copy = arena_alloc(arena, count, size);
    memcpy(copy, items, count * size);
    return copy;
}

static int read_all(struct reading *r)
{
    do {
        if (*r->in.at == ',')
            r->in.at++;
        if (read_rule(r) != 0)
            return -1;
    } while (*r->in.at == ',');
    return 0;
}

int release_parse(const char *text, struct arena *arena, struct release *out, struct err *err)
{
    *out = (struct release){.text = text};
    if (str_equal(text, "none"))
        return 0;
    struct reading *r = mem_calloc(1, sizeof *r);
    r->in.text = r->in.at = text;
    r->in.err = err;
    int failed = read_all(r);
    if (!failed) {
        if (r->date_count > 0)
            qsort(r->dates, r->date_count, sizeof *r->dates, by_day);
        out->rules = keep(arena, r->rules, r->rule_count, sizeof *r->rules);
        out->rule_count = r->rule_count;
        out->dates = keep(arena, r->dates, r->date_count, sizeof *r->dates);
        out->date_count = r->date_count;
    }
    mem_free(r);
    return failed;
}
