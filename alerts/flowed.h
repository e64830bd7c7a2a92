/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * flowed: plain text as mail programs flow it again (RFC 3676: format=flowed; delsp=yes).
 * Layer: alerts. Pure. Lines are broken at 76 columns, behind a space or between characters
 * that are no letters of a word, as Japanese is; not in front of what closes, nor behind what
 * opens. A program that knows nothing of it shows lines of that length, one that does joins
 * them. What cannot be broken (addresses, commands without spaces) stays whole.
 */
#ifndef ALERTS_FLOWED_H
#define ALERTS_FLOWED_H

#include "core/buf.h"

/* Appends the lines of `text`, which end with \n; "\r" is dropped. */
void flowed_text(const char *text, struct buf *out);

#endif
