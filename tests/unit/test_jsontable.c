/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the JSON decoder: grids and pages. All figures are test data. */
#include "collector/decode/jsontable.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "collector/decode/jsondash.h"
#include "core/buf.h"

static int decode(const char *text, const char *rows, struct grids *grids, struct err *err)
{
    struct document document = {.bytes = text,
                                .length = strlen(text),
                                .content_type = "",
                                .encoding = "auto",
                                .rows = rows};
    err_clear(err);
    grid_init(grids);
    return jsontable_decode(&document, grids, err);
}

/* Grids as "name:a|b/c|d": cells by |, rows by /, grids by a line end. */
static void print(const struct grids *grids, struct buf *out)
{
    for (size_t g = 0; g < grids->count; g++) {
        const struct grid *grid = &grids->items[g];
        (void)buf_printf(out, "%s%s:", g > 0 ? "\n" : "", grid->name);
        for (size_t row = 0; row < grid->row_count; row++) {
            (void)buf_puts(out, row > 0 ? "/" : "");
            for (size_t i = 0; i < grid->rows[row].count; i++)
                (void)buf_printf(out, "%s%s", i > 0 ? "|" : "", grid->rows[row].cells[i]);
        }
    }
}

struct shape {
    const char *text;
    const char *rows;
    const char *want;
};

static void test_makes_grids(void **state)
{
    static const struct shape shapes[] = {
        {"[{\"a\":1,\"b\":2.50},{\"b\":3,\"c\":true}]", "", ":a|b|c/1|2.50/|3|true"},
        {"[{\"a\":{\"x\":1,\"y\":[2,3]}},null,{\"a\":null}]", "",
         ":a/x|a/y/0|a/y/1|a/1|2|3//|||"},
        {"{\"d\":[[\"h\",\"i\"],[1,null],[{},[]]]}", "", "/d:h|i/1|/{...}|[...]"},
        {"{\"d\":[1,null,\"x\"]}", "/d", "/d:d/1//x"},
        {"[1,2]", "", ":value/1/2"},
        {"{\"a\":1,\"b\":{\"c\":2}}", "", ":a|b/c/1|2"},
        {"{\"m\":[{\"a\":1}],\"one\":{\"a\":2}}", "/one", "/one:a/2"},
        {"{\"x\":[[{\"a\":5}]]}", "/x/0", "/x/0:a/5"},
        {"{\"\":[{\"a\":5}]}", "/", "/:a/5"},
        {"{\"\xEF\xBB\xBF"
         "a\":[{\"\xEF\xBB\xBF"
         "b\":5}]}",
         "",
         "/\xEF\xBB\xBF"
         "a:b/5"},
        {"{\"type\":\"x\",\"features\":[{\"p\":{\"n\":1},\"g\":{\"c\":[[1,2]]}}]}", "",
         "/features:p/n|g/c/0/0|g/c/0/1/1|1|2"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        struct grids grids;
        struct err err;
        struct buf got;
        buf_init(&got, 4096);
        if (decode(shapes[i].text, shapes[i].rows, &grids, &err) != 0)
            fail_msg("%s: %s", shapes[i].text, err.text);
        print(&grids, &got);
        if (strcmp(buf_text(&got), shapes[i].want) != 0)
            fail_msg("%s: \"%s\", expected \"%s\"", shapes[i].text, buf_text(&got),
                     shapes[i].want);
        buf_free(&got);
        grid_free(&grids);
    }
}

static void test_refuses(void **state)
{
    static const struct shape shapes[] = {
        {"{\"a\":[{\"b\":1}]}", "/a/1", "\"/a\" is an array of 1 items"},
        {"{\"a\":[{\"b\":1}]}", "/a/01", "leads nowhere"},
        {"{\"a\":[{\"b\":1}]}", "/a/-", "leads nowhere"},
        {"{\"a\":{}}", "/a/b", "\"/a\" has nothing"},
        {"{\"a\":1}", "/a/b", "\"/a\" is a single value"},
        {"{\"a\":1}", "/a", "\"/a\" is a single value: expected an array"},
        {"{\"a\":1}", "a", "no JSON pointer"},
        {"{\"a\":1}", "/~2", "~0"},
        {"{\"a\":[]}", "/a", "\"/a\" is empty"},
        {"{\"a\":[]}", "", "\"/a\" (0 items)"},
        {"[]", "", "\"\" (0 items)"},
        {"{\"a\":[1,{}]}", "/a", "\"/a/1\" is an object, unlike"},
        {"12", "", "a single value"},
        {"{\"a\":[{}],\"b\":{\"c/~\":[[]]}}", "", "\"/a\" (1 items), \"/b/c~1~0\" (1 items)"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        struct grids grids;
        struct err err;
        assert_int_equal(decode(shapes[i].text, shapes[i].rows, &grids, &err), -1);
        if (strstr(err.text, shapes[i].want) == NULL)
            fail_msg("%s: \"%s\", expected \"%s\"", shapes[i].text, err.text, shapes[i].want);
        grid_free(&grids);
    }
}

static void test_bounds_the_columns(void **state)
{
    struct buf text;
    struct grids grids;
    struct err err;
    (void)state;
    buf_init(&text, 1000000);
    for (int i = 0; i < 5000; i++)
        (void)buf_printf(&text, "%s{\"k%d\":1}", i == 0 ? "[" : ",", i);
    (void)buf_putc(&text, ']');
    assert_int_equal(decode(buf_text(&text), "", &grids, &err), -1);
    assert_string_equal(err.text, "\"/4096\": more than 4096 columns");
    grid_free(&grids);
    buf_free(&text);
}

static void test_finds_the_next_page(void **state)
{
#define CKAN(result)                                                                          \
    "{\"success\":true,\"result\":{\"records\":[{\"a\":1},{\"a\":2}]," result "}}"
#define ESTAT(inf)                                                                            \
    "{\"GET_STATS_DATA\":{\"RESULT\":{\"STATUS\":\"0\"},\"STATISTICAL_DATA\":{"               \
    "\"RESULT_INF\":{" inf "},\"DATA_INF\":{\"VALUE\":{\"$\":\"1\"}}}}}"
    static const struct shape shapes[] = {
        {CKAN("\"limit\":2,\"total\":5"), "", "offset=2"},
        {CKAN("\"limit\":2,\"offset\":2,\"total\":5"), "", "offset=4"},
        {CKAN("\"limit\":100,\"offset\":3,\"total\":5"), "", ""},
        {CKAN("\"limit\":2,\"total\":2"), "", ""},
        {CKAN("\"limit\":2,\"total\":2,\"total_was_estimated\":true"), "", "offset=2"},
        {CKAN("\"limit\":3,\"total\":9,\"total_was_estimated\":true"), "", ""},
        {CKAN("\"limit\":2"), "", "offset=2"},
        {CKAN("\"sql\":\"x\""), "", ""},
        {CKAN("\"limit\":2,\"total\":5"), "/result/records", "offset=2"},
        {ESTAT("\"NEXT_KEY\":100001"), "", "startPosition=100001"},
        {ESTAT("\"NEXT_KEY\":\"100001\""), "/GET_STATS_DATA/STATISTICAL_DATA/DATA_INF/VALUE",
         "startPosition=100001"},
        {ESTAT("\"TOTAL_NUMBER\":1"), "", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        struct grids grids;
        struct err err;
        if (decode(shapes[i].text, shapes[i].rows, &grids, &err) != 0)
            fail_msg("%s: %s", shapes[i].text, err.text);
        if (strcmp(grids.next, shapes[i].want) != 0)
            fail_msg("%s: \"%s\", expected \"%s\"", shapes[i].text, grids.next,
                     shapes[i].want);
        grid_free(&grids);
    }
}

/* Of e-Stat's two days the later one; RESULT/DATE is when the reply was made. */
static void test_finds_the_day_of_publication(void **state)
{
#define TABLE(inf)                                                                            \
    "{\"GET_STATS_DATA\":{\"RESULT\":{\"STATUS\":\"0\",\"DATE\":\"2026-11-25T09:00:00\"},"    \
    "\"STATISTICAL_DATA\":{\"TABLE_INF\":{" inf "},\"DATA_INF\":{\"VALUE\":{\"$\":\"1\"}}}}}"
    static const char *const cases[][2] = {
        {TABLE("\"OPEN_DATE\":\"2026-10-30\""), "2026-10-30"},
        {TABLE("\"OPEN_DATE\":\"2026-09-30\",\"UPDATED_DATE\":\"2026-10-30\""), "2026-10-30"},
        {TABLE("\"OPEN_DATE\":\"2026-10-30\",\"UPDATED_DATE\":\"2026-09-30\""), "2026-10-30"},
        {TABLE("\"UPDATED_DATE\":\"2026-10-30\""), "2026-10-30"},
        {TABLE("\"SURVEY_DATE\":\"202609\""), ""},
        {TABLE(""), ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct grids grids;
        struct err err;
        if (decode(cases[i][0], "", &grids, &err) != 0)
            fail_msg("%s: %s", cases[i][0], err.text);
        assert_string_equal(grids.published, cases[i][1]);
        grid_free(&grids);
    }
}

static void test_reads_dashboard_times(void **state)
{
    static const char *const times[][2] = {
        {"20240100", "2024-01"},  {"20241200", "2024-12"},
        {"20242Q00", "2024-Q2"},  {"2024CY00", "2024"},
        {"2024FY00", "FY2024"},   {"20240000", "20240000"},
        {"20245Q00", "20245Q00"}, {"2024XY00", "2024XY00"},
        {"202401", "202401"},     {"", ""},
        {"20240101", "20240101"}, {"ABCDCY00", "ABCDCY00"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        char out[JSONDASH_TIME_SIZE];
        assert_string_equal(jsondash_time(times[i][0], out), times[i][1]);
    }
}

static void test_recognises(void **state)
{
    static const char *const texts[] = {"{}", " [1]\n", "[\"a\"]", "{\"a\":1}\r\n"};
    static const char *const others[] = {"", "[単位:人],2\n1,2", "{", "a,b", "[1", "{]"};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        assert_true(jsontable_recognise(
            &(struct document){.bytes = texts[i], .length = strlen(texts[i])}));
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        assert_false(jsontable_recognise(
            &(struct document){.bytes = others[i], .length = strlen(others[i])}));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_makes_grids),
        cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_bounds_the_columns),
        cmocka_unit_test(test_finds_the_next_page),
        cmocka_unit_test(test_finds_the_day_of_publication),
        cmocka_unit_test(test_reads_dashboard_times),
        cmocka_unit_test(test_recognises),
    };
    return cmocka_run_group_tests_name("jsontable", tests, NULL, NULL);
}
