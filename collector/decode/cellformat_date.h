/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cellformat_date: what a format shows of a day number. Layer: collector; used by cellformat.c
 * only. */
#ifndef COLLECTOR_DECODE_CELLFORMAT_DATE_H
#define COLLECTOR_DECODE_CELLFORMAT_DATE_H

#include "core/buf.h"

#include "collector/decode/cellformat_section.h"
#include "collector/decode/digits.h"

#include <stdbool.h>

/* Appends it; false when the number is no date that spreadsheets can show. */
bool cellformat_date_print(const struct cellformat_section *section,
                           const struct digits *serial, bool since_1904, struct buf *out);

/* The year of a date whose format shows its month and not its year; else 0. */
int cellformat_date_year(const struct cellformat_section *section, const struct digits *serial,
                         bool since_1904);

#endif
