/* SPDX-License-Identifier: GPL-3.0-or-later */
/* keys_alert: the keys of alerts, notifiers and graphs; see keys.h. */
#include "config/keys_part.h"

#include <stddef.h>

#include "config/settings.h"

enum { CENTURY_DAYS = 36600, RELEASES_MOST = 60 };

static const char *const severities[] = {"info", "warning", "critical", NULL};
static const char *const notify_types[] = {"log", "mail", "webhook", NULL};
static const char *const notify_schemes[] = {"smtps", "smtp", "https", "http", NULL};

/* Laid out by hand: one field a line would make it three times as long. */
/* clang-format off */
static const struct key rows[] = {
    {.section = SECTION_ALERT, .name = "indicator", .type = KEY_REFERENCE, .required = true,
     .offset = offsetof(struct alert_rule, indicator), .target = SECTION_INDICATOR,
     .sample = "lobo-di", .help = "The indicator it judges."},
    {.section = SECTION_ALERT, .name = "when", .type = KEY_TEXT, .required = true,
     .offset = offsetof(struct alert_rule, when), .sample = "below -30",
     .help = "The condition that raises it (ALERTS in shihyo(1)): below|above X, falls|rises X|X% from "
             "previous|last-year|average N, falling|rising N [from last-year], lowest|highest in N years, "
             "signal [...], behind target X, revised by X|X%, or overdue."},
    {.section = SECTION_ALERT, .name = "clear", .type = KEY_TEXT,
     .offset = offsetof(struct alert_rule, clear), .sample = "above -25",
     .help = "The condition that ends it, in the same words; when absent, that `when` holds no more."},
    {.section = SECTION_ALERT, .name = "severity", .type = KEY_ENUM,
     .offset = offsetof(struct alert_rule, severity), .choices = severities,
     .fallback = "warning", .sample = "critical", .help = "How much it matters."},
    {.section = SECTION_ALERT, .name = "hold", .type = KEY_INTEGER,
     .offset = offsetof(struct alert_rule, hold), .low = 1, .high = RELEASES_MOST, .fallback = "1", .sample = "2",
     .help = "For how many releases in a row `when` must hold before it is raised; until then it is pending."},
    {.section = SECTION_ALERT, .name = "settle", .type = KEY_INTEGER,
     .offset = offsetof(struct alert_rule, settle), .low = 1, .high = RELEASES_MOST, .fallback = "1", .sample = "2",
     .help = "For how many releases in a row `clear` must hold before it ends."},
    {.section = SECTION_ALERT, .name = "remind", .type = KEY_INTEGER,
     .offset = offsetof(struct alert_rule, remind), .low = 0, .high = RELEASES_MOST, .fallback = "0", .sample = "6",
     .help = "After how many releases one that is still firing is told again; 0 is never."},
    {.section = SECTION_ALERT, .name = "notify", .type = KEY_REFERENCES,
     .offset = offsetof(struct alert_rule, notify),
     .second = offsetof(struct alert_rule, notify_count), .target = SECTION_NOTIFY,
     .fallback = "none", .sample = "office",
     .help = "Who is told; none means the log alone."},
    {.section = SECTION_NOTIFY, .name = "type", .type = KEY_ENUM,
     .offset = offsetof(struct notifier, type), .choices = notify_types, .fallback = "log",
     .sample = "mail", .help = "The way; this version delivers to the log alone and refuses mail and webhook."},
    {.section = SECTION_NOTIFY, .name = "url", .type = KEY_URL,
     .offset = offsetof(struct notifier, url), .choices = notify_schemes,
     .sample = "smtps://mail.example.jp",
     .help = "The mail server, or the address a webhook posts to.",
     .use = KEY_KEPT},
    {.section = SECTION_NOTIFY, .name = "from", .type = KEY_TEXT,
     .offset = offsetof(struct notifier, from), .sample = "shihyo@example.jp",
     .help = "The sender's address.",
     .use = KEY_KEPT},
    {.section = SECTION_NOTIFY, .name = "to", .type = KEY_TEXT,
     .offset = offsetof(struct notifier, to), .sample = "office@example.jp",
     .help = "The receivers' addresses, separated by spaces.",
     .use = KEY_KEPT},
    {.section = SECTION_GRAPH, .name = "title", .type = KEY_LABEL,
     .offset = offsetof(struct graph, title), .sample = "全産業 業況DI", .shown = true,
     .help = "The title over the graph; its id when absent."},
    {.section = SECTION_GRAPH, .name = "span", .type = KEY_DAYS,
     .offset = offsetof(struct graph, span_days), .high = CENTURY_DAYS, .fallback = "all",
     .sample = "10y", .help = "How far back it reaches; all is from the first value on."},
    {.section = SECTION_GRAPH, .name = "rrdgraph", .type = KEY_TEXT, .required = true,
     .offset = offsetof(struct graph, rrdgraph),
     .sample = "DEF:v=lobo-di:LAST\nAREA:v#3a7bd555\nLINE2:v#1f4e79:業況DI",
     .help = "Arguments of rrdgraph: data, what is drawn, and options of looks such as --width, "
             "--font TITLE:16 and --color; an indicator's id stands for its file. Internal "
             "edition only: the files hold every figure, whoever published it."},
};
/* clang-format on */

struct keys_part keys_alert(void)
{
    return (struct keys_part){rows, sizeof rows / sizeof rows[0]};
}
