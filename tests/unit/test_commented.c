/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of daemon/commented: which comments an edition shows, and what a person does about
 * one. All texts and figures are test data. */
#include "daemon/commented.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "core/instant.h"
#include "core/str.h"
#include "tests/unit/fixture.h"

enum { T0 = 1772323200, DAY = 86400 }; /* 2026-03-01 */

#define SITE(more) "[site]\ntitle = t\nlanguage = en\nstate = state\n" more
#define INDICATOR(id, more)                                                                   \
    "[indicator " id "]\ntitle = " id "\nunit = 人\nfrequency = fiscal-year\n"               \
    "better = higher\n" more
#define SOURCES "[source press]\ntitle = p\nurl = http://127.0.0.1/p.csv\ngrade = press\n"
#define ALL SOURCES INDICATOR("zoo", "") INDICATOR("inner", "public = no\n")
#define PUBLIC SITE("audience = public\n") ALL
#define QUIET SITE("audience = public\nquiet = 2026-03-10/2026-03-20\n") ALL

static struct period year(int32_t n)
{
    return (struct period){FREQUENCY_FISCAL_YEAR, n};
}

static void observe(struct fixture *f, const char *id, int32_t n, int64_t units,
                    const char *source)
{
    const struct observation one = {.period = year(n), .value = {units, 0}};
    const struct ledger_origin origin = {
        .source = source, .who = source ? NULL : "w", .decided = true};
    struct ledger_counts counts = {0};
    assert_int_equal(ledger_merge(f->ledger, id, &one, 1, &origin, T0, &counts, &f->err), 0);
}

static int act(struct fixture *f, const char *id, int32_t n, struct commented_order order,
               int64_t now)
{
    struct commented_done done;
    err_clear(&f->err);
    order.indicator = settings_indicator(f->settings, id);
    order.period = year(n);
    order.who = "w";
    if (!order.section)
        order.section = "観光課";
    return commented_apply(f->ledger, &order, now, f->arena, &done, &f->err);
}

static void say(struct fixture *f, const char *id, int32_t n, const char *cause,
                const char *approver, bool open, int64_t now)
{
    if (act(f, id, n,
            (struct commented_order){.cause = cause, .approver = approver, .open = open}, now))
        fail_msg("%s", f->err.text);
}

/* The causes that are shown of all indicators. */
static const char *shown(struct fixture *f, int64_t now)
{
    const char *out = "";
    struct comments list;
    assert_int_equal(
        commented_read(f->ledger, f->settings, NULL, now, f->arena, &list, &f->err), 0);
    for (size_t i = 0; i < list.count; i++)
        out = arena_printf(f->arena, "%s%s%s", out, *out ? " " : "", list.items[i].cause);
    return out;
}

static void test_what_an_edition_shows(void **state)
{
    struct fixture *f = *state;
    struct comments list;
    fixture_load(f, SITE("") ALL);
    observe(f, "zoo", 2020, 3, NULL); /* a count that is withheld */
    observe(f, "zoo", 2021, 100, "press");
    for (int32_t n = 2022; n <= 2025; n++)
        observe(f, "zoo", n, 100, NULL);
    observe(f, "inner", 2024, 100, NULL);
    observe(f, "gone", 2024, 100, NULL);
    say(f, "zoo", 2020, "small", "経済課", true, T0 + 1);
    say(f, "zoo", 2021, "press", "経済課", true, T0 + 1);
    say(f, "zoo", 2022, "draft", NULL, false, T0 + 1);
    say(f, "zoo", 2023, "inside", "経済課", false, T0 + 1);
    say(f, "zoo", 2024, "open", "経済課", true, T0 + 1);
    say(f, "zoo", 2024, "next", NULL, false, T0 + 2);
    say(f, "inner", 2024, "inner", "経済課", false, T0 + 1);
    struct comment gone = {.indicator = "gone",
                           .period = year(2024),
                           .cause = "gone",
                           .section = "観光課",
                           .at = T0,
                           .who = "w"};
    assert_int_equal(ledger_add_comment(f->ledger, &gone, &f->err), 0);
    assert_string_equal(shown(f, T0 + 9), "inner small press draft inside open next");
    assert_string_equal(shown(f, T0 + 1), "inner small press draft inside open");
    fixture_load(f, PUBLIC);
    assert_string_equal(shown(f, T0 + 9), "open");
    commented_read(f->ledger, f->settings, "zoo", T0 + 9, f->arena, &list, &f->err);
    assert_int_equal(list.count, 1);
    assert_null(list.items[0].who);
    assert_string_equal(commented_print(&list, "zoo", f->arena), " 5");
    assert_string_equal(commented_print(&list, "inner", f->arena), "");
}

static void test_a_time_of_quiet(void **state)
{
    struct fixture *f = *state;
    const struct commented_order withdraw = {.act = COMMENTED_WITHDRAW};
    fixture_load(f, QUIET);
    observe(f, "zoo", 2023, 100, NULL);
    observe(f, "zoo", 2024, 100, NULL);
    say(f, "zoo", 2023, "a", "経済課", true, T0 + DAY);
    say(f, "zoo", 2024, "b", "経済課", true, T0 + DAY);
    assert_string_equal(shown(f, T0 + 8 * DAY), "a b");
    say(f, "zoo", 2024, "c", "経済課", true, T0 + 11 * DAY);
    assert_string_equal(shown(f, T0 + 12 * DAY), "a b");
    assert_int_equal(act(f, "zoo", 2023, withdraw, T0 + 12 * DAY), 0);
    assert_string_equal(shown(f, T0 + 12 * DAY), "b");
    assert_string_equal(shown(f, T0 + 2 * DAY), "b"); /* nor by asking of another day */
    assert_string_equal(shown(f, T0 + 21 * DAY), "c");
    fixture_load(f, SITE("quiet = 2026-03-10/2026-03-20\n") ALL);
    assert_string_equal(shown(f, T0 + 12 * DAY), "c");
}

static void test_what_is_refused(void **state)
{
    struct fixture *f = *state;
    fixture_load(f, SITE("") ALL);
    observe(f, "zoo", 2024, 100, NULL);
    observe(f, "inner", 2024, 100, NULL);
    const struct {
        const char *id;
        struct commented_order order;
        const char *why;
    } CASES[] = {
        {"zoo", {.act = COMMENTED_WRITE}, "expected a cause or an action"},
        {"zoo", {.cause = "", .action = ""}, "expected a cause or an action"},
        {"zoo", {.act = COMMENTED_APPROVE, .approver = "課"}, "no comment stands"},
        {"zoo", {.act = COMMENTED_WITHDRAW}, "no comment stands"},
        {"zoo", {.act = COMMENTED_DROP}, "there is no draft"},
        {"inner", {.cause = "a", .approver = "課", .open = true}, "not public"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        assert_int_equal(act(f, CASES[i].id, 2024, CASES[i].order, T0 + 1), -1);
        assert_int_equal(f->err.code, ERR_USAGE);
        if (!strstr(f->err.text, CASES[i].why))
            fail_msg("%s", f->err.text);
    }
    assert_int_equal(act(f, "zoo", 2023, (struct commented_order){.cause = "a"}, T0 + 1), -1);
    assert_int_equal(f->err.code, ERR_DATA);
    assert_string_equal(shown(f, T0 + 9), "");
}

static size_t versions(struct fixture *f)
{
    struct comments all;
    assert_int_equal(ledger_comment_vintages(f->ledger, NULL, NULL, f->arena, &all, &f->err),
                     0);
    return all.count;
}

/* What changes nothing leaves no version. */
static void test_the_same_again(void **state)
{
    struct fixture *f = *state;
    fixture_load(f, SITE("") ALL);
    observe(f, "zoo", 2024, 100, NULL);
    say(f, "zoo", 2024, "a", NULL, false, T0 + 1);
    say(f, "zoo", 2024, "a", NULL, false, T0 + 2);
    assert_int_equal(versions(f), 1);
    say(f, "zoo", 2024, NULL, "経済課", false, T0 + 3); /* approved, by its words */
    assert_int_equal(versions(f), 2);
    say(f, "zoo", 2024, "a", "経済課", false, T0 + 4);
    say(f, "zoo", 2024, "a", NULL, false, T0 + 5); /* no draft beside the same */
    assert_int_equal(versions(f), 2);
    say(f, "zoo", 2024, "a", "経済課", true, T0 + 6);
    assert_int_equal(versions(f), 3);
    assert_string_equal(shown(f, T0 + 9), "a");
}

/* Those of another ledger are taken once, in their order, or not at all. */
static void test_those_of_another_ledger(void **state)
{
    struct fixture *f = *state;
    const struct comment draft = {.indicator = "zoo",
                                  .period = year(2024),
                                  .cause = "a",
                                  .action = "",
                                  .section = "観光課",
                                  .at = T0 + 2,
                                  .who = "w"};
    struct comment items[] = {draft, draft, draft};
    const struct comments list = {items, 3};
    struct comments one = {items, 1};
    size_t count;
    items[1].state = COMMENT_DROPPED;
    items[1].cause = "";
    fixture_load(f, SITE("") ALL);
    assert_int_equal(commented_import(f->ledger, &list, &count, &f->err), 0);
    assert_int_equal(count, 3);
    assert_string_equal(shown(f, T0 + 9), "a");
    assert_int_equal(commented_import(f->ledger, &list, &count, &f->err), 0);
    assert_int_equal(count, 0);
    items[0].at = T0 + 1;
    assert_int_equal(commented_import(f->ledger, &one, &count, &f->err), -1);
    assert_string_equal(f->err.text, "comments: zoo FY2024 has a later one");
    items[0].at = T0 + 3;
    items[0].cause = "b";
    err_clear(&f->err);
    assert_int_equal(commented_import(f->ledger, &one, &count, &f->err), 0);
    assert_int_equal(count, 1);
    assert_string_equal(shown(f, T0 + 9), "b");
}

/* The section whose words were replaced, "" = none, or what is refused. */
static const char *replaced(struct fixture *f, struct commented_order order)
{
    struct commented_done done;
    err_clear(&f->err);
    order.indicator = settings_indicator(f->settings, "zoo");
    order.period = year(2024);
    order.who = "w";
    if (commented_apply(f->ledger, &order, T0 + 5, f->arena, &done, &f->err))
        return f->err.text;
    return done.replaced ? done.replaced : "";
}

static void test_words_of_another_section(void **state)
{
    struct fixture *f = *state;
    fixture_load(f, SITE("") ALL);
    observe(f, "zoo", 2024, 10, NULL);
    assert_string_equal(
        replaced(f,
                 (struct commented_order){.cause = "a", .action = "b", .section = "観光課"}),
        "");
    assert_non_null(strstr(
        replaced(f, (struct commented_order){.cause = "", .section = "経済課"}),
        "what stands is of 観光課, and its action would stand under the name of 経済課"));
    assert_non_null(
        strstr(replaced(f, (struct commented_order){.action = "c", .section = "経済課"}),
               "and its cause would stand"));
    assert_string_equal(
        replaced(f, (struct commented_order){.cause = "d", .action = "", .section = "経済課"}),
        "観光課");
    /* nothing of theirs is left over */
    assert_string_equal(
        replaced(f, (struct commented_order){.cause = "e", .section = "総務課"}), "経済課");
    assert_string_equal(
        replaced(f, (struct commented_order){.action = "f", .section = "総務課"}), "");
}

static enum commented_hidden hidden(struct fixture *f, const char *id, int32_t n, bool open)
{
    struct commented_done done = {
        .stands = {
            .indicator = id, .period = year(n), .state = COMMENT_APPROVED, .open = open}};
    assert_int_equal(commented_look(f->ledger, f->settings, f->arena, T0 + 5, &done, &f->err),
                     0);
    if (done.hidden == COMMENTED_OF_SOURCE)
        assert_string_equal(done.source, "press");
    if (done.hidden == COMMENTED_EMBARGOED)
        assert_int_equal(done.until, T0 + DAY);
    return done.hidden;
}

/* Whatever edition it is asked in. */
static void test_what_the_public_will_not_see(void **state)
{
    struct fixture *f = *state;
    const struct observation kept = {
        .period = year(2023), .value = {50, 0}, .embargo = T0 + DAY};
    const struct ledger_origin origin = {.who = "w"};
    struct ledger_counts counts = {0};
    fixture_load(f, SITE("") ALL);
    observe(f, "zoo", 2020, 10, NULL);
    observe(f, "zoo", 2021, 10, "press");
    observe(f, "zoo", 2022, 3, NULL);
    assert_int_equal(ledger_merge(f->ledger, "zoo", &kept, 1, &origin, T0, &counts, &f->err),
                     0);
    assert_int_equal(hidden(f, "zoo", 2020, true), COMMENTED_SHOWN);
    assert_int_equal(hidden(f, "zoo", 2021, true), COMMENTED_OF_SOURCE);
    assert_int_equal(hidden(f, "zoo", 2021, false), COMMENTED_SHOWN); /* it was not asked */
    assert_int_equal(hidden(f, "zoo", 2022, true), COMMENTED_OF_FEW);
    assert_int_equal(hidden(f, "zoo", 2023, true), COMMENTED_EMBARGOED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_LEDGER_CASE(test_what_an_edition_shows),
        FIXTURE_LEDGER_CASE(test_a_time_of_quiet),
        FIXTURE_LEDGER_CASE(test_what_is_refused),
        FIXTURE_LEDGER_CASE(test_the_same_again),
        FIXTURE_LEDGER_CASE(test_words_of_another_section),
        FIXTURE_LEDGER_CASE(test_what_the_public_will_not_see),
        FIXTURE_LEDGER_CASE(test_those_of_another_ledger),
    };
    return cmocka_run_group_tests_name("commented", tests, NULL, NULL);
}
