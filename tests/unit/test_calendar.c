/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of config/calendar: which calendar and which grace hold for an indicator. */
#include "config/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/file.h"

#define HEAD                                                                                  \
    "[site]\n%s\n"                                                                            \
    "[source dated]\nurl = https://example.jp/a\nrelease = monthly 25\ngrace = %s\n"          \
    "[source plain]\nurl = https://example.jp/b\ngrace = 3d\n"
#define INDICATOR                                                                             \
    "[indicator i]\ntitle = I\nunit = 人\nfrequency = monthly\nbetter = higher\nvalue = x\n"

/* NULL when the configuration is refused; the fault stands in `fault` then. */
static struct settings *load(const char *site, const char *grace, const char *indicator,
                             char *fault, size_t size)
{
    struct settings *settings = NULL;
    struct faults faults = {0};
    struct err err = {0};
    char text[4096];
    char path[64];

    (void)snprintf(path, sizeof path, "/tmp/shihyo-calendar-%ld.ini", (long)getpid());
    (void)snprintf(text, sizeof text, HEAD INDICATOR "%s\n", site, grace, indicator);
    assert_int_equal(file_write(path, text, strlen(text), &err), 0);
    if (settings_load(path, NULL, &settings, &faults, &err) != 0)
        (void)snprintf(fault, size, "%s", err.text);
    fault_free(&faults);
    unlink(path);
    return settings;
}

static struct settings *load_good(const char *site, const char *grace, const char *indicator)
{
    char fault[512] = "";
    struct settings *settings = load(site, grace, indicator, fault, sizeof fault);

    if (!settings)
        fail_msg("%s", fault);
    return settings;
}

static void test_which_holds(void **state)
{
    (void)state;
    static const struct {
        const char *indicator, *source, *want;
        int64_t grace_s;
    } CASES[] = {
        {"source = dated plain", NULL, "monthly 25", 5 * 86400},
        {"source = plain dated", NULL, "monthly 25", 5 * 86400},
        {"source = plain dated", "plain", "none", 3 * 86400},
        {"source = dated", "dated", "monthly 25", 5 * 86400},
        {"source = plain", NULL, "none", 3 * 86400},
        {"source = dated\nrelease = +45d", "dated", "+45d", 5 * 86400},
        {"source = dated\nrelease = none", NULL, "none", 5 * 86400},
        {"source = dated\ngrace = 1d", NULL, "monthly 25", 86400},
        {"source = none\nrelease = yearly 09-30", NULL, "yearly 09-30", 7 * 86400},
        {"source = none\nrelease = yearly 09-30\ngrace = 6h", NULL, "yearly 09-30", 6 * 3600},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct settings *settings = load_good("", "5d", CASES[i].indicator);
        const struct source *source =
            CASES[i].source ? settings_source(settings, CASES[i].source) : NULL;
        const struct indicator *indicator = &settings->indicators[0];
        const struct release *release = calendar_release(indicator, source);

        assert_string_equal(release->text ? release->text : "none", CASES[i].want);
        assert_int_equal(calendar_grace(indicator, source).seconds, CASES[i].grace_s);
        settings_free(settings);
    }
}

static void test_business_days(void **state)
{
    (void)state;
    struct settings *settings =
        load_good("holidays = weekends", "5bd", "source = dated\nrelease = monthly last-day");
    const struct indicator *indicator = &settings->indicators[0];

    assert_int_equal(calendar_grace(indicator, NULL).business_days, 5);
    assert_int_equal(calendar_release(indicator, NULL)->holidays, HOLIDAYS_WEEKENDS);
    assert_int_equal(settings_source(settings, "dated")->release.holidays, HOLIDAYS_WEEKENDS);
    settings_free(settings);
    settings = load_good("", "0", "source = dated");
    assert_int_equal(calendar_release(&settings->indicators[0], NULL)->holidays,
                     HOLIDAYS_JAPAN);
    assert_true(calendar_grace(&settings->indicators[0], NULL).set);
    settings_free(settings);
}

static void test_faults(void **state)
{
    (void)state;
    static const struct {
        const char *grace, *indicator, *want;
    } CASES[] = {
        {"1y", "source = none", ":6: grace: \"1y\", expected a duration such as 6h or 7d"},
        {"bd", "source = none", "grace: \"bd\""},
        {"251bd", "source = none", "grace: \"251bd\""},
        {"400d", "source = none", "grace: \"400d\""},
        {"1d", "source = none\nrelease = monthly 40",
         ":17: release: \"monthly 40\": \"40\", expected a day: 1 to 31"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        char fault[512] = "";

        assert_null(load("", CASES[i].grace, CASES[i].indicator, fault, sizeof fault));
        if (!strstr(fault, CASES[i].want))
            fail_msg("%s, want %s", fault, CASES[i].want);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_which_holds),
        cmocka_unit_test(test_business_days),
        cmocka_unit_test(test_faults),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
