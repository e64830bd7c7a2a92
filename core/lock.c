/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lock: see lock.h. Asked for again and again instead of in a call that blocks, which only a
 * signal could end in time.
 */
#define _DEFAULT_SOURCE /* flock */
#include "core/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "core/file.h"
#include "core/instant.h"

#define PAUSE_MS 20
#define HOLDER_SIZE 32

static void read_holder(int fd, char out[HOLDER_SIZE])
{
    ssize_t got = pread(fd, out, HOLDER_SIZE - 1, 0);

    out[got > 0 ? got : 0] = '\0';
    out[strcspn(out, "\n")] = '\0';
    if (!out[0])
        snprintf(out, HOLDER_SIZE, "unknown");
}

static int write_holder(int fd)
{
    char holder[HOLDER_SIZE];
    int length = snprintf(holder, sizeof holder, "%ld\n", (long)getpid());
    int written = 0;

    if (ftruncate(fd, 0) != 0)
        return -1;
    while (written < length) {
        ssize_t more = pwrite(fd, holder + written, (size_t)(length - written), written);

        if (more < 0 && errno != EINTR)
            return -1;
        written += more > 0 ? (int)more : 0;
    }
    return 0;
}

/* 0 when it is ours; -1 with errno, EWOULDBLOCK when it stayed taken. */
static int take(int fd, const struct lock_wait *wait)
{
    static const struct timespec PAUSE = {.tv_nsec = PAUSE_MS * 1000000L};
    int64_t began = instant_ticks_ms();
    bool told = !wait->tell;

    while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        int64_t waited = instant_ticks_ms() - began;

        if ((errno != EWOULDBLOCK && errno != EINTR) || waited >= wait->seconds * 1000LL)
            return -1;
        if (wait->give_up && wait->give_up(wait->context)) {
            errno = EWOULDBLOCK;
            return -1;
        }
        if (!told && waited >= LOCK_TELL_S * 1000LL) {
            char holder[HOLDER_SIZE];

            read_holder(fd, holder);
            wait->tell(holder, wait->context);
            told = true;
        }
        nanosleep(&PAUSE, NULL);
    }
    return 0;
}

static int say_unwritten(const char *path, struct err *err)
{
    int number = errno;

    err_errno(err, ERR_IO, "%s: cannot be written", path);
    file_tell_space(path, number, err);
    return -1;
}

static int say_taken(const char *path, int fd, const struct lock_wait *wait, struct err *err)
{
    char holder[HOLDER_SIZE];
    char waited[64] = "";

    read_holder(fd, holder);
    if (wait->seconds > 0)
        snprintf(waited, sizeof waited, " and did not end within %d s", wait->seconds);
    return err_set(err, ERR_TEMPFAIL,
                   "%s: another shihyo is at work (pid %s)%s, try again later", path, holder,
                   waited);
}

/* The descriptor again, or closed and -1. */
static int take_or_say(int fd, const char *path, const struct lock_wait *wait, struct err *err)
{
    static const struct lock_wait AT_ONCE = {0};

    if (!wait)
        wait = &AT_ONCE;
    if (take(fd, wait) == 0)
        return fd;
    if (errno == EWOULDBLOCK)
        say_taken(path, fd, wait, err);
    else
        err_errno(err, ERR_IO, "%s", path);
    close(fd);
    return -1;
}

int lock_hold(const char *path, const struct lock_wait *wait, struct err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    return fd < 0 ? err_errno(err, ERR_IO, "%s", path) : take_or_say(fd, path, wait, err);
}

int lock_take(const char *path, const struct lock_wait *wait, struct err *err)
{
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

    if (fd < 0)
        return say_unwritten(path, err);
    if (file_check_names(fd, path, err)) {
        close(fd);
        return -1;
    }
    if (take_or_say(fd, path, wait, err) < 0)
        return -1;
    if (write_holder(fd)) {
        say_unwritten(path, err);
        close(fd);
        return -1;
    }
    return fd;
}
