/* SPDX-License-Identifier: GPL-3.0-or-later */
/* keeping: see keeping.h. */
#include "daemon/keeping.h"

#include <inttypes.h>

#include "core/instant.h"
#include "core/str.h"
#include "ledger/documents.h"

#define MARK "keeping"
#define DAY_S 86400

/* 0 = for ever. A source that is not configured any more is kept as the site says. */
static int64_t days_of(const struct settings *settings, const char *id)
{
    const struct source *source = settings_source(settings, id);

    return source && source->keep_days >= 0 ? source->keep_days : settings->site.keep_days;
}

static bool lets_go(const struct settings *settings)
{
    bool any = settings->site.keep_days > 0;

    for (size_t i = 0; i < settings->source_count; i++)
        any = any || settings->sources[i].keep_days > 0;
    return any;
}

static bool is_over(const struct settings *settings, const struct documents_item *item,
                    int64_t now)
{
    int64_t days = days_of(settings, item->source);

    return days > 0 && item->at < now - days * DAY_S;
}

/* Rows of one document stand together, one for each of its sources. */
static int drop_idle(struct ledger *ledger, const struct settings *settings, int64_t now,
                     const struct documents_list *idle, size_t *dropped, struct err *err)
{
    for (size_t i = 0; i < idle->count;) {
        const char *sha256 = idle->items[i].sha256;
        bool over = true;

        for (; i < idle->count && str_equal(idle->items[i].sha256, sha256); i++)
            over = over && is_over(settings, &idle->items[i], now);
        if (!over)
            continue;
        if (documents_drop(ledger, sha256, now, err))
            return -1;
        ++*dropped;
    }
    return 0;
}

static int run(struct ledger *ledger, const struct settings *settings, int64_t now,
               struct arena *arena, size_t *dropped, struct err *err)
{
    const char *done =
        arena_printf(arena, "%" PRId32 " %s", instant_day(now), settings->fingerprint);
    const char *before;
    struct documents_list idle;

    if (ledger_mark(ledger, MARK, arena, &before, err))
        return -1;
    if (str_equal(before, done))
        return 0;
    if (documents_idle(ledger, arena, &idle, err) ||
        drop_idle(ledger, settings, now, &idle, dropped, err))
        return -1;
    return ledger_set_mark(ledger, MARK, done, err);
}

int keeping_run(struct ledger *ledger, const struct settings *settings, int64_t now,
                size_t *dropped, struct err *err)
{
    struct arena *arena;

    *dropped = 0;
    if (!lets_go(settings))
        return 0;
    arena = arena_new();
    int failed = run(ledger, settings, now, arena, dropped, err);
    arena_free(arena);
    return failed;
}
