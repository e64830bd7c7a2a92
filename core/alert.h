/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * alert: an open (or past) judgement with a life of its own. Layer: core; kept by the ledger,
 * made by alerts/, shown by graphs/ and cli/.
 */
#ifndef CORE_ALERT_H
#define CORE_ALERT_H

#include "core/decimal.h"
#include "core/period.h"

#include <stddef.h>
#include <stdint.h>

enum alert_state { ALERT_FIRING, ALERT_ACKNOWLEDGED, ALERT_RESOLVED };

struct alert {
    int64_t number;      /* the ledger's row; 0 = new */
    const char *rule_id; /* [alert ID] */
    const char *indicator_id;
    const char *rule;     /* `when` as it stood when it was judged last */
    const char *severity; /* info warning critical */
    enum alert_state state;
    int64_t since;        /* instant it was raised */
    int64_t changed;      /* instant of the last change of state or text */
    struct period period; /* the period judged last */
    struct decimal value; /* its value */
    const char *text;     /* what is said to people, in the site's language */
};

/* One step of its life: raised, moved to a newer value or other words, acknowledged, resolved.
 */
struct alert_event {
    int64_t alert; /* its number */
    int64_t at;
    enum alert_state state;
    const char *text; /* what was said then */
};

/* firing acknowledged resolved */
const char *alert_state_name(enum alert_state state);

#endif
