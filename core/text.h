/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * text: bytes of any encoding to valid UTF-8 (iconv). Layer: core.
 * Detection follows what publishers do: a byte order mark; else strict UTF-8; else CP932. A
 * label of Shift_JIS is read as CP932 (iconv's SHIFT_JIS fails on ① and ㈱).
 */
#ifndef CORE_TEXT_H
#define CORE_TEXT_H

#include "core/buf.h"
#include "core/err.h"

#include <stddef.h>

/* Appends the text to `out` as UTF-8 without a byte order mark. encoding: "auto", or an iconv
 * name. *used (may be NULL) receives the name of the encoding read. ERR_DATA names the first
 * byte offset that is not of the encoding (a half character at the end included); a NUL
 * character is refused. */
int text_decode(const void *bytes, size_t length, const char *encoding, struct buf *out,
                const char **used, struct err *err);

/* What the usual encoding of old documents takes is loaded from here to text_release, also in
 * the children of the meantime, each of which would load it anew. NULL = it cannot be. */
void *text_hold(void);
void text_release(void *held); /* NULL is fine */

/* True if this libc can read the encoding ("auto" included). */
int text_encoding_known(const char *encoding);

#endif
