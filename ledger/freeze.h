/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * freeze: a state of the ledger kept under a name, with the texts of the configuration, so
 * that what was said then can be printed again. Layer: ledger. Append only, as all of the
 * ledger.
 *
 * Kept are an instant, how far each table went (ledger/horizon.h), the id, unit and frequency
 * of each indicator, and the files; a text that was kept already is kept once.
 */
#ifndef LEDGER_FREEZE_H
#define LEDGER_FREEZE_H

#include "core/arena.h"
#include "core/err.h"
#include "core/textfiles.h"
#include "ledger/horizon.h"
#include "ledger/ledger.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct freeze {
    int64_t number;
    const char *name;
    int64_t at;
    const char *who;
    const char *note;    /* NULL = none */
    const char *program; /* the version that froze it */
    const char *main;    /* the path of the main file */
    bool remade; /* after the ledger was lost: instants decide what was known, not rows */
    size_t file_count;
    int64_t bytes; /* of the files */
};

struct freezes {
    struct freeze *items; /* oldest first */
    size_t count;
};

/* Keeps the state as it is under freeze->name; the number is filled in. ERR_USAGE where the
 * name is used (names are compared in NFKC, without spaces): it says since when. */
int freeze_add(struct ledger *ledger, struct freeze *freeze, const struct textfiles *files,
               struct err *err);

int freeze_all(struct ledger *ledger, struct arena *arena, struct freezes *out,
               struct err *err);

/* The one of a name, compared as above; NULL. */
const struct freeze *freeze_find(const struct freezes *freezes, const char *name);

/* Its files, the main one first; in the arena. ERR_DATA when a text is not as it was kept. */
int freeze_files(struct ledger *ledger, const struct freeze *freeze, struct arena *arena,
                 struct textfiles *out, struct err *err);

/* What a ledger is to be read as of for it. */
struct horizon freeze_horizon(const struct freeze *freeze);

#endif
