/* SPDX-License-Identifier: GPL-3.0-or-later */
/* alert_tried: what the replay of rules gave, as text and as JSON. Layer: cli. */
#ifndef CLI_ALERT_TRIED_H
#define CLI_ALERT_TRIED_H

#include "alerts/backtest.h"
#include "alerts/falsealarm.h"
#include "config/settings.h"
#include "core/buf.h"

#include <stddef.h>

/* One rule, replayed. */
struct alert_tried {
    const struct alert_rule *rule; /* its id is "" when it is not configured */
    const char *refused;           /* why it cannot be judged; NULL = it was */
    struct standing_rule parsed;
    struct backtest result;
    bool rated; /* how often it was raised, by history: `rate` a year in so many years */
    double years, rate;
    struct falsealarm alarms;
};

void alert_tried_text(const struct settings *settings, const struct alert_tried *tried,
                      struct arena *arena, struct buf *out);

/* An overview of several. */
void alert_tried_table(const struct settings *settings, const struct alert_tried *tried,
                       size_t count, struct arena *arena, struct buf *out);

void alert_tried_json(const struct alert_tried *tried, size_t count, struct buf *out);

#endif
