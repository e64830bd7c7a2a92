/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of daemon/expecting: what counts as there, and which calendar a source goes by. */
#include "daemon/expecting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/fixture.h"

#define SITE "[site]\ntimezone = Asia/Tokyo\nlanguage = ja\n"
#define SOURCES                                                                               \
    "[source dated]\nurl = https://example.jp/a\nrelease = monthly 25\n"                      \
    "[source plain]\nurl = https://example.jp/b\n"
#define IS(id, source)                                                                        \
    "[indicator " id "]\ntitle = T\nunit = 人\nfrequency = monthly\nbetter = higher\n"       \
    "value = x\nsource = " source "\n"

enum { JANUARY = 2026 * 12 };

static int64_t at(const char *text)
{
    int64_t instant;
    struct err err;

    assert_int_equal(instant_parse(text, &instant, &err), 0);
    return instant;
}

static void say(struct fixture *f, const char *id, int month, const char *value,
                const char *recorded)
{
    struct observation said = {.period = {FREQUENCY_MONTHLY, JANUARY + month - 1},
                               .status = value ? OBSERVATION_FINAL : OBSERVATION_MISSING};
    struct ledger_origin origin = {.who = "test"};
    struct ledger_counts counts = {0};

    if (value)
        assert_int_equal(decimal_parse(value, &said.value, &f->err), 0);
    assert_int_equal(
        ledger_merge(f->ledger, id, &said, 1, &origin, at(recorded), &counts, &f->err), 0);
    assert_int_equal(counts.added, 1);
}

static void hold(struct fixture *f, const char *id, int month)
{
    struct held item = {
        .indicator_id = id,
        .source = "dated",
        .address = "",
        .observation = {.period = {FREQUENCY_MONTHLY, JANUARY + month - 1}, .value = {1, 0}},
        .gate = HELD_RANGE,
        .reason = "test"};

    assert_int_equal(ledger_begin(f->ledger, &f->err), 0);
    assert_int_equal(ledger_hold(f->ledger, &item, &f->err), 0);
    assert_int_equal(ledger_commit(f->ledger, &f->err), 0);
}

static void load(struct fixture *f, const char *now, struct expecting *out)
{
    assert_int_equal(expecting_load(f->ledger, f->settings, at(now), f->arena, out, &f->err),
                     0);
}

/* The month that is awaited, from January 2026, and how it stands. */
static void check(struct fixture *f, const char *now, int month, enum awaited_state state)
{
    struct expecting expecting;

    load(f, now, &expecting);
    struct awaited awaited = expecting_of(&expecting, &f->settings->indicators[0], NULL);
    assert_int_equal(awaited.period.n - JANUARY + 1, month);
    assert_string_equal(awaited_name(awaited.state), awaited_name(state));
}

static void test_figures(void **state)
{
    struct fixture *f = *state;

    fixture_load(f, SITE SOURCES IS("i", "dated"));
    check(f, "2026-04-26", 3,
          AWAITED_DUE); /* nothing at all: the newest that should be there */
    say(f, "i", 1, "10", "2026-02-26");
    check(f, "2026-02-27", 2, AWAITED_SCHEDULED);
    check(f, "2026-03-26", 2, AWAITED_DUE);
    check(f, "2026-04-26", 2, AWAITED_OVERDUE);
    say(f, "i", 3, "11", "2026-04-26"); /* what lies before the newest is not asked for */
    check(f, "2026-04-26", 4, AWAITED_SCHEDULED);
}

static void test_blanks(void **state)
{
    struct fixture *f = *state;

    fixture_load(f, SITE SOURCES IS("i", "dated"));
    say(f, "i", 1, "10", "2026-02-26");
    for (int month = 2; month <= 12; month++)
        say(f, "i", month, NULL, "2026-02-26"); /* lines for the rest of the year */
    check(f, "2026-03-24", 2, AWAITED_SCHEDULED);
    check(f, "2026-04-26", 2, AWAITED_OVERDUE);
}

static void test_blank_of_its_day(void **state)
{
    struct fixture *f = *state;

    fixture_load(f, SITE SOURCES IS("i", "dated"));
    say(f, "i", 1, "10", "2026-02-26");
    say(f, "i", 2, NULL, "2026-03-25"); /* not published, says the publisher */
    check(f, "2026-03-26", 3, AWAITED_SCHEDULED);
}

static void test_held(void **state)
{
    struct fixture *f = *state;

    fixture_load(f, SITE SOURCES IS("i", "dated"));
    say(f, "i", 1, "10", "2026-02-26");
    hold(f, "i", 9); /* a slip far ahead hides nothing */
    check(f, "2026-04-26", 2, AWAITED_OVERDUE);
    hold(f, "i", 2);
    check(f, "2026-04-26", 3, AWAITED_DUE);
}

static void test_sources(void **state)
{
    struct fixture *f = *state;
    struct expecting expecting;

    fixture_load(f, SITE SOURCES IS("i", "plain dated") IS("j", "plain") IS("k", "none"));
    load(f, "2026-04-26", &expecting);
    struct schedule_expected plain = expecting_from(&expecting, &f->settings->sources[1]);
    struct schedule_expected dated = expecting_from(&expecting, &f->settings->sources[0]);
    assert_int_equal(plain.count, 2);
    assert_int_equal(plain.items[0].state, AWAITED_NONE);
    assert_int_equal(plain.items[1].state, AWAITED_NONE);
    assert_int_equal(dated.count, 1);
    assert_int_equal(dated.items[0].state, AWAITED_DUE);
    struct schedule_plan plan;
    struct health health;
    assert_int_equal(
        expecting_plan(&expecting, &f->settings->sources[0], 0, &plan, &health, &f->err), 0);
    assert_int_equal(plan.why, SCHEDULE_FIRST);
    assert_int_equal(health.last_try, 0);
}

static void test_what_is_said(void **state)
{
    struct fixture *f = *state;
    struct expecting expecting;
    struct buf text;

    fixture_load(f, SITE SOURCES IS("i", "dated")
                        IS("j", "dated\nrelease = on 2026-02-25=2026-01"));
    say(f, "i", 1, "10", "2026-02-26");
    say(f, "j", 1, "10", "2026-02-26");
    load(f, "2026-05-26", &expecting);
    buf_init(&text, 4096);
    assert_int_equal(expecting_overdue(&expecting, &text), 2);
    assert_string_equal(
        buf_text(&text),
        "i 2026年2月〜2026年4月分の"
        "公表予定日（2026年3月25日）を過ぎましたが、新しい値を確認できていません\n"
        "j 公表予定日の一覧が終わっています\n");
    buf_free(&text);
}

#define CASE(name)                                                                            \
    cmocka_unit_test_setup_teardown(name, fixture_with_ledger, fixture_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_figures), CASE(test_blanks),  CASE(test_blank_of_its_day),
        CASE(test_held),    CASE(test_sources), CASE(test_what_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
