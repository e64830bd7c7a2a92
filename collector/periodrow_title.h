/* SPDX-License-Identifier: GPL-3.0-or-later */
/* periodrow_title: a table without a row of periods, whose title gives the one. Layer:
 * collector; used by periodrow.c only. */
#ifndef COLLECTOR_PERIODROW_TITLE_H
#define COLLECTOR_PERIODROW_TITLE_H

#include "collector/periodrow.h"

/* The head over the one column of figures (comparisons do not count). ERR_DATA when there are
 * several columns, or the title gives no period. */
int periodrow_title_find(const struct indicator *indicator, const struct grid *grid,
                         struct arena *arena, struct periodrow *out, struct err *err);

#endif
