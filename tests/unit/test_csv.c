/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/decode/csv. All figures are test data. */
#include "collector/decode/csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/buf.h"

static int decode(const void *bytes, size_t length, struct grids *grids, struct err *err)
{
    struct document document = {
        .bytes = bytes, .length = length, .content_type = "", .encoding = "auto"};
    err_clear(err);
    grid_init(grids);
    return csv_decode(&document, grids, err);
}

/* The first grid as "a|b/c|d": cells by |, rows by /. */
static void print(const struct grids *grids, struct buf *out)
{
    const struct grid *grid = &grids->items[0];
    for (size_t row = 0; row < grid->row_count; row++) {
        if (row > 0)
            assert_int_equal(buf_putc(out, '/'), 0);
        for (size_t i = 0; i < grid->rows[row].count; i++) {
            if (i > 0)
                assert_int_equal(buf_putc(out, '|'), 0);
            assert_int_equal(buf_puts(out, grid->rows[row].cells[i]), 0);
        }
    }
}

struct shape {
    const char *text;
    const char *want;
};

static const struct shape shapes[] = {
    {"a,b\n1,2\n", "a|b/1|2"},
    {"a,b\r\n1,2\r\n", "a|b/1|2"},
    {"a,b\r1,2\r", "a|b/1|2"},
    {"a,b\n1,2", "a|b/1|2"},
    {"a,b\n1,2\n\x1A", "a|b/1|2"},
    {"a,b\n1,2\x1A\r\n", "a|b/1|2"},
    {"a,b\n\n\n\n1,2\n", "a|b//1|2"},
    {"a,b,,\n1,2,,\n", "a|b||/1|2||"},
    {"a,b\n1\n1,2,3\n", "a|b/1/1|2|3"},
    {"a,b\n\"1,234\",\"x\"\"y\"\n", "a|b/1,234|x\"y"},
    {"a,b\n\"x\ny\",2\n", "a|b/x\ny|2"},
    {"a,b\r\n\"x\r\ny\rz\",2\r\n", "a|b/x\ny\nz|2"},
    {"a,b\n=\"0123\",'0456\n", "a|b/0123|0456"},
    {"a,b\n\"=\"\"0123\"\"\",'\n", "a|b/0123|'"},
    {"a,b\n \"1,234\" ,2\n", "a|b/1,234|2"},
    {"a,b\n5\" disk,say \"hi\"\n", "a|b/5\" disk|say \"hi\""},
    {"a,b\n\"\",\"\"\n", "a|b/|"},
    {"a\tb\n1,000\t2\n", "a|b/1,000|2"},
    {"a;b\n1,5;2,5\n", "a|b/1,5|2,5"},
    {"a;b;c\n\"x,y\";\"x,y\";\"x,y\"\n", "a|b|c/x,y|x,y|x,y"},
    {"a,b;c\n1,2\n3,4\n", "a|b;c/1|2/3|4"},
    {"title\nunit\ta\nx\t1,2\ny\t1,3\n", "title/unit|a/x|1,2/y|1,3"},
    {"only\none\n", "only/one"},
    {"\xEF\xBB\xBF年度,数\n1,2\n", "年度|数/1|2"},
    {"\x94N\x93x,\x90\x94\r\n1,2\r\n", "年度|数/1|2"}, /* CP932 */
    {"\x95\x5C,\x83\x5C\n1,2\n", "表|ソ/1|2"},         /* trail bytes 0x5C */
};

static void test_shapes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        struct grids grids;
        struct err err;
        struct buf got;
        buf_init(&got, 1000);
        assert_int_equal(decode(shapes[i].text, strlen(shapes[i].text), &grids, &err), 0);
        assert_int_equal(grids.count, 1);
        print(&grids, &got);
        assert_string_equal(buf_text(&got), shapes[i].want);
        buf_free(&got);
        grid_free(&grids);
    }
}

static void test_utf16(void **state)
{
    (void)state;
    static const char text[] = "\xFF\xFE\x74\x5E\t\0"
                               "1\0\r\0\n\0"
                               "2\0\t\0"
                               "3\0";
    struct grids grids;
    struct err err;
    assert_int_equal(decode(text, sizeof text - 1, &grids, &err), 0);
    assert_string_equal(grid_cell(&grids.items[0], 0, 0), "年");
    assert_string_equal(grid_cell(&grids.items[0], 1, 1), "3");
    assert_string_not_equal(grids.encoding, "");
    grid_free(&grids);
}

static void test_lines_are_counted(void **state)
{
    (void)state;
    static const char text[] = "a,b\r\n\"x\r\ny\",1\r\n\r\n\r\nc,2\r\n";
    static const long want[] = {1, 2, 4, 6};
    struct grids grids;
    struct err err;
    assert_int_equal(decode(text, strlen(text), &grids, &err), 0);
    assert_int_equal(grids.items[0].row_count, 4);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(grids.items[0].rows[i].line, want[i]);
    grid_free(&grids);
}

static const struct shape names[] = {
    {"a,b\n1,2\n", ""},
    {"入園者数の推移\na,b\n1,2\n", "入園者数の推移"},
    {"入園者数の推移,,\n,,（単位：人）\na,b\n1,2\n", "入園者数の推移"},
    {"統計表\n\n入園者数の推移\n令和6年4月1日現在\na,b\n1,2\n", "入園者数の推移"},
    {"one\ntwo\n", ""},
};

static void test_named_after_the_line_above(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct grids grids;
        struct err err;
        assert_int_equal(decode(names[i].text, strlen(names[i].text), &grids, &err), 0);
        assert_string_equal(grids.items[0].name, names[i].want);
        grid_free(&grids);
    }
}

static const struct shape refusals[] = {
    {"a,b\n\n\"1,2\n3,4\n", "line 3: a quote opens here"},
    {"a,b\n1,\x94", ""}, /* half a character */
    {"\n\r\n\x1A", "empty"},
};

static void test_refusals(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        struct grids grids;
        struct err err;
        assert_int_equal(decode(refusals[i].text, strlen(refusals[i].text), &grids, &err), -1);
        assert_int_equal(err.code, ERR_DATA);
        assert_string_not_equal(err.text, "");
        assert_non_null(strstr(err.text, refusals[i].want));
        grid_free(&grids);
    }
}

static void test_cell_has_a_limit(void **state)
{
    (void)state;
    for (int quoted = 0; quoted < 2; quoted++) {
        for (size_t over = 0; over < 2; over++) {
            size_t length = CSV_CELL_MAX + over;
            char *text = malloc(length + 3);
            struct grids grids;
            struct err err;
            assert_non_null(text);
            memset(text, 'x', length + 3);
            if (quoted)
                text[0] = text[length + 1] = '"';
            int want = over > 0 ? -1 : 0;
            assert_int_equal(decode(text, quoted ? length + 2 : length, &grids, &err), want);
            if (over > 0)
                assert_non_null(strstr(err.text, "line 1: a cell of more than"));
            grid_free(&grids);
            free(text);
        }
    }
}

/* The document must not be read beyond its length. */
static void test_every_prefix(void **state)
{
    (void)state;
    static const char text[] = "t\r\n\"a\"\"b\",=\"0\"\r\n'1, \"2\" x\r\n";
    for (size_t length = 1; length < sizeof text; length++) {
        char *copy = malloc(length);
        struct grids grids;
        struct err err;
        assert_non_null(copy);
        memcpy(copy, text, length);
        int result = decode(copy, length, &grids, &err);
        assert_true(result == 0 || err.code == ERR_DATA);
        grid_free(&grids);
        free(copy);
    }
}

static void test_recognises_text(void **state)
{
    (void)state;
    struct document text = {.bytes = "a,b\n", .length = 4};
    struct document binary = {.bytes = "a\0b\n", .length = 4};
    struct document wide = {.bytes = "\xFF\xFE\x61\0", .length = 4};
    assert_true(csv_recognise(&text));
    assert_false(csv_recognise(&binary));
    assert_true(csv_recognise(&wide));
}

/* Of e-Stat's two days the later one; DATE is when the reply was made, and of several tables
 * no day is that of all. */
static void test_the_day_of_publication(void **state)
{
#define HEAD "\"RESULT\"\n\"STATUS\",\"0\"\n\"DATE\",\"2026-11-25T09:00:00+09:00\"\n"
#define INF "\"TABLE_INF\",\"0003\"\n\"TITLE\",\"\",\"a\nb\"\n\"SURVEY_DATE\",\"202609\"\n"
#define OPENED(day) "\"OPEN_DATE\",\"" day "\"\n"
#define UPDATED(day) "\"UPDATED_DATE\",\"" day "\"\n"
#define VALUES "\"VALUE\"\n\"time_code\",\"value\"\n\"2021001111\",\"1430\"\n"
    static const char *const cases[][2] = {
        {HEAD INF OPENED("2026-10-30") VALUES, "2026-10-30"},
        {HEAD INF OPENED("2026-09-30") UPDATED("2026-10-30") VALUES, "2026-10-30"},
        {HEAD INF OPENED("2026-10-30") UPDATED("2026-09-30") VALUES, "2026-10-30"},
        {"\xEF\xBB\xBF" HEAD INF UPDATED("2026-10-30") VALUES, "2026-10-30"},
        {HEAD INF VALUES, ""},
        {HEAD INF VALUES OPENED("2026-10-30"), ""},
        {HEAD INF "\"OPEN_DATE\",\"2026-10-30\",\"x\"\n" VALUES, ""},
        {HEAD INF OPENED("2026-10-30") VALUES INF OPENED("2026-10-30") VALUES, ""},
        {HEAD OPENED("2026-10-30") VALUES, ""},
        {INF OPENED("2026-10-30") VALUES, ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct grids grids;
        struct err err;
        if (decode(cases[i][0], strlen(cases[i][0]), &grids, &err) != 0)
            fail_msg("%s: %s", cases[i][0], err.text);
        const char *got = grids.published == NULL ? "" : grids.published;
        if (strcmp(got, cases[i][1]) != 0)
            fail_msg("%s: \"%s\", expected \"%s\"", cases[i][0], got, cases[i][1]);
        grid_free(&grids);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shapes),
        cmocka_unit_test(test_utf16),
        cmocka_unit_test(test_lines_are_counted),
        cmocka_unit_test(test_named_after_the_line_above),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_cell_has_a_limit),
        cmocka_unit_test(test_every_prefix),
        cmocka_unit_test(test_recognises_text),
        cmocka_unit_test(test_the_day_of_publication),
    };
    return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
