/* SPDX-License-Identifier: GPL-3.0-or-later */
/* message_comment: the part of a message that tells what sections say of the figure. Layer:
 * alerts; a part of message. */
#ifndef ALERTS_MESSAGE_COMMENT_H
#define ALERTS_MESSAGE_COMMENT_H

#include "alerts/prose.h"
#include "config/settings.h"
#include "core/alert.h"
#include "core/series.h"
#include "core/words.h"

/* Appends a part of its own, 担当課のコメント, of the comments (alert->comments) on the period
 * that was judged: the approved one, and its draft as one. Nothing where there are none. */
void message_comment(const struct indicator *indicator, const struct alert *alert,
                     const struct series *series, enum language language, struct prose *out);

#endif
