/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of daemon/caches on a ledger in a scratch folder. All figures are test data. */
#include "daemon/caches.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/file.h"
#include "daemon/setup.h"
#include "tests/unit/scratch.h"

enum { APRIL = 2023 * 12 + 3, NOW = 1700000000 };

static const char CONFIG[] =
    "[site]\ntitle = 試験用データ\nstate = state\noutput = out\naudience = %s\n"
    "[indicator di]\ntitle = DI\nunit = ポイント\ndecimals = 1\nfrequency = monthly\n"
    "better = higher\ncompare = other\n"
    "[indicator other]\ntitle = Other\nunit = ポイント\nfrequency = monthly\nbetter = higher\n"
    "public = no\n"
    "[indicator empty]\ntitle = Empty\nunit = 人\nfrequency = fiscal-year\nbetter = higher\n"
    "[graph classic]\ntitle = DI\nrrdgraph = DEF:v=di:LAST LINE2:v#1f4e79\n"
    "[graph waiting]\ntitle = Empty\nrrdgraph = DEF:v=empty:LAST LINE2:v#1f4e79\n";

struct fixture {
    char folder[SCRATCH_PATH];
    struct settings *settings;
    struct ledger *ledger;
    struct caches_options options;
    struct caches_counts counts;
    struct err err;
};

static void load(struct fixture *f, const char *audience)
{
    char path[SCRATCH_PATH], text[sizeof CONFIG + 20];
    struct faults faults = {0};
    (void)snprintf(text, sizeof text, CONFIG, audience);
    scratch_path(path, f->folder, "shihyo.ini");
    assert_true(scratch_write(path, text, strlen(text)));
    settings_free(f->settings);
    if (setup_load(path, &f->settings, &faults, &f->err))
        fail_msg("%s", f->err.text);
    fault_free(&faults);
}

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    if (f == NULL || scratch_make(f->folder) != 0)
        return -1;
    *state = f;
    load(f, "internal");
    f->options.now = NOW;
    return ledger_open(f->settings->site.state, false, &f->ledger, &f->err);
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    ledger_close(f->ledger);
    settings_free(f->settings);
    scratch_remove(f->folder);
    free(f);
    return 0;
}

static void record(struct fixture *f, const char *id, int32_t n, int64_t units)
{
    struct observation said = {.period = {FREQUENCY_MONTHLY, n}, .value = {units, 1}};
    struct ledger_origin origin = {.who = "tester"};
    struct ledger_counts counts = {0};
    assert_int_equal(ledger_merge(f->ledger, id, &said, 1, &origin, NOW, &counts, &f->err), 0);
}

static void record_some(struct fixture *f)
{
    for (int32_t i = 0; i < 24; i++) {
        record(f, "di", APRIL - i, i * 7 % 50 - 200);
        record(f, "other", APRIL - i, i * 5 % 30 - 100);
    }
}

static const char *at(const struct fixture *f, const char *name)
{
    static char path[SCRATCH_PATH];
    scratch_path(path, f->folder, name);
    return path;
}

static bool is_there(const struct fixture *f, const char *name)
{
    return file_exists(at(f, name));
}

static size_t project(struct fixture *f)
{
    f->counts = (struct caches_counts){0};
    assert_int_equal(caches_project(f->ledger, f->settings, &f->options, &f->counts, &f->err),
                     0);
    return f->counts.rrds;
}

static size_t draw(struct fixture *f)
{
    f->counts = (struct caches_counts){0};
    assert_int_equal(caches_draw(f->ledger, f->settings, &f->options, &f->counts, &f->err), 0);
    return f->counts.charts;
}

static void test_projects_what_changed(void **state)
{
    struct fixture *f = *state;
    record_some(f);
    assert_int_equal(project(f), 3);
    assert_true(is_there(f, "state/rrd/di.rrd"));
    assert_true(is_there(f, "state/rrd/other.rrd"));
    assert_false(is_there(f, "state/rrd/empty.rrd"));
    assert_int_equal(project(f), 0);
    record(f, "di", APRIL, 99);
    assert_int_equal(project(f), 1);
    assert_int_equal(unlink(at(f, "state/rrd/other.rrd")), 0);
    assert_int_equal(project(f), 1);
    assert_true(is_there(f, "state/rrd/other.rrd"));
    assert_int_equal(ledger_clear_marks(f->ledger, "rrd:", &f->err), 0);
    assert_int_equal(project(f), 3);
    f->options.all = true;
    assert_int_equal(project(f), 3);
}

static void test_sweeps_what_a_killed_process_left(void **state)
{
    struct fixture *f = *state;
    record_some(f);
    project(f);
    assert_true(scratch_write(at(f, "state/rrd/di.rrd.tmp-abc123"), "x", 1));
    record(f, "di", APRIL, 98);
    project(f);
    assert_false(is_there(f, "state/rrd/di.rrd.tmp-abc123"));
}

static void test_a_failure_leaves_no_mark(void **state)
{
    struct fixture *f = *state;
    record_some(f);
    f->counts = (struct caches_counts){0};
    assert_true(scratch_write(at(f, "state/rrd"), "x", 1)); /* a file where a folder goes */
    assert_int_equal(caches_project(f->ledger, f->settings, &f->options, &f->counts, &f->err),
                     -1);
    assert_int_equal(f->err.code, ERR_IO);
    assert_int_equal(f->counts.rrds, 0);
    assert_int_equal(unlink(at(f, "state/rrd")), 0);
    assert_int_equal(project(f), 3);
}

static void test_verify(void **state)
{
    struct fixture *f = *state;
    struct faults faults = {0};
    record_some(f);
    project(f);
    assert_int_equal(caches_verify(f->ledger, f->settings, &faults, &f->err), 0);
    assert_int_equal(faults.count, 0);
    record(f, "di", APRIL - 1, 77);
    assert_true(scratch_write(at(f, "state/rrd/other.rrd"), "garbage", 7));
    assert_int_equal(caches_verify(f->ledger, f->settings, &faults, &f->err), 0);
    assert_int_equal(faults.count, 2);
    assert_string_equal(faults.items[0].file, "di");
    assert_non_null(strstr(faults.items[0].text, "2023-03-01"));
    assert_string_equal(faults.items[1].file, "other");
    fault_free(&faults);
    f->options.all = true;
    project(f);
    assert_int_equal(caches_verify(f->ledger, f->settings, &faults, &f->err), 0);
    assert_int_equal(faults.count, 0);
}

static void test_draws_what_changed(void **state)
{
    struct fixture *f = *state;
    record_some(f);
    project(f);
    assert_int_equal(draw(f), 3);
    assert_int_equal(f->counts.graphs, 1); /* the other has nothing to draw yet */
    assert_true(is_there(f, "out/charts/di.png"));
    assert_true(is_there(f, "out/charts/di@2x.png"));
    assert_true(is_there(f, "out/charts/empty.png"));
    assert_true(is_there(f, "out/graphs/classic.png"));
    assert_false(is_there(f, "out/graphs/waiting.png"));

    assert_int_equal(draw(f), 0);
    assert_int_equal(f->counts.graphs, 0);
    record(f, "other", APRIL, 5);
    project(f);
    assert_int_equal(draw(f), 2); /* its own, and the one it is drawn beside */
    assert_int_equal(f->counts.graphs, 0);
    assert_int_equal(unlink(at(f, "out/charts/empty.png")), 0);
    assert_int_equal(unlink(at(f, "out/graphs/classic.png")), 0);
    assert_int_equal(draw(f), 1);
    assert_int_equal(f->counts.graphs, 1);
    /* the picture for fine screens is one of the two, too */
    assert_int_equal(unlink(at(f, "out/charts/empty@2x.png")), 0);
    assert_int_equal(draw(f), 1);
}

static void test_the_public_edition_takes_away(void **state)
{
    struct fixture *f = *state;
    record_some(f);
    project(f);
    draw(f);
    assert_true(is_there(f, "out/charts/other@2x.png"));
    load(f, "public");
    draw(f);
    assert_false(is_there(f, "out/charts/other.png"));
    assert_false(is_there(f, "out/charts/other@2x.png"));
    assert_true(is_there(f, "out/charts/di.png"));
    load(f, "internal");
    draw(f);
    assert_true(is_there(f, "out/charts/other.png"));
}

static void test_draws_into_a_folder(void **state)
{
    struct fixture *f = *state;
    const struct indicator *one = settings_indicator(f->settings, "di");
    char folder[SCRATCH_PATH];
    record_some(f);
    scratch_path(folder, f->folder, "mine");
    assert_int_equal(caches_draw_into(f->ledger, f->settings, &one, 1, folder, NOW, &f->err),
                     0);
    assert_true(is_there(f, "mine/di.png"));
    assert_false(is_there(f, "mine/other.png"));
    assert_int_equal(caches_draw_into(f->ledger, f->settings, NULL, 0, folder, NOW, &f->err),
                     0);
    assert_true(is_there(f, "mine/other.png"));
    assert_int_equal(draw(f), 3); /* no mark was kept */
}

static void test_publishes(void **state)
{
    struct fixture *f = *state;
    record_some(f);
    f->counts = (struct caches_counts){0};
    assert_int_equal(caches_publish(f->ledger, f->settings, f->settings->site.output, NOW,
                                    &f->counts, &f->err),
                     0);
    assert_int_equal(f->counts.pages, 2);
    assert_int_equal(caches_publish(f->ledger, f->settings, f->settings->site.output, NOW,
                                    &f->counts, &f->err),
                     0);
    assert_int_equal(f->counts.pages, 2);
    assert_true(is_there(f, "out/index.html"));
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_projects_what_changed),    CASE(test_sweeps_what_a_killed_process_left),
        CASE(test_a_failure_leaves_no_mark), CASE(test_verify),
        CASE(test_draws_what_changed),       CASE(test_the_public_edition_takes_away),
        CASE(test_draws_into_a_folder),      CASE(test_publishes),
    };
    return cmocka_run_group_tests_name("caches", tests, NULL, NULL);
}
