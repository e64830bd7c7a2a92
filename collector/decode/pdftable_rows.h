/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdftable_rows: the lines of a table as rows of cells. Layer: collector; used by pdftable.c
 * only. */
#ifndef COLLECTOR_DECODE_PDFTABLE_ROWS_H
#define COLLECTOR_DECODE_PDFTABLE_ROWS_H

#include "core/err.h"

#include "collector/decode/pdftable.h"

/* Fills rows, row_count and head_count from columns, first_line and last_line. ERR_DATA when
 * there are more than PDFTABLE_CELLS_MAX cells. */
int pdftable_rows(const struct pdflines *lines, struct arena *arena, struct pdftable *table,
                  struct err *err);

#endif
