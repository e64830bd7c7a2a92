/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * conversion: values recorded in a unit of before are read in the unit of today. Layer:
 * ledger; used inside ledger/ only.
 *
 * The rows stay as they were recorded. Every query that reads a value of an observation reads
 * `converted(value, indicator, number)` of its row: the value times the factors of the
 * indicator's migrations that came after the row, exact.
 */
#ifndef LEDGER_CONVERSION_H
#define LEDGER_CONVERSION_H

#include "core/decimal.h"
#include "core/err.h"
#include "ledger/handle.h"

#include <stdint.h>

/* Makes the SQL function known to the connection. */
int conversion_register(struct ledger *ledger, struct err *err);

/* Forgets what was read of the factors: this connection added one. */
void conversion_forget(struct ledger *ledger);

/* value * factor without zeros that say nothing; -1 where it has too many digits. */
int conversion_multiply(struct decimal value, struct decimal factor, struct decimal *out);

#endif
