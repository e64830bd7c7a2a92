/* SPDX-License-Identifier: GPL-3.0-or-later */
/* webapi: see webapi.h. */
#include "daemon/webapi.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/file.h"
#include "core/instant.h"
#include "core/json.h"
#include "core/log.h"
#include "core/mem.h"
#include "core/str.h"
#include "daemon/discretion.h"
#include "daemon/identity.h"
#include "daemon/webanswer.h"
#include "daemon/webroute.h"
#include "ledger/ledger.h"

#define KEPT 64 /* answers; the one not asked for for the longest time goes */
#define ANSWER_LIMIT ((size_t)64 << 20)
#define PROBLEM_LIMIT 8192
#define VERSION_SIZE (2 * FILE_IDENTITY_SIZE + 32)
#define FRESH_S 600 /* what is awaited changes with time */

struct slot {
    char *key;
    uint64_t asked;
    struct webanswer *answer;
};

struct webapi {
    struct settings *settings;
    bool metrics;
    char *ledger; /* its file, and its log's */
    char *log;
    char version[VERSION_SIZE]; /* which files they were, and about when */
    int64_t now;
    uint64_t requests;
    struct slot slots[KEPT];
    struct http_reply *transit; /* the last answer that is not kept */
};

/* --- what is kept --- */

static void empty(struct slot *slot)
{
    mem_free(slot->key);
    webanswer_free(slot->answer);
    *slot = (struct slot){0};
}

static void empty_all(struct webapi *api)
{
    for (size_t i = 0; i < KEPT; i++)
        empty(&api->slots[i]);
}

static struct slot *find_slot(struct webapi *api, const char *key)
{
    for (size_t i = 0; i < KEPT; i++) {
        if (api->slots[i].key && str_equal(api->slots[i].key, key))
            return &api->slots[i];
    }
    return NULL;
}

static struct slot *free_slot(struct webapi *api)
{
    struct slot *oldest = &api->slots[0];

    for (size_t i = 1; i < KEPT; i++) {
        if (api->slots[i].asked < oldest->asked)
            oldest = &api->slots[i];
    }
    empty(oldest);
    return oldest;
}

/* --- problems --- */

static const char *title_of(int status)
{
    switch (status) {
    case 400:
        return "Bad Request";
    case 404:
        return "Not Found";
    case 503:
        return "Service Unavailable";
    default:
        return "Internal Server Error";
    }
}

static struct http_reply *problem(int status, const char *detail)
{
    const struct http_head head = {
        .status = status, .type = "application/problem+json", .cache_control = "no-store"};
    struct buf text;
    struct json json;

    buf_init(&text, PROBLEM_LIMIT);
    json_init(&json, &text);
    json_begin_object(&json, NULL);
    json_string(&json, "type", "about:blank");
    json_string(&json, "title", title_of(status));
    json_integer(&json, "status", status);
    json_string(&json, "detail", detail);
    json_end_object(&json);
    buf_putc(&text, '\n');
    struct http_reply *reply = http_reply_new(&head, &text);
    buf_free(&text);
    return reply;
}

static const struct http_reply *pass(struct webapi *api, struct http_reply *reply)
{
    http_reply_free(api->transit);
    api->transit = reply;
    return reply;
}

/* What went wrong with the ledger is for the log: its path is nobody's business. */
static const struct http_reply *refuse(struct webapi *api, const struct err *err)
{
    switch (err->code) {
    case ERR_USAGE:
        return pass(api, problem(400, err->text));
    case ERR_NONE:
    case ERR_DATA:
    case ERR_UNAVAILABLE:
    case ERR_INTERNAL:
    case ERR_IO:
    case ERR_TEMPFAIL:
    case ERR_PERM:
    case ERR_CONFIG:
        break;
    }
    log_error("%s", err->text);
    return pass(api, problem(503, "the ledger cannot be read now"));
}

/* --- answering --- */

static int check_parameters(const struct webroute *route, const struct target *target,
                            struct err *err)
{
    for (size_t i = 0; i < target->query_count; i++) {
        const struct target_pair *pair = &target->query[i];
        bool known = false;

        for (size_t k = 0; k < WEBROUTE_PARAMETERS && route->parameters[k].name; k++)
            known = known || str_equal(pair->name, route->parameters[k].name);
        if (!known)
            return err_set(err, ERR_USAGE, "%s: there is no such parameter", pair->name);
        if (!*pair->value)
            return err_set(err, ERR_USAGE, "%s: it has no value", pair->name);
        if (target_value(target, pair->name) != pair->value)
            return err_set(err, ERR_USAGE, "%s: it is there twice", pair->name);
    }
    return 0;
}

/* The same question has the same key. */
static const char *say_key(const struct webroute *route, const struct target *target,
                           struct arena *arena)
{
    const char *key = arena_strdup(arena, target->path);

    for (size_t k = 0; k < WEBROUTE_PARAMETERS && route->parameters[k].name; k++) {
        const char *value = target_value(target, route->parameters[k].name);

        key = arena_printf(arena, "%s\n%s", key, value ? value : "");
    }
    return key;
}

static int open_ledger(struct webapi *api, struct ledger **out, struct err *err)
{
    return ledger_open(api->settings->site.state, true, out, err) ||
                   ledger_require(*out, err) ||
                   discretion_machines(*out, api->settings, api->now, err) ||
                   identity_apply(*out, api->settings, err)
               ? -1
               : 0;
}

static int print(struct webapi *api, const struct webroute *route, struct webroute_call *call,
                 struct buf *out, struct err *err)
{
    struct ledger *ledger = NULL;
    int failed = route->ledger ? open_ledger(api, &ledger, err) : 0;

    call->ledger = ledger;
    if (failed)
        err->code = ERR_UNAVAILABLE;
    else
        failed = route->print(call, out, err);
    ledger_close(ledger);
    if (!failed && out->overflow)
        failed = err_set(err, ERR_INTERNAL, "%s: the answer is too long", route->path);
    return failed;
}

static const struct http_reply *make(struct webapi *api, const struct webroute *route,
                                     struct webroute_call *call, const char *key,
                                     const struct http_request *request)
{
    const struct webanswer_kind kind = {
        .type = route->type, .packs = true, .cache = "no-cache"};
    const struct http_reply *reply;
    struct err err = {0};
    struct buf text;

    buf_init(&text, ANSWER_LIMIT);
    if (print(api, route, call, &text, &err)) {
        reply = err.code == ERR_DATA ? pass(api, problem(404, err.text)) : refuse(api, &err);
    } else {
        struct slot *slot = free_slot(api);

        *slot = (struct slot){mem_strdup(key), ++api->requests, webanswer_new(&kind, &text)};
        reply = webanswer_give(slot->answer, request);
    }
    buf_free(&text);
    return reply;
}

static const struct http_reply *answer(struct webapi *api, const struct webroute *route,
                                       struct webroute_call *call,
                                       const struct http_request *request)
{
    struct err err = {0};

    if (check_parameters(route, call->target, &err))
        return refuse(api, &err);
    const char *key = say_key(route, call->target, call->arena);
    struct slot *slot = find_slot(api, key);
    if (!slot)
        return make(api, route, call, key, request);
    slot->asked = ++api->requests;
    return webanswer_give(slot->answer, request);
}

/* --- outside --- */

static void look(struct webapi *api, char version[VERSION_SIZE])
{
    char ledger[FILE_IDENTITY_SIZE], log[FILE_IDENTITY_SIZE];
    struct err err = {0};

    if (instant_now(&api->now, &err))
        log_error("%s", err.text);
    file_identity(api->ledger, ledger);
    file_identity(api->log, log);
    (void)snprintf(version, VERSION_SIZE, "%s %s %" PRId64, ledger, log, api->now / FRESH_S);
}

struct webapi *webapi_new(struct settings *settings, bool metrics)
{
    struct webapi *api = mem_calloc(1, sizeof *api);
    struct arena *arena = arena_new();
    const char *state = settings->site.state;

    *api = (struct webapi){
        .settings = settings,
        .metrics = metrics,
        .ledger = mem_strdup(arena_printf(arena, "%s/ledger.db", state)),
        .log = mem_strdup(arena_printf(arena, "%s/ledger.db-wal", state)),
    };
    look(api, api->version);
    arena_free(arena);
    return api;
}

void webapi_free(struct webapi *api)
{
    if (!api)
        return;
    empty_all(api);
    http_reply_free(api->transit);
    mem_free(api->ledger);
    mem_free(api->log);
    mem_free(api);
}

void webapi_tick(struct webapi *api)
{
    char version[VERSION_SIZE];

    look(api, version);
    if (str_equal(version, api->version))
        return;
    empty_all(api);
    memcpy(api->version, version, sizeof version);
}

static bool is_there(const struct webapi *api, const struct webroute *route)
{
    return (!route->metrics || api->metrics) &&
           (!route->is_there || route->is_there(api->settings));
}

const struct http_reply *webapi_give(struct webapi *api, const struct target *target,
                                     const struct http_request *request)
{
    struct arena *arena = arena_new();
    struct webroute_call call = {
        .settings = api->settings, .target = target, .now = api->now, .arena = arena};
    const struct webroute *route = webroute_find(target->path, arena, &call.id);
    const struct http_reply *reply = NULL;

    if (route && is_there(api, route))
        reply = answer(api, route, &call, request);
    else if (str_starts(target->path, "/api/") || str_equal(target->path, "/metrics"))
        reply = pass(api, problem(404, "nothing has this address"));
    arena_free(arena);
    return reply;
}
