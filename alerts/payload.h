/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * payload: the JSON of a webhook, in the shapes that receivers take. Layer: alerts.
 *
 *   generic     {"version":1,"key","site","created","severity","state","subject","text","url",
 *               "notices":[{"indicator","source","severity","state","thread","subject","text"}]}
 *   slack       text and blocks (plain_text: nothing in it is taken for markup)
 *               https://api.slack.com/reference/block-kit/blocks: 3,000 characters
 *               a section, 50 blocks; and some 13,000 for all of them (slackapi/bolt-js#2509)
 *   teams       an Adaptive Card 1.4 in a message, its text in runs, which take no markup
 *               https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/
 *               how-to/connectors-using: workflows take Adaptive Cards only; 28 KB
 *   line-works  title, body and button of its incoming webhook
 *               https://developers.worksmobile.com/jp/docs/webhook
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
