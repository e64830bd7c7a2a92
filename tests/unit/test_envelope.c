/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/envelope. All figures are test data. */
#include "collector/envelope.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct envelope take(const char *const *lines)
{
    struct envelope envelope = {0};

    for (; *lines; lines++)
        envelope_take(&envelope, *lines, strlen(*lines));
    return envelope;
}

static void test_two_lengths(void **state)
{
    static const struct {
        const char *lines[4];
        const char *said;
    } cases[] = {
        {{"HTTP/1.1 200 OK\r\n", "Content-Length: 30\r\n"}, ""},
        {{"HTTP/1.1 200 OK\r\n", "Content-Length: 30\r\n", "content-length:30\r\n"}, ""},
        {{"HTTP/1.1 200 OK\r\n", "Content-Length: 30, 30\r\n"}, ""},
        {{"HTTP/1.1 200 OK\r\n", "Content-Length: 30\r\n", "Content-Length: 407\r\n"},
         "two lengths were announced (30 and 407 bytes)"},
        {{"HTTP/1.1 200 OK\r\n", "Content-Length: 0\r\n", "Content-Length: 407\r\n"},
         "two lengths were announced (0 and 407 bytes)"},
        {{"HTTP/1.1 200 OK\r\n", "Content-Length: 30, 407\r\n"},
         "two lengths were announced (30 and 407 bytes)"},
        {{"Content-Length: 30\r\n", "HTTP/1.1 200 OK\r\n", "Content-Length: 407\r\n"}, ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct envelope envelope = take(cases[i].lines);
        struct err err = {0};

        assert_int_equal(envelope_check(&envelope, &err), cases[i].said[0] ? -1 : 0);
        if (!strstr(err.text, cases[i].said))
            fail_msg("%zu: %s", i, err.text);
    }
}

static void test_what_else_headers_say(void **state)
{
    static const char *const early[] = {"HTTP/1.1 103 Early Hints\r\n", "\r\n",
                                        "HTTP/1.1 103 Early Hints\r\n", NULL};
    static const char *const wait[] = {"HTTP/1.1 429 x\r\n",
                                       "Retry-After: 999999999999999999999999\r\n", NULL};
    static const char *const date[] = {"HTTP/1.1 429 x\r\n",
                                       "Retry-After: Wed, 21 Oct 2099 07:28:00 GMT\r\n", NULL};

    (void)state;
    struct envelope envelope = take(early);
    assert_int_equal(envelope.interim, 2);
    assert_int_equal(envelope.interim_status, 103);
    assert_true(take(wait).long_wait);
    assert_false(take(date).long_wait);
}

/* Of an answer without length, from its first byte to its last. */
static const struct body {
    const char *text;
    const char *missing; /* "" = it is whole */
} bodies[] = {
    {"", ""},
    {"月,人\n2026-01,1610\n", ""},
    {"月,人\r\n2026-01,1610\r\n\032", ""},
    {"月,人\n2026-01,1610\n  \t", ""},
    {"月,人\n2026-01,16", "its last line does not end"},
    {"月,人\n2026-01,1610 ", "its last line does not end"},
    {"<!DOCTYPE html><table><tr><td>1610</table></html>\n", ""},
    {"\xef\xbb\xbf<table><tr><td>1610</TABLE>", ""},
    {"<table><tr><td>16", "it ends outside of a bracket"},
    {"<table><tr><td>1610</td>\n", "its last table is not closed"},
    {"<table></table><table><tr><td>1610</td>", "its last table is not closed"},
    {"<p>1610</p>", ""},
    {"{\"a\": [1610]}", ""},
    {"{\"a\": [16", "its last line does not end"},
    {"[1, 2]\n", ""},
    {"[統計表],\n2026-01,16", "its last line does not end"},
    {"PK\x03\x04 packed", ""},
    {"%PDF-1.7 ... %%EOF\r\n", ""},
    {"%PDF-1.7 ... ", "the end of a PDF is missing"},
};

static void check(const struct envelope *envelope, const char *bytes, size_t length,
                  const char *missing)
{
    struct err err = {0};
    struct buf body;

    buf_init(&body, 10000);
    assert_int_equal(buf_append(&body, bytes, length), 0);
    int refused = envelope_check_body(envelope, &body, &err);
    if ((refused == 0) != (missing[0] == '\0') || !strstr(err.text, missing))
        fail_msg("%.40s: %s", bytes, err.text);
    if (refused)
        assert_int_equal(err.code, ERR_UNAVAILABLE);
    buf_free(&body);
}

static void test_bodies(void **state)
{
    static const char *const bare[] = {"HTTP/1.0 200 OK\r\n", "Content-Type: x\r\n", NULL};
    static const char *const told[][3] = {
        {"HTTP/1.1 200 OK\r\n", "Content-Length: 22\r\n", NULL},
        {"HTTP/1.1 200 OK\r\n", "Transfer-Encoding: chunked\r\n", NULL},
        {"HTTP/1.1 200 OK\r\n", "Content-Encoding: gzip\r\n", NULL},
        {"HTTP/2 200\r\n", NULL},
    };

    (void)state;
    struct envelope envelope = take(bare);
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++)
        check(&envelope, bodies[i].text, strlen(bodies[i].text), bodies[i].missing);
    check(&envelope, "1\0\n\0", 4, "");
    check(&envelope, "\0001\0\n", 4, "");
    check(&envelope, "1\0006\0", 4, "its last line does not end");
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
        envelope = take(told[i]);
        check(&envelope, "2026-01,16", 10, "");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_lengths),
        cmocka_unit_test(test_what_else_headers_say),
        cmocka_unit_test(test_bodies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
