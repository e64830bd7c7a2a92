/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notify_exec: see notify_part.h. */
#include "alerts/notify_part.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "alerts/compose.h"
#include "core/instant.h"
#include "core/orphan.h"
#include "core/plain.h"
#include "core/str.h"

#define TEXT_LIMIT ((size_t)4 << 20)
#define SAID_SIZE 300
#define ENVIRONMENT 5
#define TICK_MS 50
#define DESCRIPTORS_MOST 1024

enum { READ_END, WRITE_END };

/* A command under way. */
struct child {
    pid_t pid;
    int in;   /* where its standard input is written; -1 = closed */
    int says; /* its standard error; -1 = closed */
    int64_t until;
    char said[SAID_SIZE];
    size_t said_length;
};

int notify_exec_show(const struct notify_letter *letter, struct buf *out, struct err *err)
{
    buf_puts(out, "Subject: ");
    compose_subject(letter, out);
    buf_puts(out, "\n\n");
    compose_text(letter, out);
    return out->overflow ? err_set(err, ERR_INTERNAL, "message is too long") : 0;
}

/* --- in the child: nothing but system calls --- */

static void become(const char *const *words, char *const *environment, int in, int says)
{
    sigset_t none;
    int nothing = open("/dev/null", O_WRONLY);

    (void)setpgid(0, 0);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    (void)signal(SIGPIPE, SIG_DFL);
    if (nothing < 0 || dup2(in, 0) < 0 || dup2(nothing, 1) < 0 || dup2(says, 2) < 0)
        _exit(127);
    for (int fd = 3; fd < DESCRIPTORS_MOST; fd++)
        close(fd);
    execve(words[0], (char *const *)(const void *)words, environment);
    const char *why = strerror(errno);
    (void)!write(2, why, strlen(why));
    _exit(127);
}

/* --- in the parent --- */

static void close_end(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static void set_nonblocking(int fd)
{
    (void)fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
    (void)fcntl(fd, F_SETFD, FD_CLOEXEC);
}

static int start(const char *const *words, char *const *environment, struct child *child,
                 struct err *err)
{
    int in[2] = {-1, -1};
    int says[2] = {-1, -1};
    pid_t parent = getpid();

    if (pipe(in) != 0)
        return err_errno(err, ERR_UNAVAILABLE, "pipe");
    if (pipe(says) != 0) {
        (void)err_errno(err, ERR_UNAVAILABLE, "pipe");
        close(in[READ_END]);
        close(in[WRITE_END]);
        return -1;
    }
    child->pid = fork();
    if (child->pid == 0) {
        orphan_forbid(parent);
        become(words, environment, in[READ_END], says[WRITE_END]);
    }
    close(in[READ_END]);
    close(says[WRITE_END]);
    child->in = in[WRITE_END];
    child->says = says[READ_END];
    if (child->pid < 0) {
        close_end(&child->in);
        close_end(&child->says);
        return err_errno(err, ERR_UNAVAILABLE, "fork");
    }
    set_nonblocking(child->in);
    set_nonblocking(child->says);
    return 0;
}

static void feed(struct child *child, const char *text, size_t length, size_t *sent)
{
    ssize_t written = write(child->in, text + *sent, length - *sent);

    if (written > 0)
        *sent += (size_t)written;
    if (*sent == length || (written < 0 && errno != EAGAIN && errno != EINTR))
        close_end(&child->in);
}

/* Keeps the beginning of what it says, and reads the rest. */
static void listen_to(struct child *child)
{
    char piece[512];
    ssize_t got = read(child->says, piece, sizeof piece);

    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR))
        close_end(&child->says);
    for (ssize_t i = 0; i < got && child->said_length < SAID_SIZE - 1; i++)
        child->said[child->said_length++] = piece[i];
    child->said[child->said_length] = '\0';
}

/* Until both pipes are closed or the time is up; false then. */
static bool attend(struct child *child, const char *text, size_t length)
{
    size_t sent = 0;

    while (child->in >= 0 || child->says >= 0) {
        struct pollfd waits[2] = {{child->in, POLLOUT, 0}, {child->says, POLLIN, 0}};

        if (instant_ticks_ms() >= child->until)
            return false;
        (void)poll(waits, 2, TICK_MS);
        if (child->in >= 0 && waits[0].revents != 0)
            feed(child, text, length, &sent);
        if (child->says >= 0 && waits[1].revents != 0)
            listen_to(child);
    }
    return true;
}

/* It may have closed its pipes and go on. False when its time was up. */
static bool wait_for(struct child *child, int *status)
{
    const struct timespec tick = {.tv_nsec = TICK_MS * 1000000L};

    while (waitpid(child->pid, status, WNOHANG) == 0) {
        if (instant_ticks_ms() >= child->until)
            return false;
        nanosleep(&tick, NULL);
    }
    return true;
}

static int judge(struct child *child, bool ended, int status, const char *name,
                 struct err *err)
{
    plain_tidy(child->said);
    const char *said = str_trim(child->said);

    if (ended && WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return 0;
    if (!ended)
        return err_set(err, ERR_UNAVAILABLE, "%s did not end in time", name);
    if (WIFSIGNALED(status))
        return err_set(err, ERR_UNAVAILABLE, "%s was ended by signal %d", name,
                       WTERMSIG(status));
    return err_set(err, ERR_UNAVAILABLE, "%s ended with status %d%s%s", name,
                   WEXITSTATUS(status), *said ? ": " : "", said);
}

static int run(const struct notifier *notifier, char *const *environment,
               const struct buf *text, struct arena *arena, struct err *err)
{
    const char **words = arena_alloc(arena, notifier->word_count + 1, sizeof *words);
    struct child child = {.until = instant_ticks_ms() + notifier->timeout_ms};
    int status = 0;

    memcpy(words, notifier->words, notifier->word_count * sizeof *words);
    if (start(words, environment, &child, err))
        return -1;
    bool ended = attend(&child, buf_text(text), text->length) && wait_for(&child, &status);
    if (!ended) {
        (void)kill(-child.pid, SIGKILL);
        (void)kill(child.pid, SIGKILL);
        (void)waitpid(child.pid, &status, 0);
    }
    close_end(&child.in);
    close_end(&child.says);
    return judge(&child, ended, status, words[0], err);
}

int notify_exec_send(const struct notify_letter *letter, struct arena *arena,
                     const char **reached, struct err *err)
{
    const char *environment[ENVIRONMENT] = {
        "PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8",
        arena_printf(arena, "SHIHYO_KEY=%s", letter->letter->key),
        arena_printf(arena, "SHIHYO_SEVERITY=%s", compose_severity(letter))};
    struct buf text;

    (void)reached;
    buf_init(&text, TEXT_LIMIT);
    int failed = notify_exec_show(letter, &text, err);
    if (!failed)
        failed =
            run(letter->notifier, (char *const *)(const void *)environment, &text, arena, err);
    buf_free(&text);
    return failed;
}
