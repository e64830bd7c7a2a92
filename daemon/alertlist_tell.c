/* SPDX-License-Identifier: GPL-3.0-or-later */
/* alertlist_tell: what of the alerts an edition may tell; see alertlist.h. */
#include "daemon/alertlist.h"

#include "config/edition.h"
#include "daemon/caches_matter.h"

/* True when the edition shows every figure of it, in every version. */
static int shows_all(struct ledger *ledger, const struct settings *settings,
                     const struct indicator *indicator, bool *out, struct err *err)
{
    struct arena *arena = arena_new();
    struct series all, shown;
    int failed =
        ledger_vintages(ledger, indicator->id, indicator->frequency, arena, &all, err) ||
        caches_matter_vintages(ledger, settings, indicator, arena, &shown, err);

    *out = !failed && all.count == shown.count;
    for (size_t i = 0; *out && i < shown.count; i++)
        *out = !shown.observations[i].masked;
    arena_free(arena);
    return failed ? -1 : 0;
}

static int may_tell(struct ledger *ledger, const struct settings *settings,
                    const struct alert *alert, bool *out, struct err *err)
{
    const struct indicator *indicator = settings_indicator(settings, alert->indicator_id);

    *out = false;
    if (!indicator || !edition_shows(settings, indicator) || alert->state == ALERT_PENDING)
        return 0;
    return shows_all(ledger, settings, indicator, out, err);
}

int alertlist_tell(struct ledger *ledger, const struct settings *settings,
                   struct alertlist *list, struct err *err)
{
    size_t kept = 0;

    if (edition_is_internal(settings))
        return 0;
    for (size_t i = 0; i < list->count; i++) {
        bool tells;

        if (may_tell(ledger, settings, &list->alerts[i], &tells, err))
            return -1;
        if (!tells)
            continue;
        list->alerts[kept] = list->alerts[i];
        list->alerts[kept].who = list->alerts[kept].note = NULL;
        kept++;
    }
    list->count = kept;
    for (size_t i = 0; i < list->event_count; i++)
        list->events[i].who = list->events[i].note = NULL;
    list->silence_count = 0;
    return 0;
}
