/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * take_commas: tables with decimal commas (12,5), where the point of 1.234 may stand between
 * thousands. Layer: collector; used by take.c only.
 */
#ifndef COLLECTOR_TAKE_COMMAS_H
#define COLLECTOR_TAKE_COMMAS_H

#include "collector/take.h"

/* True if the text has a point before its last three digits, and some column of the table has
 * decimal commas. */
bool take_commas_doubt(struct taker *taker, const char *text);

#endif
