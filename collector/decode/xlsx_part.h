/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_part: one XML part of a workbook, streamed. Layer: collector; used by xlsx*.c only. */
#ifndef COLLECTOR_DECODE_XLSX_PART_H
#define COLLECTOR_DECODE_XLSX_PART_H

#include "collector/archive.h"
#include "collector/markup.h"
#include "core/arena.h"
#include "core/err.h"

#include <stdbool.h>
#include <stddef.h>

/* Runs the events over the part; the name of the part stands in front of what XML or ZIP say.
 */
int xlsx_part_read(struct archive *archive, const char *name, size_t limit,
                   const struct markup_events *events, void *context, struct err *err);

/* For events that need no text or no ends. */
int xlsx_part_no_end(void *context, const char *name, struct err *err);
int xlsx_part_no_text(void *context, const char *text, size_t length, struct err *err);

/* A relation's target as the name of a part: relative to the folder of `source`, or absolute;
 * NULL when it leaves the archive. */
const char *xlsx_part_resolve(struct arena *arena, const char *source, const char *target);

/* The part that lists the relations of `source` ("" = of the archive). */
const char *xlsx_part_relations(struct arena *arena, const char *source);

/* "1" and "true". */
bool xlsx_part_is_true(const char *value);

#endif
