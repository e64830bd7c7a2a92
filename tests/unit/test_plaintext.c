/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/decode/text. */
#include "collector/decode/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct sample {
    const char *bytes;
    size_t length; /* 0 = of the text */
    const char *encoding;
    const char *want; /* the text, or the start of an error */
    const char *used; /* NULL = an error is wanted */
};

static const struct sample samples[] = {
    {"来園者は59万人\r\n続き\r終わり\n", 0, "auto", "来園者は59万人\n続き\n終わり\n", "UTF-8"},
    {"\xEF\xBB\xBF"
     "a",
     0, "auto", "a", "UTF-8"},
    {"\xFF\xFE\x42\x30\r\0\n\0", 8, "auto", "あ\n", "UTF-16LE"},
    {"\x93\xFC\x89\x80\x8E\xD2", 0, "auto", "入園者", "CP932"},
    {"\x93\xFC\x89\x80\x8E\xD2", 0, "Shift_JIS", "入園者", "CP932"},
    {"\xC6\xFE\xB1\xE0", 0, "EUC-JP", "入園", "EUC-JP"},
    {"a\f\x62\x1A", 0, "auto", "a\nb", "UTF-8"},
    {"\r", 0, "auto", "\n", "UTF-8"},
    {"\x93\xFC\x89", 0, "CP932", "the text ends inside a character", NULL},
    {"a\0b", 3, "auto", "", NULL},
    {"\xEF\xBB\xBF", 0, "auto", "the document is empty", NULL},
};

static void test_samples(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        const struct sample *sample = &samples[i];
        struct document document = {.bytes = sample->bytes,
                                    .length = sample->length > 0 ? sample->length
                                                                 : strlen(sample->bytes),
                                    .content_type = "",
                                    .encoding = sample->encoding};
        struct grids grids;
        struct err err;
        err_clear(&err);
        grid_init(&grids);
        int result = text_decode_document(&document, &grids, &err);
        assert_int_equal(result, sample->used == NULL ? -1 : 0);
        assert_int_equal(grids.count, 0);
        if (sample->used == NULL) {
            assert_int_equal(err.code, ERR_DATA);
            assert_non_null(strstr(err.text, sample->want));
        } else {
            assert_string_equal(grids.text, sample->want);
            assert_string_equal(grids.encoding, sample->used);
        }
        grid_free(&grids);
    }
}

static void test_recognises_text_only(void **state)
{
    (void)state;
    struct document text = {.bytes = "abc", .length = 3};
    struct document binary = {.bytes = "a\0c", .length = 3};
    struct document wide = {.bytes = "\xFE\xFF\0a", .length = 4};
    assert_true(text_recognise(&text));
    assert_false(text_recognise(&binary));
    assert_true(text_recognise(&wide));
}

/* Text is asked for by name; what is plainly something else is refused. */
static void test_through_the_table(void **state)
{
    (void)state;
    struct document text = {
        .bytes = "a,b\n", .length = 4, .content_type = "", .encoding = "auto"};
    struct document page = {.bytes = "<html><title>t</title>",
                            .length = 22,
                            .content_type = "",
                            .encoding = "auto"};
    struct grids grids;
    struct err err;
    err_clear(&err);
    grid_init(&grids);
    assert_int_equal(decode_document(&text, "text", &grids, &err), 0);
    assert_string_equal(grids.format, "text");
    assert_string_equal(grids.text, "a,b\n");
    grid_free(&grids);
    grid_init(&grids);
    assert_int_equal(decode_document(&page, "text", &grids, &err), -1);
    assert_non_null(strstr(err.text, "an HTML page \"t\": expected text"));
    grid_free(&grids);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_samples),
        cmocka_unit_test(test_recognises_text_only),
        cmocka_unit_test(test_through_the_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
