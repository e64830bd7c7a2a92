/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * compose: one letter of what is told in it: subject, plain text, page, in the site's
 * language. A letter of one notice is that notice. One of several begins with a list of their
 * subjects, the gravest first, tells the first ones in full and, where they are very many,
 * counts the rest. Layer: alerts.
 */
#ifndef ALERTS_COMPOSE_H
#define ALERTS_COMPOSE_H

#include "alerts/notify.h"
#include "core/buf.h"

#define COMPOSE_FULL_MOST 10    /* notices told in full */
#define COMPOSE_LISTED_MOST 100 /* ... and by their subjects */

/* Appends one line. */
void compose_subject(const struct notify_letter *letter, struct buf *out);

/* Appends one line: whose notice it is, and of which day. */
void compose_letterhead(const struct notify_letter *letter, struct buf *out);

/* Appends lines. */
void compose_text(const struct notify_letter *letter, struct buf *out);

/* Appends a page. Pictures are named cid:chart-N@DOMAIN, N counted from 0 as in the letter;
 * `domain` NULL = without pictures. */
void compose_page(const struct notify_letter *letter, const char *domain, struct buf *out);

/* The gravest severity of what is told. */
const char *compose_severity(const struct notify_letter *letter);

/* True when all that is told is over. */
bool compose_is_recovery(const struct notify_letter *letter);

#endif
