/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of daemon/caches on a ledger in a scratch folder. All figures are test data. */
#include "daemon/caches.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/buf.h"
#include "core/file.h"
#include "daemon/caches_matter.h"
#include "daemon/setup.h"
#include "ledger/documents.h"
#include "tests/unit/keeping.h"
#include "tests/unit/scratch.h"

enum {
    APRIL = 2023 * 12 + 3,
    NOW = 1700000000,
    ALL_PAGES =
        2 * (8 + 3) + 2 /* two languages: of the site, of three indicators; style, icon */
};

static const char SITE[] = "[site]\ntitle = 試験用データ\nstate = state\noutput = out\n";
static const char CONFIG[] =
    "[source city]\ntitle = City\nurl = http://127.0.0.1:1/city.csv\n"
    "[source press]\ntitle = Press\nurl = http://127.0.0.1:1/press.csv\ngrade = press\n"
    "[indicator di]\ntitle = DI\nunit = ポイント\ndecimals = 1\nfrequency = monthly\n"
    "better = higher\ncompare = other\n"
    "[indicator other]\ntitle = Other\nunit = ポイント\nfrequency = monthly\nbetter = higher\n"
    "public = no\n"
    "[indicator empty]\ntitle = Empty\nunit = 人\nfrequency = fiscal-year\nbetter = higher\n"
    "[graph classic]\ntitle = DI\nrrdgraph = DEF:v=di:LAST LINE2:v#1f4e79\n"
    "[graph waiting]\ntitle = Empty\nrrdgraph = DEF:v=empty:LAST LINE2:v#1f4e79\n";
static const char ANOTHER[] =
    "[indicator mixed]\ntitle = Mixed\nunit = 人\nfrequency = monthly\nbetter = higher\n"
    "source = city press\nvalue = x\n"
    "[graph second]\ntitle = Second\ntitle.en = Second graph\n"
    "rrdgraph = DEF:v=\"mixed\":LAST LINE2:v#1f4e79\n";

struct fixture {
    char folder[SCRATCH_PATH];
    struct settings *settings;
    struct ledger *ledger;
    struct caches_options options;
    struct caches_counts counts;
    struct err err;
};

/* The site's further lines, and more sections. */
static void load(struct fixture *f, const char *site, const char *more)
{
    char path[SCRATCH_PATH], text[4096];
    struct faults faults = {0};
    int length = snprintf(text, sizeof text, "%s%s\n%s%s", SITE, site, CONFIG, more);
    assert_in_range(length, 1, sizeof text - 1);
    scratch_path(path, f->folder, "shihyo.ini");
    assert_true(scratch_write(path, text, (size_t)length));
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
    load(f, "", "");
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

static void record_from(struct fixture *f, const char *source, int32_t n, int64_t units)
{
    char hash[SHA256_TEXT_SIZE];
    struct observation said = {.period = {FREQUENCY_MONTHLY, n}, .value = {units, 1}};
    struct ledger_origin origin = {.source = source, .document = hash};
    struct ledger_counts counts = {0};
    assert_int_equal(
        keep_document(f->ledger, source,
                      &(struct documents_item){.at = NOW, .source = source, .url = "u"}, hash,
                      &f->err),
        0);
    assert_int_equal(
        ledger_merge(f->ledger, "mixed", &said, 1, &origin, NOW, &counts, &f->err), 0);
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
    assert_int_equal(project(f), 2);
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
    assert_int_equal(project(f), 2);
    f->options.all = true;
    assert_int_equal(project(f), 2);
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
    assert_int_equal(project(f), 2);
}

static const char *difference(struct fixture *f, const char *id)
{
    const char *found;
    assert_int_equal(caches_compare(f->ledger, f->settings,
                                    settings_indicator(f->settings, id), f->settings->arena,
                                    &found, &f->err),
                     0);
    return found;
}

static void test_compares(void **state)
{
    struct fixture *f = *state;
    record_some(f);
    project(f);
    assert_null(difference(f, "di"));
    assert_null(difference(f, "other"));
    record(f, "di", APRIL - 1, 77);
    assert_true(scratch_write(at(f, "state/rrd/other.rrd"), "garbage", 7));
    assert_non_null(strstr(difference(f, "di"), "2023-03-01"));
    assert_non_null(difference(f, "other"));
    f->options.all = true;
    project(f);
    assert_null(difference(f, "di"));
    assert_null(difference(f, "other"));
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
    load(f, "audience = public", "");
    draw(f);
    assert_false(is_there(f, "out/charts/other.png"));
    assert_false(is_there(f, "out/charts/other@2x.png"));
    assert_false(is_there(f, "out/graphs/classic.png")); /* RRD files hold every figure */
    assert_true(is_there(f, "out/charts/di.png"));
    load(f, "", "");
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
    const struct form forms[] = {{FORM_PNG, FORM_WIDE, PALETTE_THEME_DARK, 2},
                                 {.kind = FORM_TEXT}};
    struct caches_charts charts = {&one, 1, forms, 2, folder};
    assert_int_equal(caches_draw_into(f->ledger, f->settings, &charts, NOW, &f->err), 0);
    assert_true(is_there(f, "mine/di.wide.dark@2x.png"));
    assert_true(is_there(f, "mine/di.txt"));
    assert_false(is_there(f, "mine/di.png"));
    assert_false(is_there(f, "mine/other.png"));
    assert_int_equal(draw(f), 3); /* no mark was kept */
}

static void publish(struct fixture *f)
{
    f->counts = (struct caches_counts){0};
    assert_int_equal(caches_publish(f->ledger, f->settings, &f->options, &f->counts, &f->err),
                     0);
}

/* What the page says; "" when it is not there. */
static const char *page(const struct fixture *f, const char *name)
{
    static char text[65536];
    struct buf bytes;
    struct err err = {0};
    buf_init(&bytes, sizeof text - 1);
    (void)file_read(at(f, name), &bytes, &err);
    (void)snprintf(text, sizeof text, "%s", buf_text(&bytes));
    buf_free(&bytes);
    return text;
}

static void test_publishes_what_changed(void **state)
{
    struct fixture *f = *state;
    record_some(f);
    publish(f);
    assert_int_equal(f->counts.pages, ALL_PAGES);
    publish(f);
    assert_int_equal(f->counts.pages, 0);
    assert_int_equal(unlink(at(f, "out/index.html")), 0);
    publish(f);
    assert_int_equal(f->counts.pages, 1);
    assert_int_equal(unlink(at(f, "out/style.css")), 0);
    publish(f);
    assert_int_equal(f->counts.pages, 1);
    record(f, "di", APRIL, 98);
    publish(f); /* its page, the list, home, in two languages each */
    assert_int_equal(f->counts.pages, 6);
    load(f, "contact = someone@example.jp",
         "[challenge c]\ntitle = C\n[policy p]\ntitle = P2\n");
    publish(f);
    assert_non_null(strstr(page(f, "out/index.html"), "P2"));
}

static void test_a_page_written_over_is_mended(void **state)
{
    struct fixture *f = *state;
    record_some(f);
    publish(f);
    assert_true(scratch_write(at(f, "out/index.html"), "not ours", 8));
    publish(f);
    assert_int_equal(f->counts.pages, 1);
    assert_null(strstr(page(f, "out/index.html"), "not ours"));
}

/* 0.7 is the press's figure: inside it stands in table and chart, outside it does not. */
static void test_the_public_edition_shows_official_figures(void **state)
{
    struct fixture *f = *state;
    const struct indicator *mixed;
    struct arena *arena = arena_new();
    struct series series;
    load(f, "", ANOTHER);
    record_from(f, "city", APRIL - 1, 1234567);
    record_from(f, "press", APRIL, 7654321);
    publish(f);
    assert_non_null(strstr(page(f, "out/index.html"), "765,432"));
    load(f, "audience = public", ANOTHER);
    publish(f);
    assert_null(strstr(page(f, "out/index.html"), "765,432"));
    assert_null(strstr(page(f, "out/index.html"), "Press"));
    assert_null(strstr(page(f, "out/indicators/mixed.html"), "Press"));
    assert_non_null(strstr(page(f, "out/index.html"), "123,456.7"));
    mixed = settings_indicator(f->settings, "mixed");
    assert_int_equal(caches_series(f->ledger, f->settings, mixed, arena, &series, &f->err), 0);
    assert_int_equal(series.count, 1);
    assert_string_equal(series.observations[0].source, "city");
    record(f, "mixed", APRIL, 5); /* what the office enters itself is official */
    assert_int_equal(caches_series(f->ledger, f->settings, mixed, arena, &series, &f->err), 0);
    assert_int_equal(series.count, 2);
    arena_free(arena);
}

/* One way to gather for the chart and for the page: what the edition does not show is not
 * there, and what changed is marked by all that it is drawn from. */
static void test_what_a_chart_is_made_from(void **state)
{
    struct fixture *f = *state;
    struct arena *arena = arena_new();
    struct ledger_notes revisions;
    struct caches_matter matter;
    record_some(f);
    record(f, "di", APRIL, 5);
    const struct indicator *di = settings_indicator(f->settings, "di");
    assert_int_equal(caches_matter_gather(f->ledger, f->settings, di, arena, &matter, &f->err),
                     0);
    assert_int_equal(matter.series.count, 24);
    assert_int_equal(matter.vintages.count, 25);
    assert_int_equal(matter.compare.count, 24);
    struct chart_input input = caches_matter_input(&matter, f->settings, di, NOW);
    assert_ptr_equal(input.series, &matter.series);
    assert_ptr_equal(input.compare, &matter.compare);
    assert_null(input.respondents);
    assert_int_equal(ledger_revisions(f->ledger, arena, &revisions, &f->err), 0);
    struct fingerprint_chart mark = caches_matter_mark(f->settings, di, &revisions, 2024, NOW);
    assert_string_equal(mark.revision, ledger_note(&revisions, "di"));
    assert_string_equal(mark.compared, ledger_note(&revisions, "other"));
    assert_string_equal(mark.answered, "");
    load(f, "audience = public", ""); /* which does not show the other one */
    di = settings_indicator(f->settings, "di");
    assert_int_equal(caches_matter_gather(f->ledger, f->settings, di, arena, &matter, &f->err),
                     0);
    assert_false(matter.compares);
    assert_int_equal(matter.compare.count, 0);
    assert_null(caches_matter_input(&matter, f->settings, di, NOW).compare);
    arena_free(arena);
}

/* The others, and what comes after them, are made and marked all the same. */
static void test_one_failure_costs_one_file(void **state)
{
    struct fixture *f = *state;
    record_some(f);
    project(f);
    record(f, "di", APRIL, 91);
    record(f, "other", APRIL, 92);
    assert_int_equal(unlink(at(f, "state/rrd/di.rrd")), 0);
    assert_int_equal(mkdir(at(f, "state/rrd/di.rrd"), 0755), 0);
    f->counts = (struct caches_counts){0};
    assert_int_equal(caches_project(f->ledger, f->settings, &f->options, &f->counts, &f->err),
                     -1);
    assert_non_null(strstr(f->err.text, "di.rrd"));
    assert_int_equal(f->counts.rrds, 1);
    assert_int_equal(rmdir(at(f, "state/rrd/di.rrd")), 0);
    assert_int_equal(project(f), 1);
}

static void test_a_series_with_nothing_to_project(void **state)
{
    struct fixture *f = *state;
    struct arena *arena = arena_new();
    const char *mark;
    record(f, "di", 1950 * 12, 5); /* before the first day an RRD file can have */
    assert_int_equal(project(f), 0);
    assert_int_equal(ledger_mark(f->ledger, "rrd:di", arena, &mark, &f->err), 0);
    assert_string_equal(mark, "1 2 @ -"); /* looked at once, and no file expected */
    draw(f);
    assert_int_equal(f->counts.graphs, 0);
    assert_true(scratch_write(at(f, "state/rrd/di.rrd"), "x", 1));
    project(f);
    assert_false(is_there(f, "state/rrd/di.rrd")); /* none should be there */
    record(f, "di", APRIL, 5);
    assert_int_equal(project(f), 1);
    arena_free(arena);
}

/* As a backup of the ledger is: its mark, and the file that another ledger left. */
static void test_a_mark_vouches_for_its_own_file_only(void **state)
{
    struct fixture *f = *state;
    struct arena *arena = arena_new();
    const char *mark;
    record_some(f);
    assert_int_equal(project(f), 2);
    assert_int_equal(ledger_mark(f->ledger, "rrd:di", arena, &mark, &f->err), 0);
    f->options.all = true;
    assert_int_equal(project(f), 2);
    f->options.all = false;
    assert_int_equal(project(f), 0);
    assert_int_equal(ledger_set_mark(f->ledger, "rrd:di", mark, &f->err), 0);
    assert_int_equal(project(f), 1);
    draw(f);
    assert_true(scratch_write(at(f, "out/charts/di@2x.png"), "x", 1));
    assert_int_equal(draw(f), 1);
    arena_free(arena);
}

static void test_what_is_not_configured_any_more_goes(void **state)
{
    static const char *const FILES[] = {"state/rrd/mixed.rrd", "out/charts/mixed.png",
                                        "out/charts/mixed@2x.png", "out/graphs/second.png"};
    struct fixture *f = *state;
    struct ledger_notes marks;
    struct arena *arena = arena_new();
    load(f, "", ANOTHER);
    record_some(f);
    record_from(f, "city", APRIL, 12);
    project(f);
    draw(f);
    for (size_t i = 0; i < 4; i++)
        assert_true(is_there(f, FILES[i]));
    assert_true(scratch_write(at(f, "out/charts/mine.png"), "x", 1));
    load(f, "", "");
    project(f);
    draw(f);
    for (size_t i = 0; i < 4; i++)
        assert_false(is_there(f, FILES[i]));
    assert_true(is_there(f, "out/charts/di.png"));
    assert_true(is_there(f, "out/charts/mine.png")); /* never ours */
    assert_int_equal(ledger_marks(f->ledger, "", arena, &marks, &f->err), 0);
    for (size_t i = 0; i < marks.count; i++)
        assert_null(strstr(marks.items[i].name, "mixed"));
    arena_free(arena);
}

static size_t draw_graphs(struct fixture *f)
{
    draw(f);
    return f->counts.graphs;
}

static void test_a_graph_follows_its_ingredients(void **state)
{
    struct fixture *f = *state;
    load(f, "", ANOTHER);
    record_some(f);
    record_from(f, "city", APRIL, 12);
    project(f);
    assert_int_equal(draw_graphs(f), 2);
    assert_int_equal(draw_graphs(f), 0);
    record_from(f, "city", APRIL + 1, 13); /* its DEF is quoted */
    project(f);
    assert_int_equal(draw_graphs(f), 1);
    f->options.now += 86400; /* the axis ends today */
    assert_int_equal(draw_graphs(f), 2);
    load(f, "language = en", ANOTHER);
    assert_int_equal(draw_graphs(f), 1); /* only one has another title */
}

/* A file that is damaged or gone is no fault of the definition, and no reason to take away the
 * picture of before. */
static void test_a_graph_of_a_broken_file(void **state)
{
    struct fixture *f = *state;
    record_some(f);
    project(f);
    assert_int_equal(draw_graphs(f), 1);
    for (int gone = 0; gone < 2; gone++) {
        if (gone)
            assert_int_equal(unlink(at(f, "state/rrd/di.rrd")), 0);
        else
            assert_int_equal(truncate(at(f, "state/rrd/di.rrd"), 100), 0);
        f->options.now += 86400;
        assert_int_equal(caches_draw(f->ledger, f->settings, &f->options, &f->counts, &f->err),
                         -1);
        assert_int_equal(f->err.code, ERR_IO);
        assert_non_null(strstr(f->err.text, "the RRD file of di is "));
        assert_null(strstr(f->err.text, ".ini"));
        assert_true(is_there(f, "out/graphs/classic.png"));
        project(f);
        assert_int_equal(draw_graphs(f), 1);
    }
}

/* A program without a year stands in the newest year of the catalogue. */
static void test_a_chart_follows_the_catalogue(void **state)
{
    static const char EFFORT[] = "[policy p]\ntitle = P\n"
                                 "[program e]\ntitle = E\npolicy = p\nkind = effort\n"
                                 "moves = di\n[program g]\ntitle = G\npolicy = p\n"
                                 "moves = empty\nbudget.%d = 100\n";
    struct fixture *f = *state;
    char more[sizeof EFFORT + 20];
    record_some(f);
    (void)snprintf(more, sizeof more, EFFORT, 2024);
    load(f, "", more);
    draw(f);
    (void)snprintf(more, sizeof more, EFFORT, 2027);
    load(f, "", more);
    assert_in_range(draw(f), 2, 3);
}

static void test_a_folder_of_its_own(void **state)
{
    struct fixture *f = *state;
    char folder[SCRATCH_PATH];
    record_some(f);
    project(f);
    scratch_path(folder, f->folder, "mine");
    f->options.folder = folder;
    assert_int_equal(draw(f), 3);
    assert_int_equal(f->counts.graphs, 1);
    publish(f);
    assert_true(is_there(f, "mine/charts/di@2x.png"));
    assert_true(is_there(f, "mine/graphs/classic.png"));
    assert_non_null(strstr(page(f, "mine/graphs.html"), "graphs/classic.png"));
    f->options.folder = NULL;
    assert_int_equal(draw(f), 3);
    publish(f);
    assert_int_equal(f->counts.pages, ALL_PAGES);
}

/* Marks name what another edition, or another configuration, may have left there. */
static void test_a_folder_of_another_edition(void **state)
{
    struct fixture *f = *state;
    char folder[SCRATCH_PATH];
    load(f, "", ANOTHER);
    record_some(f);
    record_from(f, "city", APRIL, 12);
    project(f);
    draw(f);
    scratch_path(folder, f->folder, "mine");
    f->options.folder = folder;
    draw(f);
    assert_true(is_there(f, "mine/charts/other.png"));
    assert_true(is_there(f, "mine/charts/mixed.png"));
    assert_true(scratch_write(at(f, "mine/graphs/own.png"), "x", 1));
    load(f, "audience = public", "");
    draw(f);
    assert_false(is_there(f, "mine/charts/other.png"));
    assert_false(is_there(f, "mine/charts/other@2x.png"));
    assert_false(is_there(f, "mine/charts/mixed.png"));
    assert_false(is_there(f, "mine/graphs/classic.png"));
    assert_false(is_there(f, "mine/graphs/second.png"));
    assert_true(is_there(f, "mine/graphs/own.png"));
    assert_true(is_there(f, "mine/charts/di.png"));
    f->options.folder = NULL; /* the marks are as they were */
    assert_true(is_there(f, "out/charts/mixed.png"));
    draw(f);
    assert_false(is_there(f, "out/charts/mixed.png"));
}

static void make_doors(struct fixture *f)
{
    assert_int_equal(caches_doors(f->ledger, f->settings, &f->options, &f->counts, &f->err),
                     0);
}

/* Without pages one PNG of each indicator stays; what was made before goes, and comes back. */
static void test_without_pages(void **state)
{
    static const char *const ONLY_WITH[] = {
        "out/index.html",       "out/en/index.html",    "out/indicators/di.html",
        "out/style.css",        "out/charts/di@2x.png", "out/charts/di.svg",
        "out/en/charts/di.svg", "out/data/di.csv",      "out/data/datapackage.json",
        "out/status.json"};
    struct fixture *f = *state;
    record_some(f);
    project(f);
    for (int pages = 1; pages >= -1; pages--) { /* with, without, with */
        load(f, pages ? "" : "pages = no", "");
        draw(f);
        make_doors(f);
        publish(f);
        assert_true(is_there(f, "out/charts/di.png"));
        assert_true(is_there(f, "out/graphs/classic.png"));
        for (size_t i = 0; i < sizeof ONLY_WITH / sizeof ONLY_WITH[0]; i++)
            if (is_there(f, ONLY_WITH[i]) != (pages != 0))
                fail_msg("%s with pages = %d", ONLY_WITH[i], pages);
        f->counts = (struct caches_counts){0};
        assert_int_equal(draw(f), 0);
    }
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_projects_what_changed),
        CASE(test_sweeps_what_a_killed_process_left),
        CASE(test_a_failure_leaves_no_mark),
        CASE(test_compares),
        CASE(test_draws_what_changed),
        CASE(test_the_public_edition_takes_away),
        CASE(test_draws_into_a_folder),
        CASE(test_publishes_what_changed),
        CASE(test_a_page_written_over_is_mended),
        CASE(test_the_public_edition_shows_official_figures),
        CASE(test_what_a_chart_is_made_from),
        CASE(test_one_failure_costs_one_file),
        CASE(test_a_series_with_nothing_to_project),
        CASE(test_a_mark_vouches_for_its_own_file_only),
        CASE(test_what_is_not_configured_any_more_goes),
        CASE(test_a_graph_follows_its_ingredients),
        CASE(test_a_graph_of_a_broken_file),
        CASE(test_a_chart_follows_the_catalogue),
        CASE(test_a_folder_of_its_own),
        CASE(test_a_folder_of_another_edition),
        CASE(test_without_pages),
    };
    return cmocka_run_group_tests_name("caches", tests, NULL, NULL);
}
