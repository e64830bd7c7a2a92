/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figures: see figures.h. */
#include "daemon/figures.h"

#include "config/edition.h"
#include "core/file.h"
#include "core/log.h"
#include "core/str.h"
#include "core/workers.h"
#include "daemon/caches.h"

#define WORDS_LIMIT 65536
#define REMARKS_LIMIT 8192
#define PATHS 2

/* Everything is read before the first worker is forked. */
struct job {
    const char *name;
    struct figure_input input;
    const char *paths[PATHS];
    const char *words; /* path */
};

struct desk {
    struct ledger *ledger;
    const struct settings *settings;
    struct arena *arena;
    struct alert *alerts; /* open ones */
    size_t alert_count;
    struct job *jobs;
};

static int gravity(const struct alert *alert)
{
    return str_equal(alert->severity, "critical")  ? 2
           : str_equal(alert->severity, "warning") ? 1
                                                   : 0;
}

static void find_alerts(const struct desk *desk, struct figure_part *part)
{
    const struct settings *settings = desk->settings;

    if (!edition_is_internal(settings))
        return;
    for (size_t i = 0; i < settings->alert_count; i++)
        part->judged = part->judged || settings->alerts[i].indicator == part->indicator;
    for (size_t i = 0; i < desk->alert_count; i++) {
        const struct alert *alert = &desk->alerts[i];

        if (!str_equal(alert->indicator_id, part->indicator->id))
            continue;
        part->alert_count++;
        if (!part->alert || gravity(alert) > gravity(part->alert))
            part->alert = alert;
    }
}

static int load_part(const struct desk *desk, const struct indicator *indicator,
                     struct figure_part *part, struct err *err)
{
    struct series *series = arena_alloc(desk->arena, 1, sizeof *series);

    *part = (struct figure_part){.indicator = indicator, .series = series};
    return caches_series(desk->ledger, desk->settings, indicator, desk->arena, series, err);
}

static bool is_wanted(const struct figures_order *order, const struct settings *settings,
                      const struct indicator *indicator)
{
    if (!edition_shows(settings, indicator))
        return false;
    if (order->kind == FIGURE_PROGRAM)
        return settings_moves(order->program, indicator);
    if (order->kind == FIGURE_POLICY)
        return figure_is_moved(settings, order->policy, indicator);
    return indicator == order->indicators[0] || indicator == order->indicators[1];
}

/* In the order of the configuration; a comparison's in the order asked for. */
static int load_parts(const struct desk *desk, const struct figures_order *order,
                      struct figure_input *input, struct err *err)
{
    const struct settings *settings = desk->settings;
    struct figure_part *parts =
        arena_alloc(desk->arena, settings->indicator_count, sizeof *parts);

    input->parts = parts;
    for (size_t i = 0; i < settings->indicator_count; i++) {
        const struct indicator *indicator = &settings->indicators[i];

        struct figure_part *part = &parts[input->part_count];

        if (!is_wanted(order, settings, indicator))
            continue;
        if (load_part(desk, indicator, part, err))
            return -1;
        if (order->kind == FIGURE_POLICY || order->kind == FIGURE_PROGRAM)
            find_alerts(desk, part);
        input->part_count++;
    }
    if (order->kind == FIGURE_COMPARE && parts[0].indicator != order->indicators[0]) {
        struct figure_part swap = parts[0];

        parts[0] = parts[1];
        parts[1] = swap;
    }
    return 0;
}

static int load(const struct desk *desk, const struct figures_order *order, const char *folder,
                int64_t now, struct job *job, struct err *err)
{
    struct arena *arena = desk->arena;

    *job = (struct job){
        .name = order->name,
        .input = {.settings = desk->settings,
                  .kind = order->kind,
                  .policy = order->policy,
                  .program = order->program,
                  .axes = order->axes,
                  .base = order->base,
                  .has_base = order->has_base,
                  .year = order->year,
                  .now = now},
        .paths = {arena_printf(arena, "%s/%s.png", folder, order->name),
                  arena_printf(arena, "%s/%s@2x.png", folder, order->name)},
        .words = arena_printf(arena, "%s/%s.txt", folder, order->name),
    };
    return load_parts(desk, order, &job->input, err);
}

static int write_words(const struct job *job, struct err *err)
{
    struct buf words;

    buf_init(&words, WORDS_LIMIT);
    int failed = figure_describe(&job->input, &words, err);
    if (!failed) {
        buf_putc(&words, '\n');
        failed = file_write(job->words, words.data, words.length, err);
    }
    buf_free(&words);
    return failed;
}

static int draw(size_t index, void *context, struct err *err)
{
    const struct desk *desk = context;
    struct job job = desk->jobs[index];
    struct buf remarks;

    buf_init(&remarks, REMARKS_LIMIT);
    job.input.remarks = &remarks;
    int failed = figure_draw(&job.input, job.paths, PATHS, err) || write_words(&job, err);
    if (remarks.length > 0)
        log_warning("chart %s: %s", job.name, buf_text(&remarks));
    buf_free(&remarks);
    return failed ? err_prefix(err, "chart %s", job.name) : 0;
}

static int draw_all(struct desk *desk, const struct figures_order *orders, size_t count,
                    const char *folder, int64_t now, struct err *err)
{
    struct err *results = arena_alloc(desk->arena, count, sizeof *results);

    desk->jobs = arena_alloc(desk->arena, count, sizeof *desk->jobs);
    if (ledger_alerts(desk->ledger, true, 0, desk->arena, &desk->alerts, &desk->alert_count,
                      err))
        return -1;
    for (size_t i = 0; i < count; i++) {
        if (load(desk, &orders[i], folder, now, &desk->jobs[i], err))
            return -1;
    }
    return file_make_folder(folder, 0755, err) ||
                   workers_run(count, 0, draw, desk, results, err)
               ? -1
               : 0;
}

int figures_draw(struct ledger *ledger, const struct settings *settings,
                 const struct figures_order *orders, size_t count, const char *folder,
                 int64_t now, struct err *err)
{
    struct desk desk = {.ledger = ledger, .settings = settings, .arena = arena_new()};
    int failed = draw_all(&desk, orders, count, folder, now, err);

    arena_free(desk.arena);
    return failed;
}
