/* SPDX-License-Identifier: GPL-3.0-or-later */
/* probing: see probing.h. */
#include "collector/probing.h"

#include "core/mem.h"

#define MIB ((size_t)1024 * 1024)
#define ANSWER_MAX (64 * MIB)
#define LATE_MS 3000 /* a trial under way when the time is up is let end */

static int work(void *context, const struct grids *grids, struct buf *out, struct err *err)
{
    (void)err;
    probing_pack(context, grids, out);
    return 0;
}

static void start(const struct probing_request *request, struct probing *out)
{
    *out = (struct probing){.arena = arena_new(),
                            .format = "",
                            .encoding = "",
                            .next = "",
                            .published_by = PUBLISHED_NONE,
                            .pick_count = request->indicator_count};
    out->picks = mem_calloc(out->pick_count, sizeof *out->picks);
    for (size_t i = 0; i < out->pick_count; i++)
        pick_init(&out->picks[i].pick);
    suggest_init(&out->suggestions);
}

int probing_run(const struct probing_request *request, struct probing *out, struct err *err)
{
    struct buf answer;
    struct probing_request own = *request;
    int64_t more_ms = request->suggestions > 0 ? PROBING_SUGGEST_MS + LATE_MS : 0;
    start(request, out);
    buf_init(&answer, ANSWER_MAX);
    int result =
        reading_decode(request->document, request->format, work, &own, more_ms, &answer, err);
    if (result == 0)
        result = probing_unpack(&answer, request, out, err);
    buf_free(&answer);
    return result;
}

void probing_free(struct probing *probing)
{
    if (probing == NULL)
        return;
    for (size_t i = 0; i < probing->pick_count; i++)
        pick_free(&probing->picks[i].pick);
    mem_free(probing->picks);
    suggest_free(&probing->suggestions);
    arena_free(probing->arena);
    *probing = (struct probing){0};
}
