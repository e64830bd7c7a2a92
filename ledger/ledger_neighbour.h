/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ledger_neighbour: what hosts asked of us, from one cycle to the next. Layer: ledger. Not
 * history: of each host the last counts.
 */
#ifndef LEDGER_LEDGER_NEIGHBOUR_H
#define LEDGER_LEDGER_NEIGHBOUR_H

#include "core/arena.h"
#include "core/neighbour.h"
#include "ledger/ledger.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All of them. */
int ledger_neighbours(struct ledger *ledger, struct arena *arena, struct neighbour **out,
                      size_t *count, struct err *err);

/* Until when a host wants to be left alone; 0 = it does not. */
int ledger_not_before(struct ledger *ledger, const char *host, int64_t *out, struct err *err);

int ledger_note_neighbour(struct ledger *ledger, const struct neighbour *neighbour,
                          struct err *err);

/* An origin's robots.txt; `at` 0 when it was never asked for. */
int ledger_robots(struct ledger *ledger, const char *origin, struct arena *arena,
                  struct neighbour_rules *out, struct err *err);

int ledger_note_robots(struct ledger *ledger, const struct neighbour_rules *rules,
                       struct err *err);

#endif
