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
                                .failing_since = CASES[i].failing_since};
        int64_t got = schedule_due_at(&source, &health, NOW);
        if (got != CASES[i].due_at)
            fail_msg("%s: due at %lld, expected %lld", CASES[i].why, (long long)got,
                     (long long)CASES[i].due_at);
        assert_int_equal(schedule_is_due(&source, &health, NOW), CASES[i].due_at <= NOW);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_due)};
    return cmocka_run_group_tests_name("schedule", tests, NULL, NULL);
}
