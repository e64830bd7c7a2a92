/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * telling: what happened, put into the outbox in words, for those who are to be told. Layer:
 * daemon. Call within the transaction that saves it. Who is told follows from the notifiers'
 * own `severity` and `policies`; what none of them takes goes to the log, so that nothing is
 * lost.
 */
#ifndef DAEMON_TELLING_H
#define DAEMON_TELLING_H

#include "config/settings.h"
#include "core/alert.h"
#include "core/err.h"
#include "core/held.h"
#include "core/notice.h"
#include "core/series.h"
#include "ledger/ledger.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct telling {
    struct ledger *ledger;
    const struct settings *settings;
    int64_t now;
};

/* Whom. The indicator may be NULL (of a source): policies do not count then. */
struct telling_circle {
    struct notifier *const *notifiers;
    size_t count;
    enum severity severity;
    const struct indicator *indicator;
};

/* An alert of a rule that was raised, goes on or is over; alert->text is its subject. */
int telling_alert(const struct telling *telling, const struct alert_rule *rule,
                  const struct alert *alert, const struct series *series, struct err *err);

/* Figures of one indicator and one source that are held: to whom the indicator's rules tell.
 */
int telling_held(const struct telling *telling, const struct indicator *indicator,
                 const struct held_list *group, struct err *err);

/* Anything: notifier and created of the notice are filled in. */
int telling_say(const struct telling *telling, const struct telling_circle *circle,
                struct notice *notice, struct err *err);

/* What a notifier would be told, marked as a test: of the first rule that tells it whose
 * indicator has a value, else a few words. Fills notice; texts belong to the arena. */
int telling_sample(const struct telling *telling, const struct notifier *notifier,
                   struct arena *arena, struct notice *notice, struct err *err);

/* True if a notifier takes what is so severe about the indicator (NULL = of none). */
bool telling_takes(const struct notifier *notifier, enum severity severity,
                   const struct indicator *indicator, const struct settings *settings);

#endif
