/* SPDX-License-Identifier: GPL-3.0-or-later */
/* deliver: see deliver.h. */
#include "daemon/deliver.h"

#include "alerts/notify.h"
#include "core/str.h"

/* A notifier no longer configured: the log, so that nothing is lost. */
static const struct notifier *find_notifier(const struct settings *settings, const char *id)
{
    for (size_t i = 0; i < settings->notifier_count; i++) {
        if (str_equal(settings->notifiers[i].id, id))
            return &settings->notifiers[i];
    }
    return NULL;
}

int deliver_run(struct ledger *ledger, const struct settings *settings, int64_t now,
                size_t *delivered, size_t *waiting, struct err *err)
{
    struct arena *arena = arena_new();
    struct ledger_message *messages;
    size_t count;
    int failed = ledger_pending(ledger, arena, &messages, &count, err);

    *delivered = 0;
    *waiting = 0;
    for (size_t i = 0; i < count && !failed; i++) {
        struct notify_message message = {
            .subject = messages[i].subject,
            .body = messages[i].body,
            .severity = messages[i].severity,
        };
        struct err reason = {0};
        int refused =
            notify_send(find_notifier(settings, messages[i].notifier), &message, &reason);

        *(refused ? waiting : delivered) += 1;
        failed = ledger_delivered(ledger, messages[i].number, now,
                                  refused ? reason.text : NULL, err);
    }
    arena_free(arena);
    return failed;
}
