/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * take_zeros: zeros that fill periods still to come. Layer: collector; used by take.c only.
 *
 * A table laid out for a whole year has zeros where nothing is known yet, and the last of
 * those periods may be over before its figure is published.
 */
#ifndef COLLECTOR_TAKE_ZEROS_H
#define COLLECTOR_TAKE_ZEROS_H

#include "collector/take.h"

/* True if the period ends a calendar or fiscal year. */
bool take_zeros_end_year(struct period period);

/* A zero of a period that is not over was left out. */
void take_zeros_note(struct taker *taker, struct period period);

/* Takes the zeros at the end away from the items, which are sorted, and reports the first:
 * where zeros of periods that have not begun follow them, or where a table of rows has two or
 * more up to the end of a year. A series that has nothing but zeros keeps them. */
void take_zeros_drop(struct taker *taker);

/* The cells of the newest year, of which those at the end that are zero, and a figure in the
 * row of the year before, are reported and cut off. take_row sees to the end of a whole year.
 */
size_t take_zeros_cut(struct taker *taker, const struct take_cell *cells, size_t count,
                      size_t before);

#endif
