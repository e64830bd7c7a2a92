/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of rrd/rrdcall. All figures are test data. */
#include "rrd/rrdcall.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/file.h"
#include "core/mem.h"
#include "core/str.h"
#include "tests/unit/scratch.h"

#define DAY INT64_C(86400)

enum { START = 19000, ROWS = 20 };

struct fixture {
    char folder[SCRATCH_PATH];
    char path[SCRATCH_PATH];
    struct err err;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    if (f == NULL || scratch_make(f->folder) != 0)
        return -1;
    scratch_path(f->path, f->folder, "a.rrd");
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

/* Ten days of 1.5, five unknown, five of -2. */
static void build(struct fixture *f)
{
    static const char *const UPDATES[] = {"1642464000:1.5", "1642896000:U", "1643328000:-2"};
    assert_int_equal((START + 10) * DAY, 1642464000);
    assert_int_equal(rrdcall_build(f->path, START * DAY, ROWS, UPDATES, 3, &f->err), 0);
}

static void test_build_and_fetch(void **state)
{
    struct fixture *f = *state;
    double *values;
    size_t count;
    build(f);
    assert_int_equal(
        rrdcall_fetch(f->path, START * DAY, (START + ROWS) * DAY, &values, &count, &f->err),
        0);
    assert_int_equal(count, ROWS);
    for (size_t i = 0; i < count; i++) {
        if (i < 10)
            assert_true(values[i] == 1.5);
        else if (i < 15)
            assert_true(isnan(values[i]));
        else
            assert_true(values[i] == -2.0);
    }
    mem_free(values);
}

/* What is asked for beyond the file is unknown, and as long as it was asked for. */
static void test_fetch_around_the_file(void **state)
{
    static const struct {
        int from;
        int to;
        size_t known;
    } CASES[] = {{-30, 60, 15}, {-5, 1, 1}, {9, 11, 1}, {19, 25, 1}, {-9, 0, 0}, {20, 29, 0}};
    struct fixture *f = *state;
    build(f);
    for (size_t k = 0; k < sizeof CASES / sizeof CASES[0]; k++) {
        double *values;
        size_t count, known = 0;
        assert_int_equal(rrdcall_fetch(f->path, (START + CASES[k].from) * DAY,
                                       (START + CASES[k].to) * DAY, &values, &count, &f->err),
                         0);
        assert_int_equal(count, CASES[k].to - CASES[k].from);
        for (size_t i = 0; i < count; i++)
            known += isnan(values[i]) ? 0 : 1;
        assert_int_equal(known, CASES[k].known);
        mem_free(values);
    }
}

static void test_extent(void **state)
{
    struct fixture *f = *state;
    int64_t last = 0;
    size_t rows = 0;
    build(f);
    assert_int_equal(rrdcall_extent(f->path, &last, &rows, &f->err), 0);
    assert_int_equal(last, (START + ROWS) * DAY);
    assert_int_equal(rows, ROWS);
}

static void test_values_librrd_refuses(void **state)
{
    static const char *const BAD[] = {"1642464000:1,234", "1642464000:", "1642464000:１",
                                      "1:5", "words"};
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++) {
        err_clear(&f->err);
        assert_int_equal(rrdcall_build(f->path, START * DAY, ROWS, &BAD[i], 1, &f->err), -1);
        assert_int_equal(f->err.code, ERR_IO);
        assert_non_null(strstr(f->err.text, f->path));
        assert_false(str_ends(f->err.text, ": "));
    }
}

static void test_files_that_cannot_be_read(void **state)
{
    struct fixture *f = *state;
    double *values;
    size_t count, rows;
    int64_t last;
    for (int round = 0; round < 2; round++) {
        err_clear(&f->err);
        assert_int_equal(rrdcall_fetch(f->path, 0, DAY, &values, &count, &f->err), -1);
        assert_null(values);
        assert_int_equal(count, 0);
        assert_int_equal(f->err.code, ERR_IO);
        assert_non_null(strstr(f->err.text, f->path));
        assert_int_equal(rrdcall_extent(f->path, &last, &rows, &f->err), -1);
        assert_true(scratch_write(f->path, "test data", 9));
    }
}

static void test_no_room_to_build(void **state)
{
    struct fixture *f = *state;
    char path[SCRATCH_PATH];
    static const char *const UPDATE = "1642464000:1";
    scratch_path(path, f->folder, "nowhere/a.rrd");
    assert_int_equal(rrdcall_build(path, START * DAY, ROWS, &UPDATE, 1, &f->err), -1);
    assert_int_equal(f->err.code, ERR_IO);
    assert_non_null(strstr(f->err.text, path));
}

/* --- graphs --- */

static int draw(struct fixture *f, const char *first, const char *second, struct buf *out)
{
    const char *arguments[] = {"graph",      "-",       "--start", "1641600000", "--end",
                               "1643328000", "--width", "200",     first,        second};
    return rrdcall_graph(10, arguments, out, &f->err);
}

static void test_graph(void **state)
{
    struct fixture *f = *state;
    struct buf out;
    char def[SCRATCH_PATH + 32];
    build(f);
    (void)snprintf(def, sizeof def, "DEF:v=%s:v:LAST", f->path);
    buf_init(&out, 1 << 20);
    assert_int_equal(buf_puts(&out, "before"), 0);
    assert_int_equal(draw(f, def, "LINE1:v#ff0000", &out), 0);
    assert_true(out.length > 100);
    assert_memory_equal(out.data, "before\x89PNG\r\n\x1a\n", 14);
    buf_free(&out);

    buf_init(&out, 100); /* a picture larger than wanted */
    assert_int_equal(draw(f, def, "LINE1:v#ff0000", &out), -1);
    assert_int_equal(f->err.code, ERR_DATA);
    buf_free(&out);
}

static void test_graph_failures(void **state)
{
    static const char *const PAIRS[][2] = {
        {"DEF:v=/nowhere/a.rrd:v:LAST", "LINE1:v#ff0000"},
        {"LINE1:w#ff0000", "LINE1:v#ff0000"},
        {"COMMENT:x", "--no-such-option"},
        {"CDEF:x=1", "CDEF:y=2"}, /* nothing to draw: librrd fails without a word */
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof PAIRS / sizeof PAIRS[0]; i++) {
        struct buf out;
        buf_init(&out, 1 << 20);
        err_clear(&f->err);
        assert_int_equal(draw(f, PAIRS[i][0], PAIRS[i][1], &out), -1);
        assert_int_not_equal(f->err.code, ERR_NONE);
        assert_true(strlen(f->err.text) > strlen("rrdgraph: "));
        assert_int_equal(out.length, 0);
        buf_free(&out);
    }
}

static void test_version(void **state)
{
    (void)state;
    assert_int_equal(rrdcall_version()[0], '1');
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_build_and_fetch),
        CASE(test_fetch_around_the_file),
        CASE(test_extent),
        CASE(test_values_librrd_refuses),
        CASE(test_files_that_cannot_be_read),
        CASE(test_no_room_to_build),
        CASE(test_graph),
        CASE(test_graph_failures),
        CASE(test_version),
    };
    return cmocka_run_group_tests_name("rrdcall", tests, NULL, NULL);
}
