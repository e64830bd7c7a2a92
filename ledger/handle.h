/* SPDX-License-Identifier: GPL-3.0-or-later */
/* handle: what an open ledger is, for the files of ledger/ only. Layer: ledger. */
#ifndef LEDGER_HANDLE_H
#define LEDGER_HANDLE_H

#include "ledger/sql.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* SQL: the observations that may not be told at NOW: those under embargo, and what these
 * replaced while it was under one, too (a later hour, or another figure). */
#define HANDLE_UNTOLD(NOW)                                                                    \
    "(SELECT number FROM main.observation WHERE embargo > " NOW                               \
    " UNION ALL SELECT p.number FROM main.observation n JOIN main.observation p"              \
    "  ON p.indicator = n.indicator AND p.frequency = n.frequency AND p.period = n.period"    \
    "  AND p.number < n.number WHERE n.embargo > " NOW " AND n.aside = 0"                     \
    "  AND p.embargo > n.recorded_at)"

/* SQL: from where the observations `o` of TABLE are of which a step (STEP: `h`, or the alert
 * `a` itself) of alert `a` at the instant AT may tell though they may not be told at NOW, and
 * were not told earlier since. One of a later period than was judged is none of them: whoever
 * knew it would have judged that. That a source is not overdue any more tells of any. */
#define HANDLE_CONCEALED(TABLE, NOW, AT, STEP)                                                \
    " FROM " TABLE " o JOIN main.indicator i ON i.number = o.indicator"                       \
    " WHERE o.recorded_at <= " AT " AND ((i.id = a.indicator AND (o.frequency <> " STEP       \
    ".frequency"                                                                              \
    "   OR o.period <= " STEP ".period OR o.status = 5))"                                     \
    "  OR (a.rule = 'overdue' AND " STEP ".state = 2 AND o.source = a.source))"               \
    " AND NOT EXISTS (SELECT 1 FROM observation n WHERE n.indicator = o.indicator"            \
    "  AND n.frequency = o.frequency AND n.period = o.period AND n.number > o.number"         \
    "  AND n.aside = 0 AND coalesce(n.embargo, 0) <= " NOW ")"                                \
    " AND o.number IN " HANDLE_UNTOLD(NOW)

struct conversion;
struct alias;

struct ledger {
    struct sql *sql;
    char *folder;
    bool missing;                   /* there was none to read */
    int64_t reader_now;             /* ledger/concealed; 0 = nobody said */
    bool concealing;                /* its views are there */
    struct conversion *conversions; /* ledger/conversion; read when first asked for */
    size_t conversion_count;
    bool conversions_known;
    struct alias *aliases; /* ledger/lookup: ids whose history stands under another one */
    size_t alias_count;
    size_t alias_capacity;
};

#endif
