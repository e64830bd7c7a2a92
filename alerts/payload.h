/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * payload: the JSON of a webhook, in the shapes that receivers take. Layer: alerts.
 *
 *   generic     {"version":1,"key","site","created","severity","state","subject","text","url",
 *               "notices":[{"indicator","source","severity","state","thread","subject","text"}]}
 *   slack       text and blocks (plain_text: nothing in it is taken for markup)
 *   teams       an Adaptive Card 1.4 in a message, its text in runs, which take no markup
 *   line-works  title, body and button of its incoming webhook
 *
 * `key` is the same at every attempt. Receivers limit sizes: what is too long is cut between
 * characters and ends with an ellipsis, except in the generic shape.
 */
#ifndef ALERTS_PAYLOAD_H
#define ALERTS_PAYLOAD_H

#include "alerts/notify.h"
#include "core/buf.h"

void payload_write(const struct notify_letter *letter, struct buf *out);

#endif
