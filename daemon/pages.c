/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pages: see pages.h. */
#include "daemon/pages.h"

#include <time.h>

#include "collector/paging.h"
#include "collector/reading.h"
#include "core/mem.h"
#include "core/str.h"

#define SEPARATOR '\x1e'

struct gathering {
    const struct source *source;
    const struct visiting *visiting;
    const char *home; /* what the configuration names */
    struct paging paging;
    struct buf all;
    bool left; /* the last page was not asked for, as the program is to end */
};

static int add_page(struct gathering *gathering, const struct buf *page, struct err *err)
{
    buf_putc(&gathering->all, SEPARATOR);
    buf_append(&gathering->all, buf_text(page), page->length);
    buf_putc(&gathering->all, '\n');
    return gathering->all.overflow
               ? err_set(err, ERR_UNAVAILABLE, "all pages are larger than %zu bytes",
                         gathering->source->max_bytes)
               : 0;
}

/* What the page asks for next, decoded in the sandbox like everything else. */
static int ask_page(const struct gathering *gathering, const struct fetch_result *page,
                    const char **next, struct err *err)
{
    struct document document = {
        .bytes = page->body.data,
        .length = page->body.length,
        .content_type = page->content_type,
        .encoding = gathering->source->encoding,
        .rows = gathering->source->rows,
    };
    struct reading reading;
    int failed = reading_run(&document, gathering->source->format, NULL, 0, 0, &reading, err);

    *next = arena_strdup(gathering->paging.arena, reading.next);
    reading_free(&reading);
    return failed;
}

/* One publisher's pages are requests to one host. */
static void pause_between(int64_t delay_ms)
{
    struct timespec pause = {.tv_sec = delay_ms / 1000,
                             .tv_nsec = (long)(delay_ms % 1000) * 1000000};

    nanosleep(&pause, NULL);
}

static int take_page(struct gathering *gathering, const char **next, struct err *err)
{
    struct visiting_item page = {.source = gathering->source,
                                 .request = {
                                     .url = gathering->paging.url,
                                     .approach = &gathering->source->approach,
                                     .home = gathering->home,
                                     .etag = "",
                                     .last_modified = "",
                                     .timeout_ms = gathering->source->timeout_ms,
                                     .max_bytes = gathering->source->max_bytes,
                                 }};
    const struct fetch_options *how = &gathering->visiting->how;

    if (!how->neighbours) /* who know when to ask again */
        pause_between(how->delay_ms);
    if (visiting_run(gathering->visiting, &page, 1, err))
        return -1;
    struct fetch_result *result = &page.result;
    int failed = result->err.code != ERR_NONE;
    gathering->left = result->left;
    if (failed)
        *err = result->err;
    else
        failed =
            add_page(gathering, &result->body, err) || ask_page(gathering, result, next, err);
    fetch_result_free(result);
    return failed ? -1 : 0;
}

static void forget(char **validator)
{
    mem_free(*validator);
    *validator = mem_strdup("");
}

/* The pages take the first one's place. */
static void replace(struct fetch_result *result, struct buf *all)
{
    buf_free(&result->body);
    result->body = *all;
    forget(&result->etag);
    forget(&result->last_modified);
}

int pages_gather(const struct source *source, const char *url, const char *next,
                 const struct visiting *visiting, struct fetch_result *result, struct err *err)
{
    struct arena *arena = arena_new();
    struct gathering gathering = {.source = source, .visiting = visiting};
    bool plain = source->approach.kind == APPROACH_ADDRESSES;
    int step = 1;
    int failed;

    gathering.home = plain ? url : source->urls[0];
    paging_init(&gathering.paging, url, arena);
    buf_init(&gathering.all, source->max_bytes);
    failed = add_page(&gathering, &result->body, err);
    while (!failed && (step = paging_next(&gathering.paging, next, err)) > 0)
        failed = take_page(&gathering, &next, err);
    failed = failed || step < 0;
    result->left = gathering.left;
    if (failed) {
        err_prefix(err, "page %zu", gathering.paging.pages);
        buf_free(&gathering.all);
    } else {
        replace(result, &gathering.all);
    }
    arena_free(arena);
    return failed ? -1 : 0;
}
