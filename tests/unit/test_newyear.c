/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of daemon/newyear: what is certain and what is asked. What is written is scenario
 * 52's. All names and figures are test data. */
#include "daemon/newyear.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "collector/decode.h"
#include "core/unicode.h"
#include "daemon/yeardiff.h"
#include "tests/unit/configured.h"

#define HEAD "[site]\n[policy p]\ntitle = 仕事\n[policy q]\ntitle = まち\n"
#define PROGRAM(id, title, more)                                                              \
    "[program " id "]\ntitle = " title "\npolicy = p\nbudget.2024 = " more "\n"

#define WRITTEN(id, title, was)                                                               \
    "[program " id "]\ntitle = " title "\npolicy = p\nbudget.2025 = 9\nwas = " was "\n"

static struct arena *arena;
static struct settings *settings;
static struct grids grids;
static struct budget budget;
static struct faults faults;
static struct newyear year;
static struct err err;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    grid_init(&grids);
    faults = (struct faults){.items = NULL};
    budget = (struct budget){.entries = NULL};
    year = (struct newyear){.arena = NULL};
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    newyear_free(&year);
    budget_free(&budget);
    fault_free(&faults);
    grid_free(&grids);
    settings_free(settings);
    settings = NULL;
    arena_free(arena);
    return 0;
}

/* Answers are separated by semicolons. */
static int make(const char *configuration, const char *table, const char *said)
{
    const struct document document = {.bytes = table,
                                      .length = strlen(table),
                                      .content_type = "",
                                      .encoding = "auto",
                                      .rows = ""};
    const struct budget_choice choice = {.year = 2025, .file = "b", .unit = "千円"};
    struct newyear_answer answers[10];
    size_t count = 0;
    settings = configured(configuration);
    assert_non_null(settings);
    const char *format = strchr(table, ',') ? "csv" : "text";
    assert_int_equal(decode_document(&document, format, &grids, &err), 0);
    assert_int_equal(budget_read(&grids, &choice, &budget, &faults, &err), 0);
    while (*said) {
        size_t length = strcspn(said, ";");
        assert_int_equal(newyear_answer(arena_strndup(arena, said, length),
                                        (struct origin){NULL, 0}, arena, &answers[count++],
                                        &err),
                         0);
        said += length + (said[length] == ';');
    }
    year = (struct newyear){.arena = arena,
                            .settings = settings,
                            .budget = &budget,
                            .year = 2025,
                            .file = "b",
                            .faults = &faults};
    return newyear_make(&year, answers, count, &err);
}

static const struct newyear_item *item(const char *title)
{
    const struct newyear_item *found = newyear_find_item(&year, title);
    assert_non_null(found);
    return found;
}

static void is(const char *title, const char *id, const char *changes)
{
    assert_string_equal(item(title)->id, id);
    assert_string_equal(yeardiff_say(newyear_changes(item(title)), LANGUAGE_EN, arena),
                        changes);
}

static enum newyear_fate fate(const char *id)
{
    const struct newyear_old *old = newyear_find_old(&year, id);
    assert_non_null(old);
    return old->fate;
}

static void asks(size_t n, const char *first)
{
    assert_true(n < year.question_count);
    assert_string_equal(year.questions[n].choices[0], first);
}

static void refused(const char *part)
{
    assert_true(faults.count > 0);
    if (!strstr(faults.items[0].text, part))
        fail_msg("\"%s\" not in \"%s\"", part, faults.items[0].text);
}

static void test_certain(void **state)
{
    (void)state;
    assert_int_equal(make(HEAD PROGRAM("a", "甲費", "1") PROGRAM("b", "乙　費", "5")
                              PROGRAM("c", "丙費", "3"),
                          "事業名,予算額,区分\n甲費,1,\n乙費,6,\n丙費,2,新規\n", ""),
                     0);
    assert_int_equal(year.question_count, 0);
    is("甲費", "a", "unchanged");
    is("乙費", "b", "increased");
    is("丙費", "c", "cut");
}

static void test_said_by_the_document(void **state)
{
    (void)state;
    assert_int_equal(
        make(HEAD PROGRAM("a", "甲費", "1") PROGRAM("b", "乙費", "5") PROGRAM("c", "丙費", "3")
                 PROGRAM("d", "丁費", "4"),
             "事業名,旧事業名,区分,予算額\n新甲費,甲費,,2\n合同費,乙費／丙費／昔の 費,,8\n"
             "丁費,,廃止,0\n",
             ""),
        0);
    assert_int_equal(year.question_count, 0); /* both were of policy p */
    is("新甲費", "a", "renamed, increased");
    is("合同費", "p2025-01", "merged, unchanged");
    assert_string_equal(item("合同費")->was, "昔の費");
    assert_int_equal(fate("b"), NEWYEAR_TAKEN);
    assert_int_equal(fate("d"), NEWYEAR_ENDED);
}

static void test_said_as_former(void **state)
{
    (void)state;
    assert_int_equal(make(HEAD PROGRAM("a", "甲費", "1") PROGRAM("b", "乙費", "5")
                              PROGRAM("c", "丙費", "3") PROGRAM("d", "(仮称)丁費", "4")
                                  PROGRAM("e", "戊費", "2"),
                          "事業名,旧事業名,予算額\n新甲費,旧：甲費,2\n新乙費,（乙費）,5\n"
                          "新丙費,（旧:丙費／戊費）,5\n新丁費,(仮称)丁費,4\n",
                          ""),
                     0);
    assert_int_equal(year.question_count, 0);
    is("新甲費", "a", "renamed, increased");
    is("新乙費", "b", "renamed, unchanged");
    is("新丙費", "p2025-01", "merged, unchanged");
    is("新丁費", "d", "renamed, unchanged");
}

static void test_alike_is_asked(void **state)
{
    (void)state;
    assert_int_equal(make(HEAD PROGRAM("a", "若者定着促進費", "7")
                              PROGRAM("zoo", "動物園費", "5"),
                          "事業名,予算額\n若者の定着促進事業費,7\n動物園運営費,9\n", ""),
                     0);
    assert_int_equal(year.question_count, 2);
    asks(0, "若者の定着促進事業費=a");
    asks(1, "動物園運営費=zoo");
}

static void test_new_or_not(void **state)
{
    (void)state;
    assert_int_equal(
        make(HEAD PROGRAM("a", "甲乙丙費", "7"),
             "事業名,予算額,区分,施策\nまるで別,9,新規,仕事\n甲乙丙丁費,9,新規,仕事\n", ""),
        0);
    assert_int_equal(item("まるで別")->fate, NEWYEAR_NEW);
    assert_int_equal(item("甲乙丙丁費")->fate, NEWYEAR_OPEN); /* marked, but too alike */
    assert_int_equal(year.question_count, 1);
}

/* What a row says of another is evidence, and decides nothing. */
static void test_remarks_are_evidence(void **state)
{
    (void)state;
    assert_int_equal(
        make(HEAD PROGRAM("a", "若者定着促進費", "7") PROGRAM("b", "動物園費", "5")
                 PROGRAM("c", "食品産業支援費", "3") PROGRAM("d", "商店街支援費", "9"),
             "事業名,予算額,施策,備考\n新しい名の費,9,仕事,若者定着促進費と動物園費を統合\n"
             "子費,1,仕事,食品産業支援費から分割\n丑費,4,仕事,食品産業支援費から分割\n"
             "商店街支援費,8,仕事,\n寅費,2,仕事,商店街支援費から移管\n",
             ""),
        0);
    assert_int_equal(year.question_count, 4);
    asks(0, "新しい名の費=a,b");
    asks(1, "c=split:子費,丑費");
    asks(2, "c=split:子費,丑費");
    asks(3, "d=split:商店街支援費,寅費");
}

static void test_into_one_that_is_known(void **state)
{
    (void)state;
    assert_int_equal(make(HEAD PROGRAM("a", "若者定着促進費", "7") PROGRAM(
                              "b", "動物園運営費", "5") PROGRAM("c", "食品産業支援費", "3"),
                          "事業名,予算額,区分,備考\n動物園運営費,12,,若者定着促進費を統合\n"
                          "食品産業支援費,0,廃止,動物園運営費へ統合\n",
                          ""),
                     0);
    assert_int_equal(year.question_count, 2);
    asks(0, "動物園運営費=b,a");
    asks(1, "動物園運営費=b,c");
}

/* Offices restate the year before for what was joined or parted. */
static void test_last_year_restated(void **state)
{
    (void)state;
    assert_int_equal(make(HEAD PROGRAM("a", "甲費", "7") PROGRAM("b", "乙費", "5")
                              PROGRAM("c", "丙費", "9"),
                          "事業名,前年度,予算額,施策\n乙費,12,13,仕事\n丙費,6,8,仕事\n"
                          "子費,3,4,仕事\n",
                          ""),
                     0);
    assert_int_equal(year.question_count, 2);
    asks(0, "c=split:丙費,子費");
    asks(1, "乙費=b,a");
    assert_int_equal(year.notes.count, 2); /* while nobody has said why */
    tear_down(NULL);
    set_up(NULL);
    assert_int_equal(make(HEAD PROGRAM("a", "甲費", "7") PROGRAM("b", "乙費", "5"),
                          "事業名,前年度,予算額\n乙費,5,12\n", "乙費=b,a"),
                     0);
    is("乙費", "b", "merged, unchanged");
    assert_int_equal(year.notes.count, 0); /* its own figure is no other than configured */
}

static void test_zero_is_asked(void **state)
{
    (void)state;
    const char *configuration = HEAD PROGRAM("a", "甲費", "400") PROGRAM("b", "乙費", "0");
    const char *table = "事業名,予算額,備考\n甲費,△0,\n乙費,0,\n";
    assert_int_equal(make(configuration, table, ""), 0);
    assert_int_equal(year.question_count, 1);
    asks(0, "a=ended");
    assert_string_equal(year.questions[0].choices[2], "甲費=a");
    is("乙費", "b", "unchanged");
    tear_down(NULL);
    set_up(NULL);
    assert_int_equal(make(configuration, table, "a=ended"), 0);
    assert_int_equal(fate("a"), NEWYEAR_ENDED);
    assert_int_equal(year.question_count, 0);
    tear_down(NULL);
    set_up(NULL);
    assert_int_equal(make(configuration, table, "甲費=a"), 0);
    is("甲費", "a", "cut");
    tear_down(NULL);
    set_up(NULL);
    assert_int_equal(
        make(configuration, "事業名,予算額,備考\n甲費,△0,廃止\n乙費,3,廃止\n", ""), 0);
    assert_int_equal(fate("a"), NEWYEAR_ENDED);
    assert_int_equal(year.question_count, 0);
    is("乙費", "b", "increased");
    assert_int_equal(year.notes.count, 1); /* marked as ended, with a budget */
}

/* A former title that nobody bears is misprinted, or of a time that is not configured. */
static void test_former_that_is_not_configured(void **state)
{
    (void)state;
    assert_int_equal(make(HEAD PROGRAM("a", "若者定着促進費", "7"),
                          "事業名,旧事業名,予算額,施策\n子費,若者の定着促進費,7,仕事\n", ""),
                     0);
    assert_int_equal(year.question_count, 1);
    asks(0, "子費=a");
    assert_non_null(strstr(year.questions[0].evidence, "若者の定着促進費"));
    assert_non_null(strstr(year.questions[0].evidence, "予算額が同じ"));
}

static void test_last_year_is_not_this_year(void **state)
{
    (void)state;
    assert_int_equal(make(HEAD PROGRAM("a", "若者定着促進費", "7"),
                          "事業名,前年度,予算額,施策\n若者の定着費,7,9,仕事\n", ""),
                     0);
    assert_non_null(strstr(year.questions[0].evidence, "資料の前年度予算額が同じ"));
    assert_null(strstr(year.questions[0].evidence, "、予算額が同じ"));
}

static void test_challenges(void **state)
{
    (void)state;
    const char *text = "現状・課題\n\n人材\n減少\n\n賑わい\n魅力\n\n仕事\n\n重点事業\n\n"
                       "【甲費】 1千円\n概要\n";
    assert_int_equal(make("[site]\n", text, ""), 0);
    assert_int_equal(year.challenge_count, 2);
    assert_string_equal(year.challenges[1].id, "challenge-2");
    assert_int_equal(year.notes.count, 1); /* whom it answers */
    tear_down(NULL);
    set_up(NULL);
    assert_int_equal(make("[site]\n", text, "仕事=challenge:talent;人材=challenge:talent"), 0);
    assert_string_equal(year.policies[0].challenge, "talent");
    assert_int_equal(year.notes.count, 0);
    tear_down(NULL);
    set_up(NULL);
    assert_int_equal(make("[site]\n", text, "人材=challenge:challenge-1"), 0); /* as it is */
    tear_down(NULL);
    set_up(NULL);
    const char *written = "[site]\n[challenge talent]\ntitle = 人材\ntext = 減少\n"
                          "[policy work]\ntitle = 仕事\nchallenge = talent\n";
    assert_int_equal(make(written, text, "仕事=challenge:talent;人材=challenge:talent"), 0);
    tear_down(NULL);
    set_up(NULL);
    assert_int_equal(make(written, text, "人材=challenge:people"), -1);
    refused("this challenge is configured");
    tear_down(NULL);
    set_up(NULL);
    assert_int_equal(make("[site]\n", text, "仕事=challenge:none-such"), -1);
    refused("no challenge of that id");
}

static void test_what_is_missing_is_asked(void **state)
{
    (void)state;
    const char *configuration =
        HEAD PROGRAM("a", "甲費", "7") PROGRAM("b", "乙祭", "7\nkind = event")
            PROGRAM("c", "丙費", "7\nend = 2025-03") "[program e]\ntitle = 努力\npolicy = p\n"
                                                     "kind = effort\n";
    assert_int_equal(make(configuration, "事業名,予算額,施策\n丁費,9,仕事\n", "丁費=new"), 0);
    assert_int_equal(year.question_count, 2);
    asks(0, "a=ended");
    assert_non_null(strstr(year.questions[1].evidence, "催事"));
}

static void test_answers(void **state)
{
    (void)state;
    assert_int_equal(make(HEAD PROGRAM("a", "甲費", "7") PROGRAM("b", "乙費", "5")
                              PROGRAM("c", "丙費", "3") PROGRAM("d", "丁費", "2"),
                          "事業名,予算額,施策\n甲費,10,仕事\n子費,3,仕事\n丑費,2,仕事\n",
                          "甲費=a,c;b=split:子費,丑費;子費=id:ne;d=rests;丑費=kind:loan"),
                     0);
    assert_int_equal(year.question_count, 0);
    is("甲費", "a", "merged, unchanged"); /* 7 and 3 were 10 */
    is("子費", "ne", "split off");
    is("丑費", "p2025-01", "split off");
    assert_string_equal(item("丑費")->kind, "loan");
    assert_int_equal(fate("c"), NEWYEAR_TAKEN);
    assert_int_equal(fate("b"), NEWYEAR_TAKEN);
    assert_int_equal(fate("d"), NEWYEAR_RESTS);
}

static void test_split_that_keeps_its_title(void **state)
{
    (void)state;
    assert_int_equal(make(HEAD PROGRAM("a", "甲乙費", "7"),
                          "事業名,予算額,施策\n甲乙費,4,仕事\n甲乙分費,3,仕事\n", ""),
                     0);
    asks(0, "a=split:甲乙費,甲乙分費"); /* it lost just that */
    newyear_free(&year);
    struct newyear_answer answer;
    assert_int_equal(newyear_answer("a=split:甲乙費,甲乙分費", (struct origin){NULL, 0}, arena,
                                    &answer, &err),
                     0);
    year = (struct newyear){.arena = arena,
                            .settings = settings,
                            .budget = &budget,
                            .year = 2025,
                            .file = "b",
                            .faults = &faults};
    assert_int_equal(newyear_make(&year, &answer, 1, &err), 0);
    is("甲乙費", "a", "split");
    is("甲乙分費", "p2025-01", "split off");
    assert_int_equal(fate("a"), NEWYEAR_GOES_ON);
}

/* A new program under the title of one that ended. */
static void test_a_title_twice(void **state)
{
    (void)state;
    assert_int_equal(make(HEAD PROGRAM("a", "甲費", "7"), "事業名,予算額,施策\n甲費,4,仕事\n",
                          "a=ended;甲費=new"),
                     0);
    assert_int_equal(year.question_count, 0);
    is("甲費", "p2025-01", "newly listed");
    assert_int_equal(fate("a"), NEWYEAR_ENDED);
}

static void test_two_claims(void **state)
{
    (void)state;
    assert_int_equal(make(HEAD PROGRAM("a", "甲費", "7"),
                          "事業名,旧事業名,予算額,施策\n子費,甲費,4,仕事\n丑費,甲費,3,仕事\n",
                          ""),
                     -1);
    refused("both continue a");
}

static void test_claim_on_one_that_goes_on(void **state)
{
    (void)state;
    assert_int_equal(make(HEAD PROGRAM("a", "甲費", "7"),
                          "事業名,旧事業名,予算額,施策\n甲費,,4,仕事\n丑費,甲費,3,仕事\n", ""),
                     -1);
    refused("both continue a");
}

static void test_wrong_answers(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"無い=new", "no program of that title"},
        {"甲費=nobody", "no program of that id"},
        {"a=ended", "has a budget for it"},
        {"甲費=id:Bad Id", "expected an id"},
        {"甲費=kind:x", "expected a kind"},
        {"甲費=policy:none-such", "no policy of that id"},
        {"a=split:甲費", "two or more"},
        {"甲費=new;甲費=a", "cannot be new and continue"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(make(HEAD PROGRAM("a", "甲費", "7"),
                              "事業名,予算額,施策\n甲費,4,仕事\n", cases[i][0]),
                         -1);
        refused(cases[i][1]);
        tear_down(NULL);
        set_up(NULL);
    }
    struct newyear_answer answer;
    assert_int_equal(newyear_answer("=x", (struct origin){NULL, 0}, arena, &answer, &err), -1);
    assert_int_equal(newyear_answer("x=", (struct origin){NULL, 0}, arena, &answer, &err), -1);
}

static void test_policies(void **state)
{
    (void)state;
    assert_int_equal(
        make(HEAD PROGRAM("a", "甲費", "7"), "事業名,予算額,施策\n甲費,4,まちづくり\n", ""),
        0);
    asks(0, "まちづくり=policy:q");
    assert_string_equal(year.questions[0].choices[1], "まちづくり=policy:new-id");
    tear_down(NULL);
    set_up(NULL);
    assert_int_equal(make(HEAD PROGRAM("a", "甲費", "7"),
                          "事業名,予算額,施策\n甲費,4,まちづくり\n", "まちづくり=policy:town"),
                     0);
    assert_int_equal(year.question_count, 0);
    assert_null(item("甲費")->policy->policy);
    assert_string_equal(item("甲費")->policy->id, "town");
}

static void test_first_year(void **state)
{
    (void)state;
    assert_int_equal(
        make("[site]\n", "事業名,予算額,施策,事業概要\n甲融資費,4,仕事,預託\n", ""), 0);
    assert_int_equal(year.question_count, 0);
    assert_string_equal(item("甲融資費")->policy->id, "policy-1");
    assert_string_equal(item("甲融資費")->kind, "loan");
    assert_int_equal(year.notes.count, 1);
}

static void test_written_before(void **state)
{
    (void)state;
    assert_int_equal(make(HEAD PROGRAM("a", "甲費", "7\nend = 2025-03")
                              PROGRAM("b", "乙費",
                                      "7\ntitle.2025 = 丙費\n"
                                      "budget.2025 = 8") "[program n]\ntitle = 子費\npolicy = "
                                                         "p\nbudget.2025 = 7\nwas = a\n",
                          "事業名,予算額\n丙費,8\n子費,7\n", ""),
                     0);
    assert_int_equal(year.question_count, 0);
    is("丙費", "b", "renamed, increased");
    assert_string_equal(item("子費")->id, "n");
}

/* The same answers, or none, find what was made by them. */
static void test_answered_before(void **state)
{
    static const char *const said[] = {
        "", "合同費=a,b;丑費=new;丑費=id:new-one;c=split:子費,寅費;d=rests"};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(
            make(HEAD PROGRAM("a", "甲費", "7\nend = 2025-03")
                     PROGRAM("b", "乙費", "5\nend = 2025-03") PROGRAM("c", "丙費", "3")
                         PROGRAM("d", "丁費", "2") WRITTEN("p2025-01", "合同費", "a b")
                             WRITTEN("p2025-02", "子費", "c") WRITTEN("p2025-03", "寅費", "c")
                                 WRITTEN("new-one", "丑費", ""),
                 "事業名,予算額,施策\n合同費,9,仕事\n子費,9,仕事\n寅費,9,仕事\n"
                 "丑費,9,仕事\n",
                 said[i]),
            0);
        assert_int_equal(year.question_count, 0);
        is("合同費", "p2025-01", "merged, cut");
        is("子費", "p2025-02", "split off");
        is("寅費", "p2025-03", "split off");
        is("丑費", "new-one", "newly listed");
        assert_int_equal(fate("d"), NEWYEAR_RESTS);
        tear_down(NULL);
        set_up(NULL);
    }
    assert_int_equal(make(HEAD PROGRAM("a", "甲費", "7\nbudget.2025 = 12\nwas = b")
                              PROGRAM("b", "乙費", "5\nend = 2025-03"),
                          "事業名,予算額\n甲費,12\n", ""),
                     0);
    is("甲費", "a", "merged, unchanged");
    tear_down(NULL);
    set_up(NULL);
    assert_int_equal(make(HEAD WRITTEN("m", "甲費", "") WRITTEN("n", "乙費", ""),
                          "事業名,予算額\n甲費,9\n", ""),
                     0);
    assert_int_equal(year.notes.count, 1); /* 乙費 is not in the document */
    assert_non_null(strstr(year.notes.items[0].text, "1事業・計9千円"));
    tear_down(NULL);
    set_up(NULL);
    assert_int_equal(make(HEAD WRITTEN("m", "甲費", "") WRITTEN("n", "甲費", ""),
                          "事業名,予算額\n甲費,9\n", ""),
                     -1);
    refused("[program m] and [program n] both have its title");
}

static void test_late(void **state)
{
    (void)state;
    assert_int_equal(
        make(HEAD PROGRAM("a", "甲費", "7\nbudget.2026 = 8"), "事業名,予算額\n甲費,8\n", ""),
        -1);
    assert_non_null(strstr(err.text, "FY2026"));
}

static void test_alike(void **state)
{
    (void)state;
    assert_true(newyear_alike("若者定着費", "若者定着費") > 0.99);
    assert_true(newyear_alike("若者定着費", "若者定着事業費") > 0.99); /* but for the ending */
    assert_true(newyear_alike("若者定着費", "動物園運営費") < 0.01);
    double some = newyear_alike("若者地元定着促進費", "若者の地元定着費");
    assert_true(some > 0.4 && some < 0.9);
    assert_true(newyear_alike("", "") > 0.99);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_certain, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_said_by_the_document, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_said_as_former, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_alike_is_asked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_new_or_not, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_remarks_are_evidence, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_into_one_that_is_known, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_last_year_restated, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_zero_is_asked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_former_that_is_not_configured, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_last_year_is_not_this_year, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_challenges, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_is_missing_is_asked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_answers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_split_that_keeps_its_title, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_title_twice, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_two_claims, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_claim_on_one_that_goes_on, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_wrong_answers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_policies, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_first_year, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_written_before, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_answered_before, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_late, set_up, tear_down),
        cmocka_unit_test(test_alike),
    };
    return cmocka_run_group_tests_name("newyear", tests, NULL, NULL);
}
