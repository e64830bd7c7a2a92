/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/decode. */
#include "collector/decode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct sample {
    const char *bytes;
    size_t length; /* 0 = of the text */
    const char *format;
    const char *want; /* in the error; NULL = reads as csv */
};

static const struct sample samples[] = {
    {"a,b\n1,2\n", 0, "csv", NULL},
    {"a,b\n1,2\n", 0, "auto", NULL},
    {"<注> 試験用,b\n1,2\n", 0, "auto", NULL},
    {"[注],b\n1,2\n", 0, "csv", NULL},
    {"", 0, "csv", "the document is empty"},
    {" \r\n\t", 0, "auto", "the document is empty"},
    {"<!DOCTYPE html><title>お探しの\nページ</title>", 0, "csv",
     "the document is an HTML page \"お探しの ページ\": expected csv"},
    {"<html><title>\xEF\xBB\xBF</title>", 0, "csv", "an HTML page: expected csv"},
    {"<html><title>  </title>", 0, "csv", "an HTML page \"\": expected csv"},
    {"\xEF\xBB\xBF\r\n <HTML><body>", 0, "csv", "an HTML page: expected csv"},
    {"<head><title>\xFF\xFE</title>", 0, "csv", "an HTML page: expected csv"},
    {"<?xml version=\"1.0\"?><!DOCTYPE html><html>", 0, "csv", "an HTML page"},
    {"<?xml version=\"1.0\"?><data/>", 0, "csv", "XML"},
    {"<a><a><a>", 0, "auto", "xml: "},
    {"<a href='x'>", 0, "auto", "html: the page holds neither a table nor text"},
    {"<html><body>", 0, "auto", "html: the page holds neither a table nor text"},
    {"<!-- saved --> <!-- x --><html><body>", 0, "csv", "an HTML page"},
    {"<!-- never closed", 0, "csv", "an HTML page"},
    {"<!-- a --><?xml version=\"1.0\"?><data/>", 0, "csv", "XML"},
    {"<h1>a</h1>,b\n", 0, "csv", NULL},
    {"\xFF\xFE<\0h\0t\0m\0l\0>\0", 12, "csv", "an HTML page"},
    {"%PDF-1.4\n", 0, "csv", "a PDF: expected csv"},
    {"PK\3\4xxxx", 0, "csv", "an Excel workbook"},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 0, "auto", "an old Excel workbook"},
    {"\x1F\x8B\x08", 0, "csv", "gzip"},
    {"\x89PNG\r\n", 0, "csv", "PNG"},
    {"{ \"a\": 1 }", 0, "csv", "JSON"},
    {"[\n {\"a\": 1}", 0, "auto", "json: line 2"},
    {"a\0b", 3, "auto", "of an unknown kind"},
    {"a\0b", 3, "csv", "csv: "},
    {"a,\"b\n", 0, "csv", "csv: line 1: a quote opens here and is never closed"},
    {"a,b\n", 0, "nonsense", "format nonsense cannot be read by this version"},
    {"a,b\n", 0, "xlsx", "xlsx: the document is no workbook but text, perhaps CSV"},
    {"a\0b\n", 4, "xlsx", "xlsx: the document is no workbook but of an unknown kind"},
    {"PK\3\4xxxx", 0, "auto", "xlsx: this is no whole ZIP archive"},
    {"\x09\x08\x10\0\0\6", 6, "auto", "an old Excel workbook (.xls), which cannot be read"},
    {"MIME-Version: 1.0\n", 0, "auto", "a web archive (MHTML)"},
    {"{\\rtf1 x}", 0, "csv", "an RTF document: expected csv"},
    {"<?xml version=\"1.0\"?><Workbook "
     "xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
     0, "csv", "a SpreadsheetML 2003 workbook: expected csv"},
};

static void test_samples(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        const struct sample *sample = &samples[i];
        struct document document = {.bytes = sample->bytes,
                                    .length = sample->length > 0 ? sample->length
                                                                 : strlen(sample->bytes),
                                    .content_type = "text/csv",
                                    .encoding = "auto"};
        struct grids grids;
        struct err err;
        err_clear(&err);
        grid_init(&grids);
        int result = decode_document(&document, sample->format, &grids, &err);
        if (sample->want == NULL) {
            assert_int_equal(result, 0);
            assert_int_equal(grids.count, 1);
            assert_string_equal(grids.format, "csv");
        } else {
            assert_int_equal(result, -1);
            assert_int_equal(err.code, ERR_DATA);
            if (strstr(err.text, sample->want) == NULL)
                fail_msg("sample %zu: \"%s\" does not say \"%s\"", i, err.text, sample->want);
        }
        grid_free(&grids);
    }
}

static void test_formats(void **state)
{
    (void)state;
    const char *const *formats = decode_formats();
    static const char *const wanted[] = {"csv", "html", "json", "pdf", "text", "xlsx", "xml"};
    size_t count = 0;
    while (formats[count] != NULL)
        count++;
    assert_string_equal(formats[count - 2], "csv"); /* these take any text: they come last */
    assert_string_equal(formats[count - 1], "text");
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        size_t at = 0;
        while (formats[at] != NULL && strcmp(formats[at], wanted[i]) != 0)
            at++;
        assert_non_null(formats[at]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_samples),
        cmocka_unit_test(test_formats),
    };
    return cmocka_run_group_tests_name("decode", tests, NULL, NULL);
}
