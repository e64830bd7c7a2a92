/* SPDX-License-Identifier: GPL-3.0-or-later */
/* glance_json: the indicators at a glance as JSON; see glance.h. */
#include "core/held.h"
#include "core/instant.h"
#include "core/json.h"
#include "core/str.h"
#include "daemon/addresses.h"
#include "daemon/glance.h"
#include "daemon/identity.h"
#include "daemon/versions.h"

static void json_observation(struct json *json, const char *key,
                             const struct observation *observation)
{
    char period[PERIOD_TEXT_SIZE], published[PERIOD_TEXT_SIZE], embargo[INSTANT_TEXT_SIZE];

    if (!observation) {
        json_null(json, key);
        return;
    }
    period_print(observation->period, period);
    json_begin_object(json, key);
    json_string(json, "period", period);
    json_decimal(json, "value", observation->value);
    json_string(json, "status", series_status_name(observation->status));
    period_print_day(observation->published, published);
    json_string(json, "published", observation->dated ? published : NULL);
    if (observation->embargo != 0) { /* which no machine outside is shown */
        instant_print(observation->embargo, embargo);
        json_string(json, "embargo", embargo);
    }
    json_end_object(json);
}

static void json_alerts(struct json *json, const struct indicator *indicator,
                        const struct alert *alerts, size_t count)
{
    json_begin_array(json, "alerts");
    for (size_t i = 0; i < count; i++) {
        char since[INSTANT_TEXT_SIZE];

        if (!str_equal(alerts[i].indicator_id, indicator->id))
            continue;
        instant_print(alerts[i].since, since);
        json_begin_object(json, NULL);
        json_string(json, "id", alerts[i].rule_id);
        json_string(json, "severity", alerts[i].severity);
        json_string(json, "state", alert_state_name(alerts[i].state));
        json_string(json, "since", since);
        json_end_object(json);
    }
    json_end_array(json);
}

static void json_expected(struct json *json, const struct expecting *expecting,
                          const struct indicator *indicator)
{
    if (!expecting)
        return;
    struct awaited awaited = expecting_of(expecting, indicator, NULL);
    expecting_json(json, &awaited);
}

static void json_row(struct json *json, const struct settings *settings,
                     const struct glances *glances, const struct glance *row)
{
    const struct indicator *indicator = row->indicator;

    json_begin_object(json, NULL);
    json_string(json, "id", indicator->id);
    json_string(json, "title", settings_label(&indicator->title, settings->site.language));
    json_string(json, "unit", indicator->unit);
    json_string(json, "frequency", period_frequency_name(indicator->frequency));
    json_string(json, "better", settings_better_name(indicator->better));
    json_observation(json, "latest", row->latest);
    json_observation(json, "previous", row->previous);
    if (row->has_change)
        json_decimal(json, "change", row->change);
    else
        json_null(json, "change");
    if (row->has_year_ago)
        json_decimal(json, "year_ago", row->year_ago);
    else
        json_null(json, "year_ago");
    json_begin_array(json, "programs");
    for (size_t i = 0; i < settings->program_count; i++) {
        if (settings_moves(&settings->programs[i], indicator))
            json_string(json, NULL, settings->programs[i].id);
    }
    json_end_array(json);
    json_alerts(json, indicator, glances->alerts, glances->alert_count);
    json_expected(json, glances->expecting, indicator);
    json_end_object(json);
}

static void json_indicators(struct json *json, const struct settings *settings,
                            const struct glances *glances)
{
    json_begin_array(json, "indicators");
    for (size_t i = 0; i < glances->count; i++)
        json_row(json, settings, glances, &glances->items[i]);
    json_end_array(json);
}

/* What is read from beside the glances. */
struct asking {
    struct ledger *ledger;
    const struct settings *settings;
    struct arena *arena;
};

/* Of all indicators, also those that are not configured any more. */
static int json_held(const struct asking *asking, struct json *json, struct err *err)
{
    struct held_list open;

    if (ledger_held(asking->ledger, NULL, NULL, true, asking->arena, &open, err))
        return -1;
    json_begin_array(json, "quarantine");
    for (size_t i = 0; i < open.count; i++) {
        const struct held *item = &open.items[i];
        char text[INSTANT_TEXT_SIZE], period[PERIOD_TEXT_SIZE];

        json_begin_object(json, NULL);
        json_integer(json, "number", item->number);
        json_string(json, "indicator", item->indicator_id);
        if (!item->whole)
            period_print(item->observation.period, period);
        json_string(json, "period", item->whole ? NULL : period);
        if (item->whole || item->observation.status == OBSERVATION_MISSING)
            json_null(json, "value");
        else
            json_decimal(json, "value", item->observation.value);
        json_string(json, "gate", held_gate_name(item->gate));
        json_string(json, "reason", item->reason);
        instant_print(item->since, text);
        json_string(json, "since", text);
        json_end_object(json);
    }
    json_end_array(json);
    return 0;
}

static int json_stepped_back(const struct asking *asking, struct json *json, struct err *err)
{
    struct ledger_kept *kept;
    size_t count;

    if (ledger_stepped_back(asking->ledger, asking->arena, &kept, &count, err))
        return -1;
    json_begin_array(json, "set_aside");
    for (size_t i = 0; i < count; i++)
        versions_kept_json(json, NULL, &kept[i]);
    json_end_array(json);
    return 0;
}

static int json_sources(const struct asking *asking, struct json *json, struct err *err)
{
    json_begin_array(json, "sources");
    for (size_t i = 0; i < asking->settings->source_count; i++) {
        struct health health;
        char text[INSTANT_TEXT_SIZE];

        if (addresses_health(asking->ledger, &asking->settings->sources[i], asking->arena,
                             &health, err))
            return -1;
        json_begin_object(json, NULL);
        json_string(json, "id", asking->settings->sources[i].id);
        instant_print(health.last_success, text);
        json_string(json, "last_success", health.last_success ? text : NULL);
        instant_print(health.failing_since, text);
        json_string(json, "failing_since", health.failing_since ? text : NULL);
        json_string(json, "error", str_empty(health.error) ? NULL : health.error);
        json_bool(json, "fetched", health.fetched);
        json_integer(json, "problems", (int64_t)health.problems);
        json_end_object(json);
    }
    json_end_array(json);
    return 0;
}

static int json_outbox(const struct asking *asking, struct json *json, struct err *err)
{
    struct ledger_outbox_counts counts;

    if (ledger_outbox(asking->ledger, &counts, err))
        return -1;
    json_begin_object(json, "outbox");
    json_integer(json, "waiting", (int64_t)counts.waiting);
    json_integer(json, "failing", (int64_t)counts.failing);
    json_integer(json, "given_up", (int64_t)counts.given_up);
    json_end_object(json);
    return 0;
}

static int json_office(struct ledger *ledger, const struct settings *settings,
                       struct json *json, struct err *err)
{
    struct arena *arena = arena_new();
    const struct asking asking = {ledger, settings, arena};
    int failed = json_sources(&asking, json, err) || json_held(&asking, json, err) ||
                 json_stepped_back(&asking, json, err) || json_outbox(&asking, json, err);

    if (!failed)
        identity_json(settings, json);
    arena_free(arena);
    return failed ? -1 : 0;
}

int glance_json(struct ledger *ledger, const struct settings *settings,
                const struct glances *glances, struct buf *out, struct err *err)
{
    char as_of[INSTANT_TEXT_SIZE];
    struct json json;

    instant_print(settings->site.as_of.at, as_of);
    json_init(&json, out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    json_string(&json, "audience", glances->whole ? "internal" : "public");
    if (settings->site.as_of.words.text)
        json_string(&json, "as_of", as_of);
    json_indicators(&json, settings, glances);
    if (glances->whole && json_office(ledger, settings, &json, err))
        return -1;
    json_end_object(&json);
    buf_putc(out, '\n');
    return 0;
}

int glance_status(struct ledger *ledger, const struct settings *settings, int64_t now,
                  struct arena *arena, struct buf *out, struct err *err)
{
    struct expecting expecting;
    struct glances glances;

    if (glance_load(ledger, settings, false, arena, &glances, err))
        return -1;
    if (glances.whole && expecting_load(ledger, settings, now, arena, &expecting, err))
        return -1;
    glances.expecting = glances.whole ? &expecting : NULL;
    return glance_json(ledger, settings, &glances, out, err);
}

void glance_indicators_json(const struct settings *settings, const struct glances *glances,
                            struct buf *out)
{
    struct json json;

    json_init(&json, out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    json_indicators(&json, settings, glances);
    json_end_object(&json);
    buf_putc(out, '\n');
}
