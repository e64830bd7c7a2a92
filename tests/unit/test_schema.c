/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of ledger/schema: each step runs, and the tables refuse what they should. */
#include "ledger/schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>

static int set_up(void **state)
{
    sqlite3 *handle = NULL;
    if (sqlite3_open(":memory:", &handle) != SQLITE_OK ||
        sqlite3_exec(handle, "PRAGMA foreign_keys = ON", NULL, NULL, NULL) != SQLITE_OK)
        return -1;
    *state = handle;
    for (int step = 0; step < schema_version(); step++) {
        if (sqlite3_exec(handle, schema_step(step), NULL, NULL, NULL) != SQLITE_OK)
            return -1;
    }
    return 0;
}

static int tear_down(void **state)
{
    return sqlite3_close(*state) == SQLITE_OK ? 0 : -1;
}

static int64_t integer_of(sqlite3 *handle, const char *text)
{
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_prepare_v2(handle, text, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t got = sqlite3_column_int64(statement, 0);
    assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
    return got;
}

static void test_identity(void **state)
{
    (void)state;
    assert_int_equal(SCHEMA_APPLICATION, 'S' << 24 | 'H' << 16 | 'I' << 8 | 'H');
    assert_true(schema_version() >= 1);
    for (int step = 0; step < schema_version(); step++)
        assert_true(schema_step(step)[0] != '\0');
}

static void test_all_tables_are_strict(void **state)
{
    assert_true(integer_of(*state, "SELECT count(*) FROM sqlite_schema"
                                   " WHERE type = 'table'") >= 8);
    assert_int_equal(integer_of(*state, "SELECT count(*) FROM pragma_table_list"
                                        " WHERE type = 'table' AND schema = 'main'"
                                        " AND name NOT LIKE 'sqlite_%' AND strict = 0"),
                     0);
}

#define OBSERVATION                                                                           \
    "INSERT INTO observation (indicator, frequency, period, value, status, rank, "            \
    "recorded_at, document, source, who) VALUES "

static void test_observations_refused(void **state)
{
    static const struct {
        const char *why;
        const char *row;
        int expected;
    } CASES[] = {
        {"good", "(1, 2, 3, '1.5', 0, 0, 9, NULL, 's', NULL)", SQLITE_OK},
        {"good by hand", "(1, 2, 3, '1.5', 5, 0, 9, NULL, NULL, 'w')", SQLITE_OK},
        {"a forecast", "(1, 2, 3, '1.5', 4, 0, 9, NULL, 's', NULL)", SQLITE_CONSTRAINT},
        {"no such status", "(1, 2, 3, '1.5', 6, 0, 9, NULL, 's', NULL)", SQLITE_CONSTRAINT},
        {"no such frequency", "(1, 6, 3, '1.5', 0, 0, 9, NULL, 's', NULL)", SQLITE_CONSTRAINT},
        {"no such indicator", "(2, 2, 3, '1.5', 0, 0, 9, NULL, 's', NULL)", SQLITE_CONSTRAINT},
        {"no such document", "(1, 2, 3, '1.5', 0, 0, 9, 7, 's', NULL)", SQLITE_CONSTRAINT},
        {"nobody speaks", "(1, 2, 3, '1.5', 0, 0, 9, NULL, NULL, NULL)", SQLITE_CONSTRAINT},
        {"two speak", "(1, 2, 3, '1.5', 0, 0, 9, NULL, 's', 'w')", SQLITE_CONSTRAINT},
        {"no value", "(1, 2, 3, NULL, 0, 0, 9, NULL, 's', NULL)", SQLITE_CONSTRAINT},
        {"a period in words", "(1, 2, 'x', '1', 0, 0, 9, NULL, 's', NULL)", SQLITE_CONSTRAINT},
    };
    sqlite3 *handle = *state;
    assert_int_equal(
        sqlite3_exec(handle, "INSERT INTO indicator (id) VALUES ('di')", NULL, NULL, NULL),
        SQLITE_OK);
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        char *text = sqlite3_mprintf("%s%s", OBSERVATION, CASES[i].row);
        int got = sqlite3_exec(handle, text, NULL, NULL, NULL);
        sqlite3_free(text);
        if (got != CASES[i].expected)
            fail_msg("%s: %d, expected %d", CASES[i].why, got, CASES[i].expected);
    }
    assert_int_equal(integer_of(handle, "SELECT count(*) FROM observation"), 2);
}

static void test_comments_refused(void **state)
{
    static const struct {
        const char *row; /* state, cause, action, section, approver, open */
        int expected;
    } CASES[] = {
        {"0, 'c', '', 's', NULL, 0", SQLITE_OK},
        {"1, '', 'a', 's', 'b', 1", SQLITE_OK},
        {"2, '', '', 's', NULL, 0", SQLITE_OK},
        {"0, '', '', 's', NULL, 0", SQLITE_CONSTRAINT},  /* a draft of nothing */
        {"0, 'c', '', 's', NULL, 1", SQLITE_CONSTRAINT}, /* a public draft */
        {"0, 'c', '', '', NULL, 0", SQLITE_CONSTRAINT},
        {"1, 'c', '', 's', NULL, 0", SQLITE_CONSTRAINT}, /* approved by nobody */
        {"3, 'c', '', 's', NULL, 0", SQLITE_CONSTRAINT}, /* withdrawn with words */
        {"4, '', '', 's', NULL, 0", SQLITE_CONSTRAINT},
    };
    sqlite3 *handle = *state;
    assert_int_equal(
        sqlite3_exec(handle, "INSERT INTO indicator (id) VALUES ('di')", NULL, NULL, NULL),
        SQLITE_OK);
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        char *text = sqlite3_mprintf(
            "INSERT INTO comment (indicator, frequency, period, at, who, state, cause, action,"
            " section, approver, open) VALUES (1, 2, 3, 9, 'w', %s)",
            CASES[i].row);
        int got = sqlite3_exec(handle, text, NULL, NULL, NULL);
        sqlite3_free(text);
        if (got != CASES[i].expected)
            fail_msg("%s: %d, expected %d", CASES[i].row, got, CASES[i].expected);
    }
    assert_int_equal(sqlite3_exec(handle, "UPDATE comment SET cause = 'x' WHERE state = 0",
                                  NULL, NULL, NULL),
                     SQLITE_CONSTRAINT);
    assert_int_equal(sqlite3_exec(handle, "DELETE FROM comment", NULL, NULL, NULL),
                     SQLITE_CONSTRAINT);
}

static void test_a_replacing_insert_does_not_get_past(void **state)
{
    sqlite3 *handle = *state;
    char *said = NULL;
    assert_int_equal(sqlite3_exec(handle,
                                  "INSERT INTO indicator (id) VALUES ('di');" OBSERVATION
                                  "(1, 2, 3, '1.5', 0, 0, 9, NULL, 's', NULL)",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(handle,
                     "PRAGMA recursive_triggers = ON; REPLACE INTO observation "
                     "SELECT number, indicator, frequency, period, '0', status, rank,"
                     " recorded_at, document, source, who, cell, note, aside, published,"
                     " embargo"
                     " FROM observation",
                     NULL, NULL, &said),
        SQLITE_CONSTRAINT);
    assert_non_null(said);
    sqlite3_free(said);
}

/* A tree at each insert would double what a row takes. */
static void test_no_insert_builds_a_tree(void **state)
{
    static const char *const INSERTS[] = {
        "EXPLAIN " OBSERVATION "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        "EXPLAIN INSERT OR REPLACE INTO said VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"};
    for (size_t i = 0; i < sizeof INSERTS / sizeof INSERTS[0]; i++) {
        sqlite3_stmt *statement = NULL;
        assert_int_equal(sqlite3_prepare_v2(*state, INSERTS[i], -1, &statement, NULL),
                         SQLITE_OK);
        while (sqlite3_step(statement) == SQLITE_ROW)
            assert_string_not_equal((const char *)sqlite3_column_text(statement, 1),
                                    "OpenEphemeral");
        assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
    }
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_identity),
        CASE(test_all_tables_are_strict),
        CASE(test_observations_refused),
        CASE(test_comments_refused),
        CASE(test_a_replacing_insert_does_not_get_past),
        CASE(test_no_insert_builds_a_tree),
    };
    return cmocka_run_group_tests_name("schema", tests, NULL, NULL);
}
