/* SPDX-License-Identifier: GPL-3.0-or-later */
/* caches_desk: see caches_desk.h. */
#include "daemon/caches_desk.h"

#include "alerts/falsealarm.h"
#include "config/edition.h"
#include "core/file.h"
#include "core/instant.h"
#include "core/log.h"
#include "core/str.h"
#include "daemon/addresses.h"
#include "daemon/alertlist.h"
#include "daemon/caches_digest.h"
#include "daemon/caches_matter.h"
#include "daemon/commented.h"
#include "daemon/expecting.h"
#include "graphs/strip.h"
#include "ledger/documents.h"

#define WORDS_LIMIT 4096
#define FAULTS_LIMIT 8192
#define LEAST_SAID 0.05 /* times a year: less would be printed as 0.0 */
#define DOCUMENTS 8     /* of an indicator */
#define PICTURE_LIMIT ((size_t)1 << 20)

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

/* What a picture says, read from beside it; NULL where there is none. */
static const char *read_words(const struct caches_desk *desk, enum language language,
                              const char *folder, const char *id)
{
    const char *path =
        arena_printf(desk->arena, "%s/%s%s/%s.txt", desk->folder,
                     site_prefix(language, desk->settings->site.language), folder, id);
    const char *words = NULL;
    struct err ignored = {0};
    struct buf text;

    buf_init(&text, PICTURE_LIMIT);
    if (file_exists(path) && file_read(path, &text, &ignored) == 0)
        words = buf_keep(&text, desk->arena);
    return words;
}

static const char **find_policies(const struct caches_desk *desk, enum language language)
{
    const struct settings *settings = desk->settings;
    const char **words = arena_alloc(desk->arena, settings->policy_count, sizeof *words);

    for (size_t i = 0; i < settings->policy_count; i++)
        words[i] = read_words(desk, language, "policies", settings->policies[i].id);
    return words;
}

static const char **find_programs(const struct caches_desk *desk, enum language language)
{
    const struct settings *settings = desk->settings;
    const char **words = arena_alloc(desk->arena, settings->program_count, sizeof *words);

    for (size_t i = 0; i < settings->program_count; i++)
        words[i] = read_words(desk, language, "programs", settings->programs[i].id);
    return words;
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
            texts[indicator - settings->indicators] = arena_printf(
                desk->arena, "%s %lld%s", texts[indicator - settings->indicators],
                (long long)held->number, held->observation.embargo != 0 ? "!" : "");
    }
    return 0;
}

static int load_alerts(const struct caches_desk *desk, struct site_input *input,
                       struct err *err)
{
    struct alertlist list;

    if (!edition_publishes(desk->settings, EDITION_ALERTS))
        return 0;
    if (alertlist_load(desk->ledger, true, desk->arena, &list, err))
        return -1;
    alertlist_leave_raised(&list);
    if (alertlist_tell(desk->ledger, desk->settings, &list, err))
        return -1;
    input->alerts = list.alerts;
    input->alert_count = list.count;
    input->events = list.events;
    input->event_count = list.event_count;
    return 0;
}

static bool is_sooner(const struct awaited *a, const struct site_awaited *b)
{
    return (a->state == AWAITED_SCHEDULED || awaited_is_open(a)) &&
           (!b->indicator || a->moment.day < b->awaited.moment.day);
}

/* What the first of a source's indicators awaits. */
static struct site_awaited await_source(const struct caches_desk *desk,
                                        const struct expecting *expecting,
                                        const struct source *source)
{
    const struct settings *settings = desk->settings;
    struct site_awaited next = {0};

    for (size_t i = 0; i < source->reader_count; i++) {
        const struct indicator *indicator = settings_reader(settings, source, i);

        if (!edition_shows(settings, indicator))
            continue;
        struct awaited awaited = expecting_of(expecting, indicator, source);

        if (is_sooner(&awaited, &next))
            next = (struct site_awaited){indicator, awaited};
    }
    return next;
}

static int load_awaited(const struct caches_desk *desk, struct site_input *input,
                        struct err *err)
{
    const struct settings *settings = desk->settings;
    struct awaited *awaited =
        arena_alloc(desk->arena, settings->indicator_count, sizeof *awaited);
    struct site_awaited *sources =
        arena_alloc(desk->arena, settings->source_count, sizeof *sources);
    struct expecting expecting;

    if (expecting_load(desk->ledger, settings, desk->options->now, desk->arena, &expecting,
                       err))
        return -1;
    for (size_t i = 0; i < settings->indicator_count; i++) {
        if (edition_shows(settings, &settings->indicators[i]))
            awaited[i] = expecting_of(&expecting, &settings->indicators[i], NULL);
    }
    for (size_t i = 0; i < settings->source_count; i++)
        sources[i] = await_source(desk, &expecting, &settings->sources[i]);
    input->awaited = awaited;
    input->source_awaited = sources;
    return 0;
}

static void load_looks(struct caches_desk *desk)
{
    struct buf faults;

    buf_init(&faults, FAULTS_LIMIT);
    caches_looks_load(desk->settings, desk->arena, &desk->looks, &faults);
    if (faults.length > 0)
        log_warning("what is built in is used for: %s", buf_text(&faults));
    buf_free(&faults);
}

int caches_desk_prepare(struct caches_desk *desk, struct err *err)
{
    const struct settings *settings = desk->settings;
    struct site_digest *digests =
        arena_alloc(desk->arena, settings->indicator_count, sizeof *digests);
    struct site_input input = {
        .frame = &desk->looks.frame,
        .original = settings->site.language,
        .digests = digests,
        .drawn = find_drawn(desk),
        .year = strip_newest_year(settings, desk->options->now),
        .now = desk->options->now,
    };

    load_looks(desk);
    if (caches_digests(desk->ledger, settings, desk->options, desk->arena, digests, err) ||
        load_sources(desk, &input, err) || load_revisions(desk, &input, err) ||
        load_held(desk, &input, err) || load_awaited(desk, &input, err) ||
        load_alerts(desk, &input, err) ||
        commented_read(desk->ledger, settings, NULL, desk->options->now, desk->arena,
                       &input.comments, err))
        return -1;
    for (int i = 0; i < SITE_LANGUAGES; i++) {
        desk->spoken[i] = *settings;
        desk->spoken[i].site.language = (enum language)i;
        desk->input[i] = input;
        desk->input[i].settings = &desk->spoken[i];
        desk->input[i].policy_words = find_policies(desk, (enum language)i);
        desk->input[i].program_words = find_programs(desk, (enum language)i);
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

/* The newest document of each source that gave figures which stand. */
static int find_documents(const struct caches_desk *desk, struct arena *arena,
                          struct site_matter *matter, struct err *err)
{
    struct site_document *found = arena_alloc(arena, DOCUMENTS, sizeof *found);
    const char *former = "";

    matter->documents = found;
    for (size_t i = matter->series.count; i-- > 0 && matter->document_count < DOCUMENTS;) {
        const struct observation *here = &matter->series.observations[i];
        const struct documents_item item = {
            .source = here->source, .sha256 = here->document, .at = here->recorded_at};
        struct ledger_fetch fetch;

        if (!here->document || !here->source || str_equal(here->document, former))
            continue;
        former = here->document;
        if (documents_fetch(desk->ledger, &item, arena, &fetch, err))
            return -1;
        const struct source *source = settings_source(desk->settings, here->source);
        bool told = fetch.at == 0;

        for (size_t k = 0; k < matter->document_count; k++)
            told = told || found[k].source == source;
        if (!told)
            found[matter->document_count++] =
                (struct site_document){source, fetch.url, fetch.at};
    }
    return 0;
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
    return find_documents(desk, arena, out, err);
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

bool caches_desk_is_quiet(const struct settings *settings, int64_t now)
{
    const struct span_of_days *quiet = &settings->site.quiet;
    int32_t today = instant_day(now);

    return !edition_is_internal(settings) && quiet->set && today >= quiet->from &&
           today < quiet->to;
}

/* --- rules --- */

static void say_cost(struct arena *arena, const struct falsealarm *alarm,
                     struct site_rule *out)
{
    for (int i = 0; i < SITE_LANGUAGES; i++) {
        enum language language = (enum language)i;

        if (alarm->result != FALSEALARM_KNOWN)
            out->cost[i] = arena_printf(
                arena, "%s%s%s",
                words_pick(language, "（回数は算出できない：", "(how often is not known: "),
                falsealarm_reason(alarm->result, language), words_pick(language, "）", ")"));
        else if (alarm->per_year < LEAST_SAID)
            out->cost[i] =
                words_pick(language, "（年0.1回未満）", "(less than 0.1 times a year)");
        else if (language == LANGUAGE_JA)
            out->cost[i] = arena_printf(arena, "（年%.1f回）", alarm->per_year);
        else
            out->cost[i] = arena_printf(arena, "(%.1f times a year)", alarm->per_year);
    }
}

static int find_rule(const struct caches_desk *desk, const struct alert_rule *rule,
                     struct arena *arena, struct site_rule *out, struct err *err)
{
    struct standing_rule parsed;
    struct falsealarm alarm;
    struct series series;

    if (standing_parse(rule, &parsed, err) ||
        caches_series(desk->ledger, desk->settings, rule->indicator, arena, &series, err))
        return -1;
    for (int i = 0; i < SITE_LANGUAGES; i++) {
        struct buf words;

        buf_init(&words, WORDS_LIMIT);
        rule_say(&parsed.raise, rule->indicator, (enum language)i, &words);
        out->words[i] = buf_keep(&words, arena);
    }
    falsealarm_find(&parsed, rule->indicator, &series, &alarm);
    say_cost(arena, &alarm, out);
    return 0;
}

int caches_desk_rules(struct caches_desk *desk, struct arena *arena, struct err *err)
{
    const struct settings *settings = desk->settings;
    struct site_rule *rules = arena_alloc(arena, settings->alert_count, sizeof *rules);

    if (!edition_publishes(settings, EDITION_ALERTS))
        return 0;
    for (size_t i = 0; i < settings->alert_count; i++) {
        if (edition_shows(settings, settings->alerts[i].indicator) &&
            find_rule(desk, &settings->alerts[i], arena, &rules[i], err))
            return -1;
    }
    for (int i = 0; i < SITE_LANGUAGES; i++)
        desk->input[i].rules = rules;
    return 0;
}
