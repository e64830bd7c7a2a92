/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of collector/sandbox. */
#define _GNU_SOURCE /* fork, sockets, limits */
#include "collector/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/mem.h"
#include "core/text.h"
#include "tests/unit/scratch.h"

#define MIB ((size_t)1024 * 1024)

#if defined(__SANITIZE_ADDRESS__)
enum { SANITIZED = 1 };
#else
enum { SANITIZED = 0 };
#endif

static const struct sandbox_limits brief = {.time_ms = 1000, .memory = 256 * MIB};

static int run(sandbox_work work, void *context, size_t most, struct buf *out, struct err *err)
{
    err_clear(err);
    buf_init(out, most);
    return sandbox_run(work, context, &brief, out, err);
}

static int say(void *context, struct buf *out, struct err *err)
{
    (void)err;
    return buf_puts(out, context);
}

static void test_answer(void **state)
{
    (void)state;
    struct buf out;
    struct err err;
    char text[] = "令和";
    assert_int_equal(run(say, text, 100, &out, &err), 0);
    assert_string_equal(buf_text(&out), "令和");
    buf_free(&out);
}

static int say_much(void *context, struct buf *out, struct err *err)
{
    (void)context;
    (void)err;
    for (int i = 0; i < 300000; i++)
        (void)buf_puts(out, "0123456789");
    return 0;
}

static void test_long_answer(void **state)
{
    (void)state;
    struct buf out;
    struct err err;
    assert_int_equal(run(say_much, NULL, 4 * MIB, &out, &err), 0);
    assert_int_equal(out.length, 3000000);
    assert_memory_equal(out.data + 2999990, "0123456789", 10);
    buf_free(&out);
    assert_int_equal(run(say_much, NULL, MIB, &out, &err), -1);
    assert_int_equal(err.code, ERR_DATA);
    assert_non_null(strstr(err.text, "larger than 1048576 bytes"));
    assert_int_equal(out.length, 0);
    buf_free(&out);
}

static int refuse(void *context, struct buf *out, struct err *err)
{
    (void)context;
    (void)buf_puts(out, "half an answer");
    return err_set(err, ERR_DATA, "行 3: no number");
}

static void test_err_comes_back(void **state)
{
    (void)state;
    struct buf out;
    struct err err;
    assert_int_equal(run(refuse, NULL, 100, &out, &err), -1);
    assert_int_equal(err.code, ERR_DATA);
    assert_string_equal(err.text, "行 3: no number");
    assert_int_equal(out.length, 0);
    buf_free(&out);
}

static int crash(void *context, struct buf *out, struct err *err)
{
    (void)out;
    (void)err;
    (void)raise(*(int *)context);
    return 0;
}

static int hang(void *context, struct buf *out, struct err *err)
{
    (void)context;
    (void)out;
    (void)err;
    for (volatile int forever = 1; forever;)
        ;
    return 0;
}

static int sleep_long(void *context, struct buf *out, struct err *err)
{
    (void)context;
    (void)out;
    (void)err;
    struct timespec minute = {60, 0};
    (void)nanosleep(&minute, NULL);
    return 0;
}

static int eat(void *context, struct buf *out, struct err *err)
{
    (void)context;
    (void)out;
    (void)err;
    for (volatile bool forever = true; forever;)
        (void)mem_calloc(16 * MIB, 1);
    return 0;
}

static int leave(void *context, struct buf *out, struct err *err)
{
    (void)out;
    (void)err;
    _exit(*(int *)context);
}

static void expect(sandbox_work work, void *context, const char *words)
{
    struct buf out;
    struct err err;
    assert_int_equal(run(work, context, 100, &out, &err), -1);
    assert_int_equal(err.code, ERR_DATA);
    if (strstr(err.text, words) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", err.text, words);
    buf_free(&out);
}

static void test_deaths(void **state)
{
    (void)state;
    int number = SIGKILL;
    expect(crash, &number, "crashed: signal 9");
    number = SIGTERM;
    expect(crash, &number, "crashed: signal 15");
    number = 3;
    expect(leave, &number, "status 3");
    number = 0;
    expect(leave, &number, "no answer");
    expect(hang, NULL, "took too long");
    expect(sleep_long, NULL, "took too long");
    if (!SANITIZED)
        expect(eat, NULL, "more memory");
}

/* --- what the child may do --- */

static const char *path_to_write;

static int try_everything(void *context, struct buf *out, struct err *err)
{
    (void)context;
    (void)err;
    char byte = 'x';
    int file = open("/usr/share/zoneinfo/Asia/Tokyo", O_RDONLY | O_CLOEXEC);
    (void)buf_printf(out, "read system %d\n", file >= 0 && read(file, &byte, 1) == 1);
    (void)buf_printf(out, "read passwd %d\n", open("/etc/passwd", O_RDONLY) >= 0);
    (void)buf_printf(out, "create %d\n", open(path_to_write, O_WRONLY | O_CREAT, 0600) >= 0);
    (void)buf_printf(out, "append %d\n", open(path_to_write, O_WRONLY | O_APPEND) >= 0);
    (void)buf_printf(out, "unlink %d\n", unlink(path_to_write) == 0);
    (void)buf_printf(out, "socket %d\n", socket(AF_INET, SOCK_STREAM, 0) >= 0);
    (void)buf_printf(out, "unix %d\n", socket(AF_UNIX, SOCK_STREAM, 0) >= 0);
    (void)buf_printf(out, "fork %d\n", fork() >= 0);
    (void)buf_printf(out, "kill %d\n", kill(getppid(), 0) == 0);
    struct rlimit limit;
    int parent = (int)getppid();
    (void)buf_printf(out, "tgkill %d\n", syscall(SYS_tgkill, parent, parent, 0) == 0);
    (void)buf_printf(out, "limits %d\n",
                     syscall(SYS_prlimit64, parent, RLIMIT_CORE, NULL, &limit) == 0);
    char name[] = "true";
    char *arguments[] = {name, NULL};
    (void)execv("/usr/bin/true", arguments);
    (void)buf_printf(out, "exec %d\n", errno == EPERM || errno == EACCES ? 0 : 1);
    (void)buf_printf(out, "descriptors %d\n", fcntl(100, F_GETFD) >= 0);
    return 0;
}

static void test_confinement(void **state)
{
    (void)state;
    struct buf out;
    struct err err;
    char path[] = "/tmp/shihyo-sandbox.XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(dup2(file, 100), 100);
    path_to_write = path;
    assert_int_equal(run(try_everything, NULL, 1000, &out, &err), 0);
    bool landlock = strstr(sandbox_describe(), "no Landlock") == NULL;
    assert_int_equal(sandbox_is_whole(), strstr(sandbox_describe(), "no ") == NULL);
    const char *want =
        landlock
            ? "read system 1\nread passwd 0\ncreate 0\nappend 0\nunlink 0\n"
              "socket 0\nunix 0\nfork 0\nkill 0\ntgkill 0\nlimits 0\nexec 0\ndescriptors 0\n"
            : "read system 1\nread passwd 1\ncreate 0\nappend 0\nunlink 0\n"
              "socket 0\nunix 0\nfork 0\nkill 0\ntgkill 0\nlimits 0\nexec 0\ndescriptors 0\n";
    assert_string_equal(buf_text(&out), want);
    assert_int_equal(access(path, F_OK), 0);
    (void)close(file);
    (void)close(100);
    (void)unlink(path);
    buf_free(&out);
}

/* Character sets are modules of their own, read when first asked for. */
static int decode_euc(void *context, struct buf *out, struct err *err)
{
    (void)context;
    return text_decode("\xC6\xFC\xCB\xDC", 4, "EUC-JP", out, NULL, err);
}

static void test_character_sets(void **state)
{
    (void)state;
    struct buf out;
    struct err err;
    if (run(decode_euc, NULL, 100, &out, &err) != 0)
        fail_msg("%s", err.text);
    assert_string_equal(buf_text(&out), "日本");
    buf_free(&out);
}

/* --- a server --- */

static bool opens(const char *folder, const char *name, int flags)
{
    char path[SCRATCH_PATH];
    scratch_path(path, folder, name);
    int fd = open(path, flags | O_CLOEXEC, 0600);
    if (fd >= 0)
        (void)close(fd);
    return fd >= 0;
}

/* In a child of its own: a bit for each thing that is not as it should be. */
static int enclosed(const char *site, const char *state, const char *run)
{
    const struct sandbox_folders folders = {
        .readable = {site}, .shared = {state}, .emptied = run};
    char path[SCRATCH_PATH];
    struct err err;
    int wrong = 0;
    if (sandbox_enclose(&folders, &err) != 0)
        return 1;
    wrong |= opens(site, "page", O_RDONLY) ? 0 : 2;
    wrong |= opens(state, "ledger-shm", O_RDWR | O_CREAT) ? 0 : 4;
    scratch_path(path, run, "socket");
    wrong |= unlink(path) == 0 ? 0 : 8;
    if (!sandbox_is_whole())
        return wrong;
    wrong |= opens(site, "page", O_WRONLY) || opens(site, "new", O_WRONLY | O_CREAT) ? 16 : 0;
    wrong |= opens("/etc", "passwd", O_RDONLY) || opens(run, "other", O_RDONLY) ? 32 : 0;
    wrong |= !SANITIZED && socket(AF_UNIX, SOCK_STREAM, 0) >= 0 ? 64 : 0;
    return wrong;
}

/* Bits of what is not as it is to be; runs in the child. */
static int confined(const char *ours, const char *other)
{
    const char *const folders[SANDBOX_FOLDERS] = {ours};
    char from[SCRATCH_PATH], to[SCRATCH_PATH];
    struct rlimit core;
    struct err err;
    int wrong = 0;
    if (sandbox_confine(folders, &err) != 0)
        return 1;
    wrong |= opens(ours, "new", O_WRONLY | O_CREAT) ? 0 : 2;
    wrong |= opens(other, "page", O_RDONLY) && opens("/etc", "passwd", O_RDONLY) ? 0 : 4;
    wrong |= getrlimit(RLIMIT_CORE, &core) == 0 && core.rlim_max == 0 ? 0 : 8;
    /* what pages wait in is moved from there */
    scratch_path(from, ours, "new");
    scratch_path(to, ours, "inner");
    wrong |= mkdir(to, 0700) == 0 ? 0 : 16;
    scratch_path(to, ours, "inner/new");
    wrong |= rename(from, to) == 0 ? 0 : 16;
    if (!sandbox_is_whole())
        return wrong;
    wrong |=
        opens(other, "page", O_WRONLY) || opens(other, "new", O_WRONLY | O_CREAT) ? 32 : 0;
    scratch_path(from, other, "page");
    wrong |= unlink(from) == 0 ? 32 : 0;
    wrong |= !SANITIZED && (unshare(CLONE_NEWNS) == 0 || errno != EPERM) ? 64 : 0;
    return wrong;
}

static void test_a_process_with_its_whole_work(void **state)
{
    char folder[SCRATCH_PATH], ours[SCRATCH_PATH], other[SCRATCH_PATH], path[SCRATCH_PATH];
    int status = -1;
    (void)state;
    assert_int_equal(scratch_make(folder), 0);
    scratch_path(ours, folder, "ours");
    scratch_path(other, folder, "other");
    assert_int_equal(mkdir(ours, 0700), 0);
    assert_int_equal(mkdir(other, 0700), 0);
    scratch_path(path, other, "page");
    assert_true(scratch_write(path, "x", 1));
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        _exit(confined(ours, other));
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    scratch_remove(folder);
}

static void test_a_server(void **state)
{
    static const char *const NAMES[] = {"site", "state", "run"};
    char folder[SCRATCH_PATH], of[3][SCRATCH_PATH], path[SCRATCH_PATH];
    int status = -1;
    (void)state;
    assert_int_equal(scratch_make(folder), 0);
    for (size_t i = 0; i < 3; i++) {
        scratch_path(of[i], folder, NAMES[i]);
        assert_int_equal(mkdir(of[i], 0700), 0);
    }
    scratch_path(path, of[0], "page");
    assert_true(scratch_write(path, "x", 1));
    scratch_path(path, of[2], "socket");
    assert_true(scratch_write(path, "x", 1));
    scratch_path(path, of[2], "other");
    assert_true(scratch_write(path, "x", 1));
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        _exit(enclosed(of[0], of[1], of[2]));
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    scratch_remove(folder);
}

static void test_limits_grow(void **state)
{
    (void)state;
    assert_int_equal(sandbox_limits_for(0).time_ms, 5000);
    assert_int_equal(sandbox_limits_for(20 * MIB).time_ms, 10000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_answer),
        cmocka_unit_test(test_long_answer),
        cmocka_unit_test(test_err_comes_back),
        cmocka_unit_test(test_deaths),
        cmocka_unit_test(test_confinement),
        cmocka_unit_test(test_character_sets),
        cmocka_unit_test(test_limits_grow),
        cmocka_unit_test(test_a_process_with_its_whole_work),
        cmocka_unit_test(test_a_server),
    };
    return cmocka_run_group_tests_name("sandbox", tests, NULL, NULL);
}
