/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/csvfile. */
#include "core/csvfile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* "line:a|b/line:c": what is read of a text, or "line! why". */
static void read_all(const char *text, size_t length, char *out, size_t size)
{
    struct csvfile file;
    struct buf bytes;
    struct err err = {0};
    size_t used = 0;
    int found = -1;

    buf_init(&bytes, 1 << 20);
    buf_append(&bytes, text, length);
    out[0] = '\0';
    if (csvfile_open(&file, &bytes, &err) == 0) {
        while ((found = csvfile_next(&file, &err)) == 1) {
            used += (size_t)snprintf(out + used, size - used, "%s%ld:", used ? "/" : "",
                                     file.line);
            for (size_t i = 0; i < file.count; i++)
                used += (size_t)snprintf(out + used, size - used, "%s%s", i ? "|" : "",
                                         file.cells[i]);
        }
    }
    if (found < 0)
        snprintf(out, size, "%ld! %s", file.line, err.text);
    buf_free(&bytes);
}

struct reading {
    const char *text;
    const char *want;
};

static const struct reading READINGS[] = {
    {"", ""},
    {"\n\n", ""},
    {"a,b\n1,2\n", "1:a|b/2:1|2"},
    {"a,b\r\n1,2", "1:a|b/2:1|2"},
    {"a\n\n\r\nb\n", "1:a/4:b"},
    {",\n", "1:|"},
    {"a,\n", "1:a|"},
    {"\"\"\n", "1:"},
    {"\"a,\"\"b\"\"\n\",c\nd\n", "1:a,\"b\"\n|c/3:d"},
    {"\"a\r\nb\"\n", "1:a\r\nb"},
    {"\"a\"", "1:a"},
    {" a ,' b\n", "1: a |' b"},
    {"\xEF\xBB\xBF\"年\"\n", "1:年"},
    {"ok\n\"never\nclosed\n", "2! a quote opens here and is never closed"},
    {"a\"b\n", "1! a quote or a line end stands inside a cell"},
    {"\"a\"b\n", "1! a quote or a line end stands inside a cell"},
    {"a\rb\n", "1! a quote or a line end stands inside a cell"},
    {"\x94N\x93x\n", "0! it is no UTF-8"},
};

static void test_reading(void **state)
{
    char got[1024];

    (void)state;
    for (size_t i = 0; i < sizeof READINGS / sizeof READINGS[0]; i++) {
        read_all(READINGS[i].text, strlen(READINGS[i].text), got, sizeof got);
        assert_string_equal(got, READINGS[i].want);
    }
    read_all("a\0b\n", 4, got, sizeof got);
    assert_string_equal(got, "0! it is no text");
}

static void test_too_many_cells(void **state)
{
    char text[64], got[1024];

    (void)state;
    memset(text, ',', sizeof text);
    read_all(text, CSVFILE_CELLS_MAX - 1, got, sizeof got);
    assert_string_equal(strrchr(got, ':'), ":|||||||||||||||||||||||||||||||");
    read_all(text, CSVFILE_CELLS_MAX, got, sizeof got);
    assert_string_equal(got, "1! more than 32 cells");
}

/* What is written is read as it was. */
static void test_writing(void **state)
{
    static const char *const CELLS[] = {"",     "a",  "a,b", "\"",    "\"\"", "a\nb",
                                        "\r\n", " a", "b ",  "'=1+1", "年度"};
    size_t count = sizeof CELLS / sizeof CELLS[0];
    struct csvfile file;
    struct buf bytes;
    struct err err = {0};

    (void)state;
    buf_init(&bytes, 4096);
    for (size_t i = 0; i < count; i++)
        csvfile_put(&bytes, CELLS[i], i + 1 < count ? ',' : '\n');
    csvfile_put(&bytes, NULL, ',');
    csvfile_put(&bytes, "last", '\n');
    assert_int_equal(csvfile_open(&file, &bytes, &err), 0);
    assert_int_equal(csvfile_next(&file, &err), 1);
    assert_int_equal(file.count, count);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(file.cells[i], CELLS[i]);
    assert_int_equal(csvfile_next(&file, &err), 1);
    assert_int_equal(file.line, 4); /* two line ends stand inside */
    assert_string_equal(file.cells[0], "");
    assert_string_equal(file.cells[1], "last");
    assert_int_equal(csvfile_next(&file, &err), 0);
    buf_free(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reading),
        cmocka_unit_test(test_too_many_cells),
        cmocka_unit_test(test_writing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
