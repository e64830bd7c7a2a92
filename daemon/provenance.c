/* SPDX-License-Identifier: GPL-3.0-or-later */
/* provenance: see provenance.h. */
#include "daemon/provenance.h"

#include "core/instant.h"
#include "core/str.h"
#include "daemon/identity.h"
#include "daemon/kept.h"

static bool says_the_same(const struct observation *a, const struct observation *b)
{
    if (series_has_value(a) != series_has_value(b))
        return false;
    return !series_has_value(a) || decimal_compare(a->value, b->value) == 0;
}

static void copy_found(const struct pick *pick, size_t i, const struct observation *item,
                       struct arena *arena, struct provenance *out)
{
    out->state =
        says_the_same(&pick->observations[i], item) ? PROVENANCE_FOUND : PROVENANCE_OTHERWISE;
    out->reads = pick->observations[i];
    out->reads.cell = arena_strdup(arena, pick->observations[i].cell);
    out->grid = arena_strdup(arena, pick->grid ? pick->grid : "");
    if (pick->places)
        out->place = pick->places[i];
}

static void search(const struct harvest *harvest, const struct indicator *indicator,
                   const struct observation *item, struct arena *arena, struct provenance *out)
{
    char period[PERIOD_TEXT_SIZE];

    period_print(item->period, period);
    out->err = harvest->err;
    for (size_t i = 0; i < harvest->pick_count; i++) {
        const struct harvest_pick *pick = &harvest->picks[i];

        if (pick->indicator != indicator)
            continue;
        if (pick->read->err.code != ERR_NONE)
            out->err = pick->read->err;
        for (size_t k = 0; k < pick->read->pick.count; k++) {
            if (period_compare(pick->read->pick.observations[k].period, item->period) != 0)
                continue;
            copy_found(&pick->read->pick, k, item, arena, out);
            return;
        }
    }
    if (out->err.code == ERR_NONE)
        err_set(&out->err, ERR_DATA, "%s is not found in it", period);
}

static void find_place(struct ledger *ledger, const struct settings *settings,
                       const struct indicator *indicator, const struct observation *item,
                       struct arena *arena, struct provenance *out)
{
    const struct source *source = settings_source(settings, item->source);
    struct harvest harvest;

    out->state = PROVENANCE_UNREAD;
    if (!source || !settings_reads(indicator, source)) {
        err_set(&out->err, ERR_CONFIG, "%s does not read source %s any more", indicator->id,
                item->source);
        return;
    }
    if (kept_read(ledger, settings, source, &out->document, &harvest) == 0)
        search(&harvest, indicator, item, arena, out);
    else
        out->err = harvest.err;
    harvest_free(&harvest);
}

int provenance_find(struct ledger *ledger, const struct settings *settings,
                    const struct indicator *indicator, const struct observation *item,
                    struct arena *arena, struct provenance *out, struct err *err)
{
    *out = (struct provenance){.state = PROVENANCE_BY_HAND, .grid = ""};
    if (str_empty(item->document) || !item->source)
        return 0;
    if (documents_find(ledger, item->document, arena, &out->document, &out->documented, err))
        return -1;
    out->document.source = item->source;
    out->document.at = item->recorded_at;
    if (documents_fetch(ledger, &out->document, arena, &out->fetch, err))
        return -1;
    if (out->fetch.at != 0) {
        out->document.at = out->fetch.at;
        out->document.url = out->fetch.url;
    }
    if (out->document.elsewhere)
        out->state = PROVENANCE_ELSEWHERE;
    else if (out->document.dropped)
        out->state = PROVENANCE_DROPPED;
    else if (identity_require(indicator, &out->err))
        out->state = PROVENANCE_REFUSED;
    else
        find_place(ledger, settings, indicator, item, arena, out);
    return 0;
}
