/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of graphs/site/openmetrics and dataset. All texts and figures are test data. */
#include "graphs/site/openmetrics.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "graphs/site/dataset.h"
#include "tests/unit/configured.h"

enum { MAY = 2024 * 12 + 4, DAY = 86400 };

static const char CONFIG[] =
    "[site]\ntitle = Site\nlanguage = en\n%s\n"
    "[source a]\ntitle = Source\nurl = https://example.jp/a.csv\n"
    "[source press]\ntitle = Press\nurl = https://example.com/p.csv\ngrade = press\n"
    "[indicator di]\ntitle = a \"quoted\\title\" <b>\nunit = 点\nfrequency = monthly\n"
    "better = higher\nsource = a press\nvalue = x\n"
    "[indicator bare]\ntitle = None\nunit = 人\nfrequency = monthly\nbetter = lower\n";

static struct observation said[] = {
    {.period = {FREQUENCY_MONTHLY, MAY}, .value = {-1540, 2}, .recorded_at = 3 * DAY},
    {.period = {FREQUENCY_MONTHLY, MAY + 1}, .value = {5, 0}, .recorded_at = 2 * DAY},
};
static const struct series SERIES = {"di", FREQUENCY_MONTHLY, said, 2};

static struct settings *configure(const char *site)
{
    char text[2048];

    (void)snprintf(text, sizeof text, CONFIG, site);
    struct settings *settings = configured(text);
    assert_non_null(settings);
    return settings;
}

static void has(const struct buf *out, const char *text)
{
    if (!strstr(buf_text(out), text))
        fail_msg("no \"%s\" in %s", text, buf_text(out));
}

static void test_metrics(void **state)
{
    struct settings *settings = configure("");
    const struct openmetrics_indicator indicators[] = {
        {&settings->indicators[0], &said[0]},
        {&settings->indicators[1], NULL},
    };
    const struct health sources[] = {
        {.last_try = 9, .last_success = 8, .error = ""},
        {.last_try = 9, .failing_since = 7, .failures = 3, .problems = 2, .error = "x"},
    };
    const struct alert alert = {.rule_id = "low",
                                .indicator_id = "di\n",
                                .severity = "warning",
                                .state = ALERT_ACKNOWLEDGED,
                                .since = 42};
    const struct openmetrics input = {settings, indicators, 2, sources, &alert, 1, 5};
    struct buf out;

    (void)state;
    buf_init(&out, 100000);
    openmetrics_print(&input, &out);
    has(&out, "{indicator=\"di\",title=\"a \\\"quoted\\\\title\\\" <b>\",unit=\"点\",");
    has(&out, "shihyo_indicator_value{indicator=\"di\"} -15.40\n");
    has(&out, "# TYPE shihyo_indicator_period_timestamp_seconds gauge\n"
              "# UNIT shihyo_indicator_period_timestamp_seconds seconds\n"
              "shihyo_indicator_period_timestamp_seconds{indicator=\"di\"} 1717200000\n#");
    has(&out, "shihyo_source_last_success_timestamp_seconds{source=\"a\"} 8\n#");
    has(&out, "shihyo_source_failing_since_timestamp_seconds{source=\"press\"} 7\n");
    has(&out, "shihyo_source_failures{source=\"a\"} 0\n");
    has(&out, "shihyo_source_failures{source=\"press\"} 3\n");
    has(&out, "{alert=\"low\",indicator=\"di\\n\",source=\"\",severity=\"warning\",state="
              "\"acknowledged\"} "
              "42\n");
    has(&out, "shihyo_held_values 5\n# EOF\n");
    assert_null(strstr(buf_text(&out), "_value{indicator=\"bare\""));
    /* where the public edition has them: no alerts, failures, press, nothing held */
    buf_reset(&out);
    settings->site.audience = AUDIENCE_PUBLIC;
    openmetrics_print(&input, &out);
    has(&out, "shihyo_source_last_success_timestamp_seconds{source=\"a\"} 8\n#");
    assert_null(strstr(buf_text(&out), "alert"));
    assert_null(strstr(buf_text(&out), "fail"));
    assert_null(strstr(buf_text(&out), "press"));
    assert_null(strstr(buf_text(&out), "held"));
    buf_free(&out);
    settings_free(settings);
}

static void test_dataset(void **state)
{
    struct settings *settings =
        configure("base_url = https://example.jp/s\n"
                  "licence = CC-BY-4.0 https://creativecommons.org/licenses/by/4.0/");
    struct buf out;

    (void)state;
    buf_init(&out, 100000);
    dataset_print(settings, &settings->indicators[0], &SERIES, &out);
    has(&out, "\"@type\":\"Dataset\"");
    has(&out, "\"temporalCoverage\":\"2024-05-01/2024-06-30\"");
    has(&out, "\"dateModified\":\"1970-01-04T00:00:00Z\"");
    has(&out, "\"license\":\"https://creativecommons.org/licenses/by/4.0/\"");
    has(&out, "\"contentUrl\":\"https://example.jp/s/data/sdmx/di.csv\"");
    has(&out, "example.com/p.csv");
    buf_reset(&out);
    settings->site.audience = AUDIENCE_PUBLIC;
    settings->site.base_url = "";
    dataset_print(settings, &settings->indicators[0], &SERIES, &out);
    has(&out, "\"contentUrl\":\"../data/di.csv\"");
    assert_null(strstr(buf_text(&out), "example.com/p.csv")); /* the press is for inside */
    buf_free(&out);
    settings_free(settings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_metrics),
        cmocka_unit_test(test_dataset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
