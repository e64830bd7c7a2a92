/* SPDX-License-Identifier: GPL-3.0-or-later */
/* escape: text made safe for HTML and XML. Layer: core. */
#ifndef CORE_ESCAPE_H
#define CORE_ESCAPE_H

#include "core/buf.h"

/* What stands for & < > " '; NULL = the character itself. */
const char *escape_entity(char c);

/* Appends text for an element or a quoted attribute: & < > " ' become entities; controls other
 * than line ends and tabs, what turns the direction of a line, and bytes that are no UTF-8
 * become U+FFFD. */
void escape_markup(struct buf *out, const char *text);

#endif
