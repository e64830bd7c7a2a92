/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reading: see reading.h. */
#include "collector/reading.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "collector/parcel.h"
#include "collector/sandbox.h"
#include "core/mem.h"

#define MIB ((size_t)1024 * 1024)
#define ANSWER_MAX (64 * MIB)

/* What the child needs to know; it has a copy of all of it by the fork. */
struct task {
    const struct document *document;
    const char *format;
    reading_work work;
    void *context;
};

/* What is to be picked. */
struct order {
    const char *published;
    const struct indicator *const *indicators;
    size_t count;
    int32_t today;
};

static void start(struct reading *reading, size_t count)
{
    *reading = (struct reading){.picks = mem_calloc(count, sizeof *reading->picks),
                                .count = count,
                                .arena = arena_new(),
                                .next = ""};
    for (size_t i = 0; i < count; i++)
        pick_init(&reading->picks[i].pick);
}

void reading_free(struct reading *reading)
{
    if (reading == NULL)
        return;
    for (size_t i = 0; i < reading->count; i++)
        pick_free(&reading->picks[i].pick);
    mem_free(reading->picks);
    arena_free(reading->arena);
    *reading = (struct reading){0};
}

/* --- faults on demand: with SHIHYO_FAULT set, a document may ask for one by its first line,
 * so that tests see what becomes of a decoder that misbehaves --- */

static void crash(void)
{
    abort(); /* a sanitizer would handle SIGSEGV itself */
}

static void hang(void)
{
    for (volatile bool forever = true; forever;)
        ;
}

static void eat_memory(void)
{
    for (;;)
        (void)mem_calloc(64 * MIB, 1);
}

static const struct {
    const char *first;
    void (*misbehave)(void);
} faults[] = {{"fault: crash", crash}, {"fault: hang", hang}, {"fault: memory", eat_memory}};

static void fail_on_demand(const struct document *document)
{
    if (getenv("SHIHYO_FAULT") == NULL)
        return;
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        size_t length = strlen(faults[i].first);
        if (document->length >= length &&
            memcmp(document->bytes, faults[i].first, length) == 0)
            faults[i].misbehave();
    }
}

/* --- in the child --- */

static int pick_all(void *context, const struct grids *grids, struct buf *out, struct err *err)
{
    const struct order *order = context;
    struct grids dated = *grids;
    struct reading reading;
    (void)err;
    start(&reading, order->count);
    parcel_pack_text(grids->next, out);
    published_read(grids, order->published, order->today, reading.arena, &reading.published);
    parcel_pack_published(&reading.published, out);
    dated.dated = reading.published.said;
    dated.day = reading.published.day;
    for (size_t i = 0; i < order->count; i++) {
        struct reading_pick *pick = &reading.picks[i];
        /* an err that was overcome on the way says nothing */
        if (pick_observations(order->indicators[i], &dated, order->today, &pick->pick,
                              &pick->err) == 0)
            err_clear(&pick->err);
        parcel_pack(pick, out);
    }
    reading_free(&reading);
    return 0;
}

static int read_document(void *context, struct buf *out, struct err *err)
{
    const struct task *task = context;
    struct grids grids;
    fail_on_demand(task->document);
    grid_init(&grids);
    int result = decode_document(task->document, task->format, &grids, err);
    for (size_t i = 0; i < grids.count && result == 0; i++) {
        grids.items[i].link_year = task->document->link_year;
        grids.items[i].link_month = task->document->link_month;
    }
    if (result == 0)
        result = task->work(task->context, &grids, out, err);
    if (result == 0)
        err_clear(err);
    grid_free(&grids);
    return result;
}

/* --- in the parent --- */

static int unpack(const struct buf *answer, const struct order *order, struct reading *out,
                  struct err *err)
{
    struct parcel parcel = parcel_start(answer, out->arena);
    out->next = parcel_unpack_text(&parcel);
    parcel_unpack_published(&parcel, order->today, &out->published);
    for (size_t i = 0; i < order->count && !parcel.failed; i++) {
        struct pick *pick = &out->picks[i].pick;
        parcel_unpack(&parcel, order->indicators[i]->frequency, &out->picks[i]);
        published_date(&out->published, pick->observations, pick->count);
    }
    return parcel_end(&parcel, err);
}

int reading_fold(struct reading *reading, struct buf *out)
{
    parcel_pack_text(reading->next, out);
    parcel_pack_published(&reading->published, out);
    for (size_t i = 0; i < reading->count; i++)
        parcel_pack(&reading->picks[i], out);
    if (out->overflow)
        return -1;
    for (size_t i = 0; i < reading->count; i++)
        pick_free(&reading->picks[i].pick);
    arena_free(reading->arena);
    reading->arena = NULL;
    reading->next = "";
    return 0;
}

int reading_unfold(struct reading *reading, const struct indicator *const *indicators,
                   const struct buf *bytes, struct err *err)
{
    const struct order order = {
        .indicators = indicators, .count = reading->count, .today = reading->published.day};
    struct err *said = mem_calloc(reading->count, sizeof *said);
    for (size_t i = 0; i < reading->count; i++) {
        said[i] = reading->picks[i].err; /* has been put into words since */
        pick_init(&reading->picks[i].pick);
    }
    reading->arena = arena_new();
    int failed = unpack(bytes, &order, reading, err);
    for (size_t i = 0; i < reading->count; i++)
        reading->picks[i].err = said[i];
    mem_free(said);
    return failed;
}

/* A filter is a program, which the child may not run: it has run before. */
static int begin_filtered(const struct task *task, const struct sandbox_limits *limits,
                          size_t most, struct sandbox_child *child, struct err *err)
{
    struct document document = *task->document;
    struct buf filtered;
    buf_init(&filtered, DECODE_FILTERED_MAX);
    int result = decode_filter(&document, task->format, &filtered, err);
    document.filtered = result == 1 ? &filtered : NULL;
    struct task ready = *task;
    ready.document = &document;
    if (result >= 0)
        result = sandbox_begin(read_document, &ready, limits, most, child, err);
    buf_free(&filtered);
    return result;
}

int reading_decode(const struct document *document, const char *format, reading_work work,
                   void *context, int64_t more_ms, struct buf *answer, struct err *err)
{
    struct task task = {document, format, work, context};
    struct sandbox_limits limits = sandbox_limits_for(document->length);
    struct sandbox_child child;
    limits.time_ms += more_ms;
    return begin_filtered(&task, &limits, answer->limit, &child, err) == 0
               ? sandbox_end(&child, answer, err)
               : -1;
}

void reading_begin(const struct document *document, const char *format,
                   const struct indicator *const *indicators, size_t count, int32_t today,
                   struct reading_job *job)
{
    struct order order = {document->published, indicators, count, today};
    struct task task = {document, format, pick_all, &order};
    struct sandbox_limits limits = sandbox_limits_for(document->length);
    *job = (struct reading_job){.indicators = indicators, .count = count, .today = today};
    if (begin_filtered(&task, &limits, ANSWER_MAX, &job->child, &job->err) == 0)
        err_clear(&job->err);
}

int reading_end(struct reading_job *job, struct reading *out, struct err *err)
{
    struct order order = {NULL, job->indicators, job->count, job->today};
    struct buf answer;
    start(out, job->count);
    if (job->child.pid == 0) {
        *err = job->err;
        return -1;
    }
    buf_init(&answer, ANSWER_MAX);
    int result = sandbox_end(&job->child, &answer, err);
    if (result == 0)
        result = unpack(&answer, &order, out, err);
    buf_free(&answer);
    return result;
}

int reading_run(const struct document *document, const char *format,
                const struct indicator *const *indicators, size_t count, int32_t today,
                struct reading *out, struct err *err)
{
    struct reading_job job;
    reading_begin(document, format, indicators, count, today, &job);
    return reading_end(&job, out, err);
}
