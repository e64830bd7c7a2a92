/* SPDX-License-Identifier: GPL-3.0-or-later */
/* amend_write: every file beside itself, then all of them over the old ones; see amend.h. */
#define _GNU_SOURCE /* realpath */
#include "config/amend.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/file.h"

struct copy {
    const char *path; /* where a link leads to */
    const char *temporary;
};

static int refuse_changed(const struct amend_file *file, const char *path, struct err *err)
{
    struct buf now;
    buf_init(&now, file->bytes.limit);
    int failed = file_read_regular(path, &now, err);
    if (!failed && (now.length != file->bytes.length ||
                    (now.length > 0 && memcmp(now.data, file->bytes.data, now.length) != 0)))
        failed = err_set(err, ERR_DATA, "%s: was changed meanwhile, so nothing was written",
                         file->path);
    buf_free(&now);
    return failed;
}

static int put_beside(struct amend *amend, const struct amend_file *file, struct copy *copy,
                      struct err *err)
{
    char path[PATH_MAX], temporary[PATH_MAX];
    struct stat before;
    if (!realpath(file->path, path) || stat(path, &before) != 0)
        return err_errno(err, ERR_IO, "%s", file->path);
    if (refuse_changed(file, path, err) ||
        file_temporary(path, temporary, sizeof temporary, err))
        return -1;
    copy->path = arena_strdup(amend->arena, path);
    copy->temporary = arena_strdup(amend->arena, temporary);
    return file_write(temporary, file->whole.data, file->whole.length, err) ||
                   file_keep_access(temporary, &before, err)
               ? -1
               : 0;
}

static void take_away(const struct copy *copies, size_t first, size_t count)
{
    for (size_t i = first; i < count; i++)
        if (copies[i].temporary)
            unlink(copies[i].temporary);
}

/* One that gains nothing was only looked at. */
static int write_beside(struct amend *amend, struct copy *copies, struct err *err)
{
    for (size_t i = 0; i < amend->count; i++)
        if (amend->files[i].count > 0 &&
            put_beside(amend, &amend->files[i], &copies[i], err) != 0)
            return -1;
    return 0;
}

int amend_write(struct amend *amend, struct err *err)
{
    struct copy *copies = arena_alloc(amend->arena, amend->count, sizeof *copies);
    size_t written = 0;
    if (write_beside(amend, copies, err) != 0) {
        take_away(copies, 0, amend->count);
        return -1;
    }
    for (size_t i = 0; i < amend->count; i++) {
        if (!copies[i].temporary)
            continue;
        if (file_replace(copies[i].temporary, copies[i].path, err) != 0) {
            take_away(copies, i + 1, amend->count);
            return written == 0
                       ? -1
                       : err_prefix(err, "%zu files were written (run it again)", written);
        }
        written++;
    }
    return 0;
}
