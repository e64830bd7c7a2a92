/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * addresses: a source has one document or several, a page for each year for example; each has
 * an address and a health of its own. Layer: daemon.
 */
#ifndef DAEMON_ADDRESSES_H
#define DAEMON_ADDRESSES_H

#include "config/settings.h"
#include "core/arena.h"
#include "core/err.h"
#include "core/health.h"
#include "ledger/ledger.h"

#include <stddef.h>

/* Which of several the i-th is, as the ledger names it: "" when the source has but one. */
const char *addresses_name(const struct source *source, size_t i);

/* What a page or a pattern leads to is named by its address and, where that or its link says
 * of which year (and month) it is, #2026 or #2026-03 behind it; the same address with another
 * date is another document. `month` 0 = none, `year` 0 = no date. */
const char *addresses_make_name(const char *url, int year, int month, struct arena *arena);
void addresses_date(const char *name, int *year, int *month);

/* The health of the i-th. */
int addresses_health_of(struct ledger *ledger, const struct source *source, size_t i,
                        struct arena *arena, struct health *out, struct err *err);

/* The health of the source as a whole: it fails since the first of its documents fails, the
 * worst of them is told, and was tried or had when all of them were. Validators and document
 * are those of the only one, "" where there are several. */
int addresses_health(struct ledger *ledger, const struct source *source, struct arena *arena,
                     struct health *out, struct err *err);

#endif
