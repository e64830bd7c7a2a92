/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pick: grids -> the observations of one indicator, as its configuration selects them.
 * Layer: collector. Nothing is guessed: what cannot be read is reported with grid, row, column
 * and the cell's own text, and is not picked.
 */
#ifndef COLLECTOR_PICK_H
#define COLLECTOR_PICK_H

#include "collector/grid.h"
#include "config/settings.h"
#include "core/err.h"
#include "core/series.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pick_problem {
    const char *text; /* `grid "…" row 12 column "入園者数": "abc" is no number` */
    bool unit;        /* what stands there is in a unit that does not fit */
};

/* Where a value stood, as people count: from 1, rows as the document numbers them. */
struct pick_place {
    int64_t row;    /* of a running text the line */
    int64_t column; /* 0 = running text */
};

/* Everything belongs to `arena`. */
struct pick {
    struct arena *arena;
    struct observation *observations; /* ascending by period, one per period */
    size_t count;
    struct pick_problem *problems;
    size_t problem_count;
    const char *grid;          /* the name of what it was picked from; NULL = nothing was */
    struct pick_place *places; /* of each observation; NULL = not known */
};

/* Caller-owned storage. */
void pick_init(struct pick *pick);
void pick_free(struct pick *pick);

/* Picks what the grids hold for the indicator. `today` (a day number): periods that start
 * later are reported and left out. Returns 0 when the table and its columns were found (single
 * cells may still be in `problems`; a row that is plainly a title, a note or a total is
 * neither); -1 when they were not, or when there is neither a value nor a reason: ERR_DATA
 * names what was looked for and what was there instead. */
int pick_observations(const struct indicator *indicator, const struct grids *grids,
                      int32_t today, struct pick *out, struct err *err);

#endif
