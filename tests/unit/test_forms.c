/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every row of tests/data/number_forms.csv and date_forms.csv: strings that stand in
 * publications, with their sources, and what they mean. An empty `parsed` is to be refused.
 * What a reader of the page knew (the era, the year above, the day of publication) stands
 * below, as the comment of the row says it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "core/buf.h"
#include "core/era.h"
#include "core/file.h"
#include "core/number.h"
#include "core/period.h"
#include "core/spanread.h"
#include "core/str.h"

#include "collector/decode.h"
#include "collector/unit.h"

#define FILE_MAX ((size_t)1024 * 1024)

struct known {
    const char *raw;
    const char *parsed; /* NULL = of every row with this text */
    struct periodread_context context;
};

static const struct known KNOWN[] = {
    {"9∼11月", NULL, {.carried_year = 2016}},
    {"一一年", NULL, {.carried_era = ERA_WESTERN}},
    {"一九年", NULL, {.carried_era = ERA_WESTERN}},
    {"58年度", NULL, {.carried_era = 1925}},
    {"8年度", NULL, {.carried_era = 1988}},
    {"21年度", "FY2009", {.carried_era = 1988}},
    {"21年度", "FY2021", {.carried_era = ERA_WESTERN}},
    {"11年度", NULL, {.carried_era = ERA_WESTERN}},
    {"22年2月か4月", NULL, {.carried_era = ERA_WESTERN}},
    {"16年度の乗降客数は4~1月の累計", NULL, {.carried_era = ERA_WESTERN}},
    {"昨年11月11日~今年4月7日", NULL, {.published_year = 2020, .published_month = 4}},
    {"今年の一月水準(▲26.9)", NULL, {.published_year = 2006, .published_month = 6}},
    {"前月水準(▲23.6)", NULL, {.published_year = 2006, .published_month = 6}},
    {"昨年2月の業況DIが▲73.4", NULL, {.published_year = 2010, .published_month = 3}},
};

/* 46 stands under a caption. */
#define CAPTIONED "46"
#define CAPTION "単位は万人"
#define CAPTION_UNIT "人"

static void read_file(const char *path, struct grids *grids)
{
    struct buf bytes;
    struct err err = {0};

    buf_init(&bytes, FILE_MAX);
    grid_init(grids);
    if (file_read(path, &bytes, &err))
        fail_msg("%s", err.text);
    struct document document = {.bytes = bytes.data,
                                .length = bytes.length,
                                .content_type = "",
                                .encoding = "auto",
                                .rows = ""};
    if (decode_document(&document, "csv", grids, &err))
        fail_msg("%s: %s", path, err.text);
    buf_free(&bytes);
}

static void check_value(const char *raw, const char *parsed)
{
    struct number number;
    struct decimal want;
    struct err err = {0};
    int failed = number_read(raw, &number, &err);

    if (*parsed == '\0') {
        if (!failed)
            fail_msg("\"%s\" should be refused", raw);
        assert_non_null(strstr(err.text, "\": "));
        return;
    }
    if (failed)
        fail_msg("%s, expected %s", err.text, parsed);
    struct arena *arena = arena_new();
    const char *unit =
        str_equal(raw, CAPTIONED) ? unit_caption(arena, CAPTION, CAPTION_UNIT) : NULL;
    if (unit)
        assert_int_equal(
            unit_convert(arena, number.value, unit, CAPTION_UNIT, &number.value, &err), 0);
    arena_free(arena);
    assert_int_equal(decimal_parse(parsed, &want, &err), 0);
    if (!number.present || decimal_compare(number.value, want) != 0)
        fail_msg("\"%s\" is no %s", raw, parsed);
}

static void check_period(const char *raw, const char *parsed)
{
    struct periodread_context context = {0};
    struct spanread span;
    struct period period;
    struct err err = {0};

    for (size_t i = 0; i < sizeof KNOWN / sizeof KNOWN[0]; i++) {
        if (str_equal(KNOWN[i].raw, raw) &&
            (!KNOWN[i].parsed || str_equal(KNOWN[i].parsed, parsed)))
            context = KNOWN[i].context;
    }
    /* 2007年 is a 年度 only because its column is known to hold fiscal years */
    if (str_equal(raw, "2007年")) {
        char text[PERIOD_TEXT_SIZE];

        context.frequency = FREQUENCY_FISCAL_YEAR;
        assert_int_equal(periodread_cell(raw, &context, &period, &err), 0);
        period_print(period, text);
        assert_string_equal(text, parsed);
        return;
    }
    int failed = spanread_text(raw, &context, &span, &err);
    if (*parsed == '\0' && !failed)
        fail_msg("\"%s\" should be refused, gave %s", raw, span.text);
    if (*parsed == '\0')
        assert_non_null(strstr(err.text, "\": "));
    else if (failed)
        fail_msg("%s, expected %s", err.text, parsed);
    else if (!str_equal(span.text, parsed))
        fail_msg("\"%s\" gave %s, expected %s", raw, span.text, parsed);
}

static void walk(const char *path, size_t least,
                 void (*check)(const char *raw, const char *parsed))
{
    struct grids grids;

    read_file(path, &grids);
    const struct grid *grid = &grids.items[0];
    assert_string_equal(grid_cell(grid, 0, 0), "raw");
    assert_string_equal(grid_cell(grid, 0, 1), "parsed");
    assert_true(grid->row_count > least);
    for (size_t row = 1; row < grid->row_count; row++)
        check(grid_cell(grid, row, 0), grid_cell(grid, row, 1));
    grid_free(&grids);
}

static void test_numbers(void **state)
{
    (void)state;
    walk("tests/data/number_forms.csv", 42, check_value);
}

static void test_dates(void **state)
{
    (void)state;
    walk("tests/data/date_forms.csv", 38, check_period);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_dates),
    };

    return cmocka_run_group_tests_name("forms", tests, NULL, NULL);
}
