/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/secret and of the signature that is made with one. */
#include "core/secret.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/sha256.h"
#include "tests/unit/scratch.h"

static char folder[SCRATCH_PATH];

static const char *write_file(const char *bytes, size_t length, mode_t mode)
{
    static char path[SCRATCH_PATH + 16];

    snprintf(path, sizeof path, "%s/secret", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    fclose(file);
    assert_int_equal(chmod(path, mode), 0);
    return path;
}

static void test_read(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        mode_t mode;
        const char *want; /* NULL = refused, with ... */
        const char *words;
    } CASES[] = {
        {"user:pass word\n", 0600, "user:pass word", NULL},
        {"token", 0640, "token", NULL},
        {"token\r\n", 0400, "token", NULL},
        {"token\n\n", 0600, "token", NULL},
        {"a\nb\n", 0600, NULL, "more than one line"},
        {"", 0600, NULL, "is empty"},
        {"\n", 0600, NULL, "is empty"},
        {"a\tb", 0600, NULL, "control characters"},
        {"token", 0644, NULL, "open to everybody"},
        {"token", 0602, NULL, "open to everybody"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct secret secret;
        struct err err = {0};
        const char *path = write_file(CASES[i].bytes, strlen(CASES[i].bytes), CASES[i].mode);
        int failed = secret_read(path, &secret, &err);

        assert_int_equal(failed, CASES[i].want ? 0 : -1);
        if (failed) {
            assert_int_equal(err.code, ERR_CONFIG);
            assert_non_null(strstr(err.text, CASES[i].words));
            assert_null(strstr(err.text, "token"));
            assert_int_equal(secret.length, 0);
        } else {
            assert_string_equal(secret.text, CASES[i].want);
            assert_int_equal(secret.length, strlen(CASES[i].want));
        }
        secret_wipe(&secret);
        for (size_t byte = 0; byte < sizeof secret.text; byte++)
            assert_int_equal(secret.text[byte], 0);
    }
}

static void test_too_long(void **state)
{
    (void)state;
    static char bytes[SECRET_SIZE + 10];
    struct secret secret;
    struct err err = {0};

    memset(bytes, 'x', sizeof bytes);
    assert_int_equal(secret_read(write_file(bytes, SECRET_SIZE - 1, 0600), &secret, &err), 0);
    assert_int_equal(secret_read(write_file(bytes, SECRET_SIZE, 0600), &secret, &err), -1);
    assert_non_null(strstr(err.text, "longer than"));
}

static void test_credentials(void **state)
{
    (void)state;
    struct secret secret;
    struct err err = {0};

    write_file("of the service", 14, 0400);
    unsetenv("CREDENTIALS_DIRECTORY");
    assert_int_equal(secret_read("secret", &secret, &err), -1);
    assert_non_null(strstr(err.text, "$CREDENTIALS_DIRECTORY"));
    setenv("CREDENTIALS_DIRECTORY", folder, 1);
    assert_int_equal(secret_read("secret", &secret, &err), 0);
    assert_string_equal(secret.text, "of the service");
    assert_int_equal(secret_read("other", &secret, &err), -1);
    assert_int_equal(secret_read(folder, &secret, &err), -1); /* a folder */
    unsetenv("CREDENTIALS_DIRECTORY");
}

static void test_login(void **state)
{
    (void)state;
    struct secret user, password;
    struct err err = {0};

    assert_int_equal(
        secret_read_login(write_file("me:pass:word\n", 13, 0600), &user, &password, &err), 0);
    assert_string_equal(user.text, "me");
    assert_int_equal(user.length, 2);
    assert_string_equal(password.text, "pass:word");
    assert_int_equal(password.length, 9);
    assert_null(strstr(user.text + 3, "pass"));
    assert_int_equal(secret_read_login(write_file("token\n", 6, 0600), &user, &password, &err),
                     -1);
    assert_int_equal(
        secret_read_login(write_file(":token\n", 7, 0600), &user, &password, &err), -1);
    assert_int_equal(user.text[0], 0);
    assert_null(strstr(err.text, "token"));
}

/* RFC 4231, cases 2 and 6. */
static void test_sign(void **state)
{
    (void)state;
    char out[SHA256_TEXT_SIZE];
    char key[131];

    sha256_sign("Jefe", 4, "what do ya want for nothing?", 28, out);
    assert_string_equal(out,
                        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    memset(key, 0xaa, sizeof key);
    sha256_sign(key, sizeof key, "Test Using Larger Than Block-Size Key - Hash Key First", 54,
                out);
    assert_string_equal(out,
                        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

static int set_up(void **state)
{
    (void)state;
    return scratch_make(folder);
}

static int tear_down(void **state)
{
    (void)state;
    scratch_remove(folder);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_read),        cmocka_unit_test(test_too_long),
        cmocka_unit_test(test_credentials), cmocka_unit_test(test_login),
        cmocka_unit_test(test_sign),
    };

    return cmocka_run_group_tests_name("secret", tests, set_up, tear_down);
}
