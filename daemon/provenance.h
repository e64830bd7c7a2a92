/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * provenance: from a recorded value back to the fetch, the document and the cell it stood in.
 * Layer: daemon. Where it stood is found by reading the kept document again, with the
 * configuration of today: the ledger keeps the cell's text only.
 */
#ifndef DAEMON_PROVENANCE_H
#define DAEMON_PROVENANCE_H

#include "collector/pick.h"
#include "config/settings.h"
#include "core/arena.h"
#include "core/err.h"
#include "core/series.h"
#include "ledger/documents.h"

#include <stdbool.h>

enum provenance_place {
    PROVENANCE_BY_HAND, /* there is no document */
    PROVENANCE_FOUND,
    PROVENANCE_OTHERWISE, /* its period stands there, but is read as `reads` today */
    PROVENANCE_REFUSED,   /* nothing is read of an indicator that is not the ledger's
                             (daemon/identity); `err` says so */
    PROVENANCE_DROPPED,   /* the document's bytes were let go */
    PROVENANCE_ELSEWHERE, /* they never were here: the vintage was imported */
    PROVENANCE_UNREAD     /* `err` says why the place is not found */
};

struct provenance {
    bool documented; /* the ledger knows the document */
    struct documents_item document;
    struct ledger_fetch fetch; /* at 0 = none is known */
    enum provenance_place state;
    const char *grid;        /* "" = running text, or a grid without a name */
    struct pick_place place; /* of what was found or is read otherwise */
    struct observation reads;
    struct err err;
};

/* Texts belong to the arena. -1 only when the ledger cannot be read. */
int provenance_find(struct ledger *ledger, const struct settings *settings,
                    const struct indicator *indicator, const struct observation *item,
                    struct arena *arena, struct provenance *out, struct err *err);

#endif
