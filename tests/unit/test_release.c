/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/release and core/awaited: calendars as statistics offices keep them, what is
 * expected when, and how that stands. */
#include "core/release.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/awaited.h"
#include "core/civil.h"
#include "core/instant.h"

static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    struct err err;

    arena = arena_new();
    return instant_set_zone("Asia/Tokyo", &err);
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static struct release calendar(const char *text)
{
    struct release release;
    struct err err = {0};

    if (release_parse(text, arena, &release, &err) != 0)
        fail_msg("%s", err.text);
    return release;
}

/* A period of whichever frequency is so written. */
static struct period period_of(const char *text)
{
    struct period period;
    struct err err;

    for (int i = FREQUENCY_DAILY; i <= FREQUENCY_FISCAL_YEAR; i++) {
        if (period_parse(text, (enum frequency)i, &period, &err) == 0)
            return period;
    }
    fail_msg("no period: %s", text);
    return period;
}

struct expectation {
    const char *calendar;
    const char *period;
    const char *want; /* NULL: nothing says it */
};

static void check(const struct expectation *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct release release = calendar(cases[i].calendar);
        struct release_moment moment;
        char got[RELEASE_TEXT_SIZE] = "nothing";
        const char *want = cases[i].want ? cases[i].want : "nothing";

        if (release_expected(&release, period_of(cases[i].period), &moment))
            release_print(moment, got);
        if (strcmp(got, want) != 0)
            fail_msg("%s: %s is expected %s, want %s", cases[i].calendar, cases[i].period, got,
                     want);
    }
}
#define CHECK(cases) check(cases, sizeof(cases) / sizeof *(cases))

/* Days on which publishers did publish, by the rules that they name. */
static void test_real_calendars(void **state)
{
    (void)state;
    static const struct expectation CASES[] = {
        /* 景気ウォッチャー調査: the sixth working day of the month after */
        {"monthly business-day-6 for previous month", "2021-11", "2021-12-08"},
        {"monthly business-day-6 for previous month", "2021-12", "2022-01-12"},
        {"monthly business-day-6 for previous month", "2022-01", "2022-02-08"},
        {"monthly business-day-6 for previous month", "2022-02", "2022-03-08"},
        {"monthly business-day-6 for previous month", "2022-03", "2022-04-08"},
        {"monthly business-day-6 for previous month", "2022-04", "2022-05-12"},
        {"monthly business-day-6 for previous month", "2022-05", "2022-06-08"},
        {"monthly business-day-6 for previous month", "2022-06", "2022-07-08"},
        {"monthly business-day-6 for previous month", "2022-07", "2022-08-08"},
        {"monthly business-day-6 for previous month", "2022-08", "2022-09-08"},
        /* 消費者物価指数: the Friday of the week with the 19th */
        {"monthly week-of-19 friday", "2019-12", "2020-01-24"},
        {"monthly week-of-19 friday at 08:30", "2024-04", "2024-05-24 08:30"},
        /* 東京都区部の中旬速報値: the Friday of the week with the 26th */
        {"monthly week-of-26 friday for this month", "2023-02", "2023-03-03"},
        {"monthly week-of-26 friday for this month", "2023-03", "2023-03-31"},
        {"monthly week-of-26 friday for this month", "2023-04", "2023-04-28"},
        /* 企業向けサービス価格指数 */
        {"monthly 25 next-business-day at 08:50", "2019-05", "2019-06-25 08:50"},
        /* LOBO調査: the last day of the month that it surveys */
        {"monthly last-business-day for this month", "2016-08", "2016-08-31"},
        {"monthly last-business-day for this month", "2023-12", "2023-12-28"},
        /* Employment Situation: the third Friday after the week of the 12th */
        {"on 2013-10-22=2013-09 2013-11-08=2013-10", "2013-09", "2013-10-22"},
        {"on 2013-10-22=2013-09 2013-11-08=2013-10", "2013-10", "2013-11-08"},
    };

    CHECK(CASES);
}

static void test_days_of_the_month(void **state)
{
    (void)state;
    static const struct expectation CASES[] = {
        {"monthly 25", "2026-03", "2026-04-25"},
        {"monthly 25 next-business-day", "2026-03", "2026-04-27"},
        {"monthly 25 previous-business-day", "2026-03", "2026-04-24"},
        {"monthly 31", "2026-01", "2026-02-28"},
        {"monthly 31", "2024-01", "2024-02-29"},
        {"monthly 30 next-business-day", "2026-11", "2027-01-04"},
        {"monthly last-day", "2026-01", "2026-02-28"},
        {"monthly last-day for this month", "2026-02", "2026-02-28"},
        {"monthly last-business-day", "2026-04", "2026-05-29"},
        {"monthly last-business-day", "2026-11", "2026-12-28"},
        {"monthly business-day-1", "2026-12", "2027-01-04"},
        {"monthly first friday", "2026-04", "2026-05-01"},
        {"monthly second tuesday", "2026-04", "2026-05-12"},
        {"monthly fourth thursday next-business-day", "2026-03", "2026-04-23"},
        {"monthly last friday", "2026-04", "2026-05-29"},
        {"monthly week-of-1 sunday for previous month", "2026-07", "2026-07-26"},
        {"monthly 10 for 2 months before", "2026-03", "2026-05-10"},
        {"monthly 10 for previous month", "2026-03", "2026-04-10"},
        {"monthly 10 for this month", "2026-03", "2026-03-10"},
        /* the day itself is not over, so a period that ends with it is not meant */
        {"monthly 1", "2026-03", "2026-04-01"},
        {"monthly last-day", "2026-03", "2026-04-30"},
    };

    CHECK(CASES);
}

static void test_other_cycles(void **state)
{
    (void)state;
    static const struct expectation CASES[] = {
        {"daily", "2026-05-02", "2026-05-03"},
        {"daily next-business-day", "2026-05-02", "2026-05-07"},
        {"daily for this day at 17:00", "2026-05-02", "2026-05-02 17:00"},
        {"weekly thursday", "2026-W20", "2026-05-21"},
        {"weekly thursday for this week", "2026-W20", "2026-05-14"},
        {"weekly monday next-business-day", "2026-W18", "2026-05-07"},
        {"quarterly month-2 15", "2026-Q1", "2026-05-15"},
        {"quarterly month-3 last-business-day", "2025-Q3", "2025-12-26"},
        {"quarterly month-1 business-day-1", "2025-Q4", "2026-01-05"},
        {"yearly 05-31", "FY2025", "2026-05-31"},
        {"yearly 05-31 previous-business-day", "FY2025", "2026-05-29"},
        {"yearly 05-31", "2025", "2026-05-31"},
        {"yearly 02-29", "2025", "2026-02-28"},
        {"yearly month-9", "FY2025", "2026-09-30"},
        {"yearly month-9 last-business-day", "FY2025", "2026-09-30"},
        {"yearly month-9 previous-business-day", "FY2028", "2029-09-28"},
        {"yearly month-3 second friday for this fiscal-year", "FY2025", "2026-03-13"},
        {"yearly 02-15 05-15 08-15 11-15", "2025-Q4", "2026-02-15"},
        {"yearly 02-15 05-15 08-15 11-15", "2026-Q1", "2026-05-15"},
        {"yearly 02-15 05-15 08-15 11-15 next-business-day", "2026-Q3", "2026-11-16"},
        {"yearly 12-20 for 2 fiscal-years before", "FY2023", "2025-12-20"},
    };

    CHECK(CASES);
}

static void test_after_the_end(void **state)
{
    (void)state;
    static const struct expectation CASES[] = {
        {"+45d", "2026-Q1", "2026-05-15"},
        {"+30d", "2026-06", "2026-07-30"},
        {"+6w", "2026-W01", "2026-02-15"},
        {"+2m", "2026-03", "2026-05-31"},
        {"+2m", "2025-12", "2026-02-28"},
        {"+1m", "2026-02", "2026-03-31"},
        {"+1m", "2026-05-30", "2026-06-30"},
        {"+1m", "2026-01-30", "2026-02-28"},
        {"+5bd", "2026-04", "2026-05-12"},
        {"+0d", "2026-04", "2026-04-30"},
        {"+45d next-business-day at 11:00", "2026-03", "2026-05-15 11:00"},
        {"+60d next-business-day", "FY2025", "2026-06-01"}, /* a Saturday */
    };

    CHECK(CASES);
}

static void test_announced_dates(void **state)
{
    (void)state;
    static const struct expectation CASES[] = {
        {"on 2026-03-10 2026-06-09", "2025-Q4", "2026-03-10"},
        {"on 2026-06-09 2026-03-10 at 08:50", "2026-Q1", "2026-06-09 08:50"},
        {"on 2026-03-10 2026-06-09", "2026-Q2", NULL},
        {"on 2026-02-27 2026-03-31 for previous month", "2026-02", "2026-03-31"},
        /* an exception to the rule, and what stays by it */
        {"monthly 25, on 2026-05-28=2026-04", "2026-04", "2026-05-28"},
        {"monthly 25, on 2026-05-28=2026-04", "2026-03", "2026-04-25"},
        {"monthly 25, on 2026-05-28=2026-04", "2026-05", "2026-06-25"},
        {"monthly 25, skip 2026-08 2026-09", "2026-08", NULL},
        {"monthly 25, skip 2026-08 2026-09", "2026-10", "2026-11-25"},
        {"on 2026-05-28=FY2025", "FY2025", "2026-05-28"},
        {"none", "2026-04", NULL},
        /* several: the first that brings it */
        {"monthly 25, +10d", "2026-04", "2026-05-10"},
        {"yearly 05-31,yearly 11-30 for this year", "2026", "2026-11-30"},
        /* figures of months and of years beside each other */
        {"monthly 25", "FY2025", "2026-04-25"},
        {"monthly 25", "2026-Q1", "2026-04-25"},
        {"yearly 05-31 for previous fiscal-year", "2025-07", "2026-05-31"},
    };

    CHECK(CASES);
}

static void test_what_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *want;
    } CASES[] = {
        {"", "expected none, daily"},
        {"sometimes", "\"sometimes\", expected none, daily"},
        {"monthly", "ends too early, expected a day: 1 to 31"},
        {"monthly 0", "\"0\", expected a day: 1 to 31"},
        {"monthly 32", "\"32\""},
        {"monthly -1", "\"-1\""},
        {"monthly business-day-16", "business-day-N (1 to 15)"},
        {"monthly first", "expected a weekday"},
        {"monthly third funday", "\"funday\", expected a weekday"},
        {"monthly 25 next-working-day", "expected next-business-day"},
        {"monthly 25 for", "expected for this UNIT"},
        {"monthly 25 for next month", "\"next\""},
        {"monthly 25 for previous moon", "expected a unit: day"},
        {"monthly 25 for 2 months", "ends too early, expected before"},
        {"monthly 25 at 24:00", "expected a time such as 08:50"},
        {"monthly 25 at 8:50", "expected a time such as 08:50"},
        {"monthly 25 at", "expected a time such as 08:50"},
        {"monthly 25 26", "\"26\""},
        {"monthly 25,", "expected none, daily"},
        {"quarterly 15", "expected month-1, month-2 or month-3"},
        {"quarterly month-4 15", "\"month-4\""},
        {"yearly", "expected days of the year such as 05-31"},
        {"yearly 02-30", "\"02-30\""},
        {"yearly 13-01", "\"13-01\""},
        {"yearly month-13", "\"month-13\""},
        {"weekly", "expected a weekday"},
        {"+45", "expected a time after the period's end"},
        {"+d", "\"+d\""},
        {"+45y", "\"+45y\""},
        {"+99999d", "\"+99999d\""},
        {"+45d for previous month", "expected no `for`"},
        {"on", "expected dates such as 2026-05-29"},
        {"on 2026-02-30", "\"2026-02-30\""},
        {"on 2026-05-29=May", "\"2026-05-29=May\""},
        {"on 2026-05-29=2026-04 for previous month", "not both"},
        {"on 2026-05-29 next-business-day", "expected the business day itself"},
        {"skip", "expected periods such as 2026-08"},
        {"none, monthly 25", "\"none\""},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct release release;
        struct err err = {0};

        if (release_parse(CASES[i].text, arena, &release, &err) == 0)
            fail_msg("%s was taken", CASES[i].text);
        assert_int_equal(err.code, ERR_CONFIG);
        if (!strstr(err.text, CASES[i].want))
            fail_msg("%s: %s, want %s", CASES[i].text, err.text, CASES[i].want);
    }
}

static void test_too_many(void **state)
{
    (void)state;
    char text[16384] = "on";
    struct release release;
    struct err err = {0};

    for (int i = 0; i < 401; i++)
        strcat(text, " 2026-01-01");
    assert_int_equal(release_parse(text, arena, &release, &err), -1);
    strcpy(text, "daily");
    for (int i = 0; i < 32; i++)
        strcat(text, ",daily");
    assert_int_equal(release_parse(text, arena, &release, &err), -1);
    assert_non_null(strstr(err.text, "at most 32 rules"));
}

static int64_t at(const char *text)
{
    int64_t instant;
    struct err err;

    assert_int_equal(instant_parse(text, &instant, &err), 0);
    return instant;
}

static void test_next(void **state)
{
    (void)state;
    static const struct {
        const char *calendar, *frequency, *after, *want;
    } CASES[] = {
        {"monthly 25", "monthly", "2026-05-24T23:59", "2026-04 2026-05-25"},
        {"monthly 25", "monthly", "2026-05-25T00:00", "2026-05 2026-06-25"},
        {"monthly 25 at 08:50", "monthly", "2026-05-25T08:49", "2026-04 2026-05-25 08:50"},
        {"monthly 25 at 08:50", "monthly", "2026-05-25T08:50", "2026-05 2026-06-25 08:50"},
        {"monthly 25", "fiscal-year", "2026-05-24", "FY2026 2027-04-25"},
        {"monthly 25", "quarterly", "2026-05-24", "2026-Q2 2026-07-25"},
        {"yearly 05-31", "monthly", "2026-05-01", "2026-04 2026-05-31"},
        {"yearly 12-20 for 2 fiscal-years before", "fiscal-year", "2026-05-01",
         "FY2024 2026-12-20"},
        {"+45d", "quarterly", "2026-05-15", "2026-Q2 2026-08-14"},
        {"daily", "daily", "2026-05-15", "2026-05-15 2026-05-16"},
        {"monthly 25 for this year", "calendar-year", "2026-05-15", "2027 2027-01-25"},
        {"on 2026-03-10 2026-06-09", "quarterly", "2026-01-01", "2025-Q4 2026-03-10"},
        {"on 2026-03-10 2026-06-09", "quarterly", "2026-06-09", "none"},
        {"on 2030-03-10", "daily", "2020-06-09", "2030-03-09 2030-03-10"},
        {"none", "monthly", "2026-06-09", "none"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct release release = calendar(CASES[i].calendar);
        struct release_moment moment;
        struct period period;
        enum frequency frequency;
        char got[64] = "none";

        assert_true(period_frequency_parse(CASES[i].frequency, &frequency));
        if (release_next(&release, frequency, at(CASES[i].after), &period, &moment)) {
            char text[PERIOD_TEXT_SIZE], when[RELEASE_TEXT_SIZE];

            period_print(period, text);
            release_print(moment, when);
            snprintf(got, sizeof got, "%s %s", text, when);
        }
        if (strcmp(got, CASES[i].want) != 0)
            fail_msg("%s after %s: %s, want %s", CASES[i].calendar, CASES[i].after, got,
                     CASES[i].want);
    }
}

/* What comes next is what is expected, one release after the other. */
static void test_next_is_what_is_expected(void **state)
{
    (void)state;
    static const char *const CALENDARS[] = {
        "monthly 25 next-business-day",
        "monthly last-business-day for this month",
        "quarterly month-2 15",
        "yearly 05-31",
        "+45d",
        "weekly friday",
        "yearly month-3 for this fiscal-year",
        "monthly 25, on 2026-05-28=2026-04, skip 2026-08",
    };

    for (size_t i = 0; i < sizeof CALENDARS / sizeof *CALENDARS; i++) {
        struct release release = calendar(CALENDARS[i]);

        for (int f = FREQUENCY_WEEKLY; f <= FREQUENCY_FISCAL_YEAR; f++) {
            int64_t now = at("2024-01-01");

            for (int n = 0; n < 40; n++) {
                struct release_moment moment, expected;
                struct period period, newest;

                assert_true(release_next(&release, (enum frequency)f, now, &period, &moment));
                assert_true(release_opens(moment) > now);
                assert_true(release_expected(&release, period, &expected));
                assert_int_equal(expected.day, moment.day);
                now = release_opens(moment);
                assert_true(release_newest(&release, (enum frequency)f, now, &newest));
                assert_int_equal(newest.n, period.n);
            }
        }
    }
}

static void test_overdue(void **state)
{
    (void)state;
    static const struct {
        const char *calendar;
        int64_t seconds;
        int business_days;
        const char *want;
    } CASES[] = {
        {"on 2026-05-01=2026-04", 0, 0, "2026-05-02T00:00"},
        {"on 2026-05-01=2026-04", 86400, 0, "2026-05-03T00:00"},
        {"on 2026-05-01=2026-04", 0, 1, "2026-05-08T00:00"},
        {"on 2026-05-01=2026-04 at 08:50", 0, 0, "2026-05-01T08:50"},
        {"on 2026-05-01=2026-04 at 08:50", 86400, 0, "2026-05-02T08:50"},
        {"on 2026-05-01=2026-04 at 08:50", 5400, 0, "2026-05-01T10:20"},
        {"on 2026-05-01=2026-04 at 08:50", 0, 2, "2026-05-08T08:50"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct release release = calendar(CASES[i].calendar);
        struct release_grace grace = {true, CASES[i].seconds, CASES[i].business_days};
        struct release_moment moment;

        assert_true(release_expected(&release, period_of("2026-04"), &moment));
        assert_int_equal(release_overdue(&release, moment, grace), at(CASES[i].want));
    }
}

/* A day of grace is a day where the clock changes, and a day of weekends where there are no
 * holidays. */
static void test_other_places(void **state)
{
    (void)state;
    struct release release = calendar("on 2026-03-28=2026-02 at 12:00");
    struct release_grace grace = {.seconds = 86400};
    struct release_moment moment;
    struct err err;

    assert_int_equal(instant_set_zone("Europe/Berlin", &err), 0);
    assert_true(release_expected(&release, period_of("2026-02"), &moment));
    assert_int_equal(release_overdue(&release, moment, grace) - release_opens(moment),
                     23 * 3600);
    assert_int_equal(instant_set_zone("Asia/Tokyo", &err), 0);
    release = calendar("monthly last-business-day for this month");
    release.holidays = HOLIDAYS_WEEKENDS;
    assert_true(release_expected(&release, period_of("2026-12"), &moment));
    assert_int_equal(moment.day, civil_day(2026, 12, 31));
}

static void test_awaited(void **state)
{
    (void)state;
    static const struct {
        const char *calendar, *newest, *now, *want;
    } CASES[] = {
        {"none", "2026-03", "2026-05-01", "none"},
        {"monthly 25", "2026-03", "2026-05-24T23:59", "scheduled 2026-04 2026-05-25 0"},
        {"monthly 25", "2026-03", "2026-05-25T00:00", "due 2026-04 2026-05-25 0"},
        {"monthly 25", "2026-03", "2026-06-01T23:59", "due 2026-04 2026-05-25 0"},
        {"monthly 25", "2026-03", "2026-06-02T00:00", "overdue 2026-04 2026-05-25 1"},
        {"monthly 25", "2026-04", "2026-06-02T00:00", "scheduled 2026-05 2026-06-25 0"},
        {"monthly 25", "2026-03", "2026-06-25T00:00", "overdue 2026-04..2026-05 2026-05-25 1"},
        {"monthly 25", "2026-03", "2026-07-03T00:00", "overdue 2026-04..2026-05 2026-05-25 2"},
        /* before its time: the next one is scheduled */
        {"monthly 25", "2026-04", "2026-05-02T00:00", "scheduled 2026-05 2026-06-25 0"},
        /* nothing recorded yet: only what should be there now */
        {"monthly 25", NULL, "2026-05-26T00:00", "due 2026-04 2026-05-25 0"},
        {"monthly 25", NULL, "2026-05-20T00:00", "overdue 2026-03 2026-04-25 1"},
        {"on 2026-05-28=2026-04", NULL, "2026-05-20T00:00", "scheduled 2026-04 2026-05-28 0"},
        /* rescheduled, cancelled, a list that is used up */
        {"monthly 25, on 2026-05-28=2026-04", "2026-03", "2026-05-27T12:00",
         "scheduled 2026-04 2026-05-28 0"},
        {"monthly 25, skip 2026-04", "2026-03", "2026-06-02T00:00",
         "scheduled 2026-05 2026-06-25 0"},
        {"on 2026-05-28=2026-04", "2026-04", "2026-06-02T00:00", "ended"},
        /* a release with several periods */
        {"yearly 05-31 for previous month", "2025-04", "2026-05-01T00:00",
         "scheduled 2025-05..2026-04 2026-05-31 0"},
        {"yearly 05-31 for previous month", "2025-04", "2026-07-01T00:00",
         "overdue 2025-05..2026-04 2026-05-31 12"},
    };
    struct release_grace week = {.seconds = 7 * 86400};

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct release release = calendar(CASES[i].calendar);
        struct period newest = period_of(CASES[i].newest ? CASES[i].newest : "2026-01");
        struct awaited awaited;
        char got[96], first[PERIOD_TEXT_SIZE], last[PERIOD_TEXT_SIZE], when[RELEASE_TEXT_SIZE];

        awaited_find(&release, week, FREQUENCY_MONTHLY, CASES[i].newest ? &newest : NULL,
                     at(CASES[i].now), &awaited);
        snprintf(got, sizeof got, "%s", awaited_name(awaited.state));
        if (awaited.state >= AWAITED_SCHEDULED) {
            period_print(awaited.period, first);
            period_print(awaited.last, last);
            release_print(awaited.moment, when);
            snprintf(got, sizeof got, "%s %s%s%s %s %zu", awaited_name(awaited.state), first,
                     strcmp(first, last) == 0 ? "" : "..",
                     strcmp(first, last) == 0 ? "" : last, when, awaited.missing);
        }
        if (strcmp(got, CASES[i].want) != 0)
            fail_msg("%s with %s at %s: %s, want %s", CASES[i].calendar,
                     CASES[i].newest ? CASES[i].newest : "nothing", CASES[i].now, got,
                     CASES[i].want);
        assert_int_equal(awaited_is_open(&awaited), awaited.state >= AWAITED_DUE);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_real_calendars),
        cmocka_unit_test(test_days_of_the_month),
        cmocka_unit_test(test_other_cycles),
        cmocka_unit_test(test_after_the_end),
        cmocka_unit_test(test_announced_dates),
        cmocka_unit_test(test_what_is_refused),
        cmocka_unit_test(test_too_many),
        cmocka_unit_test(test_next),
        cmocka_unit_test(test_next_is_what_is_expected),
        cmocka_unit_test(test_overdue),
        cmocka_unit_test(test_other_places),
        cmocka_unit_test(test_awaited),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
