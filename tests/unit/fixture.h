/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fixture: a folder with what a test needs of a ledger, a configuration and a cycle. Include
 * it behind cmocka.h.
 */
#ifndef TESTS_UNIT_FIXTURE_H
#define TESTS_UNIT_FIXTURE_H

#include "core/arena.h"
#include "core/log.h"
#include "daemon/cycle.h"
#include "daemon/setup.h"
#include "ledger/ledger.h"
#include "tests/unit/scratch.h"

enum { FIXTURE_NOW = 1700000000 };

struct fixture {
    char folder[SCRATCH_PATH];
    struct settings *settings; /* of fixture_load, NULL before */
    struct ledger *ledger;     /* of fixture_with_ledger, in the folder itself; else NULL */
    struct cycle_options options;
    struct cycle_report report;
    struct arena *arena;
    struct err err;
};

static inline int fixture_set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);

    if (f == NULL || scratch_make(f->folder) != 0)
        return -1;
    f->arena = arena_new();
    f->options.now = FIXTURE_NOW;
    log_set_level(LOG_LEVEL_ERROR);
    *state = f;
    return 0;
}

static inline int fixture_with_ledger(void **state)
{
    if (fixture_set_up(state) != 0)
        return -1;
    struct fixture *f = *state;
    return ledger_open(f->folder, false, &f->ledger, &f->err);
}

static inline int fixture_tear_down(void **state)
{
    struct fixture *f = *state;

    ledger_close(f->ledger);
    cycle_free(&f->report);
    settings_free(f->settings);
    arena_free(f->arena);
    scratch_remove(f->folder);
    free(f);
    return 0;
}

/* Reads `text` as the folder's shihyo.ini, in the place of what was read before. */
static inline int fixture_try_load(struct fixture *f, const char *text, struct faults *faults)
{
    char path[SCRATCH_PATH];

    scratch_path(path, f->folder, "shihyo.ini");
    assert_true(scratch_write(path, text, strlen(text)));
    settings_free(f->settings);
    f->settings = NULL;
    err_clear(&f->err);
    int failed = setup_load(path, &f->settings, faults, &f->err);
    f->options.settings = f->settings;
    return failed;
}

static inline void fixture_load(struct fixture *f, const char *text)
{
    struct faults faults = {0};

    if (fixture_try_load(f, text, &faults))
        fail_msg("%s", f->err.text);
    fault_free(&faults);
}

/* Before another cycle. */
static inline void fixture_forget(struct fixture *f)
{
    cycle_free(&f->report);
    err_clear(&f->err);
}

static inline int fixture_run(struct fixture *f)
{
    fixture_forget(f);
    return cycle_run(&f->options, &f->report, &f->err);
}

#define FIXTURE_CASE(name)                                                                    \
    cmocka_unit_test_setup_teardown(name, fixture_set_up, fixture_tear_down)
#define FIXTURE_LEDGER_CASE(name)                                                             \
    cmocka_unit_test_setup_teardown(name, fixture_with_ledger, fixture_tear_down)

#endif
