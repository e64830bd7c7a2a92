/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of ledger/sql. All values are test data. */
#include "ledger/sql.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "core/file.h"
#include "tests/unit/scratch.h"

struct fixture {
    char folder[SCRATCH_PATH];
    char path[SCRATCH_PATH];
    struct sql *sql;
    struct arena *arena;
    struct err err;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    if (f == NULL || scratch_make(f->folder) != 0)
        return -1;
    scratch_path(f->path, f->folder, "test.db");
    f->arena = arena_new();
    *state = f;
    return sql_open(f->path, SQL_WRITE, &f->sql, &f->err) ||
                   sql_run(f->sql, "CREATE TABLE t (n INTEGER PRIMARY KEY, a TEXT UNIQUE)",
                           &f->err)
               ? -1
               : 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    sql_close(f->sql);
    arena_free(f->arena);
    scratch_remove(f->folder);
    free(f);
    return 0;
}

static const char INSERT[] = "INSERT INTO t (a) VALUES (?1)";
static const char SELECT[] = "SELECT n, a FROM t WHERE n >= ?1 ORDER BY n";

static int insert(struct fixture *f, const char *text)
{
    struct query *query = sql_query(f->sql, INSERT, &f->err);
    assert_non_null(query);
    sql_bind_text(query, 1, text);
    return sql_finish(query, &f->err);
}

static struct query *select_from(struct fixture *f, int64_t n)
{
    struct query *query = sql_query(f->sql, SELECT, &f->err);
    assert_non_null(query);
    sql_bind_integer(query, 1, n);
    return query;
}

static void test_rows_come_back(void **state)
{
    static const char *const TEXTS[] = {"a", "", "業況DI ▲15.4", "'; DROP TABLE t; --"};
    struct fixture *f = *state;
    for (int i = 0; i < 4; i++) {
        assert_int_equal(insert(f, TEXTS[i]), 0);
        assert_int_equal(sql_inserted(f->sql), i + 1);
    }
    struct query *query = select_from(f, 2);
    for (int i = 1; i < 4; i++) {
        assert_int_equal(sql_step(query, &f->err), 1);
        assert_int_equal(sql_integer(query, 0), i + 1);
        assert_string_equal(sql_peek(query, 1), TEXTS[i]);
        assert_string_equal(sql_text(query, 1, f->arena), TEXTS[i]);
    }
    assert_int_equal(sql_step(query, &f->err), 0);
    /* ready to be used again: nothing is left bound */
    assert_int_equal(sql_step(query, &f->err), 0);
}

static void test_null(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(insert(f, NULL), 0);
    struct query *query = select_from(f, 0);
    assert_int_equal(sql_step(query, &f->err), 1);
    assert_null(sql_text(query, 1, f->arena));
    assert_string_equal(sql_peek(query, 1), "");
    assert_int_equal(sql_integer(query, 1), 0);
    sql_reset(query);
}

static void test_integers_keep_all_bits(void **state)
{
    static const int64_t NUMBERS[] = {INT64_MIN, -1, 0, 1, INT64_MAX};
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof NUMBERS / sizeof NUMBERS[0]; i++) {
        struct query *query = sql_query(f->sql, "SELECT ?1", &f->err);
        assert_non_null(query);
        sql_bind_integer(query, 1, NUMBERS[i]);
        assert_int_equal(sql_step(query, &f->err), 1);
        assert_true(sql_integer(query, 0) == NUMBERS[i]);
    }
}

static void test_a_text_is_prepared_once(void **state)
{
    struct fixture *f = *state;
    struct query *first = select_from(f, 0);
    assert_int_equal(insert(f, "a"), 0);
    assert_int_equal(insert(f, "b"), 0);
    assert_int_equal(sql_step(first, &f->err), 1);
    assert_ptr_equal(select_from(f, 2), first); /* begun anew */
    assert_int_equal(sql_step(first, &f->err), 1);
    assert_string_equal(sql_peek(first, 1), "b");
    sql_reset(first);
    assert_ptr_not_equal(sql_query(f->sql, "SELECT 1", &f->err), first);
}

static void test_failures_say_why(void **state)
{
    struct fixture *f = *state;
    assert_null(sql_query(f->sql, "SELEKT", &f->err));
    assert_int_equal(f->err.code, ERR_IO);
    assert_non_null(strstr(f->err.text, f->path));
    assert_non_null(strstr(f->err.text, "SELEKT"));

    err_clear(&f->err);
    assert_int_equal(sql_run(f->sql, "INSERT INTO nowhere VALUES (1)", &f->err), -1);
    assert_non_null(strstr(f->err.text, "nowhere"));

    assert_int_equal(insert(f, "a"), 0);
    err_clear(&f->err);
    assert_int_equal(insert(f, "a"), -1);
    assert_int_equal(f->err.code, ERR_DATA);
    assert_non_null(strstr(f->err.text, "UNIQUE"));
    assert_int_equal(insert(f, "b"), 0); /* the statement is good for more */
}

static void test_a_bad_bind_is_reported(void **state)
{
    struct fixture *f = *state;
    struct query *query = sql_query(f->sql, INSERT, &f->err);
    assert_non_null(query);
    sql_bind_integer(query, 7, 1);
    sql_bind_text(query, 1, "a");
    assert_int_equal(sql_finish(query, &f->err), -1);
    assert_int_not_equal(f->err.code, ERR_NONE);
    assert_int_equal(insert(f, "a"), 0);
}

static void test_busy_means_try_again(void **state)
{
    struct fixture *f = *state;
    struct sql *other;
    assert_int_equal(sql_open(f->path, SQL_WRITE, &other, &f->err), 0);
    assert_int_equal(sql_run(other, "PRAGMA busy_timeout = 20", &f->err), 0);
    assert_int_equal(sql_run(f->sql, "BEGIN IMMEDIATE", &f->err), 0);
    assert_int_equal(sql_run(other, "BEGIN IMMEDIATE", &f->err), -1);
    assert_int_equal(f->err.code, ERR_TEMPFAIL);
    assert_non_null(strstr(f->err.text, "another process is writing to it"));
    assert_int_equal(sql_run(f->sql, "COMMIT", &f->err), 0);
    assert_int_equal(sql_run(other, "BEGIN IMMEDIATE; COMMIT", &f->err), 0);
    sql_close(other);
}

static void test_read_only(void **state)
{
    struct fixture *f = *state;
    struct sql *other = NULL;
    char missing[SCRATCH_PATH];
    assert_int_equal(insert(f, "a"), 0);
    assert_int_equal(sql_open(f->path, SQL_READ, &other, &f->err), 0);
    assert_int_equal(sql_run(other, "DELETE FROM t", &f->err), -1);
    assert_int_equal(f->err.code, ERR_PERM);
    assert_non_null(strstr(f->err.text, "reading only"));
    sql_close(other);
    scratch_path(missing, f->folder, "missing.db");
    err_clear(&f->err);
    assert_int_equal(sql_open(missing, SQL_READ, &other, &f->err), -1);
    assert_null(other);
    assert_int_equal(f->err.code, ERR_IO);
    assert_non_null(strstr(f->err.text, missing));
    assert_false(file_exists(missing));
    sql_close(NULL);
}

static void test_memory_touches_no_file(void **state)
{
    struct fixture *f = *state;
    struct sql *other;
    char path[SCRATCH_PATH];
    scratch_path(path, f->folder, "memory.db");
    assert_int_equal(sql_open(path, SQL_MEMORY, &other, &f->err), 0);
    assert_int_equal(sql_run(other, "CREATE TABLE u (a); INSERT INTO u VALUES (1)", &f->err),
                     0);
    sql_close(other);
    assert_false(file_exists(path));
    assert_string_equal(sql_library(), sqlite3_libversion());
}

static void test_a_folder_behind_a_link(void **state)
{
    struct fixture *f = *state;
    struct sql *other = NULL;
    char link[SCRATCH_PATH], path[SCRATCH_PATH];
    scratch_path(link, f->folder, "folder");
    assert_int_equal(symlink(f->folder, link), 0);
    scratch_path(path, link, "other.db");
    for (int mode = SQL_WRITE; mode >= SQL_READ; mode--) { /* made, then read */
        assert_int_equal(sql_open(path, (enum sql_mode)mode, &other, &f->err), 0);
        sql_close(other);
    }
}

static void test_a_copy(void **state)
{
    struct fixture *f = *state;
    struct sql *copy;
    assert_int_equal(insert(f, "a"), 0);
    assert_int_equal(sql_open("copy", SQL_MEMORY, &copy, &f->err), 0);
    assert_int_equal(sql_copy(copy, f->sql, &f->err), 0);
    assert_int_equal(sql_run(copy, "DELETE FROM t", &f->err), 0);
    sql_close(copy);
    assert_int_equal(insert(f, "a"), -1); /* it is still there */
}

/* A group of statements is one transaction, its own or the one that is open. */
static void test_groups(void **state)
{
    struct fixture *f = *state;
    bool own;
    assert_int_equal(sql_enter(f->sql, &own, &f->err), 0);
    assert_true(own);
    assert_int_equal(insert(f, "a"), 0);
    assert_int_equal(sql_leave(f->sql, own, -1, &f->err), -1);
    assert_int_equal(sql_run(f->sql, "BEGIN", &f->err), 0);
    assert_int_equal(sql_enter(f->sql, &own, &f->err), 0);
    assert_false(own);
    assert_int_equal(insert(f, "a"), 0);
    assert_int_equal(sql_leave(f->sql, own, 0, &f->err), 0);
    assert_int_equal(sql_run(f->sql, "ROLLBACK", &f->err), 0);
    assert_int_equal(insert(f, "a"), 0); /* so it was not there */
}

/* Whoever may write beside the ledger must not lead us elsewhere. */
static void test_a_symbolic_link_is_refused(void **state)
{
    struct fixture *f = *state;
    struct sql *other = NULL;
    char link[SCRATCH_PATH];
    scratch_path(link, f->folder, "link.db");
    assert_int_equal(symlink(f->path, link), 0);
    for (int mode = SQL_READ; mode <= SQL_WRITE; mode++) {
        assert_int_equal(sql_open(link, (enum sql_mode)mode, &other, &f->err), -1);
        assert_null(other);
    }
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_rows_come_back),
        CASE(test_null),
        CASE(test_integers_keep_all_bits),
        CASE(test_a_text_is_prepared_once),
        CASE(test_failures_say_why),
        CASE(test_a_bad_bind_is_reported),
        CASE(test_busy_means_try_again),
        CASE(test_read_only),
        CASE(test_memory_touches_no_file),
        CASE(test_a_symbolic_link_is_refused),
        CASE(test_a_folder_behind_a_link),
        CASE(test_a_copy),
        CASE(test_groups),
    };
    return cmocka_run_group_tests_name("sql", tests, NULL, NULL);
}
