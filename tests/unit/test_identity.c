/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tests of daemon/identity and daemon/migration through whole cycles: an indicator renamed,
 * and one that means something else now. All figures are test data.
 */
#include "daemon/identity.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "core/file.h"
#include "daemon/cycle.h"
#include "daemon/fingerprint.h"
#include "ledger/meaning.h"
#include "tests/unit/fixture.h"

enum { APRIL = 2023 * 12 + 3, NOW = FIXTURE_NOW };

#define SITE "[site]\ntitle = t\nlanguage = en\nstate = state\noutput = out\ndelay = 0s\n"
#define IS(id, unit, frequency, more)                                                         \
    "[indicator " id "]\ntitle = Test\nunit = " unit "\nfrequency = " frequency               \
    "\nbetter = higher\n" more
#define OTHER IS("other", "points", "monthly", "")

static struct migration_report done;

static int enter(struct fixture *f, const char *id, struct period period, const char *value)
{
    struct observation said = {.period = period};
    struct cycle_entry entry = {settings_indicator(f->settings, id), &said, 1, "tester",
                                false};
    fixture_forget(f);
    assert_int_equal(decimal_parse(value, &said.value, &f->err), 0);
    return cycle_enter(&f->options, &entry, &f->report, &f->err);
}

static void enter_months(struct fixture *f, const char *id, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        char value[32];
        (void)snprintf(value, sizeof value, "%d", 100 * (i + 1));
        assert_int_equal(enter(f, id, (struct period){FREQUENCY_MONTHLY, APRIL + i}, value),
                         0);
    }
}

static int migrate(struct fixture *f, struct migration_order order)
{
    fixture_forget(f);
    order.who = "tester";
    return cycle_migrate(&f->options, &order, &done, &f->report, &f->err);
}

static struct decimal number(const char *text)
{
    struct decimal value = {0, 0};
    struct err err = {0};
    assert_int_equal(decimal_parse(text, &value, &err), 0);
    return value;
}

/* "100 200 -": the values of an indicator, as known at an instant. */
static const char *values_at(struct fixture *f, const char *id, enum frequency frequency,
                             const int64_t *as_of)
{
    struct ledger *ledger;
    struct series series;
    const char *all = "";
    assert_int_equal(ledger_open(f->settings->site.state, true, &ledger, &f->err), 0);
    assert_int_equal(ledger_series(ledger, id, frequency, as_of, f->arena, &series, &f->err),
                     0);
    ledger_close(ledger);
    for (size_t i = 0; i < series.count; i++) {
        char text[DECIMAL_TEXT_SIZE];
        decimal_print(series.observations[i].value, text);
        all = arena_printf(f->arena, "%s%s%s", all, i > 0 ? " " : "",
                           series_has_value(&series.observations[i]) ? text : "-");
    }
    return all;
}

static const char *values(struct fixture *f, const char *id)
{
    return values_at(f, id, FREQUENCY_MONTHLY, NULL);
}

static int64_t ask(struct fixture *f, const char *text)
{
    char path[SCRATCH_PATH];
    sqlite3 *handle = NULL;
    sqlite3_stmt *statement = NULL;
    scratch_path(path, f->folder, "state/ledger.db");
    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(handle, text, -1, &statement, NULL), SQLITE_OK);
    int64_t got = -1;
    if (sqlite3_step(statement) == SQLITE_ROW)
        got = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    assert_int_equal(sqlite3_close(handle), SQLITE_OK);
    return got;
}

static bool there(const struct fixture *f, const char *name)
{
    char path[SCRATCH_PATH];
    scratch_path(path, f->folder, name);
    return file_exists(path);
}

static const struct indicator *indicator(const struct fixture *f, const char *id)
{
    return settings_indicator(f->settings, id);
}

/* --- renamed --- */

#define RULE(id) "[alert low]\nindicator = " id "\nwhen = below 1000\n"

static void test_renamed(void **state)
{
    struct fixture *f = *state;
    fixture_load(f, SITE IS("old", "people", "monthly", "") RULE("old"));
    enter_months(f, "old", 3);
    int64_t alert = ask(f, "SELECT max(number) FROM alert WHERE state = 0");
    assert_true(alert > 0);
    assert_true(there(f, "state/rrd/old.rrd"));

    fixture_load(f, SITE IS("new", "people", "monthly", "was = older old\n") RULE("new"));
    f->options.now++;
    assert_int_equal(fixture_run(f), 0);
    assert_int_equal(cycle_status(&f->report), 0);
    assert_string_equal(values(f, "new"), "100 200 300");
    assert_string_equal(values(f, "old"), "");
    assert_int_equal(f->report.alerts.raised + f->report.alerts.resolved, 0);
    assert_int_equal(ask(f, "SELECT number FROM alert WHERE state = 0 AND indicator = 'new'"),
                     alert);
    assert_int_equal(ask(f, "SELECT count(*) FROM migration WHERE was = 'old'"), 1);
    assert_true(there(f, "state/rrd/new.rrd"));
    assert_true(there(f, "out/charts/new.png"));
    assert_false(there(f, "state/rrd/old.rrd"));
    assert_false(there(f, "out/charts/old.png"));
    assert_int_equal(fixture_run(f), 0);
    assert_int_equal(ask(f, "SELECT count(*) FROM migration"), 1);
    /* and once more: a -> b -> c */
    fixture_load(f, SITE IS("newest", "people", "monthly", "was = new\n"));
    assert_int_equal(enter(f, "newest", (struct period){FREQUENCY_MONTHLY, APRIL + 3}, "1"),
                     0);
    assert_string_equal(values(f, "newest"), "100 200 300 1");
}

static void test_a_reader_says_that_it_is_not_taken_over_yet(void **state)
{
    struct fixture *f = *state;
    struct ledger *ledger;
    struct buf text;
    fixture_load(f, SITE IS("old", "people", "monthly", ""));
    enter_months(f, "old", 1);
    fixture_load(f, SITE IS("new", "people", "monthly", "was = old\n"));
    assert_int_equal(ledger_open(f->settings->site.state, true, &ledger, &f->err), 0);
    assert_int_equal(identity_apply(ledger, f->settings, &f->err), 0);
    ledger_close(ledger);
    assert_true(identity_is_odd(indicator(f, "new")));
    assert_int_equal(identity_require(indicator(f, "new"), &f->err), 0);
    buf_init(&text, 4096);
    identity_text(indicator(f, "new"), LANGUAGE_EN, &text);
    assert_non_null(strstr(buf_text(&text), "shihyo.ini:7: indicator new: "));
    assert_non_null(strstr(buf_text(&text), "collect"));
    buf_free(&text);
}

static void test_two_histories_are_not_mixed(void **state)
{
    struct fixture *f = *state;
    fixture_load(f, SITE IS("old", "people", "monthly", ""));
    enter_months(f, "old", 2);
    fixture_load(f, SITE IS("new", "people", "monthly", ""));
    enter_months(f, "new", 1);
    fixture_load(f, SITE IS("new", "people", "monthly", "was = old\n"));
    assert_int_equal(fixture_run(f), 0);
    assert_int_equal(cycle_status(&f->report), ERR_CONFIG);
    assert_true(indicator(f, "new")->standing.rivals);
    assert_string_equal(values(f, "new"), "100");
    assert_string_equal(values(f, "old"), "100 200");
    assert_int_equal(ask(f, "SELECT count(*) FROM migration"), 0);
}

/* What an export would publish meanwhile must not be nothing. */
static void test_a_reader_finds_it_under_the_new_id(void **state)
{
    struct fixture *f = *state;
    struct ledger *ledger;
    struct series series;
    fixture_load(f, SITE IS("old", "people", "monthly", ""));
    enter_months(f, "old", 2);
    fixture_load(f, SITE IS("new", "people", "monthly", "was = old\n"));
    assert_int_equal(ledger_open(f->settings->site.state, true, &ledger, &f->err), 0);
    assert_int_equal(identity_apply(ledger, f->settings, &f->err), 0);
    assert_int_equal(ledger_vintages(ledger, "new", FREQUENCY_MONTHLY, f->settings->arena,
                                     &series, &f->err),
                     0);
    ledger_close(ledger);
    assert_int_equal(series.count, 2);
}

/* old became new, which no section has any more; newest names the first id only. */
static void test_a_chain_of_names_is_followed(void **state)
{
    struct fixture *f = *state;
    struct identity_orphans orphans;
    struct ledger *ledger;
    fixture_load(f, SITE IS("old", "people", "monthly", ""));
    enter_months(f, "old", 2);
    fixture_load(f, SITE IS("new", "people", "monthly", "was = old\n"));
    assert_int_equal(fixture_run(f), 0);
    fixture_load(f, SITE IS("other", "people", "monthly", ""));
    assert_int_equal(ledger_open(f->settings->site.state, true, &ledger, &f->err), 0);
    assert_int_equal(identity_apply(ledger, f->settings, &f->err), 0);
    assert_int_equal(
        identity_orphans(ledger, f->settings, f->settings->arena, &orphans, &f->err), 0);
    ledger_close(ledger);
    assert_int_equal(orphans.count, 1);
    assert_string_equal(orphans.ids[0], "new");
    fixture_load(f, SITE IS("newest", "people", "monthly", "was = old\n"));
    assert_int_equal(fixture_run(f), 0);
    assert_string_equal(values(f, "newest"), "100 200");
}

/* What was held for the new id before `was` was written steps aside. */
static void test_only_held_figures_are_no_history(void **state)
{
    struct fixture *f = *state;
    struct ledger *ledger;
    struct held item = {.indicator_id = "new",
                        .source = "s",
                        .address = "",
                        .whole = true,
                        .reason = "test",
                        .since = NOW};
    fixture_load(f, SITE IS("old", "people", "monthly", ""));
    enter_months(f, "old", 2);
    assert_int_equal(ledger_open(f->settings->site.state, false, &ledger, &f->err), 0);
    assert_int_equal(ledger_hold(ledger, &item, &f->err), 0);
    ledger_close(ledger);
    fixture_load(f, SITE IS("new", "people", "monthly", "was = old\n"));
    assert_int_equal(fixture_run(f), 0);
    assert_string_equal(values(f, "new"), "100 200");
}

/* Documents read before count as read, and how far they reached is not forgotten. */
static void test_what_was_read_stays_read(void **state)
{
#define SOURCE "[source s]\nurl = http://127.0.0.1:9/s.csv\ntimeout = 2s\nevery = 300d\n"
    struct fixture *f = *state;
    char before[SHA256_TEXT_SIZE], after[SHA256_TEXT_SIZE];
    struct ledger *ledger;
    fixture_load(f, SITE SOURCE IS("old", "people", "monthly", "source = s\nvalue = V\n")
                        IS("beside", "people", "monthly", "source = s\nvalue = W\n"));
    enter_months(f, "old", 1);
    fingerprint_source(f->settings, f->settings->sources, 0, before);
    assert_int_equal(ledger_open(f->settings->site.state, false, &ledger, &f->err), 0);
    const struct ledger_fetch fetch = {.source = "s",
                                       .at = NOW,
                                       .url = "u",
                                       .etag = "e",
                                       .last_modified = "",
                                       .document = "d",
                                       .error = "",
                                       .selection = before,
                                       .fetched = true,
                                       .usable = true};
    assert_int_equal(ledger_record_fetch(ledger, &fetch, &f->err), 0);
    struct held_reach reach = {.source = "s",
                               .address = "",
                               .indicator_id = "old",
                               .selection = before,
                               .periods = 3,
                               .first = {FREQUENCY_MONTHLY, 1},
                               .last = {FREQUENCY_MONTHLY, 3}};
    assert_int_equal(ledger_set_reach(ledger, &reach, &f->err), 0);
    reach.indicator_id = "beside";
    assert_int_equal(ledger_set_reach(ledger, &reach, &f->err), 0);
    ledger_close(ledger);

    fixture_load(
        f, SITE SOURCE IS("new", "people", "monthly", "source = s\nvalue = V\nwas = old\n")
               IS("beside", "people", "monthly", "source = s\nvalue = W\n"));
    assert_int_equal(fixture_run(f), 0);
    assert_int_equal(f->report.source_count, 0); /* nothing is due for it */
    fingerprint_source(f->settings, f->settings->sources, 0, after);
    assert_string_not_equal(before, after);
    assert_int_equal(ledger_open(f->settings->site.state, true, &ledger, &f->err), 0);
    reach.selection = after;
    assert_int_equal(ledger_reach(ledger, &reach, &f->err), 0);
    assert_int_equal(reach.periods, 3);
    reach.indicator_id = "new";
    assert_int_equal(ledger_reach(ledger, &reach, &f->err), 0);
    assert_int_equal(reach.periods, 3);
    ledger_close(ledger);
}

static void test_was_is_checked(void **state)
{
    static const struct {
        const char *text;
        const char *says;
    } CASES[] = {
        {SITE IS("a", "p", "monthly", "was = b\n") IS("b", "p", "monthly", ""),
         "is still there"},
        {SITE IS("a", "p", "monthly", "was = a\n"), "its own id"},
        {SITE IS("a", "p", "monthly", "was = c\n") IS("b", "p", "monthly", "was = c\n"),
         "goes on as [indicator a]"},
        {SITE IS("a", "p", "monthly", "was = A/B\n"), "is no id"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct faults faults = {0};
        assert_int_equal(fixture_try_load(f, CASES[i].text, &faults), -1);
        assert_int_equal(f->err.code, ERR_CONFIG);
        assert_int_equal(faults.count, 1);
        assert_non_null(strstr(faults.items[0].text, CASES[i].says));
        assert_true(faults.items[0].line > 1);
        fault_free(&faults);
    }
}

/* --- another unit --- */

static void test_another_unit_is_refused(void **state)
{
    struct fixture *f = *state;
    fixture_load(f, SITE IS("di", "people", "monthly", "") OTHER);
    enter_months(f, "di", 2);
    fixture_load(f, SITE IS("di", "thousand people", "monthly",
                            "maximum = 5\ntarget = 2030-04 1\ncompare = other2\n")
                        IS("other2", "thousand people", "monthly", "") OTHER RULE("di"));
    assert_int_equal(enter(f, "di", (struct period){FREQUENCY_MONTHLY, APRIL + 2}, "3"), -1);
    assert_int_equal(f->err.code, ERR_CONFIG);
    assert_non_null(strstr(f->err.text, "shihyo.ini:7: indicator di"));
    assert_non_null(strstr(f->err.text, "ledger: people, configured: thousand people"));
    assert_non_null(strstr(f->err.text, "shihyo migrate di --factor N|--rename-unit"));
    /* what the ledger holds stands */
    assert_string_equal(indicator(f, "di")->unit, "people");
    assert_false(indicator(f, "di")->maximum.set);
    assert_false(indicator(f, "di")->target.set);
    assert_null(indicator(f, "di")->compare);
    /* nothing is judged by a limit in another unit; the others go on */
    assert_int_equal(fixture_run(f), 0);
    assert_int_equal(cycle_status(&f->report), ERR_CONFIG);
    assert_int_equal(f->report.odd, 1);
    assert_int_equal(f->report.alerts.raised, 0);
    assert_int_equal(enter(f, "other", (struct period){FREQUENCY_MONTHLY, APRIL}, "1"), 0);
    assert_int_equal(cycle_status(&f->report), 0);
    /* put back */
    fixture_load(f, SITE IS("di", "people", "monthly", "") OTHER);
    assert_int_equal(fixture_run(f), 0);
    assert_int_equal(cycle_status(&f->report), 0);
}

/* The same settings through several cycles, as a daemon has them. */
static void test_settings_come_back(void **state)
{
    struct fixture *f = *state;
    fixture_load(f, SITE IS("di", "people", "monthly", ""));
    enter_months(f, "di", 1);
    fixture_load(f, SITE IS("di", "heads", "monthly", "maximum = 5000\n"));
    const char *unit = NULL;
    for (int i = 0; i < 2; i++) {
        assert_int_equal(fixture_run(f), 0);
        assert_string_equal(indicator(f, "di")->unit, "people");
        assert_true(unit == NULL || unit == indicator(f, "di")->unit); /* no copy a cycle */
        unit = indicator(f, "di")->unit;
        assert_string_equal(identity_configured(indicator(f, "di"))->unit, "heads");
    }
    assert_int_equal(
        migrate(f, (struct migration_order){.id = "di", .unit = MIGRATION_UNIT_RENAMED}), 0);
    assert_string_equal(indicator(f, "di")->unit, "heads");
    assert_true(indicator(f, "di")->maximum.set);
    assert_int_equal(fixture_run(f), 0);
    assert_int_equal(cycle_status(&f->report), 0);
    assert_string_equal(values(f, "di"), "100");
}

static void test_width_of_letters_is_no_other_unit(void **state)
{
    struct fixture *f = *state;
    fixture_load(f, SITE IS("di", "％", "monthly", ""));
    enter_months(f, "di", 1);
    fixture_load(f, SITE IS("di", "%", "monthly", ""));
    assert_int_equal(fixture_run(f), 0);
    assert_int_equal(cycle_status(&f->report), 0);
}

static void test_a_factor(void **state)
{
    struct fixture *f = *state;
    int64_t then = NOW;
    fixture_load(f, SITE IS("di", "people", "monthly", ""));
    enter_months(f, "di", 3);
    f->options.now = NOW + 1000;
    fixture_load(f, SITE IS("di", "thousand people", "monthly", "") RULE("di"));
    const struct migration_order order = {
        .id = "di", .unit = MIGRATION_UNIT_FACTOR, .factor = number("0.001"), .note = "why"};
    f->options.dry_run = true;
    assert_int_equal(migrate(f, order), 0);
    assert_int_equal(done.after.count, 3);
    assert_int_equal(done.after.observations[1].value.units, 2); /* 0.2 */
    assert_string_equal(values(f, "di"), "100 200 300");
    f->options.dry_run = false;
    assert_int_equal(migrate(f, order), 0);
    assert_string_equal(done.note,
                        "migrate: unit people -> thousand people, times 0.001: why");
    assert_string_equal(values(f, "di"), "0.1 0.2 0.3");
    assert_string_equal(values_at(f, "di", FREQUENCY_MONTHLY, &then), "0.1 0.2 0.3");
    assert_int_equal(f->report.alerts.raised, 1);
    /* the rows are as they were */
    assert_int_equal(ask(f, "SELECT value FROM observation WHERE number = 2"), 200);
    /* what is said is compared with what is read */
    assert_int_equal(enter(f, "di", (struct period){FREQUENCY_MONTHLY, APRIL}, "0.10"), 0);
    assert_int_equal(f->report.counts.same, 1);
    assert_int_equal(enter(f, "di", (struct period){FREQUENCY_MONTHLY, APRIL}, "0.5"), 0);
    assert_int_equal(f->report.counts.revised, 1);
    /* and a second one, for both kinds of row */
    fixture_load(f, SITE IS("di", "hundred people", "monthly", ""));
    assert_int_equal(migrate(f, (struct migration_order){.id = "di",
                                                         .unit = MIGRATION_UNIT_FACTOR,
                                                         .factor = number("10")}),
                     0);
    assert_string_equal(values(f, "di"), "5.0 2 3");
    /* nothing is left to do */
    assert_int_equal(migrate(f, order), -1);
    assert_int_equal(f->err.code, ERR_USAGE);
}

static void test_a_factor_that_cannot_be(void **state)
{
    static const char *const FACTORS[] = {"0", "-1", "1", "0.0000000001", "92233720368547758"};
    struct fixture *f = *state;
    fixture_load(f, SITE IS("di", "people", "monthly", ""));
    assert_int_equal(
        enter(f, "di", (struct period){FREQUENCY_MONTHLY, APRIL}, "1234.123456789"), 0);
    fixture_load(f, SITE IS("di", "heads", "monthly", ""));
    for (size_t i = 0; i < sizeof FACTORS / sizeof FACTORS[0]; i++) {
        struct migration_order order = {.id = "di", .unit = MIGRATION_UNIT_FACTOR};
        struct err ignored = {0};
        if (decimal_parse(FACTORS[i], &order.factor, &ignored))
            continue; /* the command refuses it */
        assert_int_equal(migrate(f, order), -1);
        assert_string_equal(values(f, "di"), "1234.123456789");
    }
    assert_int_equal(migrate(f, (struct migration_order){.id = "di",
                                                         .unit = MIGRATION_UNIT_FACTOR,
                                                         .factor = number("0.1")}),
                     -1);
    assert_int_equal(f->err.code, ERR_DATA);
    assert_non_null(strstr(f->err.text, "1234.123456789 of 2023-04 times 0.1"));
    assert_int_equal(ask(f, "SELECT count(*) FROM migration"), 0);
}

/* A figure held in the old unit is never recorded as one of the new. */
static void test_held_figures_are_superseded(void **state)
{
    struct fixture *f = *state;
    struct ledger *ledger;
    struct held item = {
        .indicator_id = "di",
        .source = "s",
        .address = "",
        .reason = "test",
        .since = NOW,
        .observation = {.period = {FREQUENCY_MONTHLY, APRIL + 5}, .value = {9, 0}}};
    fixture_load(f, SITE IS("di", "people", "monthly", ""));
    enter_months(f, "di", 1);
    assert_int_equal(ledger_open(f->settings->site.state, false, &ledger, &f->err), 0);
    assert_int_equal(ledger_hold(ledger, &item, &f->err), 0);
    ledger_close(ledger);
    fixture_load(f, SITE IS("di", "thousand people", "monthly", ""));
    const struct quarantine_decision decision = {
        .numbers = &item.number, .count = 1, .state = HELD_RELEASED, .who = "tester"};
    cycle_free(&f->report);
    assert_int_equal(cycle_decide(&f->options, &decision, &f->report, &f->err), -1);
    assert_int_equal(f->err.code, ERR_CONFIG);
    assert_int_equal(migrate(f, (struct migration_order){.id = "di",
                                                         .unit = MIGRATION_UNIT_FACTOR,
                                                         .factor = number("0.001")}),
                     0);
    assert_int_equal(done.dropped, 1);
    cycle_free(&f->report);
    assert_int_equal(cycle_decide(&f->options, &decision, &f->report, &f->err), -1);
    assert_int_equal(f->err.code, ERR_USAGE);
}

/* --- another frequency --- */

static void test_months_become_years(void **state)
{
    struct fixture *f = *state;
    fixture_load(f, SITE IS("di", "people", "monthly", "") RULE("di"));
    enter_months(f, "di", 14);
    fixture_load(f, SITE IS("di", "people", "fiscal-year", "") RULE("di"));
    assert_int_equal(migrate(f, (struct migration_order){.id = "di"}), -1);
    assert_non_null(strstr(f->err.text, "--start-anew, --sum, --mean or --last"));
    const struct migration_order order = {
        .id = "di", .frequency = MIGRATION_FREQUENCY_COMPUTED, .how = AGGREGATE_SUM};
    assert_int_equal(migrate(f, order), 0);
    assert_string_equal(values_at(f, "di", FREQUENCY_FISCAL_YEAR, NULL), "7800");
    assert_int_equal(done.left_out.count, 1);
    assert_int_equal(done.left_out.observations[0].period.n, 2024);
    assert_int_equal(ask(f, "SELECT count(*) FROM observation WHERE frequency = 5 AND"
                            " who = 'tester' AND note LIKE 'migrate: frequency monthly%'"),
                     1);
    assert_string_equal(values(f, "di"), "100 200 300 400 500 600 700 800 900 1000 1100 1200 "
                                         "1300 1400"); /* still in the ledger */
    assert_int_equal(ask(f, "SELECT count(*) FROM alert WHERE state <> 2 AND frequency = 2"),
                     0);
    /* back to what is there */
    fixture_load(f, SITE IS("di", "people", "monthly", ""));
    assert_int_equal(migrate(f, order), -1);
    assert_int_equal(f->err.code, ERR_USAGE);
    assert_int_equal(
        migrate(f,
                (struct migration_order){.id = "di", .frequency = MIGRATION_FREQUENCY_ANEW}),
        0);
    assert_int_equal(done.after.count, 14);
}

static void test_unit_and_frequency_at_once(void **state)
{
    struct fixture *f = *state;
    fixture_load(f, SITE IS("di", "people", "monthly", ""));
    enter_months(f, "di", 6);
    fixture_load(f, SITE IS("di", "thousand people", "quarterly", ""));
    assert_int_equal(
        migrate(f, (struct migration_order){.id = "di",
                                            .unit = MIGRATION_UNIT_FACTOR,
                                            .factor = number("0.001"),
                                            .frequency = MIGRATION_FREQUENCY_COMPUTED,
                                            .how = AGGREGATE_MEAN}),
        0);
    assert_string_equal(values_at(f, "di", FREQUENCY_QUARTERLY, NULL), "0.2 0.5");
    assert_string_equal(values(f, "di"), "0.1 0.2 0.3 0.4 0.5 0.6");
}

/* --- another label of years --- */

static void test_years_shift_or_stay(void **state)
{
    static const char *const WANTED[] = {"10 20 -", "10 20"};
    struct fixture *f = *state;
    for (int kept = 0; kept <= 1; kept++) {
        char path[SCRATCH_PATH];
        scratch_path(path, f->folder, "state");
        scratch_remove(path);
        fixture_load(f, SITE IS("di", "people", "fiscal-year", ""));
        assert_int_equal(enter(f, "di", (struct period){FREQUENCY_FISCAL_YEAR, 2020}, "10"),
                         0);
        assert_int_equal(enter(f, "di", (struct period){FREQUENCY_FISCAL_YEAR, 2021}, "20"),
                         0);
        fixture_load(f, SITE IS("di", "people", "fiscal-year", "year = ends\n"));
        assert_int_equal(enter(f, "di", (struct period){FREQUENCY_FISCAL_YEAR, 2022}, "30"),
                         -1);
        assert_int_equal(f->err.code, ERR_CONFIG);
        assert_non_null(strstr(f->err.text, "--shift-years|--keep-years"));
        assert_int_equal(
            migrate(f, (struct migration_order){.id = "di",
                                                .year = kept ? MIGRATION_YEAR_KEPT
                                                             : MIGRATION_YEAR_SHIFTED}),
            0);
        assert_string_equal(values_at(f, "di", FREQUENCY_FISCAL_YEAR, NULL), WANTED[kept]);
        assert_int_equal(done.after.observations[0].period.n, kept ? 2020 : 2019);
    }
}

/* What an older version recorded has no unit noted: the next cycle notes it. */
static void test_what_is_not_noted_is_noted(void **state)
{
    struct fixture *f = *state;
    fixture_load(f, SITE IS("di", "people", "monthly", ""));
    enter_months(f, "di", 1);
    assert_int_equal(ask(f, "SELECT unit = 'people' AND frequency = 2 AND year_ends = 0"
                            " FROM indicator"),
                     1);
    ask(f, "UPDATE indicator SET unit = NULL, year_ends = NULL");
    fixture_load(f, SITE IS("di", "heads", "monthly", ""));
    assert_int_equal(fixture_run(f), 0);
    assert_int_equal(cycle_status(&f->report), 0);
    assert_int_equal(ask(f, "SELECT unit = 'heads' FROM indicator"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_CASE(test_renamed),
        FIXTURE_CASE(test_a_reader_says_that_it_is_not_taken_over_yet),
        FIXTURE_CASE(test_a_reader_finds_it_under_the_new_id),
        FIXTURE_CASE(test_a_chain_of_names_is_followed),
        FIXTURE_CASE(test_two_histories_are_not_mixed),
        FIXTURE_CASE(test_only_held_figures_are_no_history),
        FIXTURE_CASE(test_what_was_read_stays_read),
        FIXTURE_CASE(test_was_is_checked),
        FIXTURE_CASE(test_another_unit_is_refused),
        FIXTURE_CASE(test_settings_come_back),
        FIXTURE_CASE(test_width_of_letters_is_no_other_unit),
        FIXTURE_CASE(test_a_factor),
        FIXTURE_CASE(test_a_factor_that_cannot_be),
        FIXTURE_CASE(test_held_figures_are_superseded),
        FIXTURE_CASE(test_months_become_years),
        FIXTURE_CASE(test_unit_and_frequency_at_once),
        FIXTURE_CASE(test_years_shift_or_stay),
        FIXTURE_CASE(test_what_is_not_noted_is_noted),
    };
    return cmocka_run_group_tests_name("identity", tests, NULL, NULL);
}
