/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tests of daemon/harvest against the test publisher, whose binary $PUBLISHER names
 * (build/publisher if unset). All figures are test data.
 */
#include "daemon/harvest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/civil.h"
#include "core/spill.h"
#include "core/version.h"
#include "daemon/setup.h"
#include "tests/unit/publishing.h"

#define GOOD "年度,入園者数,うち夏期\n2019年度,1400,900\n2020年度,510,400\n"

static const char CONFIG[] = "[site]\nstate = state\ndelay = 0s\ncontact = %s\n"
                             "[source zoo]\nurl = %s/zoo.csv\nformat = csv\ntimeout = 60s\n"
                             "[indicator visitors]\ntitle = V\nunit = 人\n"
                             "frequency = fiscal-year\nbetter = higher\nsource = zoo\n"
                             "value = 入園者数\n"
                             "[indicator summer]\ntitle = S\nunit = 人\n"
                             "frequency = fiscal-year\nbetter = higher\nsource = zoo\n"
                             "value = うち夏期\n"
                             "[indicator elsewhere]\ntitle = E\nunit = 人\n"
                             "frequency = fiscal-year\nbetter = higher\n";

static struct publishing publisher;

struct fixture {
    char folder[SCRATCH_PATH];
    struct settings *settings;
    struct harvest_options options;
    struct harvest item;
    struct err err;
};

static void put(const char *text)
{
    publishing_put(&publisher, "zoo.csv", text);
}

static int start_publisher(void **state)
{
    (void)state;
    return publishing_start(&publisher);
}

static int stop_publisher(void **state)
{
    (void)state;
    return publishing_stop(&publisher);
}

static void load(struct fixture *f, const char *contact)
{
    char path[SCRATCH_PATH], text[sizeof CONFIG + 200];
    struct faults faults = {0};
    (void)snprintf(text, sizeof text, CONFIG, contact, publisher.base);
    scratch_path(path, f->folder, "shihyo.ini");
    assert_true(scratch_write(path, text, strlen(text)));
    settings_free(f->settings);
    if (setup_load(path, &f->settings, &faults, &f->err))
        fail_msg("%s", f->err.text);
    fault_free(&faults);
    f->options.settings = f->settings;
}

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    if (f == NULL || scratch_make(f->folder) != 0)
        return -1;
    load(f, "");
    f->options.today = civil_day(2024, 4, 1);
    put(GOOD);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    harvest_free(&f->item);
    settings_free(f->settings);
    scratch_remove(f->folder);
    free(f);
    return 0;
}

static struct health well(void)
{
    return (struct health){.source = "zoo",
                           .error = "",
                           .etag = "",
                           .last_modified = "",
                           .document = "",
                           .selection = ""};
}

static int run(struct harvest *items, size_t count, const struct harvest_options *options,
               struct err *err)
{
    if (harvest_fetch(items, count, options, err))
        return -1;
    harvest_take(items, count, options);
    return 0;
}

static const struct harvest *harvest(struct fixture *f, struct health before)
{
    harvest_free(&f->item);
    f->item =
        (struct harvest){.source = settings_source(f->settings, "zoo"), .health = before};
    assert_int_equal(run(&f->item, 1, &f->options, &f->err), 0);
    return &f->item;
}

static void test_picks_for_each_reader(void **state)
{
    const struct harvest *got = harvest(*state, well());
    assert_int_equal(got->err.code, ERR_NONE);
    assert_int_equal(got->fetch.status, 200);
    assert_false(got->unchanged);
    assert_int_equal(got->problems, 0);
    assert_int_equal(strlen(got->selection), 64);
    assert_int_equal(got->pick_count, 2); /* nothing for what reads no source */
    assert_string_equal(got->picks[0].indicator->id, "visitors");
    assert_int_equal(got->picks[0].rank, 0);
    assert_int_equal(got->picks[0].read->pick.count, 2);
    assert_int_equal(got->picks[0].read->pick.observations[1].value.units, 510);
    assert_string_equal(got->picks[1].indicator->id, "summer");
    assert_int_equal(got->picks[1].read->pick.observations[0].value.units, 900);
}

/* What is known of the source after a harvest that went well. */
static struct health after(struct fixture *f, const struct harvest *got)
{
    struct health health = well();
    static char sha256[SHA256_TEXT_SIZE], selection[SHA256_TEXT_SIZE], etag[64];
    sha256_text(got->fetch.body.data, got->fetch.body.length, sha256);
    (void)snprintf(selection, sizeof selection, "%s", got->selection);
    (void)snprintf(etag, sizeof etag, "%s", got->fetch.etag);
    (void)f;
    health.document = sha256;
    health.selection = selection;
    health.etag = etag;
    return health;
}

static void test_what_is_known_is_not_read_again(void **state)
{
    struct fixture *f = *state;
    struct health health = after(f, harvest(f, well()));
    const struct harvest *got = harvest(f, health);
    assert_int_equal(got->fetch.status, 304);
    assert_true(got->unchanged);
    assert_int_equal(got->pick_count, 0);
    assert_int_equal(got->err.code, ERR_NONE);

    health.etag = ""; /* a publisher without validators: the same bytes */
    got = harvest(f, health);
    assert_int_equal(got->fetch.status, 200);
    assert_true(got->unchanged);
    assert_int_equal(got->pick_count, 0);
}

static void test_what_is_known_is_read_again_when_needed(void **state)
{
    struct fixture *f = *state;
    struct health known = after(f, harvest(f, well()));
    struct health health = known;
    health.selection = "another"; /* the configuration changed */
    assert_int_equal(harvest(f, health)->pick_count, 2);
    assert_int_equal(f->item.fetch.status, 200);

    health = known;
    health.failing_since = 5; /* the validators belong to a document before the failure */
    health.document = "another";
    assert_int_equal(harvest(f, health)->pick_count, 2);
    assert_int_equal(f->item.fetch.status, 200);

    f->options.force = true;
    assert_int_equal(harvest(f, known)->pick_count, 2);
    f->options.force = false;
    put(GOOD "2021年度,700,500\n");
    assert_int_equal(harvest(f, known)->pick_count, 2);
    assert_int_equal(f->item.picks[0].read->pick.count, 3);
}

static void test_complaints(void **state)
{
    static const struct {
        const char *document;
        enum err_code code;
        const char *said;
        size_t problems;
        size_t picked; /* for the first indicator */
    } CASES[] = {
        {"年度,入園者数,うち夏期\n2019年度,abc,900\n2020年度,510,400\n", ERR_DATA, "abc", 1,
         1},
        {"年度,入園者数,うち夏期\n2019年度,abc,abd\n2020年度,510,400\n", ERR_DATA, "visitors",
         2, 1},
        {"年度,入場者,うち夏期\n2019年度,1400,900\n", ERR_DATA, "入園者数", 0, 0},
        {"年度,入園者数\n2019年度,1400\n", ERR_DATA, "うち夏期", 0, 1},
        {"<!DOCTYPE html><html><body>404</body></html>", ERR_DATA, "", 0, 0},
        {"", ERR_DATA, "", 0, 0},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        put(CASES[i].document);
        const struct harvest *got = harvest(f, well());
        size_t picked = got->pick_count > 0 ? got->picks[0].read->pick.count : 0;
        if (got->err.code != CASES[i].code || strstr(got->err.text, CASES[i].said) == NULL)
            fail_msg("case %zu: %d %s", i, (int)got->err.code, got->err.text);
        assert_int_equal(got->problems, CASES[i].problems);
        assert_int_equal(picked, CASES[i].picked);
        assert_false(got->unchanged);
    }
}

static void same_picks(const struct harvest *a, const struct harvest *b)
{
    assert_int_equal(a->pick_count, b->pick_count);
    assert_string_equal(a->err.text, b->err.text);
    assert_int_equal(a->problems, b->problems);
    for (size_t i = 0; i < a->pick_count; i++) {
        const struct pick *x = &a->picks[i].read->pick;
        const struct pick *y = &b->picks[i].read->pick;
        assert_ptr_equal(a->picks[i].indicator, b->picks[i].indicator);
        assert_string_equal(a->picks[i].read->err.text, b->picks[i].read->err.text);
        assert_int_equal(x->count, y->count);
        for (size_t k = 0; k < x->count; k++) {
            assert_int_equal(
                period_compare(x->observations[k].period, y->observations[k].period), 0);
            assert_true(x->observations[k].value.units == y->observations[k].value.units);
            assert_string_equal(x->observations[k].cell, y->observations[k].cell);
        }
        assert_int_equal(x->problem_count, y->problem_count);
        for (size_t k = 0; k < x->problem_count; k++)
            assert_string_equal(x->problems[k].text, y->problems[k].text);
    }
}

/* Each of its cases read into memory, and read and left in the spill until it is asked for. */
static void test_what_waits_outside_of_memory(void **state)
{
    static const char *const DOCUMENTS[] = {
        GOOD,
        "年度,入園者数,うち夏期\n2019年度,abc,900\n2020年度,510,400\n",
        "年度,入園者数\n2019年度,1400\n",
    };
    struct fixture *f = *state;
    struct spill spill = {.folder = f->folder, .fd = -1};
    struct harvest_options spilling = f->options;
    spilling.spill = &spill;
    for (size_t i = 0; i < sizeof DOCUMENTS / sizeof DOCUMENTS[0]; i++) {
        put(DOCUMENTS[i]);
        const struct harvest *want = harvest(f, well());
        struct harvest got = {.source = want->source, .health = well()};
        assert_int_equal(run(&got, 1, &spilling, &f->err), 0);
        assert_true(got.folded > 0);
        assert_int_equal(got.bytes, strlen(DOCUMENTS[i]));
        assert_null(got.picks[0].read->pick.observations);
        assert_int_equal(harvest_unfold(&got, &spill, &f->err), 0);
        assert_int_equal(harvest_unfold(&got, &spill, &f->err), 0); /* has been */
        same_picks(&got, want);
        harvest_free(&got);
    }
    spill_close(&spill);

    struct spill nowhere = {.folder = "/nowhere", .fd = -1}; /* then it stays in memory */
    struct harvest got = {.source = f->item.source, .health = well()};
    spilling.spill = &nowhere;
    assert_int_equal(run(&got, 1, &spilling, &f->err), 0);
    assert_int_equal(got.folded, 0);
    same_picks(&got, &f->item);
    harvest_free(&got);
}

static void test_a_document_that_is_not_there(void **state)
{
    struct fixture *f = *state;
    char path[SCRATCH_PATH];
    scratch_path(path, publisher.folder, "zoo.csv");
    assert_int_equal(unlink(path), 0);
    const struct harvest *got = harvest(f, well());
    assert_int_equal(got->err.code, ERR_UNAVAILABLE);
    assert_int_equal(got->fetch.status, 404);
    assert_int_equal(got->pick_count, 0);
    assert_false(got->unchanged);
}

static void test_nothing_to_harvest(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(run(NULL, 0, &f->options, &f->err), 0);
}

static void test_user_agent(void **state)
{
    struct fixture *f = *state;
    assert_string_equal(harvest_user_agent(f->settings), "shihyo/" VERSION_TEXT);
    load(f, "office@example.jp");
    assert_string_equal(harvest_user_agent(f->settings),
                        "shihyo/" VERSION_TEXT " (+office@example.jp)");
    /* the daemon asks for it in every cycle, and its settings stay for years */
    assert_ptr_equal(harvest_user_agent(f->settings), harvest_user_agent(f->settings));
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_picks_for_each_reader),
        CASE(test_what_is_known_is_not_read_again),
        CASE(test_what_is_known_is_read_again_when_needed),
        CASE(test_complaints),
        CASE(test_what_waits_outside_of_memory),
        CASE(test_a_document_that_is_not_there),
        CASE(test_nothing_to_harvest),
        CASE(test_user_agent),
    };
    return cmocka_run_group_tests_name("harvest", tests, start_publisher, stop_publisher);
}
