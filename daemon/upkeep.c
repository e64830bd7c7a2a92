/* SPDX-License-Identifier: GPL-3.0-or-later */
/* upkeep: see upkeep.h. */
#include "daemon/upkeep.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/file.h"
#include "core/log.h"
#include "core/mem.h"
#include "core/str.h"
#include "core/workers.h"

/* One item that is to be made. */
struct job {
    const struct upkeep_item *item;
    const char *paths[UPKEEP_FILES + 1];  /* up to a NULL */
    const char *drafts[UPKEEP_FILES + 1]; /* of them; those that are staged have none */
    void *loaded;
    struct err result;
};

/* One run. */
struct run {
    struct ledger *ledger; /* NULL = marks are not kept */
    bool locked;           /* nobody else works on the folder */
    struct upkeep *upkeep;
    struct arena *arena;
    struct ledger_notes marks;
    struct job *jobs;
    size_t count;
    struct err *err; /* the first failure */
    int failed;
};

static void note_failure(struct run *run, const struct err *err)
{
    if (!run->failed)
        *run->err = *err;
    else /* the first is returned; nobody else would hear of the others */
        log_warning("%s", err->text);
    run->failed = -1;
}

static const char *mark_name(const struct run *run, const char *id)
{
    return arena_printf(run->arena, "%s:%s", run->upkeep->kind, id);
}

static void name_files(const struct run *run, const char *const *names, const char *id,
                       const char **paths)
{
    for (size_t i = 0; i < UPKEEP_FILES && names[i]; i++) {
        const char *name = names[i];
        size_t before = strcspn(name, "*");

        paths[i] =
            arena_printf(run->arena, "%s/%.*s%s%s", run->upkeep->folder, (int)before, name,
                         name[before] ? id : "", name[before] ? name + before + 1 : "");
    }
}

/* Of a kind whose files are no caller's to put in their places. */
static bool has_drafts(const struct upkeep *upkeep)
{
    return upkeep->make && !upkeep->staging;
}

static void name_drafts(const struct run *run, struct job *job)
{
    char mark[FILE_DRAFT_MARK_SIZE];

    file_draft_mark(mark);
    for (size_t i = 0; job->paths[i]; i++)
        job->drafts[i] = arena_printf(run->arena, "%s%s", job->paths[i], mark);
}

static bool any_file(const char *const *paths)
{
    for (size_t i = 0; paths[i]; i++) {
        if (file_exists(paths[i]))
            return true;
    }
    return false;
}

/* The file itself, or the one that waits to be put in its place. */
static const char *find_new(const struct run *run, const char *path)
{
    const struct upkeep *upkeep = run->upkeep;

    if (!upkeep->staging)
        return path;
    const char *waiting = arena_printf(run->arena, "%s/%s%s", upkeep->folder, upkeep->staging,
                                       path + strlen(upkeep->folder));
    return file_exists(waiting) ? waiting : path;
}

/* What the mark says when the files that are there now are those made from it. */
static const char *say_mark(const struct run *run, const struct upkeep_item *item,
                            const char *const *paths)
{
    const char *mark = arena_printf(run->arena, "%s @", item->made_from);

    for (size_t i = 0; paths[i]; i++) {
        char identity[FILE_IDENTITY_SIZE];

        file_identity(paths[i], identity);
        mark = arena_printf(run->arena, "%s %s", mark, identity);
    }
    return mark;
}

/* --- taking away --- */

static int remove_files(const struct run *run, const char *const *names, const char *id,
                        struct err *err)
{
    const char *paths[UPKEEP_FILES + 1] = {0};

    name_files(run, names, id, paths);
    for (size_t i = 0; paths[i]; i++) {
        if (file_remove(paths[i], err))
            return -1;
    }
    return 0;
}

static int take_away(struct run *run, const char *id, struct err *err)
{
    const char *mark = mark_name(run, id);

    if (remove_files(run, run->upkeep->files, id, err) ||
        remove_files(run, run->upkeep->others, id, err))
        return -1;
    /* the mark goes last: whoever is interrupted comes back */
    return run->ledger && *ledger_note(&run->marks, mark)
               ? ledger_forget_mark(run->ledger, mark, err)
               : 0;
}

static const char **sort_ids(const struct run *run)
{
    const struct upkeep *upkeep = run->upkeep;
    const char **ids = arena_alloc(run->arena, upkeep->count, sizeof *ids);

    for (size_t i = 0; i < upkeep->count; i++)
        ids[i] = upkeep->items[i].id;
    qsort(ids, upkeep->count, sizeof *ids, str_order);
    return ids;
}

/* What was made once and is not configured any more, or not wanted by this edition. */
static void take_away_all(struct run *run)
{
    const struct upkeep *upkeep = run->upkeep;
    const char **ids = sort_ids(run);
    size_t skip = strlen(upkeep->kind) + 1;
    struct err err = {0};

    for (size_t i = 0; i < run->marks.count; i++) {
        const char *id = run->marks.items[i].name + skip;

        if (!bsearch(&id, ids, upkeep->count, sizeof *ids, str_order) &&
            take_away(run, id, &err))
            note_failure(run, &err);
    }
    for (size_t i = 0; i < upkeep->count; i++) {
        if (!upkeep->items[i].made_from && take_away(run, upkeep->items[i].id, &err))
            note_failure(run, &err);
    }
}

/* --- what is to be made --- */

static bool is_due(const struct run *run, const struct upkeep_item *item,
                   const char *const *paths)
{
    const char *mark = ledger_note(&run->marks, mark_name(run, item->id));

    if (!item->kept && (run->upkeep->all || !run->ledger))
        return true;
    return !str_equal(mark, say_mark(run, item, paths));
}

static void find_due(struct run *run)
{
    for (size_t i = 0; i < run->upkeep->count; i++) {
        struct job job = {.item = &run->upkeep->items[i]};

        if (!job.item->made_from)
            continue;
        name_files(run, run->upkeep->files, job.item->id, job.paths);
        if (!is_due(run, job.item, job.paths))
            continue;
        if (has_drafts(run->upkeep))
            name_drafts(run, &job);
        run->jobs[run->count++] = job;
    }
}

/* --- making --- */

/* Some of what is due: loaded, made by workers, marked. */
struct batch {
    const struct upkeep *upkeep;
    struct job *jobs;
    size_t count;
    struct arena *arena; /* what was loaded */
    struct workers *workers;
};

static int work(size_t index, void *context, struct err *err)
{
    const struct batch *batch = context;
    const struct job *job = &batch->jobs[index];

    if (job->result.code != ERR_NONE) { /* it could not be loaded */
        *err = job->result;
        return -1;
    }
    return batch->upkeep->make(job->item, batch->upkeep->context, job->loaded,
                               has_drafts(batch->upkeep) ? job->drafts : job->paths, err);
}

static void load(const struct run *run, struct job *jobs, size_t count, struct batch *out)
{
    const struct upkeep *upkeep = run->upkeep;

    *out =
        (struct batch){.upkeep = upkeep, .jobs = jobs, .count = count, .arena = arena_new()};
    for (size_t i = 0; i < count && upkeep->load; i++) {
        if (upkeep->load(jobs[i].item, upkeep->context, out->arena, &jobs[i].loaded,
                         &jobs[i].result))
            continue;
        err_clear(&jobs[i].result);
    }
}

static void begin(struct batch *batch)
{
    if (batch->upkeep->make)
        batch->workers = workers_begin(batch->count, 0, work, batch);
}

static void end(struct batch *batch)
{
    struct err *results = arena_alloc(batch->arena, batch->count, sizeof *results);
    struct err first = {0}; /* is among the results */

    if (!batch->workers)
        return;
    workers_end(batch->workers, results, &first);
    for (size_t i = 0; i < batch->count; i++)
        batch->jobs[i].result = results[i];
}

static int set_marks(struct run *run, const struct job *jobs, size_t count, struct err *err)
{
    for (size_t i = 0; i < count; i++) {
        const char *paths[UPKEEP_FILES + 1] = {0};

        if (jobs[i].result.code != ERR_NONE)
            continue;
        for (size_t k = 0; jobs[i].paths[k]; k++)
            paths[k] = find_new(run, jobs[i].paths[k]);
        run->upkeep->made += any_file(paths);
        if (run->ledger && ledger_set_mark(run->ledger, mark_name(run, jobs[i].item->id),
                                           say_mark(run, jobs[i].item, paths), err))
            return -1;
    }
    return 0;
}

static int keep_marks(struct run *run, const struct job *jobs, size_t count, struct err *err)
{
    if (!run->ledger)
        return set_marks(run, jobs, count, err);
    if (ledger_begin(run->ledger, err))
        return -1;
    if (set_marks(run, jobs, count, err) || ledger_commit(run->ledger, err)) {
        ledger_rollback(run->ledger);
        return -1;
    }
    return 0;
}

/* One that failed may have left some; the files of before stay. */
static void drop_drafts(const struct job *job)
{
    for (size_t i = 0; job->drafts[i]; i++)
        unlink(job->drafts[i]);
}

static void place(const struct upkeep *upkeep, struct job *job)
{
    struct err err = {0};

    for (size_t i = 0; job->drafts[i] && job->result.code == ERR_NONE; i++) {
        if (file_place_draft(job->drafts[i], job->paths[i], &err)) {
            job->result = err;
            err_prefix(&job->result, "%s %s", upkeep->kind, job->item->id);
        }
    }
    if (job->result.code != ERR_NONE)
        drop_drafts(job);
}

static int place_all(const struct batch *batch, struct err *err)
{
    const char *folder = batch->upkeep->folder;

    if (file_sync_drafts(folder, err)) {
        for (size_t i = 0; i < batch->count; i++)
            drop_drafts(&batch->jobs[i]);
        return -1;
    }
    for (size_t i = 0; i < batch->count; i++)
        place(batch->upkeep, &batch->jobs[i]);
    return file_sync_folder(folder, err);
}

/* The new names of all files are durable before marks vouch for them. */
static void settle(struct run *run, struct batch *batch)
{
    struct err err = {0};
    int failed = has_drafts(batch->upkeep) ? place_all(batch, &err) : 0;

    for (size_t i = 0; i < batch->count; i++) {
        if (batch->jobs[i].result.code != ERR_NONE)
            note_failure(run, &batch->jobs[i].result);
    }
    if (failed || keep_marks(run, batch->jobs, batch->count, &err))
        note_failure(run, &err);
    arena_free(batch->arena);
}

/* While one batch is made the next is loaded, and marked is it while that is made. */
static void make_batches(struct run *run)
{
    const struct upkeep *upkeep = run->upkeep;
    struct batch batches[2];
    size_t done = 0;

    for (size_t turn = 0, at = 0; done < run->count; turn++) {
        struct batch *next = &batches[turn % 2];
        struct batch *last = &batches[(turn + 1) % 2];
        size_t left = run->count - at;

        if (left > 0)
            load(run, run->jobs + at, left < upkeep->batch ? left : upkeep->batch, next);
        if (turn > 0)
            end(last);
        if (left > 0) {
            begin(next);
            at += next->count;
        }
        if (turn == 0)
            continue;
        done += last->count;
        settle(run, last);
        if (upkeep->progress)
            upkeep->progress(done, run->count, upkeep->shown);
    }
}

static void make_all(struct run *run)
{
    struct err err = {0};

    if (run->count == 0)
        return;
    if ((run->upkeep->within &&
         file_check_way(run->upkeep->within, run->upkeep->folder, &err)) ||
        file_make_folder(run->upkeep->folder, run->upkeep->internal ? 0750 : 0755, &err)) {
        note_failure(run, &err);
        return;
    }
    if (run->locked) /* elsewhere drafts may be those of a process that is at work */
        file_sweep(run->upkeep->folder);
    make_batches(run);
}

int upkeep_run(struct ledger *ledger, struct upkeep *upkeep, struct err *err)
{
    struct run run = {.ledger = upkeep->apart ? NULL : ledger,
                      .locked = ledger != NULL,
                      .upkeep = upkeep,
                      .arena = arena_new(),
                      .err = err};

    run.jobs = mem_calloc(upkeep->count, sizeof *run.jobs);
    if (ledger) {
        const char *prefix = arena_printf(run.arena, "%s:", upkeep->kind);

        run.failed = ledger_marks(ledger, prefix, run.arena, &run.marks, err);
    }
    if (!run.failed) {
        take_away_all(&run);
        find_due(&run);
        make_all(&run);
    }
    mem_free(run.jobs);
    arena_free(run.arena);
    return run.failed;
}
