/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of daemon/schedule: a table of moments. */
#include "daemon/schedule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { NOW = 1700000000, HOUR = 3600, DAY = 86400 };

static void test_due(void **state)
{
    static const struct {
        const char *why;
        int64_t every;
        int64_t last_try;
        int64_t failing_since;
        int64_t due_at;
    } CASES[] = {
        {"never tried", DAY, 0, 0, 0},
        {"just tried", DAY, NOW, 0, NOW + DAY},
        {"a second too early", DAY, NOW - DAY + 1, 0, NOW + 1},
        {"at the very second", DAY, NOW - DAY, 0, NOW},
        {"long ago", DAY, NOW - 9 * DAY, 0, NOW - 8 * DAY},
        {"every week", 7 * DAY, NOW - 6 * DAY, 0, NOW + DAY},
        {"the clock was set back", DAY, NOW + 1, 0, 0},
        {"failing: sooner than every", DAY, NOW - HOUR, NOW - DAY, NOW},
        {"failing: not at once", DAY, NOW - HOUR + 1, NOW - DAY, NOW + 1},
        {"failing: every is sooner", 600, NOW - 600, NOW - DAY, NOW},
        {"failing: every is an hour", HOUR, NOW - 10, NOW - DAY, NOW - 10 + HOUR},
    };
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct source source = {.every_s = CASES[i].every};
        struct health health = {.last_try = CASES[i].last_try,
                                .failing_since = CASES[i].failing_since,
                                .tried = "as now"};
        int64_t got = schedule_due_at(&source, &health, "as now", NOW);
        if (got != CASES[i].due_at)
            fail_msg("%s: due at %lld, expected %lld", CASES[i].why, (long long)got,
                     (long long)CASES[i].due_at);
        assert_int_equal(schedule_due_at(&source, &health, "otherwise", NOW), 0);
    }
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
        if (schedule_is_late(&source, &health, NOW) != CASES[i].late)
            fail_msg("%s: late should be %d", CASES[i].why, CASES[i].late);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_due),
                                       cmocka_unit_test(test_late)};
    return cmocka_run_group_tests_name("schedule", tests, NULL, NULL);
}
