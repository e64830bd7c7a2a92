/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/pipe: the programs are those of any Debian. */
#include "collector/pipe.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/mem.h"

#define OUT_MAX ((size_t)16 << 20)

static const struct sandbox_limits usual = {.time_ms = 5000, .memory = (size_t)512 << 20};

struct outcome {
    int result;
    struct buf out;
    struct err err;
};

static struct outcome run(const char *const *argv, const void *bytes, size_t length,
                          const struct sandbox_limits *limits, size_t most)
{
    struct outcome outcome;
    err_clear(&outcome.err);
    buf_init(&outcome.out, most);
    outcome.result = pipe_run(argv, bytes, length, limits, &outcome.out, &outcome.err);
    return outcome;
}

static struct outcome shell(const char *script, const struct sandbox_limits *limits)
{
    const char *const argv[] = {"sh", "-c", script, NULL};
    return run(argv, "in\n", 3, limits, OUT_MAX);
}

static void test_large_documents_pass(void **state)
{
    (void)state;
    const char *const argv[] = {"cat", NULL};
    size_t length = (size_t)8 << 20;
    char *bytes = mem_calloc(length, 1);
    memset(bytes, 'x', length);
    struct outcome outcome = run(argv, bytes, length, &usual, OUT_MAX);
    assert_int_equal(outcome.result, 0);
    assert_int_equal(outcome.out.length, length);
    assert_memory_equal(outcome.out.data, bytes, length);
    buf_free(&outcome.out);
    mem_free(bytes);
}

static void test_an_early_end_is_no_signal(void **state)
{
    (void)state;
    const char *const argv[] = {"head", "-c", "3", NULL};
    char *bytes = mem_calloc((size_t)4 << 20, 1);
    memset(bytes, 'y', (size_t)4 << 20);
    struct outcome outcome = run(argv, bytes, (size_t)4 << 20, &usual, OUT_MAX);
    assert_int_equal(outcome.result, 0);
    assert_string_equal(buf_text(&outcome.out), "yyy");
    buf_free(&outcome.out);
    mem_free(bytes);
}

static void test_an_empty_document(void **state)
{
    (void)state;
    const char *const argv[] = {"cat", NULL};
    struct outcome outcome = run(argv, "", 0, &usual, OUT_MAX);
    assert_int_equal(outcome.result, 0);
    assert_int_equal(outcome.out.length, 0);
    buf_free(&outcome.out);
}

static void test_output_is_bounded(void **state)
{
    (void)state;
    const char *const argv[] = {"yes", NULL};
    struct outcome outcome = run(argv, "", 0, &usual, 1000000);
    assert_int_equal(outcome.result, -1);
    assert_int_equal(outcome.err.code, ERR_DATA);
    assert_string_equal(outcome.err.text,
                        "yes: the document unpacks to more than 1000000 bytes");
    buf_free(&outcome.out);
}

static void test_a_hang_is_killed(void **state)
{
    (void)state;
    struct sandbox_limits limits = usual;
    limits.time_ms = 300;
    time_t start = time(NULL);
    static const char *const hangs[] = {"exec sleep 60", "exec >&- 2>&-; exec sleep 60"};
    for (size_t i = 0; i < 2; i++) {
        struct outcome outcome = shell(hangs[i], &limits);
        assert_int_equal(outcome.result, -1);
        assert_string_equal(outcome.err.text, "sh: not done after 1 s");
        buf_free(&outcome.out);
    }
    assert_true(time(NULL) - start < 10);
}

static void test_processor_time_is_bounded(void **state)
{
    (void)state;
    struct sandbox_limits limits = usual;
    limits.time_ms = 1000;
    struct outcome outcome = shell("while :; do :; done", &limits);
    assert_int_equal(outcome.result, -1);
    assert_int_equal(outcome.err.code, ERR_DATA);
    /* whichever clock is looked at first */
    assert_true(strcmp(outcome.err.text, "sh: took more than 1 s of processor time") == 0 ||
                strcmp(outcome.err.text, "sh: not done after 1 s") == 0);
    buf_free(&outcome.out);
}

static void test_memory_is_bounded(void **state)
{
    (void)state;
    struct sandbox_limits limits = usual;
    limits.memory = 1 << 20;
    struct outcome outcome = shell("echo here", &limits);
    assert_int_equal(outcome.result, -1);
    assert_int_equal(outcome.out.length, 0);
    buf_free(&outcome.out);
}

struct failure {
    const char *script;
    const char *want;
};

static const struct failure failures[] = {
    {"exit 4", "sh: ended with status 4"},
    {"echo one >&2; printf 'two \\001\\n\\n' >&2; exit 3", "sh: two ?"},
    {"kill -9 $PPID", "sh: sh: 1: kill: Operation not permitted"},
    {"sleep 1 & wait", "sh: sh: 0: Cannot fork"},
    {"i=0; while [ $i -lt 2000 ]; do echo 0123456789 >&2; i=$((i+1)); done; echo end >&2; "
     "exit 1",
     "sh: end"},
};

static void test_failures_say_why(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof failures / sizeof failures[0]; i++) {
        struct outcome outcome = shell(failures[i].script, &usual);
        assert_int_equal(outcome.result, -1);
        assert_int_equal(outcome.err.code, ERR_DATA);
        assert_string_equal(outcome.err.text, failures[i].want);
        buf_free(&outcome.out);
    }
}

static void test_only_programs_of_the_folder(void **state)
{
    (void)state;
    const char *const missing[] = {"no-such-program-here", NULL};
    const char *const path[] = {"../bin/cat", NULL};
    struct outcome outcome = run(missing, "", 0, &usual, OUT_MAX);
    assert_int_equal(outcome.err.code, ERR_UNAVAILABLE);
    assert_non_null(
        strstr(outcome.err.text, "/usr/bin/no-such-program-here is not installed"));
    buf_free(&outcome.out);
    outcome = run(path, "", 0, &usual, OUT_MAX);
    assert_int_equal(outcome.err.code, ERR_INTERNAL);
    buf_free(&outcome.out);
}

/* Descriptors, environment, files. */
static void test_it_gets_nothing_of_ours(void **state)
{
    (void)state;
    int fd = dup2(0, 50);
    struct outcome outcome =
        shell("test -e /proc/self/fd/50 || echo closed; exec env", &usual);
    assert_int_equal(outcome.result, 0);
    assert_non_null(strstr(buf_text(&outcome.out), "closed\n"));
    assert_non_null(strstr(buf_text(&outcome.out), "LC_ALL=C.UTF-8\n"));
    assert_null(strstr(buf_text(&outcome.out), "HOME="));
    buf_free(&outcome.out);
    outcome = shell("echo x > /dev/shm/shihyo-test-pipe && echo written; exit 1", &usual);
    assert_null(strstr(buf_text(&outcome.out), "written"));
    assert_int_equal(outcome.result, -1);
    assert_int_not_equal(access("/dev/shm/shihyo-test-pipe", F_OK), 0);
    buf_free(&outcome.out);
    (void)unlink("/dev/shm/shihyo-test-pipe");
    if (fd >= 0)
        (void)close(fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_large_documents_pass),
        cmocka_unit_test(test_an_early_end_is_no_signal),
        cmocka_unit_test(test_an_empty_document),
        cmocka_unit_test(test_output_is_bounded),
        cmocka_unit_test(test_a_hang_is_killed),
        cmocka_unit_test(test_processor_time_is_bounded),
        cmocka_unit_test(test_memory_is_bounded),
        cmocka_unit_test(test_failures_say_why),
        cmocka_unit_test(test_only_programs_of_the_folder),
        cmocka_unit_test(test_it_gets_nothing_of_ours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
