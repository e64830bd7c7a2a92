/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * message: subject and body of a notification, in the site's language: what happened, why it
 * is told, which programs are meant to move the indicator (budget, section), what is not
 * known, what to do. Context programs are never named. Layer: alerts.
 */
#ifndef ALERTS_MESSAGE_H
#define ALERTS_MESSAGE_H

#include "config/settings.h"
#include "core/alert.h"
#include "core/buf.h"
#include "core/err.h"
#include "core/series.h"

#include <stdbool.h>

/* Appends one line. */
int message_subject(const struct settings *settings, const struct alert_rule *rule,
                    const struct alert *alert, const struct series *series, struct buf *out,
                    struct err *err);

/* Appends the plain text. */
int message_body(const struct settings *settings, const struct alert_rule *rule,
                 const struct alert *alert, const struct series *series, struct buf *out,
                 struct err *err);

#endif
