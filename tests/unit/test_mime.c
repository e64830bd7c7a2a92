/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of alerts/mime; scenario 35 has whole mails read back by another program. */
#include "alerts/mime.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "core/instant.h"

static const char *header(struct buf *out, const char *value)
{
    buf_reset(out);
    mime_header(out, "Subject", value);
    return buf_text(out);
}

static void test_plain_headers(void **state)
{
    (void)state;
    struct buf out;

    buf_init(&out, 10000);
    assert_string_equal(header(&out, "a b"), "Subject: a b\r\n");
    assert_string_equal(header(&out, ""), "Subject: \r\n");
    /* Folded at spaces, which stay. */
    assert_string_equal(
        header(&out, "0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 012"),
        "Subject: 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789\r\n"
        " 012\r\n");
    buf_free(&out);
}

/* Nothing that is given begins a line of its own. */
static void test_nothing_is_injected(void **state)
{
    (void)state;
    static const char *const EVIL[] = {
        "a\r\nBcc: x@example.jp",
        "a\nBcc: x",
        "a\rBcc: x",
        "a\r\n\r\nbody",
        "\xe2\x80\xa8"
        "Bcc: x", /* U+2028 */
        "=?utf-8?q?=0D=0ABcc:_x?=",
        "\r\n",
    };
    struct buf out;

    buf_init(&out, 10000);
    for (size_t i = 0; i < sizeof EVIL / sizeof EVIL[0]; i++) {
        const char *text = header(&out, EVIL[i]);

        for (const char *end = strchr(text, '\n'); end; end = strchr(end + 1, '\n'))
            assert_true(end[-1] == '\r' && (end[1] == ' ' || end[1] == '\0'));
        assert_null(strstr(text, "=0D=0A"));
        buf_reset(&out);
        mime_mailbox(&out, "From", EVIL[i], "a@example.jp");
        for (const char *end = strchr(buf_text(&out), '\n'); end; end = strchr(end + 1, '\n'))
            assert_true(end[1] == ' ' || end[1] == '\0');
    }
    buf_free(&out);
}

/* Every line is at most 76 characters, every encoded word whole characters. */
static void test_long_japanese(void **state)
{
    (void)state;
    struct buf text, out;

    buf_init(&text, 10000);
    buf_init(&out, 20000);
    for (int i = 0; i < 200; i++) {
        buf_puts(&text, i % 7 == 0 ? "a" : "指");
        const char *line = header(&out, buf_text(&text));

        while (*line) {
            const char *end = strstr(line, "\r\n");

            assert_non_null(end);
            assert_true(end - line <= 76);
            line = end + 2;
        }
    }
    assert_string_equal(header(&out, "指標"), "Subject: =?UTF-8?B?5oyH5qiZ?=\r\n");
    buf_free(&text);
    buf_free(&out);
}

static void test_mailboxes(void **state)
{
    (void)state;
    struct buf out;

    buf_init(&out, 10000);
    mime_mailbox(&out, "From", "", "a@example.jp");
    assert_string_equal(buf_text(&out), "From: <a@example.jp>\r\n");
    buf_reset(&out);
    mime_mailbox(&out, "From", "A \"B\" <c@d>", "a@example.jp");
    assert_string_equal(buf_text(&out),
                        "From: =?UTF-8?B?QSAiQiIgPGNAZD4=?= <a@example.jp>\r\n");
    buf_free(&out);
}

static void test_date(void **state)
{
    (void)state;
    struct buf out;
    struct err err = {0};

    buf_init(&out, 1000);
    assert_int_equal(instant_set_zone("Asia/Tokyo", &err), 0);
    mime_date(&out, 1772323200);
    assert_string_equal(buf_text(&out), "Date: Sun, 1 Mar 2026 09:00:00 +0900\r\n");
    buf_free(&out);
}

static void test_bodies(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *want;
    } CASES[] = {
        {"", ""},
        {"a", "YQ==\r\n"},
        {"ab", "YWI=\r\n"},
        {"abc", "YWJj\r\n"},
        {"123456789012345678901234567890123456789012345678901234567",
         "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3\r\n"},
        {"1234567890123456789012345678901234567890123456789012345678",
         "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3\r\n"
         "OA==\r\n"},
    };
    static const char HEAD[] =
        "Content-Type: x/y\r\nContent-Transfer-Encoding: base64\r\n\r\n";
    struct buf out;

    buf_init(&out, 10000);
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        buf_reset(&out);
        mime_body(&out, "x/y", CASES[i].bytes, strlen(CASES[i].bytes));
        assert_int_equal(strncmp(buf_text(&out), HEAD, strlen(HEAD)), 0);
        assert_string_equal(buf_text(&out) + strlen(HEAD), CASES[i].want);
    }
    buf_reset(&out);
    mime_text(&out, "x/y", "a\nb\r\n");
    assert_string_equal(buf_text(&out) + strlen(HEAD), "YQ0KYg0K\r\n");
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain_headers), cmocka_unit_test(test_nothing_is_injected),
        cmocka_unit_test(test_long_japanese), cmocka_unit_test(test_mailboxes),
        cmocka_unit_test(test_date),          cmocka_unit_test(test_bodies),
    };

    return cmocka_run_group_tests_name("mime", tests, NULL, NULL);
}
