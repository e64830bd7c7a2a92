/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * text: plain text, for layout `text`: no grids. Layer: collector.
 * Any encoding; lines end with \n, whatever they ended with.
 */
#ifndef COLLECTOR_DECODE_TEXT_H
#define COLLECTOR_DECODE_TEXT_H

#include "collector/decode.h"
#include "core/buf.h"

#include <stdbool.h>

/* True for anything that may be text. */
bool text_recognise(const struct document *document);

/* The document as UTF-8 in `text`, which the caller frees either way, and its encoding in
 * `out`. ERR_DATA with the offset for bytes that are not of the encoding. */
int text_open(const struct document *document, struct grids *out, struct buf *text,
              struct err *err);

int text_decode_document(const struct document *document, struct grids *out, struct err *err);

/* In place: CRLF and a lone CR become LF; a form feed ends a page, so a line; the end mark of
 * old is dropped. Returns the length; the buffer keeps its own. */
size_t text_normalise(struct buf *buf);

#endif
