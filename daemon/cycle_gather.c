/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cycle_gather: what is due, fetched and read; see cycling.h. */
#include <string.h>

#include "core/instant.h"
#include "core/mem.h"
#include "daemon/addresses.h"
#include "daemon/cycling.h"
#include "daemon/expecting.h"
#include "daemon/fingerprint.h"
#include "daemon/following.h"

/* --- what is due --- */

/* Each document of a source is due on its own: one that fails is tried again sooner. */
static int choose_addresses(struct cycle *cycle, const struct expecting *expecting,
                            const struct source *source, struct err *err)
{
    struct schedule_expected expected = expecting_from(expecting, source);
    int64_t now = cycle->options->now;

    for (size_t i = 0; i < source->url_count; i++) {
        struct harvest item = {
            .source = source, .address = i, .head = following_is_needed(source)};

        if (addresses_health_of(cycle->ledger, source, i, cycle->arena, &item.health, err))
            return -1;
        fingerprint_source(cycle->options->settings, source, i, item.selection);
        item.settled = source->approach.kind == APPROACH_PATTERN;
        if (cycle->options->id_count > 0 || cycle->options->force ||
            schedule_plan(source, expected, &item.health, item.selection, now).at <= now)
            cycle->items[cycle->count++] = item;
    }
    return 0;
}

/* Fills cycle->items with what is to be fetched now. */
static int choose(struct cycle *cycle, struct err *err)
{
    const struct settings *settings = cycle->options->settings;
    bool *selected = arena_alloc(cycle->arena, settings->source_count, sizeof *selected);
    struct expecting expecting;
    size_t most = 0;

    if (cycle_select(cycle->options, selected, err) ||
        expecting_load_told(cycle->ledger, settings, cycle->options->now, cycle->arena,
                            &expecting, err))
        return -1;
    for (size_t i = 0; i < settings->source_count; i++)
        most += settings->sources[i].url_count;
    cycle->items = mem_calloc(most, sizeof *cycle->items);
    for (size_t i = 0; i < settings->source_count; i++) {
        if (cycle->options->id_count > 0 && !selected[i])
            continue;
        if (choose_addresses(cycle, &expecting, &settings->sources[i], err))
            return -1;
    }
    return 0;
}

/* --- what that leads to --- */

static struct following follow_how(const struct cycle *cycle)
{
    return (struct following){
        .settings = cycle->options->settings,
        .ledger = cycle->ledger,
        .arena = cycle->arena,
        .now = cycle->options->now,
    };
}

/* Puts the documents right behind their heads. */
static int follow(struct cycle *cycle, struct err *err)
{
    struct following how = follow_how(cycle);
    struct harvest **found = arena_alloc(cycle->arena, cycle->count, sizeof *found);
    size_t *counts = arena_alloc(cycle->arena, cycle->count, sizeof *counts);
    size_t all = cycle->count;
    size_t at = 0;

    for (size_t i = 0; i < cycle->count; i++) {
        if (cycle->items[i].head &&
            following_find(&how, &cycle->items[i], &found[i], &counts[i], err))
            return -1;
        all += counts[i];
    }
    struct harvest *items = mem_calloc(all, sizeof *items);
    for (size_t i = 0; i < cycle->count; i++) {
        items[at++] = cycle->items[i];
        if (counts[i] > 0)
            memcpy(items + at, found[i], counts[i] * sizeof *items);
        at += counts[i];
    }
    mem_free(cycle->items);
    cycle->items = items;
    cycle->count = all;
    return 0;
}

static int judge_heads(struct cycle *cycle, struct err *err)
{
    struct following how = follow_how(cycle);

    for (size_t i = 0; i < cycle->count;) {
        struct harvest *head = &cycle->items[i++];
        size_t from = i;

        if (!head->head)
            continue;
        while (i < cycle->count && cycle->items[i].source == head->source)
            i++;
        if (following_judge(&how, head, cycle->items + from, i - from, err))
            return -1;
    }
    return 0;
}

/* What was not asked for, as the program is to end, stays as if it had not been due; a page
 * whose documents were not is due again. */
static void leave_out(struct cycle *cycle)
{
    struct harvest *head = NULL;
    size_t kept = 0;

    for (size_t i = 0; i < cycle->count; i++) {
        struct harvest *item = &cycle->items[i];

        if (item->fetch.left && !item->head && head && head->source == item->source)
            head->pending = true;
        if (item->fetch.left) {
            harvest_free(item);
            continue;
        }
        if (kept < i)
            cycle->items[kept] = *item;
        head = item->head ? &cycle->items[kept] : head;
        kept++;
    }
    cycle->count = kept;
}

int cycle_gather(struct cycle *cycle, struct err *err)
{
    const struct cycle_options *options = cycle->options;
    struct harvest_options how = {
        .settings = options->settings,
        .force = options->force,
        .today = instant_day(options->now),
        .now = options->now,
        .courtesy = &cycle->courtesy,
        .spill = options->dry_run ? NULL : &cycle->spill,
        .ending = options->ending,
        .progress = options->progress,
        .context = options->context,
    };

    cycle->courtesy = (struct courtesy){.ledger = cycle->ledger,
                                        .settings = options->settings,
                                        .now = options->now,
                                        .arena = cycle->arena,
                                        .ending = options->ending,
                                        .context = options->context};
    if (courtesy_open(&cycle->courtesy, err) || choose(cycle, err) ||
        harvest_fetch(cycle->items, cycle->count, &how, err) || follow(cycle, err) ||
        harvest_fetch(cycle->items, cycle->count, &how, err))
        return -1;
    harvest_take(cycle->items, cycle->count, &how);
    leave_out(cycle);
    return judge_heads(cycle, err);
}
