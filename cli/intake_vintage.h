/* SPDX-License-Identifier: GPL-3.0-or-later */
/* intake_vintage: a row of `export --vintages` as an observation. Layer: cli. */
#ifndef CLI_INTAKE_VINTAGE_H
#define CLI_INTAKE_VINTAGE_H

#include "config/settings.h"
#include "core/err.h"
#include "core/series.h"

#include <stddef.h>

/* So many cells every row has: up to the rank. */
#define INTAKE_VINTAGE_NEEDED 11

/* What stands beside a value and says what it is; "" = nothing. */
struct intake_beside {
    const char *start;
    const char *end;
    const char *unit;
};

/* ERR_DATA or ERR_USAGE says which cell is not as `export` writes it. Texts are borrowed. */
int intake_vintage_read(const struct indicator *indicator, const char *const *cells,
                        size_t count, struct intake_beside *beside, struct observation *out,
                        struct err *err);

/* ERR_DATA for one that cannot have been recorded then: later than now, before its period
 * began, or before it was published. */
int intake_vintage_check(const struct observation *item, int64_t now, struct err *err);

#endif
