/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of ledger/ledger. All figures, names and sources are test data. */
#include "ledger/ledger.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/wait.h>
#include <time.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "core/file.h"
#include "core/str.h"
#include "ledger/audit.h"
#include "ledger/documents.h"
#include "ledger/schema.h"
#include "tests/unit/keeping.h"
#include "tests/unit/scratch.h"

enum { APRIL = 2023 * 12 + 3, T0 = 1000000 };

struct fixture {
    char folder[SCRATCH_PATH];
    char database[SCRATCH_PATH];
    struct ledger *ledger;
    struct arena *arena;
    struct err err;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    if (f == NULL || scratch_make(f->folder) != 0)
        return -1;
    scratch_path(f->database, f->folder, "ledger.db");
    f->arena = arena_new();
    *state = f;
    return ledger_open(f->folder, false, &f->ledger, &f->err);
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    ledger_close(f->ledger);
    arena_free(f->arena);
    scratch_remove(f->folder);
    free(f);
    return 0;
}

static void reopen(struct fixture *f)
{
    ledger_close(f->ledger);
    assert_int_equal(ledger_open(f->folder, false, &f->ledger, &f->err), 0);
}

static struct decimal number(const char *text)
{
    struct decimal value = {0, 0};
    struct err err = {0};
    assert_int_equal(decimal_parse(text, &value, &err), 0);
    return value;
}

static struct observation month(int32_t n, const char *value, enum observation_status status)
{
    return (struct observation){
        .period = {FREQUENCY_MONTHLY, n}, .value = number(value), .status = status};
}

/* source NULL = by hand */
static struct ledger_origin from(const char *source, int rank)
{
    return (struct ledger_origin){.source = source,
                                  .rank = rank,
                                  .address = "",
                                  .who = source == NULL ? "tester" : NULL};
}

static struct ledger_counts merge(struct fixture *f, const char *source, int rank,
                                  struct observation said, int64_t now)
{
    struct ledger_origin origin = from(source, rank);
    struct ledger_counts counts = {0};
    assert_int_equal(ledger_merge(f->ledger, "di", &said, 1, &origin, now, &counts, &f->err),
                     0);
    return counts;
}

/* as_of NULL = now */
static struct series read_series(struct fixture *f, const int64_t *as_of)
{
    struct series series;
    assert_int_equal(
        ledger_series(f->ledger, "di", FREQUENCY_MONTHLY, as_of, f->arena, &series, &f->err),
        0);
    return series;
}

static struct series read_vintages(struct fixture *f)
{
    struct series series;
    assert_int_equal(
        ledger_vintages(f->ledger, "di", FREQUENCY_MONTHLY, f->arena, &series, &f->err), 0);
    return series;
}

static int64_t revision(struct fixture *f)
{
    struct ledger_notes all;
    int64_t got = -1;
    assert_int_equal(ledger_revision(f->ledger, "di", &got, &f->err), 0);
    assert_int_equal(ledger_revisions(f->ledger, f->arena, &all, &f->err), 0);
    assert_int_equal(atoll(ledger_note(&all, "di")), got); /* the same in one query */
    return got;
}

static sqlite3 *raw(const struct fixture *f)
{
    sqlite3 *handle = NULL;
    assert_int_equal(sqlite3_open(f->database, &handle), SQLITE_OK);
    return handle;
}

static void raw_run(const struct fixture *f, const char *text)
{
    sqlite3 *handle = raw(f);
    assert_int_equal(sqlite3_exec(handle, text, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(handle), SQLITE_OK);
}

static int64_t raw_integer(const struct fixture *f, const char *text)
{
    sqlite3 *handle = raw(f);
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_prepare_v2(handle, text, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t got = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    assert_int_equal(sqlite3_close(handle), SQLITE_OK);
    return got;
}

static bool is_whole(const struct fixture *f)
{
    return raw_integer(f, "SELECT integrity_check = 'ok' FROM pragma_integrity_check") == 1;
}

/* --- opening --- */

static void test_empty(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(read_series(f, NULL).count, 0);
    assert_int_equal(revision(f), 0);
    assert_int_equal(raw_integer(f, "PRAGMA application_id"), SCHEMA_APPLICATION);
    assert_int_equal(raw_integer(f, "PRAGMA user_version"), schema_version());
    assert_true(is_whole(f));
    assert_string_equal(ledger_library(), sqlite3_libversion());
}

static void test_open_makes_folders(void **state)
{
    struct fixture *f = *state;
    char deep[SCRATCH_PATH];
    struct ledger *other = NULL;
    scratch_path(deep, f->folder, "a/b");
    assert_int_equal(ledger_open(deep, false, &other, &f->err), 0);
    ledger_close(other);
    ledger_close(NULL);
}

/* What stands beside the ledger may be reached by all, the ledger by its owner. */
static void test_who_may_read(void **state)
{
    struct fixture *f = *state;
    char folder[SCRATCH_PATH], database[SCRATCH_PATH], documents[SCRATCH_PATH], sha256[65];
    const struct documents_item as = {.at = T0, .source = "a", .url = "u"};
    struct ledger *other = NULL;
    struct stat about;
    mode_t before = umask(0022);
    scratch_path(folder, f->folder, "state");
    assert_int_equal(ledger_open(folder, false, &other, &f->err), 0);
    assert_int_equal(keep_document(other, "x", &as, sha256, &f->err), 0);
    ledger_close(other);
    umask(before);
    scratch_path(database, folder, "ledger.db");
    scratch_path(documents, folder, "documents");
    assert_int_equal(stat(folder, &about), 0);
    assert_int_equal(about.st_mode & 0777, LEDGER_FOLDER_MODE);
    assert_int_equal(stat(database, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    assert_int_equal(stat(documents, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0700);
}

/* As systemd lays out the state folder of a service. */
static void test_a_folder_behind_a_link(void **state)
{
    struct fixture *f = *state;
    char link[SCRATCH_PATH];
    struct ledger *other = NULL;
    scratch_path(link, f->folder, "link");
    merge(f, "s", 0, month(APRIL, "1", OBSERVATION_FINAL), T0);
    assert_int_equal(symlink(f->folder, link), 0);
    for (int read_only = 0; read_only <= 1; read_only++) {
        struct series series;
        if (ledger_open(link, read_only != 0, &other, &f->err))
            fail_msg("%s", f->err.text);
        assert_int_equal(
            ledger_series(other, "di", FREQUENCY_MONTHLY, 0, f->arena, &series, &f->err), 0);
        assert_int_equal(series.count, 1);
        ledger_close(other);
    }
}

/* How a user without rights fares: 0 or the error's code. */
static int open_as_nobody(const char *folder, bool copy)
{
    int found = -1;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct ledger *other = NULL;
        struct err err = {0};
        if (setuid(65534) != 0)
            _exit(1);
        int failed = copy ? ledger_open_copy(folder, &other, &err)
                          : ledger_open(folder, true, &other, &err);
        _exit(failed ? (int)err.code : 0);
    }
    assert_int_equal(waitpid(child, &found, 0), child);
    return WEXITSTATUS(found);
}

/* Not being allowed to look is no empty ledger. */
static void test_a_ledger_that_may_not_be_read(void **state)
{
    struct fixture *f = *state;
    if (geteuid() != 0)
        skip();
    for (int copy = 0; copy <= 1; copy++) {
        assert_int_equal(chmod(f->folder, 0700), 0);
        assert_int_equal(open_as_nobody(f->folder, copy != 0), ERR_PERM);
        assert_int_equal(chmod(f->folder, LEDGER_FOLDER_MODE), 0);
        assert_int_equal(open_as_nobody(f->folder, copy != 0), ERR_PERM);
    }
}

/* What an interrupted first start leaves, after the file was made and before its tables. */
static void test_an_interrupted_first_start(void **state)
{
    struct fixture *f = *state;
    struct ledger *other = NULL;
    char folder[SCRATCH_PATH], database[SCRATCH_PATH];
    sqlite3 *handle = NULL;
    scratch_path(folder, f->folder, "state");
    scratch_path(database, folder, "ledger.db");
    assert_int_equal(mkdir(folder, 0700), 0);
    assert_int_equal(sqlite3_open(database, &handle), SQLITE_OK);
    assert_int_equal(sqlite3_exec(handle, "PRAGMA journal_mode = WAL", NULL, NULL, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_close(handle), SQLITE_OK);
    assert_int_equal(ledger_open(folder, true, &other, &f->err), 0);
    assert_int_equal(ledger_require(other, &f->err), -1);
    assert_int_equal(f->err.code, ERR_UNAVAILABLE);
    ledger_close(other);
    assert_int_equal(ledger_open_existing(folder, &other, &f->err), -1);
    assert_int_equal(f->err.code, ERR_UNAVAILABLE);
    assert_null(other);
    assert_int_equal(ledger_open(folder, false, &other, &f->err), 0);
    assert_int_equal(ledger_require(other, &f->err), 0);
    ledger_close(other);
    assert_int_equal(ledger_open_existing(folder, &other, &f->err), 0);
    ledger_close(other);
}

static void test_existing_makes_nothing(void **state)
{
    struct fixture *f = *state;
    struct ledger *other = NULL;
    char folder[SCRATCH_PATH];
    scratch_path(folder, f->folder, "mistyped");
    assert_int_equal(ledger_open_existing(folder, &other, &f->err), -1);
    assert_int_equal(f->err.code, ERR_UNAVAILABLE);
    assert_int_equal(access(folder, F_OK), -1);
}

/* All ways to open a folder; what the last one said is in f->err. */
static void expect_lost(struct fixture *f, const char *folder)
{
    for (int way = 0; way < 3; way++) {
        struct ledger *other = NULL;
        err_clear(&f->err);
        assert_int_equal(way == 2 ? ledger_open_copy(folder, &other, &f->err)
                                  : ledger_open(folder, way == 1, &other, &f->err),
                         -1);
        assert_null(other);
        assert_int_equal(f->err.code, ERR_DATA);
        assert_non_null(strstr(f->err.text, "backup"));
    }
}

/* A new ledger in place of a lost one would have the caches made from nothing. */
static void test_a_lost_ledger(void **state)
{
    static const char *const REMAINS[] = {"rrd/di.rrd", "documents/abc", "ledger.db-wal"};
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof REMAINS / sizeof REMAINS[0]; i++) {
        char folder[SCRATCH_PATH], path[SCRATCH_PATH], name[16];
        struct ledger *other = NULL;
        snprintf(name, sizeof name, "state%zu", i);
        scratch_path(folder, f->folder, name);
        assert_int_equal(file_make_folder(folder, 0700, &f->err), 0);
        scratch_path(path, folder, "rrd");
        assert_int_equal(mkdir(path, 0755), 0);
        scratch_path(path, folder, "documents");
        assert_int_equal(mkdir(path, 0700), 0);
        scratch_path(path, folder, REMAINS[i]);
        assert_true(scratch_write(path, "x", 1));
        expect_lost(f, folder);
        scratch_path(path, folder, "ledger.db");
        assert_false(file_exists(path));
        if (i < 2) { /* an empty file is no ledger either */
            assert_true(scratch_write(path, "", 0));
            expect_lost(f, folder);
            assert_int_equal(unlink(path), 0);
        }
        scratch_path(path, folder, REMAINS[i]);
        assert_int_equal(unlink(path), 0);
        assert_int_equal(ledger_open(folder, false, &other, &f->err), 0);
        ledger_close(other);
    }
}

static void test_a_copy_forgets(void **state)
{
    struct fixture *f = *state;
    struct ledger *copy = NULL;
    struct series series;
    struct ledger_origin origin = from("s", 0);
    struct observation said = month(APRIL + 1, "2", OBSERVATION_FINAL);
    struct ledger_counts counts = {0};
    char nowhere[SCRATCH_PATH];
    merge(f, "s", 0, month(APRIL, "1", OBSERVATION_FINAL), T0);
    assert_int_equal(ledger_open_copy(f->folder, &copy, &f->err), 0);
    assert_int_equal(ledger_require(copy, &f->err), 0);
    assert_int_equal(ledger_begin(copy, &f->err), 0);
    assert_int_equal(ledger_merge(copy, "di", &said, 1, &origin, T0, &counts, &f->err), 0);
    assert_int_equal(ledger_commit(copy, &f->err), 0);
    assert_int_equal(
        ledger_series(copy, "di", FREQUENCY_MONTHLY, 0, f->arena, &series, &f->err), 0);
    assert_int_equal(series.count, 2);
    ledger_close(copy);
    assert_int_equal(read_series(f, NULL).count, 1);

    scratch_path(nowhere, f->folder, "nowhere");
    assert_int_equal(ledger_open_copy(nowhere, &copy, &f->err), 0);
    assert_int_equal(ledger_require(copy, &f->err), -1);
    assert_int_equal(ledger_merge(copy, "di", &said, 1, &origin, T0, &counts, &f->err), 0);
    ledger_close(copy);
    assert_false(file_exists(nowhere));
}

static void test_migrates_an_empty_file(void **state)
{
    struct fixture *f = *state;
    ledger_close(f->ledger);
    f->ledger = NULL;
    scratch_remove(f->folder);
    assert_int_equal(mkdir(f->folder, 0700), 0);
    assert_true(scratch_write(f->database, "", 0));
    assert_int_equal(ledger_open(f->folder, false, &f->ledger, &f->err), 0);
    assert_int_equal(merge(f, "s", 0, month(APRIL, "1", OBSERVATION_FINAL), T0).added, 1);
}

/* A ledger of the first version is brought up to date with all it holds. */
static void test_migrates_the_first_version(void **state)
{
    struct fixture *f = *state;
    char identity[80];
    ledger_close(f->ledger);
    f->ledger = NULL;
    scratch_remove(f->folder);
    assert_int_equal(mkdir(f->folder, 0700), 0);
    raw_run(f, schema_step(0));
    (void)snprintf(identity, sizeof identity,
                   "PRAGMA application_id = %d; PRAGMA user_version = 1", SCHEMA_APPLICATION);
    raw_run(f, identity);
    raw_run(f, "INSERT INTO indicator (id, revision) VALUES ('di', 2);"
               "INSERT INTO observation (indicator, frequency, period, value, status, rank,"
               " recorded_at, source) VALUES (1, 2, 24279, '7', 1, 0, 5, 'a'),"
               " (1, 2, 24279, '8', 0, 0, 6, 'a');"
               "INSERT INTO health VALUES ('got', 7, 0, 0, 7, 1, 'no', '', '', '', ''),"
               " ('not', 7, 0, 0, 7, 1, 'no', '', '', '', '');"
               "INSERT INTO fetch VALUES (1, 'got', 6, '', 0, 0, '', '', '', '', 0, 'no'),"
               " (2, 'got', 7, '', 200, 3, '', '', 'd', '', 0, 'no'),"
               " (3, 'not', 6, '', 200, 3, '', '', 'd', '', 1, ''),"
               " (4, 'not', 7, '', 404, 0, '', '', '', '', 0, 'no')");
    struct ledger *reader = NULL;
    /* whoever reads is not kept waiting for a writer */
    assert_int_equal(ledger_open(f->folder, true, &reader, &f->err), 0);
    struct series known;
    assert_int_equal(
        ledger_series(reader, "di", FREQUENCY_MONTHLY, NULL, f->arena, &known, &f->err), 0);
    assert_int_equal(known.count, 1);
    assert_int_equal(known.observations[0].value.units, 8);
    ledger_close(reader);
    assert_int_equal(ledger_open_copy(f->folder, &reader, &f->err), 0);
    ledger_close(reader);
    assert_int_equal(raw_integer(f, "PRAGMA user_version"), 1);

    err_clear(&f->err);
    if (ledger_open(f->folder, false, &f->ledger, &f->err))
        fail_msg("%s", f->err.text);
    assert_int_equal(raw_integer(f, "PRAGMA user_version"), schema_version());
    struct health health;
    assert_int_equal(ledger_health(f->ledger, "got", f->arena, &health, &f->err), 0);
    assert_true(health.fetched);
    assert_int_equal(ledger_health(f->ledger, "not", f->arena, &health, &f->err), 0);
    assert_false(health.fetched);
    assert_int_equal(read_vintages(f).count, 2);
    struct series series = read_series(f, NULL);
    assert_int_equal(series.count, 1);
    assert_int_equal(series.observations[0].value.units, 8);
    assert_int_equal(merge(f, "a", 0, month(24279, "9", OBSERVATION_ESTIMATE), T0).kept, 1);
}

/* A table that a step is about to make is there already: a version of development. */
static void test_says_that_the_step_failed(void **state)
{
    struct fixture *f = *state;
    struct ledger *other = NULL;
    raw_run(f, "PRAGMA user_version = 1");
    assert_int_equal(ledger_open_copy(f->folder, &other, &f->err), -1);
    assert_non_null(strstr(f->err.text, "is of schema 1 and cannot be brought up to"));
    assert_non_null(strstr(f->err.text, "stays as it is"));
}

static void test_refuses_newer_schema(void **state)
{
    struct fixture *f = *state;
    struct ledger *other = NULL;
    raw_run(f, "PRAGMA user_version = 999");
    for (int read_only = 0; read_only <= 1; read_only++) {
        err_clear(&f->err);
        assert_int_equal(ledger_open(f->folder, read_only != 0, &other, &f->err), -1);
        assert_null(other);
        assert_int_equal(f->err.code, ERR_DATA);
        assert_non_null(strstr(f->err.text, f->database));
        assert_non_null(strstr(f->err.text, "999"));
    }
}

static void expect_not_ours(struct fixture *f)
{
    struct ledger *other = NULL;
    for (int read_only = 0; read_only <= 1; read_only++) {
        err_clear(&f->err);
        assert_int_equal(ledger_open(f->folder, read_only != 0, &other, &f->err), -1);
        assert_null(other);
        assert_int_equal(f->err.code, ERR_DATA);
        assert_non_null(strstr(f->err.text, f->database));
    }
}

static void test_refuses_a_file_that_is_no_database(void **state)
{
    static const char TEXT[] = "test data: a letter that somebody put where the ledger is, "
                               "long enough to be taken for a page of a database.\n";
    struct fixture *f = *state;
    size_t length;
    ledger_close(f->ledger);
    f->ledger = NULL;
    assert_true(scratch_write(f->database, TEXT, sizeof TEXT - 1));
    expect_not_ours(f);
    char *left = scratch_read(f->database, &length);
    assert_non_null(left);
    assert_string_equal(left, TEXT);
    free(left);
}

/* A database of another program is neither read nor written, whatever it says of itself. */
static void test_refuses_another_programs_database(void **state)
{
    static const char *const SAYS[] = {
        "CREATE TABLE theirs (a)",
        "CREATE TABLE theirs (a); PRAGMA user_version = 1",
        "CREATE TABLE theirs (a); PRAGMA application_id = 7",
    };
    struct fixture *f = *state;
    ledger_close(f->ledger);
    f->ledger = NULL;
    for (size_t i = 0; i < sizeof SAYS / sizeof SAYS[0]; i++) {
        size_t before, after;
        scratch_remove(f->folder);
        assert_int_equal(mkdir(f->folder, 0700), 0);
        raw_run(f, SAYS[i]);
        char *bytes = scratch_read(f->database, &before);
        expect_not_ours(f);
        char *left = scratch_read(f->database, &after);
        assert_int_equal(after, before);
        assert_memory_equal(left, bytes, before);
        free(bytes);
        free(left);
    }
}

/* SQLite would pass over it, and over what was recorded last. */
static void test_refuses_a_log_that_is_none(void **state)
{
    static const struct {
        const char *bytes;
        bool refused;
    } CASES[] = {
        {"garbage, not a log", true},
        {"\0\0\0\0\0\0\0\0", false}, /* after a loss of power */
        {"\x37\x7f\x06\x82 torn", false},
    };
    struct fixture *f = *state;
    char log[SCRATCH_PATH];
    merge(f, "s", 0, month(APRIL, "1", OBSERVATION_FINAL), T0);
    ledger_close(f->ledger);
    f->ledger = NULL;
    scratch_path(log, f->folder, "ledger.db-wal");
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct ledger *other = NULL;
        assert_true(scratch_write(log, CASES[i].bytes, 8));
        for (int read_only = 0; read_only <= 1; read_only++) {
            err_clear(&f->err);
            int failed = ledger_open(f->folder, read_only != 0, &other, &f->err);
            assert_int_equal(failed, CASES[i].refused ? -1 : 0);
            assert_int_equal(f->err.code, CASES[i].refused ? ERR_DATA : ERR_NONE);
            if (CASES[i].refused)
                assert_non_null(strstr(f->err.text, log));
            ledger_close(other);
            other = NULL;
        }
        if (CASES[i].refused) {
            size_t length;
            char *left = scratch_read(log, &length);
            assert_int_equal(length, 8);
            free(left);
        }
    }
}

static void test_read_only_of_a_missing_ledger(void **state)
{
    struct fixture *f = *state;
    char nowhere[SCRATCH_PATH];
    struct ledger *other = NULL;
    struct series series;
    struct health health;
    struct alert *alerts;
    size_t count = 9;
    const char *mark;
    scratch_path(nowhere, f->folder, "nowhere");
    assert_int_equal(ledger_open(nowhere, true, &other, &f->err), 0);
    assert_int_equal(
        ledger_series(other, "di", FREQUENCY_MONTHLY, 0, f->arena, &series, &f->err), 0);
    assert_int_equal(series.count, 0);
    assert_int_equal(ledger_health(other, "s", f->arena, &health, &f->err), 0);
    assert_int_equal(health.last_try, 0);
    assert_int_equal(ledger_alerts(other, false, 0, f->arena, &alerts, &count, &f->err), 0);
    assert_int_equal(count, 0);
    assert_int_equal(ledger_mark(other, "site", f->arena, &mark, &f->err), 0);
    assert_string_equal(mark, "");
    ledger_close(other);
    assert_false(file_exists(nowhere));
}

static void test_read_only_writes_nothing(void **state)
{
    struct fixture *f = *state;
    struct ledger *reader = NULL;
    struct ledger_origin origin = from("s", 0);
    struct observation said = month(APRIL, "5", OBSERVATION_FINAL);
    struct ledger_counts counts = {0};
    merge(f, "s", 0, month(APRIL, "1", OBSERVATION_FINAL), T0);
    assert_int_equal(ledger_open(f->folder, true, &reader, &f->err), 0);
    assert_int_equal(ledger_merge(reader, "di", &said, 1, &origin, T0, &counts, &f->err), -1);
    assert_int_not_equal(f->err.code, ERR_NONE);
    assert_int_equal(ledger_set_mark(reader, "site", "x", &f->err), -1);
    ledger_close(reader);
    assert_int_equal(read_series(f, NULL).observations[0].value.units, 1);
}

static void test_refuses_a_folder_that_is_a_file(void **state)
{
    struct fixture *f = *state;
    struct ledger *other = NULL;
    char path[SCRATCH_PATH];
    scratch_path(path, f->folder, "plain");
    assert_true(scratch_write(path, "x", 1));
    assert_int_equal(ledger_open(path, false, &other, &f->err), -1);
    assert_null(other);
    assert_int_equal(f->err.code, ERR_IO);
    assert_non_null(strstr(f->err.text, path));
}

static void count_wrong(const char *about, const char *text, void *context)
{
    (void)text;
    assert_string_equal(about, "ledger.db");
    (*(size_t *)context)++;
}

static void test_notices_damage(void **state)
{
    struct fixture *f = *state;
    struct ledger *other = NULL;
    size_t length;
    for (int32_t i = 0; i < 400; i++)
        merge(f, "s", 0, month(APRIL + i, "1.5", OBSERVATION_FINAL), T0);
    ledger_close(f->ledger);
    f->ledger = NULL;
    char *bytes = scratch_read(f->database, &length);
    assert_non_null(bytes);
    assert_true(length > 65536);
    memset(bytes + 8192, 0xA5, length - 8192);
    assert_true(scratch_write(f->database, bytes, length));
    free(bytes);
    size_t wrong = 0;
    const struct audit audit = {.wrong = count_wrong, .context = &wrong};
    bool read = ledger_open(f->folder, false, &other, &f->err) == 0 &&
                audit_ledger(other, &audit, &f->err) == 0;
    ledger_close(other);
    if (read) {
        assert_true(wrong > 0);
    } else {
        assert_int_equal(f->err.code, ERR_DATA);
        assert_non_null(strstr(f->err.text, f->database));
    }
}

/* --- what a merge records --- */

struct said {
    const char *source;
    int rank;
    const char *value;
    enum observation_status status;
};

enum outcome { ADDED, REVISED, SAME, KEPT };

static enum outcome outcome_of(struct ledger_counts counts)
{
    assert_int_equal(counts.added + counts.revised + counts.same + counts.kept, 1);
    return counts.added ? ADDED : counts.revised ? REVISED : counts.same ? SAME : KEPT;
}

#define FINAL OBSERVATION_FINAL
#define PRELIMINARY OBSERVATION_PRELIMINARY
#define REVISION OBSERVATION_REVISED
#define ESTIMATE OBSERVATION_ESTIMATE
#define NO_FIGURE OBSERVATION_MISSING

static void test_second_word(void **state)
{
    static const struct {
        const char *why;
        struct said first;
        struct said second;
        enum outcome expected;
    } CASES[] = {
        {"the same", {"a", 0, "15.4", FINAL}, {"a", 0, "15.4", FINAL}, SAME},
        {"the same number", {"a", 0, "15.40", FINAL}, {"a", 0, "15.4", FINAL}, SAME},
        {"the same number, longer", {"a", 0, "-3", FINAL}, {"a", 0, "-3.000", FINAL}, SAME},
        {"another source agrees", {"a", 0, "7", FINAL}, {"b", 1, "7", FINAL}, SAME},
        {"a new value", {"a", 0, "15.4", FINAL}, {"a", 0, "15.5", FINAL}, REVISED},
        {"a new sign", {"a", 0, "15.4", FINAL}, {"a", 0, "-15.4", FINAL}, REVISED},
        {"a new status", {"a", 0, "7", PRELIMINARY}, {"a", 0, "7", FINAL}, REVISED},
        {"final says revised", {"a", 0, "7", FINAL}, {"a", 0, "8", REVISION}, REVISED},
        {"revised again", {"a", 0, "7", REVISION}, {"a", 0, "8", REVISION}, REVISED},
        {"final after revised", {"a", 0, "7", REVISION}, {"a", 0, "8", FINAL}, REVISED},
        {"preliminary again", {"a", 0, "7", PRELIMINARY}, {"a", 0, "8", PRELIMINARY}, REVISED},

        {"less trusted", {"a", 0, "7", FINAL}, {"b", 1, "8", FINAL}, KEPT},
        {"less trusted, exact over rounded",
         {"a", 0, "7", ESTIMATE},
         {"b", 1, "8", FINAL},
         KEPT},
        {"more trusted", {"b", 1, "8", FINAL}, {"a", 0, "7", FINAL}, REVISED},
        {"as trusted", {"a", 1, "8", FINAL}, {"b", 1, "7", FINAL}, REVISED},
        {"by hand over a source", {"a", 0, "8", FINAL}, {NULL, 0, "7", FINAL}, REVISED},
        {"preliminary by hand over final",
         {"a", 0, "8", FINAL},
         {NULL, 0, "7", PRELIMINARY},
         REVISED},
        {"rounded by hand over final",
         {"a", 0, "8", FINAL},
         {NULL, 0, "7", ESTIMATE},
         REVISED},
        {"withdrawn by hand what a source said",
         {"a", 0, "8", FINAL},
         {NULL, 0, "0", NO_FIGURE},
         REVISED},
        {"a lower source over by hand", {NULL, 0, "8", FINAL}, {"b", 1, "7", FINAL}, KEPT},
        {"less trusted where there is no figure",
         {"a", 0, "0", NO_FIGURE},
         {"b", 1, "7", FINAL},
         REVISED},

        {"estimate over final", {"a", 0, "7", FINAL}, {"a", 0, "10", ESTIMATE}, KEPT},
        {"estimate over revised", {"a", 0, "7", REVISION}, {"a", 0, "10", ESTIMATE}, KEPT},
        {"estimate over preliminary",
         {"a", 0, "7", PRELIMINARY},
         {"a", 0, "10", ESTIMATE},
         KEPT},
        {"a trusted estimate over final",
         {"b", 1, "7", FINAL},
         {"a", 0, "10", ESTIMATE},
         REVISED},
        {"trusted and preliminary over final",
         {"b", 1, "7", FINAL},
         {"a", 0, "10", PRELIMINARY},
         REVISED},
        {"estimate over estimate", {"a", 0, "7", ESTIMATE}, {"a", 0, "10", ESTIMATE}, REVISED},
        {"exact over estimate", {"a", 0, "10", ESTIMATE}, {"a", 0, "7", FINAL}, REVISED},
        {"preliminary over estimate",
         {"a", 0, "10", ESTIMATE},
         {"a", 0, "7", PRELIMINARY},
         REVISED},
        {"preliminary over final", {"a", 0, "7", FINAL}, {"a", 0, "8", PRELIMINARY}, KEPT},
        {"preliminary over revised",
         {"a", 0, "7", REVISION},
         {"a", 0, "8", PRELIMINARY},
         KEPT},

        {"withdrawn by its source", {"a", 0, "7", FINAL}, {"a", 0, "0", NO_FIGURE}, REVISED},
        {"another source has none", {"b", 1, "7", FINAL}, {"a", 0, "0", NO_FIGURE}, KEPT},
        {"still none", {"a", 0, "0", NO_FIGURE}, {"a", 0, "5", NO_FIGURE}, SAME},
        {"a figure at last", {"a", 0, "0", NO_FIGURE}, {"a", 0, "0", FINAL}, REVISED},
        {"withdrawn by hand", {NULL, 0, "7", FINAL}, {NULL, 0, "0", NO_FIGURE}, REVISED},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        const struct said *first = &CASES[i].first;
        const struct said *second = &CASES[i].second;
        int32_t n = APRIL + (int32_t)i;
        struct ledger_counts counts =
            merge(f, first->source, first->rank, month(n, first->value, first->status), T0);
        assert_int_equal(outcome_of(counts), ADDED);
        int64_t before = revision(f);
        counts = merge(f, second->source, second->rank,
                       month(n, second->value, second->status), T0 + 1);
        if (outcome_of(counts) != CASES[i].expected)
            fail_msg("%s: outcome %d, expected %d", CASES[i].why, (int)outcome_of(counts),
                     (int)CASES[i].expected);

        bool recorded = CASES[i].expected == REVISED;
        struct series series = read_series(f, NULL);
        const struct observation *now =
            series_find(&series, (struct period){FREQUENCY_MONTHLY, n});
        const struct said *standing = recorded ? second : first;
        assert_non_null(now);
        assert_int_equal(now->status, standing->status);
        assert_int_equal(decimal_compare(now->value, number(standing->value)), 0);
        assert_int_equal(revision(f) > before, recorded);
        assert_int_equal(now->recorded_at, recorded ? T0 + 1 : T0);
        assert_false(now->aside);
    }
}

/* What was published and does not stand is a vintage all the same: kept once, and told. */
static void test_what_is_kept_leaves_a_trace(void **state)
{
    struct fixture *f = *state;
    static const struct {
        struct said said;
        enum outcome expected;
        enum ledger_reason reason;
        size_t vintages;
    } CASES[] = {
        {{"a", 0, "200", FINAL}, ADDED, 0, 1},
        {{"a", 0, "150", PRELIMINARY}, KEPT, LEDGER_LESS_EXACT, 2},
        {{"a", 0, "150.0", PRELIMINARY}, KEPT, LEDGER_LESS_EXACT, 2},
        {{"a", 0, "160", PRELIMINARY}, KEPT, LEDGER_LESS_EXACT, 3},
        {{"a", 0, "200", FINAL}, SAME, 0, 3},
        {{"b", 1, "210", FINAL}, KEPT, LEDGER_LESS_TRUSTED, 4},
        {{"b", 0, "0", NO_FIGURE}, KEPT, LEDGER_NO_FIGURE, 5},
        {{"a", 0, "201", REVISION}, REVISED, 0, 6},
        {{NULL, 0, "0", NO_FIGURE}, REVISED, 0, 7},             /* retracted by hand */
        {{"a", 0, "201", REVISION}, KEPT, LEDGER_CORRECTED, 7}, /* it only repeats itself */
        {{"b", 1, "210", FINAL}, REVISED, 0, 8},                /* a gap that another fills */
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        const struct said *said = &CASES[i].said;
        int64_t before = revision(f);
        struct ledger_counts counts =
            merge(f, said->source, said->rank, month(APRIL, said->value, said->status), T0);
        if (outcome_of(counts) != CASES[i].expected)
            fail_msg("word %zu: outcome %d", i, (int)outcome_of(counts));
        assert_int_equal(read_vintages(f).count, CASES[i].vintages);
        assert_int_equal(revision(f) > before,
                         CASES[i].expected == ADDED || CASES[i].expected == REVISED);
        if (CASES[i].expected != KEPT)
            continue;
        assert_int_equal(read_series(f, NULL).observations[0].value.units, i < 7 ? 200 : 0);
        assert_string_equal(counts.first.indicator, "di");
        assert_int_equal(counts.first.period.n, APRIL);
        assert_int_equal(counts.first.status, said->status);
        assert_int_equal(decimal_compare(counts.first.value, number(said->value)), 0);
        assert_int_equal(counts.first.reason, CASES[i].reason);
    }
    struct series all = read_vintages(f);
    static const bool ASIDE[] = {false, true, true, true, true, false, false, false};
    for (size_t i = 0; i < all.count; i++)
        assert_int_equal(all.observations[i].aside, ASIDE[i]);
}

static struct observation dated(const char *value, enum observation_status status, int32_t day)
{
    struct observation said = month(APRIL, value, status);
    said.dated = true;
    said.published = day;
    return said;
}

/* A document published earlier is a version too, and does not stand: whatever the order in
 * which two of one publisher come, the newer one stands. */
static void test_publication_days_decide(void **state)
{
    struct fixture *f = *state;
    struct ledger_kept *kept = NULL;
    size_t count = 1;
    assert_int_equal(outcome_of(merge(f, "a", 0, dated("10.5", FINAL, 20), T0)), ADDED);
    struct ledger_counts counts = merge(f, "a", 0, dated("10.1", FINAL, 10), T0 + 1);
    assert_int_equal(outcome_of(counts), KEPT);
    assert_int_equal(counts.first.reason, LEDGER_OLDER);
    /* once, and it is nothing to worry about */
    assert_int_equal(outcome_of(merge(f, "a", 0, dated("10.1", FINAL, 10), T0 + 2)), KEPT);
    assert_int_equal(ledger_stepped_back(f->ledger, f->arena, &kept, &count, &f->err), 0);
    assert_int_equal(count, 0);
    /* in its own order */
    assert_int_equal(outcome_of(merge(f, "a", 0, dated("10.7", FINAL, 30), T0 + 3)), REVISED);
    /* taken back, and not given again by what was published before */
    assert_int_equal(outcome_of(merge(f, "a", 0, dated("0", NO_FIGURE, 40), T0 + 4)), REVISED);
    assert_int_equal(outcome_of(merge(f, "a", 0, dated("10.6", FINAL, 25), T0 + 5)), KEPT);
    static const struct {
        const char *value;
        bool aside;
        int32_t day;
    } EXPECTED[] = {
        {"10.5", false, 20}, {"10.1", true, 10}, {"10.7", false, 30},
        {"0", false, 40},    {"10.6", true, 25},
    };
    struct series all = read_vintages(f);
    assert_int_equal(all.count, 5);
    for (size_t i = 0; i < all.count; i++) {
        const struct observation *item = &all.observations[i];
        assert_int_equal(decimal_compare(item->value, number(EXPECTED[i].value)), 0);
        assert_int_equal(item->aside, EXPECTED[i].aside);
        assert_true(item->dated);
        assert_int_equal(item->published, EXPECTED[i].day);
    }
    assert_int_equal(ledger_why_aside(&all.observations[3], &all.observations[4]),
                     LEDGER_OLDER);
    /* without a day nothing is compared, and none is invented */
    assert_int_equal(outcome_of(merge(f, "a", 0, month(APRIL, "9", FINAL), T0 + 6)), REVISED);
    assert_false(read_series(f, NULL).observations[0].dated);
}

/* The publisher's older document is no new figure after a correction by hand, nor in the gap
 * that it left and another filled. */
static void test_older_documents_do_not_undo_a_correction(void **state)
{
    struct fixture *f = *state;
    merge(f, "a", 0, dated("10.5", FINAL, 20), T0);
    merge(f, NULL, 0, month(APRIL, "10.6", FINAL), T0 + 1);
    struct ledger_counts counts = merge(f, "a", 0, dated("10.1", FINAL, 10), T0 + 2);
    assert_int_equal(outcome_of(counts), KEPT);
    assert_int_equal(counts.first.reason, LEDGER_OLDER);
    struct series all = read_vintages(f);
    assert_int_equal(ledger_why_aside(&all.observations[1], &all.observations[2]),
                     LEDGER_OLDER);
    merge(f, NULL, 0, month(APRIL, "0", NO_FIGURE), T0 + 3);
    assert_int_equal(outcome_of(merge(f, "a", 0, dated("0", NO_FIGURE, 30), T0 + 4)), SAME);
    assert_int_equal(outcome_of(merge(f, "b", 1, dated("10.4", FINAL, 5), T0 + 5)), REVISED);
    assert_int_equal(outcome_of(merge(f, "a", 0, dated("10.1", FINAL, 10), T0 + 6)), KEPT);
    assert_int_equal(outcome_of(merge(f, "a", 0, dated("10.2", FINAL, 40), T0 + 7)), REVISED);
}

/* A newer document that says the same leaves no version, but an older one that comes after it
 * and says something else is older than that. */
static void test_what_was_said_again_stands(void **state)
{
    struct fixture *f = *state;
    merge(f, "a", 0, dated("10.5", FINAL, 10), T0);
    assert_int_equal(outcome_of(merge(f, "a", 0, dated("10.5", FINAL, 30), T0 + 1)), SAME);
    struct ledger_counts counts = merge(f, "a", 0, dated("10.1", FINAL, 20), T0 + 2);
    assert_int_equal(outcome_of(counts), KEPT);
    assert_int_equal(counts.first.reason, LEDGER_OLDER);
    struct series all = read_vintages(f);
    assert_int_equal(ledger_why_aside(&all.observations[0], &all.observations[1]),
                     LEDGER_OLDER);
    assert_int_equal(outcome_of(merge(f, "a", 0, dated("10.7", FINAL, 31), T0 + 3)), REVISED);
}

/* What a document prints with fewer places than what stands is that figure, rounded. */
static void test_rounded_does_not_replace(void **state)
{
    struct fixture *f = *state;
    struct observation both[] = {month(APRIL, "15", FINAL), month(APRIL + 1, "14.25", FINAL)};
    struct ledger_origin origin = from("a", 0);
    struct series said = {.observations = both, .count = 2};
    struct ledger_counts counts = {0};
    bool news[2] = {false, false};
    merge(f, "a", 0, month(APRIL, "15.42", FINAL), T0);
    counts = merge(f, "a", 0, month(APRIL, "15.4", FINAL), T0 + 1);
    assert_int_equal(outcome_of(counts), KEPT);
    assert_int_equal(counts.first.reason, LEDGER_LESS_EXACT);
    assert_int_equal(ledger_sift(f->ledger, "di", &said, &origin, news, &f->err), 0);
    assert_true(news[0] && news[1]); /* beside 14.25 it is 15.00 */
    counts = (struct ledger_counts){0};
    assert_int_equal(ledger_merge(f->ledger, "di", both, 2, &origin, T0 + 2, &counts, &f->err),
                     0);
    assert_int_equal(counts.revised, 1);
    assert_int_equal(counts.added, 1);
}

static void test_counts_are_added(void **state)
{
    (void)state;
    struct ledger_counts sum = {.added = 1};
    struct ledger_counts first = {.same = 2, .kept = 1, .first = {.indicator = "x"}};
    struct ledger_counts second = {.revised = 3, .kept = 2, .first = {.indicator = "y"}};
    ledger_add_counts(&sum, &first);
    ledger_add_counts(&sum, &second);
    assert_int_equal(sum.added, 1);
    assert_int_equal(sum.revised, 3);
    assert_int_equal(sum.same, 2);
    assert_int_equal(sum.kept, 3);
    assert_string_equal(sum.first.indicator, "x");
}

/* The publisher's old figure, fetched again every day, is no news after a correction. */
static void test_repeating_does_not_undo_a_correction(void **state)
{
    struct fixture *f = *state;
    merge(f, "a", 0, month(APRIL, "7", FINAL), T0);
    assert_int_equal(outcome_of(merge(f, NULL, 0, month(APRIL, "8", FINAL), T0 + 1)), REVISED);
    for (int day = 2; day < 5; day++)
        assert_int_equal(outcome_of(merge(f, "a", 0, month(APRIL, "7.0", FINAL), T0 + day)),
                         KEPT);
    assert_int_equal(read_series(f, NULL).observations[0].value.units, 8);
    assert_null(read_series(f, NULL).observations[0].source);
    /* ... until it says something else, and may then come back to what it said */
    assert_int_equal(outcome_of(merge(f, "a", 0, month(APRIL, "9", FINAL), T0 + 6)), REVISED);
    assert_int_equal(outcome_of(merge(f, "a", 0, month(APRIL, "7", FINAL), T0 + 7)), REVISED);
    assert_int_equal(read_series(f, NULL).observations[0].value.units, 7);
    /* a person who says the same thing twice means it */
    assert_int_equal(outcome_of(merge(f, NULL, 0, month(APRIL, "8", FINAL), T0 + 8)), REVISED);
}

static void test_places_are_kept(void **state)
{
    struct fixture *f = *state;
    merge(f, "a", 0, month(APRIL, "15.40", FINAL), T0);
    const struct observation *got = &read_series(f, NULL).observations[0];
    assert_int_equal(got->value.units, 1540);
    assert_int_equal(got->value.places, 2);
}

static void test_forecast_and_unknown_speaker_are_refused(void **state)
{
    struct fixture *f = *state;
    struct observation said[] = {month(APRIL, "1", FINAL),
                                 month(APRIL + 1, "2", OBSERVATION_FORECAST)};
    struct ledger_origin origin = from("a", 0);
    struct ledger_origin nobody = {0};
    struct ledger_counts counts = {0};
    assert_int_equal(ledger_begin(f->ledger, &f->err), 0);
    assert_int_equal(ledger_merge(f->ledger, "di", said, 2, &origin, T0, &counts, &f->err),
                     -1);
    assert_int_equal(f->err.code, ERR_INTERNAL);
    ledger_rollback(f->ledger);
    err_clear(&f->err);
    assert_int_equal(ledger_merge(f->ledger, "di", said, 1, &nobody, T0, &counts, &f->err),
                     -1);
    assert_int_equal(f->err.code, ERR_DATA);
    assert_int_equal(read_series(f, NULL).count, 0);
}

static void test_nothing_to_merge(void **state)
{
    struct fixture *f = *state;
    struct ledger_origin origin = from("a", 0);
    struct ledger_counts counts = {0};
    assert_int_equal(ledger_merge(f->ledger, "di", NULL, 0, &origin, T0, &counts, &f->err), 0);
    assert_int_equal(revision(f), 0);
}

static void test_indicators_and_frequencies_stay_apart(void **state)
{
    struct fixture *f = *state;
    struct observation said = {.period = {FREQUENCY_FISCAL_YEAR, 2023}, .value = {5, 0}};
    struct ledger_origin origin = from("a", 0);
    struct ledger_counts counts = {0};
    struct series series;
    merge(f, "a", 0, month(2023, "1", FINAL), T0);
    assert_int_equal(ledger_merge(f->ledger, "di", &said, 1, &origin, T0, &counts, &f->err),
                     0);
    assert_int_equal(ledger_merge(f->ledger, "zoo", &said, 1, &origin, T0, &counts, &f->err),
                     0);
    assert_int_equal(counts.added, 2);
    assert_int_equal(read_series(f, NULL).count, 1);
    assert_int_equal(
        ledger_series(f->ledger, "zoo", FREQUENCY_FISCAL_YEAR, 0, f->arena, &series, &f->err),
        0);
    assert_int_equal(series.count, 1);
    assert_string_equal(series.indicator, "zoo");
    assert_int_equal(
        ledger_series(f->ledger, "zoo", FREQUENCY_MONTHLY, 0, f->arena, &series, &f->err), 0);
    assert_int_equal(series.count, 0);
}

static void test_everything_said_comes_back(void **state)
{
    struct fixture *f = *state;
    char sha256[65];
    const struct documents_item as = {.at = T0, .source = "a", .url = "u"};
    struct observation said = month(APRIL, "-15.4", PRELIMINARY);
    struct ledger_origin origin = from("a", 0);
    struct ledger_counts counts = {0};
    assert_int_equal(keep_document(f->ledger, "test data", &as, sha256, &f->err), 0);
    origin.document = sha256;
    said.cell = "▲15.4 <注>";
    said.note = "'; DROP TABLE observation; --";
    assert_int_equal(ledger_merge(f->ledger, "di", &said, 1, &origin, T0, &counts, &f->err),
                     0);
    reopen(f);
    const struct observation *got = &read_series(f, NULL).observations[0];
    assert_string_equal(got->source, "a");
    assert_null(got->who);
    assert_string_equal(got->document, sha256);
    assert_string_equal(got->cell, said.cell);
    assert_string_equal(got->note, said.note);
    assert_int_equal(got->recorded_at, T0);
    merge(f, NULL, 0, month(APRIL, "1", FINAL), T0 + 1);
    got = &read_series(f, NULL).observations[0];
    assert_null(got->source);
    assert_non_null(got->who);
    assert_null(got->document);
    assert_null(got->cell);
    assert_null(got->note);
}

/* --- vintages --- */

/* A history as publishers write it: at each moment one figure becomes known. */
static const struct {
    int at;
    int month; /* after April */
    const char *value;
    enum observation_status status;
} HISTORY[] = {
    {10, 0, "1.0", PRELIMINARY}, {20, 1, "2.0", PRELIMINARY}, {30, 0, "1.1", FINAL},
    {30, 1, "2.1", FINAL},       {40, 3, "4.0", FINAL},       {50, 0, "1.2", REVISION},
    {60, 2, "3.0", FINAL},       {70, 3, "0", NO_FIGURE},     {80, 3, "4.4", FINAL},
};

#define HISTORY_COUNT (sizeof HISTORY / sizeof HISTORY[0])

/* What was known at a moment, straight from the script: index into HISTORY or -1. */
static int known_at(int at, int which)
{
    int found = -1;
    for (size_t i = 0; i < HISTORY_COUNT; i++) {
        if (HISTORY[i].at <= at && HISTORY[i].month == which)
            found = (int)i;
    }
    return found;
}

static void test_as_of_every_moment(void **state)
{
    struct fixture *f = *state;
    for (size_t i = 0; i < HISTORY_COUNT; i++)
        merge(f, "a", 0, month(APRIL + HISTORY[i].month, HISTORY[i].value, HISTORY[i].status),
              HISTORY[i].at);
    for (int at = 0; at <= 100; at++) {
        int64_t moment = at;
        struct series series = read_series(f, at == 100 ? NULL : &moment);
        size_t expected = 0;
        for (int which = 0; which < 4; which++) {
            int known = known_at(at, which);
            if (known < 0)
                continue;
            const struct observation *got = &series.observations[expected++];
            assert_true(expected <= series.count);
            assert_int_equal(got->period.n, APRIL + which);
            assert_int_equal(got->status, HISTORY[known].status);
            assert_int_equal(decimal_compare(got->value, number(HISTORY[known].value)), 0);
            assert_int_equal(got->recorded_at, HISTORY[known].at);
        }
        assert_int_equal(series.count, expected);
    }
}

static void test_vintages_in_order(void **state)
{
    struct fixture *f = *state;
    struct series all;
    for (size_t i = 0; i < HISTORY_COUNT; i++)
        merge(f, "a", 0, month(APRIL + HISTORY[i].month, HISTORY[i].value, HISTORY[i].status),
              HISTORY[i].at);
    /* the clock was set back: the order of telling counts */
    merge(f, "a", 0, month(APRIL, "1.3", REVISION), 5);
    assert_int_equal(
        ledger_vintages(f->ledger, "di", FREQUENCY_MONTHLY, f->arena, &all, &f->err), 0);
    assert_int_equal(all.count, HISTORY_COUNT + 1);
    for (size_t i = 1; i < all.count; i++)
        assert_true(
            period_compare(all.observations[i - 1].period, all.observations[i].period) <= 0);
    static const char *const APRILS[] = {"1.0", "1.1", "1.2", "1.3"};
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(decimal_compare(all.observations[i].value, number(APRILS[i])), 0);
    assert_int_equal(
        decimal_compare(read_series(f, NULL).observations[0].value, number("1.3")), 0);
}

/* --- append only --- */

static void test_append_only(void **state)
{
    static const char *const FORBIDDEN[] = {
        "UPDATE observation SET value = '0'", "DELETE FROM observation",
        "UPDATE fetch SET usable = 1",        "DELETE FROM fetch",
        "UPDATE alert_history SET text = ''", "DELETE FROM alert_history",
        "UPDATE alert_silence SET until = 0", "DELETE FROM alert_silence",
    };
    struct fixture *f = *state;
    struct ledger_fetch fetch = {"s", "", T0, "u", 200, 1, "", "", "", "", true, true, 0, ""};
    struct alert alert = {.rule_id = "r",
                          .indicator_id = "di",
                          .rule = "below 0",
                          .severity = "info",
                          .period = {FREQUENCY_MONTHLY, APRIL},
                          .text = "t"};
    merge(f, "a", 0, month(APRIL, "1", FINAL), T0);
    assert_int_equal(ledger_record_fetch(f->ledger, &fetch, &f->err), 0);
    assert_int_equal(ledger_save_alert(f->ledger, &alert, &f->err), 0);
    raw_run(f, "INSERT INTO alert_silence (subject, at, until, who) VALUES ('r', 1, 2, 'w')");
    sqlite3 *handle = raw(f);
    for (size_t i = 0; i < sizeof FORBIDDEN / sizeof FORBIDDEN[0]; i++) {
        char *said = NULL;
        assert_int_equal(sqlite3_exec(handle, FORBIDDEN[i], NULL, NULL, &said),
                         SQLITE_CONSTRAINT);
        assert_non_null(strstr(said, "append only"));
        sqlite3_free(said);
    }
    assert_int_equal(sqlite3_close(handle), SQLITE_OK);
    assert_int_equal(read_series(f, NULL).count, 1);
}

/* --- fetches --- */

static const struct health *tell(struct fixture *f, int64_t at, int status, bool usable,
                                 const char *document, const char *etag, const char *error)
{
    struct ledger_fetch fetch = {.source = "s",
                                 .at = at,
                                 .url = "https://example.jp/s.csv",
                                 .status = status,
                                 .bytes = 10,
                                 .etag = etag,
                                 .last_modified = "",
                                 .document = document,
                                 .selection = "sel",
                                 .usable = usable,
                                 .error = error};
    struct health *health = arena_alloc(f->arena, 1, sizeof *health);
    assert_int_equal(ledger_record_fetch(f->ledger, &fetch, &f->err), 0);
    assert_int_equal(ledger_health(f->ledger, "s", f->arena, health, &f->err), 0);
    assert_int_equal(health->last_try, at);
    return health;
}

static void tell_address(struct fixture *f, const char *address, int64_t at, const char *error)
{
    struct ledger_fetch fetch = {.source = "s",
                                 .address = address,
                                 .at = at,
                                 .url = address,
                                 .etag = "\"e\"",
                                 .last_modified = "",
                                 .document = *error ? "" : "d",
                                 .selection = "sel",
                                 .usable = !*error,
                                 .error = error};
    assert_int_equal(ledger_record_fetch(f->ledger, &fetch, &f->err), 0);
}

static void test_addresses_fail_and_recover_on_their_own(void **state)
{
    struct fixture *f = *state;
    struct health a, b, whole;
    tell_address(f, "http://a.jp/1", 10, "");
    tell_address(f, "http://a.jp/2", 10, "HTTP 404");
    tell_address(f, "http://a.jp/2", 20, "HTTP 404");
    assert_int_equal(
        ledger_address_health(f->ledger, "s", "http://a.jp/1", f->arena, &a, &f->err), 0);
    assert_int_equal(
        ledger_address_health(f->ledger, "s", "http://a.jp/2", f->arena, &b, &f->err), 0);
    assert_int_equal(ledger_health(f->ledger, "s", f->arena, &whole, &f->err), 0);
    assert_string_equal(a.source, "s");
    assert_int_equal(a.failing_since, 0);
    assert_string_equal(a.etag, "\"e\"");
    assert_int_equal(b.failing_since, 10);
    assert_int_equal(b.failures, 2);
    assert_int_equal(whole.last_try, 0);
    assert_int_equal(raw_integer(f, "SELECT count(*) FROM fetch WHERE source = 's'"), 3);
}

static void test_health_of_a_source_never_fetched(void **state)
{
    struct fixture *f = *state;
    struct health health;
    assert_int_equal(ledger_health(f->ledger, "s", f->arena, &health, &f->err), 0);
    assert_string_equal(health.source, "s");
    assert_int_equal(health.last_try, 0);
    assert_int_equal(health.last_success, 0);
    assert_int_equal(health.failures, 0);
    assert_string_equal(health.error, "");
    assert_string_equal(health.etag, "");
    assert_string_equal(health.last_modified, "");
    assert_string_equal(health.document, "");
    assert_string_equal(health.selection, "");
}

static void test_health_follows_the_fetches(void **state)
{
    struct fixture *f = *state;
    const struct health *h = tell(f, 100, 200, true, "d1", "e1", "");
    assert_int_equal(h->last_success, 100);
    assert_int_equal(h->last_change, 100);
    assert_string_equal(h->document, "d1");
    assert_string_equal(h->etag, "e1");
    assert_string_equal(h->selection, "sel");

    h = tell(f, 200, 304, true, "", "", ""); /* not modified: what was known still holds */
    assert_int_equal(h->last_success, 200);
    assert_int_equal(h->last_change, 100);
    assert_string_equal(h->document, "d1");
    assert_string_equal(h->etag, "e1");

    h = tell(f, 300, 0, false, "", "", "no answer");
    assert_int_equal(h->last_success, 200);
    assert_int_equal(h->failing_since, 300);
    assert_int_equal(h->failures, 1);
    assert_string_equal(h->error, "no answer");
    assert_string_equal(h->document, "d1");

    h = tell(f, 400, 200, false, "d2", "e2", "a cell not read");
    assert_int_equal(h->failing_since, 300);
    assert_int_equal(h->failures, 2);
    assert_string_equal(h->error, "a cell not read");
    assert_string_equal(h->document, "d1"); /* the last usable one */
    assert_string_equal(h->etag, "e1");

    h = tell(f, 500, 200, true, "d1", "e3", ""); /* recovered, the same document */
    assert_int_equal(h->last_success, 500);
    assert_int_equal(h->failing_since, 0);
    assert_int_equal(h->failures, 0);
    assert_string_equal(h->error, "");
    assert_int_equal(h->last_change, 100);
    assert_string_equal(h->etag, "e3");

    h = tell(f, 600, 200, true, "d3", "e4", "");
    assert_int_equal(h->last_change, 600);
    assert_string_equal(h->document, "d3");
    assert_int_equal(raw_integer(f, "SELECT count(*) FROM fetch"), 6);
}

static void test_health_tells_what_failed(void **state)
{
    struct fixture *f = *state;
    struct ledger_fetch fetch = {.source = "s",
                                 .at = 100,
                                 .url = "",
                                 .etag = "",
                                 .last_modified = "",
                                 .document = "d1",
                                 .selection = "",
                                 .fetched = true,
                                 .problems = 3,
                                 .error = "cell"};
    struct health health;
    assert_int_equal(ledger_record_fetch(f->ledger, &fetch, &f->err), 0);
    assert_int_equal(ledger_health(f->ledger, "s", f->arena, &health, &f->err), 0);
    assert_true(health.fetched);
    assert_int_equal(health.problems, 3);
    fetch.fetched = false;
    fetch.problems = 0;
    assert_int_equal(ledger_record_fetch(f->ledger, &fetch, &f->err), 0);
    reopen(f);
    assert_int_equal(ledger_health(f->ledger, "s", f->arena, &health, &f->err), 0);
    assert_false(health.fetched);
    assert_int_equal(health.problems, 0);
    assert_int_equal(raw_integer(f, "SELECT group_concat(fetched || problems, '') = '1300'"
                                    " FROM (SELECT * FROM fetch ORDER BY number)"),
                     1);
}

static void test_sources_do_not_share_health(void **state)
{
    struct fixture *f = *state;
    struct health other;
    tell(f, 100, 0, false, "", "", "no answer");
    assert_int_equal(ledger_health(f->ledger, "t", f->arena, &other, &f->err), 0);
    assert_int_equal(other.failures, 0);
}

/* --- marks --- */

static const char *mark_of(struct fixture *f, const char *cache)
{
    const char *mark = NULL;
    assert_int_equal(ledger_mark(f->ledger, cache, f->arena, &mark, &f->err), 0);
    assert_non_null(mark);
    return mark;
}

static void test_marks(void **state)
{
    struct fixture *f = *state;
    static const char *const CACHES[] = {"rrd:di", "rrd:zoo", "chart:di", "site", "rrd%"};
    assert_string_equal(mark_of(f, "rrd:di"), "");
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(ledger_set_mark(f->ledger, CACHES[i], "1", &f->err), 0);
    assert_int_equal(ledger_set_mark(f->ledger, "rrd:di", "2 <新>", &f->err), 0);
    reopen(f);
    assert_string_equal(mark_of(f, "rrd:di"), "2 <新>");
    assert_string_equal(mark_of(f, "rrd:zoo"), "1");
    assert_int_equal(ledger_clear_marks(f->ledger, "rrd%", &f->err), 0); /* no pattern */
    assert_string_equal(mark_of(f, "rrd%"), "");
    assert_string_equal(mark_of(f, "rrd:di"), "2 <新>");
    assert_int_equal(ledger_clear_marks(f->ledger, "rrd:", &f->err), 0);
    assert_string_equal(mark_of(f, "rrd:di"), "");
    assert_string_equal(mark_of(f, "rrd:zoo"), "");
    assert_string_equal(mark_of(f, "chart:di"), "1");
    assert_int_equal(ledger_clear_marks(f->ledger, NULL, &f->err), 0);
    assert_string_equal(mark_of(f, "chart:di"), "");
    assert_string_equal(mark_of(f, "site"), "");
}

static void test_marks_and_revisions_at_once(void **state)
{
    struct fixture *f = *state;
    static const char *const CACHES[] = {"rrd:zoo", "rrd:di", "rrdx", "chart:di"};
    struct ledger_notes notes;
    assert_int_equal(ledger_marks(f->ledger, "rrd:", f->arena, &notes, &f->err), 0);
    assert_int_equal(notes.count, 0);
    assert_string_equal(ledger_note(&notes, "rrd:di"), "");
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(ledger_set_mark(f->ledger, CACHES[i], CACHES[i], &f->err), 0);
    assert_int_equal(ledger_marks(f->ledger, "rrd:", f->arena, &notes, &f->err), 0);
    assert_int_equal(notes.count, 2);
    assert_string_equal(notes.items[0].name, "rrd:di");
    assert_string_equal(ledger_note(&notes, "rrd:zoo"), "rrd:zoo");
    assert_string_equal(ledger_note(&notes, "rrd:"), "");
    assert_int_equal(ledger_marks(f->ledger, "", f->arena, &notes, &f->err), 0);
    assert_int_equal(notes.count, 4);
    assert_int_equal(ledger_forget_mark(f->ledger, "rrd:", &f->err), 0);
    assert_string_equal(mark_of(f, "rrd:di"), "rrd:di");
    assert_int_equal(ledger_forget_mark(f->ledger, "rrd:di", &f->err), 0);
    assert_string_equal(mark_of(f, "rrd:di"), "");

    assert_int_equal(ledger_revisions(f->ledger, f->arena, &notes, &f->err), 0);
    assert_int_equal(notes.count, 0);
}

/* --- alerts and outbox --- */

static struct alert make_alert(const char *rule_id, int64_t since)
{
    return (struct alert){.rule_id = rule_id,
                          .indicator_id = "di",
                          .rule = "below -30",
                          .severity = "critical",
                          .state = ALERT_FIRING,
                          .since = since,
                          .changed = since,
                          .period = {FREQUENCY_MONTHLY, APRIL},
                          .value = {-305, 1},
                          .text = "業況DIが-30を下回りました"};
}

static size_t list_alerts(struct fixture *f, bool open_only, size_t limit, struct alert **out)
{
    size_t count = 99;
    assert_int_equal(
        ledger_alerts(f->ledger, open_only, limit, f->arena, out, &count, &f->err), 0);
    return count;
}

static void test_alert_life(void **state)
{
    struct fixture *f = *state;
    struct alert alert = make_alert("deep", T0);
    struct alert *list;
    assert_int_equal(list_alerts(f, false, 0, &list), 0);
    assert_int_equal(ledger_save_alert(f->ledger, &alert, &f->err), 0);
    assert_true(alert.number > 0);
    int64_t number_given = alert.number;
    reopen(f);
    assert_int_equal(list_alerts(f, true, 0, &list), 1);
    assert_int_equal(list[0].number, number_given);
    assert_string_equal(list[0].rule_id, "deep");
    assert_string_equal(list[0].indicator_id, "di");
    assert_string_equal(list[0].rule, "below -30");
    assert_string_equal(list[0].severity, "critical");
    assert_int_equal(list[0].state, ALERT_FIRING);
    assert_int_equal(list[0].since, T0);
    assert_int_equal(list[0].period.frequency, FREQUENCY_MONTHLY);
    assert_int_equal(list[0].period.n, APRIL);
    assert_int_equal(list[0].value.units, -305);
    assert_int_equal(list[0].value.places, 1);
    assert_string_equal(list[0].text, alert.text);

    alert.state = ALERT_ACKNOWLEDGED;
    alert.changed = T0 + 5;
    assert_int_equal(ledger_save_alert(f->ledger, &alert, &f->err), 0);
    assert_int_equal(alert.number, number_given);
    assert_int_equal(list_alerts(f, true, 0, &list), 1);
    assert_int_equal(list[0].state, ALERT_ACKNOWLEDGED);
    alert.state = ALERT_RESOLVED;
    alert.changed = T0 + 9;
    assert_int_equal(ledger_save_alert(f->ledger, &alert, &f->err), 0);
    assert_int_equal(list_alerts(f, true, 0, &list), 0);
    assert_int_equal(list_alerts(f, false, 0, &list), 1);
    assert_int_equal(list[0].changed, T0 + 9);
    assert_int_equal(raw_integer(f, "SELECT count(*) FROM alert_history"), 3);
    assert_int_equal(raw_integer(f, "SELECT at FROM alert_history WHERE state = 1"), T0 + 5);
}

/* The steps of one alert stand together, whatever happened to another in between. */
static void test_alert_events(void **state)
{
    static const enum alert_state STEPS[] = {ALERT_FIRING, ALERT_ACKNOWLEDGED, ALERT_RESOLVED};
    struct fixture *f = *state;
    struct alert alerts[2] = {make_alert("one", T0), make_alert("two", T0)};
    struct alert_event *events;
    size_t count;
    for (int step = 0; step < 3; step++) {
        for (int i = 0; i < 2; i++) {
            char text[64];
            (void)snprintf(text, sizeof text, "%d of %d", step, i);
            alerts[i].state = STEPS[step];
            alerts[i].changed = T0 + step;
            alerts[i].text = text;
            assert_int_equal(ledger_save_alert(f->ledger, &alerts[i], &f->err), 0);
        }
    }
    assert_int_equal(ledger_alert_events(f->ledger, f->arena, &events, &count, &f->err), 0);
    assert_int_equal(count, 6);
    for (size_t i = 0; i < count; i++) {
        char text[64];
        (void)snprintf(text, sizeof text, "%zu of %zu", i % 3, i / 3);
        assert_int_equal(events[i].alert, alerts[i / 3].number);
        assert_int_equal(events[i].at, T0 + (int64_t)(i % 3));
        assert_int_equal(events[i].state, STEPS[i % 3]);
        assert_string_equal(events[i].text, text);
    }
}

static void test_one_open_alert_per_rule(void **state)
{
    struct fixture *f = *state;
    struct alert first = make_alert("deep", T0);
    struct alert second = make_alert("deep", T0 + 1);
    assert_int_equal(ledger_save_alert(f->ledger, &first, &f->err), 0);
    assert_int_equal(ledger_save_alert(f->ledger, &second, &f->err), -1);
    assert_int_equal(f->err.code, ERR_DATA);
    assert_int_equal(second.number, 0);
    first.state = ALERT_RESOLVED;
    assert_int_equal(ledger_save_alert(f->ledger, &first, &f->err), 0);
    assert_int_equal(ledger_save_alert(f->ledger, &second, &f->err), 0);
    assert_int_not_equal(second.number, first.number);
}

static size_t attend(struct fixture *f, const char *id, enum alert_state what, int64_t at,
                     int64_t until)
{
    const struct ledger_attention attention = {
        .id = id, .state = what, .at = at, .until = until, .who = "yamada", .note = "why"};
    size_t count = 99;
    assert_int_equal(ledger_attend(f->ledger, &attention, &count, &f->err), 0);
    return count;
}

/* Somebody acknowledges what a cycle has just resolved. */
static void test_acknowledging(void **state)
{
    struct fixture *f = *state;
    struct alert alert = make_alert("low", T0);
    struct alert_event *events;
    struct alert *alerts;
    size_t count;
    assert_int_equal(attend(f, "low", ALERT_ACKNOWLEDGED, T0, 0), 0);
    assert_int_equal(ledger_save_alert(f->ledger, &alert, &f->err), 0);
    for (int again = 0; again < 2; again++) { /* the second time nothing is new */
        assert_int_equal(attend(f, "low", ALERT_ACKNOWLEDGED, T0 + 1 + again, 0), 1);
        assert_int_equal(list_alerts(f, true, 0, &alerts), 1);
        assert_int_equal(alerts[0].state, ALERT_ACKNOWLEDGED);
        assert_int_equal(alerts[0].changed, T0 + 1);
    }
    assert_int_equal(ledger_alert_events(f->ledger, f->arena, &events, &count, &f->err), 0);
    assert_int_equal(count, 2);
    assert_null(events[0].who);
    assert_string_equal(events[1].who, "yamada");
    assert_string_equal(events[1].note, "why");
    assert_int_equal(attend(f, "di", ALERT_ACKNOWLEDGED, T0 + 5, T0 + 9),
                     1); /* by indicator */
    assert_int_equal(list_alerts(f, true, 0, &alerts), 1);
    assert_int_equal(alerts[0].until, T0 + 9);
    alert.state = ALERT_RESOLVED;
    assert_int_equal(ledger_save_alert(f->ledger, &alert, &f->err), 0);
    assert_int_equal(attend(f, "low", ALERT_ACKNOWLEDGED, T0 + 9, 0), 0);
    assert_int_equal(raw_integer(f, "SELECT state FROM alert"), ALERT_RESOLVED);
}

/* A silence is kept for alerts to come; the last one said of a subject counts. */
static void test_silences(void **state)
{
    struct fixture *f = *state;
    struct alert alert = make_alert("low", T0);
    struct alert_silence *silences;
    struct alert *alerts;
    size_t count;
    assert_int_equal(attend(f, "low", ALERT_SILENCED, T0, T0 + 100), 0);
    assert_int_equal(ledger_silences(f->ledger, f->arena, &silences, &count, &f->err), 0);
    assert_int_equal(count, 1);
    assert_int_equal(alert_silenced_until(&alert, silences, count, T0 + 99), T0 + 100);
    assert_int_equal(alert_silenced_until(&alert, silences, count, T0 + 100), 0);

    assert_int_equal(ledger_save_alert(f->ledger, &alert, &f->err), 0);
    assert_int_equal(attend(f, "di", ALERT_SILENCED, T0 + 1, T0 + 50), 1);
    assert_int_equal(list_alerts(f, true, 0, &alerts), 1);
    assert_int_equal(alerts[0].state, ALERT_SILENCED);
    /* one of two ends: it stays silent by the other */
    assert_int_equal(attend(f, "di", ALERT_FIRING, T0 + 2, 0), 1);
    assert_int_equal(list_alerts(f, true, 0, &alerts), 1);
    assert_int_equal(alerts[0].state, ALERT_SILENCED);
    assert_int_equal(attend(f, "low", ALERT_FIRING, T0 + 3, 0), 1);
    assert_int_equal(list_alerts(f, true, 0, &alerts), 1);
    assert_int_equal(alerts[0].state, ALERT_FIRING);
    assert_int_equal(ledger_silences(f->ledger, f->arena, &silences, &count, &f->err), 0);
    assert_int_equal(count, 4);
    assert_int_equal(alert_silenced_until(&alert, silences, count, T0 + 4), 0);
}

/* A call outside a transaction is done whole or not at all. */
static void test_single_calls_are_whole(void **state)
{
    struct fixture *f = *state;
    struct alert alert = {.rule_id = "low",
                          .indicator_id = "di",
                          .rule = "below 1",
                          .severity = "warning",
                          .period = {FREQUENCY_MONTHLY, APRIL},
                          .text = "test"};
    struct ledger_fetch fetch = {.source = "s",
                                 .url = "",
                                 .etag = "",
                                 .last_modified = "",
                                 .document = "",
                                 .selection = "",
                                 .error = ""};
    struct observation said[] = {month(APRIL, "1", FINAL), month(APRIL + 1, "2", FINAL)};
    struct ledger_origin origin = from("a", 0);
    struct ledger_counts counts = {0};
    raw_run(f, "CREATE TRIGGER no_history BEFORE INSERT ON alert_history"
               " BEGIN SELECT RAISE(ABORT, 'test'); END;"
               "CREATE TRIGGER no_health BEFORE INSERT ON health"
               " BEGIN SELECT RAISE(ABORT, 'test'); END;"
               "CREATE TRIGGER no_second BEFORE INSERT ON observation WHEN NEW.value = '2'"
               " BEGIN SELECT RAISE(ABORT, 'test'); END;");
    assert_int_equal(ledger_save_alert(f->ledger, &alert, &f->err), -1);
    assert_int_equal(ledger_record_fetch(f->ledger, &fetch, &f->err), -1);
    assert_int_equal(ledger_merge(f->ledger, "di", said, 2, &origin, T0, &counts, &f->err),
                     -1);
    assert_int_equal(raw_integer(f, "SELECT (SELECT count(*) FROM alert)"
                                    " + (SELECT count(*) FROM fetch)"
                                    " + (SELECT count(*) FROM observation)"
                                    " + (SELECT count(*) FROM indicator)"),
                     0);
}

static void test_alerts_newest_first(void **state)
{
    static const struct {
        const char *rule_id;
        int since;
    } RAISED[] = {{"a", 30}, {"b", 10}, {"c", 20}, {"d", 30}};
    static const char *const EXPECTED[] = {"d", "a", "c", "b"};
    struct fixture *f = *state;
    struct alert *list;
    for (size_t i = 0; i < 4; i++) {
        struct alert alert = make_alert(RAISED[i].rule_id, RAISED[i].since);
        assert_int_equal(ledger_save_alert(f->ledger, &alert, &f->err), 0);
    }
    assert_int_equal(list_alerts(f, true, 0, &list), 4);
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(list[i].rule_id, EXPECTED[i]);
    assert_int_equal(list_alerts(f, false, 2, &list), 2);
    assert_string_equal(list[1].rule_id, "a");
}

static size_t unposted(struct fixture *f, struct notice_list *out)
{
    assert_int_equal(ledger_unposted(f->ledger, f->arena, out, &f->err), 0);
    return out->count;
}

static void queue(struct fixture *f, const char *subject)
{
    struct notice notice = {.notifier = "office",
                            .subject = subject,
                            .body = "本文\n2行目",
                            .severity = "warning",
                            .state = "firing",
                            .created = T0};
    assert_int_equal(ledger_queue(f->ledger, &notice, &f->err), 0);
}

static void post(struct fixture *f, const struct notice_list *list, size_t from, size_t count)
{
    const struct notice *notices[8];
    for (size_t i = 0; i < count; i++)
        notices[i] = &list->items[from + i];
    assert_int_equal(ledger_post(f->ledger, notices, count, T0 + 1, &f->err), 0);
}

static size_t due(struct fixture *f, int64_t now, struct letter **out)
{
    size_t count = 99;
    assert_int_equal(ledger_letters_due(f->ledger, now, f->arena, out, &count, &f->err), 0);
    return count;
}

static struct ledger_outbox_counts outbox(struct fixture *f)
{
    struct ledger_outbox_counts counts;
    assert_int_equal(ledger_outbox(f->ledger, &counts, &f->err), 0);
    return counts;
}

/* A notice waits for its letter, a letter until somebody has noted that it was delivered: at
 * least once, and under one key. */
static void test_outbox(void **state)
{
    struct fixture *f = *state;
    struct notice_list list;
    struct letter *letters;
    assert_int_equal(unposted(f, &list), 0);
    assert_int_equal(outbox(f).next_due, INT64_MAX);
    queue(f, "first");
    queue(f, "second");
    queue(f, "third");
    assert_int_equal(unposted(f, &list), 3);
    assert_string_equal(list.items[0].subject, "first");
    assert_string_equal(list.items[0].notifier, "office");
    assert_string_equal(list.items[0].body, "本文\n2行目");
    assert_string_equal(list.items[0].severity, "warning");
    assert_string_equal(list.items[0].html, "");
    assert_int_equal(list.items[0].created, T0);
    assert_int_equal(outbox(f).waiting, 3);
    post(f, &list, 0, 2);
    post(f, &list, 2, 1);
    assert_int_equal(unposted(f, &list), 0);
    assert_int_equal(outbox(f).waiting, 3);

    assert_int_equal(due(f, T0, &letters), 0);
    assert_int_equal(due(f, T0 + 1, &letters), 2);
    assert_int_equal(strlen(letters[0].key), 32);
    assert_string_not_equal(letters[0].key, letters[1].key);
    assert_string_equal(letters[0].subject, "first");
    assert_int_equal(letters[0].notices, 2);
    assert_int_equal(
        ledger_letter_notices(f->ledger, letters[0].number, f->arena, &list, &f->err), 0);
    assert_int_equal(list.count, 2);
    assert_string_equal(list.items[1].subject, "second");

    const char *key = letters[0].key;
    letters[0].attempts = 2;
    letters[0].error = "refused again";
    letters[0].reached = "a@b ";
    letters[0].due = T0 + 100;
    assert_int_equal(ledger_letter_note(f->ledger, &letters[0], &f->err), 0);
    reopen(f);
    assert_int_equal(outbox(f).failing, 1);
    assert_int_equal(outbox(f).next_due, T0 + 1);
    assert_int_equal(due(f, T0 + 99, &letters), 1);
    assert_string_equal(letters[0].subject, "third");
    assert_int_equal(due(f, T0 + 100, &letters), 2);
    assert_string_equal(letters[0].key, key);
    assert_string_equal(letters[0].error, "refused again");
    assert_string_equal(letters[0].reached, "a@b ");
    assert_int_equal(letters[0].attempts, 2);
    letters[0].delivered = T0 + 101;
    assert_int_equal(ledger_letter_note(f->ledger, &letters[0], &f->err), 0);
    assert_int_equal(outbox(f).waiting, 1);
    assert_int_equal(raw_integer(f, "SELECT count(*) FROM outbox WHERE delivered > 0"), 2);
}

/* What waits for a notifier that does not answer; what is given up; what is let go. */
static void test_letters_that_fail(void **state)
{
    struct fixture *f = *state;
    struct notice_list list;
    struct letter *letters;
    size_t count;
    queue(f, "first");
    queue(f, "second");
    unposted(f, &list);
    post(f, &list, 0, 1);
    post(f, &list, 1, 1);
    assert_int_equal(ledger_letters_postpone(f->ledger, "other", T0 + 50, &f->err), 0);
    assert_int_equal(due(f, T0 + 1, &letters), 2);
    assert_int_equal(ledger_letters_postpone(f->ledger, "office", T0 + 50, &f->err), 0);
    assert_int_equal(due(f, T0 + 49, &letters), 0);
    assert_int_equal(due(f, T0 + 50, &letters), 2);

    letters[0].given_up = T0 + 60;
    letters[0].attempts = 9;
    assert_int_equal(ledger_letter_note(f->ledger, &letters[0], &f->err), 0);
    assert_int_equal(outbox(f).given_up, 1);
    assert_int_equal(outbox(f).waiting, 1);
    assert_int_equal(due(f, T0 + 99, &letters), 1);
    assert_string_equal(letters[0].subject, "second");
    assert_int_equal(ledger_letters_open(f->ledger, f->arena, &letters, &count, &f->err), 0);
    assert_int_equal(count, 2);

    for (size_t i = 0; i < 2; i++)
        assert_int_equal(
            ledger_letter_drop(f->ledger, letters[i].number, "me", T0 + 70, &f->err), 0);
    assert_int_equal(outbox(f).given_up, 0);
    assert_int_equal(outbox(f).waiting, 0);
    assert_int_equal(ledger_letters_open(f->ledger, f->arena, &letters, &count, &f->err), 0);
    assert_int_equal(count, 0);
    assert_int_equal(due(f, T0 + 99, &letters), 0);
    assert_int_equal(raw_integer(f, "SELECT count(*) FROM letter WHERE dropped = 'me'"), 2);
}

/* --- transactions and other processes --- */

static void test_rollback_leaves_nothing(void **state)
{
    struct fixture *f = *state;
    struct alert alert = make_alert("deep", T0);
    struct alert *alerts;
    struct notice_list notices;
    struct health health;
    merge(f, "a", 0, month(APRIL, "1", FINAL), T0);
    int64_t before = revision(f);

    assert_int_equal(ledger_begin(f->ledger, &f->err), 0);
    merge(f, "a", 0, month(APRIL, "2", FINAL), T0 + 1);
    merge(f, "a", 0, month(APRIL + 1, "3", FINAL), T0 + 1);
    tell(f, 100, 200, true, "d1", "e1", "");
    assert_int_equal(ledger_save_alert(f->ledger, &alert, &f->err), 0);
    queue(f, "never");
    assert_int_equal(ledger_set_mark(f->ledger, "site", "x", &f->err), 0);
    assert_int_equal(read_series(f, NULL).count, 2);
    ledger_rollback(f->ledger);

    assert_int_equal(read_series(f, NULL).count, 1);
    assert_int_equal(read_series(f, NULL).observations[0].value.units, 1);
    assert_int_equal(revision(f), before);
    assert_int_equal(list_alerts(f, false, 0, &alerts), 0);
    assert_int_equal(unposted(f, &notices), 0);
    assert_string_equal(mark_of(f, "site"), "");
    assert_int_equal(ledger_health(f->ledger, "s", f->arena, &health, &f->err), 0);
    assert_int_equal(health.last_try, 0);
    ledger_rollback(f->ledger); /* without a transaction: harmless */
    assert_int_equal(ledger_begin(f->ledger, &f->err), 0);
    assert_int_equal(ledger_commit(f->ledger, &f->err), 0);
}

static void test_closing_rolls_back(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(ledger_begin(f->ledger, &f->err), 0);
    merge(f, "a", 0, month(APRIL, "2", FINAL), T0);
    reopen(f);
    assert_int_equal(read_series(f, NULL).count, 0);
}

static void test_reader_sees_what_was_committed(void **state)
{
    struct fixture *f = *state;
    struct ledger *reader;
    struct series series;
    assert_int_equal(ledger_open(f->folder, true, &reader, &f->err), 0);
    assert_int_equal(ledger_begin(f->ledger, &f->err), 0);
    merge(f, "a", 0, month(APRIL, "2", FINAL), T0);
    for (size_t seen = 0; seen <= 1; seen++) {
        assert_int_equal(
            ledger_series(reader, "di", FREQUENCY_MONTHLY, 0, f->arena, &series, &f->err), 0);
        assert_int_equal(series.count, seen);
        if (seen == 0)
            assert_int_equal(ledger_commit(f->ledger, &f->err), 0);
    }
    ledger_close(reader);
}

static void pause_ms(long ms)
{
    struct timespec time = {ms / 1000, ms % 1000 * 1000000};
    (void)nanosleep(&time, NULL);
}

static double seconds(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Another process: holds the write lock for a moment, then commits one observation. */
static void hold_and_write(const char *folder, int tell_end)
{
    struct ledger *ledger;
    struct err err = {0};
    struct ledger_counts counts = {0};
    struct ledger_origin origin = from("a", 0);
    struct observation said = month(APRIL, "1", FINAL);
    if (ledger_open(folder, false, &ledger, &err) || ledger_begin(ledger, &err) ||
        ledger_merge(ledger, "di", &said, 1, &origin, T0, &counts, &err) ||
        write(tell_end, "x", 1) != 1)
        _exit(1);
    pause_ms(300);
    int failed = ledger_commit(ledger, &err);
    ledger_close(ledger);
    _exit(failed ? 1 : 0);
}

static void test_two_writers_wait_for_each_other(void **state)
{
    struct fixture *f = *state;
    int ends[2], status = -1;
    char held;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        hold_and_write(f->folder, ends[1]);
    assert_int_equal(read(ends[0], &held, 1), 1);
    double before = seconds();
    assert_int_equal(ledger_begin(f->ledger, &f->err), 0);
    assert_true(seconds() - before > 0.1);
    assert_int_equal(read_series(f, NULL).count, 1);
    merge(f, "a", 0, month(APRIL + 1, "2", FINAL), T0);
    assert_int_equal(ledger_commit(f->ledger, &f->err), 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_int_equal(read_series(f, NULL).count, 2);
    (void)close(ends[0]);
    (void)close(ends[1]);
}

/* The daemon and cron meet at the very first start. */
static void test_many_open_a_new_ledger_at_once(void **state)
{
    enum { PROCESSES = 6, ROUNDS = 8 };
    struct fixture *f = *state;
    ledger_close(f->ledger);
    f->ledger = NULL;
    for (int round = 0; round < ROUNDS; round++) {
        pid_t children[PROCESSES];
        scratch_remove(f->folder);
        for (int i = 0; i < PROCESSES; i++) {
            children[i] = fork();
            assert_true(children[i] >= 0);
            if (children[i] == 0) {
                struct ledger *ledger;
                struct err err = {0};
                _exit(ledger_open(f->folder, false, &ledger, &err) ? 1 : 0);
            }
        }
        for (int i = 0; i < PROCESSES; i++) {
            int status = -1;
            assert_int_equal(waitpid(children[i], &status, 0), children[i]);
            assert_int_equal(status, 0);
        }
    }
    assert_int_equal(raw_integer(f, "PRAGMA user_version"), schema_version());
}

enum { BATCH = 5 };

/* Writes batches for ever; says so after each commit. */
static void write_until_killed(const char *folder, int tell_end)
{
    struct ledger *ledger;
    struct err err = {0};
    struct ledger_origin origin = from("a", 0);
    if (ledger_open(folder, false, &ledger, &err))
        _exit(1);
    for (int32_t n = 0;; n += BATCH) {
        struct ledger_counts counts = {0};
        struct observation said[BATCH];
        for (int32_t i = 0; i < BATCH; i++)
            said[i] = month(n + i, "1.5", FINAL);
        if (ledger_begin(ledger, &err) ||
            ledger_merge(ledger, "di", said, BATCH, &origin, T0, &counts, &err) ||
            ledger_commit(ledger, &err) || write(tell_end, "x", 1) != 1)
            _exit(1);
    }
}

static size_t kill_a_writer(struct fixture *f, long after_ms)
{
    int ends[2];
    size_t committed = 0;
    char x[64];
    ssize_t got;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        (void)close(ends[0]);
        write_until_killed(f->folder, ends[1]);
    }
    (void)close(ends[1]);
    assert_int_equal(read(ends[0], x, 1), 1);
    pause_ms(after_ms);
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, NULL, 0), child);
    for (committed = 1; (got = read(ends[0], x, sizeof x)) > 0;)
        committed += (size_t)got;
    (void)close(ends[0]);
    return committed;
}

static void test_killed_writer_leaves_whole_transactions(void **state)
{
    struct fixture *f = *state;
    ledger_close(f->ledger);
    f->ledger = NULL;
    for (long round = 0; round < 6; round++) {
        scratch_remove(f->folder);
        size_t committed = kill_a_writer(f, 3 + 7 * round);
        assert_int_equal(ledger_open(f->folder, false, &f->ledger, &f->err), 0);
        assert_true(is_whole(f));
        size_t count = read_series(f, NULL).count;
        assert_int_equal(count % BATCH, 0);
        assert_true(count / BATCH >= committed);
        assert_true(count / BATCH <= committed + 1);
        assert_int_equal(revision(f), (int64_t)count);
        ledger_close(f->ledger);
        f->ledger = NULL;
    }
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_empty),
        CASE(test_open_makes_folders),
        CASE(test_who_may_read),
        CASE(test_a_folder_behind_a_link),
        CASE(test_a_ledger_that_may_not_be_read),
        CASE(test_an_interrupted_first_start),
        CASE(test_existing_makes_nothing),
        CASE(test_a_lost_ledger),
        CASE(test_a_copy_forgets),
        CASE(test_migrates_an_empty_file),
        CASE(test_says_that_the_step_failed),
        CASE(test_refuses_newer_schema),
        CASE(test_migrates_the_first_version),
        CASE(test_what_is_kept_leaves_a_trace),
        CASE(test_publication_days_decide),
        CASE(test_older_documents_do_not_undo_a_correction),
        CASE(test_what_was_said_again_stands),
        CASE(test_rounded_does_not_replace),
        CASE(test_counts_are_added),
        CASE(test_acknowledging),
        CASE(test_silences),
        CASE(test_single_calls_are_whole),
        CASE(test_refuses_a_file_that_is_no_database),
        CASE(test_refuses_another_programs_database),
        CASE(test_refuses_a_log_that_is_none),
        CASE(test_read_only_of_a_missing_ledger),
        CASE(test_read_only_writes_nothing),
        CASE(test_refuses_a_folder_that_is_a_file),
        CASE(test_notices_damage),
        CASE(test_second_word),
        CASE(test_repeating_does_not_undo_a_correction),
        CASE(test_places_are_kept),
        CASE(test_forecast_and_unknown_speaker_are_refused),
        CASE(test_nothing_to_merge),
        CASE(test_indicators_and_frequencies_stay_apart),
        CASE(test_everything_said_comes_back),
        CASE(test_as_of_every_moment),
        CASE(test_vintages_in_order),
        CASE(test_append_only),
        CASE(test_health_of_a_source_never_fetched),
        CASE(test_addresses_fail_and_recover_on_their_own),
        CASE(test_health_follows_the_fetches),
        CASE(test_health_tells_what_failed),
        CASE(test_sources_do_not_share_health),
        CASE(test_marks),
        CASE(test_marks_and_revisions_at_once),
        CASE(test_alert_life),
        CASE(test_alert_events),
        CASE(test_one_open_alert_per_rule),
        CASE(test_alerts_newest_first),
        CASE(test_outbox),
        CASE(test_letters_that_fail),
        CASE(test_rollback_leaves_nothing),
        CASE(test_closing_rolls_back),
        CASE(test_reader_sees_what_was_committed),
        CASE(test_two_writers_wait_for_each_other),
        CASE(test_many_open_a_new_ledger_at_once),
        CASE(test_killed_writer_leaves_whole_transactions),
    };
    return cmocka_run_group_tests_name("ledger", tests, NULL, NULL);
}
