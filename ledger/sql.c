/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sql: see sql.h. */
#define _DEFAULT_SOURCE /* realpath */
#include "ledger/sql.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "core/file.h"
#include "core/mem.h"

#define INDEX_ROOM 65536 /* bytes: that the index of a log takes, twice */
#define BUSY_MS 60000    /* the longest transaction is an import of millions of rows */
#define COPY_PAGES 512   /* at once: 2 MiB */

struct query {
    struct sql *sql;
    const char *text; /* its address is its name */
    sqlite3_stmt *statement;
    int bound; /* first failure of a bind; SQLITE_OK = none */
};

struct sql {
    sqlite3 *handle;
    char *path;
    enum sql_mode mode;
    struct query **queries;
    size_t count;
    size_t capacity;
};

static enum err_code code_of(int result)
{
    switch (result & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ERR_TEMPFAIL;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
        return ERR_DATA;
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_READONLY:
        return ERR_PERM;
    default:
        return ERR_IO;
    }
}

/* What the system had against it. (Of a file beside the ledger, too: its log, its index.) */
static int fail_by_system(const struct sql *sql, int number, struct err *err)
{
    errno = number;
    err_errno(err, ERR_IO, "%s", sql->path);
    file_tell_space(sql->path, number, err);
    return -1;
}

/* What happens to people is said to them; SQLite's own words are for faults of ours, and where
 * nobody else knows. */
static const char *explain(const struct sql *sql, int result)
{
    switch (result & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return "another process is writing to it, try again later";
    case SQLITE_READONLY:
        return "it cannot be written: file, folder or disk are for reading only";
    default:
        return sql->handle ? sqlite3_errmsg(sql->handle) : sqlite3_errstr(result);
    }
}

static bool is_damage(int result)
{
    return (result & 0xff) == SQLITE_CORRUPT || (result & 0xff) == SQLITE_NOTADB;
}

static int say_damage(const char *path, const char *text, struct err *err)
{
    return err_set(err, ERR_DATA,
                   "%s: %s; it was left as it is: put a backup in its place, or recover what "
                   "can be read (RESTORING in shihyo(1))",
                   path, text);
}

/* A reader that writes, or that finds no file, is told so in other words. */
static bool needs_folder(const struct sql *sql, int result)
{
    return sql->mode == SQL_READ &&
           (result == SQLITE_READONLY_CANTINIT || result == SQLITE_READONLY_DIRECTORY ||
            result == SQLITE_READONLY_RECOVERY ||
            ((result & 0xff) == SQLITE_CANTOPEN && access(sql->path, R_OK) == 0));
}

static int fail(const struct sql *sql, int result, struct err *err)
{
    int number = sql->handle ? sqlite3_system_errno(sql->handle) : 0;
    int kind = result & 0xff;

    if (kind == SQLITE_FULL)
        return fail_by_system(sql, ENOSPC, err);
    if (kind == SQLITE_CANTOPEN && (number == ENOSPC || number == EACCES || number == EPERM))
        return fail_by_system(sql, number, err);
    if (needs_folder(sql, result))
        return err_set(err, ERR_PERM,
                       "%s: its folder may not be written, and with a log even reading needs "
                       "that: read it as its owner, or a copy of it (`shihyo backup`)",
                       sql->path);
    if (kind == SQLITE_CANTOPEN && number == ENOENT && file_exists(sql->path)) {
        err_set(err, ERR_IO, "%s: its log cannot be made beside it", sql->path);
        file_tell_space(sql->path, ENOSPC, err);
        return -1;
    }
    if ((kind == SQLITE_CANTOPEN || kind == SQLITE_IOERR) && number != 0)
        return fail_by_system(sql, number, err);
    return is_damage(result)
               ? say_damage(sql->path, explain(sql, result), err)
               : err_set(err, code_of(result), "%s: %s", sql->path, explain(sql, result));
}

/* The folder may be reached by links, as systemd makes one; the file itself may be none, so
 * that whoever may write beside it leads nobody elsewhere. */
static int resolve(const char *path, char out[PATH_MAX], struct err *err)
{
    char folder[PATH_MAX], real[PATH_MAX];
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;

    if (snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - path) : 1,
                 slash ? path : ".") >= (int)sizeof folder ||
        !realpath(slash == path ? "/" : folder, real))
        return err_errno(err, ERR_IO, "%s", path);
    if (snprintf(out, PATH_MAX, "%s/%s", real, name) >= PATH_MAX)
        return err_set(err, ERR_IO, "%s: the path is too long", path);
    return 0;
}

/* SQLite would make it readable for everybody; its log and index take over the file's mode. */
static int create_private(const char *path, struct err *err)
{
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

    if (fd < 0) {
        int number = errno;

        err_errno(err, ERR_IO, "%s", path);
        file_tell_space(path, number, err);
        return -1;
    }
    close(fd);
    return 0;
}

/* On a medium that nobody writes (a snapshot, a backup) SQLite cannot make the index of a log:
 * it is told that the file does not change, where there is no log. */
static bool is_frozen(const char *path)
{
    char log[PATH_MAX];
    struct stat found;

    return access(path, W_OK) != 0 && errno == EROFS &&
           snprintf(log, sizeof log, "%s-wal", path) < (int)sizeof log &&
           (stat(log, &found) != 0 || found.st_size == 0);
}

static void print_frozen(const char *path, char out[4 * PATH_MAX])
{
    static const char PLAIN[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789/._-";
    size_t length = (size_t)snprintf(out, 8, "file:");

    for (; *path; path++)
        length += (size_t)snprintf(out + length, 4, strchr(PLAIN, *path) ? "%c" : "%%%02X",
                                   (unsigned char)*path);
    snprintf(out + length, 16, "?immutable=1");
}

/* On a full disk even a reader has no room for that index, which SQLite keeps in memory for
 * whoever keeps all others out. With an index there, others may be at work. */
static bool is_cramped(const char *path)
{
    char index[PATH_MAX];
    struct statvfs disk;

    return snprintf(index, sizeof index, "%s-shm", path) < (int)sizeof index &&
           access(index, F_OK) != 0 && access(path, W_OK) == 0 && statvfs(path, &disk) == 0 &&
           disk.f_bavail * disk.f_frsize < INDEX_ROOM;
}

/* For reading, without room for an index. */
static int open_alone(struct sql *sql, const char *path, struct err *err)
{
    int result = sqlite3_open_v2(path, &sql->handle,
                                 SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW, NULL);

    if (result != SQLITE_OK)
        return fail(sql, result, err);
    sqlite3_busy_timeout(sql->handle, BUSY_MS);
    sqlite3_extended_result_codes(sql->handle, 1);
    return sql_run(sql, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA query_only = 1", err);
}

static int open_file(struct sql *sql, enum sql_mode mode, struct err *err)
{
    char path[PATH_MAX] = ":memory:", name[4 * PATH_MAX];
    int flags =
        mode == SQL_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    bool frozen = false;

    sql->mode = mode;
    if ((mode != SQL_MEMORY && resolve(sql->path, path, err)) ||
        (mode == SQL_WRITE && create_private(path, err)))
        return -1;
    if (mode == SQL_READ && is_cramped(path))
        return open_alone(sql, path, err);
    frozen = mode == SQL_READ && is_frozen(path);
    if (frozen)
        print_frozen(path, name);
    int result =
        sqlite3_open_v2(frozen ? name : path, &sql->handle,
                        flags | SQLITE_OPEN_NOFOLLOW | (frozen ? SQLITE_OPEN_URI : 0), NULL);
    if (result != SQLITE_OK)
        return fail(sql, result, err);
    sqlite3_busy_timeout(sql->handle, BUSY_MS);
    sqlite3_extended_result_codes(sql->handle, 1);
    return 0;
}

int sql_open(const char *path, enum sql_mode mode, struct sql **out, struct err *err)
{
    struct sql *sql = mem_calloc(1, sizeof *sql);

    /* Its locks took a sixth of what reading a row does, and the program has one thread. Once
     * it is at work this is refused, and as it was said the first time. */
    (void)sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
    (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    sql->path = mem_strdup(path);
    if (open_file(sql, mode, err)) {
        sql_close(sql);
        sql = NULL;
    }
    *out = sql;
    return sql ? 0 : -1;
}

void sql_close(struct sql *sql)
{
    if (!sql)
        return;
    for (size_t i = 0; i < sql->count; i++) {
        sqlite3_finalize(sql->queries[i]->statement);
        mem_free(sql->queries[i]);
    }
    mem_free(sql->queries);
    sqlite3_close(sql->handle);
    mem_free(sql->path);
    mem_free(sql);
}

int sql_copy(struct sql *to, struct sql *from, struct err *err)
{
    sqlite3_backup *backup = sqlite3_backup_init(to->handle, "main", from->handle, "main");

    if (!backup)
        return fail(to, sqlite3_errcode(to->handle), err);
    sqlite3_backup_step(backup, -1);
    int result = sqlite3_backup_finish(backup);
    return result == SQLITE_OK ? 0 : fail(to, result, err);
}

/* What cannot be read is the original's fault, everything else the copy's. */
static int fail_copy(const struct sql *to, const struct sql *from, int result, struct err *err)
{
    if (is_damage(result))
        return say_damage(from->path, sqlite3_errstr(result), err);
    return err_set(err, code_of(result), "%s: %s", to->path, sqlite3_errstr(result));
}

static int copy_pages(struct sql *to, struct sql *from, sql_progress progress, void *context,
                      struct err *err)
{
    sqlite3_backup *backup = sqlite3_backup_init(to->handle, "main", from->handle, "main");
    int result;

    if (!backup)
        return fail(to, sqlite3_errcode(to->handle), err);
    do {
        result = sqlite3_backup_step(backup, COPY_PAGES);
        size_t total = (size_t)sqlite3_backup_pagecount(backup);
        if (progress)
            progress(total - (size_t)sqlite3_backup_remaining(backup), total, context);
    } while (result == SQLITE_OK);
    int end = sqlite3_backup_finish(backup);
    if (result == SQLITE_DONE)
        result = end;
    return result == SQLITE_OK ? 0 : fail_copy(to, from, result, err);
}

/* In one read transaction: others may write meanwhile, and the copy does not begin anew. The
 * copy of a database with a log asks for a log of its own until it is told otherwise. */
int sql_copy_file(struct sql *to, struct sql *from, sql_progress progress, void *context,
                  struct err *err)
{
    struct err ignored = {0};

    if (sql_run(to, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", err) ||
        sql_run(from, "BEGIN; SELECT count(*) FROM sqlite_schema", err))
        return -1;
    int failed = copy_pages(to, from, progress, context, err);
    sql_run(from, "COMMIT", &ignored);
    return failed ? -1 : sql_run(to, "PRAGMA journal_mode = DELETE", err);
}

struct bridge {
    sql_function function;
    void *context;
};

static void call(sqlite3_context *call, int count, sqlite3_value **values)
{
    const struct bridge *bridge = sqlite3_user_data(call);
    const char *text = (const char *)sqlite3_value_text(values[0]);
    const int64_t of[2] = {sqlite3_value_int64(values[1]), sqlite3_value_int64(values[2])};
    char out[SQL_FUNCTION_SIZE];

    (void)count;
    if (!text)
        sqlite3_result_null(call);
    else if (bridge->function(bridge->context, of, text, out))
        sqlite3_result_error(call, out, -1);
    else
        sqlite3_result_text(call, out, -1, SQLITE_TRANSIENT);
}

int sql_add_function(struct sql *sql, const char *name, sql_function function, void *context,
                     struct err *err)
{
    struct bridge *bridge = mem_calloc(1, sizeof *bridge);

    *bridge = (struct bridge){function, context};
    int result =
        sqlite3_create_function_v2(sql->handle, name, 3, SQLITE_UTF8 | SQLITE_DIRECTONLY,
                                   bridge, call, NULL, NULL, mem_free);
    return result == SQLITE_OK ? 0 : fail(sql, result, err);
}

int sql_enter(struct sql *sql, bool *own, struct err *err)
{
    *own = sqlite3_get_autocommit(sql->handle) != 0;
    return *own ? sql_run(sql, "BEGIN IMMEDIATE", err) : 0;
}

int sql_leave(struct sql *sql, bool own, int failed, struct err *err)
{
    struct err ignored = {0};

    if (!own)
        return failed;
    if (!failed)
        failed = sql_run(sql, "COMMIT", err);
    if (failed)
        sql_run(sql, "ROLLBACK", &ignored);
    return failed;
}

int sql_run(struct sql *sql, const char *text, struct err *err)
{
    int result = sqlite3_exec(sql->handle, text, NULL, NULL, NULL);

    return result == SQLITE_OK ? 0 : fail(sql, result, err);
}

static struct query *find(const struct sql *sql, const char *text)
{
    for (size_t i = 0; i < sql->count; i++) {
        if (sql->queries[i]->text == text)
            return sql->queries[i];
    }
    return NULL;
}

struct query *sql_query(struct sql *sql, const char *text, struct err *err)
{
    struct query *query = find(sql, text);

    if (query) {
        sql_reset(query);
        return query;
    }
    query = mem_calloc(1, sizeof *query);
    query->sql = sql;
    query->text = text;
    int result = sqlite3_prepare_v3(sql->handle, text, -1, SQLITE_PREPARE_PERSISTENT,
                                    &query->statement, NULL);
    if (result != SQLITE_OK) {
        fail(sql, result, err);
        mem_free(query);
        return NULL;
    }
    sql->queries = mem_grow(sql->queries, sql->count, &sql->capacity, sizeof(struct query *));
    sql->queries[sql->count++] = query;
    return query;
}

static void note(struct query *query, int result)
{
    if (query->bound == SQLITE_OK)
        query->bound = result;
}

void sql_bind_integer(struct query *query, int index, int64_t value)
{
    note(query, sqlite3_bind_int64(query->statement, index, value));
}

void sql_bind_text(struct query *query, int index, const char *text)
{
    note(query, text ? sqlite3_bind_text(query->statement, index, text, -1, SQLITE_TRANSIENT)
                     : sqlite3_bind_null(query->statement, index));
}

int sql_step(struct query *query, struct err *err)
{
    int result = query->bound == SQLITE_OK ? sqlite3_step(query->statement) : query->bound;

    if (result == SQLITE_ROW)
        return 1;
    if (result != SQLITE_DONE)
        fail(query->sql, result, err);
    sql_reset(query);
    return result == SQLITE_DONE ? 0 : -1;
}

int sql_finish(struct query *query, struct err *err)
{
    int more;

    do
        more = sql_step(query, err);
    while (more == 1);
    return more;
}

void sql_reset(struct query *query)
{
    sqlite3_reset(query->statement);
    sqlite3_clear_bindings(query->statement);
    query->bound = SQLITE_OK;
}

bool sql_is_null(struct query *query, int column)
{
    return sqlite3_column_type(query->statement, column) == SQLITE_NULL;
}

int64_t sql_integer(struct query *query, int column)
{
    return sqlite3_column_int64(query->statement, column);
}

const char *sql_peek(struct query *query, int column)
{
    const unsigned char *text = sqlite3_column_text(query->statement, column);

    return text ? (const char *)text : "";
}

const char *sql_text(struct query *query, int column, struct arena *arena)
{
    return arena_strdup(arena, (const char *)sqlite3_column_text(query->statement, column));
}

int64_t sql_inserted(const struct sql *sql)
{
    return sqlite3_last_insert_rowid(sql->handle);
}

const char *sql_library(void)
{
    return sqlite3_libversion();
}
