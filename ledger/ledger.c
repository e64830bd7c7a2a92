/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ledger: see ledger.h. Here: opening, transactions, marks, care. ledger_fetch.c: fetches and
 * documents; ledger_observe.c: observations; ledger_alert.c: alerts and the outbox.
 */
#include "ledger/ledger.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>

#include "core/file.h"
#include "core/mem.h"
#include "core/str.h"
#include "ledger/backup.h"
#include "ledger/conversion.h"
#include "ledger/handle.h"
#include "ledger/lookup.h"
#include "ledger/remains.h"
#include "ledger/schema.h"

#define WAL_TRIES 250 /* 5 seconds */

static const char SET_MARK[] =
    "INSERT INTO mark (cache, made_from) VALUES (?1, ?2)"
    " ON CONFLICT (cache) DO UPDATE SET made_from = excluded.made_from";
static const char GET_MARK[] = "SELECT made_from FROM mark WHERE cache = ?1";
static const char CLEAR_MARKS[] = "DELETE FROM mark WHERE substr(cache, 1, length(?1)) = ?1";

/* In one statement, so that another process cannot migrate in between. */
static const char GET_STATE[] = "SELECT (SELECT application_id FROM pragma_application_id),"
                                " (SELECT user_version FROM pragma_user_version),"
                                " (SELECT count(*) FROM sqlite_schema)";

static int read_version(struct sql *sql, const char *path, int64_t *version, struct err *err)
{
    struct query *query = sql_query(sql, GET_STATE, err);

    if (!query || sql_step(query, err) < 0)
        return -1;
    int64_t application = sql_integer(query, 0);
    *version = sql_integer(query, 1);
    int64_t tables = sql_integer(query, 2);
    sql_reset(query);
    if (*version == 0 && application == 0 && tables == 0)
        return 0; /* an empty file */
    if (application != SCHEMA_APPLICATION)
        return err_set(err, ERR_DATA, "%s: it is no ledger of shihyo", path);
    if (*version > schema_version())
        return err_set(
            err, ERR_DATA,
            "%s: it was written by a newer shihyo (schema %d, this one knows %d): "
            "nothing was touched; run that shihyo, or put the copy back that it made "
            "beside it (%s.v%d-...)",
            path, (int)*version, schema_version(), path, schema_version());
    return 0;
}

static int apply_steps(struct sql *sql, const char *path, int from, struct err *err)
{
    char text[96];

    for (int step = from; step < schema_version(); step++) {
        if (sql_run(sql, schema_step(step), err))
            return err_prefix(err,
                              "%s is of schema %d and cannot be brought up to %d (step %d "
                              "failed), so it stays as it is; use the shihyo that wrote it, "
                              "or put a backup in its place",
                              path, from, schema_version(), step + 1);
    }
    snprintf(text, sizeof text, "PRAGMA application_id = %d; PRAGMA user_version = %d",
             SCHEMA_APPLICATION, schema_version());
    return sql_run(sql, text, err);
}

/* One that holds something is copied first: no step goes backwards. */
static int step_up(struct sql *sql, const char *path, int64_t version, bool copied,
                   struct err *err)
{
    if (version == schema_version())
        return 0; /* another process was here before */
    if (version > 0 && copied && backup_before_step(path, (int)version, err))
        return err_prefix(err, "no copy of it could be made before it is brought up to date, "
                               "so it stays as it is");
    return apply_steps(sql, path, (int)version, err);
}

/* Two processes may meet here: the version is read again under the lock. `copied`: it is a
 * file, of which a copy is made first. */
static int migrate(struct sql *sql, const char *path, bool copied, struct err *err)
{
    int64_t version;

    if (read_version(sql, path, &version, err))
        return -1;
    if (version == schema_version())
        return 0;
    if (sql_run(sql, "BEGIN IMMEDIATE", err))
        return -1;
    if (read_version(sql, path, &version, err) || step_up(sql, path, version, copied, err) ||
        sql_run(sql, "COMMIT", err)) {
        struct err ignored = {0};

        sql_run(sql, "ROLLBACK", &ignored);
        return -1;
    }
    return 0;
}

static int try_wal(struct sql *sql, struct err *err)
{
    struct query *query = sql_query(sql, "PRAGMA journal_mode", err);

    if (!query || sql_step(query, err) < 0)
        return -1;
    bool wal = str_equal(sql_peek(query, 0), "wal");
    sql_reset(query);
    return wal ? 0 : sql_run(sql, "PRAGMA journal_mode = WAL", err);
}

/* Changing the journal mode takes a lock that the busy timeout does not wait for: processes
 * that meet at the first start wait here. */
static int use_wal(struct sql *sql, struct err *err)
{
    static const struct timespec PAUSE = {.tv_nsec = 20000000};
    int failed = try_wal(sql, err);

    for (int i = 0; failed && err->code == ERR_TEMPFAIL && i < WAL_TRIES; i++) {
        nanosleep(&PAUSE, NULL);
        failed = try_wal(sql, err);
    }
    if (!failed)
        err_clear(err);
    return failed;
}

/* Before anything is written: the file may be another program's. *empty: nothing is in it yet.
 */
static int look_into(struct sql *sql, const char *path, bool *empty, struct err *err)
{
    int64_t version;

    if (sql_run(sql, "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF", err) ||
        read_version(sql, path, &version, err))
        return -1;
    *empty = version == 0;
    return 0;
}

/* Whether there is a file with anything in it; not being allowed to look is no answer. */
static int is_there(const char *folder, const char *path, bool *there, struct err *err)
{
    struct stat found;

    *there = false;
    if (file_check_link(folder, true, err) || file_check_link(path, false, err) ||
        remains_check_log(path, err))
        return -1;
    if (stat(path, &found) == 0)
        *there = found.st_size > 0;
    else if (errno != ENOENT)
        return err_errno(err, ERR_IO, "%s", path);
    return 0;
}

static int say_missing(const char *folder, struct err *err)
{
    return err_set(err, ERR_UNAVAILABLE,
                   "no ledger in %s: nothing was collected there yet, see `shihyo collect`",
                   folder);
}

/* A ledger is begun only where none was: in place of one that was lost it would make caches
 * of nothing. */
static int may_begin(const char *folder, bool existing, struct err *err)
{
    if (remains_check(folder, err))
        return -1;
    return existing ? say_missing(folder, err) : 0;
}

/* SQLite opens it by its name; what is written is written to its other name as well. */
static int check_names(const char *path, struct err *err)
{
    struct stat found;

    if (lstat(path, &found) != 0 || found.st_nlink <= 1)
        return 0;
    return err_set(err, ERR_PERM, "%s: has another name too (a hard link), not written to",
                   path);
}

static int open_writing(const char *folder, const char *path, bool existing, struct sql **out,
                        struct err *err)
{
    bool there, empty;

    if (file_check_owner(folder, err) || is_there(folder, path, &there, err) ||
        check_names(path, err) || (!there && may_begin(folder, existing, err)) ||
        sql_open(path, SQL_WRITE, out, err))
        return -1;
    return look_into(*out, path, &empty, err) ||
                   (there && empty && may_begin(folder, existing, err)) ||
                   use_wal(*out, err) || sql_run(*out, "PRAGMA synchronous = FULL", err) ||
                   migrate(*out, path, true, err)
               ? -1
               : 0;
}

static int open_memory(const char *path, struct sql **out, struct err *err)
{
    bool empty;

    if (sql_open(path, SQL_MEMORY, out, err))
        return -1;
    return look_into(*out, path, &empty, err) || migrate(*out, path, false, err) ? -1 : 0;
}

/* *out stays NULL when there is no ledger yet; one that was lost is an error. */
static int open_found(const char *folder, const char *path, struct sql **out, struct err *err)
{
    bool there, empty;

    if (is_there(folder, path, &there, err))
        return -1;
    if (!there)
        return remains_check(folder, err);
    if (sql_open(path, SQL_READ, out, err) || look_into(*out, path, &empty, err))
        return -1;
    if (!empty)
        return 0;
    sql_close(*out);
    *out = NULL;
    return remains_check(folder, err);
}

/* Whoever only reads brings a copy in memory up to date. */
static int read_older(const char *path, struct sql **out, struct err *err)
{
    struct sql *original = *out;
    bool empty;
    int failed = sql_open(path, SQL_MEMORY, out, err) || sql_copy(*out, original, err) ||
                 look_into(*out, path, &empty, err) || migrate(*out, path, false, err);

    sql_close(original);
    return failed ? -1 : 0;
}

static int open_reading(const char *folder, const char *path, struct sql **out, bool *missing,
                        struct err *err)
{
    int64_t version;

    if (open_found(folder, path, out, err))
        return -1;
    *missing = !*out;
    if (*missing)
        return open_memory(path, out, err);
    if (read_version(*out, path, &version, err))
        return -1;
    return version == schema_version() ? 0 : read_older(path, out, err);
}

static int open_copy(const char *folder, const char *path, struct sql **out, bool *missing,
                     struct err *err)
{
    struct sql *original = NULL;
    int failed = open_found(folder, path, &original, err);

    *missing = !original;
    if (!failed)
        failed = sql_open(path, SQL_MEMORY, out, err);
    if (!failed && original)
        failed = sql_copy(*out, original, err);
    if (!failed) {
        bool empty;
        failed = look_into(*out, path, &empty, err) || migrate(*out, path, false, err);
    }
    sql_close(original);
    return failed;
}

static int finish(const char *folder, struct sql *sql, bool missing, struct ledger **out,
                  struct err *err)
{
    struct ledger *ledger = mem_calloc(1, sizeof *ledger);

    *ledger = (struct ledger){.sql = sql, .folder = mem_strdup(folder), .missing = missing};
    if (conversion_register(ledger, err)) {
        ledger_close(ledger);
        return -1;
    }
    *out = ledger;
    return 0;
}

static int end_open(const char *folder, struct sql *sql, bool missing, int failed,
                    struct ledger **out, struct err *err)
{
    if (!failed)
        return finish(folder, sql, missing, out, err);
    sql_close(sql);
    return -1;
}

int ledger_open(const char *folder, bool read_only, struct ledger **out, struct err *err)
{
    char path[PATH_MAX];
    struct sql *sql = NULL;
    bool missing = false;

    *out = NULL;
    if (file_path(folder, "ledger.db", path, err))
        return -1;
    int failed = read_only ? open_reading(folder, path, &sql, &missing, err)
                           : file_make_folder(folder, LEDGER_FOLDER_MODE, err) ||
                                 open_writing(folder, path, false, &sql, err);
    return end_open(folder, sql, missing, failed, out, err);
}

int ledger_open_existing(const char *folder, struct ledger **out, struct err *err)
{
    char path[PATH_MAX];
    struct sql *sql = NULL;

    *out = NULL;
    if (file_path(folder, "ledger.db", path, err))
        return -1;
    int failed = open_writing(folder, path, true, &sql, err);
    return end_open(folder, sql, false, failed, out, err);
}

int ledger_look(const char *folder, struct err *err)
{
    char path[PATH_MAX];
    struct sql *sql = NULL;

    if (file_path(folder, "ledger.db", path, err) || open_found(folder, path, &sql, err)) {
        sql_close(sql);
        return -1;
    }
    if (!sql)
        return say_missing(folder, err);
    sql_close(sql);
    return 0;
}

int ledger_open_copy(const char *folder, struct ledger **out, struct err *err)
{
    char path[PATH_MAX];
    struct sql *sql = NULL;
    bool missing = false;

    *out = NULL;
    if (file_path(folder, "ledger.db", path, err))
        return -1;
    int failed = open_copy(folder, path, &sql, &missing, err);
    return end_open(folder, sql, missing, failed, out, err);
}

int ledger_open_empty(const char *folder, struct ledger **out, struct err *err)
{
    char path[PATH_MAX];
    struct sql *sql = NULL;

    *out = NULL;
    if (file_path(folder, "ledger.db", path, err))
        return -1;
    int failed = open_memory(path, &sql, err);
    return end_open(folder, sql, false, failed, out, err);
}

int ledger_require(const struct ledger *ledger, struct err *err)
{
    return ledger->missing ? say_missing(ledger->folder, err) : 0;
}

void ledger_close(struct ledger *ledger)
{
    if (!ledger)
        return;
    sql_close(ledger->sql);
    conversion_forget(ledger);
    lookup_follow_none(ledger);
    mem_free(ledger->folder);
    mem_free(ledger);
}

int ledger_begin(struct ledger *ledger, struct err *err)
{
    return sql_run(ledger->sql, "BEGIN IMMEDIATE", err);
}

int ledger_commit(struct ledger *ledger, struct err *err)
{
    return sql_run(ledger->sql, "COMMIT", err);
}

void ledger_rollback(struct ledger *ledger)
{
    struct err ignored = {0};

    sql_run(ledger->sql, "ROLLBACK", &ignored);
}

int ledger_mark(struct ledger *ledger, const char *cache, struct arena *arena,
                const char **out, struct err *err)
{
    struct query *query = sql_query(ledger->sql, GET_MARK, err);

    *out = "";
    if (!query)
        return -1;
    sql_bind_text(query, 1, cache);
    int found = sql_step(query, err);
    if (found == 1)
        *out = sql_text(query, 0, arena);
    sql_reset(query);
    return found < 0 ? -1 : 0;
}

int ledger_set_mark(struct ledger *ledger, const char *cache, const char *mark,
                    struct err *err)
{
    struct query *query = sql_query(ledger->sql, SET_MARK, err);

    if (!query)
        return -1;
    sql_bind_text(query, 1, cache);
    sql_bind_text(query, 2, mark);
    return sql_finish(query, err);
}

int ledger_clear_marks(struct ledger *ledger, const char *prefix, struct err *err)
{
    struct query *query = sql_query(ledger->sql, CLEAR_MARKS, err);

    if (!query)
        return -1;
    sql_bind_text(query, 1, prefix ? prefix : "");
    return sql_finish(query, err);
}

const char *ledger_library(void)
{
    return sql_library();
}
