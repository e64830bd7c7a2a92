/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of graphs/site/feed, atom and doors. All texts and figures are test data. */
#include "graphs/site/feed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "config/edition.h"
#include "core/str.h"
#include "graphs/site/atom.h"
#include "graphs/site/doors.h"
#include "tests/unit/configured.h"

enum { MAY = 2024 * 12 + 4, JUNE, DAY = 86400 };

#define HOSTILE "<script>\"&' 試験"
#define SAFE "&lt;script&gt;&quot;&amp;' 試験"

static const char CONFIG[] =
    "[site]\ntitle = " HOSTILE "\nlanguage = %s\nbase_url = %s\n"
    "[source a]\ntitle = Source " HOSTILE "\nurl = https://example.jp/a.csv\n"
    "[indicator di]\ntitle = DI " HOSTILE "\nunit = 点\ndecimals = 1\nfrequency = monthly\n"
    "better = higher\nsource = a\nvalue = x\n";

static struct observation said[] = {
    {.period = {FREQUENCY_MONTHLY, MAY},
     .value = {10, 1},
     .recorded_at = DAY,
     .status = OBSERVATION_PRELIMINARY,
     .source = "a"},
    {.period = {FREQUENCY_MONTHLY, MAY},
     .value = {13, 1},
     .recorded_at = 2 * DAY,
     .source = "a"},
    {.period = {FREQUENCY_MONTHLY, MAY},
     .value = {12, 1},
     .recorded_at = 3 * DAY,
     .source = "a",
     .aside = true},
    {.period = {FREQUENCY_MONTHLY, JUNE},
     .value = {-90, 1},
     .recorded_at = DAY,
     .source = "a"},
    {.period = {FREQUENCY_MONTHLY, JUNE},
     .recorded_at = 4 * DAY,
     .status = OBSERVATION_MISSING,
     .source = "a"},
};
static const struct series VINTAGES = {"di", FREQUENCY_MONTHLY, said, 5};

static struct settings *configure(const char *language, const char *address)
{
    char text[2048];

    (void)snprintf(text, sizeof text, CONFIG, language, address);
    struct settings *settings = configured(text);
    assert_non_null(settings);
    return settings;
}

static void has(const struct buf *out, const char *text)
{
    if (!strstr(buf_text(out), text))
        fail_msg("no \"%s\" in %s", text, buf_text(out));
}

static size_t count(const struct buf *out, const char *text)
{
    size_t found = 0;

    for (const char *at = buf_text(out); (at = strstr(at, text)); at += strlen(text))
        found++;
    return found;
}

static void test_ids(void **state)
{
    static const struct {
        const char *address;
        const char *id;
    } CASES[] = {
        {"https://example.jp/shihyo/", "tag:example.jp,2026:/shihyo/x"},
        {"https://Example.JP:8443/shihyo", "tag:example.jp,2026:/shihyo/x"},
        {"https://example.jp", "tag:example.jp,2026:/x"},
        {"http://[2001:DB8::1]:80/", "tag:2001-db8--1,2026:/x"},
    };
    struct arena *arena = arena_new();

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct settings *settings = configure("en", CASES[i].address);

        assert_string_equal(atom_id(settings, arena, "x"), CASES[i].id);
        settings_free(settings);
    }
    arena_free(arena);
}

/* An entry for each instant; what was set aside is none. */
static void test_releases(void **state)
{
    struct settings *settings = configure("en", "https://example.jp/s/");
    struct buf out;

    (void)state;
    buf_init(&out, 100000);
    feed_indicator(settings, settings_indicator(settings, "di"), &VINTAGES, &out);
    assert_int_equal(count(&out, "<entry>"), 3);
    has(&out, "<updated>1970-01-05T00:00:00Z</updated>\n<author>");
    has(&out, "<id>tag:example.jp,2026:/s/indicators/di/1970-01-02T00:00:00Z</id>");
    has(&out, "<title>DI " SAFE " Jun 2024 −9.0 点 and 1 more periods</title>");
    has(&out, "<p>May 2024: 1.0 点 (preliminary)</p>");
    has(&out, "<p>May 2024: 1.3 点, revised (before: 1.0 点; difference: +0.3 点)</p>");
    has(&out, "term=\"revision\"");
    has(&out, "<p>Jun 2024: withdrawn</p>");
    has(&out, "<p>Source: Source " SAFE "</p>");
    has(&out, "rel=\"via\" href=\"https://example.jp/a.csv\"");
    assert_null(strstr(buf_text(&out), "<script"));
    buf_free(&out);
    settings_free(settings);
}

static void test_japanese(void **state)
{
    struct settings *settings = configure("ja", "https://example.jp/s/");
    struct buf out;

    (void)state;
    buf_init(&out, 100000);
    feed_indicator(settings, settings_indicator(settings, "di"), &VINTAGES, &out);
    has(&out, "xml:lang=\"ja\"");
    has(&out, "2024年6月 ▲9.0点、ほか1期間</title>");
    has(&out, "<p>2024年5月　1.3点、改定（前の値 1.0点、差 ＋0.3点）</p>");
    has(&out, "<p>2024年6月　撤回</p>");
    buf_free(&out);
    settings_free(settings);
}

static void test_nothing_yet(void **state)
{
    const struct series none = {"di", FREQUENCY_MONTHLY, NULL, 0};
    struct settings *settings = configure("en", "https://example.jp/s/");
    struct buf out;

    (void)state;
    buf_init(&out, 100000);
    feed_indicator(settings, settings_indicator(settings, "di"), &none, &out);
    assert_int_equal(count(&out, "<entry>"), 0);
    has(&out, "<updated>2000-01-01T00:00:00Z</updated>");
    buf_free(&out);
    settings_free(settings);
}

/* Raised, moved, resolved: two entries, whose words are those of then. */
static void test_alerts(void **state)
{
    static const struct alert ALERTS[] = {
        {.number = 3,
         .rule_id = "wait",
         .indicator_id = "di",
         .severity = "warning",
         .state = ALERT_PENDING,
         .since = 6 * DAY,
         .text = "waits"},
        {.number = 2,
         .rule_id = "low",
         .indicator_id = "gone",
         .severity = "critical",
         .state = ALERT_FIRING,
         .since = 5 * DAY,
         .text = "[critical] " HOSTILE},
        {.number = 1,
         .rule_id = "low",
         .indicator_id = "di",
         .severity = "warning",
         .state = ALERT_RESOLVED,
         .since = DAY,
         .text = "over"},
    };
    static const struct alert_event EVENTS[] = {
        {.alert = 1, .at = DAY / 2, .state = ALERT_PENDING, .text = "waits"},
        {.alert = 1, .at = DAY, .state = ALERT_FIRING, .text = "raised"},
        {.alert = 1, .at = 2 * DAY, .state = ALERT_FIRING, .text = "moved"},
        {.alert = 1,
         .at = 3 * DAY,
         .state = ALERT_ACKNOWLEDGED,
         .text = "seen",
         .who = "seen"},
        {.alert = 1, .at = 4 * DAY, .state = ALERT_RESOLVED, .text = "over"},
        {.alert = 2, .at = 5 * DAY, .state = ALERT_FIRING, .text = "[critical] " HOSTILE},
        {.alert = 3, .at = 6 * DAY, .state = ALERT_PENDING, .text = "waits"},
    };
    const struct feed_alerts input = {ALERTS, 3, EVENTS, 7};
    struct settings *settings = configure("en", "https://example.jp/s/");
    struct buf out;

    (void)state;
    buf_init(&out, 100000);
    feed_alerts(settings, &input, &out);
    assert_int_equal(count(&out, "<entry>"), 3);
    has(&out, "<id>tag:example.jp,2026:/s/alerts/1/raised</id>\n<title>moved</title>\n"
              "<published>1970-01-02T00:00:00Z</published>\n"
              "<updated>1970-01-03T00:00:00Z</updated>");
    has(&out, "<id>tag:example.jp,2026:/s/alerts/1/resolved</id>\n<title>over</title>");
    has(&out, "<title>[critical] " SAFE "</title>");
    assert_null(strstr(buf_text(&out), "seen"));
    assert_null(strstr(buf_text(&out), "waits"));
    buf_free(&out);
    settings_free(settings);
}

/* The office's own doors are shut in the public edition, and without an address there are no
 * feeds at all. */
static void test_which_there_are(void **state)
{
    struct settings *settings = configure("en", "https://example.jp/s/");

    (void)state;
    assert_true(doors_feeds(settings));
    assert_true(doors_alerts(settings));
    assert_true(doors_metrics(settings));
    settings->site.audience = AUDIENCE_PUBLIC;
    assert_true(doors_feeds(settings));
    assert_false(doors_alerts(settings));
    assert_false(doors_metrics(settings));
    settings->site.publish = 1U << EDITION_METRICS;
    assert_false(doors_alerts(settings));
    assert_true(doors_metrics(settings));
    settings->site.base_url = "";
    assert_false(doors_feeds(settings));
    settings_free(settings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ids),      cmocka_unit_test(test_releases),
        cmocka_unit_test(test_japanese), cmocka_unit_test(test_nothing_yet),
        cmocka_unit_test(test_alerts),   cmocka_unit_test(test_which_there_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
