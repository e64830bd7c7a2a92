/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xlsx_text: the text of <si> and <is>: its <t>, bare or in runs, without phonetic runs
 * (<rPh>: 東京 has トウキョウ beside it). Layer: collector; used by xlsx*.c only.
 */
#ifndef COLLECTOR_DECODE_XLSX_TEXT_H
#define COLLECTOR_DECODE_XLSX_TEXT_H

#include "core/arena.h"
#include "core/buf.h"
#include "core/err.h"

#include <stdbool.h>
#include <stddef.h>

struct xlsx_text {
    struct buf buf;
    int phonetic; /* <rPh> within <rPh> */
    bool taking;
};

/* Caller-owned storage; the buf is released with buf_free. */
void xlsx_text_init(struct xlsx_text *text);

/* To be told of every element within <si> or <is>, and of the text. */
void xlsx_text_start(struct xlsx_text *text, const char *name);
void xlsx_text_end(struct xlsx_text *text, const char *name);
int xlsx_text_add(struct xlsx_text *text, const char *bytes, size_t length, struct err *err);

/* Ends the text: a copy without escapes; begins the next. */
const char *xlsx_text_take(struct xlsx_text *text, struct arena *arena);

/* Resolves _x000A_ and the like in place; line ends become \n, other control characters go.
 * Returns the new length. */
size_t xlsx_text_unescape(char *text);

#endif
