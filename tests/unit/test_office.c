/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of config/office and config/notifying. */
#include "config/office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "config/notifying.h"
#include "core/instant.h"

static int64_t at(const char *text)
{
    int64_t instant = 0;
    struct err err = {0};

    assert_int_equal(instant_parse(text, &instant, &err), 0);
    return instant;
}

static struct notifier make(const char *rhythm, const char *hours, enum office_days days)
{
    struct notifier notifier = {.days = days};
    struct err err = {0};

    assert_int_equal(office_read_rhythm(rhythm, &notifier.rhythm, &err), 0);
    assert_int_equal(office_read_hours(hours, &notifier.hours, &err), 0);
    return notifier;
}

static void test_due(void **state)
{
    (void)state;
    static const struct {
        const char *rhythm, *hours;
        enum office_days days;
        const char *queued, *want;
    } CASES[] = {
        {"at-once", "always", OFFICE_ALL_DAYS, "2026-05-02T03:00", "2026-05-02T03:00"},
        {"at-once", "08:45-17:15", OFFICE_ALL_DAYS, "2026-05-02T03:00", "2026-05-02T08:45"},
        {"at-once", "08:45-17:15", OFFICE_ALL_DAYS, "2026-05-02T08:45", "2026-05-02T08:45"},
        {"at-once", "08:45-17:15", OFFICE_ALL_DAYS, "2026-05-02T17:14", "2026-05-02T17:14"},
        {"at-once", "08:45-17:15", OFFICE_ALL_DAYS, "2026-05-02T17:15", "2026-05-03T08:45"},
        {"at-once", "22:00-24:00", OFFICE_ALL_DAYS, "2026-05-02T23:59", "2026-05-02T23:59"},
        /* Saturday, 憲法記念日, みどりの日, こどもの日, 振替休日 */
        {"at-once", "08:45-17:15", OFFICE_BUSINESS_DAYS, "2026-05-01T17:15",
         "2026-05-07T08:45"},
        {"at-once", "always", OFFICE_BUSINESS_DAYS, "2026-05-02T12:00", "2026-05-07T00:00"},
        {"at-once", "always", OFFICE_BUSINESS_DAYS, "2025-12-27T12:00", "2026-01-05T00:00"},
        {"daily 09:00", "always", OFFICE_ALL_DAYS, "2026-05-02T09:00", "2026-05-02T09:00"},
        {"daily 09:00", "always", OFFICE_ALL_DAYS, "2026-05-02T09:01", "2026-05-03T09:00"},
        {"daily 09:00", "always", OFFICE_BUSINESS_DAYS, "2026-05-02T08:00",
         "2026-05-07T09:00"},
        {"weekly mon 09:00", "always", OFFICE_ALL_DAYS, "2026-05-12T10:00",
         "2026-05-18T09:00"},
        {"weekly mon 09:00", "always", OFFICE_ALL_DAYS, "2026-05-18T08:59",
         "2026-05-18T09:00"},
        /* The Monday is no business day: it comes on the Thursday, also for what came since.
         */
        {"weekly mon 09:00", "always", OFFICE_BUSINESS_DAYS, "2026-04-28T10:00",
         "2026-05-07T09:00"},
        {"weekly mon 09:00", "always", OFFICE_BUSINESS_DAYS, "2026-05-05T10:00",
         "2026-05-07T09:00"},
        {"weekly mon 09:00", "always", OFFICE_BUSINESS_DAYS, "2026-05-07T10:00",
         "2026-05-11T09:00"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct notifier notifier = make(CASES[i].rhythm, CASES[i].hours, CASES[i].days);
        int64_t due = office_due(&notifier, SEVERITY_CRITICAL, at(CASES[i].queued));

        if (due != at(CASES[i].want))
            fail_msg("case %zu: %lld instead of %lld", i, (long long)due,
                     (long long)at(CASES[i].want));
    }
}

static void test_urgent(void **state)
{
    (void)state;
    static const struct {
        enum notify_urgent from;
        enum severity severity;
        bool now;
    } CASES[] = {
        {URGENT_NONE, SEVERITY_CRITICAL, false},    {URGENT_CRITICAL, SEVERITY_WARNING, false},
        {URGENT_CRITICAL, SEVERITY_CRITICAL, true}, {URGENT_WARNING, SEVERITY_INFO, false},
        {URGENT_WARNING, SEVERITY_WARNING, true},   {URGENT_INFO, SEVERITY_INFO, true},
    };
    int64_t night = at("2026-05-02T03:00");

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct notifier notifier = make("weekly mon 09:00", "always", OFFICE_ALL_DAYS);

        notifier.urgent = CASES[i].from;
        assert_int_equal(office_due(&notifier, CASES[i].severity, night) == night,
                         CASES[i].now);
    }
}

static void test_bad_times(void **state)
{
    (void)state;
    static const char *const HOURS[] = {"",
                                        "9:00-17:00",
                                        "09:00",
                                        "09:00-09:00",
                                        "never",
                                        "17:00-09:00",
                                        "09:00-24:01",
                                        "09:60-17:00",
                                        "09:00-17:00-18:00"};
    static const char *const RHYTHMS[] = {"",
                                          "daily",
                                          "daily 9:00",
                                          "daily 24:00",
                                          "weekly 09:00",
                                          "weekly monday 09:00",
                                          "weekly mon",
                                          "at-once 09:00",
                                          "daily 09:00 10:00",
                                          "monthly 1 09:00"};

    for (size_t i = 0; i < sizeof HOURS / sizeof HOURS[0]; i++) {
        struct office_hours hours;
        struct err err = {0};

        assert_int_equal(office_read_hours(HOURS[i], &hours, &err), -1);
        assert_int_equal(err.code, ERR_CONFIG);
    }
    for (size_t i = 0; i < sizeof RHYTHMS / sizeof RHYTHMS[0]; i++) {
        struct office_rhythm rhythm;
        struct err err = {0};

        assert_int_equal(office_read_rhythm(RHYTHMS[i], &rhythm, &err), -1);
        assert_int_equal(err.code, ERR_CONFIG);
    }
}

static void test_addresses(void **state)
{
    (void)state;
    static const char *const GOOD[] = {"a@b", "first.last+tag@mail.example.jp",
                                       "o'neil@example.jp", "x_y@1.2.jp"};
    static const char *const BAD[] = {"",          "a",
                                      "@b",        "a@",
                                      "a@b@c",     "a b@c",
                                      "a@b c",     "a@b\nBcc: x@y",
                                      "a@b\r",     "<a@b>",
                                      "A <a@b>",   "a@b,c@d",
                                      "a@b;c@d",   "\"a\"@b",
                                      ".a@b",      "a.@b",
                                      "a..b@c",    "a@.b",
                                      "a@b.",      "a@b..c",
                                      "a@-b",      "a@b-.c",
                                      "a@b-",      "課@example.jp",
                                      "a@例え.jp", "a@[127.0.0.1]"};

    for (size_t i = 0; i < sizeof GOOD / sizeof GOOD[0]; i++)
        if (!notifying_is_address(GOOD[i]))
            fail_msg("%s is an address", GOOD[i]);
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++)
        if (notifying_is_address(BAD[i]))
            fail_msg("\"%s\" is no address", BAD[i]);
}

static int use_tokyo(void **state)
{
    struct err err = {0};

    (void)state;
    return instant_set_zone("Asia/Tokyo", &err);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_due),
        cmocka_unit_test(test_urgent),
        cmocka_unit_test(test_bad_times),
        cmocka_unit_test(test_addresses),
    };

    return cmocka_run_group_tests_name("office", tests, use_tokyo, NULL);
}
