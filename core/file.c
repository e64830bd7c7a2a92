/* SPDX-License-Identifier: GPL-3.0-or-later */
/* file: see file.h. */
#include "core/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "core/str.h"

#define CHUNK 65536
#define EVERYBODY 0644 /* reads it, whatever the umask */
#define OWNER 0600
#define TEMPORARY ".tmp-XXXXXX"

int file_read_descriptor(int fd, const char *name, struct buf *out, struct err *err)
{
    char chunk[CHUNK];
    ssize_t got;

    while ((got = read(fd, chunk, sizeof chunk)) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return err_errno(err, ERR_IO, "%s", name);
        if (buf_append(out, chunk, (size_t)got))
            return err_set(err, ERR_DATA, "%s: larger than the limit of %zu bytes", name,
                           out->limit);
    }
    return 0;
}

int file_read(const char *path, struct buf *out, struct err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0)
        return err_errno(err, ERR_IO, "%s", path);
    int failed = file_read_descriptor(fd, path, out, err);
    close(fd);
    return failed;
}

int file_read_regular(const char *path, struct buf *out, struct err *err)
{
    struct stat found;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

    if (fd < 0)
        return err_errno(err, ERR_IO, "%s", path);
    int failed = fstat(fd, &found);
    if (failed)
        (void)err_errno(err, ERR_IO, "%s", path);
    else if (!S_ISREG(found.st_mode))
        failed = err_set(err, ERR_IO, "%s: is %s and no file", path,
                         S_ISDIR(found.st_mode)    ? "a folder"
                         : S_ISFIFO(found.st_mode) ? "a pipe"
                                                   : "a device or a socket");
    else
        failed = file_read_descriptor(fd, path, out, err);
    close(fd);
    return failed ? -1 : 0;
}

int file_write_all(int fd, const void *bytes, size_t length)
{
    const char *at = bytes;

    while (length > 0) {
        ssize_t done = write(fd, at, length);

        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return -1;
        at += done;
        length -= (size_t)done;
    }
    return 0;
}

/* The folder part of a path: "." without one. */
static void folder_of(const char *path, char out[PATH_MAX])
{
    const char *slash = strrchr(path, '/');
    size_t length = slash ? (size_t)(slash - path) : 0;

    if (!slash || length >= PATH_MAX)
        str_copy(out, PATH_MAX, ".");
    else if (length == 0)
        str_copy(out, PATH_MAX, "/");
    else
        snprintf(out, PATH_MAX, "%.*s", (int)length, path);
}

void file_tell_space(const char *path, int number, struct err *err)
{
    char folder[PATH_MAX];
    struct statvfs disk;

    folder_of(path, folder);
    if ((number != ENOSPC && number != EDQUOT) || statvfs(folder, &disk) != 0)
        return;
    if (disk.f_files > 0 && disk.f_favail == 0)
        err_set(err, err->code, "%s (no file more fits there)", err->text);
    else
        err_set(err, err->code, "%s (%ju bytes are free there)", err->text,
                (uintmax_t)disk.f_bavail * disk.f_frsize);
}

int file_sync_folder(const char *folder, struct err *err)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return err_errno(err, ERR_IO, "%s", folder);
    int failed = fsync(fd);
    if (failed)
        err_errno(err, ERR_IO, "%s", folder);
    close(fd);
    return failed ? -1 : 0;
}

/* A rename is durable once its folder is. */
static int sync_folder(const char *path, struct err *err)
{
    char folder[PATH_MAX];

    folder_of(path, folder);
    return file_sync_folder(folder, err);
}

static int open_temporary(const char *path, mode_t mode, char *out, size_t size,
                          struct err *err)
{
    int length = snprintf(out, size, "%s%s", path, TEMPORARY);

    if (length < 0 || (size_t)length >= size)
        return err_set(err, ERR_IO, "%s: the path is too long", path);
    int fd = mkstemp(out);
    if (fd < 0) {
        int number = errno;

        err_errno(err, ERR_IO, "%s: cannot create a file there", path);
        file_tell_space(path, number, err);
        return -1;
    }
    fcntl(fd, F_SETFD, FD_CLOEXEC);
    fchmod(fd, mode);
    return fd;
}

int file_temporary(const char *path, char *out, size_t size, struct err *err)
{
    int fd = open_temporary(path, EVERYBODY, out, size, err);

    if (fd < 0)
        return -1;
    close(fd);
    return 0;
}

static int put_in_place(const char *temporary, const char *path, struct err *err)
{
    if (rename(temporary, path) != 0) {
        err_errno(err, ERR_IO, "%s", path);
        unlink(temporary);
        return -1;
    }
    return 0;
}

static int write_synced(const char *path, mode_t mode, const void *bytes, size_t length,
                        struct err *err)
{
    char temporary[PATH_MAX];
    int fd = open_temporary(path, mode, temporary, sizeof temporary, err);

    if (fd < 0)
        return -1;
    int failed = file_write_all(fd, bytes, length) || fsync(fd);
    if (failed) {
        int number = errno;

        err_errno(err, ERR_IO, "%s: cannot write %zu bytes", path, length);
        file_tell_space(path, number, err);
    }
    /* close may report what write did not (a full disk over NFS) */
    if (close(fd) != 0 && !failed)
        failed = err_errno(err, ERR_IO, "%s", path);
    if (failed) {
        unlink(temporary);
        return -1;
    }
    return put_in_place(temporary, path, err) || sync_folder(path, err) ? -1 : 0;
}

int file_write(const char *path, const void *bytes, size_t length, struct err *err)
{
    return write_synced(path, EVERYBODY, bytes, length, err);
}

int file_write_closed(const char *path, const void *bytes, size_t length, struct err *err)
{
    return write_synced(path, OWNER, bytes, length, err);
}

static bool holds(const char *path, const void *bytes, size_t length)
{
    struct err ignored = {0};
    struct buf old;

    buf_init(&old, length);
    bool same = file_read(path, &old, &ignored) == 0 && old.length == length &&
                (length == 0 || memcmp(old.data, bytes, length) == 0);
    buf_free(&old);
    return same;
}

int file_write_changed(const char *path, const void *bytes, size_t length, bool *written,
                       struct err *err)
{
    bool same = holds(path, bytes, length);

    if (written)
        *written = !same;
    /* whoever wrote it may have been ended between its name and the sync of that */
    return same ? sync_folder(path, err) : file_write(path, bytes, length, err);
}

int file_replace(const char *temporary, const char *path, struct err *err)
{
    int fd = open(temporary, O_RDONLY | O_CLOEXEC);
    int failed = fd < 0 || fsync(fd);

    if (failed)
        err_errno(err, ERR_IO, "%s", temporary);
    if (fd >= 0)
        close(fd);
    if (failed) {
        unlink(temporary);
        return -1;
    }
    return put_in_place(temporary, path, err) || sync_folder(path, err) ? -1 : 0;
}

/* "a.csv" of "a.csv.tmp-XXXXXX", and of what librrd makes over such a name, which has six more
 * characters; false of other names. */
static bool name_final(const char *name, char out[NAME_MAX + 1])
{
    size_t dot = strcspn(TEMPORARY, "X");
    size_t tail = strlen(TEMPORARY) - dot;
    size_t length = strlen(name);

    for (size_t more = tail; more <= 2 * tail; more += tail) {
        if (length <= dot + more || length > NAME_MAX)
            return false;
        size_t before = length - dot - more;

        if (strncmp(name + before, TEMPORARY, dot) != 0)
            continue;
        memcpy(out, name, before);
        out[before] = '\0';
        return true;
    }
    return false;
}

void file_sweep_of(const char *folder, bool (*ours)(const char *name, void *context),
                   void *context)
{
    DIR *listing = opendir(folder);
    struct dirent *entry;
    char name[NAME_MAX + 1];

    if (!listing)
        return;
    while ((entry = readdir(listing))) {
        if (name_final(entry->d_name, name) && ours(name, context))
            unlinkat(dirfd(listing), entry->d_name, 0);
    }
    closedir(listing);
}

static bool is_any(const char *name, void *context)
{
    (void)name;
    (void)context;
    return true;
}

int file_keep_access(const char *temporary, const struct stat *before, struct err *err)
{
    if (chmod(temporary, before->st_mode & 07777) != 0 ||
        (geteuid() == 0 && chown(temporary, before->st_uid, before->st_gid) != 0))
        return err_errno(err, ERR_IO, "%s", temporary);
    return 0;
}

void file_sweep(const char *folder)
{
    file_sweep_of(folder, is_any, NULL);
}

/* What is for everybody is so whatever the umask; what is not, by the umask too. */
static int make_one(const char *path, unsigned mode, bool everybody, struct err *err)
{
    struct stat found;

    if (mkdir(path, (mode_t)mode) == 0) {
        if (everybody && chmod(path, (mode_t)mode) != 0)
            return err_errno(err, ERR_IO, "%s", path);
        return sync_folder(path, err);
    }
    int number = errno;
    if (number != EEXIST) {
        err_errno(err, ERR_IO, "%s: cannot make the folder", path);
        file_tell_space(path, number, err);
        return -1;
    }
    if (file_check_maker(path, err) || file_check_link(path, true, err))
        return -1;
    if (stat(path, &found) != 0)
        return err_errno(err, ERR_IO, "%s", path);
    if (!S_ISDIR(found.st_mode))
        return err_set(err, ERR_IO, "%s: exists and is no folder", path);
    return 0;
}

int file_make_folder(const char *path, unsigned mode, struct err *err)
{
    char part[PATH_MAX];
    bool everybody = (mode & S_IROTH) != 0;

    if (!str_copy(part, sizeof part, path))
        return err_set(err, ERR_IO, "%s: the path is too long", path);
    /* or "state/" would be made as a parent, with a parent's mode */
    for (size_t end = strlen(part); end > 1 && part[end - 1] == '/'; end--)
        part[end - 1] = '\0';
    for (char *at = part + 1; part[0] && *at; at++) {
        if (*at != '/')
            continue;
        *at = '\0';
        if (make_one(part, 0755, everybody, err))
            return -1;
        *at = '/';
    }
    return make_one(part, mode, everybody, err);
}

int file_path(const char *folder, const char *name, char *out, struct err *err)
{
    if (snprintf(out, PATH_MAX, "%s/%s", folder, name) >= PATH_MAX)
        return err_set(err, ERR_IO, "%s: the path is too long", folder);
    return 0;
}

bool file_exists(const char *path)
{
    struct stat found;

    return stat(path, &found) == 0;
}

void file_identity(const char *path, char out[FILE_IDENTITY_SIZE])
{
    struct stat found;

    if (stat(path, &found) != 0)
        str_copy(out, FILE_IDENTITY_SIZE, "-");
    else
        snprintf(out, FILE_IDENTITY_SIZE, "%jd:%jd.%09ld", (intmax_t)found.st_size,
                 (intmax_t)found.st_mtim.tv_sec, found.st_mtim.tv_nsec);
}

int file_remove(const char *path, struct err *err)
{
    if (unlink(path) == 0)
        return sync_folder(path, err);
    if (errno == ENOENT || errno == ENOTDIR)
        return 0;
    return err_errno(err, ERR_IO, "%s", path);
}
