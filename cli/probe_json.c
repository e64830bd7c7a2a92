/* SPDX-License-Identifier: GPL-3.0-or-later */
/* probe_json: see probe.h. */
#include "cli/probe.h"
#include "collector/gates.h"
#include "config/keys.h"
#include "core/json.h"
#include "core/plain.h"
#include "core/unicode.h"

#define INI_MAX ((size_t)64 * 1024)

static void put_text(const struct probe *probe, struct json *json, const char *key,
                     const char *text)
{
    json_string(json, key, text ? plain_copy(probe->arena, text) : NULL);
}

static void put_observation(const struct probe *probe, struct json *json, const char *key,
                            const struct observation *observation)
{
    char period[PERIOD_TEXT_SIZE];

    period_print(observation->period, period);
    json_begin_object(json, key);
    json_string(json, "period", period);
    json_known(json, "value", series_has_value(observation), observation->value);
    json_string(json, "status", series_status_name(observation->status));
    put_text(probe, json, "cell", observation->cell);
    json_end_object(json);
}

static void put_published(const struct probe *probe, struct json *json)
{
    const struct probing *probing = probe->probing;
    bool said = probing && probing->published.said;
    char day[PERIOD_TEXT_SIZE];

    period_print_day(said ? probing->published.day : 0, day);
    json_string(json, "published", said ? day : NULL);
    put_text(probe, json, "published_problem", probing ? probing->published.problem : NULL);
    if (probe->suggest)
        json_string(json, "published_by",
                    probing && probing->published_by != PUBLISHED_NONE
                        ? published_pattern(probing->published_by)
                        : NULL);
}

static void put_document(const struct probe *probe, struct json *json)
{
    const struct probing *probing = probe->probing;

    json_begin_object(json, "document");
    put_text(probe, json, "address", probe->address);
    json_integer(json, "bytes", (int64_t)probe->bytes);
    json_string(json, "sha256", probe->sha256);
    put_text(probe, json, "format", probing ? probing->format : NULL);
    put_text(probe, json, "encoding", probing ? probing->encoding : NULL);
    put_text(probe, json, "next", probing ? probing->next : NULL);
    put_published(probe, json);
    json_end_object(json);
}

static void put_grid(const struct probe *probe, struct json *json,
                     const struct probing_grid *grid)
{
    json_begin_object(json, NULL);
    put_text(probe, json, "name", grid->name);
    json_integer(json, "rows", (int64_t)grid->rows);
    json_integer(json, "columns", (int64_t)grid->columns);
    json_bool(json, "hidden", grid->hidden);
    json_begin_array(json, "first_rows");
    for (size_t row = 0; row < grid->shown_rows; row++) {
        json_begin_array(json, NULL);
        for (size_t i = 0; i < grid->shown_columns; i++)
            put_text(probe, json, NULL, grid->cells[row * grid->shown_columns + i]);
        json_end_array(json);
    }
    json_end_array(json);
    json_end_object(json);
}

static void put_held(const struct probe *probe, struct json *json, size_t n)
{
    const struct pick *pick = &probe->probing->picks[n].pick;
    const struct gates_findings *found = probe_held(probe, n);

    json_begin_array(json, "held");
    for (size_t i = 0; i < pick->count; i++) {
        char period[PERIOD_TEXT_SIZE];

        if (!found->each[i].held)
            continue;
        period_print(pick->observations[i].period, period);
        json_begin_object(json, NULL);
        json_string(json, "period", period);
        json_string(json, "gate", held_gate_name(found->each[i].gate));
        put_text(probe, json, "reason", found->each[i].reason);
        json_end_object(json);
    }
    json_end_array(json);
}

static void put_pick(const struct probe *probe, struct json *json, size_t n)
{
    const struct reading_pick *pick = &probe->probing->picks[n];

    json_begin_object(json, NULL);
    json_string(json, "id", probe->indicators[n]->id);
    put_text(probe, json, "error", pick->err.code == ERR_NONE ? NULL : pick->err.text);
    json_begin_array(json, "observations");
    for (size_t i = 0; i < pick->pick.count; i++)
        put_observation(probe, json, NULL, &pick->pick.observations[i]);
    json_end_array(json);
    json_begin_array(json, "problems");
    for (size_t i = 0; i < pick->pick.problem_count; i++)
        put_text(probe, json, NULL, pick->pick.problems[i].text);
    json_end_array(json);
    put_held(probe, json, n);
    json_end_object(json);
}

static void put_selection(const struct probe *probe, struct json *json,
                          const struct indicator *indicator)
{
    put_text(probe, json, "title", indicator->title.text);
    put_text(probe, json, "unit", indicator->unit);
    json_integer(json, "decimals", indicator->decimals);
    json_string(json, "frequency", period_frequency_name(indicator->frequency));
    put_text(probe, json, "table", indicator->table);
    json_string(json, "layout",
                keys_find(SECTION_INDICATOR, "layout")->choices[indicator->layout]);
    put_text(probe, json, "value", indicator->value);
    put_text(probe, json, "period", indicator->period);
    json_string(json, "era",
                indicator->era == ERA_NAME_NONE
                    ? NULL
                    : keys_find(SECTION_INDICATOR, "era")->choices[indicator->era]);
    json_begin_array(json, "where");
    for (size_t i = 0; i < indicator->where_count; i++)
        put_text(probe, json, NULL,
                 arena_printf(probe->arena, "%s%s%s", indicator->where[i].head,
                              *indicator->where[i].cell == '\0' ? "" : "=",
                              indicator->where[i].cell));
    json_end_array(json);
}

static void put_suggestion(const struct probe *probe, struct json *json, size_t n)
{
    static const char *const units[] = {"printed", "likely", "unknown"};
    const struct suggestion *suggestion = &probe->probing->suggestions.items[n];
    struct buf ini;

    json_begin_object(json, NULL);
    json_string(json, "id", probe_id(probe, n));
    put_selection(probe, json, &suggestion->indicator);
    json_string(json, "unit_is", units[suggestion->unit_from]);
    put_text(probe, json, "unit_base",
             *suggestion->unit_base != '\0' ? suggestion->unit_base : NULL);
    put_text(probe, json, "choices",
             *suggestion->choices != '\0' ? suggestion->choices : NULL);
    if (suggestion->grid == SUGGEST_TEXT)
        json_null(json, "grid");
    else
        json_integer(json, "grid", (int64_t)suggestion->grid + 1);
    json_integer(json, "count", (int64_t)suggestion->count);
    json_integer(json, "missing", (int64_t)suggestion->missing);
    json_bool(json, "partial", suggestion->is_partial);
    put_observation(probe, json, "first", &suggestion->first);
    put_observation(probe, json, "last", &suggestion->last);
    json_integer(json, "problem_count", (int64_t)suggestion->problem_count);
    json_begin_array(json, "problems");
    for (size_t i = 0; i < SUGGEST_PROBLEMS && suggestion->problems[i].text; i++)
        put_text(probe, json, NULL, suggestion->problems[i].text);
    json_end_array(json);
    buf_init(&ini, INI_MAX);
    probe_ini(probe, n, &ini);
    json_string(json, "ini", buf_text(&ini));
    buf_free(&ini);
    json_end_object(json);
}

static void put_content(const struct probe *probe, struct json *json)
{
    const struct probing *probing = probe->probing;

    json_begin_array(json, "grids");
    for (size_t i = 0; i < probing->grid_count; i++)
        put_grid(probe, json, &probing->grids[i]);
    json_end_array(json);
    json_begin_array(json, "text");
    for (size_t i = 0; i < probing->line_count; i++)
        put_text(probe, json, NULL, probing->lines[i]);
    json_end_array(json);
    json_begin_array(json, "indicators");
    for (size_t i = 0; i < probing->pick_count; i++)
        put_pick(probe, json, i);
    json_end_array(json);
    if (!probe->suggest)
        return;
    json_begin_array(json, "suggestions");
    for (size_t i = 0; i < probing->suggestions.count; i++)
        put_suggestion(probe, json, i);
    json_end_array(json);
    json_integer(json, "tried", (int64_t)probing->suggestions.tried);
    json_bool(json, "complete", !probing->suggestions.cut);
    if (probing->suggestions.count == 0)
        json_string(json, "why", probing->suggestions.why);
}

/* A document that was refused has the same keys. */
static void put_nothing(struct json *json)
{
    static const char *const keys[] = {"grids", "text", "indicators"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        json_begin_array(json, keys[i]);
        json_end_array(json);
    }
}

void probe_json(const struct probe *probe, struct buf *out)
{
    struct json json;

    json_init(&json, out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    put_document(probe, &json);
    if (probe->probing)
        put_content(probe, &json);
    else
        put_nothing(&json);
    json_end_object(&json);
    buf_putc(out, '\n');
}
