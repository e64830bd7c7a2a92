/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/decode/sdmxtime. */
#include "collector/decode/sdmxtime.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct time {
    const char *text;
    const char *start_day;
    const char *want;
};

static void test_periods(void **state)
{
    static const struct time times[] = {
        {"2016", "", "2016"},
        {"2016-08", "", "2016-08"},
        {"2016-08-01/P3M", "", "2016-08-01/P3M"},
        {"2016-A1", "", "2016"},
        {"2016-A1", "--01-01", "2016"},
        {"2016-M08", "", "2016-08"},
        {"2016-M8", "", "2016-08"},
        {"2016-Q3", "", "2016-Q3"},
        {"2016-Q5", "", "2016-Q5"},
        {"2016-A2", "", "2016-A2"},
        {"2016-M13", "", "2016-M13"},
        {"2016-S1", "", "2016-S1"},
        {"2016-W05", "", "2016-W05"},
        {"16-A1", "", "16-A1"},
        {"2016-", "", "2016-"},
        {"", "", ""},
        {"2016-A1", "--04-01", "FY2016"},
        {"2016-Q3", "--04-01", "2016-Q4"},
        {"2016-Q4", "--04-01", "2017-Q1"},
        {"2016-M01", "--04-01", "2016-04"},
        {"2016-M12", "--04-01", "2017-03"},
        {"2016-08", "--04-01", "2016-08"},
        {"2016-Q3", "--07-01", "2016-Q3 of a year from --07-01"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        char out[SDMXTIME_SIZE];
        assert_string_equal(sdmxtime_period(times[i].text, times[i].start_day, out),
                            times[i].want);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_periods)};
    return cmocka_run_group_tests_name("sdmxtime", tests, NULL, NULL);
}
