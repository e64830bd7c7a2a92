/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * decode: the table of decoders: bytes of a document -> grids. Layer: collector.
 * To add a format: write decode/<format>.c with a filled struct decoder, add it to the table
 * in decode.c, add golden cases.
 */
#ifndef COLLECTOR_DECODE_H
#define COLLECTOR_DECODE_H

#include "collector/grid.h"
#include "core/buf.h"
#include "core/err.h"

#include <stdbool.h>
#include <stddef.h>

#define DECODE_FILTERED_MAX ((size_t)256 << 20) /* bytes that a filter may print */

struct document {
    const void *bytes;
    size_t length;
    const char *content_type; /* as sent; "" = unknown */
    const char *encoding;     /* as configured: auto or an iconv name */
    const char *rows;         /* as configured: a JSON pointer or an XPath; "" = none */
    const char *published;    /* as configured: says its day of publication; "", NULL = none */
    int link_year;            /* as the link to it, or its address, says; 0 = it does not */
    int link_month;
    const struct buf *filtered; /* what its decoder's filter made of it; NULL = not run yet */
};

struct decoder {
    const char *format;
    /* By content, never by name alone. Text formats come last in the table. */
    bool (*recognise)(const struct document *document);
    /* A program that turns the document (its standard input) into what `decode` reads (its
     * standard output); ends with NULL. NULL = decode reads the document itself. */
    const char *const *filter;
    /* What a failed filter said, in words of ours; NULL = unknown: then its own are shown. May
     * be NULL. */
    const char *(*explain)(const char *said);
    int (*decode)(const struct document *document, struct grids *out, struct err *err);
};

/* Decodes with the named format, or with the first that recognises the content when it is
 * "auto". What is plainly something else than was asked for (an HTML page where CSV was
 * configured, an empty document, a PDF) is refused by name: ERR_DATA. `out` was initialised by
 * the caller. */
int decode_document(const struct document *document, const char *format, struct grids *out,
                    struct err *err);

/* Runs the filter of the decoder that will read the document, if it has one: for those who
 * then decode where no program may be run. 1 = `out` is to be set as document->filtered, 0 =
 * there is none, -1 = ERR_DATA with the decoder's words. */
int decode_filter(const struct document *document, const char *format, struct buf *out,
                  struct err *err);

/* NULL-terminated list of the formats that can be read. */
const char *const *decode_formats(void);

#endif
