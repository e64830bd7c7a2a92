/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notify: see notify.h. */
#include "alerts/notify.h"

#include "alerts/notify_part.h"
#include "core/plain.h"

static const struct {
    int (*send)(const struct notify_letter *letter, struct arena *arena, const char **reached,
                struct err *err);
    int (*show)(const struct notify_letter *letter, struct buf *out, struct err *err);
} SENDERS[] = {
    [NOTIFY_LOG] = {notify_log_send, notify_log_show},
    [NOTIFY_MAIL] = {notify_mail_send, notify_mail_show},
    [NOTIFY_WEBHOOK] = {notify_webhook_send, notify_webhook_show},
    [NOTIFY_EXEC] = {notify_exec_send, notify_exec_show},
};

static enum notify_type type_of(const struct notify_letter *letter)
{
    return letter->notifier ? letter->notifier->type : NOTIFY_LOG;
}

int notify_send(const struct notify_letter *letter, struct arena *arena, const char **reached,
                struct err *err)
{
    *reached = letter->letter->reached;
    int failed = SENDERS[type_of(letter)].send(letter, arena, reached, err);
    if (failed)
        plain_tidy(err->text); /* a server's own words may be in it */
    return failed;
}

int notify_show(const struct notify_letter *letter, struct buf *out, struct err *err)
{
    return SENDERS[type_of(letter)].show(letter, out, err);
}
