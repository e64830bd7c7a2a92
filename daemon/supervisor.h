/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * supervisor: what a service manager is told, by the protocol of sd_notify(3): datagrams to
 * the socket that $NOTIFY_SOCKET names (a path, or @ and an abstract name). Layer: daemon.
 * Where none is named every call does nothing, and what cannot be sent is lost: nothing waits
 * for a manager.
 */
#ifndef DAEMON_SUPERVISOR_H
#define DAEMON_SUPERVISOR_H

#include <stdint.h>

struct supervisor {
    int socket;          /* -1 = none */
    int64_t watchdog_us; /* a sign of life is wanted within it; 0 = not at all */
};

/* Connects, and takes $NOTIFY_SOCKET, $WATCHDOG_USEC and $WATCHDOG_PID out of the environment:
 * they are not for children. */
void supervisor_open(struct supervisor *supervisor);
void supervisor_close(struct supervisor *supervisor);

void supervisor_ready(const struct supervisor *supervisor);

/* Before a configuration is read again; supervisor_ready ends it. */
void supervisor_reloading(const struct supervisor *supervisor);

/* Before the end, and while what is under way ends: `seconds` more are needed. */
void supervisor_stopping(const struct supervisor *supervisor, int seconds);

/* One line for people. */
void supervisor_status(const struct supervisor *supervisor, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* A sign of life. A cycle may take its time (a second between requests to one host, thousands
 * of charts), so `busy` asks for `seconds` until the next; `idle` takes that back. */
void supervisor_alive(const struct supervisor *supervisor);
void supervisor_busy(const struct supervisor *supervisor, int seconds);
void supervisor_idle(const struct supervisor *supervisor);

/* How long one may wait, at most `seconds`, until supervisor_alive is due: half the time. */
int64_t supervisor_wait(const struct supervisor *supervisor, int64_t seconds);

#endif
