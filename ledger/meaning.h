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

#endif
