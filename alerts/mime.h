/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mime: mail as bytes: headers (RFC 5322, RFC 2047) and bodies (RFC 2045). Layer: alerts. Own,
 * since what a header may hold is the part that must be safe: nothing that is given here can
 * begin a line of its own. Lines end with CRLF; dots at their start are the sender's business
 * (libcurl's). Bodies are base64: Japanese would be three times as long as quoted-printable.
 */
#ifndef ALERTS_MIME_H
#define ALERTS_MIME_H

#include "core/buf.h"

#include <stddef.h>
#include <stdint.h>

/* "Name: value" of any text: controls become spaces, what is not plain ASCII becomes encoded
 * words of at most 75 characters each, lines are folded to 76. */
void mime_header(struct buf *out, const char *name, const char *value);

/* "Name: =?UTF-8?B?...?= <address>"; the address has been checked. */
void mime_mailbox(struct buf *out, const char *name, const char *shown, const char *address);

/* "Date: Thu, 26 Nov 2026 09:00:00 +0900" in the local time zone. */
void mime_date(struct buf *out, int64_t instant);

/* "Content-Type: ..." of ours, with base64 and an empty line behind it, and the bytes. */
void mime_body(struct buf *out, const char *type, const void *bytes, size_t length);

/* The same of text, whose line ends become CRLF. */
void mime_text(struct buf *out, const char *type, const char *text);

#endif
