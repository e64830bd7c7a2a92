/* SPDX-License-Identifier: GPL-3.0-or-later */
/* file_draft: many files that are synced at once; see file.h. */
#define _GNU_SOURCE /* syncfs */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/file.h"

#define EVERYBODY 0644 /* reads it, whatever the umask */
#define OWNER 0600

void file_draft_mark(char out[FILE_DRAFT_MARK_SIZE])
{
    /* as a temporary file's, for file_sweep */
    snprintf(out, FILE_DRAFT_MARK_SIZE, ".tmp-%06x", (unsigned)getpid() & 0xffffffu);
}

static int write_draft(const char *draft, mode_t mode, const void *bytes, size_t length,
                       struct err *err)
{
    int fd = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, mode);
    int number = errno;

    if (fd < 0) {
        err_errno(err, ERR_IO, "%s: cannot create the file", draft);
        file_tell_space(draft, number, err);
        return -1;
    }
    int failed = fchmod(fd, mode) || file_write_all(fd, bytes, length);
    number = errno;
    /* close may report what write did not (a full disk over NFS) */
    if (close(fd) != 0 && !failed) {
        failed = -1;
        number = errno;
    }
    if (!failed)
        return 0;
    errno = number;
    err_errno(err, ERR_IO, "%s: cannot write %zu bytes", draft, length);
    file_tell_space(draft, number, err);
    unlink(draft);
    return -1;
}

int file_write_draft(const char *draft, const void *bytes, size_t length, struct err *err)
{
    return write_draft(draft, EVERYBODY, bytes, length, err);
}

int file_write_draft_closed(const char *draft, const void *bytes, size_t length,
                            struct err *err)
{
    return write_draft(draft, OWNER, bytes, length, err);
}

int file_sync_drafts(const char *folder, struct err *err)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd < 0)
        return err_errno(err, ERR_IO, "%s", folder);
    int failed = syncfs(fd);
    if (failed)
        err_errno(err, ERR_IO, "%s", folder);
    close(fd);
    return failed ? -1 : 0;
}

int file_place_draft(const char *draft, const char *path, struct err *err)
{
    if (rename(draft, path) == 0)
        return 0;
    if (errno == ENOENT && (unlink(path) == 0 || errno == ENOENT))
        return 0;
    err_errno(err, ERR_IO, "%s", path);
    unlink(draft);
    return -1;
}
