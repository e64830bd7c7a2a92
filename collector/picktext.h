/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * picktext: layout `text`: `value` is a PCRE over the running text in NFKC; each match gives
 * one observation. Layer: collector.
 *
 * Its group (?<value>) is the value, (?<period>) the period; a group (?<unit>) may hold the
 * unit. Where the period stands elsewhere, `period` is a PCRE with (?<period>): its last match
 * before the value counts. A year that one of them names alone holds for the months behind.
 * Where no group (?<unit>) and no scale says it, a value is in the unit right behind it
 * (131 of 131万人), or in the only one printed above it (collector/textunit.h).
 */
#ifndef COLLECTOR_PICKTEXT_H
#define COLLECTOR_PICKTEXT_H

#include "collector/take.h"
#include "core/err.h"

/* What the cells of the grids say, tab between cells, newline after rows; from the arena.
 * `only` = of this grid alone, NULL = of all. ERR_DATA when it is too long. */
int picktext_gather(const struct grids *grids, const struct grid *only, struct arena *arena,
                    const char **out, struct err *err);

/* Reads taker->text. ERR_DATA when the pattern matches nowhere or exceeds its limits,
 * ERR_CONFIG when it is none or lacks a group. */
int picktext_run(struct taker *taker, struct err *err);

#endif
