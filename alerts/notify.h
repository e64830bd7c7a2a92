/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * notify: the table of notifiers. Layer: alerts. To add one: notify/<type>.c and a row in
 * notify.c.
 */
#ifndef ALERTS_NOTIFY_H
#define ALERTS_NOTIFY_H

#include "config/settings.h"
#include "core/err.h"
#include "core/fault.h"

struct notify_message {
    const char *subject;
    const char *body;
    const char *severity; /* info warning critical */
};

/* Delivers by the notifier named; NULL = the log. ERR_UNAVAILABLE: try again later; a type
 * that this version cannot deliver: ERR_CONFIG. */
int notify_send(const struct notifier *notifier, const struct notify_message *message,
                struct err *err);

/* Adds a fault for each [notify] whose type this version cannot deliver. */
void notify_check(const struct settings *settings, struct faults *faults);

#endif
