/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sandbox: a fork and a pipe. The child's answer is a frame: a head, then `length` bytes of
 * the answer or of the error's text. The child may be anybody's by then: the head is checked
 * and the whole is bounded before it is believed.
 */
#define _DEFAULT_SOURCE /* syscall */
#include "collector/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/instant.h"
#include "core/orphan.h"
#include "core/str.h"
#include "core/unicode.h"

enum {
    FRAME_MAGIC = 0x53686968,
    BASE_TIME_MS = 5000,
    TIME_PER_MIB_MS = 250,
    BASE_MEMORY_MIB = 2048,
    FILES_LIKELY = 4096,
    EXIT_NO_MEMORY = 70 /* core/mem ends so */
};

#define MIB ((size_t)1024 * 1024)

struct frame {
    uint32_t magic;
    int32_t code; /* of the err; 0 = an answer follows */
    uint64_t length;
};

struct sandbox_limits sandbox_limits_for(size_t bytes)
{
    return (struct sandbox_limits){.time_ms =
                                       BASE_TIME_MS + (int64_t)(bytes / MIB) * TIME_PER_MIB_MS,
                                   .memory = BASE_MEMORY_MIB * MIB};
}

/* --- the child --- */

static bool write_all(int fd, const void *bytes, size_t length)
{
    const char *from = bytes;
    while (length > 0) {
        ssize_t done = write(fd, from, length);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return false;
        from += done;
        length -= (size_t)done;
    }
    return true;
}

static bool answer(int fd, const struct buf *out, const struct err *err)
{
    bool good = err->code == ERR_NONE;
    struct frame frame = {.magic = FRAME_MAGIC,
                          .code = (int32_t)err->code,
                          .length = good ? out->length : strlen(err->text)};
    return write_all(fd, &frame, sizeof frame) &&
           write_all(fd, good ? buf_text(out) : err->text, frame.length);
}

static void restore_signals(void)
{
    static const int signals[] = {SIGTERM, SIGINT, SIGHUP, SIGPIPE, SIGUSR1, SIGALRM};
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++)
        (void)signal(signals[i], SIG_DFL);
}

/* From the first to the last; one by one, as far as files are likely, where the kernel cannot
 * do all at once. */
static void close_between(int first, int last)
{
    if (first > last)
        return;
#ifdef SYS_close_range
    if (syscall(SYS_close_range, (unsigned)first, (unsigned)last, 0U) == 0)
        return;
#endif
    long most = sysconf(_SC_OPEN_MAX);
    int end = most > 0 && most < FILES_LIKELY ? (int)most : FILES_LIKELY;
    for (int fd = first; fd <= last && fd < end; fd++)
        (void)close(fd);
}

/* Nothing of the parent's is at hand in the child: no ledger, no lock, no connection, no
 * terminal. What a sanitizer has to say is let through. */
static void close_others(int kept)
{
    int nowhere = open("/dev/null", O_RDWR);
    (void)dup2(nowhere, STDIN_FILENO);
    (void)dup2(nowhere, STDOUT_FILENO);
#if !defined(__SANITIZE_ADDRESS__)
    (void)dup2(nowhere, STDERR_FILENO);
#endif
    close_between(STDERR_FILENO + 1, kept - 1);
    close_between(kept + 1, INT_MAX);
}

static void be_child(int fd, sandbox_work work, void *context,
                     const struct sandbox_limits *limits, size_t most)
{
    struct err err;
    struct buf out;
    err_clear(&err);
    buf_init(&out, most);
    restore_signals();
    close_others(fd);
    if (sandbox_enter(SANDBOX_COMPUTE, limits, &err) == 0 && work(context, &out, &err) != 0 &&
        err.code == ERR_NONE)
        (void)err_set(&err, ERR_INTERNAL, "the work failed without a reason");
    if (err.code == ERR_NONE && out.overflow)
        (void)err_set(&err, ERR_DATA, "what was read is larger than %zu bytes", most);
    bool answered = answer(fd, &out, &err);
    buf_free(&out);
    _exit(answered ? 0 : EXIT_FAILURE);
}

/* --- the parent --- */

/* 1 = the child has ended its answer, 0 = more may come, -1 = its time or place is up. */
static int receive(int fd, struct buf *raw, int64_t deadline, struct err *err)
{
    char bytes[64 * 1024];
    struct pollfd at = {.fd = fd, .events = POLLIN};
    int64_t left = deadline - instant_ticks_ms();
    if (left <= 0)
        return err_set(err, ERR_DATA, "reading it took too long and was ended");
    int ready = poll(&at, 1, (int)(left < 60000 ? left : 60000));
    if (ready <= 0)
        return 0;
    ssize_t length = read(fd, bytes, sizeof bytes);
    if (length < 0)
        return errno == EINTR ? 0 : err_errno(err, ERR_INTERNAL, "sandbox: read");
    if (length == 0)
        return 1;
    if (buf_append(raw, bytes, (size_t)length) != 0)
        return err_set(err, ERR_DATA, "what was read is larger than %zu bytes", raw->limit);
    return 0;
}

static int refuse_death(int status, struct err *err)
{
    if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_NO_MEMORY)
        return err_set(err, ERR_DATA, "reading it needs more memory than is allowed");
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
        return err_set(err, ERR_DATA, "reading it took too long and was ended");
    if (WIFSIGNALED(status))
        return err_set(err, ERR_DATA, "reading it crashed: signal %d (%s)", WTERMSIG(status),
                       strsignal(WTERMSIG(status)));
    return err_set(err, ERR_DATA, "reading it ended with status %d", WEXITSTATUS(status));
}

static int take_frame(const struct buf *raw, struct buf *out, struct err *err)
{
    struct frame frame;
    if (raw->length < sizeof frame)
        return err_set(err, ERR_DATA, "reading it gave no answer");
    memcpy(&frame, raw->data, sizeof frame);
    const char *bytes = raw->data + sizeof frame;
    if (frame.magic != FRAME_MAGIC || frame.length != raw->length - sizeof frame)
        return err_set(err, ERR_DATA, "reading it gave no whole answer");
    if (frame.code == 0)
        return buf_append(out, bytes, frame.length);
    bool known = frame.code == ERR_DATA || frame.code == ERR_CONFIG ||
                 frame.code == ERR_INTERNAL || frame.code == ERR_UNAVAILABLE ||
                 frame.code == ERR_USAGE || frame.code == ERR_IO;
    bool text =
        memchr(bytes, '\0', frame.length) == NULL && unicode_valid(bytes, frame.length);
    if (!known || !text)
        return err_set(err, ERR_DATA, "reading it gave a wrong answer");
    return err_set(err, (enum err_code)frame.code, "%s", bytes);
}

static int wait_for(pid_t child, bool kill_it, int *status)
{
    if (kill_it)
        (void)kill(child, SIGKILL);
    for (;;) {
        pid_t done = waitpid(child, status, 0);
        if (done == child)
            return 0;
        if (done < 0 && errno != EINTR)
            return -1;
    }
}

static int be_parent(int fd, pid_t child, const struct sandbox_limits *limits, struct buf *out,
                     struct err *err)
{
    struct buf raw;
    int status = 0;
    /* a machine that does other things, too, is no reason to give up */
    int64_t deadline = instant_ticks_ms() + limits->time_ms * 7 / 5;
    buf_init(&raw, out->limit + sizeof(struct frame));
    int received = 0;
    while (received == 0)
        received = receive(fd, &raw, deadline, err);
    int result = received < 0 ? -1 : 0;
    bool known = wait_for(child, received < 0, &status) == 0;
    if (result == 0 && known && status != 0)
        result = refuse_death(status, err);
    else if (result == 0)
        result = take_frame(&raw, out, err);
    buf_free(&raw);
    return result;
}

int sandbox_begin(sandbox_work work, void *context, const struct sandbox_limits *limits,
                  size_t most, struct sandbox_child *child, struct err *err)
{
    int ends[2];
    *child = (struct sandbox_child){.limits = *limits};
    if (pipe(ends) != 0)
        return err_errno(err, ERR_INTERNAL, "sandbox: pipe");
    (void)fflush(NULL); /* or the child would print again what waits in the buffers */
    pid_t parent = getpid();
    child->pid = fork();
    if (child->pid < 0) {
        child->pid = 0;
        (void)close(ends[0]);
        (void)close(ends[1]);
        return err_errno(err, ERR_INTERNAL, "sandbox: fork");
    }
    if (child->pid == 0) {
        orphan_forbid(parent);
        be_child(ends[1], work, context, limits, most);
    }
    (void)close(ends[1]);
    child->fd = ends[0];
    return 0;
}

int sandbox_end(struct sandbox_child *child, struct buf *out, struct err *err)
{
    int result = be_parent(child->fd, child->pid, &child->limits, out, err);
    (void)close(child->fd);
    child->pid = 0;
    return result;
}

int sandbox_run(sandbox_work work, void *context, const struct sandbox_limits *limits,
                struct buf *out, struct err *err)
{
    struct sandbox_child child;
    if (sandbox_begin(work, context, limits, out->limit, &child, err) != 0)
        return -1;
    return sandbox_end(&child, out, err);
}
