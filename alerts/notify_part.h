/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notify_part: the ways of notify.c, one file each. Layer: alerts; used by notify.c only. */
#ifndef ALERTS_NOTIFY_PART_H
#define ALERTS_NOTIFY_PART_H

#include "alerts/notify.h"
#include "core/buf.h"

/* Standard error. */
int notify_log_send(const struct notify_letter *letter, struct arena *arena,
                    const char **reached, struct err *err);
int notify_log_show(const struct notify_letter *letter, struct buf *out, struct err *err);

/* SMTP, by core/transfer: one transaction for each receiver, so that an address that is
 * refused keeps the mail from nobody else, and nobody gets it twice because of another. */
int notify_mail_send(const struct notify_letter *letter, struct arena *arena,
                     const char **reached, struct err *err);
int notify_mail_show(const struct notify_letter *letter, struct buf *out, struct err *err);

/* A POST of JSON (alerts/payload). Only an answer of 2xx is a delivery; redirects are not
 * followed. */
int notify_webhook_send(const struct notify_letter *letter, struct arena *arena,
                        const char **reached, struct err *err);
int notify_webhook_show(const struct notify_letter *letter, struct buf *out, struct err *err);

/* A command without a shell (SIGPIPE is ignored by the caller): plain text on its standard
 * input, SHIHYO_KEY, SHIHYO_SEVERITY,
 * PATH and LANG its whole environment. Exit status 0 is a delivery; what it says on standard
 * error is the reason of a failure. It is killed with its group when its time is up. */
int notify_exec_send(const struct notify_letter *letter, struct arena *arena,
                     const char **reached, struct err *err);
int notify_exec_show(const struct notify_letter *letter, struct buf *out, struct err *err);

#endif
