/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html_charset: the bytes of a page to UTF-8, whatever it declares. Layer: collector. */
#ifndef COLLECTOR_DECODE_HTML_CHARSET_H
#define COLLECTOR_DECODE_HTML_CHARSET_H

#include "collector/decode.h"
#include "core/buf.h"

#include <stddef.h>

#define HTML_CHARSET_SIZE 32

/* Where a word stands, whatever its capitals; `length` if it does not. */
size_t html_charset_seek(const char *text, size_t length, const char *word);

/* The value of `charset=` (or another word) in a text, such as a Content-Type; false when
 * there is none or it is too long. */
bool html_charset_find(const char *text, size_t length, const char *word,
                       char out[HTML_CHARSET_SIZE]);

/* Appends the text; *used names the encoding that was read and is static, or belongs to the
 * document. Bytes that are UTF-8 with characters of three bytes are UTF-8 whatever is
 * declared: no other encoding's text looks so by chance. ISO-8859-1 declared for bytes that it
 * has no letters for is a web server's habit, and is believed last. */
int html_charset_decode(const struct document *document, struct buf *out,
                        char used[HTML_CHARSET_SIZE], struct err *err);

#endif
