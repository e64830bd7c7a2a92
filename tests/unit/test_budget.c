/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/budget. All names and figures are test data. */
#include "collector/budget.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "collector/decode.h"

struct fixture {
    struct grids grids;
    struct budget budget;
    struct budget_choice choice;
    struct faults faults;
    struct err err;
    int result;
};

static struct fixture f;

static int set_up(void **state)
{
    (void)state;
    f = (struct fixture){.choice = {.year = 2025, .file = "b", .language = LANGUAGE_EN}};
    grid_init(&f.grids);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    budget_free(&f.budget);
    fault_free(&f.faults);
    grid_free(&f.grids);
    return 0;
}

static void read_as(const char *format, const char *text)
{
    const struct document document = {.bytes = text,
                                      .length = strlen(text),
                                      .content_type = "",
                                      .encoding = "auto",
                                      .rows = ""};
    assert_int_equal(decode_document(&document, format, &f.grids, &f.err), 0);
    f.result = budget_read(&f.grids, &f.choice, &f.budget, &f.faults, &f.err);
}

static const struct budget_entry *entry(size_t i)
{
    assert_int_equal(f.result, 0);
    assert_true(i < f.budget.count);
    return &f.budget.entries[i];
}

static void refused(int line, const char *part)
{
    assert_int_equal(f.result, -1);
    for (size_t i = 0; i < f.faults.count; i++)
        if (f.faults.items[i].line == line && strstr(f.faults.items[i].text, part))
            return;
    fail_msg("no fault \"%s\" in %d; first: %s", part, line,
             f.faults.count ? f.faults.items[0].text : f.err.text);
}

/* --- the document's form --- */

static void test_form(void **state)
{
    (void)state;
    read_as("text", "令和7年度 施策\n\n仕事\n\n重点事業\n\n"
                    "【(新)甲事業費】 ［公約］ １，２３４千円\n(旧:乙費／丙 負担金)\n\n"
                    "概要の一行目\n二行目\n▶変更一\n▶変更二\n\n主要事業\n\n"
                    "【(一財)丁補助金】 "
                    "12百万円\n(旧)庁舎を解体する。\n\nまち\n\n重点事業\n【戊費】5千円\n");
    assert_int_equal(f.budget.count, 3);
    assert_string_equal(entry(0)->title, "甲事業費");
    assert_true(entry(0)->is_new && entry(0)->pledge);
    assert_int_equal(entry(0)->amount, 1234);
    assert_string_equal(entry(0)->policy, "仕事");
    assert_int_equal(entry(0)->tier, TIER_PRIORITY);
    assert_string_equal(entry(0)->summary, "概要の一行目二行目");
    assert_string_equal(entry(0)->change, "変更一 ▶変更二");
    assert_int_equal(entry(0)->was_count, 2);
    assert_string_equal(entry(0)->was[1], "丙 負担金");
    assert_string_equal(entry(1)->title, "(一財)丁補助金");
    assert_string_equal(entry(1)->summary, "(旧)庁舎を解体する。"); /* a sentence, no name */
    assert_int_equal(entry(1)->was_count, 0);
    assert_false(entry(1)->is_new || entry(1)->pledge);
    assert_int_equal(entry(1)->amount, 12000);
    assert_int_equal(entry(1)->tier, TIER_MAIN);
    assert_string_equal(entry(2)->policy, "まち");
}

static void test_form_last_year(void **state)
{
    (void)state;
    read_as("text",
            "【甲費】 1,234千円（前年度 1,000千円）[公約]\n\n"
            "【乙費】 5千円 (R6年度当初予算額：４千円)\n\n【丙費】 6千円（令和6年度 －）\n");
    assert_int_equal(entry(0)->amount, 1234);
    assert_int_equal(entry(0)->former, 1000);
    assert_true(entry(0)->pledge);
    assert_int_equal(entry(1)->former, 4);
    assert_int_equal(entry(2)->amount, 6);
    assert_false(entry(2)->has_former);
    tear_down(NULL);
    set_up(NULL);
    read_as("text", "【甲費】 1,234千円（うち一般財源 1,000千円）\n");
    assert_int_equal(entry(0)->amount, 1234);
    assert_false(entry(0)->has_former);
}

static void test_form_without_amounts(void **state)
{
    (void)state;
    read_as("text", "【甲費】 1千円\n概要\n\n特別会計\n\n取り組む\n\n【維持】\n【整備】\n");
    assert_int_equal(f.budget.count, 1);
    assert_string_equal(entry(0)->summary, "概要");
    assert_int_equal(f.budget.notes.count, 1);
    assert_non_null(strstr(f.budget.notes.items[0].text, "2 in"));
}

static void test_form_totals(void **state)
{
    (void)state;
    read_as(
        "text",
        "【甲費】 1千円\n\n【乙費】 2千円\n\n小計 3千円\n\n【丙費】 4千円\n\n合計 7千円\n");
    assert_int_equal(f.result, 0);
    assert_true(f.budget.has_total);
    assert_int_equal(f.budget.sum, 7);
}

static void test_form_refused(void **state)
{
    (void)state;
    read_as("text", "【甲費】 1千円\n\n【甲 費】 2千円\n【乙費】 千五百円\n【丙費】 約5千円\n"
                    "【丁費】 1,5千円\n\n計 9千円\n【戊費 3千円\n");
    refused(3, "twice, the first in row 1");
    refused(4, "whole number of thousand yen");
    refused(5, "about right");
    refused(6, "1,5");
    refused(9, "not closed");
    assert_int_equal(f.faults.count,
                     5); /* a total over rows that were not read tells nothing */
}

static void test_form_unclear(void **state)
{
    (void)state;
    read_as("text", "重点事業\n【甲費】 1千円\n\nこれは何か\n\n主要事業\n【乙費】 2千円\n");
    refused(4, "or a policy?");
    refused(4, "with ■ in front of it a policy");
    tear_down(NULL);
    set_up(NULL);
    read_as("text", "重点事業\n【甲費】 1千円\n\n■これは何か\n\n主要事業\n【乙費】 2千円\n");
    assert_string_equal(entry(1)->policy, "これは何か");
}

/* As the text of a PDF is: what a policy is, is told less surely, and that is said. */
static void test_form_dense(void **state)
{
    static const char *const policies[] = {"くらし"};
    (void)state;
    f.choice.policies = policies;
    f.choice.policy_count = 1;
    read_as("text", "現状・課題\n人材\n減少\n仕事\n重点事業\n【甲費】 1千円\n概要\nまち\n"
                    "重点事業\n【乙費】 2千円\n概要一\n概要二\n主要事業\n【丙費】 3千円\n"
                    "くらし\n主要事業\n【丁費】 4千円\n▶変更\n動物園特別会計\n取り組む\n");
    assert_string_equal(entry(0)->policy, "仕事");
    assert_string_equal(entry(0)->summary, "概要");
    assert_string_equal(entry(1)->policy, "まち");
    assert_string_equal(entry(1)->summary, "概要一概要二");
    assert_string_equal(entry(2)->policy, "まち");
    assert_string_equal(entry(2)->summary, "");
    assert_string_equal(entry(3)->policy, "くらし");
    assert_string_equal(entry(3)->change, "変更");
    assert_int_equal(f.budget.challenge_count, 0);
    assert_int_equal(f.budget.notes.count, 1);
}

static void test_form_challenges(void **state)
{
    (void)state;
    read_as("text", "施策\n\n現状・課題\n\n人材\n労働人口の減に\n対応が必要\n\n賑わい\n"
                    "魅力づくりが必要\n\n全産業 DI\n\n卒業生の就職\n(各年3月)\n\n仕事\n\n"
                    "重点事業\n\n【甲費】 1千円\n概要\n");
    assert_int_equal(f.budget.count, 1);
    assert_string_equal(entry(0)->policy, "仕事");
    assert_int_equal(f.budget.challenge_count, 2);
    assert_string_equal(f.budget.challenges[0].title, "人材");
    assert_string_equal(f.budget.challenges[0].text, "労働人口の減に対応が必要");
    assert_string_equal(f.budget.challenges[1].title, "賑わい");
}

static void test_year(void **state)
{
    (void)state;
    read_as("text", "令和6年度 施策\n【甲費】 1千円\n");
    assert_int_equal(f.result, -1);
    assert_non_null(strstr(f.err.text, "it is of FY2024, not of FY2025"));
}

static void test_years(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    int years[4];
    assert_int_equal(budget_years(arena, "令和７年度（R6比、2025年度）平成元年", years, 4), 3);
    assert_int_equal(years[0], 2025);
    assert_int_equal(years[1], 2024);
    assert_int_equal(years[2], 1989);
    assert_int_equal(budget_years(arena, "第28回、1,500千円、12345、旭川2024開催費", years, 4),
                     0);
    arena_free(arena);
}

/* --- tables --- */

static void test_table(void **state)
{
    (void)state;
    read_as("csv",
            "令和7年度予算,,,,,,\n（単位：円）,,,,,,\n"
            "施策,事業名,区分,予算額,,公約,担当課\n,,,前年度,本年度,,\n"
            "仕事,甲費,新規・重点,－,1000,○,商工課\n〃,乙費,主要,\"2,000\",\"3,000\",,〃\n"
            ",うち委託料,,,500,,\nまち,丙費,廃止,5000,皆減,,\n,計,,,\"4,000\",,\n");
    assert_int_equal(f.budget.count, 3);
    assert_true(entry(0)->is_new && entry(0)->pledge);
    assert_int_equal(entry(0)->tier, TIER_PRIORITY);
    assert_false(entry(0)->has_former);
    assert_int_equal(entry(0)->amount, 1);
    assert_string_equal(entry(0)->owner, "商工課");
    assert_string_equal(entry(1)->policy, "仕事");
    assert_int_equal(entry(1)->former, 2);
    assert_int_equal(entry(1)->amount, 3);
    assert_false(entry(1)->pledge);
    assert_true(entry(2)->ended);
    assert_false(entry(2)->has_amount);
    assert_true(f.budget.has_total);
    assert_int_equal(entry(1)->row, 6);
}

static void test_table_by_year(void **state)
{
    (void)state;
    read_as("csv",
            "事業名,R5決算,R6当初(千円),R7当初(千円),増減\nA事業,1,2,3,1\nB事業,1,5,4,▲1\n");
    assert_int_equal(entry(0)->amount, 3);
    assert_int_equal(entry(0)->former, 2);
}

static void test_table_headings(void **state)
{
    (void)state;
    read_as("csv", "事業名,予算額(千円)\n仕事,\n重点事業,\n甲費,1\n小計,1\nまち,\n乙費,2\n※注,"
                   "\n総計,3\n");
    assert_int_equal(f.budget.count, 2);
    assert_string_equal(entry(0)->policy, "仕事");
    assert_int_equal(entry(0)->tier, TIER_PRIORITY);
    assert_string_equal(entry(1)->policy, "まち");
    assert_int_equal(entry(1)->tier, TIER_NONE);
}

static void test_table_refused(void **state)
{
    (void)state;
    read_as("csv", "事業名,予算額(千円)\n甲費,1.5\n,3\n乙費,▲1\n丙費,3人\n計,9\n");
    refused(2, "whole number");
    refused(3, "without a title");
    refused(4, "below zero");
    refused(5, "not of yen");
    assert_int_equal(f.faults.count, 4);
}

/* What could not be read is told, and not again by the sums that it spoils. */
static void test_table_totals(void **state)
{
    (void)state;
    read_as("csv", "事業名,予算額（円）\n甲費,7469500\n乙費,786000\n小計,8255500\n"
                   "丙費,13910000\n小計,13910000\n計,22165500\n");
    assert_int_equal(f.result, -1);
    assert_int_equal(f.faults.count, 3);
    refused(2, "whole number");
    refused(4, "whole number");
    refused(7, "whole number");
    tear_down(NULL);
    set_up(NULL);
    read_as("csv", "事業名,予算額（千円）\n甲費,7\n小計,8\n乙費,5\n商工費計,5\n");
    refused(3, "a difference of +1");
    assert_int_equal(f.faults.count, 1);
}

/* 款計 behind the 小計 of its 項; a whole one must be of all. */
static void test_table_levels_of_totals(void **state)
{
    (void)state;
    read_as("csv", "事業名,予算額（千円）\n甲費,1\n小計,1\n乙費,2\n小計,2\n款計,3\n丙費,4\n"
                   "小計,4\n丁費,5\n小計,5\n款計,9\n観光部合計,9\n合計,12\n");
    assert_int_equal(f.result, 0);
    tear_down(NULL);
    set_up(NULL);
    read_as("csv", "事業名,予算額（千円）\n甲費,1\n小計,1\n乙費,2\n小計,2\n合計,2\n");
    refused(6, "合計 2, but the 2 rows above it sum up to 3: a difference of -1");
    tear_down(NULL);
    set_up(NULL);
    read_as("csv", "事業名,予算額（万円）\n甲費,1\n乙費,2\n丙費,2\n計,6\n");
    assert_int_equal(f.result, 0); /* each may have been rounded down */
    tear_down(NULL);
    set_up(NULL);
    read_as("csv", "事業名,予算額（万円）\n甲費,1\n計,3\n");
    refused(3, "the row above it is 10");
}

static void test_table_stated_again(void **state)
{
    (void)state;
    read_as("csv", "事業名,備考,予算額(千円)\n甲費,,3\n小計,,3\n乙費,,4\n甲費（再掲）,,3\n"
                   "丙費,再掲,1\n小計,,8\n合計,,7\n");
    assert_int_equal(f.result, 0);
    assert_int_equal(f.budget.count, 2);
    assert_int_equal(f.budget.notes.count, 2);
}

static void test_table_titles(void **state)
{
    (void)state;
    read_as("csv",
            "事業名,旧事業名,予算額(千円)\n工芸費（旧:工芸技術費）,－,1\n"
            "新:甲費（新規）【公約】,旧：（一財）乙費／丙費,2\n(新)丁費(第2期),(旧)戊費,3\n");
    assert_string_equal(entry(0)->title, "工芸費");
    assert_int_equal(entry(0)->was_count, 1);
    assert_string_equal(entry(0)->was[0], "工芸技術費");
    assert_true(entry(1)->is_new && entry(1)->pledge);
    assert_int_equal(entry(1)->was_count, 2);
    assert_string_equal(entry(1)->was[0], "（一財）乙費");
    assert_string_equal(entry(2)->title, "丁費(第2期)");
    assert_string_equal(entry(2)->was[0], "戊費");
}

static void test_table_remarks(void **state)
{
    (void)state;
    read_as("csv",
            "事業名,備考,担当課,予算額(千円)\n甲費,廃止,商工課,△0\n"
            "乙費,旧：（丙費）,〃,2\n丁費,戊費と己費を統合,観光課,3\n庚費,単価増,〃,4\n");
    assert_true(entry(0)->ended);
    assert_string_equal(entry(1)->was[0], "丙費");
    assert_string_equal(entry(1)->owner, "商工課");
    assert_string_equal(entry(3)->owner, "観光課");
    assert_string_equal(entry(2)->remark, "戊費と己費を統合");
    assert_int_equal(f.budget.notes.count, 2); /* the one, and how many others */
    assert_non_null(strstr(f.budget.notes.items[0].text, "統合"));
    assert_non_null(strstr(f.budget.notes.items[1].text, "1 other remarks"));
}

static void test_table_levels(void **state)
{
    (void)state;
    read_as("csv", "款,項,目,事業名,予算額(千円)\n商工費,,,,20\n,商工費,,,9\n,,総務費,,8\n"
                   ",,,・甲費,7\n,,,◎乙費,1\n,,計,,8\n");
    assert_int_equal(f.budget.count, 2);
    assert_string_equal(entry(0)->title, "甲費");
    assert_string_equal(entry(1)->title, "乙費");
    assert_int_equal(f.budget.notes.count, 4); /* three levels, and a sign */
    tear_down(NULL);
    set_up(NULL);
    read_as("csv", "款,事業名,予算額(千円)\n商工費,甲費,7\n,,3\n");
    refused(3, "without a title");
}

static void test_table_three_heads(void **state)
{
    (void)state;
    read_as("csv", "事業名,予算額,,,所管課\n,本年度 A,前年度 B,増減 A-B,\n,千円,千円,千円,\n"
                   "甲費,3,2,1,商工課\n");
    assert_int_equal(entry(0)->amount, 3);
    assert_int_equal(entry(0)->former, 2);
}

static void test_table_bare_years(void **state)
{
    (void)state;
    read_as("csv", "事業名,6年度当初(千円),7年度当初(千円),6年度→7年度\n甲費,2,3,1\n");
    assert_int_equal(entry(0)->amount, 3);
    assert_int_equal(entry(0)->former, 2);
}

/* As of a page of a PDF: cells to the left of where their head is centred. */
static void test_table_moved_head(void **state)
{
    (void)state;
    read_as("csv", "施策,,事業名,予算額(千円)\n仕事,甲費,,3\nまち,乙費,,4\n");
    assert_string_equal(entry(0)->title, "甲費");
    assert_string_equal(entry(1)->policy, "まち");
}

static void test_table_year_column(void **state)
{
    (void)state;
    read_as("csv", "年度,事業名,予算額(千円)\n令和6年度,甲費,2\n令和7年度,甲費,3\n");
    assert_int_equal(entry(0)->amount, 3);
    assert_int_equal(f.budget.count, 1);
    tear_down(NULL);
    set_up(NULL);
    read_as("csv", "年度,事業名,予算額(千円)\n令和6年度,甲費,2\n");
    assert_int_equal(f.result, -1); /* none of the year */
    tear_down(NULL);
    set_up(NULL);
    read_as("csv", "事業名,令和6年度当初予算額（千円）\n甲費,2\n");
    assert_non_null(strstr(f.err.text, "of another year: 令和6年度当初予算額"));
}

static void test_our_paper(void **state)
{
    (void)state;
    read_as("csv", "事業,当初予算\n甲費,3千円\n指標は景気・人口等の影響も受け、増減は事業の"
                   "成果を直接示すものではありません。,\n");
    assert_int_equal(f.result, -1);
    assert_non_null(strstr(f.err.text, "a paper of this program"));
}

static void test_table_of_which_columns(void **state)
{
    (void)state;
    read_as("csv", "名,事業名,要求額,予算案,予算額,増減\na,甲費,1,2,3,4\n");
    assert_int_equal(f.result, -1);
    assert_non_null(strstr(f.err.text, "(予算案, 予算額)"));
}

static void test_table_said(void **state)
{
    (void)state;
    f.choice.heads[BUDGET_TITLE] = "名";
    f.choice.heads[BUDGET_AMOUNT] = "要求額";
    f.choice.unit = "万円";
    read_as("csv", "名,区,要求額,予算額\n甲費,?,3,2\n");
    assert_string_equal(entry(0)->title, "甲費");
    assert_int_equal(entry(0)->amount, 30);
    tear_down(NULL);
    set_up(NULL);
    f.choice.heads[BUDGET_AMOUNT] = "要求学"; /* mistyped: the heads that there are */
    read_as("csv", "事業名,区,要求額\n甲費,?,3\n");
    assert_int_equal(f.result, -1);
    assert_null(strstr(f.err.text, "another year"));
}

static void test_no_unit(void **state)
{
    (void)state;
    read_as("csv", "事業名,予算額\n甲費,3\n乙費,4\n");
    refused(2, "--unit");
    assert_int_equal(f.faults.count, 1); /* once */
}

static void test_unknown_marks_are_told(void **state)
{
    (void)state;
    read_as("csv", "事業名,区分,予算額(千円)\n甲費,特別,3\n乙費,継続,4\n");
    assert_int_equal(entry(0)->tier, TIER_NONE);
    assert_int_equal(f.budget.notes.count, 1);
    assert_non_null(strstr(f.budget.notes.items[0].text, "特別"));
}

static void test_units(void **state)
{
    (void)state;
    assert_int_equal(budget_unit("円"), 1);
    assert_int_equal(budget_unit("千円"), 1000);
    assert_int_equal(budget_unit("百万円"), 1000000);
    assert_int_equal(budget_unit("人"), 0);
    assert_int_equal(budget_unit(""), 0);
}

static void test_total_words(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_true(budget_is_total(arena, "計"));
    assert_true(budget_is_total(arena, "合　計"));
    assert_true(budget_is_total(arena, "経済部　計"));
    assert_true(budget_is_total(arena, "28事業の計"));
    assert_true(budget_is_total(arena, "商工費計"));
    assert_true(budget_is_total(arena, "一般会計計"));
    assert_false(budget_is_total(arena, "一般会計"));
    assert_false(budget_is_total(arena, "工業統計"));
    assert_false(budget_is_total(arena, "家計"));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_form, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_form_last_year, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_form_without_amounts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_form_totals, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_form_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_form_unclear, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_form_dense, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_form_challenges, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_year, set_up, tear_down),
        cmocka_unit_test(test_years),
        cmocka_unit_test_setup_teardown(test_table, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_table_by_year, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_table_headings, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_table_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_table_totals, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_table_levels_of_totals, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_table_stated_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_table_titles, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_table_remarks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_table_levels, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_table_three_heads, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_table_bare_years, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_table_moved_head, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_table_year_column, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_our_paper, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_table_of_which_columns, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_table_said, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_unit, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_unknown_marks_are_told, set_up, tear_down),
        cmocka_unit_test(test_units),
        cmocka_unit_test(test_total_words),
    };
    return cmocka_run_group_tests_name("budget", tests, NULL, NULL);
}
