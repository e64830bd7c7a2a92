/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of ledger/horizon: whatever happens, a ledger read as of an instant says what it said
 * then. All figures, names and sources are test data. */
#include "ledger/horizon.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "core/str.h"
#include "ledger/meaning.h"
#include "ledger/schema.h"
#include "tests/unit/fixture.h"

enum { T0 = 1000000, STEP = 100, STEPS = 60, ALERTS = 3, SOURCES = 4 };

#define SAID_LIMIT 65536

/* --- what a ledger says --- */

static const struct {
    const char *source;
    const char *address;
} WATCHED[SOURCES] = {{"one", ""}, {"two", ""}, {"many", "http://a/"}, {"many", "http://b/"}};

static void say_series(struct fixture *f, struct ledger *ledger, struct buf *out)
{
    struct series series;
    int64_t revision;
    char value[DECIMAL_TEXT_SIZE];
    assert_int_equal(
        ledger_vintages(ledger, "di", FREQUENCY_MONTHLY, f->arena, &series, &f->err), 0);
    assert_int_equal(ledger_revision(ledger, "di", &revision, &f->err), 0);
    buf_printf(out, "revision %lld\n", (long long)revision);
    for (size_t i = 0; i < series.count; i++) {
        const struct observation *item = &series.observations[i];
        decimal_print(item->value, value);
        buf_printf(out, "%d %s %d %d\n", (int)item->period.n, value, (int)item->status,
                   item->aside);
    }
}

static void say_health(struct fixture *f, struct ledger *ledger, struct buf *out)
{
    for (size_t i = 0; i < SOURCES; i++) {
        struct health h;
        assert_int_equal(ledger_address_health(ledger, WATCHED[i].source, WATCHED[i].address,
                                               f->arena, &h, &f->err),
                         0);
        buf_printf(out, "%s: %lld %lld %lld %lld %d [%s] %s %s %s %s %d %zu %s\n", h.source,
                   (long long)h.last_try, (long long)h.last_success, (long long)h.last_change,
                   (long long)h.failing_since, h.failures, h.error, h.etag, h.last_modified,
                   h.document, h.selection, h.fetched, h.problems, h.tried);
    }
}

static void say_alerts(struct fixture *f, struct ledger *ledger, struct buf *out)
{
    struct alert *alerts;
    struct alert_event *events;
    struct alert_silence *silences;
    size_t count, event_count, silence_count;
    char value[DECIMAL_TEXT_SIZE];
    assert_int_equal(ledger_alerts(ledger, false, 0, f->arena, &alerts, &count, &f->err), 0);
    assert_int_equal(ledger_alert_events(ledger, f->arena, &events, &event_count, &f->err), 0);
    assert_int_equal(ledger_silences(ledger, f->arena, &silences, &silence_count, &f->err), 0);
    for (size_t i = 0; i < count; i++) {
        const struct alert *a = &alerts[i];
        decimal_print(a->value, value);
        buf_printf(out, "%lld %s %s %s %s %s %d %lld %lld %d %s %s %lld\n",
                   (long long)a->number, a->rule_id, a->indicator_id, a->segment, a->rule,
                   a->severity, (int)a->state, (long long)a->since, (long long)a->changed,
                   (int)a->period.n, value, a->text, (long long)a->until);
    }
    buf_printf(out, "%zu steps, %zu silences\n", event_count, silence_count);
}

static void say_held(struct fixture *f, struct ledger *ledger, struct buf *out)
{
    struct held_list held;
    assert_int_equal(ledger_held(ledger, NULL, NULL, false, f->arena, &held, &f->err), 0);
    for (size_t i = 0; i < held.count; i++)
        buf_printf(out, "held %lld %d\n", (long long)held.items[i].number,
                   (int)held.items[i].state);
}

static const char *say(struct fixture *f, struct ledger *ledger)
{
    struct buf out;
    buf_init(&out, SAID_LIMIT);
    say_series(f, ledger, &out);
    say_health(f, ledger, &out);
    say_alerts(f, ledger, &out);
    say_held(f, ledger, &out);
    assert_false(out.overflow);
    const char *said = arena_strdup(f->arena, buf_text(&out));
    buf_free(&out);
    return said;
}

/* --- what happens --- */

static uint32_t seed = 20261130;

static int any(int below)
{
    seed = seed * 1664525u + 1013904223u;
    return (int)(seed >> 8) % below;
}

static void observe(struct fixture *f, int64_t now)
{
    const struct observation one = {.period = {FREQUENCY_MONTHLY, 24000 + any(5)},
                                    .value = {any(20), 0},
                                    .status =
                                        any(6) == 0 ? OBSERVATION_MISSING : OBSERVATION_FINAL};
    const struct ledger_origin origin = {
        .source = any(3) ? "one" : "two", .rank = any(2), .address = ""};
    struct ledger_counts counts = {0};
    assert_int_equal(ledger_merge(f->ledger, "di", &one, 1, &origin, now, &counts, &f->err),
                     0);
}

static void fetch(struct fixture *f, int64_t now)
{
    static const char *const DOCUMENTS[] = {"aa", "bb", "", "aa"};
    int which = any(SOURCES);
    bool usable = any(3) != 0;
    const struct ledger_fetch one = {
        .source = WATCHED[which].source,
        .address = WATCHED[which].address,
        .at = now,
        .url = "http://elsewhere/",
        .status = usable ? 200 : 404,
        .etag = arena_printf(f->arena, "e%d", any(3)),
        .last_modified = "m",
        .document = DOCUMENTS[any(4)],
        .selection = arena_printf(f->arena, "s%d", any(2)),
        .fetched = any(2) != 0,
        .usable = usable,
        .problems = (size_t)any(3),
        .error = usable ? "" : arena_printf(f->arena, "error %d", any(9)),
    };
    assert_int_equal(ledger_record_fetch(f->ledger, &one, &f->err), 0);
}

static struct alert open_alerts[ALERTS];

static void judge(struct fixture *f, int64_t now)
{
    static const char *const IDS[ALERTS] = {"a", "b", "c"};
    int which = any(ALERTS);
    struct alert *alert = &open_alerts[which];
    bool begins = alert->number == 0 || alert->state == ALERT_RESOLVED;
    if (begins)
        *alert = (struct alert){.rule_id = IDS[which], .indicator_id = "di", .since = now};
    alert->state = begins ? ALERT_FIRING : (enum alert_state)any(5);
    alert->changed = now;
    alert->segment = any(2) ? "" : "2020-04";
    alert->rule = any(2) ? "below 1" : "below 2";
    alert->severity = any(2) ? "info" : "warning";
    alert->period = (struct period){FREQUENCY_MONTHLY, 24000 + any(5)};
    alert->value = (struct decimal){any(9), 1};
    alert->text = arena_printf(f->arena, "text %d", any(99));
    alert->until = any(3) ? 0 : now + STEP;
    assert_int_equal(ledger_save_alert(f->ledger, alert, &f->err), 0);
}

static void attend(struct fixture *f, int64_t now)
{
    const struct ledger_attention attention = {
        .id = "a", .state = ALERT_SILENCED, .at = now, .until = now + STEP, .who = "w"};
    size_t count;
    assert_int_equal(ledger_attend(f->ledger, &attention, &count, &f->err), 0);
    /* what it did to the alert is not known here */
    open_alerts[0] = (struct alert){0};
    struct alert *alerts;
    assert_int_equal(ledger_alerts(f->ledger, true, 0, f->arena, &alerts, &count, &f->err), 0);
    for (size_t i = 0; i < count; i++)
        open_alerts[alerts[i].rule_id[0] - 'a'] = alerts[i];
}

static void hold(struct fixture *f, int64_t now)
{
    static struct held last;
    if (last.number && any(2)) {
        last.state = HELD_DROPPED;
        last.decided = now;
        last.who = "w";
        assert_int_equal(ledger_decide(f->ledger, &last, &f->err), 0);
        last = (struct held){0};
        return;
    }
    last = (struct held){.indicator_id = "di",
                         .source = "one",
                         .address = "",
                         .whole = true,
                         .reason = "r",
                         .since = now};
    assert_int_equal(ledger_hold(f->ledger, &last, &f->err), 0);
}

static void happen(struct fixture *f, int64_t now)
{
    static void (*const EVENTS[])(struct fixture *, int64_t) = {
        observe, observe, fetch, fetch, fetch, judge, judge, attend, hold};
    EVENTS[any(sizeof EVENTS / sizeof *EVENTS)](f, now);
}

static const char *say_as_of(struct fixture *f, const struct horizon *horizon)
{
    struct ledger *ledger;
    assert_int_equal(ledger_open(f->folder, true, &ledger, &f->err), 0);
    if (horizon_set(ledger, horizon, &f->err))
        fail_msg("%s", f->err.text);
    const char *said = say(f, ledger);
    ledger_close(ledger);
    return said;
}

static void test_as_it_was_said_then(void **state)
{
    struct fixture *f = *state;
    const char *said[STEPS];
    for (int i = 0; i < STEPS; i++) {
        happen(f, T0 + i * STEP);
        said[i] = say(f, f->ledger);
    }
    for (int i = 0; i < STEPS; i++) {
        const struct horizon horizon = {.at = T0 + i * STEP + STEP / 2};
        const char *again = say_as_of(f, &horizon);
        if (!str_equal(again, said[i]))
            fail_msg("step %d, then:\n%s\nas of then:\n%s", i, said[i], again);
    }
    const struct horizon before = {.at = T0 - 1};
    assert_null(strstr(say_as_of(f, &before), "held"));
}

static void test_nothing_can_be_written(void **state)
{
    struct fixture *f = *state;
    const struct horizon horizon = {.at = T0};
    struct ledger *ledger;
    const char *mark;
    observe(f, T0);
    assert_int_equal(ledger_set_mark(f->ledger, "page:x", "of now", &f->err), 0);
    assert_int_equal(ledger_open(f->folder, true, &ledger, &f->err), 0);
    assert_int_equal(horizon_set(ledger, &horizon, &f->err), 0);
    const struct ledger_fetch one = {"s", "", T0, "u",  200,  1, "",
                                     "",  "", "", true, true, 0, ""};
    assert_int_equal(ledger_record_fetch(ledger, &one, &f->err), -1);
    /* marks are of this connection only */
    assert_int_equal(ledger_mark(ledger, "page:x", f->arena, &mark, &f->err), 0);
    assert_string_equal(mark, "");
    assert_int_equal(ledger_begin(ledger, &f->err), 0);
    assert_int_equal(ledger_set_mark(ledger, "page:x", "of then", &f->err), 0);
    assert_int_equal(ledger_commit(ledger, &f->err), 0);
    ledger_close(ledger);
    assert_int_equal(ledger_mark(f->ledger, "page:x", f->arena, &mark, &f->err), 0);
    assert_string_equal(mark, "of now");
}

/* --- a ledger of before --- */

static void run(sqlite3 *handle, const char *text)
{
    char *said = NULL;
    if (sqlite3_exec(handle, text, NULL, NULL, &said) != SQLITE_OK)
        fail_msg("%s: %s", text, said);
}

static void make_older(struct fixture *f)
{
    char path[SCRATCH_PATH];
    char version[128];
    sqlite3 *handle;
    int last = schema_version();
    while (strstr(schema_step(last - 1), "CREATE TABLE freeze ") == NULL)
        last--;
    scratch_path(path, f->folder, "ledger.db");
    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    for (int i = 0; i < last - 1; i++)
        run(handle, schema_step(i));
    (void)snprintf(version, sizeof version,
                   "PRAGMA application_id = %d; PRAGMA user_version = %d", SCHEMA_APPLICATION,
                   last - 1);
    run(handle, version);
    run(handle,
        "INSERT INTO indicator (id) VALUES ('di');"
        "INSERT INTO observation (indicator, frequency, period, value, status, rank,"
        " recorded_at, source) VALUES (1, 2, 5, '7', 0, 0, 10, 's'),"
        " (1, 2, 6, '8', 0, 0, 20, 's'), (1, 2, 7, '9', 0, 0, 30, 's');"
        "INSERT INTO alert VALUES (1, 'r', 'di', '', '', 'below 9', 'info', 0, 11, 30, 2, 7,"
        " '9', 'third', 0, 0, 0);"
        "INSERT INTO alert_history (alert, at, state, text, until) VALUES"
        " (1, 11, 0, 'first', 0), (1, 20, 0, 'second', 0), (1, 30, 0, 'third', 0);"
        "INSERT INTO health VALUES ('s http://a/', 30, 30, 10, 0, 0, '', '', '', 'aa', 'x', 1,"
        " 0, 'x');"
        "INSERT INTO fetch (source, at, url, status, bytes, etag, last_modified, document,"
        " selection, usable, error, fetched) VALUES ('s', 10, 'http://a/', 200, 1, '', '', "
        "'aa',"
        " 'x', 1, '', 1), ('s', 12, 'http://other/', 404, 1, '', '', '', 'x', 0, 'gone', 0),"
        " ('s', 30, 'http://a/', 200, 1, '', '', 'aa', 'x', 1, '', 1);");
    assert_int_equal(sqlite3_close(handle), SQLITE_OK);
}

static void test_a_ledger_of_before(void **state)
{
    static const struct {
        int64_t at;
        int period;
        const char *text;
    } CASES[] = {{15, 5, "first"}, {25, 6, "second"}, {35, 7, "third"}};
    struct fixture *f = *state;
    struct health health;
    make_older(f);
    assert_int_equal(ledger_open(f->folder, false, &f->ledger, &f->err), 0);
    for (size_t i = 0; i < 3; i++) {
        const struct horizon horizon = {.at = CASES[i].at};
        struct ledger *ledger;
        struct alert *alerts;
        size_t count;
        assert_int_equal(ledger_open(f->folder, true, &ledger, &f->err), 0);
        assert_int_equal(horizon_set(ledger, &horizon, &f->err), 0);
        assert_int_equal(ledger_alerts(ledger, true, 0, f->arena, &alerts, &count, &f->err),
                         0);
        assert_int_equal(count, 1);
        assert_string_equal(alerts->text, CASES[i].text);
        assert_int_equal(alerts->period.n, CASES[i].period);
        assert_int_equal(alerts->value.units, CASES[i].period + 2);
        assert_int_equal(
            ledger_address_health(ledger, "s", "http://a/", f->arena, &health, &f->err), 0);
        assert_int_equal(health.last_success, CASES[i].at > 30 ? 30 : 10);
        assert_int_equal(health.failures, 0);
        ledger_close(ledger);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_as_it_was_said_then, fixture_with_ledger,
                                        fixture_tear_down),
        cmocka_unit_test_setup_teardown(test_nothing_can_be_written, fixture_with_ledger,
                                        fixture_tear_down),
        FIXTURE_CASE(test_a_ledger_of_before),
    };
    return cmocka_run_group_tests_name("horizon", tests, NULL, NULL);
}
