/* SPDX-License-Identifier: GPL-3.0-or-later */
/* backup: see backup.h. */
#define _DEFAULT_SOURCE /* flock, mkstemp */
#include "ledger/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/file.h"
#include "core/instant.h"
#include "core/str.h"
#include "ledger/ledger.h"
#include "ledger/sql.h"

static const char CHECK[] = "PRAGMA integrity_check(1)";
static const char COUNT_OBSERVATIONS[] = "SELECT count(*) FROM observation";
static const char COUNT_DOCUMENTS[] = "SELECT count(*) FROM document";

static int check(struct sql *copy, const char *original, struct err *err)
{
    struct query *query = sql_query(copy, CHECK, err);

    if (!query || sql_step(query, err) < 0)
        return -1;
    bool good = str_equal(sql_peek(query, 0), "ok");
    if (!good)
        err_set(err, ERR_DATA,
                "%s is damaged, and was not copied: %s; see RESTORING in shihyo(1)", original,
                sql_peek(query, 0));
    sql_reset(query);
    return good ? 0 : -1;
}

static int count(struct sql *copy, const char *text, int64_t *out, struct err *err)
{
    struct query *query = sql_query(copy, text, err);

    if (!query || sql_step(query, err) < 0)
        return -1;
    *out = sql_integer(query, 0);
    sql_reset(query);
    return 0;
}

/* Fills a file that is there and empty. */
static int fill(const char *temporary, const char *original,
                const struct backup_options *options, struct backup_result *result,
                struct err *err)
{
    struct sql *from = NULL;
    struct sql *to = NULL;
    int failed = sql_open(original, SQL_READ, &from, err) ||
                 sql_open(temporary, SQL_WRITE, &to, err) ||
                 sql_copy_file(to, from, options->progress, options->context, err) ||
                 check(to, original, err) ||
                 (result && (count(to, COUNT_OBSERVATIONS, &result->observations, err) ||
                             count(to, COUNT_DOCUMENTS, &result->documents, err)));

    sql_close(to);
    sql_close(from);
    return failed ? -1 : 0;
}

/* A full disk says how much it asked for. */
static int say_size(const char *original, const char *path, struct err *err)
{
    struct stat found;

    if (err->code == ERR_IO && stat(original, &found) == 0)
        err_prefix(err, "%s (about %jd bytes)", path, (intmax_t)found.st_size);
    return -1;
}

/* What SQLite keeps beside the file that it writes, and does not always take away. */
static void remove_beside(const char *temporary)
{
    static const char *const ENDINGS[] = {"-journal", "-wal", "-shm"};
    char path[PATH_MAX + sizeof "-journal"];

    for (size_t i = 0; i < sizeof ENDINGS / sizeof ENDINGS[0]; i++) {
        (void)snprintf(path, sizeof path, "%s%s", temporary, ENDINGS[i]);
        unlink(path);
    }
}

/* Whoever had it before may have given it its name meanwhile. */
static bool is_still(int fd, const char *path)
{
    struct stat one, other;

    return fstat(fd, &one) == 0 && stat(path, &other) == 0 && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino;
}

/* Always of one name, so that what a killed backup left is used up by the next one; the lock
 * keeps a second one out that runs now. The descriptor is closed last: SQLite's own locks on
 * the file would go with it. */
static int open_temporary(const char *path, char temporary[PATH_MAX], struct err *err)
{
    if (snprintf(temporary, PATH_MAX, "%s.tmp-backup", path) >= PATH_MAX)
        return err_set(err, ERR_IO, "%s: the path is too long", path);
    int fd = open(temporary, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0) {
        int number = errno;

        err_errno(err, ERR_IO, "%s: cannot create a file there", path);
        file_tell_space(path, number, err);
        return -1;
    }
    int failed = 0;
    if (flock(fd, LOCK_EX | LOCK_NB) != 0 || !is_still(fd, temporary))
        failed = err_set(err, ERR_TEMPFAIL,
                         "%s: another backup is writing it, try again later", path);
    else if (ftruncate(fd, 0) != 0 || fchmod(fd, 0600) != 0)
        failed = err_errno(err, ERR_IO, "%s", temporary);
    if (failed) {
        close(fd);
        return -1;
    }
    remove_beside(temporary);
    return fd;
}

static int copy(const char *original, const char *path, const struct backup_options *options,
                struct backup_result *result, struct err *err)
{
    char temporary[PATH_MAX];
    struct stat found;
    int fd = open_temporary(path, temporary, err);

    if (fd < 0)
        return -1;
    int failed = fill(temporary, original, options, result, err);
    remove_beside(temporary);
    if (failed) {
        unlink(temporary);
        say_size(original, path, err);
    } else {
        failed = file_replace(temporary, path, err);
    }
    close(fd);
    if (!failed && result && stat(path, &found) == 0)
        result->bytes = (int64_t)found.st_size;
    return failed;
}

static int check_target(const char *path, bool force, struct err *err)
{
    struct stat found;

    if (lstat(path, &found) != 0)
        return errno == ENOENT ? 0 : err_errno(err, ERR_IO, "%s", path);
    if (!S_ISREG(found.st_mode))
        return err_set(err, ERR_USAGE, "%s: is there and is no plain file", path);
    return force ? 0
                 : err_set(err, ERR_USAGE,
                           "%s: is there already, expected a new name or --force", path);
}

/* The ledger itself may have been named. */
static int check_apart(const char *original, const char *path, struct err *err)
{
    struct stat one, other;

    if (stat(original, &one) == 0 && stat(path, &other) == 0 && one.st_dev == other.st_dev &&
        one.st_ino == other.st_ino)
        return err_set(err, ERR_USAGE, "%s: is the ledger itself, expected another file",
                       path);
    return 0;
}

static int find_original(const char *folder, char out[PATH_MAX], struct err *err)
{
    return file_path(folder, "ledger.db", out, err) || ledger_look(folder, err) ? -1 : 0;
}

int backup_write(const char *folder, const char *path, const struct backup_options *options,
                 struct backup_result *result, struct err *err)
{
    char original[PATH_MAX];

    *result = (struct backup_result){0};
    if (find_original(folder, original, err) || check_apart(original, path, err) ||
        check_target(path, options->force, err))
        return -1;
    return copy(original, path, options, result, err);
}

/* --- as bytes --- */

/* Not beside the ledger: its disk may be full, or for reading only. */
static int open_hidden(char temporary[PATH_MAX], struct err *err)
{
    const char *folder = getenv("TMPDIR");

    if (str_empty(folder))
        folder = "/var/tmp";
    if (file_path(folder, "shihyo-backup-XXXXXX", temporary, err))
        return -1;
    int fd = mkstemp(temporary);
    if (fd < 0) {
        int number = errno;

        err_errno(err, ERR_IO, "%s: cannot create a file there", folder);
        file_tell_space(temporary, number, err);
        return -1;
    }
    (void)fcntl(fd, F_SETFD, FD_CLOEXEC);
    return fd;
}

static int write_whole(int fd, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(fd, bytes, length);

        if (written < 0 && errno != EINTR)
            return -1;
        if (written > 0) {
            bytes += written;
            length -= (size_t)written;
        }
    }
    return 0;
}

/* A pipe cannot be flushed to a disk, and need not be. */
static bool is_flushed(int fd)
{
    return fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP || errno == EROFS;
}

static int send_bytes(int from, int to, int64_t *bytes, struct err *err)
{
    char block[1 << 16];
    ssize_t got;

    for (*bytes = 0; (got = pread(from, block, sizeof block, (off_t)*bytes)) > 0;
         *bytes += got) {
        if (write_whole(to, block, (size_t)got))
            return err_errno(err, ERR_IO, "writing the backup, of which %jd bytes are out",
                             (intmax_t)*bytes);
    }
    if (got < 0)
        return err_errno(err, ERR_IO, "reading the copy");
    return is_flushed(to) ? 0 : err_errno(err, ERR_IO, "writing the backup");
}

int backup_send(const char *folder, int fd, const struct backup_options *options,
                struct backup_result *result, struct err *err)
{
    char original[PATH_MAX], temporary[PATH_MAX];

    *result = (struct backup_result){0};
    if (find_original(folder, original, err))
        return -1;
    int hidden = open_hidden(temporary, err);
    if (hidden < 0)
        return -1;
    int failed = fill(temporary, original, options, result, err);
    if (failed)
        say_size(original, temporary, err);
    /* before it is sent: that may take long, and end by a signal */
    remove_beside(temporary);
    unlink(temporary);
    if (!failed)
        failed = send_bytes(hidden, fd, &result->bytes, err);
    close(hidden);
    return failed;
}

/* --- before a step --- */

/* 2026-03-01T00:00:00Z -> 20260301T000000Z */
static void squeeze(char *text)
{
    char *to = text;

    for (const char *at = text; *at; at++) {
        if (*at != '-' && *at != ':')
            *to++ = *at;
    }
    *to = '\0';
}

int backup_before_step(const char *path, int version, struct err *err)
{
    const struct backup_options options = {0};
    char name[PATH_MAX], stamp[INSTANT_TEXT_SIZE];
    int64_t now;

    if (instant_now(&now, err))
        return -1;
    instant_print(now, stamp);
    squeeze(stamp);
    if (snprintf(name, sizeof name, "%s.v%d-%s", path, version, stamp) >= (int)sizeof name)
        return err_set(err, ERR_IO, "%s: the path is too long", path);
    return copy(path, name, &options, NULL, err);
}
