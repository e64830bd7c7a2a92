/* SPDX-License-Identifier: GPL-3.0-or-later */
/* expected: see expected.h. */
#include "daemon/expected.h"

#include "alerts/falsealarm.h"

static int add_rule(struct ledger *ledger, const struct alert_rule *rule, struct expected *out,
                    struct err *err)
{
    const struct indicator *indicator = rule->indicator;
    struct arena *arena = arena_new();
    struct standing_rule parsed;
    struct falsealarm alarms;
    struct series series;
    int failed =
        standing_parse(rule, &parsed, err) ||
        ledger_series(ledger, indicator->id, indicator->frequency, NULL, arena, &series, err);

    if (!failed) {
        falsealarm_find(&parsed, indicator, &series, &alarms);
        bool known = alarms.result == FALSEALARM_KNOWN;

        out->known += known;
        out->unknown += !known;
        out->per_year += known ? alarms.per_year : 0;
    }
    arena_free(arena);
    return failed;
}

int expected_find(struct ledger *ledger, const struct settings *settings, struct expected *out,
                  struct err *err)
{
    *out = (struct expected){0};
    for (size_t i = 0; i < settings->alert_count; i++) {
        if (add_rule(ledger, &settings->alerts[i], out, err))
            return -1;
    }
    return 0;
}
