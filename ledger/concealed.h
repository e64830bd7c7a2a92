/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * concealed: figures that may not be told yet (解禁前), and readers from whom they are kept.
 * Layer: ledger.
 *
 * An observation has an instant from which it may be told (struct observation.embargo).
 * Whoever makes something for the world outside reads the ledger through concealed_hide: then
 * it is, in every query of that open ledger, as if what is not to be told had not been
 * recorded. A figure that it revises stands as before, revisions (and so the marks of caches)
 * are those of what is told, and what was found or said because of it is not there either. It
 * is done in one place, by temporary views of the same names over the tables, so that nobody
 * who reads has to think of it. Where nothing is under embargo there are no views, and nothing
 * costs anything.
 */
#ifndef LEDGER_CONCEALED_H
#define LEDGER_CONCEALED_H

#include "core/arena.h"
#include "core/err.h"
#include "core/period.h"
#include "ledger/ledger.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whoever reads from now on reads what was recorded, as before any of the next two; nothing
 * may be written into what they make views of until then. */
int concealed_all(struct ledger *ledger, struct err *err);

/* Whoever reads from now on is inside and sees everything: observations whose embargo is not
 * over at `now` have it, others have 0; a revision differs when it is over, so that what says
 * 解禁前 is made anew. Until this, or the next, is called, all embargoes are told as they were
 * recorded. */
int concealed_show(struct ledger *ledger, int64_t now, struct err *err);

/* Whoever reads from now on is outside. Into observation, comment and indicator nothing can be
 * written then; with `alerts`, which belong to who judged with all figures, not into the
 * tables of alerts either. */
int concealed_hide(struct ledger *ledger, int64_t now, bool alerts, struct err *err);

/* What may be told from an instant on: one for each indicator and hour. */
struct concealed_hour {
    int64_t at;
    const char *indicator;
    struct period first, last; /* periods of it, of one frequency */
    size_t count;
};

/* Of the instants after `after`, the soonest first, as they were recorded and not told earlier
 * since; in the arena. */
int concealed_hours(struct ledger *ledger, int64_t after, struct arena *arena,
                    struct concealed_hour **out, size_t *count, struct err *err);

/* The first instant at which an embargo ends after what was told last (concealed_told): it is
 * not later than now where something waits to be told; INT64_MAX = none does. */
int concealed_due(struct ledger *ledger, int64_t *out, struct err *err);

/* All that may be told at `now` was. Writes only where an embargo ended since the last time.
 */
int concealed_told(struct ledger *ledger, int64_t now, struct err *err);

#endif
