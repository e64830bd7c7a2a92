/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * precedence: which of two figures for one period stands, the one that stood or the one that
 * is said now. Pure. Layer: ledger.
 *
 * In this order: a person replaces, unless what is said is dated before what stands; a less
 * trusted source never does, and a more trusted one always, however its figure is marked; of
 * one source final and revised come before preliminary, preliminary before a rounded one,
 * whatever was said later; among equals that which was published later, where both say so and
 * one publisher (or a person) said both, else that which is said later. A figure with fewer
 * places that is the one which stands, rounded, never replaces it, unless its status is
 * better. "No figure" replaces what the same source said, but not what another did.
 */
#ifndef LEDGER_PRECEDENCE_H
#define LEDGER_PRECEDENCE_H

#include "core/series.h"
#include "ledger/ledger.h"

#include <stdbool.h>
#include <stddef.h>

/* True if `said` may not replace `stands`, which differs from it; *reason is set then. Both
 * have value, status, source, rank and published. `places`: the most that figures of the
 * document have that says it, so that 15 among 14.2 and 13.9 is 15.0, and no rounded 15.4. */
bool precedence_refuses(const struct observation *stands, const struct observation *said,
                        int places, enum ledger_reason *reason);

/* The most places behind the point of those that have a value. */
int precedence_places(const struct observation *observations, size_t count);

#endif
