/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sparkline: the last periods of a series as one line of block characters. Layer: cli. */
#ifndef CLI_SPARKLINE_H
#define CLI_SPARKLINE_H

#include "core/buf.h"
#include "core/series.h"

/* Appends one character for each of the `periods` periods up to the newest value: a block
 * between the least and the greatest of them, a space where there is no value. Nothing for an
 * empty series. */
void sparkline_print(const struct series *series, int periods, struct buf *out);

#endif
