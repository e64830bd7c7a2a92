/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of config/embargo. All figures, names and sources are test data. */
#include "config/embargo.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/instant.h"
#include "core/str.h"
#include "tests/unit/fixture.h"

static void test_reads(void **state)
{
    static const struct {
        const char *text;
        int time; /* -1 = refused, -2 = an instant */
    } cases[] = {
        {"8:50", 8 * 3600 + 50 * 60},
        {"08:50", 8 * 3600 + 50 * 60},
        {"0:00", 0},
        {"23:59", 23 * 3600 + 59 * 60},
        {"2026-12-01T08:50", -2},
        {"2026-12-01T08:50+09:00", -2},
        {"2026-12-01", -2},
        {"24:00", -1},
        {"8:5", -1},
        {"8:500", -1},
        {"850", -1},
        {":50", -1},
        {"-8:50", -1},
        {"8:50 JST", -1},
        {"tomorrow", -1},
        {"", -1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct embargo embargo;
        struct err err = {0};
        int failed = embargo_read(cases[i].text, &embargo, &err);

        if ((failed != 0) != (cases[i].time == -1) ||
            (!failed && embargo.daily != (cases[i].time >= 0)) ||
            (embargo.daily && embargo.time != cases[i].time))
            fail_msg("\"%s\": %d %s", cases[i].text, embargo.time, err.text);
    }
}

static int64_t at(const char *text)
{
    int64_t instant;
    struct err err = {0};

    assert_int_equal(instant_parse(text, &instant, &err), 0);
    return instant;
}

static void test_hours(void **state)
{
    static const struct {
        const char *embargo;
        const char *release;
        const char *period;
        const char *now;
        const char *ends; /* "" = at once */
    } cases[] = {
        {"8:50", "monthly 5 for previous month", "2026-02", "2026-03-04T10:00",
         "2026-03-05T08:50"},
        {"8:50", "monthly 5 for previous month", "2026-02", "2026-03-05T08:49",
         "2026-03-05T08:50"},
        {"8:50", "monthly 5 for previous month", "2026-02", "2026-03-05T08:50", ""},
        {"8:50", "monthly 5 for previous month", "2026-02", "2026-03-20T10:00", ""},
        {"8:50", "monthly 5 for previous month", "2026-01", "2026-03-04T10:00", ""},
        {"8:50", "monthly 5 for previous month", "2026-03", "2026-03-04T10:00",
         "2026-04-05T08:50"},
        /* behind the last announced date nobody knows the day */
        {"8:50", "on 2026-03-05=2026-02", "2026-02", "2026-03-04T10:00", "2026-03-05T08:50"},
        {"8:50", "on 2026-03-05=2026-02", "2026-03", "2026-03-10T10:00", "2026-03-11T08:50"},
        {"8:50", "on 2026-03-05=2026-02", "2026-03", "2026-03-10T08:00", "2026-03-10T08:50"},
        {"8:50", "on 2026-03-05=2026-02", "2025-03", "2026-03-10T08:00", ""},
        {"2026-03-05T08:50", "none", "2026-02", "2026-03-04T10:00", "2026-03-05T08:50"},
        {"2026-03-05T08:50", "none", "2026-02", "2026-03-05T08:50", ""},
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[1024];
        struct period period;
        struct err err = {0};

        (void)snprintf(
            text, sizeof text,
            "[site]\ntitle = t\ntimezone = Asia/Tokyo\n[source s]\nurl = "
            "https://a.jp/x\nrelease = %s\nembargo = %s\n[indicator i]\ntitle = "
            "i\nunit = 人\nfrequency = monthly\nbetter = higher\nsource = s\nvalue = v\n",
            cases[i].release, cases[i].embargo);
        fixture_load(f, text);
        assert_int_equal(instant_set_zone("Asia/Tokyo", &err), 0);
        assert_int_equal(period_parse(cases[i].period, FREQUENCY_MONTHLY, &period, &err), 0);
        int64_t want = cases[i].ends[0] ? at(cases[i].ends) : 0;
        int64_t found = embargo_ends(&f->settings->sources[0], &f->settings->indicators[0],
                                     period, at(cases[i].now));
        if (found != want)
            fail_msg("%zu: %lld, expected %lld", i, (long long)found, (long long)want);
        fixture_forget(f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reads),
        FIXTURE_CASE(test_hours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
