/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lock: one process at a time, by a file that names the one at work. Layer: core. The kernel
 * frees it when the holder and the children it forked have ended, however they did.
 */
#ifndef CORE_LOCK_H
#define CORE_LOCK_H

#include "core/err.h"

#include <stdbool.h>

/* How long whoever finds it taken waits. */
struct lock_wait {
    int seconds; /* 0 = not at all */
    /* Called once, after LOCK_TELL_S seconds, with the holder's pid; may be NULL. */
    void (*tell)(const char *holder, void *context);
    bool (*give_up)(void *context); /* true: as if the time were over; may be NULL */
    void *context;
};

#define LOCK_TELL_S 1

/* Takes an exclusive lock on `path` (created, holds the pid). `wait` NULL = not at all.
 * Returns a descriptor to close, or -1: ERR_TEMPFAIL names the holder's pid when it stayed
 * taken; ERR_IO, or ERR_PERM, with the path and the reason. */
int lock_take(const char *path, const struct lock_wait *wait, struct err *err);

/* The same lock on what is there already, a file or a folder, without a byte written: where
 * the disk is full or for reading only. Whom it keeps out is told an older pid, or none. */
int lock_hold(const char *path, const struct lock_wait *wait, struct err *err);

#endif
