/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * message: what is told of an alert, in the site's language: a subject, and under five heads
 * what happened, why it is told, which programs are meant to move the indicator (budget,
 * section, since when), what is not known, what to do. Context programs are never named. A
 * sixth tells what sections say of the figure, where they do (alert->comments).
 * Layer: alerts.
 */
#ifndef ALERTS_MESSAGE_H
#define ALERTS_MESSAGE_H

#include "alerts/prose.h"
#include "config/settings.h"
#include "core/alert.h"
#include "core/buf.h"
#include "core/err.h"
#include "core/series.h"

#include <stdbool.h>

/* Appends one line: the state, the indicator, its newest value, the one fact. */
int message_subject(const struct settings *settings, const struct alert_rule *rule,
                    const struct alert *alert, const struct series *series, struct buf *out,
                    struct err *err);

/* Writes the five parts into an empty prose. */
int message_write(const struct settings *settings, const struct alert_rule *rule,
                  const struct alert *alert, const struct series *series, struct prose *out,
                  struct err *err);

/* The sentence that ends a letter about alerts. */
const char *message_closing(enum language language);

/* The same for all that is told of one alert, from its first message to its last: letters of
 * one thread name it. */
#define MESSAGE_THREAD_SIZE 33
void message_thread(const struct alert *alert, char out[MESSAGE_THREAD_SIZE]);

#endif
