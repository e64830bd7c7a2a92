/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/stage in a scratch folder. */
#include "core/stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/file.h"
#include "core/str.h"
#include "tests/unit/scratch.h"

struct fixture {
    char folder[SCRATCH_PATH];
    struct err err;
    size_t moved;
};

static const char *const LAST[] = {"en/index.html", "index.html", NULL};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    *state = f;
    return f == NULL ? -1 : scratch_make(f->folder);
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    scratch_remove(f->folder);
    free(f);
    return 0;
}

static const char *at(const struct fixture *f, const char *name)
{
    static char path[SCRATCH_PATH];
    scratch_path(path, f->folder, name);
    return path;
}

static void put(struct fixture *f, const char *name, const char *text)
{
    if (stage_write(f->folder, name, text, strlen(text), &f->err))
        fail_msg("%s", f->err.text);
}

static void settle(struct fixture *f)
{
    if (stage_settle(f->folder, LAST, &f->moved, &f->err))
        fail_msg("%s", f->err.text);
}

static bool holds(const struct fixture *f, const char *name, const char *text)
{
    size_t length;
    char *bytes = scratch_read(at(f, name), &length);
    bool same = bytes != NULL && str_equal(bytes, text);
    free(bytes);
    return same;
}

static void test_all_at_once(void **state)
{
    struct fixture *f = *state;
    put(f, "index.html", "home");
    put(f, "en/index.html", "english");
    put(f, "a/b/c.html", "deep");
    assert_false(file_exists(at(f, "index.html")));
    assert_false(file_exists(at(f, "a")));
    assert_true(file_exists(at(f, ".new/a/b/c.html")));
    settle(f);
    assert_int_equal(f->moved, 3);
    assert_true(holds(f, "index.html", "home") && holds(f, "en/index.html", "english") &&
                holds(f, "a/b/c.html", "deep"));
    assert_false(file_exists(at(f, ".new")));
    settle(f);
    assert_int_equal(f->moved, 0);
}

static void test_the_same_keeps_its_time(void **state)
{
    struct fixture *f = *state;
    char before[FILE_IDENTITY_SIZE], after[FILE_IDENTITY_SIZE];
    put(f, "a.html", "one");
    put(f, "b.html", "");
    settle(f);
    file_identity(at(f, "a.html"), before);
    put(f, "a.html", "one");
    put(f, "b.html", "");
    settle(f);
    file_identity(at(f, "a.html"), after);
    assert_string_equal(before, after);
    assert_int_equal(f->moved, 0);
    put(f, "a.html", "two");
    settle(f);
    assert_int_equal(f->moved, 1);
    assert_true(holds(f, "a.html", "two"));
}

static void test_dropped(void **state)
{
    struct fixture *f = *state;
    put(f, "a.html", "one");
    settle(f);
    put(f, "a.html", "two");
    put(f, "x/y.html", "new");
    stage_drop(f->folder);
    settle(f);
    assert_int_equal(f->moved, 0);
    assert_true(holds(f, "a.html", "one"));
    assert_false(file_exists(at(f, "x")) || file_exists(at(f, ".new")));
}

/* Links in the folder lead nothing out of it. */
static void test_links(void **state)
{
    struct fixture *f = *state;
    char outside[SCRATCH_PATH], path[SCRATCH_PATH];
    assert_int_equal(scratch_make(outside), 0);
    scratch_path(path, outside, "victim");
    assert_true(scratch_write(path, "safe", 4));
    assert_int_equal(symlink(path, at(f, "index.html")), 0);
    assert_int_equal(symlink(outside, at(f, "folder")), 0);
    assert_int_equal(symlink(outside, at(f, ".new")), 0);
    stage_drop(f->folder); /* the link, not what it leads to */
    assert_true(file_exists(path));
    put(f, "index.html", "home");
    settle(f);
    assert_true(holds(f, "index.html", "home"));
    put(f, "folder/victim", "bad");
    assert_int_equal(stage_settle(f->folder, LAST, &f->moved, &f->err), -1);
    assert_int_equal(f->err.code, ERR_IO);
    assert_non_null(strstr(f->err.text, "symbolic link"));
    assert_false(file_exists(at(f, ".new")));
    assert_int_equal(symlink(outside, at(f, ".new")), 0);
    assert_int_equal(stage_write(f->folder, "x", "y", 1, &f->err), -1);
    size_t length;
    char *bytes = scratch_read(path, &length);
    assert_string_equal(bytes, "safe");
    free(bytes);
    scratch_remove(outside);
}

static void test_failures_are_named(void **state)
{
    struct fixture *f = *state;
    assert_true(scratch_write(at(f, "file"), "x", 1));
    assert_int_equal(stage_write(at(f, "file"), "a.html", "x", 1, &f->err), -1);
    assert_int_equal(f->err.code, ERR_IO);
    assert_non_null(strstr(f->err.text, "/file/.new"));
    put(f, "file/a.html", "x"); /* a file where a folder goes */
    assert_int_equal(stage_settle(f->folder, LAST, &f->moved, &f->err), -1);
    assert_non_null(strstr(f->err.text, "no folder"));
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_all_at_once), CASE(test_the_same_keeps_its_time), CASE(test_dropped),
        CASE(test_links),       CASE(test_failures_are_named),
    };
    return cmocka_run_group_tests_name("stage", tests, NULL, NULL);
}
