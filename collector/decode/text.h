/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * text: plain text, for layout `text`: no grids. Layer: collector.
 * Any encoding; lines end with \n, whatever they ended with.
 */
#ifndef COLLECTOR_DECODE_TEXT_H
#define COLLECTOR_DECODE_TEXT_H

#include "collector/decode.h"

#include <stdbool.h>

/* True for anything that may be text. */
bool text_recognise(const struct document *document);

/* ERR_DATA with the offset for bytes that are not of the encoding. */
int text_decode_document(const struct document *document, struct grids *out, struct err *err);

#endif
