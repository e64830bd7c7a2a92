/* SPDX-License-Identifier: GPL-3.0-or-later */
/* courtesy: see courtesy.h. */
#include "daemon/courtesy.h"

#include <string.h>

#include "collector/answer.h"
#include "collector/fetch.h"
#include "collector/robots.h"
#include "core/mem.h"
#include "core/str.h"
#include "core/transfer.h"
#include "ledger/ledger_neighbour.h"

#define AGENT "shihyo"

int courtesy_open(struct courtesy *courtesy, struct err *err)
{
    struct neighbour *known = NULL;
    size_t count = 0;

    courtesy->robots = NULL;
    courtesy->neighbours = neighbours_new();
    if (ledger_neighbours(courtesy->ledger, courtesy->arena, &known, &count, err))
        return -1;
    for (size_t i = 0; i < count; i++) {
        /* what a clock that was wrong left behind silences nobody */
        if (known[i].not_before > courtesy->now + NEIGHBOURS_WAIT_MAX_S)
            known[i].not_before = 0;
        neighbours_recall(courtesy->neighbours, &known[i]);
    }
    return 0;
}

void courtesy_close(struct courtesy *courtesy)
{
    neighbours_free(courtesy->neighbours);
    courtesy->neighbours = NULL;
}

/* --- robots.txt --- */

static struct courtesy_robots *find_robots(struct courtesy *courtesy, const char *url,
                                           struct err *err)
{
    char *origin = transfer_origin(url);
    struct courtesy_robots *found = courtesy->robots;

    while (found && origin && !str_equal(found->is.origin, origin))
        found = found->next;
    if (!found && origin) {
        found = arena_alloc(courtesy->arena, 1, sizeof *found);
        *found = (struct courtesy_robots){.next = courtesy->robots};
        courtesy->robots = found;
        if (ledger_robots(courtesy->ledger, arena_strdup(courtesy->arena, origin),
                          courtesy->arena, &found->is, err))
            found = NULL;
    } else if (!origin) {
        err_set(err, ERR_UNAVAILABLE, "not a web address: expected http or https");
    }
    mem_free(origin);
    return found;
}

static bool is_fresh(const struct courtesy *courtesy, const struct courtesy_robots *robots)
{
    int64_t age = courtesy->now - robots->is.at;

    return robots->is.at > 0 && age >= 0 && age < COURTESY_ROBOTS_S;
}

/* Nobody's secrets, headers or body go there. */
static struct approach plain_approach(const struct source *source)
{
    return (struct approach){
        .method = "GET",
        .body = "",
        .auth_text = "",
        .anywhere = source->approach.anywhere,
        .robots = "",
        .ca_file = source->approach.ca_file,
        .certificate = "",
        .key_file = "",
        .proxy = source->approach.proxy,
    };
}

static void take_answer(struct courtesy *courtesy, struct courtesy_robots *robots,
                        const struct fetch_result *result)
{
    bool answered = result->err.code == ERR_NONE || result->status >= 300;
    bool refused = result->status >= 500 || result->status == 429;

    robots->is.at = courtesy->now;
    robots->is.status = answered ? result->status : 0;
    robots->is.error = arena_strdup(courtesy->arena, result->err.text);
    robots->is.text = result->status == 200 && result->err.code == ERR_NONE
                          ? arena_strdup(courtesy->arena, buf_text(&result->body))
                          : "";
    robots->failed = !answered || refused;
    robots->changed = !robots->failed;
}

struct asked {
    struct courtesy_robots **robots;
    struct fetch_request *requests;
    struct approach *approaches;
    size_t count;
};

static void ask(struct courtesy *courtesy, const struct asked *asked)
{
    struct fetch_result *results = mem_calloc(asked->count, sizeof *results);
    const struct fetch_options how = {
        .user_agent = courtesy->settings->site.agent,
        .delay_ms = courtesy->settings->site.delay_ms,
        .neighbours = courtesy->neighbours,
        .now = courtesy->now,
        .ending = courtesy->ending,
        .context = courtesy->context,
    };
    struct err err = {0};
    int failed = fetch_all(asked->requests, asked->count, &how, results, &err);

    for (size_t i = 0; i < asked->count; i++) {
        if (failed)
            results[i] = (struct fetch_result){.err = err};
        take_answer(courtesy, asked->robots[i], &results[i]);
        fetch_result_free(&results[i]);
    }
    mem_free(results);
}

static void add_asked(struct courtesy *courtesy, struct asked *asked,
                      const struct courtesy_visit *visit, struct courtesy_robots *robots)
{
    size_t i = asked->count;

    for (size_t k = 0; k < i; k++)
        if (asked->robots[k] == robots)
            return;
    asked->approaches[i] = plain_approach(visit->source);
    asked->robots[i] = robots;
    asked->requests[i] = (struct fetch_request){
        .url = arena_printf(courtesy->arena, "%s/robots.txt", robots->is.origin),
        .etag = "",
        .last_modified = "",
        .timeout_ms = visit->source->timeout_ms,
        .max_bytes = ROBOTS_SIZE_MAX,
        .approach = &asked->approaches[i],
        .home = visit->home,
        .cut = true,
    };
    asked->count++;
}

/* --- judging --- */

static const char *find_path(const char *url)
{
    const char *host = strstr(url, "://");

    host = host ? host + 3 : url;
    return host + strcspn(host, "/?#");
}

static void set_delay(struct courtesy *courtesy, const char *url, int64_t delay_ms)
{
    char *host = transfer_host(url);

    if (host)
        neighbours_find(courtesy->neighbours, host)->delay_ms = delay_ms;
    mem_free(host);
}

static void judge_text(struct courtesy *courtesy, struct courtesy_visit *visit,
                       const struct courtesy_robots *robots)
{
    const char *path = find_path(visit->url);
    struct robots_verdict verdict;

    if (*path != '/')
        path = "/";
    if (robots_judge(robots->is.text, AGENT, path, &verdict, &visit->err))
        err_prefix(&visit->err, "robots.txt of %s", robots->is.origin);
    else if (!verdict.allowed)
        err_set(&visit->err, ERR_UNAVAILABLE,
                "robots.txt of %s forbids %.200s: not asked (robots = ignore: REASON would)",
                robots->is.origin, path);
    else
        set_delay(courtesy, visit->url, verdict.delay_ms);
}

static void judge(struct courtesy *courtesy, struct courtesy_visit *visit,
                  const struct courtesy_robots *robots)
{
    if (robots->failed && robots->is.status == 0)
        err_set(&visit->err, ERR_UNAVAILABLE, "%s", robots->is.error);
    else if (robots->failed)
        err_set(&visit->err, ERR_UNAVAILABLE,
                "robots.txt of %s: %s: nothing is asked of it now", robots->is.origin,
                robots->is.error);
    else if (robots->is.text[0] != '\0')
        judge_text(courtesy, visit, robots);
}

int courtesy_admit(struct courtesy *courtesy, struct courtesy_visit *visits, size_t count,
                   struct err *err)
{
    struct arena *scratch = courtesy->arena;
    struct asked asked = {
        .robots = arena_alloc(scratch, count, sizeof *asked.robots),
        .requests = arena_alloc(scratch, count, sizeof *asked.requests),
        .approaches = arena_alloc(scratch, count, sizeof *asked.approaches),
    };
    struct courtesy_robots **found = arena_alloc(scratch, count, sizeof *found);

    for (size_t i = 0; i < count; i++) {
        if (visits[i].source->approach.robots_ignored)
            continue;
        struct err odd = {0};
        found[i] = find_robots(courtesy, visits[i].url, &odd);
        if (!found[i] && odd.code != ERR_UNAVAILABLE) {
            *err = odd;
            return -1;
        }
        if (!found[i])
            visits[i].err = odd;
        else if (!found[i]->failed && !is_fresh(courtesy, found[i]))
            add_asked(courtesy, &asked, &visits[i], found[i]);
    }
    if (asked.count > 0)
        ask(courtesy, &asked);
    for (size_t i = 0; i < count; i++)
        if (found[i])
            judge(courtesy, &visits[i], found[i]);
    return 0;
}

/* --- remembering --- */

int courtesy_keep(struct courtesy *courtesy, struct err *err)
{
    struct neighbours_host *host;

    for (size_t i = 0; (host = neighbours_at(courtesy->neighbours, i)) != NULL; i++)
        if (host->changed && ledger_note_neighbour(courtesy->ledger, &host->is, err))
            return -1;
    for (struct courtesy_robots *robots = courtesy->robots; robots; robots = robots->next)
        if (robots->changed && ledger_note_robots(courtesy->ledger, &robots->is, err))
            return -1;
    return 0;
}
