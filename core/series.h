/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * series: the observations of one indicator, in order of period. Layer: core.
 * Owned by whoever gave the arena they were read into.
 */
#ifndef CORE_SERIES_H
#define CORE_SERIES_H

#include "core/arena.h"
#include "core/decimal.h"
#include "core/period.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum observation_status {
    OBSERVATION_FINAL,
    OBSERVATION_PRELIMINARY,
    OBSERVATION_REVISED,
    OBSERVATION_ESTIMATE,
    OBSERVATION_FORECAST, /* never recorded as an observation of the indicator */
    OBSERVATION_MISSING   /* the publisher says there is no figure; value is not used */
};

struct observation {
    struct period period;
    struct decimal value; /* in the indicator's unit */
    enum observation_status status;
    int64_t recorded_at;  /* instant; 0 while not recorded */
    const char *source;   /* source id; NULL = entered by hand */
    const char *document; /* SHA-256 in hex; NULL = entered by hand */
    const char *who;      /* user name of who entered it; NULL = not by hand */
    const char *cell;     /* the cell's own text; NULL when there was none */
    const char *note;     /* what a person wrote with it; NULL = nothing */
    bool masked;          /* a count too small for the public: its value is withheld */
    bool aside;           /* a vintage that never stood: a better figure was known */
    int rank;          /* of the source when it was recorded: 0 = most trusted, or by hand */
    bool dated;        /* `published` is known */
    int32_t published; /* the day on which its document says it was published */
    int64_t embargo; /* instant before which it is told to nobody outside (解禁前); 0 = none,
                        or over when it was read (ledger/concealed.h) */
};

struct series {
    const char *indicator;
    enum frequency frequency;
    struct observation *observations; /* ascending, one per period */
    size_t count;
};

const char *series_status_name(enum observation_status status);
bool series_status_parse(const char *name, enum observation_status *out);

/* True unless the status is missing or forecast. */
bool series_has_value(const struct observation *observation);

/* The number of observations before a period. */
size_t series_position(const struct series *series, struct period period);

/* The observation of a period, or NULL. */
const struct observation *series_find(const struct series *series, struct period period);

/* The last instant at which an embargo on one of them ends; 0 = none is under one. */
int64_t series_embargo(const struct series *series);

/* The newest observation that has a value, and the newest one before `period`; NULL if none.
 */
const struct observation *series_latest(const struct series *series);
const struct observation *series_before(const struct series *series, struct period period);

/* The value-bearing observation of the same period a year before, or NULL. */
const struct observation *series_year_ago(const struct series *series, struct period period);

/* What stands of all vintages, which are by period, those of one in their order: the last of
 * each that was not set aside. Its observations live in the arena. */
void series_standing(const struct series *vintages, struct arena *arena, struct series *out);

#endif
