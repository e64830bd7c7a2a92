/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notify: see notify.h. */
#include "alerts/notify.h"

#include <string.h>

#include "core/log.h"
#include "core/str.h"

struct sender {
    const char *type;
    int (*send)(const struct notifier *notifier, const struct notify_message *message,
                struct err *err);
};

static bool log_line(const char *severity, const char *line, size_t length)
{
    return log_tell(str_equal(severity, "info") ? LOG_LEVEL_INFO : LOG_LEVEL_WARNING, "%.*s",
                    (int)length, line);
}

static int send_log(const struct notifier *notifier, const struct notify_message *message,
                    struct err *err)
{
    (void)notifier;
    bool told = log_line(message->severity, message->subject, strlen(message->subject));
    for (const char *line = message->body; *line && told;) {
        size_t length = strcspn(line, "\n");

        if (length > 0)
            told = log_line(message->severity, line, length);
        line += length + (line[length] == '\n');
    }
    return told ? 0
                : err_set(err, ERR_UNAVAILABLE, "standard error does not take the message");
}

/* A type without `send` is refused by notify_check when the configuration is read. */
static const struct sender SENDERS[] = {
    [NOTIFY_LOG] = {"log", send_log},
    [NOTIFY_MAIL] = {"mail", NULL},
    [NOTIFY_WEBHOOK] = {"webhook", NULL},
};

void notify_check(const struct settings *settings, struct faults *faults)
{
    for (size_t i = 0; i < settings->notifier_count; i++) {
        const struct notifier *notifier = &settings->notifiers[i];

        if (!SENDERS[notifier->type].send)
            fault_add(faults, notifier->origin.file, notifier->origin.line,
                      "notify %s: type = %s cannot be delivered by this version, expected log",
                      notifier->id, SENDERS[notifier->type].type);
    }
}

int notify_send(const struct notifier *notifier, const struct notify_message *message,
                struct err *err)
{
    enum notify_type type = notifier ? notifier->type : NOTIFY_LOG;

    if (!SENDERS[type].send)
        return err_set(err, ERR_CONFIG, "type = %s cannot be delivered by this version",
                       SENDERS[type].type);
    return SENDERS[type].send(notifier, message, err);
}
