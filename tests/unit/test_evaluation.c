/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of daemon/evaluation, without a ledger. All names and figures are test data. */
#include "daemon/evaluation.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/str.h"

enum { MOST = 200, NOW = 1780000000 };

struct fixture {
    struct settings settings;
    struct policy policy;
    struct program_year years[2];
    struct program program;
    struct indicator indicator;
    struct observation observations[MOST];
    struct comments comments;
    struct evaluation_matter matter;
    struct evaluation evaluation;
};

/* A yearly count, higher is better, 100 in FY2023 and 90 in FY2024. */
static int set_up(void **state)
{
    static struct fixture f;
    f = (struct fixture){
        .policy = {.id = "c", .title = {"施策", NULL}},
        .years = {{.fiscal_year = 2023, .title = {"前の名", NULL}, .settled = {true, 5}},
                  {.fiscal_year = 2024, .title = {"事業", NULL}, .budget = {true, 7}}},
        .program = {.id = "p", .year_count = 2, .lag_months = -1},
        .indicator = {.id = "i",
                      .title = {"指標", NULL},
                      .unit = "人",
                      .unit_label = {"人", NULL},
                      .decimals = PLACES_AS_PUBLISHED,
                      .frequency = FREQUENCY_FISCAL_YEAR,
                      .target = {.set = true, .value = {120, 0}}}};
    f.settings.site.title.text = "試験市";
    f.years[1].policy = &f.policy;
    f.program.years = f.years;
    f.observations[0] =
        (struct observation){.period = {FREQUENCY_FISCAL_YEAR, 2023}, .value = {100, 0}};
    f.observations[1] =
        (struct observation){.period = {FREQUENCY_FISCAL_YEAR, 2024}, .value = {90, 0}};
    f.matter = (struct evaluation_matter){
        .indicator = &f.indicator, .series = {"i", FREQUENCY_FISCAL_YEAR, f.observations, 2}};
    f.evaluation = (struct evaluation){.settings = &f.settings,
                                       .program = &f.program,
                                       .year = 2024,
                                       .now = NOW,
                                       .arena = arena_new(),
                                       .facts = &f.years[1],
                                       .before = &f.years[0],
                                       .outcomes = &f.matter,
                                       .outcome_count = 1};
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    arena_free(f->evaluation.arena);
    return 0;
}

static struct evaluation_value say(struct fixture *f, const char *name)
{
    struct sheetfield field;
    struct evaluation_value value;
    struct err err = {0};
    if (sheetfield_read(name, &field, &err) != 0)
        fail_msg("%s", err.text);
    evaluation_matter_find(&f->evaluation, &f->matter, &f->comments);
    evaluation_value(&f->evaluation, field, &value);
    return value;
}

static void assert_says(struct fixture *f, const char *name, const char *text)
{
    assert_string_equal(say(f, name).text, text);
}

static void assert_refuses(struct fixture *f, const char *name, const char *reason)
{
    struct evaluation_value value = say(f, name);
    assert_string_equal(value.text, "");
    assert_int_equal(value.kind, EVALUATION_EMPTY);
    if (strstr(value.reason, reason) == NULL)
        fail_msg("%s: \"%s\"", name, value.reason);
}

static void test_the_program(void **state)
{
    struct fixture *f = *state;
    assert_says(f, "title", "事業");
    assert_says(f, "policy", "施策");
    assert_says(f, "office", "試験市");
    assert_says(f, "budget", "7");
    assert_int_equal(say(f, "budget").kind, EVALUATION_NUMBER);
    assert_says(f, "settled.before", "5");
    assert_refuses(f, "settled", "額が設定にない");
    assert_refuses(f, "start", "開始年度不明");
    assert_refuses(f, "change", "");
}

static void test_years_without_facts(void **state)
{
    struct fixture *f = *state;
    f->evaluation.before = NULL;
    assert_refuses(f, "budget.before", "額が設定にない");
    f->program.was = "old";
    assert_refuses(f, "budget.before", "old を引き継ぐ事業");
    f->evaluation.year = 2026; /* facts hold on, amounts do not */
    assert_says(f, "title", "事業");
    assert_refuses(f, "budget", "額が設定にない");
}

static void test_the_rate(void **state)
{
    struct fixture *f = *state;
    assert_says(f, "outcome.1.rate", "75.0");
    f->indicator.target.value = (struct decimal){1378, 1};
    assert_says(f, "outcome.1.rate", "65.3"); /* 65.31 */
    f->indicator.target.value = (struct decimal){16, 0};
    assert_says(f, "outcome.1.rate", "562.5");
    assert_true(say(f, "outcome.1.rate").percent);
    f->observations[1].value = (struct decimal){0, 0};
    assert_says(f, "outcome.1.rate", "0.0");
}

static void test_rates_that_are_none(void **state)
{
    struct fixture *f = *state;
    f->indicator.better = BETTER_LOWER;
    assert_refuses(f, "outcome.1.rate", "低い方がよい");
    f->indicator.better = BETTER_NEUTRAL;
    assert_refuses(f, "outcome.1.rate", "高低の良し悪し");
    f->indicator.better = BETTER_HIGHER;
    f->indicator.target.value.units = 0;
    assert_refuses(f, "outcome.1.rate", "目標値が0");
    f->indicator.target.value.units = 120;
    f->indicator.minimum = (struct mark){.set = true, .value = {-100, 0}};
    assert_refuses(f, "outcome.1.rate", "負の値");
    f->indicator.minimum.set = false;
    f->observations[0].value.units = -1; /* one of before shows it */
    assert_refuses(f, "outcome.1.rate", "負の値");
    f->observations[0].value.units = 100;
    f->indicator.basis = BASIS_YEAR_ON_YEAR;
    assert_refuses(f, "outcome.1.rate", "変化を表す値");
    f->indicator.basis = BASIS_LEVEL;
    f->indicator.target.set = false;
    assert_refuses(f, "outcome.1.rate", "目標値が設定にない");
    f->indicator.target.set = true;
    f->evaluation.year = 2030;
    assert_refuses(f, "outcome.1.rate", "この年度の値がない");
}

static void test_a_break(void **state)
{
    struct fixture *f = *state;
    struct event rebase = {.period = {FREQUENCY_FISCAL_YEAR, 2024}, .text = "調査方法の変更"};
    f->indicator.rebases = &rebase;
    f->indicator.rebase_count = 1;
    f->indicator.baseline = (struct mark){.set = true,
                                          .has_period = true,
                                          .period = {FREQUENCY_FISCAL_YEAR, 2023},
                                          .value = {100, 0}};
    f->indicator.target.has_period = true;
    f->indicator.target.period = (struct period){FREQUENCY_FISCAL_YEAR, 2027};
    assert_refuses(f, "outcome.1.rate", "断層");
    assert_refuses(f, "outcome.1.due", "断層");
    assert_says(f, "outcome.1.previous", "100");
    assert_non_null(strstr(say(f, "outcome.1.previous").reason, "断層"));
    f->indicator.rebase_count = 0;
    assert_says(f, "outcome.1.rate", "75.0");
    assert_says(f, "outcome.1.due", "105");
}

/* Months with a strong season, from April 2021 to March 2024. */
static void make_months(struct fixture *f, size_t count)
{
    f->indicator.frequency = FREQUENCY_MONTHLY;
    f->matter.series.frequency = FREQUENCY_MONTHLY;
    f->matter.series.count = count;
    for (size_t i = 0; i < count; i++)
        f->observations[i] =
            (struct observation){.period = {FREQUENCY_MONTHLY, (int32_t)(2021 * 12 + 3 + i)},
                                 .value = {i % 12 == 4  ? 700
                                           : i % 12 > 7 ? 10
                                                        : 90,
                                           0}};
}

static void test_months_with_a_season(void **state)
{
    struct fixture *f = *state;
    f->evaluation.year = 2023;
    make_months(f, 36);
    struct evaluation_value value = say(f, "outcome.1.value");
    assert_true(f->matter.mean);
    assert_string_equal(value.text, "114.2"); /* (700 + 7 * 90 + 4 * 10) / 12 */
    assert_says(f, "outcome.1.previous", "114.2");
    assert_says(f, "outcome.1.period", "令和5年度の平均");
    make_months(f, 35);
    assert_refuses(f, "outcome.1.value", "全期間の値がそろっていない");
    f->indicator.limits = LIMITS_LEVEL; /* said to have none: the newest within the year */
    assert_says(f, "outcome.1.value", "10");
    assert_says(f, "outcome.1.period", "2024年2月");
}

static void test_the_public_edition(void **state)
{
    struct fixture *f = *state;
    f->years[1].pledge = true;
    assert_says(f, "pledge", "該当");
    f->settings.site.audience = AUDIENCE_PUBLIC;
    assert_refuses(f, "pledge", "公開版");
    assert_refuses(f, "outcome.1.rate", "公開版");
    assert_refuses(f, "outcome.1.reading", "公開版");
    assert_says(f, "outcome.1.value", "90");
    f->observations[0].masked = true;
    f->observations[0].status = OBSERVATION_MISSING;
    assert_refuses(f, "outcome.1.previous", "小さい件数");
}

static void test_comments(void **state)
{
    struct fixture *f = *state;
    struct comment items[] = {
        {.indicator = "i",
         .period = {FREQUENCY_FISCAL_YEAR, 2023},
         .state = COMMENT_APPROVED,
         .cause = "前年の要因",
         .action = ""},
        {.indicator = "i",
         .period = {FREQUENCY_FISCAL_YEAR, 2024},
         .state = COMMENT_APPROVED,
         .cause = "要因",
         .action = "",
         .valued = true,
         .value = {90, 0}},
        {.indicator = "i",
         .period = {FREQUENCY_FISCAL_YEAR, 2024},
         .state = COMMENT_DRAFT,
         .cause = "案の要因",
         .action = "対応"},
    };
    f->comments = (struct comments){items, 3};
    assert_says(f, "outcome.1.cause", "要因");
    assert_string_equal(say(f, "outcome.1.cause").reason, "");
    f->observations[1].value.units = 91;
    assert_non_null(strstr(say(f, "outcome.1.cause").reason, "改定"));
    items[1].state = COMMENT_DRAFT;
    f->comments.count = 2;
    assert_says(f, "outcome.1.cause", ""); /* a draft, which is told to be there */
    assert_non_null(strstr(say(f, "outcome.1.cause").reason, "案"));
    assert_string_equal(say(f, "outcome.1.action").reason, "");
    f->comments.count = 1; /* of another year */
    assert_says(f, "outcome.1.cause", "");
    assert_string_equal(say(f, "outcome.1.cause").reason, "");
}

static void test_remarks(void **state)
{
    struct fixture *f = *state;
    static const char *const names[] = {"settled", "carried", "outcome.1.baseline",
                                        "change",  "revised", "outcome.2.value"};
    struct sheetfield fields[6];
    struct err err = {0};
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(sheetfield_read(names[i], &fields[i], &err), 0);
    evaluation_matter_find(&f->evaluation, &f->matter, &f->comments);
    assert_string_equal(evaluation_remark(&f->evaluation, fields, 6),
                        "令和6年度 決算・繰越・補正後予算：額が設定にない\n"
                        "指標 基準値：設定にない");
    assert_string_equal(evaluation_remark(&f->evaluation, fields + 3, 1), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_program, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_years_without_facts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_rate, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_rates_that_are_none, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_break, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_months_with_a_season, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_public_edition, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_comments, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_remarks, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("evaluation", tests, NULL, NULL);
}
