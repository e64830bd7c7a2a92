/* SPDX-License-Identifier: GPL-3.0-or-later */
/* caches_publish: the pages among the caches; see caches.h. */
#include "core/buf.h"
#include "core/file.h"
#include "daemon/caches.h"
#include "graphs/chart.h"
#include "graphs/site/site.h"

#define DESCRIPTION_LIMIT 8192

static int describe(const struct settings *settings, struct site_indicator *item,
                    const struct series *compare, int64_t now, struct arena *arena,
                    struct err *err)
{
    struct chart_input input = {
        .settings = settings,
        .indicator = item->indicator,
        .series = item->series,
        .compare = compare,
        .now = now,
        .scale = 1,
    };
    struct buf text;

    buf_init(&text, DESCRIPTION_LIMIT);
    int failed = chart_describe(&input, &text, err);
    item->description = arena_strdup(arena, buf_text(&text));
    buf_free(&text);
    return failed;
}

static int load_indicator(struct ledger *ledger, const struct settings *settings,
                          const struct indicator *indicator, int64_t now, struct arena *arena,
                          struct site_indicator *out, struct err *err)
{
    struct series *series = arena_alloc(arena, 1, sizeof *series);
    struct series compare = {0};

    *out = (struct site_indicator){.indicator = indicator, .series = series};
    if (ledger_series(ledger, indicator->id, indicator->frequency, 0, arena, series, err))
        return -1;
    if (indicator->compare &&
        ledger_series(ledger, indicator->compare->id, indicator->compare->frequency, 0, arena,
                      &compare, err))
        return -1;
    return describe(settings, out, indicator->compare ? &compare : NULL, now, arena, err);
}

static int load_sources(struct ledger *ledger, const struct settings *settings,
                        struct arena *arena, const struct health **out, struct err *err)
{
    struct health *sources = arena_alloc(arena, settings->source_count, sizeof *sources);

    for (size_t i = 0; i < settings->source_count; i++) {
        if (ledger_health(ledger, settings->sources[i].id, arena, &sources[i], err))
            return -1;
    }
    *out = sources;
    return 0;
}

/* A graph of an indicator without values has no picture. */
static const bool *find_drawn(const struct settings *settings, const char *folder,
                              struct arena *arena)
{
    bool *drawn = arena_alloc(arena, settings->graph_count, sizeof *drawn);

    for (size_t i = 0; i < settings->graph_count; i++)
        drawn[i] = file_exists(
            arena_printf(arena, "%s/graphs/%s.png", folder, settings->graphs[i].id));
    return drawn;
}

int caches_publish(struct ledger *ledger, const struct settings *settings, const char *folder,
                   int64_t now, struct caches_counts *counts, struct err *err)
{
    struct arena *arena = arena_new();
    struct site_indicator *indicators =
        arena_alloc(arena, settings->indicator_count, sizeof *indicators);
    struct site_input input = {
        .settings = settings,
        .indicators = indicators,
        .indicator_count = settings->indicator_count,
        .drawn = find_drawn(settings, folder, arena),
        .now = now,
    };
    struct alert *alerts;
    size_t written = 0;
    int failed = 0;

    for (size_t i = 0; i < settings->indicator_count && !failed; i++)
        failed = load_indicator(ledger, settings, &settings->indicators[i], now, arena,
                                &indicators[i], err);
    if (!failed && !ledger_alerts(ledger, true, 0, arena, &alerts, &input.alert_count, err) &&
        !load_sources(ledger, settings, arena, &input.sources, err)) {
        input.alerts = alerts;
        failed = site_publish(&input, folder, &written, err);
    } else {
        failed = -1;
    }
    counts->pages += written;
    arena_free(arena);
    return failed;
}
