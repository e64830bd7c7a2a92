/* SPDX-License-Identifier: GPL-3.0-or-later */
/* difftable: the programs of two fiscal years side by side. Layer: cli. */
#ifndef CLI_DIFFTABLE_H
#define CLI_DIFFTABLE_H

#include "core/arena.h"
#include "core/buf.h"
#include "daemon/yeardiff.h"

/* By policy, loan programs apart, with the sums in which a loan does not hide the rest. */
void difftable_print(const struct yeardiff *diff, const struct settings *settings,
                     struct arena *arena, struct buf *out);

/* {"version":1,"from":2024,"to":2025,"programs":[{"id","title","former","policy","kind",
 *  "before":n|null,"after":n|null,"difference":n,"changes":["renamed"],"continues":["id"],
 *  "continued_by":["id"]}],"totals":{"before":{"programs","all","loans","others"},"after":..}}
 * in thousand yen; `former` is null while the title is the same. */
void difftable_json(const struct yeardiff *diff, const struct settings *settings,
                    struct buf *out);

/* A line for each program, for a spreadsheet; amounts in thousand yen, without sums. */
void difftable_csv(const struct yeardiff *diff, const struct settings *settings,
                   struct arena *arena, struct buf *out);

#endif
