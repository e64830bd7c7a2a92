/* SPDX-License-Identifier: GPL-3.0-or-later */
/* caches_desk: see caches_desk.h. */
#include "daemon/caches_desk.h"

#include "config/edition.h"
#include "core/file.h"
#include "core/instant.h"
#include "core/str.h"
#include "daemon/addresses.h"
#include "daemon/caches_digest.h"
#include "daemon/caches_matter.h"
#include "graphs/strip.h"

static int load_sources(const struct caches_desk *desk, struct site_input *input,
                        struct err *err)
{
    const struct settings *settings = desk->settings;
    struct health *sources = arena_alloc(desk->arena, settings->source_count, sizeof *sources);

    for (size_t i = 0; i < settings->source_count; i++) {
        if (addresses_health(desk->ledger, &settings->sources[i], desk->arena, &sources[i],
                             err))
            return -1;
    }
    input->sources = sources;
    return 0;
}

/* A graph of an indicator without values has no picture. */
static const bool *find_drawn(const struct caches_desk *desk)
{
    const struct settings *settings = desk->settings;
    bool *drawn = arena_alloc(desk->arena, settings->graph_count, sizeof *drawn);

    for (size_t i = 0; i < settings->graph_count; i++)
        drawn[i] = file_exists(arena_printf(desk->arena, "%s/graphs/%s.png", desk->folder,
                                            settings->graphs[i].id));
    return drawn;
}

static int load_revisions(const struct caches_desk *desk, struct site_input *input,
                          struct err *err)
{
    const struct settings *settings = desk->settings;
    const char **texts = arena_alloc(desk->arena, settings->indicator_count, sizeof *texts);
    struct ledger_notes revisions;

    if (ledger_revisions(desk->ledger, desk->arena, &revisions, err))
        return -1;
    for (size_t i = 0; i < settings->indicator_count; i++)
        texts[i] = ledger_note(&revisions, settings->indicators[i].id);
    input->revisions = texts;
    return 0;
}

static int load_held(struct caches_desk *desk, struct site_input *input, struct err *err)
{
    const struct settings *settings = desk->settings;
    const char **texts = arena_alloc(desk->arena, settings->indicator_count, sizeof *texts);

    for (size_t i = 0; i < settings->indicator_count; i++)
        texts[i] = "";
    input->held = texts;
    if (!edition_is_internal(settings))
        return 0;
    if (ledger_held(desk->ledger, NULL, NULL, true, desk->arena, &desk->held, err))
        return -1;
    for (size_t i = 0; i < desk->held.count; i++) {
        const struct held *held = &desk->held.items[i];
        const struct indicator *indicator = settings_indicator(settings, held->indicator_id);

        if (indicator)
            texts[indicator - settings->indicators] =
                arena_printf(desk->arena, "%s %lld", texts[indicator - settings->indicators],
                             (long long)held->number);
    }
    return 0;
}

static int load_alerts(const struct caches_desk *desk, struct site_input *input,
                       struct err *err)
{
    struct alert *alerts;
    struct alert_event *events;

    if (!edition_publishes(desk->settings, EDITION_ALERTS))
        return 0;
    if (ledger_alerts(desk->ledger, false, 0, desk->arena, &alerts, &input->alert_count,
                      err) ||
        ledger_alert_events(desk->ledger, desk->arena, &events, &input->event_count, err))
        return -1;
    input->alerts = alerts;
    input->events = events;
    return 0;
}

int caches_desk_prepare(struct caches_desk *desk, struct err *err)
{
    const struct settings *settings = desk->settings;
    struct site_digest *digests =
        arena_alloc(desk->arena, settings->indicator_count, sizeof *digests);
    struct site_input input = {
        .original = settings->site.language,
        .digests = digests,
        .drawn = find_drawn(desk),
        .year = strip_newest_year(settings, desk->options->now),
        .now = desk->options->now,
    };

    if (caches_digests(desk->ledger, settings, desk->options, desk->arena, digests, err) ||
        load_sources(desk, &input, err) || load_revisions(desk, &input, err) ||
        load_held(desk, &input, err) || load_alerts(desk, &input, err))
        return -1;
    for (int i = 0; i < SITE_LANGUAGES; i++) {
        desk->spoken[i] = *settings;
        desk->spoken[i].site.language = (enum language)i;
        desk->input[i] = input;
        desk->input[i].settings = &desk->spoken[i];
    }
    return 0;
}

/* Those of one indicator stand together, oldest first. */
static void find_held(const struct caches_desk *desk, struct arena *arena,
                      struct site_matter *matter)
{
    struct held *items = arena_alloc(arena, desk->held.count, sizeof *items);

    matter->held = items;
    for (size_t i = 0; i < desk->held.count; i++) {
        if (str_equal(desk->held.items[i].indicator_id, matter->indicator->id))
            items[matter->held_count++] = desk->held.items[i];
    }
}

int caches_desk_indicator(const struct caches_desk *desk, const struct indicator *indicator,
                          struct arena *arena, struct site_matter *out, struct err *err)
{
    struct caches_matter matter = {0};

    if (edition_shows(desk->settings, indicator) &&
        caches_matter_gather(desk->ledger, desk->settings, indicator, arena, &matter, err))
        return -1;
    *out = (struct site_matter){.indicator = indicator,
                                .series = matter.series,
                                .vintages = matter.vintages,
                                .compare = matter.compare,
                                .respondents = matter.respondents,
                                .outlook = matter.outlook};
    find_held(desk, arena, out);
    return 0;
}

int caches_desk_moved(const struct caches_desk *desk, const struct program *program,
                      struct arena *arena, struct site_subject *out, struct err *err)
{
    struct site_matter *matters = arena_alloc(arena, program->move_count, sizeof *matters);

    out->matters = matters;
    for (size_t i = 0; i < program->move_count; i++) {
        if (!edition_shows(desk->settings, program->moves[i]))
            continue;
        if (caches_desk_indicator(desk, program->moves[i], arena, &matters[out->matter_count],
                                  err))
            return -1;
        out->matter_count++;
    }
    return 0;
}

const char *caches_desk_audience(const struct caches_desk *desk)
{
    return edition_is_internal(desk->settings) ? "internal" : "public";
}

bool caches_desk_is_quiet(const struct caches_desk *desk)
{
    const struct span_of_days *quiet = &desk->settings->site.quiet;
    int32_t today = instant_day(desk->options->now);

    return !edition_is_internal(desk->settings) && quiet->set && today >= quiet->from &&
           today < quiet->to;
}
