/* SPDX-License-Identifier: GPL-3.0-or-later */
/* briefing: see briefing.h. */
#include "daemon/briefing.h"

#include "config/edition.h"
#include "core/str.h"
#include "daemon/caches.h"
#include "daemon/caches_matter.h"
#include "daemon/commented.h"
#include "daemon/expecting.h"
#include "graphs/brief.h"

/* All that a brief borrows from. */
struct briefing {
    struct ledger *ledger;
    const struct settings *settings;
    const struct briefing_order *order;
    struct arena *arena;
    struct caches_matter matter;
    struct chart_input chart;
    struct comments comments;
    struct held_list held;
    struct awaited awaited;
    struct brief_input input;
};

/* --- beside others --- */

/* The ledger may hold another one in its place, whose figures fit into no column. */
static bool fits(const struct briefing *briefing, const struct indicator *peer)
{
    const struct indicator *indicator = briefing->order->indicator;

    return edition_shows(briefing->settings, peer) &&
           peer->frequency == indicator->frequency && str_equal(peer->unit, indicator->unit);
}

static int add_peer(struct briefing *briefing, const struct indicator *peer,
                    struct brief_peer *peers, struct err *err)
{
    struct brief_input *input = &briefing->input;
    struct series *series = arena_alloc(briefing->arena, 1, sizeof *series);

    for (size_t i = 0; i < input->peer_count; i++) {
        if (peers[i].indicator == peer)
            return 0;
    }
    if (!fits(briefing, peer))
        return 0;
    if (caches_series(briefing->ledger, briefing->settings, peer, briefing->arena, series,
                      err))
        return -1;
    peers[input->peer_count++] = (struct brief_peer){peer, series};
    return 0;
}

static int gather_peers(struct briefing *briefing, struct err *err)
{
    const struct indicator *indicator = briefing->order->indicator;
    struct brief_peer *peers =
        arena_alloc(briefing->arena, indicator->peer_count + 1, sizeof *peers);

    briefing->input.peers = peers;
    if (indicator->compare && add_peer(briefing, indicator->compare, peers, err))
        return -1;
    for (size_t i = 0; i < indicator->peer_count; i++) {
        if (add_peer(briefing, indicator->peers[i], peers, err))
            return -1;
    }
    return 0;
}

/* --- up to a period --- */

static void cut(struct series *series, struct period period)
{
    while (series->count > 0 &&
           period_compare(series->observations[series->count - 1].period, period) > 0)
        series->count--;
}

static int cut_all(struct briefing *briefing, struct err *err)
{
    struct caches_matter *matter = &briefing->matter;
    struct series *all[] = {&matter->series, &matter->vintages, &matter->compare,
                            &matter->respondents, &matter->outlook};
    const struct briefing_order *order = briefing->order;
    const struct observation *asked = series_find(&matter->series, order->period);
    const struct observation *newest = series_latest(&matter->series);
    char text[PERIOD_TEXT_SIZE];

    period_print(order->period, text);
    if (!asked || !series_has_value(asked))
        return err_set(err, ERR_DATA, "%s has no value of %s", order->indicator->id, text);
    if (period_compare(newest->period, asked->period) > 0) {
        struct observation *newer = arena_alloc(briefing->arena, 1, sizeof *newer);

        *newer = *newest;
        briefing->input.newer = newer;
    }
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        cut(all[i], order->period);
    return 0;
}

/* --- gathering --- */

static int gather_held(struct briefing *briefing, struct err *err)
{
    if (edition_is_internal(briefing->settings) &&
        ledger_held(briefing->ledger, briefing->order->indicator->id, NULL, true,
                    briefing->arena, &briefing->held, err))
        return -1;
    briefing->input.held = briefing->held.items;
    briefing->input.held_count = briefing->held.count;
    return 0;
}

static int gather_awaited(struct briefing *briefing, struct err *err)
{
    struct expecting expecting;

    if (expecting_load(briefing->ledger, briefing->settings, briefing->order->now,
                       briefing->arena, &expecting, err))
        return -1;
    briefing->awaited = expecting_of(&expecting, briefing->order->indicator, NULL);
    briefing->input.awaited = &briefing->awaited;
    return 0;
}

static int gather(struct briefing *briefing, struct err *err)
{
    const struct briefing_order *order = briefing->order;

    if (caches_matter_gather(briefing->ledger, briefing->settings, order->indicator,
                             briefing->arena, &briefing->matter, err) ||
        (order->has_period && cut_all(briefing, err)) || gather_peers(briefing, err) ||
        commented_read(briefing->ledger, briefing->settings, order->indicator->id, order->now,
                       briefing->arena, &briefing->comments, err) ||
        gather_held(briefing, err) || gather_awaited(briefing, err))
        return -1;
    briefing->chart = caches_matter_input(&briefing->matter, briefing->settings,
                                          order->indicator, order->now);
    briefing->input.chart = &briefing->chart;
    briefing->input.comments = &briefing->comments;
    return 0;
}

int briefing_compose(struct ledger *ledger, const struct settings *settings,
                     const struct briefing_order *order, struct arena *arena,
                     struct paper *out, struct err *err)
{
    struct briefing *briefing = arena_alloc(arena, 1, sizeof *briefing);

    *briefing = (struct briefing){
        .ledger = ledger, .settings = settings, .order = order, .arena = arena};
    if (gather(briefing, err))
        return -1;
    paper_init(out, arena, settings->site.language);
    brief_compose(&briefing->input, out);
    return 0;
}
