/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tests of daemon/cycle without a publisher: values entered by hand, rules, the lock, sources
 * that cannot be reached. Whole fetches are the scenarios' business. All figures are test
 * data.
 */
#include "daemon/cycle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/file.h"
#include "daemon/addresses.h"
#include "tests/unit/fixture.h"

enum { APRIL = 2023 * 12 + 3, NOW = FIXTURE_NOW, HOUR = 3600 };

#define SITE                                                                                  \
    "[site]\ntitle = 試験用データ\nlanguage = en\nstate = state\noutput = out\ndelay = 0s\n"
#define DI                                                                                    \
    "[indicator di]\ntitle = Test DI\nunit = points\ndecimals = 1\nfrequency = monthly\n"     \
    "better = higher\n"
#define RULE "[alert deep]\nindicator = di\nwhen = below -30\nclear = above -25\n"
/* The discard port: nothing answers there. */
#define SOURCES                                                                               \
    "[source s]\nurl = http://127.0.0.1:9/s.csv\ntimeout = 2s\n"                              \
    "[source t]\nurl = http://127.0.0.1:9/t.csv\ntimeout = 2s\n"                              \
    "[indicator fetched]\ntitle = F\nunit = points\nfrequency = monthly\nbetter = higher\n"   \
    "source = s\nvalue = V\n"

static int enter(struct fixture *f, int32_t n, int64_t units)
{
    struct observation said = {.period = {FREQUENCY_MONTHLY, n}, .value = {units, 1}};
    struct cycle_entry entry = {settings_indicator(f->settings, "di"), &said, 1, "tester",
                                false};
    fixture_forget(f);
    return cycle_enter(&f->options, &entry, &f->report, &f->err);
}

static const char *at(const struct fixture *f, const char *name)
{
    static char path[SCRATCH_PATH];
    scratch_path(path, f->folder, name);
    return path;
}

static bool page_says(const struct fixture *f, const char *text)
{
    size_t length;
    char *page = scratch_read(at(f, "out/index.html"), &length);
    assert_non_null(page);
    bool says = strstr(page, text) != NULL;
    free(page);
    return says;
}

static size_t open_alerts(struct fixture *f, struct alert **out)
{
    struct ledger *ledger;
    size_t count;
    assert_int_equal(ledger_open(f->settings->site.state, true, &ledger, &f->err), 0);
    assert_int_equal(ledger_alerts(ledger, true, 0, f->arena, out, &count, &f->err), 0);
    ledger_close(ledger);
    return count;
}

static size_t known(struct fixture *f, const char *id)
{
    struct ledger *ledger;
    struct series series;
    assert_int_equal(ledger_open(f->settings->site.state, true, &ledger, &f->err), 0);
    assert_int_equal(
        ledger_series(ledger, id, FREQUENCY_MONTHLY, 0, f->arena, &series, &f->err), 0);
    ledger_close(ledger);
    return series.count;
}

/* --- by hand --- */

static int rebuild(struct fixture *f, struct caches_counts *counts)
{
    const struct cycle_options options = {.settings = f->settings, .now = NOW};
    return cycle_rebuild(&options, counts, &f->err);
}

static void test_enter_records_and_makes_everything(void **state)
{
    struct fixture *f = *state;
    fixture_load(f, SITE DI);
    assert_int_equal(enter(f, APRIL, -154), 0);
    assert_int_equal(f->report.counts.added, 1);
    assert_int_equal(f->report.source_count, 0);
    assert_int_equal(f->report.caches.rrds, 1);
    assert_int_equal(f->report.caches.charts, 1);
    assert_true(f->report.caches.pages > 10);
    assert_int_equal(f->report.after.code, ERR_NONE);
    assert_int_equal(cycle_status(&f->report), 0);
    assert_true(file_exists(at(f, "state/rrd/di.rrd")));
    assert_true(file_exists(at(f, "out/charts/di@2x.png")));
    assert_true(page_says(f, "−15.4"));

    assert_int_equal(enter(f, APRIL, -154), 0);
    assert_int_equal(f->report.counts.same, 1);
    assert_int_equal(f->report.caches.rrds + f->report.caches.charts, 0);
    f->options.now++;
    assert_int_equal(enter(f, APRIL, -155), 0);
    assert_int_equal(f->report.counts.revised, 1);
    assert_true(page_says(f, "−15.5"));
    assert_int_equal(known(f, "di"), 1);
}

static void test_a_rule_is_raised_once_and_resolved(void **state)
{
    struct fixture *f = *state;
    struct alert *alerts;
    fixture_load(f, SITE DI RULE);
    assert_int_equal(enter(f, APRIL, -300), 0);
    assert_int_equal(f->report.alerts.raised, 0); /* not below */
    f->options.now++;
    assert_int_equal(enter(f, APRIL + 1, -301), 0);
    assert_int_equal(f->report.alerts.raised, 1);
    assert_int_equal(f->report.delivered, 1); /* to the log */
    assert_int_equal(f->report.waiting, 0);
    assert_int_equal(open_alerts(f, &alerts), 1);
    assert_string_equal(alerts[0].rule_id, "deep");
    assert_int_equal(alerts[0].since, NOW + 1);
    assert_int_equal(alerts[0].period.n, APRIL + 1);
    assert_true(page_says(f, alerts[0].text));

    f->options.now++;
    assert_int_equal(enter(f, APRIL + 2, -260), 0); /* better, yet not cleared */
    assert_int_equal(f->report.alerts.raised + f->report.alerts.resolved, 0);
    assert_int_equal(open_alerts(f, &alerts), 1);
    assert_int_equal(alerts[0].since, NOW + 1);
    f->options.now++;
    assert_int_equal(enter(f, APRIL + 3, -249), 0);
    assert_int_equal(f->report.alerts.resolved, 1);
    assert_int_equal(f->report.delivered, 1);
    assert_int_equal(open_alerts(f, &alerts), 0);
    assert_true(page_says(f, "No alert is open."));
}

static void test_dry_run_records_nothing(void **state)
{
    struct fixture *f = *state;
    struct alert *alerts;
    fixture_load(f, SITE DI RULE);
    f->options.dry_run = true;
    assert_int_equal(enter(f, APRIL, -301), 0);
    assert_int_equal(f->report.counts.added, 1); /* what it would do */
    assert_int_equal(f->report.alerts.raised, 1);
    assert_int_equal(f->report.delivered, 0);
    assert_int_equal(known(f, "di"), 0);
    assert_int_equal(open_alerts(f, &alerts), 0);
    assert_false(file_exists(at(f, "out")));
    assert_false(file_exists(at(f, "state"))); /* not even a folder */
}

static void test_a_forecast_cannot_be_entered(void **state)
{
    struct fixture *f = *state;
    fixture_load(f, SITE DI);
    struct observation said[] = {
        {.period = {FREQUENCY_MONTHLY, APRIL}, .value = {1, 0}},
        {.period = {FREQUENCY_MONTHLY, APRIL + 1}, .status = OBSERVATION_FORECAST}};
    struct cycle_entry entry = {settings_indicator(f->settings, "di"), said, 2, "tester",
                                false};
    assert_int_equal(cycle_enter(&f->options, &entry, &f->report, &f->err), -1);
    assert_int_equal(known(f, "di"), 0); /* all or nothing */
}

/* --- configuration that changes between two cycles --- */

static void test_a_new_rule_is_judged_and_published(void **state)
{
    struct fixture *f = *state;
    struct alert *alerts;
    fixture_load(f, SITE DI);
    assert_int_equal(enter(f, APRIL, -301), 0);
    fixture_load(f, SITE DI RULE);
    assert_int_equal(fixture_run(f), 0);
    assert_int_equal(f->report.alerts.raised, 1);
    assert_int_equal(open_alerts(f, &alerts), 1);
    assert_true(page_says(f, alerts[0].text));
    assert_int_equal(fixture_run(f), 0);
    assert_int_equal(f->report.alerts.raised, 0);

    fixture_load(f, SITE DI); /* the rule is taken away again */
    assert_int_equal(fixture_run(f), 0);
    assert_int_equal(open_alerts(f, &alerts), 0);
    assert_int_equal(f->report.alerts.resolved, 1);
    assert_int_equal(f->report.delivered, 0); /* nobody is told of it */
    assert_true(page_says(f, "No alert is open."));
}

static void test_an_open_alert_follows_its_rule(void **state)
{
    struct fixture *f = *state;
    struct alert *alerts;
    fixture_load(f, SITE DI RULE "severity = info\n");
    assert_int_equal(enter(f, APRIL, -301), 0);
    assert_int_equal(f->report.alerts.raised, 1);
    fixture_load(f, SITE DI RULE "severity = critical\n");
    assert_int_equal(fixture_run(f), 0);
    assert_int_equal(f->report.alerts.raised, 0);
    assert_int_equal(open_alerts(f, &alerts), 1);
    assert_string_equal(alerts[0].severity, "critical");
    fixture_load(f,
                 SITE "[indicator di]\ntitle = Renamed\nunit = points\ndecimals = 1\n"
                      "frequency = monthly\nbetter = higher\n" RULE "severity = critical\n");
    assert_int_equal(fixture_run(f), 0);
    assert_int_equal(open_alerts(f, &alerts), 1);
    assert_non_null(strstr(alerts[0].text, "Renamed"));
    assert_int_equal(f->report.delivered, 0);
}

/* The alert of one indicator never becomes another's. */
static void test_a_rule_pointed_at_another_indicator(void **state)
{
    static const char OTHER[] =
        SITE DI "[indicator other]\ntitle = Other\nunit = points\ndecimals = 1\n"
                "frequency = monthly\nbetter = higher\n"
                "[alert deep]\nindicator = other\nwhen = below -30\n";
    struct fixture *f = *state;
    struct alert *alerts;
    fixture_load(f, SITE DI RULE);
    assert_int_equal(enter(f, APRIL, -301), 0);
    assert_int_equal(open_alerts(f, &alerts), 1);
    int64_t number = alerts[0].number;

    fixture_load(f, OTHER); /* no value yet */
    assert_int_equal(fixture_run(f), 0);
    assert_int_equal(f->report.alerts.resolved, 1);
    assert_int_equal(f->report.delivered, 0);
    assert_int_equal(open_alerts(f, &alerts), 0);

    fixture_load(f, SITE DI RULE); /* back: judged as for the first time */
    f->options.now++;
    assert_int_equal(fixture_run(f), 0);
    assert_int_equal(f->report.alerts.raised, 1);
    assert_int_equal(open_alerts(f, &alerts), 1);
    assert_true(alerts[0].number > number);
    assert_string_equal(alerts[0].indicator_id, "di");
    assert_int_equal(alerts[0].since, NOW + 1);
}

/* --- what may stand in the way --- */

static void test_the_lock(void **state)
{
    struct fixture *f = *state;
    struct caches_counts counts;
    fixture_load(f, SITE DI);
    assert_int_equal(enter(f, APRIL, 10), 0);
    int held = cycle_lock(f->settings, NULL, &f->err);
    assert_true(held >= 0);
    assert_int_equal(enter(f, APRIL + 1, 11), -1);
    assert_int_equal(f->err.code, ERR_TEMPFAIL);
    assert_non_null(strstr(f->err.text, "cycle.lock"));
    assert_int_equal(fixture_run(f), -1);
    assert_int_equal(f->err.code, ERR_TEMPFAIL);
    assert_int_equal(rebuild(f, &counts), -1);
    assert_int_equal(f->err.code, ERR_TEMPFAIL);
    assert_int_equal(cycle_lock(f->settings, NULL, &f->err), -1);
    assert_int_equal(known(f, "di"), 1);
    assert_int_equal(close(held), 0);
    assert_int_equal(enter(f, APRIL + 1, 11), 0);
    assert_int_equal(known(f, "di"), 2);
}

static void test_a_cache_that_cannot_be_made(void **state)
{
    struct fixture *f = *state;
    fixture_load(f, SITE DI);
    assert_true(scratch_write(at(f, "out"), "x", 1)); /* a file where the pages go */
    assert_int_equal(enter(f, APRIL, 10), 0);
    assert_int_equal(f->report.after.code, ERR_IO);
    assert_int_equal(cycle_status(&f->report), ERR_IO);
    assert_int_equal(known(f, "di"), 1); /* past the point of no return */
    assert_int_equal(unlink(at(f, "out")), 0);
    assert_int_equal(fixture_run(f), 0); /* the next cycle mends it */
    assert_int_equal(f->report.after.code, ERR_NONE);
    assert_true(page_says(f, "1.0"));
}

static void test_a_ledger_that_is_none(void **state)
{
    struct fixture *f = *state;
    fixture_load(f, SITE DI);
    assert_int_equal(mkdir(at(f, "state"), 0700), 0);
    assert_true(scratch_write(at(f, "state/ledger.db"), "test data, no database", 22));
    assert_int_equal(fixture_run(f), -1);
    assert_int_equal(f->err.code, ERR_DATA);
    assert_non_null(strstr(f->err.text, "ledger.db"));
    assert_int_equal(f->report.source_count, 0);
}

static void test_rebuild(void **state)
{
    struct fixture *f = *state;
    struct caches_counts counts;
    fixture_load(f, SITE DI);
    assert_int_equal(enter(f, APRIL, 10), 0);
    scratch_remove(at(f, "out"));
    assert_int_equal(unlink(at(f, "state/rrd/di.rrd")), 0);
    assert_int_equal(rebuild(f, &counts), 0);
    assert_int_equal(counts.rrds, 1);
    assert_int_equal(counts.charts, 1);
    assert_true(counts.pages > 10);
    assert_true(file_exists(at(f, "state/rrd/di.rrd")));
    assert_true(page_says(f, "1.0"));
}

/* --- sources --- */

static void test_sources_that_cannot_be_reached(void **state)
{
    struct fixture *f = *state;
    struct ledger *ledger;
    struct health health;
    fixture_load(f, SITE DI SOURCES);
    assert_int_equal(fixture_run(f), 0);
    assert_int_equal(f->report.source_count, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(f->report.sources[i].err.code, ERR_UNAVAILABLE);
        assert_int_equal(f->report.sources[i].status, 0);
        assert_false(f->report.sources[i].fetched);
        assert_false(f->report.sources[i].unchanged);
    }
    assert_int_equal(cycle_status(&f->report), ERR_UNAVAILABLE);
    assert_int_equal(ledger_open(f->settings->site.state, true, &ledger, &f->err), 0);
    assert_int_equal(ledger_health(ledger, "s", f->arena, &health, &f->err), 0);
    ledger_close(ledger);
    assert_int_equal(health.failing_since, NOW);
    assert_int_equal(health.failures, 1);
    assert_string_equal(health.error, f->report.sources[0].err.text);

    f->options.now = NOW + HOUR / 4 - 1; /* not yet due again */
    assert_int_equal(fixture_run(f), 0);
    assert_int_equal(f->report.source_count, 0);
    assert_int_equal(cycle_status(&f->report), 0);
    f->options.now = NOW + HOUR / 2;
    assert_int_equal(fixture_run(f), 0);
    assert_int_equal(f->report.source_count, 2);
    f->options.force = true;
    assert_int_equal(fixture_run(f), 0);
    assert_int_equal(f->report.source_count, 2);
}

/* Once: one that fails again waits. */
static void test_a_changed_configuration_is_due(void **state)
{
    static const char CHANGED[] =
        SITE "[source s]\nurl = http://127.0.0.1:9/s.csv\ntimeout = 2s\n"
             "[source t]\nurl = http://127.0.0.1:9/moved.csv\ntimeout = 2s\n"
             "[indicator fetched]\ntitle = F\nunit = points\nfrequency = monthly\n"
             "better = higher\nsource = s\nvalue = W\n";
    struct fixture *f = *state;
    fixture_load(f, SITE SOURCES);
    assert_int_equal(fixture_run(f), 0);
    f->options.now = NOW + 10;
    assert_int_equal(fixture_run(f), 0);
    assert_int_equal(f->report.source_count, 0);
    fixture_load(f, CHANGED);
    assert_int_equal(fixture_run(f), 0);
    assert_int_equal(f->report.source_count, 2);
    assert_int_equal(fixture_run(f), 0);
    assert_int_equal(f->report.source_count, 0);
}

/* One line for all documents of a source; each is due on its own. */
static void test_several_addresses(void **state)
{
    struct fixture *f = *state;
    struct ledger *ledger;
    struct health health;
    fixture_load(f, SITE "[source s]\nurl = http://127.0.0.1:9/1 http://127.0.0.1:9/2\n");
    assert_int_equal(fixture_run(f), 0);
    assert_int_equal(f->report.source_count, 1);
    assert_int_equal(f->report.sources[0].err.code, ERR_UNAVAILABLE);
    assert_non_null(strstr(f->report.sources[0].err.text, "http://127.0.0.1:9/1: "));

    fixture_load(f, SITE "[source s]\nurl = http://127.0.0.1:9/1 http://127.0.0.1:9/2 "
                         "http://127.0.0.1:9/3\n");
    f->options.now = NOW + 10; /* only the new one is due */
    assert_int_equal(fixture_run(f), 0);
    assert_int_equal(f->report.source_count, 1);
    assert_non_null(strstr(f->report.sources[0].err.text, "http://127.0.0.1:9/3: "));

    assert_int_equal(ledger_open(f->settings->site.state, true, &ledger, &f->err), 0);
    assert_int_equal(
        addresses_health(ledger, &f->settings->sources[0], f->arena, &health, &f->err), 0);
    ledger_close(ledger);
    assert_string_equal(health.source, "s");
    assert_int_equal(health.last_try, NOW);
    assert_int_equal(health.failing_since, NOW);
    assert_int_equal(health.failures, 1);
    assert_non_null(strstr(health.error, "http://127.0.0.1:9/1: "));
}

static void test_choosing_sources(void **state)
{
    static const struct {
        const char *id;
        const char *source; /* NULL = refused */
        const char *said;
    } CASES[] = {
        {"t", "t", NULL},
        {"s", "s", NULL},
        {"fetched", "s", NULL},
        {"di", NULL, "no source"},
        {"nobody", NULL, "neither a source nor an indicator"},
    };
    struct fixture *f = *state;
    fixture_load(f, SITE DI SOURCES);
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        f->options.ids = &CASES[i].id;
        f->options.id_count = 1;
        if (CASES[i].source == NULL) {
            assert_int_equal(fixture_run(f), -1);
            assert_int_equal(f->err.code, ERR_USAGE);
            assert_non_null(strstr(f->err.text, CASES[i].said));
            continue;
        }
        assert_int_equal(fixture_run(f), 0);
        assert_int_equal(f->report.source_count, 1);
        assert_string_equal(f->report.sources[0].source->id, CASES[i].source);
    }
}

static void test_status(void **state)
{
    static const struct {
        enum err_code first;
        enum err_code second;
        enum err_code after;
        int expected;
    } CASES[] = {
        {ERR_NONE, ERR_NONE, ERR_NONE, 0},
        {ERR_NONE, ERR_DATA, ERR_NONE, 65},
        {ERR_DATA, ERR_UNAVAILABLE, ERR_NONE, 69},
        {ERR_UNAVAILABLE, ERR_DATA, ERR_IO, 69},
        {ERR_NONE, ERR_CONFIG, ERR_NONE, 65},
        {ERR_NONE, ERR_NONE, ERR_IO, 74},
        {ERR_DATA, ERR_NONE, ERR_IO, 65},
        {ERR_NONE, ERR_NONE, ERR_UNAVAILABLE, 74}, /* no font: the sources were fine */
        {ERR_NONE, ERR_NONE, ERR_TEMPFAIL, 74},
        {ERR_NONE, ERR_NONE, ERR_PERM, 77},
        {ERR_PERM, ERR_NONE, ERR_NONE, 77},
        {ERR_PERM, ERR_DATA, ERR_NONE, 65},
        {ERR_IO, ERR_NONE, ERR_NONE, 74},
        {ERR_IO, ERR_DATA, ERR_NONE, 65},
        {ERR_DATA, ERR_IO, ERR_NONE, 65},
    };
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct cycle_source sources[2] = {{.err = {.code = CASES[i].first}},
                                          {.err = {.code = CASES[i].second}}};
        struct cycle_report report = {.sources = sources, .source_count = 2};
        report.after.code = CASES[i].after;
        assert_int_equal(cycle_status(&report), CASES[i].expected);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_CASE(test_enter_records_and_makes_everything),
        FIXTURE_CASE(test_a_rule_is_raised_once_and_resolved),
        FIXTURE_CASE(test_dry_run_records_nothing),
        FIXTURE_CASE(test_a_forecast_cannot_be_entered),
        FIXTURE_CASE(test_a_new_rule_is_judged_and_published),
        FIXTURE_CASE(test_an_open_alert_follows_its_rule),
        FIXTURE_CASE(test_a_rule_pointed_at_another_indicator),
        FIXTURE_CASE(test_the_lock),
        FIXTURE_CASE(test_a_cache_that_cannot_be_made),
        FIXTURE_CASE(test_a_ledger_that_is_none),
        FIXTURE_CASE(test_rebuild),
        FIXTURE_CASE(test_sources_that_cannot_be_reached),
        FIXTURE_CASE(test_a_changed_configuration_is_due),
        FIXTURE_CASE(test_several_addresses),
        FIXTURE_CASE(test_choosing_sources),
        cmocka_unit_test(test_status),
    };
    return cmocka_run_group_tests_name("cycle", tests, NULL, NULL);
}
