/* SPDX-License-Identifier: GPL-3.0-or-later */
/* following_newest: the newest document alone, for whoever looks at a source. */
#include "collector/links.h"
#include "core/civil.h"
#include "core/instant.h"
#include "core/placeholder.h"
#include "core/str.h"
#include "daemon/addresses.h"
#include "daemon/following.h"

enum { PERIODS = 13, URL_MAX = 8192 };

static int fetch_one(const struct following *following, const struct source *source,
                     const char *url, struct fetch_result *out, struct err *err)
{
    const struct fetch_options how = {.user_agent = following->settings->site.agent,
                                      .delay_ms = following->settings->site.delay_ms,
                                      .now = following->now};
    const struct fetch_request request = {
        .url = url,
        .etag = "",
        .last_modified = "",
        .timeout_ms = source->timeout_ms,
        .max_bytes = source->max_bytes,
        .approach = &source->approach,
        .home = source->urls[0],
    };

    if (fetch_all(&request, 1, &how, out, err))
        return -1;
    if (out->err.code == ERR_NONE)
        return 0;
    *err = out->err;
    return -1;
}

static int follow_page(const struct following *following, const struct source *source,
                       struct fetch_result *out, const char **name, struct err *err)
{
    struct links links = {0};

    if (fetch_one(following, source, source->urls[0], out, err))
        return err_prefix(err, "the page of links");
    const struct links_page page = {
        .bytes = buf_text(&out->body),
        .length = out->body.length,
        .content_type = out->content_type,
        .encoding = "auto",
        .url = out->url,
        .pattern = source->link,
    };
    int failed = links_find(&page, following->arena, &links, err);
    if (!failed && links.count == 0)
        failed =
            err_set(err, ERR_DATA, "none of the %zu links of the page matches", links.seen);
    fetch_result_free(out);
    if (failed)
        return -1;
    const struct link *newest = &links.items[0];
    *name = addresses_make_name(newest->url, newest->year, newest->month, following->arena);
    return fetch_one(following, source, newest->url, out, err);
}

static const char *fill(const struct following *following, const struct source *source,
                        struct period period)
{
    struct buf url;

    buf_init(&url, URL_MAX);
    placeholder_fill(source->urls[0], period, &url);
    return buf_keep(&url, following->arena);
}

/* From now backwards, until one is there. */
static int follow_pattern(const struct following *following, const struct source *source,
                          struct fetch_result *out, const char **name, struct err *err)
{
    enum frequency frequency;

    if (placeholder_frequency(source->urls[0], &frequency, err))
        return -1;
    struct period period = period_of_day(frequency, instant_day(following->now));
    for (int i = 0; i < PERIODS; i++, period = period_add(period, -1)) {
        *name = fill(following, source, period);
        if (i > 0)
            fetch_result_free(out);
        int failed = fetch_one(following, source, *name, out, err);
        if (!failed || (out->status != 404 && out->status != 410))
            return failed;
    }
    return err_prefix(err, "none of the last %d periods is there", PERIODS);
}

int following_newest(const struct following *following, const struct source *source,
                     struct fetch_result *out, const char **name, struct err *err)
{
    return source->approach.kind == APPROACH_PAGE
               ? follow_page(following, source, out, name, err)
               : follow_pattern(following, source, out, name, err);
}
