/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meaning: what the figures of an indicator mean, as the ledger noted it: its id, frequency,
 * unit, and whether its publisher labels a fiscal year by its end. Layer: ledger. The
 * functions that change something are called within a transaction.
 */
#ifndef LEDGER_MEANING_H
#define LEDGER_MEANING_H

#include "core/arena.h"
#include "core/decimal.h"
#include "core/err.h"
#include "core/period.h"
#include "ledger/ledger.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MEANING_NOT_NOTED (-1)

struct meaning {
    const char *id;
    bool observed;    /* something was recorded of it, so that what it means counts */
    int frequency;    /* enum frequency, or MEANING_NOT_NOTED */
    const char *unit; /* NULL = not noted */
    int year_ends;    /* 0, 1, or MEANING_NOT_NOTED */
};

struct meaning_list {
    struct meaning *items; /* ascending by id */
    size_t count;
};

/* All that the ledger knows. */
int meaning_all(struct ledger *ledger, struct arena *arena, struct meaning_list *out,
                struct err *err);

/* The one of an id, or NULL. */
const struct meaning *meaning_find(const struct meaning_list *list, const char *id);

/* Whoever reads finds the history of `was` under `id`, until a writer renames it; and no more
 * of that. */
void meaning_follow(struct ledger *ledger, const char *id, const char *was);
void meaning_follow_none(struct ledger *ledger);

/* Of which frequencies something was recorded of an indicator: found[enum frequency]. */
int meaning_frequencies(struct ledger *ledger, const char *id,
                        bool found[FREQUENCY_FISCAL_YEAR + 1], struct err *err);

/* Notes frequency, unit and year_ends of an indicator that the ledger knows. */
int meaning_note(struct ledger *ledger, const struct meaning *meaning, struct err *err);

/* The history of `was` goes on as that of `id`, of which nothing was recorded: its
 * observations, what is held, its alerts, how far its documents reached. */
int meaning_rename(struct ledger *ledger, const char *was, const char *id, struct err *err);

/* Documents of an address that were read by the selection `before` count as read by `after`:
 * both select the same. */
int meaning_reselect(struct ledger *ledger, const char *source, const char *address,
                     const char *before, const char *after, struct err *err);

/* What the addresses of its sources were last heard to say of an indicator is of periods `by`
 * later now; or is not known any more. */
int meaning_shift_said(struct ledger *ledger, const char *id, int32_t by, struct err *err);
int meaning_forget_said(struct ledger *ledger, const char *id, struct err *err);

/* What was done about a change, for the record. */
struct meaning_change {
    const char *id;
    int64_t at;
    const char *who;
    const char *was;              /* the id of before, or NULL */
    const struct decimal *factor; /* what is recorded so far is read times this; or NULL */
    const char *note;
};

/* ERR_DATA when a value times the factor has too many digits; it says which. */
int meaning_record(struct ledger *ledger, const struct meaning_change *change,
                   struct err *err);

/* What was done about changes, of one indicator or (id NULL) of all, as it was recorded; the
 * ids are those of now. */
struct meaning_changes {
    struct meaning_change *items;
    size_t count;
};

int meaning_changes(struct ledger *ledger, const char *id, struct arena *arena,
                    struct meaning_changes *out, struct err *err);

/* A value as it was recorded, and whether it is read otherwise. */
struct meaning_value {
    struct decimal recorded;
    bool converted;
};

/* Those of all vintages of a period, in the order of ledger_vintages. */
int meaning_values(struct ledger *ledger, const char *id, struct period period,
                   struct arena *arena, struct meaning_value **out, size_t *count,
                   struct err *err);

#endif
