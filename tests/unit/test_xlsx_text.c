/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/decode/xlsx_text and xlsx_part. */
#include "collector/decode/xlsx_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "collector/decode/sheetgrid.h"
#include "collector/decode/xlsx_part.h"

struct sample {
    const char *text;
    const char *want;
};

static const struct sample escapes[] = {
    {"plain", "plain"},
    {"a_x000A_b", "a\nb"},
    {"a_x000D__x000A_b", "a\nb"},
    {"a\r\nb\rc\nd", "a\nb\nc\nd"},
    {"a_x0009_b", "a\tb"},
    {"_x005F_x0041_", "_x0041_"},
    {"_x6771__x4EAC_", "東京"},
    {"_x00b2_", "²"},
    {"_xD83D__xDE00_", "😀"},
    {"_xD83D_a", "a"},
    {"_xDE00_a", "a"},
    {"_x0000_a_x0007_", "a"},
    {"_x12_", "_x12_"},
    {"_x123G_", "_x123G_"},
    {"_x1234", "_x1234"},
    {"_X000A_", "_X000A_"},
    {"_x", "_x"},
    {"", ""},
};

static void test_escapes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof escapes / sizeof escapes[0]; i++) {
        char text[64];
        (void)snprintf(text, sizeof text, "%s", escapes[i].text);
        assert_int_equal(xlsx_text_unescape(text), strlen(escapes[i].want));
        assert_string_equal(text, escapes[i].want);
    }
}

static void test_skips_phonetic_runs(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct xlsx_text text;
    struct err err;
    xlsx_text_init(&text);
    xlsx_text_start(&text, "t");
    assert_int_equal(xlsx_text_add(&text, "東", 3, &err), 0);
    assert_int_equal(xlsx_text_add(&text, "京", 3, &err), 0);
    xlsx_text_end(&text, "t");
    assert_int_equal(xlsx_text_add(&text, "\n ", 2, &err), 0); /* between elements */
    xlsx_text_start(&text, "rPh");
    xlsx_text_start(&text, "t");
    assert_int_equal(xlsx_text_add(&text, "トウキョウ", 15, &err), 0);
    xlsx_text_end(&text, "t");
    xlsx_text_end(&text, "rPh");
    xlsx_text_start(&text, "r");
    xlsx_text_start(&text, "t");
    assert_int_equal(xlsx_text_add(&text, "都", 3, &err), 0);
    xlsx_text_end(&text, "t");
    xlsx_text_end(&text, "r");
    assert_string_equal(xlsx_text_take(&text, arena), "東京都");
    assert_string_equal(xlsx_text_take(&text, arena), "");
    buf_free(&text.buf);
    arena_free(arena);
}

static void test_text_has_a_limit(void **state)
{
    (void)state;
    static char piece[4096];
    struct xlsx_text text;
    struct err err;
    int result = 0;
    memset(piece, 'x', sizeof piece);
    xlsx_text_init(&text);
    xlsx_text_start(&text, "t");
    for (size_t i = 0; i <= SHEETGRID_CELL_MAX / sizeof piece && result == 0; i++)
        result = xlsx_text_add(&text, piece, sizeof piece, &err);
    assert_int_equal(result, -1);
    assert_int_equal(err.code, ERR_DATA);
    buf_free(&text.buf);
}

struct target {
    const char *source;
    const char *target;
    const char *want;
};

static const struct target targets[] = {
    {"", "xl/workbook.xml", "xl/workbook.xml"},
    {"", "/xl/workbook.xml", "xl/workbook.xml"},
    {"xl/workbook.xml", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"},
    {"xl/workbook.xml", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"},
    {"xl/workbook.xml", "../xl/./worksheets//sheet1.xml", "xl/worksheets/sheet1.xml"},
    {"xl/a/b.xml", "..\\c.xml", "xl/c.xml"},
    {"xl/workbook.xml", "../../secret", NULL},
    {"workbook.xml", "..", NULL},
    {"xl/workbook.xml", "", "xl/"},
};

static void test_targets(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof targets / sizeof targets[0]; i++) {
        const char *got = xlsx_part_resolve(arena, targets[i].source, targets[i].target);
        if (targets[i].want == NULL)
            assert_null(got);
        else
            assert_string_equal(got, targets[i].want);
    }
    assert_string_equal(xlsx_part_relations(arena, ""), "_rels/.rels");
    assert_string_equal(xlsx_part_relations(arena, "xl/workbook.xml"),
                        "xl/_rels/workbook.xml.rels");
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_escapes),
        cmocka_unit_test(test_skips_phonetic_runs),
        cmocka_unit_test(test_text_has_a_limit),
        cmocka_unit_test(test_targets),
    };
    return cmocka_run_group_tests_name("xlsx_text", tests, NULL, NULL);
}
