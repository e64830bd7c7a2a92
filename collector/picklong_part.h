/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * picklong_part: rows that share a period: its parts (months beside a year) and their total,
 * or several things counted in it. Layer: collector; used by picklong.c only.
 *
 * A part recorded as the whole would be wrong in silence: only the row of the total is the
 * period's, and of several things `where` has to choose one.
 */
#ifndef COLLECTOR_PICKLONG_PART_H
#define COLLECTOR_PICKLONG_PART_H

#include "collector/filter.h"
#include "collector/head.h"
#include "collector/headdate.h"
#include "collector/periodcolumn.h"
#include "collector/take.h"

#include <stdbool.h>

struct picklong_part {
    const struct head *head;
    const struct periodcolumn *periods; /* as found */
    const struct filter *filter;
    size_t value;
    size_t column; /* of the parts; PERIODCOLUMN_NONE = none */
    bool asked;    /* `where` looks at it */
    size_t most;   /* parts of one period that have a figure */
    size_t parts;  /* of the period at hand */
    struct period at;
    size_t pending; /* row of a part whose period had no total so far; 0 = none */
    struct period pending_of;
    struct headdate dated; /* by the value's own head */
    bool misdated;         /* said once */
    bool reported;
    bool shared;  /* some rows did */
    bool several; /* the rows at hand share a period */
};

enum picklong_row {
    PICKLONG_ROW_ANY,  /* nothing is known of parts */
    PICKLONG_ROW_PART, /* or not known to be the whole */
    PICKLONG_ROW_WHOLE,
    PICKLONG_ROW_SHORT, /* a total of fewer parts than other periods have: it may go on */
    PICKLONG_ROW_SHARED /* one of several that share the period */
};

void picklong_part_find(struct picklong_part *out, const struct head *head,
                        const struct periodcolumn *periods, size_t value,
                        const struct filter *filter);

/* What the row is; all rows are asked in order. `period` is that of the row, or of the last
 * row that had one. */
enum picklong_row picklong_part_row(struct picklong_part *part, size_t row,
                                    enum carry_reading reading, struct period period,
                                    struct arena *scratch);

/* True if the row is taken. What is not is reported: a part once, if its period has no total;
 * picklong_part_end is called behind the last row. */
bool picklong_part_takes(struct picklong_part *part, struct taker *taker, size_t row,
                         enum picklong_row kind);
void picklong_part_end(struct picklong_part *part, struct taker *taker);

/* True if the value's head names another time than the period, or is that of a total whose
 * months are still to come; reported. */
bool picklong_part_doubts(struct picklong_part *part, struct taker *taker, size_t row,
                          struct period period);

#endif
