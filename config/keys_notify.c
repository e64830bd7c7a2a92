/* SPDX-License-Identifier: GPL-3.0-or-later */
/* keys_notify: the keys of notifiers and graphs; see keys.h. */
#include "config/keys_part.h"

#include <stddef.h>

#include "config/settings.h"

enum { CENTURY_DAYS = 36600, HOUR_S = 3600, EXPIRE_MAX_S = 90 * 86400 };

static const char *const severities[] = {"info", "warning", "critical", NULL};
static const char *const types[] = {"log", "mail", "webhook", "exec", NULL};
static const char *const schemes[] = {"smtps", "smtp", "https", "http", NULL};
static const char *const shapes[] = {"generic", "slack", "teams", "line-works", NULL};
static const char *const groups[] = {"source", "program", "indicator", "all", "none", NULL};
static const char *const urgents[] = {"none", "info", "warning", "critical", NULL};
static const char *const days[] = {"all", "business", NULL};

/* Laid out by hand: one field a line would make it three times as long. */
/* clang-format off */
static const struct key rows[] = {
    {.section = SECTION_NOTIFY, .name = "type", .type = KEY_ENUM,
     .offset = offsetof(struct notifier, type), .choices = types, .fallback = "log",
     .sample = "mail", .help = "The way: the log, mail, a webhook (JSON over HTTP), or exec, a command of this machine."},
    {.section = SECTION_NOTIFY, .name = "url", .type = KEY_URL,
     .offset = offsetof(struct notifier, url), .choices = schemes,
     .sample = "smtps://mail.example.jp",
     .help = "The mail server (smtps://, or smtp:// with STARTTLS), or the address a webhook posts to; redirects are not followed."},
    {.section = SECTION_NOTIFY, .name = "from", .type = KEY_TEXT,
     .offset = offsetof(struct notifier, from), .sample = "shihyo@example.jp",
     .help = "The sender's address."},
    {.section = SECTION_NOTIFY, .name = "to", .type = KEY_TEXT,
     .offset = offsetof(struct notifier, to), .sample = "office@example.jp",
     .help = "The receivers' addresses, separated by spaces."},
    {.section = SECTION_NOTIFY, .name = "auth", .type = KEY_TEXT,
     .offset = offsetof(struct notifier, auth_text), .sample = "basic:mail-password",
     .help = "Who we are: basic:FILE with a line USER:PASSWORD in the file, or for webhooks "
             "bearer:FILE; a FILE without a / is looked for in $CREDENTIALS_DIRECTORY. The secret itself never stands here."},
    {.section = SECTION_NOTIFY, .name = "tls", .type = KEY_BOOL,
     .offset = offsetof(struct notifier, tls), .fallback = "yes", .sample = "no",
     .help = "Whether smtp:// must be encrypted (STARTTLS) before anything is said; no is for a server on the same machine."},
    {.section = SECTION_NOTIFY, .name = "cafile", .type = KEY_PATH,
     .offset = offsetof(struct notifier, ca_file), .sample = "office-ca.pem",
     .help = "The certificates trusted instead of the system's, for servers of one's own."},
    {.section = SECTION_NOTIFY, .name = "shape", .type = KEY_ENUM,
     .offset = offsetof(struct notifier, shape), .choices = shapes, .fallback = "generic",
     .sample = "teams", .help = "What a webhook's JSON looks like: our own, or as Slack, Teams or LINE WORKS take it."},
    {.section = SECTION_NOTIFY, .name = "secret", .type = KEY_TEXT,
     .offset = offsetof(struct notifier, secret), .sample = "webhook-secret",
     .help = "The file of the key that webhooks are signed with (X-Shihyo-Signature: HMAC-SHA256 of the time and the body); found as for auth."},
    {.section = SECTION_NOTIFY, .name = "command", .type = KEY_TEXT,
     .offset = offsetof(struct notifier, command), .sample = "/usr/local/bin/tell --office",
     .help = "The program of type exec, by its whole path, and its arguments, separated by "
             "spaces; no shell sees it. The message comes on standard input."},
    {.section = SECTION_NOTIFY, .name = "timeout", .type = KEY_MILLIS,
     .offset = offsetof(struct notifier, timeout_ms), .low = 1000, .high = 120000,
     .fallback = "15s", .sample = "30s", .help = "How long one attempt may take."},
    {.section = SECTION_NOTIFY, .name = "severity", .type = KEY_ENUM,
     .offset = offsetof(struct notifier, severity), .choices = severities, .fallback = "info",
     .sample = "warning", .help = "The least severity that it is told."},
    {.section = SECTION_NOTIFY, .name = "policies", .type = KEY_REFERENCES,
     .offset = offsetof(struct notifier, policies),
     .second = offsetof(struct notifier, policy_count), .target = SECTION_POLICY,
     .fallback = "none", .sample = "city-centre",
     .help = "It is told only of indicators that programs of these policies are meant to move; none means of all."},
    {.section = SECTION_NOTIFY, .name = "group", .type = KEY_ENUM,
     .offset = offsetof(struct notifier, group), .choices = groups, .fallback = "source",
     .sample = "program", .help = "What goes into one message: all of a source, of a program, of an indicator, all there is, or none: each alone. The log has each alone."},
    {.section = SECTION_NOTIFY, .name = "send", .type = KEY_TEXT,
     .offset = offsetof(struct notifier, rhythm_text), .fallback = "at-once",
     .sample = "weekly mon 09:00",
     .help = "When: at-once, or all together in a digest: daily 09:00, weekly mon 09:00."},
    {.section = SECTION_NOTIFY, .name = "hours", .type = KEY_TEXT,
     .offset = offsetof(struct notifier, hours_text), .fallback = "always",
     .sample = "08:45-17:15", .help = "The hours of the day in which it may be disturbed."},
    {.section = SECTION_NOTIFY, .name = "days", .type = KEY_ENUM,
     .offset = offsetof(struct notifier, days), .choices = days, .fallback = "all",
     .sample = "business", .help = "The days on which it may be disturbed: all, or business days."},
    {.section = SECTION_NOTIFY, .name = "urgent", .type = KEY_ENUM,
     .offset = offsetof(struct notifier, urgent), .choices = urgents, .fallback = "none",
     .sample = "critical",
     .help = "From which severity on send, hours and days do not count."},
    {.section = SECTION_NOTIFY, .name = "expire", .type = KEY_SECONDS,
     .offset = offsetof(struct notifier, expire_s), .low = HOUR_S, .high = EXPIRE_MAX_S,
     .fallback = "7d", .sample = "2w",
     .help = "How long a message that cannot be delivered is tried; then it is given up, and status says so."},
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

struct keys_part keys_notify(void)
{
    return (struct keys_part){rows, sizeof rows / sizeof rows[0]};
}
