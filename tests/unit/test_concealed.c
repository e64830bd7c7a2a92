/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of ledger/concealed: what is not to be told yet is in no answer to whoever is outside.
 * All figures, names and sources are test data. */
#include "ledger/concealed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "core/str.h"
#include "tests/unit/fixture.h"

enum { NOW = 1000000, HOUR = NOW + 3600, MARCH = 674, APRIL = 675 };

static struct observation figure(int32_t period, int64_t units, int64_t embargo)
{
    return (struct observation){
        .period = {FREQUENCY_MONTHLY, period}, .value = {units, 0}, .embargo = embargo};
}

static int try_merge(struct fixture *f, struct observation said, const char *source,
                     int64_t now)
{
    const struct ledger_origin origin = {
        .source = source, .address = source ? "" : NULL, .who = source ? NULL : "clerk"};
    struct ledger_counts counts = {0};

    return ledger_merge(f->ledger, "di", &said, 1, &origin, now, &counts, &f->err);
}

static void merge(struct fixture *f, struct observation said, const char *source, int64_t now)
{
    assert_int_equal(try_merge(f, said, source, now), 0);
}

/* "674=10 675=20*", * = under embargo; with the revision before it */
static const char *say(struct fixture *f)
{
    struct series series;
    struct ledger_notes revisions;
    const char *text;

    assert_int_equal(
        ledger_series(f->ledger, "di", FREQUENCY_MONTHLY, NULL, f->arena, &series, &f->err),
        0);
    assert_int_equal(ledger_revisions(f->ledger, f->arena, &revisions, &f->err), 0);
    text = ledger_note(&revisions, "di");
    for (size_t i = 0; i < series.count; i++)
        text =
            arena_printf(f->arena, "%s %d=%lld%s", text, (int)series.observations[i].period.n,
                         (long long)series.observations[i].value.units,
                         series.observations[i].embargo ? "*" : "");
    return text;
}

static void set_up(struct fixture *f)
{
    merge(f, figure(MARCH, 10, 0), "city", NOW - 100);
    merge(f, figure(MARCH, 11, HOUR), "city", NOW - 50);
    merge(f, figure(APRIL, 20, HOUR), "city", NOW - 50);
}

static void test_inside_and_outside(void **state)
{
    struct fixture *f = *state;

    set_up(f);
    assert_string_equal(say(f), "3 674=11* 675=20*"); /* as it was recorded */
    assert_int_equal(concealed_show(f->ledger, NOW, &f->err), 0);
    assert_string_equal(say(f), "3/2 674=11* 675=20*");
    assert_int_equal(concealed_hide(f->ledger, NOW, false, &f->err), 0);
    assert_string_equal(say(f), "1 674=10");
    assert_int_equal(concealed_hide(f->ledger, HOUR - 1, true, &f->err), 0);
    assert_string_equal(say(f), "1 674=10");
    assert_int_equal(concealed_show(f->ledger, NOW, &f->err), 0); /* and back */
    assert_string_equal(say(f), "3/2 674=11* 675=20*");
    assert_int_equal(concealed_hide(f->ledger, HOUR, true, &f->err), 0);
    assert_string_equal(say(f), "3 674=11 675=20");
    assert_int_equal(concealed_show(f->ledger, HOUR, &f->err), 0);
    assert_string_equal(say(f), "3 674=11 675=20");
}

static void test_vintages_and_recent(void **state)
{
    struct fixture *f = *state;
    struct series series;

    set_up(f);
    assert_int_equal(concealed_hide(f->ledger, NOW, true, &f->err), 0);
    assert_int_equal(
        ledger_vintages(f->ledger, "di", FREQUENCY_MONTHLY, f->arena, &series, &f->err), 0);
    assert_int_equal(series.count, 1);
    assert_int_equal(
        ledger_recent(f->ledger, "di", FREQUENCY_MONTHLY, 5, f->arena, &series, &f->err), 0);
    assert_int_equal(series.count, 1);
    assert_int_equal(series.observations[0].value.units, 10);
}

/* What a rule found of a figure is not there while the figure is not; what it found before is.
 */
static void test_alerts(void **state)
{
    struct fixture *f = *state;
    struct alert *alerts;
    struct alert_event *events;
    size_t count, event_count;
    struct alert before = {.rule_id = "low",
                           .indicator_id = "other",
                           .source_id = "",
                           .segment = "",
                           .rule = "below 1",
                           .severity = "info",
                           .text = "t",
                           .since = NOW - 200,
                           .changed = NOW - 200};
    struct alert leap = before;

    set_up(f);
    leap.rule_id = "leap";
    leap.indicator_id = "di";
    leap.since = leap.changed = NOW - 50;
    assert_int_equal(ledger_save_alert(f->ledger, &before, &f->err), 0);
    assert_int_equal(ledger_save_alert(f->ledger, &leap, &f->err), 0);
    assert_int_equal(concealed_hide(f->ledger, NOW, true, &f->err), 0);
    assert_int_equal(ledger_alerts(f->ledger, false, 0, f->arena, &alerts, &count, &f->err),
                     0);
    assert_int_equal(ledger_alert_events(f->ledger, f->arena, &events, &event_count, &f->err),
                     0);
    assert_int_equal(count, 1);
    assert_string_equal(alerts[0].rule_id, "low");
    assert_int_equal(event_count, 1);
    assert_int_equal(concealed_hide(f->ledger, HOUR, true, &f->err), 0);
    assert_int_equal(ledger_alerts(f->ledger, false, 0, f->arena, &alerts, &count, &f->err),
                     0);
    assert_int_equal(count, 2);
}

/* "leap@1003600 low@0": which of them inside are told from when. */
static const char *say_alerts(struct fixture *f)
{
    struct alert *alerts;
    struct alert_event *events;
    size_t count, event_count;
    const char *text = "";

    assert_int_equal(ledger_alerts(f->ledger, false, 0, f->arena, &alerts, &count, &f->err),
                     0);
    assert_int_equal(ledger_alert_events(f->ledger, f->arena, &events, &event_count, &f->err),
                     0);
    for (size_t i = 0; i < count; i++) {
        text = arena_printf(f->arena, "%s %s@%lld", text, alerts[i].rule_id,
                            (long long)alerts[i].embargo);
        for (size_t k = 0; k < event_count; k++) {
            if (events[k].alert == alerts[i].number)
                assert_int_equal(events[k].embargo, alerts[i].embargo);
        }
    }
    return text;
}

static void save(struct fixture *f, struct alert alert)
{
    assert_int_equal(ledger_save_alert(f->ledger, &alert, &f->err), 0);
}

/* What outside is not there is marked inside, until it is told: at its hour, or by a person.
 */
static void test_alerts_inside(void **state)
{
    struct fixture *f = *state;
    const struct alert before = {.rule_id = "early",
                                 .indicator_id = "di",
                                 .source_id = "",
                                 .segment = "",
                                 .rule = "below 1",
                                 .severity = "info",
                                 .text = "t",
                                 .since = NOW - 80,
                                 .changed = NOW - 80};
    struct alert leap = before;
    struct alert late = before;

    set_up(f);
    leap.rule_id = "leap";
    leap.since = leap.changed = NOW - 50;
    late.rule_id = "city:overdue";
    late.indicator_id = "";
    late.source_id = "city";
    late.rule = "overdue";
    late.state = ALERT_RESOLVED;
    late.since = NOW - 90;
    late.changed = NOW - 50;
    save(f, before);
    save(f, leap);
    save(f, late);
    assert_int_equal(concealed_show(f->ledger, NOW, &f->err), 0);
    assert_string_equal(say_alerts(f), " leap@1003600 early@0 city:overdue@1003600");
    assert_int_equal(concealed_hide(f->ledger, NOW, true, &f->err), 0);
    assert_string_equal(say_alerts(f), " early@0");
    assert_int_equal(concealed_show(f->ledger, HOUR, &f->err), 0);
    assert_string_equal(say_alerts(f), " leap@0 early@0 city:overdue@0");
    assert_int_equal(concealed_all(f->ledger, &f->err), 0);
    merge(f, figure(MARCH, 11, 0), NULL, NOW);
    merge(f, figure(APRIL, 20, 0), NULL, NOW);
    assert_int_equal(concealed_show(f->ledger, NOW, &f->err), 0);
    assert_string_equal(say_alerts(f), " leap@0 early@0 city:overdue@0");
    assert_int_equal(concealed_hide(f->ledger, NOW, true, &f->err), 0);
    assert_string_equal(say_alerts(f), " leap@0 early@0 city:overdue@0");
}

/* "low:firing 674": what stands of each, and of what period. */
static const char *say_standing(struct fixture *f)
{
    struct alert *alerts;
    size_t count;
    const char *text = "";

    assert_int_equal(ledger_alerts(f->ledger, false, 0, f->arena, &alerts, &count, &f->err),
                     0);
    for (size_t i = 0; i < count; i++)
        text = arena_printf(f->arena, "%s%s:%s %d", text, alerts[i].rule_id,
                            alert_state_name(alerts[i].state), (int)alerts[i].period.n);
    return text;
}

/* Ended inside by what is not to be told, an alert stands outside as it stood before. */
static void test_alert_goes_on_outside(void **state)
{
    struct fixture *f = *state;
    struct alert low = {.rule_id = "low",
                        .indicator_id = "di",
                        .source_id = "",
                        .segment = "",
                        .rule = "below 1",
                        .severity = "info",
                        .text = "t",
                        .since = NOW - 80,
                        .changed = NOW - 80,
                        .period = {FREQUENCY_MONTHLY, MARCH}};

    set_up(f);
    save(f, low);
    low.number = 1;
    low.state = ALERT_RESOLVED;
    low.changed = NOW - 40;
    low.period.n = APRIL;
    save(f, low);
    assert_int_equal(concealed_hide(f->ledger, NOW, true, &f->err), 0);
    assert_string_equal(say_standing(f), "low:firing 674");
    assert_int_equal(concealed_show(f->ledger, NOW, &f->err), 0);
    assert_string_equal(say_standing(f), "low:resolved 675");
    assert_int_equal(concealed_hide(f->ledger, HOUR, true, &f->err), 0);
    assert_string_equal(say_standing(f), "low:resolved 675");
}

/* Whoever knew a later figure would have judged that one. */
static void test_alert_of_what_is_told(void **state)
{
    struct fixture *f = *state;
    const struct alert low = {.rule_id = "low",
                              .indicator_id = "di",
                              .source_id = "",
                              .segment = "",
                              .rule = "below 1",
                              .severity = "info",
                              .text = "t",
                              .since = NOW - 40,
                              .changed = NOW - 40,
                              .period = {FREQUENCY_MONTHLY, MARCH}};

    merge(f, figure(MARCH, 10, 0), "city", NOW - 100);
    merge(f, figure(APRIL, 20, HOUR), "city", NOW - 50);
    save(f, low);
    assert_int_equal(concealed_hide(f->ledger, NOW, true, &f->err), 0);
    assert_string_equal(say_alerts(f), " low@0");
    assert_int_equal(concealed_show(f->ledger, NOW, &f->err), 0);
    assert_string_equal(say_alerts(f), " low@0");
}

static size_t count_held(struct fixture *f)
{
    struct held_list list;

    assert_int_equal(ledger_held(f->ledger, NULL, NULL, true, f->arena, &list, &f->err), 0);
    return list.count;
}

/* Also where nothing that was believed is under one. */
static void test_held(void **state)
{
    struct fixture *f = *state;
    struct held item = {.indicator_id = "di",
                        .source = "city",
                        .address = "",
                        .observation = figure(APRIL, 90000, HOUR),
                        .gate = HELD_RANGE,
                        .reason = "test"};

    assert_int_equal(ledger_begin(f->ledger, &f->err), 0);
    assert_int_equal(ledger_hold(f->ledger, &item, &f->err), 0);
    assert_int_equal(ledger_commit(f->ledger, &f->err), 0);
    assert_int_equal(concealed_show(f->ledger, NOW, &f->err), 0);
    assert_int_equal(count_held(f), 1);
    assert_int_equal(concealed_hide(f->ledger, NOW, true, &f->err), 0);
    assert_int_equal(count_held(f), 0);
    assert_int_equal(concealed_hide(f->ledger, HOUR, true, &f->err), 0);
    assert_int_equal(count_held(f), 1);
}

static void test_hours(void **state)
{
    struct fixture *f = *state;
    int64_t at;

    assert_int_equal(concealed_due(f->ledger, &at, &f->err), 0);
    assert_int_equal(at, INT64_MAX);
    assert_int_equal(concealed_told(f->ledger, NOW, &f->err), 0);
    set_up(f);
    merge(f, figure(APRIL + 1, 30, HOUR + 60), "city", NOW - 50);
    assert_int_equal(concealed_due(f->ledger, &at, &f->err), 0);
    assert_int_equal(at, HOUR);
    assert_int_equal(concealed_told(f->ledger, HOUR - 1, &f->err), 0); /* too early */
    assert_int_equal(concealed_due(f->ledger, &at, &f->err), 0);
    assert_int_equal(at, HOUR);
    assert_int_equal(concealed_told(f->ledger, HOUR + 5, &f->err), 0);
    assert_int_equal(concealed_due(f->ledger, &at, &f->err), 0);
    assert_int_equal(at, HOUR + 60);
    assert_int_equal(concealed_told(f->ledger, HOUR + 60, &f->err), 0);
    assert_int_equal(concealed_due(f->ledger, &at, &f->err), 0);
    assert_int_equal(at, INT64_MAX);
}

static void test_hours_and_what_of(void **state)
{
    struct fixture *f = *state;
    struct concealed_hour *hours;
    size_t count;

    set_up(f);
    merge(f, figure(APRIL + 1, 30, HOUR + 60), "city", NOW - 50);
    merge(f, figure(APRIL + 2, 40, HOUR + 60), NULL, NOW - 50);
    merge(f, figure(APRIL + 2, 40, 0), NULL, NOW); /* lifted */
    assert_int_equal(concealed_hours(f->ledger, NOW, f->arena, &hours, &count, &f->err), 0);
    assert_int_equal(count, 2);
    assert_int_equal(hours[0].at, HOUR);
    assert_string_equal(hours[0].indicator, "di");
    assert_int_equal(hours[0].first.n, MARCH);
    assert_int_equal(hours[0].last.n, APRIL);
    assert_int_equal(hours[0].count, 2);
    assert_int_equal(hours[1].at, HOUR + 60);
    assert_int_equal(hours[1].first.n, APRIL + 1);
    assert_int_equal(hours[1].count, 1);
    assert_int_equal(concealed_hours(f->ledger, HOUR, f->arena, &hours, &count, &f->err), 0);
    assert_int_equal(count, 1);
}

static void test_a_person_lifts_it(void **state)
{
    struct fixture *f = *state;

    merge(f, figure(MARCH, 10, HOUR), NULL, NOW - 10);
    merge(f, figure(MARCH, 10, 0), NULL, NOW);
    assert_int_equal(concealed_hide(f->ledger, NOW, true, &f->err), 0);
    assert_string_equal(say(f), "2 674=10");
}

static void test_what_is_told_is_not_taken_back(void **state)
{
    struct fixture *f = *state;

    merge(f, figure(MARCH, 10, 0), NULL, NOW - 10);
    assert_int_equal(try_merge(f, figure(MARCH, 10, HOUR), NULL, NOW), -1);
    assert_int_equal(f->err.code, ERR_DATA);
    assert_non_null(strstr(f->err.text, "may be told: an embargo cannot take it back"));
    merge(f, figure(MARCH, 12, HOUR), NULL, NOW); /* another value may well be */
    assert_int_equal(try_merge(f, figure(MARCH, 12, HOUR + 60), NULL, HOUR), -1);
}

/* Nobody was told: until the later hour it is as if neither had been recorded. */
static void test_a_person_makes_it_longer(void **state)
{
    struct fixture *f = *state;
    struct alert leap = {.rule_id = "leap",
                         .indicator_id = "di",
                         .source_id = "",
                         .segment = "",
                         .rule = "below 1",
                         .severity = "info",
                         .text = "t",
                         .since = NOW - 40,
                         .changed = NOW - 40};
    struct concealed_hour *hours;
    size_t count;

    leap.period = figure(APRIL, 0, 0).period;
    set_up(f);
    save(f, leap);
    merge(f, figure(MARCH, 11, HOUR + 60), NULL, NOW);
    merge(f, figure(APRIL, 21, HOUR + 60), NULL, NOW); /* another figure, too */
    assert_int_equal(concealed_hours(f->ledger, NOW, f->arena, &hours, &count, &f->err), 0);
    assert_int_equal(count, 1);
    assert_int_equal(hours[0].at, HOUR + 60);
    assert_int_equal(hours[0].count, 2);
    assert_int_equal(concealed_hide(f->ledger, NOW, true, &f->err), 0);
    assert_string_equal(say(f), "1 674=10");
    assert_int_equal(concealed_hide(f->ledger, HOUR, true, &f->err), 0);
    assert_string_equal(say(f), "1 674=10");
    assert_string_equal(say_alerts(f), "");
    assert_int_equal(concealed_hide(f->ledger, HOUR + 60, true, &f->err), 0);
    assert_string_equal(say(f), "5 674=11 675=21");
    assert_string_equal(say_alerts(f), " leap@0");
}

/* What nobody was told is not taken back before everybody's eyes. */
static void test_what_is_not_told_is_taken_back_untold(void **state)
{
    struct fixture *f = *state;
    struct observation none = figure(APRIL, 0, 0);

    none.status = OBSERVATION_MISSING;
    set_up(f);
    merge(f, none, NULL, NOW);
    merge(f, none, NULL, NOW); /* nor when it is said twice */
    assert_string_equal(say(f), "4 674=11* 675=0*");
    assert_int_equal(concealed_hide(f->ledger, HOUR - 1, true, &f->err), 0);
    assert_string_equal(say(f), "1 674=10");
    assert_int_equal(concealed_hide(f->ledger, HOUR, true, &f->err), 0);
    assert_string_equal(say(f), "4 674=11 675=0");
}

/* What is written afterwards goes to the tables, through which nothing is seen. */
static void test_judging_writes(void **state)
{
    struct fixture *f = *state;
    struct alert alert = {.rule_id = "low",
                          .indicator_id = "di",
                          .source_id = "",
                          .segment = "",
                          .rule = "below 1",
                          .severity = "info",
                          .text = "t",
                          .since = NOW,
                          .changed = NOW};

    set_up(f);
    assert_int_equal(ledger_begin(f->ledger, &f->err), 0);
    assert_int_equal(concealed_hide(f->ledger, NOW, false, &f->err), 0);
    assert_int_equal(ledger_save_alert(f->ledger, &alert, &f->err), 0);
    assert_int_equal(ledger_set_mark(f->ledger, "a", "b", &f->err), 0);
    assert_int_equal(ledger_commit(f->ledger, &f->err), 0);
    assert_string_equal(say(f), "1 674=10");
    assert_int_equal(try_merge(f, figure(MARCH, 1, 0), "city", NOW), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_LEDGER_CASE(test_inside_and_outside),
        FIXTURE_LEDGER_CASE(test_vintages_and_recent),
        FIXTURE_LEDGER_CASE(test_alerts),
        FIXTURE_LEDGER_CASE(test_alerts_inside),
        FIXTURE_LEDGER_CASE(test_alert_goes_on_outside),
        FIXTURE_LEDGER_CASE(test_alert_of_what_is_told),
        FIXTURE_LEDGER_CASE(test_held),
        FIXTURE_LEDGER_CASE(test_hours),
        FIXTURE_LEDGER_CASE(test_hours_and_what_of),
        FIXTURE_LEDGER_CASE(test_a_person_lifts_it),
        FIXTURE_LEDGER_CASE(test_what_is_told_is_not_taken_back),
        FIXTURE_LEDGER_CASE(test_a_person_makes_it_longer),
        FIXTURE_LEDGER_CASE(test_what_is_not_told_is_taken_back_untold),
        FIXTURE_LEDGER_CASE(test_judging_writes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
