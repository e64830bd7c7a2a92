/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notify_log: see notify_part.h. */
#include "alerts/notify_part.h"

#include <string.h>

#include "alerts/compose.h"
#include "core/log.h"
#include "core/str.h"

#define TEXT_LIMIT ((size_t)4 << 20)

int notify_log_show(const struct notify_letter *letter, struct buf *out, struct err *err)
{
    compose_subject(letter, out);
    buf_putc(out, '\n');
    compose_text(letter, out);
    return out->overflow ? err_set(err, ERR_INTERNAL, "message is too long") : 0;
}

int notify_log_send(const struct notify_letter *letter, struct arena *arena,
                    const char **reached, struct err *err)
{
    enum log_level level =
        str_equal(compose_severity(letter), "info") ? LOG_LEVEL_INFO : LOG_LEVEL_WARNING;
    struct buf text;

    (void)arena;
    (void)reached;
    buf_init(&text, TEXT_LIMIT);
    int failed = notify_log_show(letter, &text, err);
    bool told = !failed;
    for (const char *line = buf_text(&text); *line && told;) {
        size_t length = strcspn(line, "\n");

        if (length > 0)
            told = log_tell(level, "%.*s", (int)length, line);
        line += length + (line[length] == '\n');
    }
    buf_free(&text);
    if (failed)
        return -1;
    return told ? 0
                : err_set(err, ERR_UNAVAILABLE, "standard error does not take the message");
}
