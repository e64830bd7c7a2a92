/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of ledger/freeze, daemon/freezing and of settings that are loaded from kept texts. All
 * names and figures are test data. */
#include "ledger/freeze.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/file.h"
#include "core/str.h"
#include "daemon/freezing.h"
#include "tests/unit/fixture.h"

enum { T0 = 1000000 };

#define INDICATOR                                                                             \
    "[indicator di]\ntitle = DI\nunit = 人\nfrequency = monthly\nbetter = higher\n"

/* --- settings from texts --- */

static int load_given(struct fixture *f, struct textfile *files, size_t count)
{
    const struct textfiles given = {.items = files, .count = count};
    struct faults faults = {0};
    settings_free(f->settings);
    f->settings = NULL;
    err_clear(&f->err);
    int failed = settings_load_given(&given, NULL, &f->settings, &faults, &f->err);
    fault_free(&faults);
    return failed;
}

static void test_texts_stand_for_files(void **state)
{
    struct textfile files[] = {
        {"/nowhere/main.ini", "[site]\ntitle = T\ninclude = [ab]*.ini sub/x.ini\n"},
        {"/nowhere/b.ini", "[policy p]\ntitle = second\n"},
        {"/nowhere/a.ini", INDICATOR},
        {"/nowhere/sub/x.ini", "[policy q]\ntitle = third\n"},
        {"/nowhere/sub/a.ini", "this is not included\n"},
    };
    struct fixture *f = *state;
    if (load_given(f, files, 5))
        fail_msg("%s", f->err.text);
    assert_int_equal(f->settings->indicator_count, 1);
    assert_int_equal(f->settings->policy_count, 2);
    assert_int_equal(f->settings->file_count, 4);
    assert_string_equal(f->settings->files[0], "/nowhere/main.ini");
    assert_string_equal(f->settings->files[1], "/nowhere/a.ini");
    assert_string_equal(f->settings->files[3], "/nowhere/sub/x.ini");
}

static void test_texts_refused(void **state)
{
    static const struct {
        const char *main;
        const char *said;
    } CASES[] = {
        {"[site]\ninclude = gone.ini\n", "no file matches"},
        {"[site]\ninclude = a.ini a.ini\n", "is included twice"},
        {"[site]\ninclude = main.ini\n", "circular"},
        {"[site]\nunheard = of\n", "unheard"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct textfile files[] = {{"main.ini", CASES[i].main}, {"a.ini", INDICATOR}};
        assert_int_equal(load_given(f, files, 2), -1);
        assert_int_equal(f->err.code, ERR_CONFIG);
        if (!strstr(f->err.text, CASES[i].said))
            fail_msg("%s: %s", CASES[i].main, f->err.text);
    }
}

/* --- freezes --- */

static int keep(struct fixture *f, const char *name, int64_t at, const char *text)
{
    struct textfile file = {"main.ini", text};
    const struct textfiles files = {.items = &file, .count = 1};
    struct freeze freeze = {
        .name = name, .at = at, .who = "w", .program = "0.0", .main = "main.ini"};
    err_clear(&f->err);
    return freeze_add(f->ledger, &freeze, &files, &f->err);
}

static void observe(struct fixture *f, int32_t n, int64_t units, int64_t now)
{
    const struct observation one = {.period = {FREQUENCY_MONTHLY, n}, .value = {units, 0}};
    const struct ledger_origin origin = {.who = "w", .decided = true};
    struct ledger_counts counts = {0};
    assert_int_equal(ledger_merge(f->ledger, "di", &one, 1, &origin, now, &counts, &f->err),
                     0);
}

static const struct freeze *find(struct fixture *f, const char *name)
{
    struct freezes all;
    assert_int_equal(freeze_all(f->ledger, f->arena, &all, &f->err), 0);
    return freeze_find(&all, name);
}

static void test_rows_decide_and_not_instants(void **state)
{
    struct fixture *f = *state;
    struct series series;
    observe(f, 24000, 1, T0);
    assert_int_equal(keep(f, "冬", T0 + 10, "[site]\n"), 0);
    /* a clock was put back, or it was imported: it was not there */
    observe(f, 24000, 2, T0 + 1);
    observe(f, 24001, 3, T0 + 1);
    const struct horizon horizon = freeze_horizon(find(f, "冬"));
    struct ledger *ledger;
    assert_int_equal(ledger_open(f->folder, true, &ledger, &f->err), 0);
    assert_int_equal(horizon_set(ledger, &horizon, &f->err), 0);
    assert_int_equal(
        ledger_series(ledger, "di", FREQUENCY_MONTHLY, NULL, f->arena, &series, &f->err), 0);
    assert_int_equal(series.count, 1);
    assert_int_equal(series.observations[0].value.units, 1);
    ledger_close(ledger);
}

static void test_names(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(keep(f, "2026年 第3回", T0, "[site]\n"), 0);
    assert_int_equal(keep(f, "２０２６年第3回", T0, "[site]\n"), -1);
    assert_int_equal(f->err.code, ERR_USAGE);
    assert_non_null(strstr(f->err.text, "2026年 第3回"));
    assert_int_equal(keep(f, "2026年第4回", T0, "[site]\n"), 0);
    assert_non_null(find(f, "2026年第３回"));
    assert_null(find(f, "2026年第"));
    /* what failed left nothing */
    struct freezes all;
    assert_int_equal(freeze_all(f->ledger, f->arena, &all, &f->err), 0);
    assert_int_equal(all.count, 2);
    assert_int_equal(all.items[1].file_count, 1);
    assert_int_equal(all.items[1].bytes, strlen("[site]\n"));
}

static void test_another_version(void **state)
{
    struct fixture *f = *state;
    struct settings *then;
    fixture_load(f, "[site]\nstate = here\noutput = there\n");
    assert_int_equal(keep(f, "old", T0, "[site]\nstate = elsewhere\nunheard = of\n"), 0);
    assert_int_equal(
        freezing_load(f->ledger, find(f, "old"), f->settings, f->arena, &then, &f->err), -1);
    assert_int_equal(f->err.code, ERR_CONFIG);
    assert_non_null(strstr(f->err.text, "old, frozen by shihyo 0.0"));
    assert_int_equal(keep(f, "good", T0, "[site]\nstate = elsewhere\ntitle = T\n"), 0);
    err_clear(&f->err);
    if (freezing_load(f->ledger, find(f, "good"), f->settings, f->arena, &then, &f->err))
        fail_msg("%s", f->err.text);
    assert_string_equal(then->site.state, f->settings->site.state);
    assert_string_equal(then->site.output, f->settings->site.output);
    assert_string_equal(then->site.title.text, "T");
    assert_true(then->site.as_of.whole);
    settings_free(then);
}

/* Somebody saves the file between reading and freezing. */
static void test_a_configuration_that_changes(void **state)
{
    struct fixture *f = *state;
    struct freeze freeze = {.name = "n", .at = T0, .who = "w"};
    char path[SCRATCH_PATH];
    fixture_load(f, "[site]\ntitle = before\n");
    scratch_path(path, f->folder, "shihyo.ini");
    const char *after = "[site]\ntitle = after\n";
    assert_true(scratch_write(path, after, strlen(after)));
    assert_int_equal(freezing_keep(f->ledger, f->settings, &freeze, f->arena, &f->err), -1);
    assert_int_equal(f->err.code, ERR_TEMPFAIL);
    assert_null(find(f, "n"));
    /* a comment is no change */
    after = "; said more\n[site]\ntitle = before\n";
    assert_true(scratch_write(path, after, strlen(after)));
    err_clear(&f->err);
    assert_int_equal(freezing_keep(f->ledger, f->settings, &freeze, f->arena, &f->err), 0);
}

#define LEDGER_CASE(name)                                                                     \
    cmocka_unit_test_setup_teardown(name, fixture_with_ledger, fixture_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_CASE(test_texts_stand_for_files),
        FIXTURE_CASE(test_texts_refused),
        LEDGER_CASE(test_rows_decide_and_not_instants),
        LEDGER_CASE(test_names),
        LEDGER_CASE(test_another_version),
        LEDGER_CASE(test_a_configuration_that_changes),
    };
    return cmocka_run_group_tests_name("freeze", tests, NULL, NULL);
}
