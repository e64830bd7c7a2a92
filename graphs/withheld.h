/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * withheld: what a chart says of counts too small for the public (observation.masked): that
 * they are withheld, and nothing that would be false without them. Layer: graphs. Each lies
 * above 0 and below [site] min_cell. There are no control limits of a series with such values
 * (config/limits), and the mean of a year only where all of it is known (core/rolling).
 */
#ifndef GRAPHS_WITHHELD_H
#define GRAPHS_WITHHELD_H

#include "core/buf.h"
#include "graphs/chart.h"
#include "graphs/sheet.h"

#include <stdbool.h>
#include <stddef.h>

/* The number of values withheld, of a series that may be NULL. */
size_t withheld_count(const struct series *series);

/* True if the highest (lowest) value that is known may be none: a withheld one lies beyond
 * it. */
bool withheld_above(const struct chart_input *input, struct decimal highest);
bool withheld_below(const struct chart_input *input, struct decimal lowest);

/* That there is no value, and why: none is known, or all are withheld. In the arena or
 * static. */
const char *withheld_none(const struct chart_input *input, struct arena *arena);

/* "2024年8月は秘匿", where that is newer than the newest value; else nothing. */
void withheld_newest(const struct chart_input *input, struct buf *out);

/* For the notes, in the scene's arena: what the signs, or blanks, are; and what is missing
 * because of them. "" where nothing is withheld on the axis. */
const char *withheld_note(const struct sheet *sheet);

/* Sentences for who cannot see it. */
void withheld_describe(const struct chart_input *input, struct buf *out);

#endif
