/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * suggest: how an indicator might read a document that nobody has configured yet. Layer:
 * collector. Pure but for the clock that ends it.
 *
 * For every grid the layouts long, across and matrix are tried over each label that may name
 * figures, and text patterns where figures with a unit stand in running text. What is
 * suggested was tried with pick_observations and takes what it says.
 */
#ifndef COLLECTOR_SUGGEST_H
#define COLLECTOR_SUGGEST_H

#include "collector/grid.h"
#include "collector/pick.h"
#include "config/settings.h"
#include "core/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SUGGEST_MAX 20     /* suggestions at most */
#define SUGGEST_PROBLEMS 5 /* of one that are kept */
#define SUGGEST_TEXT ((size_t)-1)

enum suggest_unit {
    SUGGEST_UNIT_PRINTED,
    SUGGEST_UNIT_LIKELY, /* nowhere printed: what such a label is usually counted in */
    SUGGEST_UNIT_UNKNOWN /* the unit is "-" */
};

struct suggestion {
    /* What would be configured: id, title, unit, decimals, frequency, table, layout, value,
     * period, era, where; better is neutral. */
    struct indicator indicator;
    const char *label;     /* that the figures stand under; "" = none */
    const char *unit_near; /* printed in the label; "" = none */
    const char *unit_base; /* that the picker converts to if it is configured; "" = none */
    const char *choices; /* other cells that `where` may keep: 館名: 中央 東; "" = none */
    enum suggest_unit unit_from;
    bool year_is_open;        /* printed as 年: calendar years, or fiscal ones called so */
    bool era_is_open;         /* no era is printed; another may be meant */
    size_t grid;              /* which of the document; SUGGEST_TEXT = its running text */
    size_t count;             /* periods taken with a value */
    size_t missing;           /* periods taken as missing */
    size_t problem_count;     /* all of them */
    struct observation first; /* of those with a value */
    struct observation last;
    struct pick_problem problems[SUGGEST_PROBLEMS];
    bool is_partial;  /* tried on the beginning of the document only: the time was up */
    bool is_constant; /* all values are equal */
    uint64_t print;   /* of the periods and values taken: the same figures, the same number */
    int score;        /* for ranking */
};

struct suggestions {
    struct arena *arena;      /* owns all texts */
    struct suggestion *items; /* the best first; no two take the same figures */
    size_t count;
    size_t tried; /* candidates */
    bool cut;     /* the time was up before all had been tried */
};

/* Caller-owned storage. */
void suggest_init(struct suggestions *suggestions);
void suggest_free(struct suggestions *suggestions);

/* `today` as for pick_observations; ends after about `time_ms`. At most `most` (up to
 * SUGGEST_MAX) are kept. */
void suggest_run(const struct grids *grids, int32_t today, int64_t time_ms, size_t most,
                 struct suggestions *out);

#endif
