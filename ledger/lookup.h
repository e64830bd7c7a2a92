/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lookup: the numbers by which the ledger means indicators and documents. Layer: ledger; used
 * inside ledger/ only.
 */
#ifndef LEDGER_LOOKUP_H
#define LEDGER_LOOKUP_H

#include "core/err.h"
#include "core/series.h"
#include "ledger/handle.h"

#include <stdint.h>

/* From now on `id` is looked up as `was`. */
void lookup_follow(struct ledger *ledger, const char *id, const char *was);
void lookup_follow_none(struct ledger *ledger);

/* The number and revision of an indicator; 0 when the ledger does not know it. */
int lookup_indicator(struct ledger *ledger, const char *id, int64_t *number, int64_t *revision,
                     struct err *err);

/* The same; one that is not known is noted. */
int lookup_name_indicator(struct ledger *ledger, const char *id, int64_t *number,
                          int64_t *revision, struct err *err);

/* Notes which observation is an indicator's newest. */
int lookup_set_revision(struct ledger *ledger, int64_t number, int64_t revision,
                        struct err *err);

/* The number of a document; 0 for NULL, "" and what the ledger does not know. */
int lookup_document(struct ledger *ledger, const char *sha256, int64_t *number,
                    struct err *err);

/* The column with the day of publication. */
void lookup_published(struct query *query, int column, struct observation *out);

/* A column that holds a value. */
int lookup_value(struct query *query, int column, struct decimal *out, struct err *err);

#endif
