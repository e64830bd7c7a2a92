/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tests of ledger/backup and of what is copied before a schema steps up. All figures are test
 * data.
 */
#include "ledger/backup.h"

#include <glob.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "core/file.h"
#include "ledger/ledger.h"
#include "ledger/schema.h"
#include "tests/unit/scratch.h"

enum { APRIL = 2023 * 12 + 3 };

struct fixture {
    char folder[SCRATCH_PATH];
    char database[SCRATCH_PATH];
    char copy[SCRATCH_PATH];
    struct err err;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    if (f == NULL || scratch_make(f->folder) != 0)
        return -1;
    scratch_path(f->database, f->folder, "ledger.db");
    scratch_path(f->copy, f->folder, "copy.db");
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    scratch_remove(f->folder);
    free(f);
    return 0;
}

static void run(const char *path, const char *text)
{
    sqlite3 *handle = NULL;
    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    assert_int_equal(sqlite3_exec(handle, text, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(handle), SQLITE_OK);
}

static int64_t ask(const char *path, const char *text)
{
    sqlite3 *handle = NULL;
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_open_v2(path, &handle, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(handle, text, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t got = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    assert_int_equal(sqlite3_close(handle), SQLITE_OK);
    return got;
}

static struct ledger *open_ledger(struct fixture *f)
{
    struct ledger *ledger = NULL;
    if (ledger_open(f->folder, false, &ledger, &f->err))
        fail_msg("%s", f->err.text);
    return ledger;
}

static void record(struct fixture *f, struct ledger *ledger, int32_t n, int64_t units)
{
    struct observation said = {.period = {FREQUENCY_MONTHLY, n}, .value = {units, 0}};
    struct ledger_origin origin = {.who = "tester"};
    struct ledger_counts counts = {0};
    assert_int_equal(ledger_merge(ledger, "di", &said, 1, &origin, 1000, &counts, &f->err), 0);
}

static void make_ledger(struct fixture *f, int32_t count)
{
    struct ledger *ledger = open_ledger(f);
    for (int32_t i = 0; i < count; i++)
        record(f, ledger, APRIL + i, i);
    ledger_close(ledger);
}

static int back_up(struct fixture *f, bool force, struct backup_result *result)
{
    const struct backup_options options = {.force = force};
    err_clear(&f->err);
    return backup_write(f->folder, f->copy, &options, result, &f->err);
}

static bool any_temporary(const struct fixture *f)
{
    char pattern[SCRATCH_PATH];
    glob_t found;
    scratch_path(pattern, f->folder, "*.tmp-*");
    int result = glob(pattern, 0, NULL, &found);
    globfree(&found);
    return result == 0;
}

static void test_copies(void **state)
{
    struct fixture *f = *state;
    struct backup_result result;
    struct stat about;
    make_ledger(f, 3);
    assert_int_equal(back_up(f, false, &result), 0);
    assert_int_equal(result.observations, 3);
    assert_int_equal(stat(f->copy, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    assert_int_equal(result.bytes, about.st_size);
    assert_int_equal(ask(f->copy, "SELECT count(*) FROM observation"), 3);
    assert_int_equal(ask(f->copy, "PRAGMA user_version"), schema_version());
    assert_false(any_temporary(f));
    char log[SCRATCH_PATH];
    scratch_path(log, f->folder, "copy.db-wal");
    assert_false(file_exists(log)); /* one file is all */
}

/* While a transaction that is not committed writes, and more than a step of it was copied. */
static void test_copies_while_others_write(void **state)
{
    struct fixture *f = *state;
    struct backup_result result;
    make_ledger(f, 300);
    struct ledger *writer = open_ledger(f);
    assert_int_equal(ledger_begin(writer, &f->err), 0);
    record(f, writer, APRIL + 300, 9);
    assert_int_equal(back_up(f, false, &result), 0);
    assert_int_equal(result.observations, 300);
    assert_int_equal(ledger_commit(writer, &f->err), 0);
    assert_int_equal(back_up(f, true, &result), 0);
    assert_int_equal(result.observations, 301); /* out of the log */
    ledger_close(writer);
}

static void test_refuses(void **state)
{
    struct fixture *f = *state;
    struct backup_result result;
    assert_int_equal(back_up(f, false, &result), -1);
    assert_int_equal(f->err.code, ERR_UNAVAILABLE);
    make_ledger(f, 1);
    assert_true(scratch_write(f->copy, "mine", 4));
    assert_int_equal(back_up(f, false, &result), -1);
    assert_int_equal(f->err.code, ERR_USAGE);
    size_t length;
    char *left = scratch_read(f->copy, &length);
    assert_string_equal(left, "mine");
    free(left);
    memcpy(f->copy, f->database, sizeof f->copy);
    assert_int_equal(back_up(f, true, &result), -1);
    assert_int_equal(f->err.code, ERR_USAGE);
    memcpy(f->copy, f->folder, sizeof f->copy);
    assert_int_equal(back_up(f, true, &result), -1);
    assert_int_equal(f->err.code, ERR_USAGE);
}

static void test_a_damaged_ledger_gives_no_copy(void **state)
{
    struct fixture *f = *state;
    struct backup_result result;
    size_t length;
    make_ledger(f, 900);
    char *bytes = scratch_read(f->database, &length);
    assert_true(length > 81920);
    memset(bytes + 40960, 0xA5, 32768);
    assert_true(scratch_write(f->database, bytes, length));
    free(bytes);
    assert_int_equal(back_up(f, false, &result), -1);
    assert_int_equal(f->err.code, ERR_DATA);
    assert_non_null(strstr(f->err.text, f->database));
    assert_false(file_exists(f->copy));
    assert_false(any_temporary(f));
}

/* --- before the schema steps up --- */

static void make_version(struct fixture *f, int version)
{
    char identity[96];
    for (int step = 0; step < version; step++)
        run(f->database, schema_step(step));
    (void)snprintf(identity, sizeof identity,
                   "PRAGMA application_id = %d; PRAGMA user_version = %d", SCHEMA_APPLICATION,
                   version);
    run(f->database, identity);
    run(f->database, "INSERT INTO indicator (id, revision) VALUES ('di', 1);"
                     "INSERT INTO observation (indicator, frequency, period, value, status,"
                     " rank, recorded_at, source) VALUES (1, 2, 24279, '7.50', 0, 0, 5, 'a')");
}

/* The copies beside the ledger; the first of them into `path`. */
static size_t find_copies(const struct fixture *f, char path[SCRATCH_PATH])
{
    char pattern[SCRATCH_PATH];
    glob_t found;
    scratch_path(pattern, f->folder, "ledger.db.v*");
    size_t count = glob(pattern, 0, NULL, &found) == 0 ? found.gl_pathc : 0;
    if (count > 0)
        (void)snprintf(path, SCRATCH_PATH, "%s", found.gl_pathv[0]);
    globfree(&found);
    return count;
}

static void check_value(struct fixture *f)
{
    struct arena *arena = arena_new();
    struct ledger *ledger = open_ledger(f);
    struct series series;
    assert_int_equal(
        ledger_series(ledger, "di", FREQUENCY_MONTHLY, NULL, arena, &series, &f->err), 0);
    assert_int_equal(series.count, 1);
    assert_int_equal(series.observations[0].value.units, 750);
    ledger_close(ledger);
    arena_free(arena);
}

static void test_every_version_steps_up_after_a_copy(void **state)
{
    struct fixture *f = *state;
    for (int version = 1; version < schema_version(); version++) {
        char copy[SCRATCH_PATH], expected[32];
        struct stat about;
        scratch_remove(f->folder);
        assert_int_equal(mkdir(f->folder, 0700), 0);
        make_version(f, version);
        check_value(f);
        assert_int_equal(ask(f->database, "PRAGMA user_version"), schema_version());
        assert_int_equal(find_copies(f, copy), 1);
        (void)snprintf(expected, sizeof expected, "/ledger.db.v%d-20", version);
        assert_non_null(strstr(copy, expected));
        assert_int_equal(ask(copy, "PRAGMA user_version"), version);
        assert_int_equal(ask(copy, "SELECT count(*) FROM observation"), 1);
        assert_int_equal(stat(copy, &about), 0);
        assert_int_equal(about.st_mode & 0777, 0600);
        ledger_close(open_ledger(f)); /* no second copy */
        assert_int_equal(find_copies(f, copy), 1);
        /* and back again */
        char *bytes;
        size_t length;
        bytes = scratch_read(copy, &length);
        assert_true(scratch_write(f->database, bytes, length));
        free(bytes);
        assert_int_equal(ask(f->database, "PRAGMA user_version"), version);
    }
}

static void test_a_new_ledger_leaves_no_copy(void **state)
{
    struct fixture *f = *state;
    char copy[SCRATCH_PATH];
    make_ledger(f, 1);
    assert_int_equal(find_copies(f, copy), 0);
}

/* A file may not grow beyond what the ledger has: no copy, no step. */
static void test_a_full_disk_leaves_the_old_one(void **state)
{
    struct fixture *f = *state;
    char copy[SCRATCH_PATH];
    make_version(f, schema_version() - 1);
    pid_t child = fork();
    if (child == 0) {
        struct rlimit limit = {65536, 65536};
        struct ledger *ledger;
        struct err err = {0};
        signal(SIGXFSZ, SIG_IGN);
        bool refused = setrlimit(RLIMIT_FSIZE, &limit) == 0 &&
                       ledger_open(f->folder, false, &ledger, &err) != 0 &&
                       err.code == ERR_IO && strstr(err.text, "stays as it is") &&
                       strstr(err.text, "ledger.db.v");
        if (!refused)
            (void)fprintf(stderr, "%s\n", err.text);
        _exit(refused ? 0 : 1);
    }
    int status = 1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_int_equal(find_copies(f, copy), 0);
    assert_false(any_temporary(f));
    assert_int_equal(ask(f->database, "PRAGMA user_version"), schema_version() - 1);
    check_value(f);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_copies),
        CASE(test_copies_while_others_write),
        CASE(test_refuses),
        CASE(test_a_damaged_ledger_gives_no_copy),
        CASE(test_every_version_steps_up_after_a_copy),
        CASE(test_a_new_ledger_leaves_no_copy),
        CASE(test_a_full_disk_leaves_the_old_one),
    };
    return cmocka_run_group_tests_name("backup", tests, NULL, NULL);
}
