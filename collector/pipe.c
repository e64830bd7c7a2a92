/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pipe: see pipe.h. The document goes in through a socket, so that a program that ends
 * early costs an EPIPE and no signal.
 */
#define _GNU_SOURCE /* close_range */
#include "collector/pipe.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/instant.h"
#include "core/str.h"

#define PATH_SIZE 128
#define SAID_MAX 4096 /* of what it writes to standard error */
#define CHUNK ((size_t)64 << 10)
#define EXEC_FAILED 126

enum end { END_IN, END_OUT, END_SAID, END_COUNT };

struct run {
    const char *name;
    const char *at; /* of the document, not yet written */
    size_t left;
    const struct sandbox_limits *limits;
    int64_t deadline;
    struct buf *out;
    char said[SAID_MAX + 1];
    size_t said_length;
    int ours[END_COUNT];   /* -1 = closed */
    int theirs[END_COUNT]; /* become its descriptors 0, 1 and 2 */
    pid_t pid;
};

static void shut(int *fd)
{
    if (*fd >= 0)
        (void)close(*fd);
    *fd = -1;
}

/* --- the child --- */

/* A descriptor of 0 to 2 could be overwritten by another before its turn: all are first moved
 * above. */
static bool take_ends(struct run *run)
{
    for (int i = 0; i < END_COUNT; i++) {
        run->theirs[i] = fcntl(run->theirs[i], F_DUPFD, END_COUNT);
        if (run->theirs[i] < 0)
            return false;
    }
    for (int i = 0; i < END_COUNT; i++)
        if (dup2(run->theirs[i], i) < 0)
            return false;
    return close_range(END_COUNT, ~0U, 0) == 0;
}

__attribute__((noreturn)) static void become(struct run *run, const char *path,
                                             const char *const *argv, pid_t parent)
{
    static const char *const environment[] = {"LC_ALL=C.UTF-8", NULL};
    sigset_t none;
    (void)sigemptyset(&none);
    (void)sigprocmask(SIG_SETMASK, &none, NULL);
    (void)signal(SIGPIPE, SIG_DFL);
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent || !take_ends(run))
        _exit(EXEC_FAILED);
    struct err err;
    if (sandbox_enter(SANDBOX_PROGRAM, run->limits, &err) != 0)
        _exit(EXEC_FAILED);
    /* execve promises to change nothing; its type is older than const. */
    union {
        const char *const *borrowed;
        char *const *given;
    } words = {argv}, settings = {environment};
    (void)execve(path, words.given, settings.given);
    _exit(EXEC_FAILED);
}

/* --- starting --- */

static int make_ends(struct run *run, struct err *err)
{
    int in[2];
    int out[2];
    int said[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, in) != 0)
        return err_errno(err, ERR_INTERNAL, "%s: socketpair", run->name);
    run->ours[END_IN] = in[0];
    run->theirs[END_IN] = in[1];
    if (pipe2(out, O_CLOEXEC) != 0)
        return err_errno(err, ERR_INTERNAL, "%s: pipe", run->name);
    run->ours[END_OUT] = out[0];
    run->theirs[END_OUT] = out[1];
    if (pipe2(said, O_CLOEXEC) != 0)
        return err_errno(err, ERR_INTERNAL, "%s: pipe", run->name);
    run->ours[END_SAID] = said[0];
    run->theirs[END_SAID] = said[1];
    return 0;
}

static int start(struct run *run, const char *const *argv, struct err *err)
{
    char path[PATH_SIZE];
    if (strchr(run->name, '/') != NULL ||
        snprintf(path, sizeof path, "%s/%s", PIPE_FOLDER, run->name) >= (int)sizeof path)
        return err_set(err, ERR_INTERNAL, "%s is no program of %s", run->name, PIPE_FOLDER);
    if (access(path, X_OK) != 0)
        return err_errno(err, ERR_UNAVAILABLE, "the program %s is not installed", path);
    if (make_ends(run, err) != 0)
        return -1;
    pid_t parent = getpid();
    run->pid = fork();
    if (run->pid < 0)
        return err_errno(err, ERR_INTERNAL, "%s: fork", run->name);
    if (run->pid == 0)
        become(run, path, argv, parent);
    for (int i = 0; i < END_COUNT; i++) {
        shut(&run->theirs[i]);
        (void)fcntl(run->ours[i], F_SETFL, O_NONBLOCK);
    }
    return 0;
}

/* --- talking --- */

static bool is_later(void)
{
    return errno == EAGAIN || errno == EINTR;
}

/* It may end without having read everything: that is its business. */
static void give(struct run *run)
{
    ssize_t sent = run->left == 0 ? 0
                                  : send(run->ours[END_IN], run->at,
                                         run->left < CHUNK ? run->left : CHUNK, MSG_NOSIGNAL);
    if (sent < 0 && is_later())
        return;
    if (sent > 0) {
        run->at += sent;
        run->left -= (size_t)sent;
    }
    if (sent < 0 || run->left == 0)
        shut(&run->ours[END_IN]);
}

static int take(struct run *run, struct err *err)
{
    char chunk[CHUNK];
    ssize_t got = read(run->ours[END_OUT], chunk, sizeof chunk);
    if (got < 0 && is_later())
        return 0;
    if (got <= 0)
        shut(&run->ours[END_OUT]);
    else if (buf_append(run->out, chunk, (size_t)got) != 0)
        return err_set(err, ERR_DATA, "%s: the document unpacks to more than %zu bytes",
                       run->name, run->out->limit);
    return 0;
}

/* The last words count: when there are too many, the first half goes. */
static void listen_to(struct run *run)
{
    if (run->said_length == SAID_MAX) {
        memmove(run->said, run->said + SAID_MAX / 2, SAID_MAX / 2);
        run->said_length = SAID_MAX / 2;
    }
    ssize_t got =
        read(run->ours[END_SAID], run->said + run->said_length, SAID_MAX - run->said_length);
    if (got > 0)
        run->said_length += (size_t)got;
    else if (got == 0 || !is_later())
        shut(&run->ours[END_SAID]);
}

static int late(const struct run *run, struct err *err)
{
    return err_set(err, ERR_DATA, "%s: not done after %lld s", run->name,
                   (long long)((run->limits->time_ms + 999) / 1000));
}

static int talk(struct run *run, struct err *err)
{
    while (run->ours[END_OUT] >= 0 || run->ours[END_SAID] >= 0) {
        struct pollfd ends[END_COUNT];
        int64_t left = run->deadline - instant_ticks_ms();
        if (left <= 0)
            return late(run, err);
        for (int i = 0; i < END_COUNT; i++)
            ends[i] =
                (struct pollfd){.fd = run->ours[i], .events = i == END_IN ? POLLOUT : POLLIN};
        if (poll(ends, END_COUNT, (int)(left < 60000 ? left : 60000)) < 0 && errno != EINTR)
            return err_errno(err, ERR_INTERNAL, "%s: poll", run->name);
        if (ends[END_IN].revents != 0)
            give(run);
        if (ends[END_OUT].revents != 0 && take(run, err) != 0)
            return -1;
        if (ends[END_SAID].revents != 0)
            listen_to(run);
    }
    return 0;
}

/* --- the end --- */

/* The last line that says something, made fit for a message. */
static const char *last_words(struct run *run)
{
    size_t length = run->said_length;
    run->said[length] = '\0';
    for (size_t i = 0; i < length; i++)
        if (run->said[i] == '\0')
            run->said[i] = ' ';
    const char *text = str_trim(run->said);
    const char *line = strrchr(text, '\n');
    char *words = run->said + ((line == NULL ? text : line + 1) - run->said);
    for (char *p = words; *p != '\0'; p++)
        if (iscntrl((unsigned char)*p) || (unsigned char)*p > 0x7E)
            *p = '?';
    return words;
}

static int judge(struct run *run, int status, struct err *err)
{
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return 0;
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
        return err_set(err, ERR_DATA, "%s: took more than %lld s of processor time", run->name,
                       (long long)(run->limits->time_ms / 1000));
    if (WIFSIGNALED(status))
        return err_set(err, ERR_DATA, "%s: ended by signal %d (%s)", run->name,
                       WTERMSIG(status), strsignal(WTERMSIG(status)));
    if (WEXITSTATUS(status) == EXEC_FAILED)
        return err_set(err, ERR_INTERNAL, "%s: could not be started", run->name);
    const char *words = last_words(run);
    if (*words == '\0')
        return err_set(err, ERR_DATA, "%s: ended with status %d", run->name,
                       WEXITSTATUS(status));
    return err_set(err, ERR_DATA, "%s: %s", run->name, words);
}

/* It has closed its ends, or is to be killed; a zombie is never left behind. */
static int wait_for(struct run *run, bool ended, int *status)
{
    static const struct timespec pause = {.tv_nsec = 2000000};
    for (;;) {
        pid_t got = waitpid(run->pid, status, ended ? WNOHANG : 0);
        if (got == run->pid)
            return 0;
        if (got < 0 && errno != EINTR) { /* SIGCHLD is ignored: the kernel kept none */
            *status = 0;
            return 0;
        }
        if (ended && instant_ticks_ms() >= run->deadline)
            return -1;
        if (got == 0)
            (void)nanosleep(&pause, NULL);
    }
}

static int finish(struct run *run, int result, struct err *err)
{
    int status = 0;
    for (int i = 0; i < END_COUNT; i++) {
        shut(&run->ours[i]);
        shut(&run->theirs[i]);
    }
    if (run->pid <= 0)
        return result;
    if (result == 0 && wait_for(run, true, &status) == 0)
        return judge(run, status, err);
    (void)kill(run->pid, SIGKILL);
    (void)wait_for(run, false, &status);
    return result == 0 ? late(run, err) : result;
}

int pipe_run(const char *const *argv, const void *bytes, size_t length,
             const struct sandbox_limits *limits, struct buf *out, struct err *err)
{
    struct run run = {.name = argv[0],
                      .at = bytes,
                      .left = length,
                      .limits = limits,
                      .deadline = instant_ticks_ms() + limits->time_ms,
                      .out = out,
                      .ours = {-1, -1, -1},
                      .theirs = {-1, -1, -1}};
    int result = start(&run, argv, err);
    if (result == 0)
        result = talk(&run, err);
    return finish(&run, result, err);
}
