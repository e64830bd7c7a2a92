/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * versions: the vintages of an indicator as people ask for them: what each changed, what took
 * a figure back, what was set aside and why. Pure. Layer: daemon.
 */
#ifndef DAEMON_VERSIONS_H
#define DAEMON_VERSIONS_H

#include "config/settings.h"
#include "core/arena.h"
#include "core/buf.h"
#include "core/comment.h"
#include "core/json.h"
#include "core/series.h"
#include "ledger/ledger.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct version {
    const struct observation *item;
    const struct observation *before; /* what stood when it was recorded; NULL = nothing */
    bool revises;                     /* both have a value, and it was not set aside */
    struct decimal change;            /* then: item - before, exactly */
    bool withdrawn;                   /* it took the figure back that stood */
    bool reread; /* the publisher changed nothing: the same document was read otherwise */
    enum ledger_reason reason; /* when it was set aside */
};

struct versions {
    struct version *items; /* by period, then as recorded */
    size_t count;
    struct comments comments; /* on them, where whoever asked wants them */
};

/* All of `vintages` (by period, then as recorded; borrowed) that were recorded by `as_of`
 * (NULL = all). */
void versions_list(const struct series *vintages, const int64_t *as_of, struct arena *arena,
                   struct versions *out);

/* Of these the one of each period that stands. */
void versions_standing(const struct versions *all, struct arena *arena, struct versions *out);

/* When that is: a date means everything known at the end of that day, else an ISO instant.
 * ERR_USAGE when it is neither. */
int versions_parse_as_of(const char *text, int64_t *out, struct err *err);

/* less trusted, less exact, no figure, older, corrected by hand, confirmed: for programs. */
const char *versions_reason_name(enum ledger_reason reason);

/* What was set aside, as an object {"indicator","period","value","status","reason"}. */
void versions_kept_json(struct json *json, const char *key, const struct ledger_kept *kept);

/* What `show --json` and the web say of an indicator's versions. `whole` false: without what
 * is for the office alone: who entered it, what was noted, which document is kept. */
void versions_json(const struct indicator *indicator, const struct versions *shown, bool whole,
                   struct buf *out);

#endif
