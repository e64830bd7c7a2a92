/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notifier: what a [notify] section becomes; a part of entry.h. Layer: config. */
#ifndef CONFIG_NOTIFIER_H
#define CONFIG_NOTIFIER_H

#include "core/holiday.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where an entry stands, for messages. */
struct origin {
    const char *file;
    int line;
};

enum severity { SEVERITY_INFO, SEVERITY_WARNING, SEVERITY_CRITICAL };
enum notify_type { NOTIFY_LOG, NOTIFY_MAIL, NOTIFY_WEBHOOK, NOTIFY_EXEC };
enum notify_shape { SHAPE_GENERIC, SHAPE_SLACK, SHAPE_TEAMS, SHAPE_LINE_WORKS };
enum notify_group { GROUP_SOURCE, GROUP_PROGRAM, GROUP_INDICATOR, GROUP_ALL, GROUP_NONE };
enum notify_urgent { URGENT_NONE, URGENT_INFO, URGENT_WARNING, URGENT_CRITICAL };
enum notify_auth { NOTIFY_AUTH_NONE, NOTIFY_AUTH_BASIC, NOTIFY_AUTH_BEARER };
enum office_days { OFFICE_ALL_DAYS, OFFICE_BUSINESS_DAYS };

struct policy;

/* Minutes of a day, the second not any more. */
struct office_hours {
    int from;
    int to;
};

struct office_rhythm {
    enum { RHYTHM_AT_ONCE, RHYTHM_DAILY, RHYTHM_WEEKLY } kind;
    int weekday; /* 1 Monday ... 7 Sunday */
    int minute;  /* of the day */
};

struct notifier {
    const char *id;
    enum notify_type type;
    const char *url;
    const char *from;
    const char *to; /* as written */
    const char **receivers;
    size_t receiver_count;
    const char *auth_text; /* as written; "" = none */
    enum notify_auth auth;
    const char *auth_file; /* see core/secret */
    const char *secret;    /* the file of what webhooks are signed with; "" = not signed */
    const char *ca_file;   /* "" = the system's list */
    bool tls;              /* smtp:// must go over to TLS */
    enum notify_shape shape;
    const char *command; /* as written */
    const char **words;  /* of the command */
    size_t word_count;
    int64_t timeout_ms;
    enum notify_group group;
    const char *rhythm_text; /* as written */
    struct office_rhythm rhythm;
    const char *hours_text; /* as written */
    struct office_hours hours;
    enum office_days days;
    enum holidays holidays; /* the site's */
    enum severity severity; /* the least that it is told */
    enum notify_urgent urgent;
    struct policy **policies; /* none: of all */
    size_t policy_count;
    int64_t expire_s; /* what could not be delivered by then is given up */
    struct origin origin;
};

#endif
