/* SPDX-License-Identifier: GPL-3.0-or-later */
/* caches_draw: the pictures among the caches; see caches.h. */
#include "daemon/caches.h"

#include <string.h>

#include "config/edition.h"
#include "core/file.h"
#include "core/instant.h"
#include "core/log.h"
#include "core/str.h"
#include "daemon/caches_logic.h"
#include "daemon/caches_matter.h"
#include "daemon/caches_policy.h"
#include "daemon/commented.h"
#include "daemon/discretion.h"
#include "daemon/upkeep.h"
#include "graphs/caption.h"
#include "graphs/strip.h"
#include "rrd/rrdgraph.h"

#define BATCH 64
#define REMARKS_LIMIT 8192
#define REMARK_LIMIT 512
#define PICTURE "picture" /* the kind of the charts' marks where there are no pages */

/* Where pictures are made, and from what. */
struct studio {
    struct ledger *ledger;
    const struct settings *settings;
    const char *kind;   /* of the charts' marks */
    const char *rrd;    /* the folder */
    const char *folder; /* of the site; NULL = not known */
    int64_t now;
    bool all;
    bool apart;    /* as in upkeep.h */
    bool whole;    /* caches_whole */
    bool unwanted; /* there are to be none */
    bool some;     /* some charts only: the marks say nothing of the others */
    struct form forms[FORM_MOST];
    size_t form_count;
    struct comments comments; /* that the edition shows */
    struct arena *arena;
    void (*progress)(size_t done, size_t total, void *shown);
    void *shown;
};

_Static_assert(FORM_MOST < UPKEEP_FILES, "an indicator's chart has more forms than a cache");

static struct studio open_studio(struct ledger *ledger, const struct settings *settings,
                                 int64_t now)
{
    struct arena *arena = arena_new();
    struct studio studio = {
        .ledger = ledger,
        .settings = settings,
        .kind = "chart",
        .rrd = arena_printf(arena, "%s/rrd", settings->site.state),
        .now = now,
        .arena = arena,
    };

    studio.form_count = form_site(studio.forms);
    return studio;
}

/* --- charts --- */

static int load_chart(const struct upkeep_item *item, void *context, struct arena *arena,
                      void **loaded, struct err *err)
{
    const struct studio *studio = context;
    struct caches_matter *matter = arena_alloc(arena, 1, sizeof *matter);

    const struct indicator *indicator = item->subject;

    *loaded = matter;
    return caches_matter_gather(studio->ledger, studio->settings, indicator, arena, matter,
                                err) ||
                   commented_read(studio->ledger, studio->settings, indicator->id, studio->now,
                                  arena, &matter->comments, err)
               ? -1
               : 0;
}

static int make_chart(const struct upkeep_item *item, void *context, const void *loaded,
                      const char *const *paths, struct err *err)
{
    const struct studio *studio = context;
    struct chart_input input =
        caches_matter_input(loaded, studio->settings, item->subject, studio->now);
    struct buf remarks;

    buf_init(&remarks, REMARKS_LIMIT);
    input.remarks = &remarks;
    int failed = chart_draw(&input, studio->forms, studio->form_count, paths, err);
    if (remarks.length > 0)
        log_warning("chart %s: %s", item->id, buf_text(&remarks));
    buf_free(&remarks);
    return failed ? err_prefix(err, "chart %s", item->id) : 0;
}

static void name_forms(const struct form *forms, size_t count, struct arena *arena,
                       const char **names)
{
    for (size_t i = 0; i < count; i++) {
        char name[FORM_NAME_SIZE];

        form_name(&forms[i], name);
        names[i] = arena_strdup(arena, name);
    }
}

static int run_charts(struct studio *studio, const char *folder,
                      const struct upkeep_item *items, size_t count, size_t *made,
                      struct err *err)
{
    struct upkeep upkeep = {
        .kind = studio->kind,
        .folder = folder,
        .within = studio->folder,
        .items = items,
        .count = count,
        .all = studio->all,
        .apart = studio->apart,
        .batch = BATCH,
        .load = load_chart,
        .make = make_chart,
        .context = studio,
        .progress = studio->progress,
        .shown = studio->shown,
    };
    struct form all[FORM_MOST];

    name_forms(studio->forms, studio->form_count, studio->arena, upkeep.files);
    name_forms(all, form_all(all), studio->arena, upkeep.others);
    int failed = upkeep_run(studio->some ? NULL : studio->ledger, &upkeep, err);

    *made += upkeep.made;
    return failed;
}

static const char *say_chart(const struct studio *studio, const struct indicator *indicator,
                             const struct ledger_notes *revisions, int year)
{
    struct fingerprint_chart chart =
        caches_matter_mark(studio->settings, indicator, revisions, year, studio->now);
    char text[SHA256_TEXT_SIZE];

    chart.said = commented_print(&studio->comments, indicator->id, studio->arena);
    fingerprint_chart(&chart, text);
    return arena_strdup(studio->arena, text);
}

/* Takes away what the marks of this kind say was made. */
static int clear_charts(struct studio *studio, const char *folder, struct err *err)
{
    size_t none = 0;

    return run_charts(studio, folder, NULL, 0, &none, err);
}

/* All that the edition shows. */
static int draw_charts(struct studio *studio, const char *folder, size_t *made,
                       struct err *err)
{
    const struct settings *settings = studio->settings;
    struct upkeep_item *items =
        arena_alloc(studio->arena, settings->indicator_count, sizeof *items);
    int year = strip_newest_year(settings, studio->now);
    struct ledger_notes revisions;

    if (ledger_revisions(studio->ledger, studio->arena, &revisions, err) ||
        commented_read(studio->ledger, settings, NULL, studio->now, studio->arena,
                       &studio->comments, err))
        return -1;
    for (size_t i = 0; i < settings->indicator_count; i++) {
        const struct indicator *indicator = &settings->indicators[i];

        items[i] = (struct upkeep_item){.id = indicator->id, .subject = indicator};
        if (edition_shows(settings, indicator) && !studio->unwanted)
            items[i].made_from = say_chart(studio, indicator, &revisions, year);
    }
    return run_charts(studio, folder, items, settings->indicator_count, made, err);
}

/* The same for the pages in each language that the site's own charts are not in. Where they
 * are, nothing of what stood there before is wanted. */
static int draw_spoken(const struct studio *studio, const char *site, size_t *made,
                       struct err *err)
{
    int failed = 0;

    for (int i = LANGUAGE_JA; i <= LANGUAGE_EN && !failed; i++) {
        enum language own = studio->settings->site.language;
        const char *code = words_code((enum language)i);
        struct settings settings = *studio->settings;
        struct studio spoken = *studio;

        settings.site.language = (enum language)i;
        spoken.settings = &settings;
        spoken.unwanted = i == (int)own;
        spoken.kind = arena_printf(studio->arena, "drawing-%s", code);
        spoken.form_count = form_site_other(spoken.forms);
        const char *folder = arena_printf(studio->arena, "%s/%s/charts", site, code);
        failed = studio->whole ? draw_charts(&spoken, folder, made, err)
                               : clear_charts(&spoken, folder, err);
    }
    return failed;
}

/* Those of one way are taken away before those of the other are made: some have one name. */
static int draw_own(struct studio *studio, const char *folder, size_t *made, struct err *err)
{
    struct studio former = *studio;

    if (studio->whole)
        former.kind = PICTURE;
    else
        studio->kind = PICTURE;
    if (!studio->whole)
        studio->form_count = form_lean(studio->forms);
    if (!studio->apart && clear_charts(&former, folder, err))
        return -1;
    return draw_charts(studio, folder, made, err);
}

/* --- graphs --- */

/* What is known of a graph beside its files. */
struct remark {
    const char *missing; /* an indicator whose file was made and is gone, which only a mishap
                            does; NULL = none */
    const char *text;    /* of embargoes; NULL = none */
};

static int load_embargo(const struct studio *studio, const struct indicator *indicator,
                        struct arena *arena, int64_t *last, struct err *err)
{
    struct series series;

    if (ledger_series(studio->ledger, indicator->id, indicator->frequency, NULL, arena,
                      &series, err))
        return -1;
    if (series_embargo(&series) > *last)
        *last = series_embargo(&series);
    return 0;
}

static const char *say_embargo(const struct studio *studio, int64_t last, struct arena *arena)
{
    struct buf text;

    if (last == 0)
        return NULL;
    buf_init(&text, REMARK_LIMIT);
    caption_until(last, studio->settings->site.language, &text);
    return buf_keep(&text, arena);
}

static int load_graph(const struct upkeep_item *item, void *context, struct arena *arena,
                      void **loaded, struct err *err)
{
    const struct studio *studio = context;
    struct err ignored = {0}; /* told when it is drawn */
    struct rrdgraph_word *words;
    size_t count;

    struct remark *remark = arena_alloc(arena, 1, sizeof *remark);
    int64_t last = 0;

    *loaded = remark;
    if (rrdgraph_read(item->subject, studio->settings, arena, &words, &count, &ignored))
        return 0;
    for (size_t i = 0; i < count && !remark->missing; i++) {
        const struct indicator *indicator = words[i].indicator;
        const char *mark;

        if (words[i].kind != RRDGRAPH_DEF)
            continue;
        if (load_embargo(studio, indicator, arena, &last, err))
            return -1;
        if (file_exists(arena_printf(arena, "%s/%s.rrd", studio->rrd, indicator->id)))
            continue;
        if (ledger_mark(studio->ledger, arena_printf(arena, "rrd:%s", indicator->id), arena,
                        &mark, err))
            return -1;
        /* without values that it can hold there never was one */
        if (!str_empty(mark) && !str_ends(mark, " -"))
            remark->missing = indicator->id;
    }
    remark->text = say_embargo(studio, last, arena);
    return 0;
}

static int make_graph(const struct upkeep_item *item, void *context, const void *loaded,
                      const char *const *paths, struct err *err)
{
    const struct studio *studio = context;
    const struct remark *remark = loaded;
    const struct rrdgraph_order order = {
        .graph = item->subject,
        .settings = studio->settings,
        .folder = studio->rrd,
        .today = instant_day(studio->now),
        .remark = remark->text,
    };

    if (remark->missing) /* the picture of before is better than none */
        return err_set(err, ERR_IO,
                       "graph %s: the RRD file of %s is not there: `rebuild` makes it anew",
                       item->id, remark->missing);
    return rrdgraph_draw(&order, paths[0], err);
}

/* What the files it is drawn from were made from themselves: a file that could not be made
 * anew gives no new picture. A definition that is not understood fails when it is drawn. */
static const char *say_graph(const struct studio *studio, const struct graph *graph,
                             const struct ledger_notes *files)
{
    struct arena *arena = studio->arena;
    struct err ignored = {0};
    struct rrdgraph_word *words;
    size_t count;
    const char *used = "";
    char text[SHA256_TEXT_SIZE];

    if (rrdgraph_read(graph, studio->settings, arena, &words, &count, &ignored))
        count = 0;
    for (size_t i = 0; i < count; i++) {
        if (words[i].kind == RRDGRAPH_DEF)
            used = arena_printf(
                arena, "%s%s %s;", used, words[i].indicator->id,
                ledger_note(files, arena_printf(arena, "rrd:%s", words[i].indicator->id)));
    }
    fingerprint_graph(studio->settings, graph, used, instant_day(studio->now), text);
    return arena_strdup(arena, text);
}

static int draw_graphs(struct studio *studio, const char *folder, size_t *made,
                       struct err *err)
{
    const struct settings *settings = studio->settings;
    struct upkeep_item *items =
        arena_alloc(studio->arena, settings->graph_count, sizeof *items);
    struct upkeep upkeep = {
        .kind = "graph",
        .folder = folder,
        .within = studio->folder,
        .files = {"*.png"},
        .items = items,
        .count = settings->graph_count,
        .all = studio->all,
        .apart = studio->apart,
        .batch = BATCH,
        .load = load_graph,
        .make = make_graph,
        .context = studio,
        .progress = studio->progress,
        .shown = studio->shown,
    };
    struct ledger_notes files;

    if (ledger_marks(studio->ledger, "rrd:", studio->arena, &files, err))
        return -1;
    for (size_t i = 0; i < settings->graph_count; i++) {
        const struct graph *graph = &settings->graphs[i];

        items[i] = (struct upkeep_item){.id = graph->id, .subject = graph};
        if (edition_is_internal(settings))
            items[i].made_from = say_graph(studio, graph, &files);
    }
    int failed = upkeep_run(studio->ledger, &upkeep, err);

    *made += upkeep.made;
    return failed;
}

int caches_draw(struct ledger *ledger, const struct settings *settings,
                const struct caches_options *options, struct caches_counts *counts,
                struct err *err)
{
    if (discretion_edition(ledger, settings, options->now, err))
        return -1;
    struct studio studio = open_studio(ledger, settings, options->now);
    const char *folder = options->folder ? options->folder : settings->site.output;
    const char *charts = arena_printf(studio.arena, "%s/charts", folder);
    const char *graphs = arena_printf(studio.arena, "%s/graphs", folder);
    struct err second = {0};

    studio.folder = folder;
    studio.all = options->all;
    studio.apart = options->folder != NULL;
    studio.progress = options->progress;
    studio.shown = options->shown;
    studio.whole = caches_whole(settings, options);
    int failed = draw_own(&studio, charts, &counts->charts, err);
    size_t spoken = 0;

    if (draw_spoken(&studio, folder, &spoken, &second) && !failed) {
        *err = second;
        failed = -1;
    }
    if (draw_graphs(&studio, graphs, &counts->graphs, &second) && !failed) {
        *err = second;
        failed = -1;
    }
    if (caches_policies(ledger, settings, options, &second) && !failed) {
        *err = second;
        failed = -1;
    }
    if (caches_logic(ledger, settings, options, &second) && !failed) {
        *err = second;
        failed = -1;
    }
    arena_free(studio.arena);
    return failed;
}

int caches_draw_into(struct ledger *ledger, const struct settings *settings,
                     const struct caches_charts *charts, int64_t now, struct err *err)
{
    if (discretion_edition(ledger, settings, now, err))
        return -1;
    struct studio studio = open_studio(ledger, settings, now);
    struct upkeep_item *items = arena_alloc(studio.arena, charts->count, sizeof *items);
    size_t made = 0;

    for (size_t i = 0; i < charts->count; i++)
        items[i] = (struct upkeep_item){.id = charts->indicators[i]->id,
                                        .made_from = "",
                                        .subject = charts->indicators[i]};
    studio.some = true;
    memcpy(studio.forms, charts->forms, charts->form_count * sizeof *charts->forms);
    studio.form_count = charts->form_count;
    int failed = run_charts(&studio, charts->folder, items, charts->count, &made, err);
    arena_free(studio.arena);
    return failed;
}
