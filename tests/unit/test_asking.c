/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/asking: a secret in what comes back. */
#include "collector/asking.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct secret make(const char *text)
{
    struct secret secret = {.length = strlen(text)};

    (void)snprintf(secret.text, sizeof secret.text, "%s", text);
    return secret;
}

/* Masked as wanted; told where something is to be masked. */
static void expect(const char *name, const char *password, const char *body, const char *want)
{
    struct asking_secrets secrets = {.name = make(name), .password = make(password)};
    struct asking asking = {.secrets = &secrets};
    struct buf text;

    buf_init(&text, 1000);
    buf_puts(&text, body);
    assert_int_equal(asking_is_told(&asking, body), strcmp(body, want) != 0);
    asking_mask(&asking, &text);
    assert_string_equal(buf_text(&text), want);
    buf_free(&text);
}

static void test_key(void **state)
{
    (void)state;
    expect("KEY+/=x y", "", "a KEY+/=x y b", "a ********* b");
    expect("KEY+/=x y", "", "?k=KEY%2B%2F%3Dx%20y&b", "?k=*****************&b");
    expect("KEY+/=x y", "", "?k=KEY%2b/%3dx+y", "?k=*************");
    expect("KEY+/=x y", "", "{\"k\":\"KEY\\u002B\\/=x y\"}", "{\"k\":\"***************\"}");
    expect("KEY&\\/x", "", "KEY&amp;\\/x KEY&\\/x", "*********** *******");
    expect("KEY%2Bx", "", "KEY%2Bx KEY%252Bx", "******* *********");
    expect("KEY+/=x y", "", "KEY%2B%2F%3D", "KEY%2B%2F%3D");
    expect("KEY+/=x y", "", "KEY%2", "KEY%2");
    expect("ab\\cdef", "", "ab\\cdef", "*******");
}

static void test_short(void **state)
{
    struct asking_secrets secrets = {.name = make("abc")};
    struct asking asking = {.secrets = &secrets};
    struct buf text;

    (void)state;
    buf_init(&text, 100);
    buf_puts(&text, "abc");
    asking_mask(&asking, &text);
    assert_string_equal(buf_text(&text), "abc");
    assert_true(asking_is_told(&asking, "xabc"));
    buf_free(&text);
}

/* "Aladdin:open sesame" is RFC 7617's. */
static void test_login(void **state)
{
    (void)state;
    expect("Aladdin", "open sesame",
           "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", "Basic **************************==");
    expect("Aladdin", "open sesame", "QWxhZGRpbjpvcGVuIHNlc2FtZQ%3D%3D",
           "**************************%3D%3D");
    expect("Aladdin", "open sesame", "Aladdin:open+sesame", "Aladdin:***********");
    expect("user", "p>>>p???", "dXNlcjpwPj4+cD8/Pw", "******************");
    expect("user", "p>>>p???", "dXNlcjpwPj4%2BcD8\\/Pw", "*********************");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_key),
        cmocka_unit_test(test_short),
        cmocka_unit_test(test_login),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
