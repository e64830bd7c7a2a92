/* SPDX-License-Identifier: GPL-3.0-or-later */
/* visiting: see visiting.h. Goes in rounds: those that are led elsewhere go again. */
#include "daemon/visiting.h"

#include "core/mem.h"

struct round {
    const struct visiting *visiting;
    struct visiting_item **items; /* that are still to be asked for */
    size_t count;
};

static bool is_ending(const struct fetch_options *how)
{
    return how->ending != NULL && how->ending(how->context);
}

/* Keeps those without an error. */
static void drop_refused(struct round *round)
{
    size_t left = 0;

    for (size_t i = 0; i < round->count; i++)
        if (round->items[i]->result.err.code == ERR_NONE)
            round->items[left++] = round->items[i];
    round->count = left;
}

static int admit(struct round *round, struct err *err)
{
    struct courtesy_visit *visits = mem_calloc(round->count, sizeof *visits);

    for (size_t i = 0; i < round->count; i++)
        visits[i] = (struct courtesy_visit){.source = round->items[i]->source,
                                            .url = round->items[i]->request.url,
                                            .home = round->items[i]->request.home};
    int failed = courtesy_admit(round->visiting->courtesy, visits, round->count, err);
    for (size_t i = 0; i < round->count && !failed; i++) {
        struct visiting_item *item = round->items[i];

        item->result.err = visits[i].err;
        if (item->result.err.code != ERR_NONE && item->request.hops > 0)
            (void)err_prefix(&item->result.err, "redirected");
    }
    mem_free(visits);
    drop_refused(round);
    return failed;
}

static void leave_all(struct round *round)
{
    for (size_t i = 0; i < round->count; i++) {
        struct fetch_result *result = &round->items[i]->result;

        result->left = true;
        (void)err_set(&result->err, ERR_UNAVAILABLE, "not asked, as the program is to end");
    }
    round->count = 0;
}

static int ask(const struct round *round, struct err *err)
{
    struct fetch_options how = round->visiting->how;
    struct fetch_request *requests = mem_calloc(round->count, sizeof *requests);
    struct fetch_result *results = mem_calloc(round->count, sizeof *results);

    how.held = round->visiting->courtesy != NULL;
    for (size_t i = 0; i < round->count; i++)
        requests[i] = round->items[i]->request;
    int failed = fetch_all(requests, round->count, &how, results, err);
    for (size_t i = 0; i < round->count; i++)
        round->items[i]->result = results[i];
    mem_free(requests);
    mem_free(results);
    return failed;
}

/* Those that are led elsewhere, with the rest of their time. Without a courtesy redirects were
 * followed. */
static void go_on(struct round *round)
{
    const struct courtesy *courtesy = round->visiting->courtesy;
    size_t left = 0;

    for (size_t i = 0; i < round->count; i++) {
        struct visiting_item *item = round->items[i];
        struct fetch_request *request = &item->request;

        if (courtesy == NULL || item->result.leads == NULL)
            continue;
        request->url = arena_strdup(courtesy->arena, item->result.leads);
        request->hops++;
        request->timeout_ms -= item->result.elapsed_ms;
        if (request->timeout_ms < 1)
            request->timeout_ms = 1;
        fetch_result_free(&item->result);
        round->items[left++] = item;
    }
    round->count = left;
}

int visiting_run(const struct visiting *visiting, struct visiting_item *items, size_t count,
                 struct err *err)
{
    struct round round = {
        .visiting = visiting,
        .items = mem_calloc(count, sizeof *round.items),
        .count = count,
    };
    int failed = 0;

    for (size_t i = 0; i < count; i++) {
        items[i].result = (struct fetch_result){0};
        round.items[i] = &items[i];
    }
    while (round.count > 0 && !failed) {
        if (is_ending(&visiting->how))
            leave_all(&round);
        failed = visiting->courtesy != NULL && admit(&round, err);
        /* its robots.txt may have been what was not asked for */
        if (is_ending(&visiting->how))
            leave_all(&round);
        failed = failed || (round.count > 0 && ask(&round, err));
        if (!failed)
            go_on(&round);
    }
    mem_free((void *)round.items);
    return failed ? -1 : 0;
}
