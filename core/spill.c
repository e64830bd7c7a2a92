/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spill: see spill.h. */
#define _GNU_SOURCE /* mkostemp */
#include "core/spill.h"

#include "core/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

/* The name, for as long as it has one, is that of a file that a sweep takes away. */
#define NAME "spill.tmp-XXXXXX"
#define PIECE 65536

static int open_file(struct spill *spill, struct err *err)
{
    char path[PATH_MAX];

    if (file_path(spill->folder, NAME, path, err))
        return -1;
    spill->fd = mkostemp(path, O_CLOEXEC);
    if (spill->fd < 0)
        return err_errno(err, ERR_IO, "%s", path);
    if (unlink(path) == 0)
        return 0;
    err_errno(err, ERR_IO, "%s", path);
    spill_close(spill);
    return -1;
}

int spill_put(struct spill *spill, const struct buf *bytes, size_t *at, struct err *err)
{
    size_t done = 0;

    if (spill->fd < 0 && open_file(spill, err))
        return -1;
    while (done < bytes->length) {
        ssize_t put = pwrite(spill->fd, bytes->data + done, bytes->length - done,
                             (off_t)(spill->length + done));

        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return err_errno(err, ERR_IO, "a file for what waits");
        done += (size_t)put;
    }
    *at = spill->length;
    spill->length += done;
    return 0;
}

int spill_get(const struct spill *spill, size_t at, size_t length, struct buf *out,
              struct err *err)
{
    char piece[PIECE];

    while (length > 0) {
        size_t wanted = length < sizeof piece ? length : sizeof piece;
        ssize_t got = pread(spill->fd, piece, wanted, (off_t)at);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return err_errno(err, ERR_IO, "a file for what waits");
        if (got == 0 || buf_append(out, piece, (size_t)got))
            return err_set(err, ERR_IO, "a file for what waits: %zu bytes of it are missing",
                           length);
        at += (size_t)got;
        length -= (size_t)got;
    }
    return 0;
}

void spill_close(struct spill *spill)
{
    if (spill->fd >= 0)
        close(spill->fd);
    spill->fd = -1;
}
