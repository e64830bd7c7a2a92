/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sandbox: work on hostile bytes in a child process that can do nothing but compute. Layer:
 * collector; the only user of libseccomp and Landlock.
 *
 * The child has limits on time, memory and output, no network, no new files, no other
 * programs; of files it may read the system's own (/usr, /lib, /etc/ld.so.cache: character
 * sets, fonts). Seccomp and Landlock are used where the kernel has them; limits hold
 * everywhere. What the child hands back is bytes over a pipe, to be checked by whoever asked
 * for them.
 */
#ifndef COLLECTOR_SANDBOX_H
#define COLLECTOR_SANDBOX_H

#include "core/buf.h"
#include "core/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sandbox_limits {
    int64_t time_ms; /* of the processor; 7/5 of it on the clock */
    size_t memory;   /* bytes of address space */
};

/* Enough for a document of that many bytes that is what it says it is: 5 s and a quarter
 * of one for each MiB, 2 GiB. */
struct sandbox_limits sandbox_limits_for(size_t bytes);

/* Appends its answer to `out`; runs in the child, where nothing it changes outlives it. */
typedef int (*sandbox_work)(void *context, struct buf *out, struct err *err);

/* A child at work. */
struct sandbox_child {
    int pid; /* 0 = none */
    int fd;  /* its answer comes out of it */
    struct sandbox_limits limits;
};

/* Begins: the child has a copy of everything as it is now, so nothing must live on for it. Its
 * answer may be `most` bytes. */
int sandbox_begin(sandbox_work work, void *context, const struct sandbox_limits *limits,
                  size_t most, struct sandbox_child *child, struct err *err);

/* Waits for one that has begun, in any order, and takes over its answer (at most out->limit
 * bytes) or its err; its time on the clock counts from here. */
int sandbox_end(struct sandbox_child *child, struct buf *out, struct err *err);

/* Both at once. Runs `work` in a child and takes over its answer (at most out->limit bytes) or
 * its err. A child that crashed, hung or wanted too much memory or output is ERR_DATA saying
 * which. */
int sandbox_run(sandbox_work work, void *context, const struct sandbox_limits *limits,
                struct buf *out, struct err *err);

enum sandbox_kind {
    SANDBOX_COMPUTE, /* this program's own work */
    SANDBOX_PROGRAM  /* another program is about to be executed: it may read and compute */
};

/* Closes the calling process in for good: to be called in a fresh child. -1 only when the
 * limits could not be set. */
int sandbox_enter(enum sandbox_kind kind, const struct sandbox_limits *limits,
                  struct err *err);

/* Folders that a server needs; NULL = no more. */
struct sandbox_folders {
    const char *readable[4];
    const char *shared[2]; /* files in them may be written, made and removed, too */
    const char *emptied;   /* files in it may be removed, and nothing more; NULL = none */
};

/* Closes in the calling process for good, as far as the kernel can: no other file is opened,
 * no program started, nothing connected to. What is open stays open. */
int sandbox_enclose(const struct sandbox_folders *folders, struct err *err);

/* Closes in a process that goes on with its whole work, for good, as far as the kernel can:
 * nothing is written but below these folders (NULL = no more; one that is not there is none);
 * nothing of the system is changed, no memory is dumped. It and its children can read, start
 * programs and connect as before, but gain no privileges. */
#define SANDBOX_FOLDERS 8
int sandbox_confine(const char *const folders[SANDBOX_FOLDERS], struct err *err);

/* What this kernel gives: "limits, seccomp, Landlock 7", or with "no" before what it lacks. */
const char *sandbox_describe(void);

/* True when it lacks nothing. */
bool sandbox_is_whole(void);

#endif
