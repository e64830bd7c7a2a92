/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/instant. */
#include "core/instant.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/civil.h"

static int use_tokyo(void **state)
{
    struct err err = {0};

    (void)state;
    unsetenv("SHIHYO_NOW");
    return instant_set_zone("Asia/Tokyo", &err);
}

static void test_parse(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t want;
    } CASES[] = {
        {"1970-01-01T00:00:00Z", 0},
        {"1970-01-01T00:00Z", 0},
        {"1969-12-31T23:59:59Z", -1},
        {"2024-04-01T09:00:00+09:00", 1711929600},
        {"2024-04-01T00:00:00Z", 1711929600},
        {"2024-03-31T19:30:00-04:30", 1711929600},
        {"2024-04-01T09:00:00", 1711929600},
        {"2024-04-01T09:00", 1711929600},
        {"2024-04-01", 1711897200},
        {"2024-02-29T00:00:00+00:00", 1709164800},
        {"2024-04-01T00:00:00+14:00", 1711879200},
        {"2016-12-31T23:59:60Z", 1483228800},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        int64_t got = -77;
        struct err err = {0};

        if (instant_parse(CASES[i].text, &got, &err))
            fail_msg("%s", err.text);
        if (got != CASES[i].want)
            fail_msg("\"%s\" gave %lld", CASES[i].text, (long long)got);
    }
}

static void test_refuses(void **state)
{
    (void)state;
    static const char *const CASES[] = {
        "",
        "now",
        "2024",
        "2024-04",
        "2024-02-30",
        "2023-02-29",
        "2024-13-01",
        "2024-4-1",
        "2024-04-01 09:00",
        "2024-04-01T",
        "2024-04-01T9:00",
        "2024-04-01T24:00",
        "2024-04-01T09:60",
        "2024-04-01T09:00:61",
        "2024-04-01T09:00:",
        "2024-04-01T09:00:0",
        "2024-04-01T09:00:00z",
        "2024-04-01T09:00:00+0900",
        "2024-04-01T09:00:00+09",
        "2024-04-01T09:00:00+24:00",
        "2024-04-01T09:00:00+99:99",
        "2024-04-01T09:00:00+09:60",
        "2024-04-01T09:00:00+09:00x",
        "2024-04-01T09:00:00.5Z",
        "2024-04-01Z",
        "2024-04-01x",
        " 2024-04-01",
        "20240401",
        "２０２４-04-01",
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        int64_t got;
        struct err err = {0};

        if (instant_parse(CASES[i], &got, &err) == 0)
            fail_msg("\"%s\" should be no instant", CASES[i]);
        assert_int_equal(err.code, ERR_USAGE);
        assert_non_null(strstr(err.text, "expected a date"));
    }
}

static void test_print_and_parse_round_trip(void **state)
{
    (void)state;
    for (int64_t instant = -5000000000; instant < 5000000000; instant += 7654321) {
        char text[INSTANT_TEXT_SIZE];
        int64_t back = 0;
        struct err err = {0};

        instant_print(instant, text);
        if (instant_parse(text, &back, &err) || back != instant)
            fail_msg("%s does not come back", text);
    }
}

static void test_print(void **state)
{
    (void)state;
    char text[INSTANT_TEXT_SIZE];

    instant_print(-1, text);
    assert_string_equal(text, "1969-12-31T23:59:59Z");
    instant_print(1711929600, text);
    assert_string_equal(text, "2024-04-01T00:00:00Z");
    instant_print_local(1711929600, text);
    assert_string_equal(text, "2024-04-01 09:00");
    instant_print_local(1711897200 - 1, text);
    assert_string_equal(text, "2024-03-31 23:59");
}

static void test_day_is_local(void **state)
{
    (void)state;
    struct err err = {0};
    int64_t evening = 1711983600; /* 2024-04-01T15:00Z, midnight in Tokyo */

    assert_int_equal(instant_day(evening), civil_day(2024, 4, 2));
    assert_int_equal(instant_day(evening - 1), civil_day(2024, 4, 1));
    assert_int_equal(instant_set_zone("UTC", &err), 0);
    assert_int_equal(instant_day(evening), civil_day(2024, 4, 1));
    assert_int_equal(instant_day(-1), civil_day(1969, 12, 31));
    assert_int_equal(instant_set_zone("Asia/Tokyo", &err), 0);
}

/* Nine o'clock is what clocks show, also on a day that loses or gains an hour. */
static void test_hours_of_a_short_day(void **state)
{
    (void)state;
    int64_t morning, noon;
    struct err err;

    assert_int_equal(instant_set_zone("Europe/Berlin", &err), 0);
    assert_int_equal(instant_parse("2024-03-31T09:00", &morning, &err), 0);
    assert_int_equal(morning, 1711868400); /* 07:00 UTC */
    noon = instant_of_day(instant_day(morning), 12 * 3600);
    assert_int_equal(noon - morning, 3 * 3600);
    assert_int_equal(instant_of_day(instant_day(morning), 0), morning - 8 * 3600);
    assert_int_equal(instant_set_zone("Asia/Tokyo", &err), 0);
}

static void test_unknown_zones(void **state)
{
    (void)state;
    static const char *const CASES[] = {
        "",    "Nowhere/City", "/etc/passwd", "../zoneinfo/Asia/Tokyo", "Asia",
        "JST", "Asia/Tokyo ",  "tzdata.zi",   "Asia/../Asia/Tokyo",
    };
    char before[INSTANT_TEXT_SIZE], after[INSTANT_TEXT_SIZE], longest[400];

    instant_print_local(0, before);
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct err err = {0};

        if (instant_set_zone(CASES[i], &err) == 0)
            fail_msg("\"%s\" should be no zone", CASES[i]);
        assert_int_equal(err.code, ERR_CONFIG);
    }
    struct err err = {0};
    memset(longest, 'x', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    assert_int_equal(instant_set_zone(longest, &err), -1);
    instant_print_local(0, after);
    assert_string_equal(before, after);
}

static void test_now(void **state)
{
    (void)state;
    int64_t got = 0;
    int64_t clock = (int64_t)time(NULL);
    struct err err = {0};

    assert_int_equal(instant_now(&got, &err), 0);
    assert_in_range(got - clock, 0, 10);
    setenv("SHIHYO_NOW", "2024-04-01T09:00:00+09:00", 1);
    assert_int_equal(instant_now(&got, &err), 0);
    assert_int_equal(got, 1711929600);
    setenv("SHIHYO_NOW", "tomorrow", 1);
    assert_int_equal(instant_now(&got, &err), -1);
    assert_int_equal(strncmp(err.text, "SHIHYO_NOW: \"tomorrow\": expected", 32), 0);
    setenv("SHIHYO_NOW", "", 1);
    assert_int_equal(instant_now(&got, &err), 0);
    assert_in_range(got - clock, 0, 10);
    unsetenv("SHIHYO_NOW");
}

/* Days of 23, 24 and 25 hours, and one that begins at one o'clock. */
static void test_day_start(void **state)
{
    static const struct {
        const char *zone;
        int year, month, day;
        const char *start; /* UTC */
        int hours;
    } CASES[] = {
        {"Asia/Tokyo", 2026, 3, 1, "2026-02-28T15:00:00Z", 24},
        {"UTC", 1970, 1, 1, "1970-01-01T00:00:00Z", 24},
        {"Europe/Berlin", 2024, 3, 31, "2024-03-30T23:00:00Z", 23},
        {"Europe/Berlin", 2024, 10, 27, "2024-10-26T22:00:00Z", 25},
        {"America/Sao_Paulo", 2017, 10, 15, "2017-10-15T03:00:00Z", 23},
    };
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct err err = {0};
        char got[INSTANT_TEXT_SIZE];
        assert_int_equal(instant_set_zone(CASES[i].zone, &err), 0);
        int32_t day = civil_day(CASES[i].year, CASES[i].month, CASES[i].day);
        int64_t start = instant_day_start(day);
        instant_print(start, got);
        assert_string_equal(got, CASES[i].start);
        assert_int_equal(instant_day_start(day + 1) - start, CASES[i].hours * 3600);
        assert_int_equal(instant_day(start), day);
        assert_int_equal(instant_day(start - 1), day - 1);
    }
    struct err err = {0};
    assert_int_equal(instant_set_zone("Asia/Tokyo", &err), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_day_start),
        cmocka_unit_test(test_parse),
        cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_print_and_parse_round_trip),
        cmocka_unit_test(test_print),
        cmocka_unit_test(test_day_is_local),
        cmocka_unit_test(test_hours_of_a_short_day),
        cmocka_unit_test(test_unknown_zones),
        cmocka_unit_test(test_now),
    };

    return cmocka_run_group_tests_name("instant", tests, use_tokyo, NULL);
}
