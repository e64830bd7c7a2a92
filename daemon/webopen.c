/* SPDX-License-Identifier: GPL-3.0-or-later */
/* webopen: see webopen.h. */
#define _GNU_SOURCE /* syscall, O_PATH */
#include "daemon/webopen.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdint.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define SEGMENT_SIZE 256

/* A kernel before 5.6, or a filter of system calls that does not know it, says so. */
static int open_by_kernel(int folder, const char *name, int flags)
{
    struct open_how how = {
        .flags = (unsigned)flags,
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
    };

    return (int)syscall(SYS_openat2, folder, name, &how, sizeof how);
}

/* The same step by step: each is below the one before it, and no link. */
static int open_by_steps(int folder, const char *name, int flags)
{
    int at = folder;

    for (;;) {
        size_t length = strcspn(name, "/");
        char segment[SEGMENT_SIZE];

        if (length == 0 || length >= sizeof segment || (length <= 2 && name[0] == '.')) {
            if (at != folder)
                (void)close(at);
            errno = ENOENT;
            return -1;
        }
        memcpy(segment, name, length);
        segment[length] = '\0';
        bool last = name[length] == '\0';
        int next =
            openat(at, segment,
                   last ? flags | O_NOFOLLOW : O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        int number = errno;
        if (at != folder)
            (void)close(at);
        errno = number;
        if (last || next < 0)
            return next;
        at = next;
        name += length + 1;
    }
}

static int open_below(int folder, const char *name, int flags)
{
    int fd = open_by_kernel(folder, name, flags);

    return fd >= 0 || (errno != ENOSYS && errno != EPERM) ? fd
                                                          : open_by_steps(folder, name, flags);
}

/* A pipe that somebody put there must not be waited for. */
int webopen_file(int folder, const char *name)
{
    return open_below(folder, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
}

bool webopen_is_folder(int folder, const char *name)
{
    int fd = open_below(folder, name, O_PATH | O_DIRECTORY | O_CLOEXEC);

    if (fd >= 0)
        (void)close(fd);
    return fd >= 0;
}
