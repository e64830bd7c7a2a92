/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/workers. */
#include "core/workers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { JOBS_MAX = 500, NOBODY = JOBS_MAX };

enum fate {
    FATE_ERROR,
    FATE_SILENT,
    FATE_SIGNAL,
    FATE_EXIT,
    FATE_EXIT_CLEAN,
    FATE_STRAY_ERROR
};

/* Each job that runs to its end writes its index into the pipe. */
struct play {
    int pipe[2];
    size_t odd; /* the job that does something else; NOBODY = none */
    enum fate fate;
};

static int misbehave(enum fate fate, struct err *err)
{
    switch (fate) {
    case FATE_ERROR:
        return err_set(err, ERR_DATA, "bad figure");
    case FATE_SILENT:
        return -1;
    case FATE_SIGNAL:
        raise(SIGKILL);
        break;
    case FATE_EXIT:
        _exit(3);
    case FATE_EXIT_CLEAN:
        _exit(0);
    case FATE_STRAY_ERROR:
        err_set(err, ERR_IO, "met, and done without");
        break;
    }
    return 0;
}

static int run_job(size_t index, void *context, struct err *err)
{
    struct play *play = context;
    uint16_t number = (uint16_t)index;

    if (index == play->odd && misbehave(play->fate, err))
        return -1;
    return write(play->pipe[1], &number, sizeof number) == sizeof number ? 0 : -1;
}

/* How often each job wrote. */
static void count_runs(struct play *play, int runs[JOBS_MAX])
{
    uint16_t number;

    memset(runs, 0, JOBS_MAX * sizeof *runs);
    close(play->pipe[1]);
    while (read(play->pipe[0], &number, sizeof number) == sizeof number) {
        assert_true(number < JOBS_MAX);
        runs[number]++;
    }
    close(play->pipe[0]);
}

static int run(struct play *play, size_t count, unsigned processes, struct err *results,
               struct err *err)
{
    assert_int_equal(pipe(play->pipe), 0);
    return workers_run(count, processes, run_job, play, results, err);
}

static void test_every_job_runs_once(void **state)
{
    (void)state;
    static const struct {
        size_t count;
        unsigned processes;
    } CASES[] = {{1, 1}, {1, 8}, {3, 2}, {2, 0}, {100, 1}, {500, 4}, {500, 64}, {500, 1000}};
    static struct err results[JOBS_MAX];
    int runs[JOBS_MAX];

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct play play = {.odd = NOBODY};
        struct err err = {0};

        memset(results, 0x55, sizeof results);
        assert_int_equal(run(&play, CASES[i].count, CASES[i].processes, results, &err), 0);
        count_runs(&play, runs);
        for (size_t job = 0; job < JOBS_MAX; job++) {
            assert_int_equal(runs[job], job < CASES[i].count);
            if (job < CASES[i].count) {
                assert_int_equal(results[job].code, ERR_NONE);
                assert_string_equal(results[job].text, "");
            }
        }
    }
}

static void test_nothing_to_do(void **state)
{
    (void)state;
    struct play play = {.odd = NOBODY};
    struct err err = {0};
    int runs[JOBS_MAX];

    assert_int_equal(run(&play, 0, 4, NULL, &err), 0);
    count_runs(&play, runs);
    assert_int_equal(runs[0], 0);
}

/* Whatever one job does, and whichever it is, it is charged alone and the others run. */
static void test_one_job_goes_wrong(void **state)
{
    (void)state;
    enum { COUNT = 9 };
    static const struct {
        enum fate fate;
        enum err_code code;
        const char *text;
        int runs;
    } CASES[] = {
        {FATE_ERROR, ERR_DATA, "bad figure", 0},
        {FATE_SILENT, ERR_INTERNAL, "failed without a reason", 0},
        {FATE_SIGNAL, ERR_INTERNAL, "the worker was ended by signal 9", 0},
        {FATE_EXIT, ERR_INTERNAL, "the worker ended with status 3", 0},
        {FATE_EXIT_CLEAN, ERR_INTERNAL, "the worker ended with status 0", 0},
        {FATE_STRAY_ERROR, ERR_NONE, "", 1},
    };
    static const size_t ODD[] = {0, 4, COUNT - 1};
    int runs[JOBS_MAX];

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0] * 3 * 3; i++) {
        size_t which = i / 9;
        struct play play = {.odd = ODD[i % 3], .fate = CASES[which].fate};
        struct err results[COUNT], err = {0};
        int failed = run(&play, COUNT, (unsigned)(i / 3 % 3) + 1, results, &err);

        count_runs(&play, runs);
        assert_int_equal(failed, CASES[which].code == ERR_NONE ? 0 : -1);
        for (size_t job = 0; job < COUNT; job++) {
            bool odd = job == play.odd;

            assert_int_equal(runs[job], odd ? CASES[which].runs : 1);
            assert_int_equal(results[job].code, odd ? CASES[which].code : ERR_NONE);
            assert_true(!odd || strstr(results[job].text, CASES[which].text));
        }
        if (failed)
            assert_non_null(strstr(err.text, CASES[which].text));
    }
}

static int die_always(size_t index, void *context, struct err *err)
{
    (void)context;
    (void)err;
    raise(index % 2 ? SIGKILL : SIGTERM);
    return 0;
}

static void test_every_job_dies(void **state)
{
    (void)state;
    enum { COUNT = 40 };
    struct err results[COUNT], err = {0};

    assert_int_equal(workers_run(COUNT, 3, die_always, NULL, results, &err), -1);
    for (size_t job = 0; job < COUNT; job++) {
        assert_int_equal(results[job].code, ERR_INTERNAL);
        assert_non_null(strstr(results[job].text, job % 2 ? "signal 9" : "signal 15"));
    }
    assert_non_null(strstr(err.text, "signal 15"));
}

static int fail_all(size_t index, void *context, struct err *err)
{
    (void)context;
    return err_set(err, ERR_IO, "job %zu", index);
}

static void test_first_failure_is_told(void **state)
{
    (void)state;
    struct err results[20], err = {0};

    assert_int_equal(workers_run(20, 4, fail_all, NULL, results, &err), -1);
    assert_string_equal(err.text, "job 0");
    assert_int_equal(err.code, ERR_IO);
    assert_string_equal(results[19].text, "job 19");
}

/* The caller may have children of its own: they are not waited for, and none of ours is left.
 */
static void test_other_children_are_left_alone(void **state)
{
    (void)state;
    struct play play = {.odd = 1, .fate = FATE_SIGNAL};
    struct err results[5], err = {0};
    int runs[JOBS_MAX];
    int status = 0;
    pid_t other = fork();

    if (other == 0)
        _exit(7);
    assert_true(other > 0);
    run(&play, 5, 2, results, &err);
    count_runs(&play, runs);
    assert_int_equal(waitpid(-1, &status, 0), other);
    assert_int_equal(WEXITSTATUS(status), 7);
    assert_int_equal(waitpid(-1, &status, 0), -1);
    assert_int_equal(errno, ECHILD);
}

/* What waits in the parent's buffers is printed once. */
static void test_buffers_are_not_printed_twice(void **state)
{
    (void)state;
    struct play play = {.odd = NOBODY};
    struct err results[4], err = {0};
    int runs[JOBS_MAX];
    char text[32] = "";
    FILE *file = tmpfile();

    assert_non_null(file);
    fputs("once", file);
    assert_int_equal(run(&play, 4, 4, results, &err), 0);
    count_runs(&play, runs);
    fflush(file);
    rewind(file);
    assert_int_equal(fread(text, 1, sizeof text - 1, file), 4);
    assert_string_equal(text, "once");
    fclose(file);
}

/* Says that it has begun and would then work for a minute; the end of the pipe tells when
 * nobody is left who could write. */
static int work_long(size_t index, void *context, struct err *err)
{
    const struct play *play = context;

    (void)err;
    if (write(play->pipe[1], "x", 1) != 1)
        return -1;
    return (int)sleep(60) + (int)index;
}

/* A parent that is killed leaves nobody who holds what it held. */
static void test_no_orphans(void **state)
{
    (void)state;
    struct play play;
    char byte;
    pid_t parent;

    assert_int_equal(pipe(play.pipe), 0);
    parent = fork();
    assert_true(parent >= 0);
    if (parent == 0) {
        struct err results[2], err = {0};

        _exit(workers_run(2, 2, work_long, &play, results, &err) != 0);
    }
    close(play.pipe[1]);
    for (int begun = 0; begun < 2; begun++)
        assert_int_equal(read(play.pipe[0], &byte, 1), 1);
    assert_int_equal(kill(parent, SIGKILL), 0);
    assert_int_equal(waitpid(parent, NULL, 0), parent);

    struct pollfd end = {.fd = play.pipe[0]};
    assert_int_equal(poll(&end, 1, 10000), 1);
    assert_int_equal(read(play.pipe[0], &byte, 1), 0);
    close(play.pipe[0]);
}

/* A job that waits for a byte of the caller, who is free while it does. */
static int work_waiting(size_t index, void *context, struct err *err)
{
    const struct play *play = context;
    char byte;

    if (read(play->pipe[0], &byte, 1) != 1)
        return err_set(err, ERR_IO, "no byte for %zu", index);
    return index == play->odd ? err_set(err, ERR_DATA, "bad figure") : 0;
}

static void test_the_caller_is_free_meanwhile(void **state)
{
    (void)state;
    struct play play = {.odd = 2};
    struct err results[3], err = {0};

    assert_int_equal(pipe(play.pipe), 0);
    struct workers *workers = workers_begin(3, 2, work_waiting, &play);
    assert_int_equal(write(play.pipe[1], "abc", 3), 3);
    assert_int_equal(workers_end(workers, results, &err), -1);
    assert_string_equal(err.text, "bad figure");
    assert_int_equal(results[0].code, ERR_NONE);
    assert_int_equal(results[1].code, ERR_NONE);
    assert_int_equal(results[2].code, ERR_DATA);
    assert_int_equal(workers_end(workers_begin(0, 2, work_waiting, &play), NULL, &err), 0);
    close(play.pipe[0]);
    close(play.pipe[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_job_runs_once),
        cmocka_unit_test(test_nothing_to_do),
        cmocka_unit_test(test_one_job_goes_wrong),
        cmocka_unit_test(test_every_job_dies),
        cmocka_unit_test(test_first_failure_is_told),
        cmocka_unit_test(test_other_children_are_left_alone),
        cmocka_unit_test(test_buffers_are_not_printed_twice),
        cmocka_unit_test(test_no_orphans),
        cmocka_unit_test(test_the_caller_is_free_meanwhile),
    };

    return cmocka_run_group_tests_name("workers", tests, NULL, NULL);
}
