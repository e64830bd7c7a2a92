/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * spill: bytes that wait outside of memory, in a file without a name, which is gone when it is
 * closed or the process ends, however that is. Layer: core. Nothing is synced: what waits
 * there is of no use to anybody else.
 */
#ifndef CORE_SPILL_H
#define CORE_SPILL_H

#include "core/buf.h"
#include "core/err.h"

#include <stddef.h>

struct spill {
    const char *folder;
    int fd; /* -1 = nothing was put yet */
    size_t length;
};

/* Appends; *at is where. ERR_IO, say when the disk is full: then nothing was put. */
int spill_put(struct spill *spill, const struct buf *bytes, size_t *at, struct err *err);

/* Appends to `out` so many bytes from there. */
int spill_get(const struct spill *spill, size_t at, size_t length, struct buf *out,
              struct err *err);

/* Also of one that nothing was put into. */
void spill_close(struct spill *spill);

#endif
