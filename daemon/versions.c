/* SPDX-License-Identifier: GPL-3.0-or-later */
/* versions: see versions.h. */
#include "daemon/versions.h"

#include <string.h>

#include "core/instant.h"
#include "core/revision.h"

static struct version describe(const struct observation *item,
                               const struct observation *before)
{
    struct version version = {.item = item, .before = before};

    if (!before)
        return version;
    if (item->aside) {
        version.reason = ledger_why_aside(before, item);
        return version;
    }
    bool had = series_has_value(before);
    version.reread = revision_is_reread(before, item);
    version.withdrawn = had && item->status == OBSERVATION_MISSING && !item->masked;
    version.revises = had && series_has_value(item) &&
                      decimal_subtract(item->value, before->value, &version.change) == 0;
    return version;
}

void versions_list(const struct series *vintages, const int64_t *as_of, struct arena *arena,
                   struct versions *out)
{
    const struct observation *stood = NULL;

    *out = (struct versions){.items = arena_alloc(arena, vintages->count, sizeof *out->items)};
    for (size_t i = 0; i < vintages->count; i++) {
        const struct observation *item = &vintages->observations[i];

        if (as_of && item->recorded_at > *as_of)
            continue;
        if (stood && period_compare(stood->period, item->period) != 0)
            stood = NULL;
        out->items[out->count++] = describe(item, stood);
        if (!item->aside)
            stood = item;
    }
}

void versions_standing(const struct versions *all, struct arena *arena, struct versions *out)
{
    *out = (struct versions){.items = arena_alloc(arena, all->count, sizeof *out->items)};
    for (size_t i = 0; i < all->count; i++) {
        const struct version *version = &all->items[i];
        bool again = out->count > 0 && period_compare(out->items[out->count - 1].item->period,
                                                      version->item->period) == 0;

        if (!version->item->aside)
            out->items[again ? out->count - 1 : out->count++] = *version;
    }
}

const char *versions_reason_name(enum ledger_reason reason)
{
    static const char *const NAMES[] = {
        [LEDGER_LESS_TRUSTED] = "less trusted",   [LEDGER_LESS_EXACT] = "less exact",
        [LEDGER_NO_FIGURE] = "no figure",         [LEDGER_OLDER] = "older",
        [LEDGER_CORRECTED] = "corrected by hand", [LEDGER_CONFIRMED] = "confirmed",
    };

    return NAMES[reason];
}

int versions_parse_as_of(const char *text, int64_t *out, struct err *err)
{
    if (instant_parse(text, out, err))
        return -1;
    if (!strchr(text, 'T'))
        *out = instant_day_start(instant_day(*out) + 1) - 1;
    return 0;
}
