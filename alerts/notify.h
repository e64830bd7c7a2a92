/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * notify: the table of notifiers, and what they are given. Layer: alerts. To add one:
 * notify_<type>.c and a row in notify.c.
 */
#ifndef ALERTS_NOTIFY_H
#define ALERTS_NOTIFY_H

#include "config/settings.h"
#include "core/arena.h"
#include "core/err.h"
#include "core/notice.h"

#include <stddef.h>

/* A picture that goes with what is told of an indicator. */
struct notify_chart {
    const char *indicator; /* its id */
    const char *alt;       /* what it shows, in a sentence */
    const void *png;
    size_t length;
};

/* A letter and all that is in it. */
struct notify_letter {
    const struct settings *settings;
    const struct notifier *notifier; /* NULL = the log */
    const struct letter *letter;
    const struct notice_list *notices; /* at least one */
    const struct notify_chart *charts;
    size_t chart_count;
};

/* Delivers. ERR_DATA: this letter was refused; any other failure (ERR_UNAVAILABLE, a password
 * that cannot be read) is one of the way itself, and other letters would fare no better. Who
 * has it, of several receivers, stands in *reached (of the arena), also when it failed. */
int notify_send(const struct notify_letter *letter, struct arena *arena, const char **reached,
                struct err *err);

/* What would be sent, as bytes: the mail, the webhook's body, the lines. */
int notify_show(const struct notify_letter *letter, struct buf *out, struct err *err);

#endif
