/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/lock. */
#include "core/lock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/file.h"
#include "tests/unit/scratch.h"

struct fixture {
    char folder[SCRATCH_PATH];
    char path[SCRATCH_PATH];
    struct err err;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);

    *state = f;
    if (!f || scratch_make(f->folder))
        return -1;
    scratch_path(f->path, f->folder, "lock");
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    scratch_remove(f->folder);
    free(f);
    return 0;
}

static void check_text(const char *path, const char *want)
{
    struct err err = {0};
    struct buf text;

    buf_init(&text, 100);
    assert_int_equal(file_read(path, &text, &err), 0);
    assert_string_equal(buf_text(&text), want);
    buf_free(&text);
}

static void check_holder(const char *path, long pid)
{
    char want[64];

    (void)snprintf(want, sizeof want, "%ld\n", pid);
    check_text(path, want);
}

static void test_it_is_taken_once(void **state)
{
    struct fixture *f = *state;
    char want[64];
    int first = lock_take(f->path, NULL, &f->err);

    assert_true(first >= 0);
    assert_true(fcntl(first, F_GETFD) & FD_CLOEXEC);
    check_holder(f->path, getpid());
    assert_int_equal(lock_take(f->path, NULL, &f->err), -1);
    assert_int_equal(f->err.code, ERR_TEMPFAIL);
    (void)snprintf(want, sizeof want, "(pid %ld)", (long)getpid());
    assert_non_null(strstr(f->err.text, want));
    assert_non_null(strstr(f->err.text, f->path));
    close(first);
    first = lock_take(f->path, NULL, &f->err);
    assert_true(first >= 0);
    close(first);
}

static void test_what_a_longer_pid_left_is_gone(void **state)
{
    struct fixture *f = *state;

    assert_true(scratch_write(f->path, "999999999999\n", 13));
    int taken = lock_take(f->path, NULL, &f->err);
    assert_true(taken >= 0);
    check_holder(f->path, getpid());
    close(taken);
}

static void test_it_is_held_without_writing(void **state)
{
    struct fixture *f = *state;
    int held = lock_hold(f->path, NULL, &f->err);

    assert_int_equal(held, -1);
    assert_int_equal(f->err.code, ERR_IO);
    err_clear(&f->err);
    assert_true(scratch_write(f->path, "77\n", 3));
    held = lock_hold(f->path, NULL, &f->err);
    assert_true(held >= 0);
    check_text(f->path, "77\n");
    assert_int_equal(lock_take(f->path, NULL, &f->err), -1);
    assert_int_equal(f->err.code, ERR_TEMPFAIL);
    err_clear(&f->err);
    assert_int_equal(lock_hold(f->path, NULL, &f->err), -1);
    assert_int_equal(f->err.code, ERR_TEMPFAIL);
    close(held);
    err_clear(&f->err);
    held = lock_hold(f->folder, NULL, &f->err);
    assert_true(held >= 0);
    assert_int_equal(lock_hold(f->folder, NULL, &f->err), -1);
    assert_int_equal(f->err.code, ERR_TEMPFAIL);
    close(held);
}

static void test_where_it_cannot_be(void **state)
{
    struct fixture *f = *state;
    char other[SCRATCH_PATH];

    scratch_path(other, f->folder, "missing/lock");
    assert_int_equal(lock_take(other, NULL, &f->err), -1);
    assert_int_equal(f->err.code, ERR_IO);
    assert_int_equal(lock_take(f->folder, NULL, &f->err), -1);
    assert_int_equal(f->err.code, ERR_IO);
    scratch_path(other, f->folder, "target");
    assert_true(scratch_write(other, "precious", 8));
    assert_int_equal(symlink(other, f->path), 0);
    assert_int_equal(lock_take(f->path, NULL, &f->err), -1);
    assert_int_equal(f->err.code, ERR_IO);
    check_text(other, "precious");
}

/* A child that holds the lock for so long; returns when it has it. */
static pid_t hold(const struct fixture *f, long ms)
{
    int ready[2];
    char byte = 0;

    assert_int_equal(pipe(ready), 0);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        const struct timespec pause = {ms / 1000, ms % 1000 * 1000000};
        struct err err = {0};
        bool held = lock_take(f->path, NULL, &err) >= 0;

        (void)!write(ready[1], "x", 1);
        nanosleep(&pause, NULL);
        _exit(held ? 0 : 1);
    }
    assert_int_equal(read(ready[0], &byte, 1), 1);
    close(ready[0]);
    close(ready[1]);
    return pid;
}

static void end(pid_t pid)
{
    int status = -1;

    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
}

static void note_holder(const char *holder, void *context)
{
    char *said = context;

    assert_int_equal(said[0], '\0'); /* once */
    (void)snprintf(said, 64, "%s", holder);
}

static void test_whoever_waits_gets_it(void **state)
{
    struct fixture *f = *state;
    char said[64] = "";
    const struct lock_wait wait = {.seconds = 20, .tell = note_holder, .context = said};
    pid_t pid = hold(f, 300);

    int taken = lock_take(f->path, &wait, &f->err);
    assert_true(taken >= 0);
    check_holder(f->path, getpid());
    assert_string_equal(said, ""); /* a short wait is not told */
    close(taken);
    end(pid);
}

static void test_the_wait_is_told_and_ends(void **state)
{
    struct fixture *f = *state;
    char said[64] = "", want[64];
    const struct lock_wait wait = {.seconds = 2, .tell = note_holder, .context = said};
    pid_t pid = hold(f, 2600);

    assert_int_equal(lock_take(f->path, &wait, &f->err), -1);
    assert_int_equal(f->err.code, ERR_TEMPFAIL);
    (void)snprintf(want, sizeof want, "%ld", (long)pid);
    assert_string_equal(said, want);
    (void)snprintf(want, sizeof want, "(pid %ld) and did not end within 2 s", (long)pid);
    assert_non_null(strstr(f->err.text, want));
    end(pid);
}

#define CASE(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_it_is_taken_once),           CASE(test_what_a_longer_pid_left_is_gone),
        CASE(test_it_is_held_without_writing), CASE(test_where_it_cannot_be),
        CASE(test_whoever_waits_gets_it),      CASE(test_the_wait_is_told_and_ends),
    };

    return cmocka_run_group_tests_name("lock", tests, NULL, NULL);
}
