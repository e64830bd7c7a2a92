/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of daemon/schedule: a table of moments. */
#include "daemon/schedule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

enum { NOW = 1700000000, HOUR = 3600, DAY = 86400 };

static const struct schedule_expected NOTHING = {0};

static void test_due(void **state)
{
    static const struct {
        const char *why;
        int64_t every;
        int64_t last_try;
        int64_t due_at;
        enum schedule_why because;
    } CASES[] = {
        {"never tried", DAY, 0, 0, SCHEDULE_FIRST},
        {"just tried", DAY, NOW, NOW + DAY, SCHEDULE_EVERY},
        {"a second too early", DAY, NOW - DAY + 1, NOW + 1, SCHEDULE_EVERY},
        {"at the very second", DAY, NOW - DAY, NOW, SCHEDULE_EVERY},
        {"long ago", DAY, NOW - 9 * DAY, NOW - 8 * DAY, SCHEDULE_EVERY},
        {"every week", 7 * DAY, NOW - 6 * DAY, NOW + DAY, SCHEDULE_EVERY},
        {"the clock was set back", DAY, NOW + 1, 0, SCHEDULE_CLOCK},
    };
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct source source = {.id = "s", .every_s = CASES[i].every};
        struct health health = {.last_try = CASES[i].last_try, .tried = "as now"};
        struct schedule_plan got = schedule_plan(&source, NOTHING, &health, "as now", NOW);
        if (got.at != CASES[i].due_at || got.why != CASES[i].because)
            fail_msg("%s: due at %lld because %s, expected %lld", CASES[i].why,
                     (long long)got.at, schedule_why_name(got.why),
                     (long long)CASES[i].due_at);
        got = schedule_plan(&source, NOTHING, &health, "otherwise", NOW);
        assert_int_equal(got.at, 0);
    }
}

/* Twice as long after each failure, up to `every`; a part of it more, by the source. */
static void test_retries(void **state)
{
    static const struct {
        int64_t every;
        bool fetched;
        int failures;
        int64_t wait;
    } CASES[] = {
        {DAY, false, 1, 900},       {DAY, false, 2, 1800},      {DAY, false, 3, HOUR},
        {DAY, false, 6, 8 * HOUR},  {DAY, false, 7, 16 * HOUR}, {DAY, false, 8, DAY},
        {DAY, false, 1000000, DAY}, {30 * DAY, false, 9, DAY},  {DAY, true, 1, HOUR},
        {DAY, true, 3, 4 * HOUR},   {600, false, 1, 600},       {600, false, 2, 1200},
        {600, false, 9, HOUR},      {1, false, 1, 1},           {1, false, 99, HOUR},
    };
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct source source = {.id = "s", .every_s = CASES[i].every};
        struct health health = {.last_try = NOW - 10,
                                .failing_since = NOW - 99 * DAY,
                                .failures = CASES[i].failures,
                                .fetched = CASES[i].fetched,
                                .tried = ""};
        struct schedule_plan got = schedule_plan(&source, NOTHING, &health, "", NOW);
        int64_t wait = got.at - health.last_try;
        assert_int_equal(got.why, SCHEDULE_RETRY);
        if (wait < CASES[i].wait || wait > CASES[i].wait + CASES[i].wait / 4)
            fail_msg("%zu: %lld, expected %lld", i, (long long)wait, (long long)CASES[i].wait);
        struct schedule_plan again = schedule_plan(&source, NOTHING, &health, "", NOW + 5);
        assert_int_equal(again.at, got.at);
    }
}

/* Sources that fail together do not come back together. */
static void test_spread(void **state)
{
    int64_t least = INT64_MAX;
    int64_t most = 0;
    (void)state;
    for (int i = 0; i < 50; i++) {
        char id[16];
        struct health health = {
            .last_try = NOW, .failing_since = NOW, .failures = 4, .tried = ""};
        (void)snprintf(id, sizeof id, "source-%d", i);
        struct source source = {.id = id, .every_s = DAY};
        int64_t at = schedule_plan(&source, NOTHING, &health, "", NOW).at - NOW;
        least = at < least ? at : least;
        most = at > most ? at : most;
    }
    assert_true(least >= 2 * HOUR && most < 2 * HOUR + HOUR / 2 && most - least > HOUR / 3);
}

static struct awaited awaited(enum awaited_state state, int64_t opens, int time)
{
    return (struct awaited){.state = state,
                            .period = {FREQUENCY_MONTHLY, 24300},
                            .moment = {.day = 0, .time = time},
                            .opens = opens};
}

static void test_calendar(void **state)
{
    enum { ANY = RELEASE_ANY_TIME, TIMED = 0 };
    static const struct {
        const char *why;
        int64_t every;
        int64_t last_try;
        enum awaited_state state;
        int64_t opens;
        int time;
        int64_t due_at; /* and up to `most` later */
        int64_t most;
        enum schedule_why because;
    } CASES[] = {
        {"nothing soon: once a week", DAY, NOW, AWAITED_SCHEDULED, NOW + 20 * DAY, ANY,
         NOW + 7 * DAY, 0, SCHEDULE_IDLE},
        {"nothing soon: every is longer", 15 * DAY, NOW, AWAITED_SCHEDULED, NOW + 20 * DAY,
         ANY, NOW + 15 * DAY, 0, SCHEDULE_IDLE},
        {"its day comes first", DAY, NOW, AWAITED_SCHEDULED, NOW + 2 * DAY, ANY, NOW + 2 * DAY,
         HOUR, SCHEDULE_RELEASE},
        {"its time comes first", DAY, NOW, AWAITED_SCHEDULED, NOW + 2 * DAY, TIMED,
         NOW + 2 * DAY, 300, SCHEDULE_RELEASE},
        {"its day comes long before every", 30 * DAY, NOW, AWAITED_SCHEDULED, NOW + 2 * DAY,
         ANY, NOW + 2 * DAY, HOUR, SCHEDULE_RELEASE},
        {"its day has come", DAY, NOW - DAY, AWAITED_DUE, NOW - HOUR, ANY, NOW - HOUR, HOUR,
         SCHEDULE_RELEASE},
        {"nobody was there for weeks", DAY, NOW - 40 * DAY, AWAITED_OVERDUE, NOW - 30 * DAY,
         ANY, NOW - 33 * DAY, 0, SCHEDULE_IDLE},
        {"looked for: an hour later", DAY, NOW, AWAITED_DUE, NOW - 2 * HOUR, ANY, NOW + HOUR,
         0, SCHEDULE_AWAITED},
        {"looked for: every is sooner", 600, NOW, AWAITED_DUE, NOW - 2 * HOUR, ANY, NOW + 600,
         0, SCHEDULE_AWAITED},
        {"after four days: every eight hours", DAY, NOW, AWAITED_DUE, NOW - 4 * DAY, ANY,
         NOW + 8 * HOUR, 0, SCHEDULE_AWAITED},
        {"after weeks: as ever", DAY, NOW, AWAITED_OVERDUE, NOW - 40 * DAY, ANY, NOW + DAY, 0,
         SCHEDULE_AWAITED},
        {"after weeks: once a day", 30 * DAY, NOW, AWAITED_OVERDUE, NOW - 40 * DAY, ANY,
         NOW + DAY, 0, SCHEDULE_AWAITED},
        {"no calendar", DAY, NOW, AWAITED_NONE, 0, ANY, NOW + DAY, 0, SCHEDULE_EVERY},
        {"a list that is used up", DAY, NOW, AWAITED_ENDED, 0, ANY, NOW + DAY, 0,
         SCHEDULE_EVERY},
    };
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct source source = {.id = "s", .every_s = CASES[i].every};
        struct health health = {.last_try = CASES[i].last_try, .tried = ""};
        struct awaited one = awaited(CASES[i].state, CASES[i].opens, CASES[i].time);
        struct schedule_expected expected = {&one, 1};
        struct schedule_plan got = schedule_plan(&source, expected, &health, "", NOW);
        if (got.at < CASES[i].due_at || got.at > CASES[i].due_at + CASES[i].most ||
            got.why != CASES[i].because)
            fail_msg("%s: %+lld because %s, expected %+lld", CASES[i].why,
                     (long long)(got.at - NOW), schedule_why_name(got.why),
                     (long long)(CASES[i].due_at - NOW));
    }
}

/* The first of what its indicators await. */
static void test_several(void **state)
{
    struct source source = {.id = "s", .every_s = DAY};
    struct health health = {.last_try = NOW, .tried = ""};
    struct awaited items[] = {
        awaited(AWAITED_OVERDUE, NOW - 90 * DAY, RELEASE_ANY_TIME),
        awaited(AWAITED_SCHEDULED, NOW + 7200, 0),
        awaited(AWAITED_NONE, 0, 0),
    };
    struct schedule_expected expected = {items, 3};
    struct schedule_plan got = schedule_plan(&source, expected, &health, "", NOW);
    (void)state;
    assert_int_equal(got.why, SCHEDULE_RELEASE);
    assert_ptr_equal(got.awaited, &items[1]);
    assert_true(got.at >= NOW + 7200 && got.at <= NOW + 7500);
}

/* Dead cron and dead daemons are noticed; one that comes once a day is not taken for dead. */
static void test_late(void **state)
{
    static const struct {
        const char *why;
        int64_t every;
        int64_t last_try;
        bool late;
    } CASES[] = {
        {"never tried", DAY, 0, true},
        {"never tried, once a month", 30 * DAY, 0, true},
        {"just tried", DAY, NOW, false},
        {"every minute, cron once a day", 60, NOW - DAY - 300, false},
        {"every minute, two days ago", 60, NOW - 2 * DAY, true},
        {"every day, cron just missed it", DAY, NOW - 2 * DAY - 60, false},
        {"every day, three days ago", DAY, NOW - 3 * DAY, true},
        {"every month, not due", 30 * DAY, NOW - 29 * DAY, false},
        {"every month, cron once a week", 30 * DAY, NOW - 37 * DAY, false},
        {"every month, a second longer", 30 * DAY, NOW - 37 * DAY - 1, true},
        {"years ago", 365 * DAY, NOW - 3 * 365 * DAY, true},
        {"the clock was set back a little", DAY, NOW + HOUR, false},
        {"the clock was set back for good", DAY, NOW + 9 * DAY, true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct source source = {.every_s = CASES[i].every};
        struct health health = {.last_try = CASES[i].last_try};
        if (schedule_is_late(&source, NOTHING, &health, NOW) != CASES[i].late)
            fail_msg("%s: late should be %d", CASES[i].why, CASES[i].late);
    }
}

/* Where nothing is expected, a week without a look is nothing. */
static void test_late_with_a_calendar(void **state)
{
    struct source source = {.every_s = DAY};
    struct health health = {.last_try = NOW - 13 * DAY};
    struct awaited one = awaited(AWAITED_SCHEDULED, NOW + DAY, 0);
    struct schedule_expected expected = {&one, 1};
    (void)state;
    assert_false(schedule_is_late(&source, expected, &health, NOW));
    assert_true(schedule_is_late(&source, expected, &health, NOW + 2 * DAY));
    one.state = AWAITED_DUE;
    assert_true(schedule_is_late(&source, expected, &health, NOW));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_due),
        cmocka_unit_test(test_retries),
        cmocka_unit_test(test_spread),
        cmocka_unit_test(test_calendar),
        cmocka_unit_test(test_several),
        cmocka_unit_test(test_late),
        cmocka_unit_test(test_late_with_a_calendar),
    };
    return cmocka_run_group_tests_name("schedule", tests, NULL, NULL);
}
