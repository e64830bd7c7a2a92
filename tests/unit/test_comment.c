/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/comment and ledger/ledger_comment. All texts and figures are test data. */
#include "core/comment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/str.h"
#include "ledger/meaning.h"
#include "tests/unit/fixture.h"

enum { T0 = 1772323200, DAY = 86400 }; /* 2026-03-01 */

#define CAUSE "天候の影響\n（試験用の文）"

static struct period year(int32_t n)
{
    return (struct period){FREQUENCY_FISCAL_YEAR, n};
}

static void observe(struct fixture *f, const char *id, int32_t n, int64_t units, int64_t now)
{
    const struct observation one = {.period = year(n), .value = {units, 0}};
    const struct ledger_origin origin = {.who = "w", .decided = true};
    struct ledger_counts counts = {0};
    assert_int_equal(ledger_merge(f->ledger, id, &one, 1, &origin, now, &counts, &f->err), 0);
}

static struct comment draft_of(const char *id, int32_t n, const char *cause, int64_t at)
{
    return (struct comment){.indicator = id,
                            .period = year(n),
                            .cause = cause,
                            .action = "",
                            .section = "観光課",
                            .at = at,
                            .who = "w"};
}

static void add(struct fixture *f, struct comment comment)
{
    if (ledger_add_comment(f->ledger, &comment, &f->err))
        fail_msg("%s", f->err.text);
    assert_true(comment.number > 0);
}

static void approve(struct fixture *f, int32_t n, const char *cause, bool open, int64_t at)
{
    struct comment comment = draft_of("zoo", n, cause, at);
    comment.state = COMMENT_APPROVED;
    comment.approver = "経済総務課";
    comment.open = open;
    add(f, comment);
}

static void take_back(struct fixture *f, int32_t n, enum comment_state state, int64_t at)
{
    struct comment comment = draft_of("zoo", n, "", at);
    comment.state = state;
    add(f, comment);
}

/* "approved:a draft:b" of what stands of the zoo. */
static const char *standing(struct fixture *f, const int64_t *as_of)
{
    const char *out = "";
    struct comments list;
    assert_int_equal(ledger_comments(f->ledger, "zoo", as_of, f->arena, &list, &f->err), 0);
    for (size_t i = 0; i < list.count; i++)
        out = arena_printf(f->arena, "%s%s%s:%s", out, *out ? " " : "",
                           comment_state_name(list.items[i].state), list.items[i].cause);
    return out;
}

static void test_a_draft_leaves_what_is_approved(void **state)
{
    struct fixture *f = *state;
    const int64_t first = T0 + 15, second = T0 + 25;
    observe(f, "zoo", 2024, 100, T0);
    assert_string_equal(standing(f, NULL), "");
    add(f, draft_of("zoo", 2024, "a", T0 + 10));
    assert_string_equal(standing(f, NULL), "draft:a");
    approve(f, 2024, "a", true, T0 + 20);
    assert_string_equal(standing(f, NULL), "approved:a");
    add(f, draft_of("zoo", 2024, "b", T0 + 30));
    assert_string_equal(standing(f, NULL), "approved:a draft:b");
    add(f, draft_of("zoo", 2024, "c", T0 + 40));
    assert_string_equal(standing(f, NULL), "approved:a draft:c");
    take_back(f, 2024, COMMENT_DROPPED, T0 + 50);
    assert_string_equal(standing(f, NULL), "approved:a");
    approve(f, 2024, "d", false, T0 + 60);
    assert_string_equal(standing(f, NULL), "approved:d");
    add(f, draft_of("zoo", 2024, "e", T0 + 70));
    take_back(f, 2024, COMMENT_WITHDRAWN, T0 + 80);
    assert_string_equal(standing(f, NULL), "");
    assert_string_equal(standing(f, &first), "draft:a");
    assert_string_equal(standing(f, &second), "approved:a");
}

static void test_vintages_are_kept_in_order(void **state)
{
    struct fixture *f = *state;
    struct comments all;
    observe(f, "zoo", 2024, 100, T0);
    observe(f, "zoo", 2023, 90, T0);
    observe(f, "di", 2024, 1, T0);
    approve(f, 2024, CAUSE, true, T0 + 10);
    add(f, draft_of("zoo", 2023, "x", T0 + 20));
    add(f, draft_of("di", 2024, "y", T0 + 30));
    add(f, draft_of("zoo", 2024, "z", T0 + 40));
    assert_int_equal(ledger_comment_vintages(f->ledger, NULL, NULL, f->arena, &all, &f->err),
                     0);
    assert_int_equal(all.count, 4);
    assert_string_equal(all.items[0].cause, "y");
    assert_string_equal(all.items[1].cause, "x");
    assert_string_equal(all.items[2].cause, CAUSE);
    assert_string_equal(all.items[3].cause, "z");
    const struct comment *approved = &all.items[2];
    assert_string_equal(approved->approver, "経済総務課");
    assert_string_equal(approved->section, "観光課");
    assert_string_equal(approved->who, "w");
    assert_string_equal(approved->action, "");
    assert_true(approved->open);
    assert_int_equal(approved->at, T0 + 10);
    assert_null(all.items[3].approver);
    assert_int_equal(comment_of(&all, "zoo").count, 3);
    assert_int_equal(comment_of(&all, "none").count, 0);
    assert_int_equal(comment_of_period(&all, "zoo", year(2024)).count, 2);
    assert_string_equal(comment_find(&all, "zoo", year(2023), COMMENT_DRAFT)->cause, "x");
    assert_null(comment_find(&all, "zoo", year(2023), COMMENT_APPROVED));
}

static void test_a_comment_needs_a_figure(void **state)
{
    struct fixture *f = *state;
    struct comment comment = draft_of("zoo", 2024, "a", T0);
    assert_int_equal(ledger_add_comment(f->ledger, &comment, &f->err), -1);
    assert_int_equal(f->err.code, ERR_DATA);
    assert_non_null(strstr(f->err.text, "zoo FY2024: no figure is recorded"));

    observe(f, "zoo", 2023, 90, T0);
    err_clear(&f->err);
    assert_int_equal(ledger_add_comment(f->ledger, &comment, &f->err), -1);
    const struct observation none = {.period = year(2024), .status = OBSERVATION_MISSING};
    const struct ledger_origin origin = {.who = "w", .decided = true};
    struct ledger_counts counts = {0};
    assert_int_equal(ledger_merge(f->ledger, "zoo", &none, 1, &origin, T0, &counts, &f->err),
                     0);
    err_clear(&f->err);
    assert_int_equal(ledger_add_comment(f->ledger, &comment, &f->err), -1);
    assert_non_null(strstr(f->err.text, "taken back"));
    assert_string_equal(standing(f, NULL), "");
}

/* What was said of a figure that was revised since, in whatever unit it is read. */
static void test_it_knows_its_figure(void **state)
{
    struct fixture *f = *state;
    const struct decimal thousandth = {1, 3};
    const struct meaning_change change = {
        .id = "zoo", .at = T0 + 50, .who = "w", .factor = &thousandth, .note = "n"};
    struct comments list;
    struct series series;
    observe(f, "zoo", 2024, 100, T0);
    add(f, draft_of("zoo", 2024, "a", T0 + 10));
    assert_int_equal(ledger_comments(f->ledger, "zoo", NULL, f->arena, &list, &f->err), 0);
    ledger_series(f->ledger, "zoo", FREQUENCY_FISCAL_YEAR, NULL, f->arena, &series, &f->err);
    assert_true(list.items[0].valued);
    assert_false(comment_is_outrun(&list.items[0], &series.observations[0]));

    assert_int_equal(meaning_record(f->ledger, &change, &f->err), 0);
    assert_int_equal(ledger_comments(f->ledger, "zoo", NULL, f->arena, &list, &f->err), 0);
    ledger_series(f->ledger, "zoo", FREQUENCY_FISCAL_YEAR, NULL, f->arena, &series, &f->err);
    assert_false(comment_is_outrun(&list.items[0], &series.observations[0]));

    observe(f, "zoo", 2024, 2, T0 + 60);
    ledger_series(f->ledger, "zoo", FREQUENCY_FISCAL_YEAR, NULL, f->arena, &series, &f->err);
    assert_true(comment_is_outrun(&list.items[0], &series.observations[0]));
    assert_true(comment_is_outrun(&list.items[0], NULL));
}

static void test_one_of_another_ledger(void **state)
{
    struct fixture *f = *state;
    struct comment comment = draft_of("zoo", 2024, "a", T0);
    assert_int_equal(ledger_restore_comment(f->ledger, &comment, &f->err), 0);
    assert_false(comment.valued);
    observe(f, "zoo", 2024, 100, T0 + 5);
    comment.cause = "b";
    assert_int_equal(ledger_restore_comment(f->ledger, &comment, &f->err), 0);
    assert_false(comment.valued); /* the figure came after it */
    comment.at = T0 + 5;
    assert_int_equal(ledger_restore_comment(f->ledger, &comment, &f->err), 0);
    assert_true(comment.valued);
    assert_string_equal(standing(f, NULL), "draft:b");
}

static void test_a_renamed_indicator_takes_them_along(void **state)
{
    struct fixture *f = *state;
    struct comments list;
    observe(f, "zoo", 2024, 100, T0);
    add(f, draft_of("zoo", 2024, "a", T0 + 10));
    meaning_follow(f->ledger, "park", "zoo");
    assert_int_equal(ledger_comments(f->ledger, "park", NULL, f->arena, &list, &f->err), 0);
    assert_int_equal(list.count, 1);
    assert_string_equal(list.items[0].indicator, "park");
    meaning_follow_none(f->ledger);
    assert_int_equal(meaning_rename(f->ledger, "zoo", "park", &f->err), 0);
    assert_int_equal(ledger_comments(f->ledger, NULL, NULL, f->arena, &list, &f->err), 0);
    assert_int_equal(list.count, 1);
    assert_string_equal(list.items[0].indicator, "park");
}

/* --- texts --- */

static const char *text_read(struct fixture *f, const char *typed)
{
    const char *out;
    err_clear(&f->err);
    return comment_read(typed, "cause", f->arena, &out, &f->err) ? f->err.text : out;
}

static void test_texts_are_read(void **state)
{
    struct fixture *f = *state;
    assert_string_equal(text_read(f, "天候"), "天候");
    assert_string_equal(text_read(f, "\r\n a  \r\n\r\nb\rc\n\n"), " a\n\nb\nc");
    assert_string_equal(text_read(f, ""), "");
    assert_string_equal(text_read(f, " \n \n"), "");
    assert_string_equal(text_read(f, "a\nb\tc"),
                        "cause, line 2, byte 2: expected UTF-8 without control characters");
    assert_non_null(strstr(text_read(f, "\x1b[31m"), "line 1, byte 1"));
    assert_non_null(strstr(text_read(f, "\xff"), "UTF-8"));
    assert_non_null(strstr(text_read(f, "a\xe2\x80\xae"), "line 1, byte 2"));
}

static void test_texts_are_bounded(void **state)
{
    struct fixture *f = *state;
    char text[COMMENT_TEXT_MAX * 3 + 4] = "";
    for (size_t i = 0; i < COMMENT_TEXT_MAX; i++)
        memcpy(text + 3 * i, "天", 4);
    assert_string_equal(text_read(f, text), text);
    strcpy(text + (size_t)3 * COMMENT_TEXT_MAX, "a");
    assert_string_equal(text_read(f, text), "cause: 1001 characters, expected at most 1000");
    text[0] = '\0';
    for (size_t i = 0; i < COMMENT_LINES_MAX; i++)
        strcat(text, "a\n");
    strcat(text, "a");
    assert_string_equal(text_read(f, text), "cause: 41 lines, expected at most 40");
}

static void test_briefly(void **state)
{
    struct fixture *f = *state;
    assert_string_equal(comment_brief("一\n二三", 4, f->arena), "一 二三");
    assert_string_equal(comment_brief("一\n二三", 3, f->arena), "一 二…");
    assert_string_equal(comment_brief("", 3, f->arena), "");
}

static void test_sections(void **state)
{
    static const char *const GOOD[] = {"経済総務課",   "観光課",           "経済部",
                                       "会計室",       "旭山動物園",       "東京事務所",
                                       "企業誘致担当", "Tourism Division", "Office of Trade"};
    static const char *const BAD[] = {"山田",        "山田太郎", "観光課長",    "服部", "田所",
                                      "観光課 山田", "a@office", "Taro Yamada", ""};
    (void)state;
    for (size_t i = 0; i < sizeof GOOD / sizeof GOOD[0]; i++) {
        if (!comment_is_section(GOOD[i]))
            fail_msg("%s", GOOD[i]);
    }
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++) {
        if (comment_is_section(BAD[i]))
            fail_msg("%s", BAD[i]);
    }
}

static void test_states(void **state)
{
    enum comment_state got;
    (void)state;
    for (int i = COMMENT_DRAFT; i <= COMMENT_WITHDRAWN; i++) {
        assert_true(comment_state_parse(comment_state_name((enum comment_state)i), &got));
        assert_int_equal(got, i);
    }
    assert_false(comment_state_parse("x", &got));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_LEDGER_CASE(test_a_draft_leaves_what_is_approved),
        FIXTURE_LEDGER_CASE(test_vintages_are_kept_in_order),
        FIXTURE_LEDGER_CASE(test_a_comment_needs_a_figure),
        FIXTURE_LEDGER_CASE(test_it_knows_its_figure),
        FIXTURE_LEDGER_CASE(test_one_of_another_ledger),
        FIXTURE_LEDGER_CASE(test_a_renamed_indicator_takes_them_along),
        FIXTURE_CASE(test_texts_are_read),
        FIXTURE_CASE(test_texts_are_bounded),
        FIXTURE_CASE(test_briefly),
        FIXTURE_CASE(test_sections),
        cmocka_unit_test(test_states),
    };
    return cmocka_run_group_tests_name("comment", tests, NULL, NULL);
}
