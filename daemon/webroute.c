/* SPDX-License-Identifier: GPL-3.0-or-later */
/* webroute: see webroute.h. */
#include "daemon/webroute.h"

#include <string.h>

#include "config/edition.h"
#include "core/str.h"
#include "daemon/alertlist.h"
#include "daemon/caches_doors.h"
#include "daemon/caches_matter.h"
#include "daemon/commented.h"
#include "daemon/discretion.h"
#include "daemon/glance.h"
#include "daemon/portfolio.h"
#include "daemon/versions.h"
#include "graphs/site/doors.h"
#include "graphs/site/openmetrics.h"

static int print_status(const struct webroute_call *call, struct buf *out, struct err *err)
{
    return glance_status(call->ledger, call->settings, call->now, call->arena, out, err);
}

static int print_indicators(const struct webroute_call *call, struct buf *out, struct err *err)
{
    struct glances glances;

    if (glance_load(call->ledger, call->settings, false, call->arena, &glances, err))
        return -1;
    glance_indicators_json(call->settings, &glances, out);
    return 0;
}

static int print_indicator(const struct webroute_call *call, struct buf *out, struct err *err)
{
    const struct indicator *indicator = settings_indicator(call->settings, call->id);
    const char *date = target_value(call->target, "as-of");
    struct versions all, standing;
    struct series vintages;
    int64_t as_of = 0;

    if (!indicator || !edition_shows(call->settings, indicator))
        return err_set(err, ERR_DATA, "there is no indicator \"%s\"", call->id);
    if (date && versions_parse_as_of(date, &as_of, err))
        return err_prefix(err, "as-of");
    /* what was under embargo then is not told of then, as `show --as-of` has it */
    if (date && discretion_machines(call->ledger, call->settings,
                                    as_of < call->now ? as_of : call->now, err))
        return -1;
    if (caches_matter_vintages(call->ledger, call->settings, indicator, call->arena, &vintages,
                               err))
        return -1;
    versions_list(&vintages, date ? &as_of : NULL, call->arena, &all);
    versions_standing(&all, call->arena, &standing);
    if (commented_read(call->ledger, call->settings, indicator->id, date ? as_of : call->now,
                       call->arena, &standing.comments, err))
        return -1;
    versions_json(indicator, &standing, edition_is_internal(call->settings), out);
    return 0;
}

static int print_programs(const struct webroute_call *call, struct buf *out, struct err *err)
{
    const char *text = target_value(call->target, "year");
    int64_t year = portfolio_newest_year(call->settings);

    if (text && !str_integer(text, PERIOD_YEAR_MIN, PERIOD_YEAR_MAX, &year))
        return err_set(err, ERR_USAGE, "year: \"%s\": expected a fiscal year such as 2024",
                       text);
    const struct portfolio_choice choice = {(int)year, text != NULL};
    portfolio_json(call->settings, &choice, false, out);
    return 0;
}

static int print_alerts(const struct webroute_call *call, struct buf *out, struct err *err)
{
    const char *history = target_value(call->target, "history");
    struct alertlist list;

    if (history && !str_equal(history, "yes") && !str_equal(history, "no"))
        return err_set(err, ERR_USAGE, "history: \"%s\": expected yes or no", history);
    if (alertlist_load(call->ledger, history && str_equal(history, "yes"), call->arena, &list,
                       err) ||
        alertlist_tell(call->ledger, call->settings, &list, err))
        return -1;
    alertlist_json(&list, out);
    return 0;
}

static bool tells_alerts(const struct settings *settings)
{
    return edition_publishes(settings, EDITION_ALERTS);
}

static int print_openapi(const struct webroute_call *call, struct buf *out, struct err *err)
{
    (void)err;
    webroute_openapi(call->settings, false, out);
    return 0;
}

static int print_metrics(const struct webroute_call *call, struct buf *out, struct err *err)
{
    return caches_doors_metrics(call->ledger, call->settings, out, err);
}

#define JSON "application/json"

/* Laid out by hand: one field a line would make it three times as long. */
/* clang-format off */
static const struct webroute ROUTES[] = {
    {.path = "/api/status", .name = "getStatus", .schema = "status", .type = JSON,
     .summary = "Every indicator at a glance, and how the sources are.",
     .ledger = true, .print = print_status},
    {.path = "/api/indicators", .name = "listIndicators", .schema = "indicators", .type = JSON,
     .summary = "Every indicator at a glance: newest value, change, year on year.",
     .ledger = true, .print = print_indicators},
    {.path = "/api/indicators/{id}", .name = "showIndicator", .schema = "observations",
     .type = JSON, .summary = "The observations of an indicator, one per period.",
     .parameters = {{"as-of", "As known then: a date (all of that day), or an instant "
                                    "such as 2026-03-31T09:00:00+09:00."}},
     .ledger = true, .print = print_indicator},
    {.path = "/api/programs", .name = "listPrograms", .schema = "programs", .type = JSON,
     .summary = "Challenges, policies, programs, their budgets and what they are meant to move.",
     .parameters = {{"year", "Those of this fiscal year; else all, as in the newest."}},
     .print = print_programs},
    {.path = "/api/alerts", .name = "listAlerts", .schema = "alerts", .type = JSON,
     .summary = "Alerts that are open.",
     .parameters = {{"history", "yes: all there ever were, with every step."}},
     .ledger = true, .is_there = tells_alerts, .print = print_alerts},
    {.path = "/api/openapi.json", .name = "getOpenapi", .schema = NULL, .type = JSON,
     .summary = "This description.", .print = print_openapi},
    {.path = "/metrics", .name = "getMetrics", .schema = NULL, .type = OPENMETRICS_TYPE,
     .summary = "The newest values and how the sources are, in OpenMetrics.",
     .ledger = true, .metrics = true, .is_there = doors_metrics, .print = print_metrics},
};
/* clang-format on */

size_t webroute_count(void)
{
    return sizeof ROUTES / sizeof ROUTES[0];
}

const struct webroute *webroute_at(size_t index)
{
    return &ROUTES[index];
}

/* "{id}" is one segment, at the end. */
static bool matches(const char *pattern, const char *path, const char **id)
{
    const char *brace = strchr(pattern, '{');

    *id = "";
    if (!brace)
        return str_equal(pattern, path);
    size_t before = (size_t)(brace - pattern);
    if (strncmp(pattern, path, before) != 0)
        return false;
    *id = path + before;
    return **id && !strchr(*id, '/');
}

const struct webroute *webroute_find(const char *path, struct arena *arena, const char **id)
{
    for (size_t i = 0; i < webroute_count(); i++) {
        if (!matches(ROUTES[i].path, path, id))
            continue;
        *id = arena_strdup(arena, *id);
        return &ROUTES[i];
    }
    return NULL;
}
