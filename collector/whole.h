/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * whole: all that a document holds, as it is: its tables cell by cell and its running text.
 * Layer: collector. For the few who read a document that is no source: decoded in the
 * sandbox, and what comes back is checked and bounded. Nothing is cut: what is more than the
 * limits is refused.
 */
#ifndef COLLECTOR_WHOLE_H
#define COLLECTOR_WHOLE_H

#include "collector/decode.h"
#include "collector/grid.h"

#define WHOLE_CELLS_MAX 500000             /* in all tables together */
#define WHOLE_BYTES_MAX ((size_t)32 << 20) /* of all cells and the text */

/* `format` as configured; `out` was initialised by the caller. Its `text` is "" where the
 * document has none beside its tables. ERR_DATA. */
int whole_read(const struct document *document, const char *format, struct grids *out,
               struct err *err);

#endif
