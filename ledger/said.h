/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * said: what each address of a source says now of each period, whether that stands or not: its
 * last statement. Only what differs from it is news of that address. State, not history (the
 * vintages are that). Layer: ledger; used inside ledger/ only.
 */
#ifndef LEDGER_SAID_H
#define LEDGER_SAID_H

#include "core/decimal.h"
#include "core/err.h"
#include "core/series.h"
#include "ledger/handle.h"

#include <stdbool.h>
#include <stdint.h>

/* Begins to read what is said of an indicator's periods from..to (inclusive), by a source
 * (NULL = by all), in order of period; said_next gives one after the other. */
struct query *said_read(struct ledger *ledger, int64_t indicator, struct period from,
                        struct period to, const char *source, struct err *err);

/* 1 and fills period, value, status, dated, published, and whether it is of this address (NULL
 * = of none); 0 = no more. `frequency` as asked. */
int said_next(struct query *query, enum frequency frequency, const char *address,
              struct observation *out, bool *own, struct err *err);

/* Makes an address of a source known: *speaker is its number. */
int said_name(struct ledger *ledger, const char *source, const char *address, int64_t *speaker,
              struct err *err);

/* It says this from now on. */
int said_note(struct ledger *ledger, int64_t indicator, int64_t speaker,
              const struct observation *observation, struct err *err);

/* What was said of an indicator is read times `factor` (NULL = as it is), `by` periods later.
 */
int said_move(struct ledger *ledger, const char *id, const struct decimal *factor, int32_t by,
              struct err *err);

/* Nothing is known any more of what was said of an indicator: its periods are others. */
int said_forget(struct ledger *ledger, const char *id, struct err *err);

#endif
