/* SPDX-License-Identifier: GPL-3.0-or-later */
/* keys_alert: the keys of alerts; see keys.h. */
#include "config/keys_part.h"

#include <stddef.h>

#include "config/settings.h"

enum { RELEASES_MOST = 60 };

static const char *const severities[] = {"info", "warning", "critical", NULL};

/* Laid out by hand: one field a line would make it three times as long. */
/* clang-format off */
static const struct key rows[] = {
    {.section = SECTION_ALERT, .name = "indicator", .type = KEY_REFERENCE, .required = true,
     .offset = offsetof(struct alert_rule, indicator), .target = SECTION_INDICATOR,
     .sample = "lobo-di", .help = "The indicator it judges."},
    {.section = SECTION_ALERT, .name = "when", .type = KEY_TEXT, .required = true,
     .offset = offsetof(struct alert_rule, when), .sample = "below -30",
     .help = "The condition that raises it (RULES in shihyo-alerts(7)): below|above X, falls|rises X|X% from "
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
};
/* clang-format on */

struct keys_part keys_alert(void)
{
    return (struct keys_part){rows, sizeof rows / sizeof rows[0]};
}
