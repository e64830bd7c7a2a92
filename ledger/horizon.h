/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * horizon: a ledger read as it was. Layer: ledger.
 *
 * From then on every query of the open ledger sees what was recorded up to the horizon only:
 * observations, comments, fetches and what follows from them (health), alerts as they stood,
 * silences, what was held. It is done in one place, by temporary views of the same names over
 * the tables, so that nobody who reads has to know; whoever writes to one of them is refused.
 *
 * As of an instant, figures are in the units of today and under the ids of today, as the
 * configuration is today's. As of a freeze (ledger/freeze.h) all is as it was: rows that came
 * later are not there whatever instant they bear, and units and ids are those of then.
 *
 * Messages (outbox, letters) are none: what waited when is not kept. Nor are marks: they vouch
 * for the caches of now; those that are set are of this connection only.
 */
#ifndef LEDGER_HORIZON_H
#define LEDGER_HORIZON_H

#include "core/err.h"
#include "ledger/ledger.h"

#include <stdbool.h>
#include <stdint.h>

struct horizon {
    int64_t at;
    int64_t freeze; /* its number; 0 = none */
    bool by_row;    /* of a freeze: how far each table went is known */
    bool told;      /* only what might be told then: nothing that was under embargo */
};

/* Of a ledger that was opened for reading, before anything else is asked of it; once. */
int horizon_set(struct ledger *ledger, const struct horizon *horizon, struct err *err);

/* When the first observation of all was recorded, beyond the horizon too; 0 = none was. Nobody
 * knew anything before. */
int horizon_first(struct ledger *ledger, int64_t *first, struct err *err);

/* The tables of which a freeze notes how far they went, with the column that holds the instant
 * of a row; NULL behind the last. */
struct horizon_part {
    const char *table;
    const char *instant;
};
const struct horizon_part *horizon_parts(void);

#endif
