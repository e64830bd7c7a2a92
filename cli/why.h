/* SPDX-License-Identifier: GPL-3.0-or-later */
/* why: all that is known of one period of an indicator, gathered from the ledger and the kept
 * documents. Layer: cli; for cmd_why.c. */
#ifndef CLI_WHY_H
#define CLI_WHY_H

#include "config/settings.h"
#include "core/alert.h"
#include "core/held.h"
#include "core/json.h"
#include "daemon/provenance.h"
#include "ledger/ledger.h"
#include "ledger/meaning.h"

/* One vintage of the period, newest first. */
struct why_vintage {
    struct observation item;
    bool stands;
    bool revises; /* it changed the figure that stood by `change` */
    struct decimal change;
    bool withdrawn;          /* it took the figure back that stood */
    bool converted;          /* it is read in another unit than it was recorded in */
    struct decimal recorded; /* then: its value as it was recorded */
    struct provenance from;
};

struct why {
    const struct settings *settings;
    const struct indicator *indicator;
    struct period period;
    struct series all;              /* vintages of all its periods */
    struct meaning_changes changes; /* what was decided about the indicator */
    struct why_vintage *vintages;
    size_t vintage_count;
    struct alert *alerts; /* that its value opened, or that judged it last */
    size_t alert_count;
    struct held *held; /* what was said of the period and not believed */
    size_t held_count;
    struct arena *arena;
};

/* Of `out` settings, indicator, period and arena are given. */
int why_gather(struct ledger *ledger, struct why *out, struct err *err);

void why_print(const struct why *why, struct buf *out);
void why_json(const struct why *why, struct buf *out);

#endif
