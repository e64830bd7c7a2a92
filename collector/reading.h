/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reading: one document -> what each of several indicators takes from it, decoded and picked
 * in the sandbox. Layer: collector.
 */
#ifndef COLLECTOR_READING_H
#define COLLECTOR_READING_H

#include "collector/decode.h"
#include "collector/pick.h"
#include "collector/published.h"
#include "collector/sandbox.h"
#include "config/settings.h"
#include "core/buf.h"
#include "core/err.h"

#include <stddef.h>
#include <stdint.h>

struct reading_pick {
    struct pick pick;
    struct err err; /* code 0, or why the table was not found */
};

/* picks[i] belongs to the i-th indicator that was asked for. */
struct reading {
    struct reading_pick *picks;
    size_t count;
    struct arena *arena;
    struct published published; /* the observations are dated by it already */
    const char *next; /* what asks for the next page (collector/paging.h), "" = no more */
};

/* `format` as configured; `today` a day number. Returns 0 when the document was decoded
 * (single indicators may have failed, see their err), -1 when it could not be: ERR_DATA. `out`
 * is released with reading_free either way. */
int reading_run(const struct document *document, const char *format,
                const struct indicator *const *indicators, size_t count, int32_t today,
                struct reading *out, struct err *err);

void reading_free(struct reading *reading);

/* The reading as bytes, appended to `out`: of itself only its picks' errs are left, until it
 * is unfolded with the same indicators. -1 = it does not fit there, and stays as it was. */
int reading_fold(struct reading *reading, struct buf *out);
int reading_unfold(struct reading *reading, const struct indicator *const *indicators,
                   const struct buf *bytes, struct err *err);

/* The same in two halves, so that several are read at a time. Until its end a job keeps
 * nothing of the document, but the indicators. */
struct reading_job {
    struct sandbox_child child;
    const struct indicator *const *indicators;
    size_t count;
    int32_t today;
    struct err err; /* code 0, or why it could not begin: its end says so */
};

void reading_begin(const struct document *document, const char *format,
                   const struct indicator *const *indicators, size_t count, int32_t today,
                   struct reading_job *job);
int reading_end(struct reading_job *job, struct reading *out, struct err *err);

/* What is to be done with the grids of a document, in the sandbox: its answer goes to `out`.
 */
typedef int (*reading_work)(void *context, const struct grids *grids, struct buf *out,
                            struct err *err);

/* Decodes the document in the sandbox and does the work there, for which it has `more_ms`
 * beyond the time of decoding; `answer` is what it appended, from a child that may have been
 * taken over by its document. */
int reading_decode(const struct document *document, const char *format, reading_work work,
                   void *context, int64_t more_ms, struct buf *answer, struct err *err);

#endif
