/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * migration: what a changed frequency, unit or year of an indicator means for what was
 * recorded before, as a person says it. Layer: daemon. Nothing that was recorded is changed:
 * values of another unit are converted where they are read, and what is computed from them, or
 * moved, is recorded as said by the least trusted of those who said them, with who did it.
 * What sections say of figures moves with them; of periods that are shown no longer it stays
 * there.
 */
#ifndef DAEMON_MIGRATION_H
#define DAEMON_MIGRATION_H

#include "config/settings.h"
#include "core/aggregate.h"
#include "core/arena.h"
#include "core/decimal.h"
#include "core/err.h"
#include "core/series.h"
#include "ledger/ledger.h"

#include <stdbool.h>
#include <stdint.h>

enum migration_unit {
    MIGRATION_UNIT_STAYS,
    MIGRATION_UNIT_FACTOR, /* values so far times factor are in the new unit */
    MIGRATION_UNIT_RENAMED /* the same unit by another name */
};

enum migration_frequency {
    MIGRATION_FREQUENCY_STAYS,
    MIGRATION_FREQUENCY_ANEW,    /* the old periods stay in the ledger, no longer shown */
    MIGRATION_FREQUENCY_COMPUTED /* the longer periods are computed, by `how` */
};

enum migration_year {
    MIGRATION_YEAR_STAYS,
    MIGRATION_YEAR_SHIFTED, /* what was recorded belongs to the year before, or after */
    MIGRATION_YEAR_KEPT     /* what was recorded stands for the years that it says */
};

struct migration_order {
    const char *id;
    enum migration_unit unit;
    struct decimal factor;
    enum migration_frequency frequency;
    enum aggregate_how how;
    enum migration_year year;
    const char *who;
    const char *note; /* NULL = none */
};

/* What it did; everything lives in the arena that was passed in. */
struct migration_report {
    struct series before;
    struct series after;
    struct series left_out; /* longer periods that lack a value, and were not computed */
    struct ledger_counts counts;
    size_t dropped;   /* values held in the old unit or periods that are held no more */
    const char *note; /* what the ledger notes of it */
};

struct migration {
    struct ledger *ledger;
    struct settings *settings;
    int64_t now;
    struct arena *arena;
};

/* Within a transaction; the settings are in line with the ledger then. ERR_USAGE where the
 * order does not answer what changed, or answers what did not; the text says what is
 * expected. */
int migration_run(const struct migration *migration, const struct migration_order *order,
                  struct migration_report *report, struct err *err);

#endif
