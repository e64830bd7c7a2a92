/* SPDX-License-Identifier: GPL-3.0-or-later */
/* caches_draw: the pictures among the caches; see caches.h. */
#include "daemon/caches.h"

#include <inttypes.h>
#include <unistd.h>

#include "core/file.h"
#include "core/instant.h"
#include "core/mem.h"
#include "core/str.h"
#include "core/version.h"
#include "core/workers.h"
#include "daemon/fingerprint.h"
#include "graphs/chart.h"
#include "rrd/rrdgraph.h"

#define BATCH 64

/* One picture to make: a chart (both sizes) or a user's graph. */
struct picture {
    const struct indicator *indicator; /* NULL = a graph */
    const struct graph *graph;
    const char *cache; /* name of its mark */
    const char *mark;
    struct series series;
    struct series compare;
};

struct studio {
    struct ledger *ledger;
    const struct settings *settings;
    const char *charts; /* folders */
    const char *graphs;
    const char *rrd;
    int64_t now;
    bool all;
    bool remember; /* keep marks */
    struct arena *arena;
    struct picture *pictures;
    size_t count;
};

static int draw_chart(const struct studio *studio, const struct picture *picture,
                      struct err *err)
{
    struct chart_input input = {
        .settings = studio->settings,
        .indicator = picture->indicator,
        .series = &picture->series,
        .compare = picture->indicator->compare ? &picture->compare : NULL,
        .now = studio->now,
    };
    struct arena *arena = arena_new();
    int failed = 0;

    for (input.scale = 1; input.scale <= 2 && !failed; input.scale++) {
        const char *path = arena_printf(arena, "%s/%s%s.png", studio->charts,
                                        picture->indicator->id, input.scale == 2 ? "@2x" : "");

        failed = chart_draw(&input, path, err);
    }
    arena_free(arena);
    return failed ? err_prefix(err, "chart %s", picture->indicator->id) : 0;
}

static int draw_graph(const struct studio *studio, const struct picture *picture,
                      struct err *err)
{
    struct arena *arena = arena_new();
    const char *path = arena_printf(arena, "%s/%s.png", studio->graphs, picture->graph->id);
    int failed = rrdgraph_draw(picture->graph, studio->settings, studio->rrd,
                               instant_day(studio->now), path, err);

    arena_free(arena);
    return failed;
}

struct draw_batch {
    const struct studio *studio;
    const struct picture *pictures;
};

static int draw_job(size_t index, void *context, struct err *err)
{
    const struct draw_batch *batch = context;
    const struct picture *picture = &batch->pictures[index];

    return picture->indicator ? draw_chart(batch->studio, picture, err)
                              : draw_graph(batch->studio, picture, err);
}

static bool is_shown(const struct settings *settings, const struct indicator *indicator)
{
    return settings->site.audience == AUDIENCE_INTERNAL || indicator->is_public;
}

/* Adds the picture when it is gone or was made from something else. */
static int consider(struct studio *studio, struct picture *picture, bool is_there,
                    struct err *err)
{
    const char *before;

    if (ledger_mark(studio->ledger, picture->cache, studio->arena, &before, err))
        return -1;
    if (studio->all || !str_equal(before, picture->mark) || !is_there)
        studio->pictures[studio->count++] = *picture;
    return 0;
}

static int consider_chart(struct studio *studio, const struct indicator *indicator,
                          struct err *err)
{
    char fingerprint[SHA256_TEXT_SIZE];
    int64_t revision, compared = 0;
    const char *path = arena_printf(studio->arena, "%s/%s.png", studio->charts, indicator->id);
    const char *fine =
        arena_printf(studio->arena, "%s/%s@2x.png", studio->charts, indicator->id);

    if (!is_shown(studio->settings, indicator)) {
        unlink(path);
        unlink(fine);
        return 0;
    }
    if (ledger_revision(studio->ledger, indicator->id, &revision, err) ||
        (indicator->compare &&
         ledger_revision(studio->ledger, indicator->compare->id, &compared, err)))
        return -1;
    fingerprint_chart(studio->settings, indicator, revision, compared, fingerprint);

    struct picture picture = {
        .indicator = indicator,
        .cache = arena_printf(studio->arena, "chart:%s", indicator->id),
        .mark = arena_strdup(studio->arena, fingerprint),
    };
    return consider(studio, &picture, file_exists(path) && file_exists(fine), err);
}

/* The revisions of all indicators that the definition names; *drawable when each has values.
 */
static int graph_mark(struct studio *studio, const struct graph *graph, const char **out,
                      bool *drawable, struct err *err)
{
    const char *mark = arena_printf(studio->arena, "%s %s;%s;%" PRId64, VERSION_TEXT,
                                    graph->title.text, graph->rrdgraph, graph->span_days);

    *drawable = true;
    for (size_t i = 0; i < studio->settings->indicator_count; i++) {
        const char *id = studio->settings->indicators[i].id;
        int64_t revision;

        if (!rrdgraph_uses(graph, &studio->settings->indicators[i]))
            continue;
        if (ledger_revision(studio->ledger, id, &revision, err))
            return -1;
        *drawable = *drawable && revision > 0;
        mark = arena_printf(studio->arena, "%s;%s %" PRId64, mark, id, revision);
    }
    *out = mark;
    return 0;
}

static int consider_graph(struct studio *studio, const struct graph *graph, struct err *err)
{
    struct picture picture = {
        .graph = graph,
        .cache = arena_printf(studio->arena, "graph:%s", graph->id),
    };

    bool drawable;

    if (graph_mark(studio, graph, &picture.mark, &drawable, err))
        return -1;
    if (!drawable)
        return 0;
    const char *path = arena_printf(studio->arena, "%s/%s.png", studio->graphs, graph->id);
    return consider(studio, &picture, file_exists(path), err);
}

static int load_series(const struct studio *studio, struct picture *picture,
                       struct arena *arena, struct err *err)
{
    const struct indicator *indicator = picture->indicator;

    if (!indicator)
        return 0;
    if (ledger_series(studio->ledger, indicator->id, indicator->frequency, 0, arena,
                      &picture->series, err))
        return -1;
    return indicator->compare
               ? ledger_series(studio->ledger, indicator->compare->id,
                               indicator->compare->frequency, 0, arena, &picture->compare, err)
               : 0;
}

/* Marks what was drawn; what failed has no mark and is tried again in the next cycle. */
static int keep_marks(const struct studio *studio, const struct picture *pictures,
                      const struct err *results, size_t count, struct caches_counts *counts,
                      struct err *err)
{
    if (ledger_begin(studio->ledger, err))
        return -1;
    for (size_t i = 0; i < count; i++) {
        if (results[i].code != ERR_NONE)
            continue;
        if (ledger_set_mark(studio->ledger, pictures[i].cache, pictures[i].mark, err)) {
            ledger_rollback(studio->ledger);
            return -1;
        }
        counts->charts += pictures[i].indicator != NULL;
        counts->graphs += pictures[i].graph != NULL;
    }
    return ledger_commit(studio->ledger, err);
}

static int draw_batch(const struct studio *studio, struct picture *pictures, size_t count,
                      struct caches_counts *counts, struct err *err)
{
    struct arena *arena = arena_new();
    struct err *results = arena_alloc(arena, count, sizeof *results);
    struct draw_batch batch = {studio, pictures};
    struct err reason = {0};
    int failed = 0;

    for (size_t i = 0; i < count && !failed; i++)
        failed = load_series(studio, &pictures[i], arena, err);
    if (!failed) {
        failed = workers_run(count, 0, draw_job, &batch, results, err);
        if (studio->remember &&
            keep_marks(studio, pictures, results, count, counts, &reason) && !failed) {
            *err = reason;
            failed = -1;
        }
    }
    arena_free(arena);
    return failed;
}

static int draw_all(struct studio *studio, struct caches_counts *counts, struct err *err)
{
    int failed = 0;

    for (size_t i = 0; i < studio->count; i += BATCH) {
        size_t size = studio->count - i < BATCH ? studio->count - i : BATCH;
        struct err reason = {0};

        if (draw_batch(studio, studio->pictures + i, size, counts, &reason) && !failed) {
            *err = reason;
            failed = -1;
        }
    }
    return failed;
}

static void open_studio(struct studio *studio, struct ledger *ledger,
                        const struct settings *settings, int64_t now)
{
    *studio = (struct studio){.ledger = ledger, .settings = settings, .now = now};
    studio->arena = arena_new();
    studio->charts = arena_printf(studio->arena, "%s/charts", settings->site.output);
    studio->graphs = arena_printf(studio->arena, "%s/graphs", settings->site.output);
    studio->rrd = arena_printf(studio->arena, "%s/rrd", settings->site.state);
    studio->pictures = mem_calloc(settings->indicator_count + settings->graph_count,
                                  sizeof *studio->pictures);
}

static void close_studio(struct studio *studio)
{
    mem_free(studio->pictures);
    arena_free(studio->arena);
}

static int prepare_folders(const struct studio *studio, struct err *err)
{
    if (file_make_folder(studio->charts, 0755, err) ||
        file_make_folder(studio->graphs, 0755, err))
        return -1;
    file_sweep(studio->settings->site.output);
    file_sweep(studio->charts);
    file_sweep(studio->graphs);
    return 0;
}

int caches_draw(struct ledger *ledger, const struct settings *settings,
                const struct caches_options *options, struct caches_counts *counts,
                struct err *err)
{
    struct studio studio;
    int failed;

    open_studio(&studio, ledger, settings, options->now);
    studio.all = options->all;
    studio.remember = true;
    failed = prepare_folders(&studio, err);
    for (size_t i = 0; i < settings->indicator_count && !failed; i++)
        failed = consider_chart(&studio, &settings->indicators[i], err);
    for (size_t i = 0; i < settings->graph_count && !failed; i++)
        failed = consider_graph(&studio, &settings->graphs[i], err);
    if (!failed)
        failed = draw_all(&studio, counts, err);
    close_studio(&studio);
    return failed;
}

int caches_draw_into(struct ledger *ledger, const struct settings *settings,
                     const struct indicator *const *indicators, size_t count,
                     const char *folder, int64_t now, struct err *err)
{
    struct caches_counts counts = {0};
    struct studio studio;

    open_studio(&studio, ledger, settings, now);
    studio.charts = folder;
    for (size_t i = 0; i < (count ? count : settings->indicator_count); i++)
        studio.pictures[studio.count++] =
            (struct picture){.indicator = count ? indicators[i] : &settings->indicators[i]};
    int failed = file_make_folder(folder, 0755, err);
    if (!failed)
        failed = draw_all(&studio, &counts, err);
    close_studio(&studio);
    return failed;
}
