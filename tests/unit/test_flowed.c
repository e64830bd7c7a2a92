/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of alerts/flowed. */
#include "alerts/flowed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "core/unicode.h"

/* As RFC 3676 says that it is read: the stuffed space goes, and with delsp the one at the end.
 */
static void unflow(const char *text, struct buf *out)
{
    while (*text) {
        size_t length = strcspn(text, "\n");
        bool soft = length > 0 && text[length - 1] == ' ';
        size_t start = *text == ' ';

        if (length > start)
            buf_append(out, text + start, length - start - soft);
        if (!soft)
            buf_putc(out, '\n');
        text += length + 1;
    }
}

static void assert_short(const char *text, int columns)
{
    char line[4096];

    while (*text) {
        size_t length = strcspn(text, "\n");

        memcpy(line, text, length);
        line[length] = '\0';
        if (unicode_width(line) > columns)
            fail_msg("%d columns: %s", unicode_width(line), line);
        text += length + 1;
    }
}

static void test_comes_back(void **state)
{
    (void)state;
    static const char *const CASES[] = {
        "",
        "短い行\n",
        "\n\n",
        "  字下げした行\n> 引用ではない\nFrom here\n",
        "  判定条件: "
        "通常の変動を超える低下（管理限界の外・7期連続の増減・3期のうち2期が限界近く・"
        "7期連続で平均の片側）（2026-03-01T09:00:00+09:"
        "00から）、これは長い行が二度三度と折り返されることを"
        "確かめるための文であり、意味はありません。\n",
        "A long line in English, which is broken behind its spaces and nowhere else, so that "
        "the "
        "words stay whole and come back as they were.\n",
        "  内容を確認のうえ、確認済みとする場合: shihyo alerts ack "
        "a-rule-with-a-rather-long-name-of-its-own\n",
    };
    struct buf flowed, back;

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        buf_init(&flowed, 10000);
        buf_init(&back, 10000);
        flowed_text(CASES[i], &flowed);
        assert_short(buf_text(&flowed), 78);
        unflow(buf_text(&flowed), &back);
        assert_string_equal(buf_text(&back), CASES[i]);
        buf_free(&flowed);
        buf_free(&back);
    }
}

/* What ends with a space would go on; an address is never broken. */
static void test_edges(void **state)
{
    (void)state;
    static const char URL[] = "  "
                              "https://example.jp/a/very/long/address/that/goes/on/and/on/and/"
                              "on/and/on/and/on/to/the/"
                              "end.html\n";
    struct buf out;

    buf_init(&out, 10000);
    flowed_text("a   \r\nb\n", &out);
    assert_string_equal(buf_text(&out), "a\nb\n");
    buf_reset(&out);
    flowed_text(URL, &out);
    assert_string_equal(buf_text(&out) + 1, URL);
    buf_reset(&out);
    flowed_text("\xff\xfe bytes\n", &out);
    assert_string_equal(buf_text(&out), "\xff\xfe bytes\n");
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_comes_back),
        cmocka_unit_test(test_edges),
    };

    return cmocka_run_group_tests_name("flowed", tests, NULL, NULL);
}
