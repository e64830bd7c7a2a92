/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rows: all rows of a query, as an array. Layer: ledger; used inside ledger/ only. */
#ifndef LEDGER_ROWS_H
#define LEDGER_ROWS_H

#include "ledger/sql.h"

#include <stddef.h>

/* How one row is read: the row the query stands on into *row, texts into the arena. */
typedef int rows_read_fn(struct query *query, void *row, struct arena *arena, struct err *err);

/* Steps to the end and returns the rows, each of `size` bytes, as an array of the arena's
 * (NULL on error); *count is how many. A query that is NULL has failed already. */
void *rows_gather(struct query *query, size_t size, rows_read_fn *read, struct arena *arena,
                  size_t *count, struct err *err);

#endif
