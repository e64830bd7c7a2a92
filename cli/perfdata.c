/* SPDX-License-Identifier: GPL-3.0-or-later */
/* perfdata: see perfdata.h. */
#include "cli/perfdata.h"

#include <stdio.h>

#include "alerts/rule.h"
#include "config/phrase.h"

/* Fields that are empty so far; they are written when one that is not follows. */
static void put_field(struct buf *out, size_t *due, const char *text)
{
    ++*due;
    if (*text == '\0')
        return;
    for (; *due > 0; --*due)
        buf_putc(out, ';');
    buf_puts(out, text);
}

static void put_range(const struct settings *settings, const struct indicator *indicator,
                      enum severity severity, struct buf *out, size_t *due)
{
    char limit[DECIMAL_TEXT_SIZE];
    char range[DECIMAL_TEXT_SIZE + 4] = "";

    for (size_t i = 0; i < settings->alert_count && *range == '\0'; i++) {
        const struct alert_rule *rule = &settings->alerts[i];
        struct err ignored = {0};
        struct decimal value;
        struct rule parsed;

        if (rule->indicator != indicator || rule->severity != severity ||
            rule_parse(rule->when, &parsed, &ignored) || !rule_limit(&parsed, &value))
            continue;
        decimal_print(value, limit);
        (void)snprintf(range, sizeof range, "%s%s%s", parsed.way < 0 ? "" : "~:", limit,
                       parsed.way < 0 ? ":" : "");
    }
    put_field(out, due, range);
}

static void put_mark(const struct mark *mark, struct buf *out, size_t *due)
{
    char text[DECIMAL_TEXT_SIZE] = "";

    if (mark->set)
        decimal_print(mark->value, text);
    put_field(out, due, text);
}

void perfdata_put(const struct settings *settings, const struct indicator *indicator,
                  const struct observation *latest, struct buf *out)
{
    char value[DECIMAL_TEXT_SIZE] = "U";
    size_t due = 0;

    if (latest)
        decimal_print(latest->value, value);
    buf_printf(out, " '%s'=%s%s", indicator->id, value,
               latest && phrase_is_percent(indicator) ? "%" : "");
    put_range(settings, indicator, SEVERITY_WARNING, out, &due);
    put_range(settings, indicator, SEVERITY_CRITICAL, out, &due);
    put_mark(&indicator->minimum, out, &due);
    put_mark(&indicator->maximum, out, &due);
}
