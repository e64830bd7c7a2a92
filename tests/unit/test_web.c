/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of daemon/httpdate, webopen, listening and http_has. */
#include "daemon/http.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <sys/socket.h>

#include "core/str.h"
#include "daemon/httpdate.h"
#include "daemon/listening.h"
#include "daemon/webopen.h"
#include "tests/unit/scratch.h"

#include <fcntl.h>

static void test_dates(void **state)
{
    static const char *const NONE[] = {
        "",
        "Sun, 06 Nov 1994 08:49:37",
        "Sun, 31 Feb 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:49:37 GMT",
        "Sun, 06 Nox 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 GMT ",
    };
    char text[HTTPDATE_SIZE];
    int64_t found;

    (void)state;
    httpdate_print(784111777, text);
    assert_string_equal(text, "Sun, 06 Nov 1994 08:49:37 GMT");
    assert_true(httpdate_parse(text, &found));
    assert_int_equal(found, 784111777);
    httpdate_print(-1, text);
    assert_string_equal(text, "Wed, 31 Dec 1969 23:59:59 GMT");
    for (size_t i = 0; i < sizeof NONE / sizeof NONE[0]; i++)
        assert_false(httpdate_parse(NONE[i], &found));
}

static void test_validators(void **state)
{
    static const struct {
        const char *none_match;
        const char *since;
        bool has;
    } CASES[] = {
        {"", "", false},
        {"\"abc\"", "", true},
        {"W/\"abc\"", "", true},
        {"\"x\", \"abc\"", "", true},
        {"\"abc-gz\"", "", false},
        {"\"ab\"", "", false},
        {"*", "", true},
        {"", "Sun, 06 Nov 1994 08:49:37 GMT", true},
        {"", "Sun, 06 Nov 1994 08:49:36 GMT", false},
        {"\"x\"", "Sun, 06 Nov 1994 08:49:37 GMT", false}, /* the tag counts */
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        const struct http_request request = {.if_none_match = CASES[i].none_match,
                                             .if_modified_since = CASES[i].since};

        assert_int_equal(http_has(&request, "\"abc\"", 784111777), CASES[i].has);
    }
}

static bool opens(int folder, const char *name)
{
    int fd = webopen_file(folder, name);

    if (fd >= 0)
        (void)close(fd);
    return fd >= 0;
}

/* Links, pipes and ways up lead nowhere. */
static void test_opening(void **state)
{
    char folder[SCRATCH_PATH], path[SCRATCH_PATH], inside[SCRATCH_PATH];

    (void)state;
    assert_int_equal(scratch_make(folder), 0);
    scratch_path(path, folder, "secret");
    assert_true(scratch_write(path, "x", 1));
    scratch_path(inside, folder, "site");
    assert_int_equal(mkdir(inside, 0700), 0);
    scratch_path(path, inside, "page.html");
    assert_true(scratch_write(path, "x", 1));
    scratch_path(path, inside, "link.html");
    assert_int_equal(symlink("../secret", path), 0);
    scratch_path(path, inside, "own.html");
    assert_int_equal(symlink("page.html", path), 0);
    scratch_path(path, inside, "up");
    assert_int_equal(symlink("..", path), 0);
    scratch_path(path, inside, "en");
    assert_int_equal(mkdir(path, 0700), 0);
    int fd = open(inside, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    assert_true(fd >= 0);
    assert_true(opens(fd, "page.html"));
    assert_false(opens(fd, "link.html"));
    assert_false(opens(fd, "own.html"));
    assert_false(opens(fd, "up/secret"));
    assert_false(opens(fd, "../secret"));
    assert_false(opens(fd, "en/../../secret"));
    assert_false(opens(fd, "/etc/passwd"));
    assert_true(webopen_is_folder(fd, "en"));
    assert_false(webopen_is_folder(fd, "up"));
    assert_false(webopen_is_folder(fd, "page.html"));
    (void)close(fd);
    scratch_remove(folder);
}

static void test_where_to_listen(void **state)
{
    static const char *const NONE[] = {
        "",          "8080",         "127.0.0.1",      ":8080",        "127.0.0.1:65536",
        "host:8080", "[::1:8080",    "[]:80",          "unix:",        "unix:relative.sock",
        "::1:8080x", "127.0.0.1:-1", "127.0.0.256:80", "example.jp:1",
    };
    struct listening listening;
    struct err err = {0};

    (void)state;
    for (size_t i = 0; i < sizeof NONE / sizeof NONE[0]; i++) {
        assert_int_equal(listening_open(NONE[i], &listening, &err), -1);
        assert_int_equal(err.code, ERR_USAGE);
    }
    assert_int_equal(listening_open("localhost:0", &listening, &err), 0);
    assert_true(listening.loopback && listening.network);
    assert_true(str_starts(listening.text, "http://127.0.0.1:"));
    struct listening second;
    char again[LISTENING_TEXT_SIZE];
    (void)str_copy(again, sizeof again, listening.text + strlen("http://"));
    again[strlen(again) - 1] = '\0';
    assert_int_equal(listening_open(again, &second, &err), -1);
    assert_int_equal(err.code, ERR_UNAVAILABLE);
    (void)close(listening.fd);
    assert_int_equal(listening_open("0.0.0.0:0", &listening, &err), 0);
    assert_false(listening.loopback);
    (void)close(listening.fd);
}

/* One that nobody listens at is taken over, one in use is not, and a file is left alone. */
static void test_socket_file(void **state)
{
    char folder[SCRATCH_PATH], path[SCRATCH_PATH], where[SCRATCH_PATH + 8];
    struct listening first, second;
    struct err err = {0};
    struct stat found;

    (void)state;
    assert_int_equal(scratch_make(folder), 0);
    scratch_path(path, folder, "socket");
    (void)snprintf(where, sizeof where, "unix:%s", path);
    assert_int_equal(listening_open(where, &first, &err), 0);
    assert_int_equal(stat(path, &found), 0);
    assert_int_equal(found.st_mode & 0777, 0660);
    assert_int_equal(listening_open(where, &second, &err), -1);
    assert_int_equal(err.code, ERR_UNAVAILABLE);
    (void)close(first.fd);
    assert_int_equal(listening_open(where, &second, &err), 0);
    (void)close(second.fd);
    listening_end(&second);
    assert_int_equal(stat(path, &found), -1);
    assert_true(scratch_write(path, "x", 1));
    assert_int_equal(listening_open(where, &second, &err), -1);
    assert_int_equal(stat(path, &found), 0);
    scratch_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dates),       cmocka_unit_test(test_validators),
        cmocka_unit_test(test_opening),     cmocka_unit_test(test_where_to_listen),
        cmocka_unit_test(test_socket_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
