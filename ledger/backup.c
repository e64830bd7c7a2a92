/* SPDX-License-Identifier: GPL-3.0-or-later */
/* backup: see backup.h. */
#include "ledger/backup.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
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

static int copy(const char *original, const char *path, const struct backup_options *options,
                struct backup_result *result, struct err *err)
{
    char temporary[PATH_MAX];
    struct stat found;

    if (file_temporary(path, temporary, sizeof temporary, err))
        return -1;
    if (chmod(temporary, 0600) != 0) {
        err_errno(err, ERR_IO, "%s", temporary);
        unlink(temporary);
        return -1;
    }
    if (fill(temporary, original, options, result, err)) {
        unlink(temporary);
        return say_size(original, path, err);
    }
    if (file_replace(temporary, path, err))
        return -1;
    if (result && stat(path, &found) == 0)
        result->bytes = (int64_t)found.st_size;
    return 0;
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

int backup_write(const char *folder, const char *path, const struct backup_options *options,
                 struct backup_result *result, struct err *err)
{
    char original[PATH_MAX];

    *result = (struct backup_result){0};
    if (snprintf(original, sizeof original, "%s/ledger.db", folder) >= (int)sizeof original)
        return err_set(err, ERR_IO, "%s: the path is too long", folder);
    if (ledger_look(folder, err) || check_apart(original, path, err) ||
        check_target(path, options->force, err))
        return -1;
    return copy(original, path, options, result, err);
}

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
