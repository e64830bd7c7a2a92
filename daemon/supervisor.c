/* SPDX-License-Identifier: GPL-3.0-or-later */
/* supervisor: see supervisor.h. */
#include "daemon/supervisor.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "core/str.h"

enum { MESSAGE_SIZE = 512, MILLION = 1000000 };

/* False when the name does not fit or is none. */
static bool fill_address(const char *name, struct sockaddr_un *address, socklen_t *length)
{
    size_t size = strlen(name);

    if ((name[0] != '/' && name[0] != '@') || size < 2 || size >= sizeof address->sun_path)
        return false;
    *address = (struct sockaddr_un){.sun_family = AF_UNIX};
    memcpy(address->sun_path, name, size);
    if (name[0] == '@')
        address->sun_path[0] = '\0';
    *length = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + size);
    return true;
}

static int connect_to(const char *name)
{
    struct sockaddr_un address;
    socklen_t length;

    if (!name || !fill_address(name, &address, &length))
        return -1;
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd >= 0 && connect(fd, (const struct sockaddr *)&address, length) != 0) {
        close(fd);
        fd = -1;
    }
    return fd;
}

/* The watchdog is for the process that $WATCHDOG_PID names, or for whoever is there. */
static int64_t read_watchdog(void)
{
    const char *pid = getenv("WATCHDOG_PID");
    const char *text = getenv("WATCHDOG_USEC");
    int64_t number = 0;

    if (pid && (!str_integer(pid, 1, INT32_MAX, &number) || number != (int64_t)getpid()))
        return 0;
    return text && str_integer(text, 1, INT64_MAX / 2, &number) ? number : 0;
}

void supervisor_open(struct supervisor *supervisor)
{
    *supervisor = (struct supervisor){.socket = connect_to(getenv("NOTIFY_SOCKET"))};
    if (supervisor->socket >= 0)
        supervisor->watchdog_us = read_watchdog();
    unsetenv("NOTIFY_SOCKET");
    unsetenv("WATCHDOG_USEC");
    unsetenv("WATCHDOG_PID");
}

void supervisor_close(struct supervisor *supervisor)
{
    if (supervisor->socket >= 0)
        close(supervisor->socket);
    *supervisor = (struct supervisor){.socket = -1};
}

static void tell(const struct supervisor *supervisor, const char *message)
{
    if (supervisor->socket >= 0)
        (void)send(supervisor->socket, message, strlen(message), MSG_NOSIGNAL);
}

void supervisor_ready(const struct supervisor *supervisor)
{
    tell(supervisor, "READY=1");
}

void supervisor_reloading(const struct supervisor *supervisor)
{
    char message[MESSAGE_SIZE];
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    (void)snprintf(message, sizeof message, "RELOADING=1\nMONOTONIC_USEC=%" PRId64,
                   (int64_t)now.tv_sec * MILLION + now.tv_nsec / 1000);
    tell(supervisor, message);
}

void supervisor_stopping(const struct supervisor *supervisor, int seconds)
{
    char message[MESSAGE_SIZE];

    (void)snprintf(message, sizeof message, "STOPPING=1\nEXTEND_TIMEOUT_USEC=%" PRId64,
                   (int64_t)seconds * MILLION);
    tell(supervisor, message);
}

void supervisor_status(const struct supervisor *supervisor, const char *format, ...)
{
    char message[MESSAGE_SIZE] = "STATUS=";
    size_t used = strlen(message);
    va_list list;

    va_start(list, format);
    (void)vsnprintf(message + used, sizeof message - used, format, list);
    va_end(list);
    message[used + strcspn(message + used, "\n")] = '\0';
    tell(supervisor, message);
}

void supervisor_alive(const struct supervisor *supervisor)
{
    if (supervisor->watchdog_us > 0)
        tell(supervisor, "WATCHDOG=1");
}

static void set_watchdog(const struct supervisor *supervisor, int64_t microseconds)
{
    char message[MESSAGE_SIZE];

    if (supervisor->watchdog_us == 0)
        return;
    (void)snprintf(message, sizeof message, "WATCHDOG_USEC=%" PRId64 "\nWATCHDOG=1",
                   microseconds);
    tell(supervisor, message);
}

void supervisor_busy(const struct supervisor *supervisor, int seconds)
{
    int64_t wanted = (int64_t)seconds * MILLION;

    set_watchdog(supervisor,
                 wanted > supervisor->watchdog_us ? wanted : supervisor->watchdog_us);
}

void supervisor_idle(const struct supervisor *supervisor)
{
    set_watchdog(supervisor, supervisor->watchdog_us);
}

int64_t supervisor_wait(const struct supervisor *supervisor, int64_t seconds)
{
    int64_t half = supervisor->watchdog_us / 2 / MILLION;

    if (supervisor->watchdog_us == 0)
        return seconds;
    half = half < 1 ? 1 : half;
    return seconds < half ? seconds : half;
}
