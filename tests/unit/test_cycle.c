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
#include "core/log.h"
#include "daemon/addresses.h"
#include "daemon/setup.h"
#include "tests/unit/scratch.h"

enum { APRIL = 2023 * 12 + 3, NOW = 1700000000, HOUR = 3600 };

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

struct fixture {
    char folder[SCRATCH_PATH];
    struct settings *settings;
    struct cycle_options options;
    struct cycle_report report;
    struct arena *arena;
    struct err err;
};

static void load(struct fixture *f, const char *text)
{
    char path[SCRATCH_PATH];
    struct faults faults = {0};
    scratch_path(path, f->folder, "shihyo.ini");
    assert_true(scratch_write(path, text, strlen(text)));
    settings_free(f->settings);
    if (setup_load(path, &f->settings, &faults, &f->err))
        fail_msg("%s", f->err.text);
    fault_free(&faults);
    f->options.settings = f->settings;
}

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    if (f == NULL || scratch_make(f->folder) != 0)
        return -1;
    f->arena = arena_new();
    f->options.now = NOW;
    log_set_level(LOG_LEVEL_ERROR);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    cycle_free(&f->report);
    settings_free(f->settings);
    arena_free(f->arena);
    scratch_remove(f->folder);
    free(f);
    return 0;
}

static int enter(struct fixture *f, int32_t n, int64_t units)
{
    struct observation said = {.period = {FREQUENCY_MONTHLY, n}, .value = {units, 1}};
    struct cycle_entry entry = {settings_indicator(f->settings, "di"), &said, 1, "tester"};
    cycle_free(&f->report);
    err_clear(&f->err);
    return cycle_enter(&f->options, &entry, &f->report, &f->err);
}

static int run(struct fixture *f)
{
    cycle_free(&f->report);
    err_clear(&f->err);
    return cycle_run(&f->options, &f->report, &f->err);
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
    load(f, SITE DI);
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
    load(f, SITE DI RULE);
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
    load(f, SITE DI RULE);
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
    load(f, SITE DI);
    struct observation said[] = {
        {.period = {FREQUENCY_MONTHLY, APRIL}, .value = {1, 0}},
        {.period = {FREQUENCY_MONTHLY, APRIL + 1}, .status = OBSERVATION_FORECAST}};
    struct cycle_entry entry = {settings_indicator(f->settings, "di"), said, 2, "tester"};
    assert_int_equal(cycle_enter(&f->options, &entry, &f->report, &f->err), -1);
    assert_int_equal(known(f, "di"), 0); /* all or nothing */
}

/* --- configuration that changes between two cycles --- */

static void test_a_new_rule_is_judged_and_published(void **state)
{
    struct fixture *f = *state;
    struct alert *alerts;
    load(f, SITE DI);
    assert_int_equal(enter(f, APRIL, -301), 0);
    load(f, SITE DI RULE);
    assert_int_equal(run(f), 0);
    assert_int_equal(f->report.alerts.raised, 1);
    assert_int_equal(open_alerts(f, &alerts), 1);
    assert_true(page_says(f, alerts[0].text));
    assert_int_equal(run(f), 0);
    assert_int_equal(f->report.alerts.raised, 0);

    load(f, SITE DI); /* the rule is taken away again */
    assert_int_equal(run(f), 0);
    assert_int_equal(open_alerts(f, &alerts), 0);
    assert_int_equal(f->report.alerts.resolved, 1);
    assert_int_equal(f->report.delivered, 0); /* nobody is told of it */
    assert_true(page_says(f, "No alert is open."));
}

static void test_an_open_alert_follows_its_rule(void **state)
{
    struct fixture *f = *state;
    struct alert *alerts;
    load(f, SITE DI RULE "severity = info\n");
    assert_int_equal(enter(f, APRIL, -301), 0);
    assert_int_equal(f->report.alerts.raised, 1);
    load(f, SITE DI RULE "severity = critical\n");
    assert_int_equal(run(f), 0);
    assert_int_equal(f->report.alerts.raised, 0);
    assert_int_equal(open_alerts(f, &alerts), 1);
    assert_string_equal(alerts[0].severity, "critical");
    load(f, SITE "[indicator di]\ntitle = Renamed\nunit = points\ndecimals = 1\n"
                 "frequency = monthly\nbetter = higher\n" RULE "severity = critical\n");
    assert_int_equal(run(f), 0);
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
    load(f, SITE DI RULE);
    assert_int_equal(enter(f, APRIL, -301), 0);
    assert_int_equal(open_alerts(f, &alerts), 1);
    int64_t number = alerts[0].number;

    load(f, OTHER); /* no value yet */
    assert_int_equal(run(f), 0);
    assert_int_equal(f->report.alerts.resolved, 1);
    assert_int_equal(f->report.delivered, 0);
    assert_int_equal(open_alerts(f, &alerts), 0);

    load(f, SITE DI RULE); /* back: judged as for the first time */
    f->options.now++;
    assert_int_equal(run(f), 0);
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
    load(f, SITE DI);
    assert_int_equal(enter(f, APRIL, 10), 0);
    int held = cycle_lock(f->settings, NULL, &f->err);
    assert_true(held >= 0);
    assert_int_equal(enter(f, APRIL + 1, 11), -1);
    assert_int_equal(f->err.code, ERR_TEMPFAIL);
    assert_non_null(strstr(f->err.text, "cycle.lock"));
    assert_int_equal(run(f), -1);
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
    load(f, SITE DI);
    assert_true(scratch_write(at(f, "out"), "x", 1)); /* a file where the pages go */
    assert_int_equal(enter(f, APRIL, 10), 0);
    assert_int_equal(f->report.after.code, ERR_IO);
    assert_int_equal(cycle_status(&f->report), ERR_IO);
    assert_int_equal(known(f, "di"), 1); /* past the point of no return */
    assert_int_equal(unlink(at(f, "out")), 0);
    assert_int_equal(run(f), 0); /* the next cycle mends it */
    assert_int_equal(f->report.after.code, ERR_NONE);
    assert_true(page_says(f, "1.0"));
}

static void test_a_ledger_that_is_none(void **state)
{
    struct fixture *f = *state;
    load(f, SITE DI);
    assert_int_equal(mkdir(at(f, "state"), 0700), 0);
    assert_true(scratch_write(at(f, "state/ledger.db"), "test data, no database", 22));
    assert_int_equal(run(f), -1);
    assert_int_equal(f->err.code, ERR_DATA);
    assert_non_null(strstr(f->err.text, "ledger.db"));
    assert_int_equal(f->report.source_count, 0);
}

static void test_rebuild(void **state)
{
    struct fixture *f = *state;
    struct caches_counts counts;
    load(f, SITE DI);
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
    load(f, SITE DI SOURCES);
    assert_int_equal(run(f), 0);
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

    f->options.now = NOW + HOUR - 1; /* not yet due again */
    assert_int_equal(run(f), 0);
    assert_int_equal(f->report.source_count, 0);
    assert_int_equal(cycle_status(&f->report), 0);
    f->options.now = NOW + HOUR;
    assert_int_equal(run(f), 0);
    assert_int_equal(f->report.source_count, 2);
    f->options.force = true;
    assert_int_equal(run(f), 0);
    assert_int_equal(f->report.source_count, 2);
}

/* Once: one that fails again waits its hour. */
static void test_a_changed_configuration_is_due(void **state)
{
    static const char CHANGED[] =
        SITE "[source s]\nurl = http://127.0.0.1:9/s.csv\ntimeout = 2s\n"
             "[source t]\nurl = http://127.0.0.1:9/moved.csv\ntimeout = 2s\n"
             "[indicator fetched]\ntitle = F\nunit = points\nfrequency = monthly\n"
             "better = higher\nsource = s\nvalue = W\n";
    struct fixture *f = *state;
    load(f, SITE SOURCES);
    assert_int_equal(run(f), 0);
    f->options.now = NOW + 10;
    assert_int_equal(run(f), 0);
    assert_int_equal(f->report.source_count, 0);
    load(f, CHANGED);
    assert_int_equal(run(f), 0);
    assert_int_equal(f->report.source_count, 2);
    assert_int_equal(run(f), 0);
    assert_int_equal(f->report.source_count, 0);
}

/* One line for all documents of a source; each is due on its own. */
static void test_several_addresses(void **state)
{
    struct fixture *f = *state;
    struct ledger *ledger;
    struct health health;
    load(f, SITE "[source s]\nurl = http://127.0.0.1:9/1 http://127.0.0.1:9/2\n");
    assert_int_equal(run(f), 0);
    assert_int_equal(f->report.source_count, 1);
    assert_int_equal(f->report.sources[0].err.code, ERR_UNAVAILABLE);
    assert_non_null(strstr(f->report.sources[0].err.text, "http://127.0.0.1:9/1: "));

    load(f, SITE "[source s]\nurl = http://127.0.0.1:9/1 http://127.0.0.1:9/2 "
                 "http://127.0.0.1:9/3\n");
    f->options.now = NOW + 10; /* only the new one is due */
    assert_int_equal(run(f), 0);
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
    load(f, SITE DI SOURCES);
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        f->options.ids = &CASES[i].id;
        f->options.id_count = 1;
        if (CASES[i].source == NULL) {
            assert_int_equal(run(f), -1);
            assert_int_equal(f->err.code, ERR_USAGE);
            assert_non_null(strstr(f->err.text, CASES[i].said));
            continue;
        }
        assert_int_equal(run(f), 0);
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

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_enter_records_and_makes_everything),
        CASE(test_a_rule_is_raised_once_and_resolved),
        CASE(test_dry_run_records_nothing),
        CASE(test_a_forecast_cannot_be_entered),
        CASE(test_a_new_rule_is_judged_and_published),
        CASE(test_an_open_alert_follows_its_rule),
        CASE(test_a_rule_pointed_at_another_indicator),
        CASE(test_the_lock),
        CASE(test_a_cache_that_cannot_be_made),
        CASE(test_a_ledger_that_is_none),
        CASE(test_rebuild),
        CASE(test_sources_that_cannot_be_reached),
        CASE(test_a_changed_configuration_is_due),
        CASE(test_several_addresses),
        CASE(test_choosing_sources),
        cmocka_unit_test(test_status),
    };
    return cmocka_run_group_tests_name("cycle", tests, NULL, NULL);
}
