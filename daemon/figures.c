/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figures: see figures.h. */
#include "daemon/figures.h"

#include <unistd.h>

#include "config/edition.h"
#include "core/file.h"
#include "core/log.h"
#include "core/str.h"
#include "core/workers.h"
#include "daemon/caches.h"

#define REMARKS_LIMIT 8192

/* Everything is read before the first worker is forked. */
struct job {
    const char *name;
    struct figure_input input;
    const char *drafts[FORM_MOST]; /* core/file.h */
};

struct desk {
    struct ledger *ledger;
    const struct settings *settings;
    const struct figures_work *work;
    struct arena *arena;
    struct alert *alerts; /* open ones */
    size_t alert_count;
    struct job *jobs;
};

static void find_alerts(const struct desk *desk, struct figure_part *part)
{
    const struct settings *settings = desk->settings;

    if (!edition_is_internal(settings))
        return;
    for (size_t i = 0; i < settings->alert_count; i++)
        part->judged = part->judged || settings->alerts[i].indicator == part->indicator;
    for (size_t i = 0; i < desk->alert_count; i++) {
        const struct alert *alert = &desk->alerts[i];

        if (!str_equal(alert->indicator_id, part->indicator->id) || !alert_is_open(alert))
            continue;
        part->alert_count++;
        if (!part->alert ||
            alert_gravity(alert->severity) > alert_gravity(part->alert->severity))
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

static int load(const struct desk *desk, const struct figures_order *order, int64_t now,
                struct job *job, struct err *err)
{
    char mark[FILE_DRAFT_MARK_SIZE];

    file_draft_mark(mark);
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
    };
    for (size_t i = 0; i < desk->work->form_count; i++)
        job->drafts[i] = arena_printf(desk->arena, "%s%s",
                                      figures_path(desk->work, order, i, desk->arena), mark);
    return load_parts(desk, order, &job->input, err);
}

static int draw(size_t index, void *context, struct err *err)
{
    const struct desk *desk = context;
    struct job job = desk->jobs[index];
    struct buf remarks;

    buf_init(&remarks, REMARKS_LIMIT);
    job.input.remarks = &remarks;
    int failed = figure_draw(&job.input, job.name, desk->work->forms, desk->work->form_count,
                             job.drafts, err);
    if (remarks.length > 0)
        log_warning("chart %s: %s", job.name, buf_text(&remarks));
    buf_free(&remarks);
    return failed ? err_prefix(err, "chart %s", job.name) : 0;
}

static void drop(const struct desk *desk, size_t index)
{
    for (size_t k = 0; k < desk->work->form_count; k++)
        (void)unlink(desk->jobs[index].drafts[k]);
}

static int place(const struct desk *desk, size_t index, struct err *err)
{
    const struct figures_work *work = desk->work;
    const struct job *job = &desk->jobs[index];

    for (size_t k = 0; k < work->form_count; k++) {
        const char *path = figures_path(work, &work->orders[index], k, desk->arena);

        if (file_place_draft(job->drafts[k], path, err)) {
            drop(desk, index);
            return err_prefix(err, "chart %s", job->name);
        }
    }
    return 0;
}

/* Those of the jobs that were done: each is tried, the first failure is told. */
static int place_all(const struct desk *desk, const struct err *results, struct err *err)
{
    int unsynced = file_sync_drafts(desk->work->folder, err);
    int failed = unsynced;

    for (size_t i = 0; i < desk->work->count; i++) {
        struct err own = {0};

        if (unsynced || results[i].code != ERR_NONE) {
            drop(desk, i);
        } else if (place(desk, i, &own) && !failed) {
            *err = own;
            failed = -1;
        }
    }
    return failed ? -1 : file_sync_folder(desk->work->folder, err);
}

static int draw_all(struct desk *desk, int64_t now, struct err *err)
{
    const struct figures_work *work = desk->work;
    struct err *results = arena_alloc(desk->arena, work->count, sizeof *results);

    desk->jobs = arena_alloc(desk->arena, work->count, sizeof *desk->jobs);
    if (ledger_alerts(desk->ledger, true, 0, desk->arena, &desk->alerts, &desk->alert_count,
                      err))
        return -1;
    for (size_t i = 0; i < work->count; i++) {
        if (load(desk, &work->orders[i], now, &desk->jobs[i], err))
            return -1;
    }
    if (file_make_folder(work->folder, 0700, err))
        return -1;
    int failed = workers_run(work->count, 0, draw, desk, results, err);
    struct err second = {0};

    if (place_all(desk, results, &second) && !failed) {
        *err = second;
        failed = -1;
    }
    return failed;
}

const char *figures_path(const struct figures_work *work, const struct figures_order *order,
                         size_t form, struct arena *arena)
{
    char name[FORM_NAME_SIZE];

    form_name(&work->forms[form], name);
    return arena_printf(arena, "%s/%s%s", work->folder, order->name, name + 1);
}

int figures_draw(struct ledger *ledger, const struct settings *settings,
                 const struct figures_work *work, int64_t now, struct err *err)
{
    struct desk desk = {
        .ledger = ledger, .settings = settings, .work = work, .arena = arena_new()};
    int failed = draw_all(&desk, now, err);

    arena_free(desk.arena);
    return failed;
}

int figures_gather(struct ledger *ledger, const struct settings *settings,
                   const struct figures_order *order, int64_t now, struct arena *arena,
                   struct figure_input *out, struct err *err)
{
    const struct figures_work none = {.orders = order, .count = 1};
    struct desk desk = {.ledger = ledger, .settings = settings, .work = &none, .arena = arena};
    struct job job;

    if (ledger_alerts(ledger, true, 0, arena, &desk.alerts, &desk.alert_count, err) ||
        load(&desk, order, now, &job, err))
        return -1;
    *out = job.input;
    return 0;
}
