/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * aggregate: a series of longer periods made of one of shorter ones, exactly: the months of a
 * year, the days of a week. Layer: core. A period of which something is missing is not made.
 */
#ifndef CORE_AGGREGATE_H
#define CORE_AGGREGATE_H

#include "core/arena.h"
#include "core/err.h"
#include "core/series.h"

#include <stdbool.h>

enum aggregate_how {
    AGGREGATE_SUM,
    AGGREGATE_MEAN, /* rounded to the places asked for */
    AGGREGATE_LAST  /* the value of the last of the shorter periods */
};

/* Whether periods of `longer` are made up of whole ones of `shorter` (weeks make up nothing).
 */
bool aggregate_fits(enum frequency shorter, enum frequency longer);

/* What was made, and the periods that were begun but lack a value (their values are not
 * used). */
struct aggregate {
    struct series made;
    struct series left_out;
};

/* `places` is for the mean. The status is that of the least certain value used. ERR_USAGE
 * where the frequencies do not fit, ERR_DATA where a sum has too many digits. */
int aggregate_series(const struct series *series, enum frequency longer,
                     enum aggregate_how how, int places, struct arena *arena,
                     struct aggregate *out, struct err *err);

#endif
