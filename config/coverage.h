/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * coverage: what a configuration leaves open between money and challenge: a report for whoever
 * keeps it, no faults. Layer: config. Pure.
 */
#ifndef CONFIG_COVERAGE_H
#define CONFIG_COVERAGE_H

#include "config/settings.h"
#include "core/arena.h"
#include "core/words.h"

#include <stdbool.h>
#include <stddef.h>

enum coverage_kind {
    COVERAGE_NO_OUTCOME,      /* a program that moves no indicator of kind outcome */
    COVERAGE_NO_OUTPUT,       /* ... of kind output */
    COVERAGE_UNMOVED,         /* an outcome or output that no program moves */
    COVERAGE_BACKGROUND,      /* an indicator of kind context that a program is to move */
    COVERAGE_TARGET_YEAR,     /* a target without a period: a level, no path */
    COVERAGE_BASELINE_PERIOD, /* a baseline without one: nobody can look it up */
    COVERAGE_BASELINE_SOURCE, /* a baseline that no recorded value of its period is */
    COVERAGE_NO_OWNER,
    COVERAGE_NO_START,
    COVERAGE_NO_LAG,
    COVERAGE_LOAN,          /* apart: no shared scale, no before and after */
    COVERAGE_LOAN_UNMARKED, /* called a loan (融資, 貸付) and of another kind */
    COVERAGE_NO_CHALLENGE,  /* a policy that answers none */
    COVERAGE_KINDS
};

struct coverage_gap {
    enum coverage_kind kind;
    struct origin origin; /* of its section */
    const char *section;  /* "program" */
    const char *id;
    const struct label *title;
};

struct coverage {
    struct coverage_gap *items; /* by kind, then in the order of the configuration */
    size_t count;
    size_t counts[COVERAGE_KINDS];
};

/* Whether the ledger has the baseline as the value of its period: 1 yes, 0 no, -1 not known.
 */
typedef int (*coverage_recorded)(const struct indicator *indicator, void *context);

/* `recorded` may be NULL: then nothing is said of the sources of baselines. */
void coverage_find(const struct settings *settings, coverage_recorded recorded, void *context,
                   struct arena *arena, struct coverage *out);

/* "no-outcome"; and what a group is called. */
const char *coverage_name(enum coverage_kind kind);
const char *coverage_say(enum coverage_kind kind, enum language language);

#endif
