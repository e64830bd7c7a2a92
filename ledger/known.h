/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * known: what the ledger holds of the periods that somebody speaks of: what stands, what
 * that speaker said before, and what was set aside. Layer: ledger; used inside ledger/ only.
 */
#ifndef LEDGER_KNOWN_H
#define LEDGER_KNOWN_H

#include "core/arena.h"
#include "core/err.h"
#include "core/series.h"
#include "ledger/handle.h"
#include "ledger/ledger.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One observation of the ledger, as far as a merge looks at it. */
struct known {
    bool found;
    /* value, status, rank, published, note (when a person speaks); whose: the source of
     * those who speak, NULL = by hand, else another's */
    struct observation said;
};

/* What the ledger holds of a period that is spoken of. */
struct standing {
    int32_t period;
    struct known current; /* dated by the last that said the same */
    struct known own;     /* what this address of the source said last */
    struct known newest;  /* of what the source said, that with the newest day */
    struct known said;    /* the last that stood and was said by the same source */
    struct known aside;   /* the last that it said and that was set aside */
};

struct known_list {
    const struct ledger_origin *origin; /* who speaks */
    struct standing *items;             /* ascending, one per period; owned */
    size_t count;
    struct arena *arena; /* for notes */
};

/* One ordered read for all of the observations (of one frequency) instead of some for each.
 * The list is to be freed in every case. */
int known_gather(struct ledger *ledger, int64_t indicator,
                 const struct observation *observations, size_t count, struct known_list *out,
                 struct err *err);
void known_free(struct known_list *list);

/* The entry of a period that is among them. */
struct standing *known_find(const struct known_list *list, int32_t period);

/* One of the speaker was added: the same merge may speak of a period again. */
void known_note(const struct known_list *list, struct standing *standing,
                const struct known *known, bool aside);

/* The address says this now. */
void known_says(struct standing *standing, const struct known *known);

/* Whether it is that value and status. */
bool known_is(const struct known *known, const struct observation *observation);

#endif
