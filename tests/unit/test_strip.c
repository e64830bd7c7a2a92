/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of graphs/strip: which programs stand in the strip, and what is said of them. Test
 * data. */
#include "graphs/strip.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/civil.h"

#define PROGRAMS 40
#define NOW INT64_C(1711929600) /* 2024-04-01 */

struct fixture {
    struct settings settings;
    struct indicator indicator;
    struct indicator *moved[1];
    struct program programs[PROGRAMS];
    struct program_year years[PROGRAMS][3];
    struct chart_input input;
    struct arena *arena;
    struct strip strip;
};

static struct fixture f;

static int set_up(void **state)
{
    (void)state;
    memset(&f, 0, sizeof f);
    f.arena = arena_new();
    f.indicator.id = "test";
    f.moved[0] = &f.indicator;
    f.settings.programs = f.programs;
    f.input =
        (struct chart_input){.settings = &f.settings, .indicator = &f.indicator, .now = NOW};
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(f.arena);
    return 0;
}

static struct program *add(const char *title, int year, int64_t budget)
{
    size_t i = f.settings.program_count++;
    f.years[i][0] = (struct program_year){
        .fiscal_year = year, .title = {title, NULL}, .budget = {budget >= 0, budget}};
    f.programs[i] = (struct program){
        .id = "p", .years = f.years[i], .year_count = 1, .moves = f.moved, .move_count = 1};
    return &f.programs[i];
}

static void gather(void)
{
    strip_gather(&f.input, f.arena, &f.strip);
}

static void assert_says(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        fail_msg("\"%s\" is not in \"%s\"", part, text);
}

static int32_t fiscal(int year)
{
    return period_start((struct period){FREQUENCY_FISCAL_YEAR, year});
}

static void test_none(void **state)
{
    (void)state;
    add("よそを動かす事業", 2024, 100)->move_count = 0;
    gather();
    assert_int_equal(f.strip.count, 0);
}

static void test_one(void **state)
{
    (void)state;
    struct program *program = add("事業", 2024, 46766);
    program->has_start = true;
    program->start = civil_day(2021, 2, 7);
    gather();
    assert_int_equal(f.strip.count, 1);
    const struct strip_row *row = &f.strip.rows[0];
    assert_string_equal(row->name, "事業");
    assert_says(row->amount, "当初予算");
    assert_says(row->amount, "46,766千円");
    assert_says(row->amount, "2021年2月開始");
    assert_true(row->has_start && row->start == civil_day(2021, 2, 7));
    /* nobody knows whether it goes on */
    assert_int_equal(row->end, fiscal(2025));
    assert_false(row->has_end);
    assert_int_equal(f.strip.first, fiscal(2024));
    assert_int_equal(f.strip.last, fiscal(2025));
}

/* Of several years the newest amount is printed, and the settled one before the budget. */
static void test_years(void **state)
{
    (void)state;
    struct program *program = add("旧名", 2022, 100);
    program->years[1] = (struct program_year){.fiscal_year = 2023,
                                              .title = {"中名", NULL},
                                              .budget = {true, 200},
                                              .settled = {true, 190}};
    program->years[2] = (struct program_year){.fiscal_year = 2024, .title = {"新名", NULL}};
    program->year_count = 3;
    gather();
    const struct strip_row *row = &f.strip.rows[0];
    assert_string_equal(row->name, "新名");
    assert_says(row->amount, "令和5年度 決算 190千円");
    assert_says(row->amount, "開始年度不明");
    assert_int_equal(row->year_count, 2);
    assert_int_equal(row->years[0], 2022);
    assert_int_equal(row->start, fiscal(2022));
    /* the catalogue has it in 2024, though without an amount */
    assert_int_equal(row->end, fiscal(2025));
    assert_int_equal(f.strip.last, fiscal(2025));
    program->has_end = true;
    program->end = civil_day(2023, 10, 1);
    gather();
    assert_true(f.strip.rows[0].has_end);
    assert_int_equal(f.strip.rows[0].end, civil_day(2023, 10, 1));
}

/* An end is said; what is known to end later is to end then. */
static void test_end(void **state)
{
    (void)state;
    struct program *program = add("事業", 2021, 1644);
    program->has_start = program->has_end = true;
    program->start = civil_day(2019, 4, 1);
    program->end = civil_day(2022, 4, 1);
    gather();
    assert_says(f.strip.rows[0].amount, "2019年4月開始・2022年3月終了");
    program->end = civil_day(2025, 4, 1);
    gather();
    assert_says(f.strip.rows[0].amount, "・2025年3月終了予定");
    f.settings.site.language = LANGUAGE_EN;
    gather();
    assert_says(f.strip.rows[0].amount, " · to end ");
}

static void test_effort(void **state)
{
    (void)state;
    add("取組", 0, -1)->kind = PROGRAM_EFFORT;
    add("事業", 2023, 5)->moves = NULL;
    f.programs[1].move_count = 0;
    gather();
    assert_int_equal(f.strip.count, 1);
    assert_int_equal(f.strip.rows[0].year_count, 0);
    /* it stands in the newest year of the catalogue */
    assert_int_equal(f.strip.rows[0].start, fiscal(2023));
    assert_says(f.strip.rows[0].amount, "掲載なし");
}

static void test_undated_catalogue(void **state)
{
    (void)state;
    add("取組", 0, -1)->kind = PROGRAM_EFFORT;
    gather();
    assert_int_equal(f.strip.rows[0].start, fiscal(2024));
}

static void test_sum(void **state)
{
    (void)state;
    const struct {
        int services, loans;
        size_t rows;
        const char *rest, *amount;
    } cases[] = {
        {8, 0, 8, NULL, NULL},
        {9, 0, 9, "ほか 1事業", "10千円"},
        {30, 0, 9, "ほか 22事業", "220千円"},
        {30, 1, 9, "ほか 23事業", "230千円"},
        {2, 9, 9, "ほか融資 3事業", ""},
        {30, 9, 9, "ほか 24事業", "別に融資 7事業"},
    };
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        f.settings.program_count = 0;
        for (int i = 0; i < cases[c].loans; i++)
            add("融資", 2024, 6650876)->kind = PROGRAM_LOAN;
        for (int i = 0; i < cases[c].services; i++)
            add("事業", 2024, 10);
        gather();
        assert_int_equal(f.strip.count, cases[c].rows);
        bool seen = cases[c].rest == NULL;
        for (size_t i = 0; i < f.strip.count; i++) {
            const struct strip_row *row = &f.strip.rows[i];
            assert_false(i > 0 && f.strip.rows[i - 1].loan && !row->loan);
            if (row->program != NULL)
                continue;
            seen = true;
            assert_string_equal(row->name, cases[c].rest);
            assert_says(row->amount, cases[c].amount);
            assert_null(strstr(row->amount, "6,650,876"));
        }
        assert_true(seen);
    }
}

/* Amounts of several years or kinds are not called by one. */
static void test_mixed_sum(void **state)
{
    (void)state;
    for (int i = 0; i < 9; i++)
        add("事業", 2024, 10);
    add("事業", 2023, 7);
    add("事業", 2024, -1);
    gather();
    const struct strip_row *rest = &f.strip.rows[8];
    assert_null(rest->program);
    assert_says(rest->amount, "令和6年度 当初予算の計 10千円（うち 2事業は掲載なし）");
    /* year by year they are what they are */
    assert_int_equal(rest->year_count, 2);
    assert_true(rest->years[0] == 2023 && rest->amounts[0].thousand_yen == 7);
    assert_true(rest->years[1] == 2024 && rest->amounts[1].thousand_yen == 10);
}

/* On a slide there may be room for the sum only: it is of all of them. */
static void test_sum_alone(void **state)
{
    (void)state;
    add("一", 2024, 10);
    add("二", 2024, 20);
    strip_gather_few(&f.input, 0, f.arena, &f.strip);
    assert_int_equal(f.strip.count, 1);
    assert_string_equal(f.strip.rows[0].name, "2事業の計");
    assert_says(f.strip.rows[0].amount, "令和6年度 当初予算の計 30千円");
}

/* The largest have rows, in the order of the file; each year of the others is summed, and they
 * begin when the first of them does. */
static void test_largest(void **state)
{
    (void)state;
    static const int64_t amounts[] = {1, 900, 2, 901, 902, 903, 3, 904, 905, 906, 907, -1};
    for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++) {
        struct program *program = add(i == 1 ? "最初の大きい事業" : "事業", 2022, 5);
        program->years[1] = (struct program_year){
            .fiscal_year = 2023, .budget = {true, 6}, .settled = {i == 2, 4}};
        program->years[2] = (struct program_year){.fiscal_year = 2024,
                                                  .budget = {amounts[i] >= 0, amounts[i]}};
        program->year_count = 3;
        if (amounts[i] == -1)
            program->years[0].budget.set = program->years[1].budget.set = false;
    }
    f.programs[2].has_start = true;
    f.programs[2].start = civil_day(2015, 4, 1);
    gather();
    assert_int_equal(f.strip.count, 9);
    for (size_t i = 0; i < 8; i++) {
        const struct strip_row *row = &f.strip.rows[i];
        assert_int_equal(row->amounts[row->year_count - 1].thousand_yen, 900 + (int64_t)i);
    }
    const struct strip_row *rest = &f.strip.rows[8];
    assert_string_equal(rest->name, "ほか 4事業");
    assert_says(rest->amount, "令和6年度 当初予算の計 6千円（うち 1事業は掲載なし）");
    assert_int_equal(rest->year_count, 3);
    static const int64_t sums[] = {15, 16, 6};
    for (int i = 0; i < 3; i++)
        assert_true(rest->years[i] == 2022 + i && rest->amounts[i].thousand_yen == sums[i]);
    assert_int_equal(rest->amounts[1].kind, AMOUNT_NONE);
    assert_int_equal(rest->start, civil_day(2015, 4, 1));
    assert_int_equal(rest->end, fiscal(2025));
}

static void test_describe(void **state)
{
    (void)state;
    add("一の事業", 2024, 10);
    add("二の事業", 2024, 20);
    gather();
    struct buf text;
    buf_init(&text, 1000);
    strip_describe(f.settings.site.language, &f.strip, &text);
    assert_says(buf_text(&text),
                "一の事業（令和6年度 当初予算 10千円・開始年度不明）、二の事業");
    buf_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_none, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_one, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_years, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_effort, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_undated_catalogue, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_sum, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_mixed_sum, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_sum_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_largest, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_describe, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("strip", tests, NULL, NULL);
}
