/* SPDX-License-Identifier: GPL-3.0-or-later */
/* check_coverage: see check_coverage.h. */
#include "cli/check_coverage.h"

#include "config/coverage.h"
#include "core/json.h"
#include "core/log.h"
#include "core/series.h"
#include "core/words.h"
#include "daemon/identity.h"
#include "ledger/ledger.h"

/* Whether the ledger holds the baseline as what was measured in its period. */
static int is_recorded(const struct indicator *indicator, void *context)
{
    struct arena *arena = arena_new();
    struct series series;
    struct err ignored = {0};
    int found = -1;

    if (ledger_series(context, indicator->id, indicator->frequency, NULL, arena, &series,
                      &ignored) == 0) {
        const struct observation *observation =
            series_find(&series, indicator->baseline.period);

        found = observation && series_has_value(observation) &&
                decimal_compare(observation->value, indicator->baseline.value) == 0;
    }
    arena_free(arena);
    return found;
}

/* A ledger that cannot be read says nothing of baselines. */
static bool find(const struct context *context, struct coverage *out)
{
    struct ledger *ledger = NULL;
    struct err err = {0};
    bool compared = ledger_look(context->settings->site.state, &err) == 0 &&
                    ledger_open(context->settings->site.state, true, &ledger, &err) == 0 &&
                    identity_apply(ledger, context->settings, &err) == 0;

    if (!compared && err.code != ERR_UNAVAILABLE)
        log_warning("not compared with the ledger: %s", err.text);
    coverage_find(context->settings, compared ? is_recorded : NULL, ledger, context->arena,
                  out);
    ledger_close(ledger);
    return compared;
}

static void print_group(const struct context *context, const struct coverage *coverage,
                        enum coverage_kind kind, struct buf *out)
{
    enum language language = context->settings->site.language;

    buf_printf(out, "\n%s: %zu\n", coverage_say(kind, language), coverage->counts[kind]);
    for (size_t i = 0; i < coverage->count; i++) {
        const struct coverage_gap *gap = &coverage->items[i];

        if (gap->kind == kind)
            buf_printf(out, "  %s:%d: [%s %s] %s\n", gap->origin.file, gap->origin.line,
                       gap->section, gap->id, settings_label(gap->title, language));
    }
}

void check_coverage_print(const struct context *context, struct buf *out)
{
    const struct settings *settings = context->settings;
    bool japanese = settings->site.language == LANGUAGE_JA;
    struct coverage coverage;
    bool compared = find(context, &coverage);

    buf_printf(out,
               japanese
                   ? "%s: 事業%zu・指標%zu・施策%zu について、確認したいこと %zu件\n"
                   : "%s: %zu programs, %zu indicators, %zu policies: %zu things to look at\n",
               settings->file, settings->program_count, settings->indicator_count,
               settings->policy_count, coverage.count);
    for (enum coverage_kind kind = 0; kind < COVERAGE_KINDS; kind++)
        if (coverage.counts[kind] > 0)
            print_group(context, &coverage, kind, out);
    if (!compared)
        buf_printf(out, "\n%s\n",
                   words_pick(settings->site.language,
                              "台帳がないため、基準値の出どころは確かめていません。",
                              "There is no ledger: the sources of baselines were not looked "
                              "at."));
}

static void put_group(const struct context *context, const struct coverage *coverage,
                      enum coverage_kind kind, struct json *json)
{
    enum language language = context->settings->site.language;

    json_begin_object(json, NULL);
    json_string(json, "kind", coverage_name(kind));
    json_string(json, "title", coverage_say(kind, language));
    json_integer(json, "count", (int64_t)coverage->counts[kind]);
    json_begin_array(json, "items");
    for (size_t i = 0; i < coverage->count; i++) {
        const struct coverage_gap *gap = &coverage->items[i];

        if (gap->kind != kind)
            continue;
        json_begin_object(json, NULL);
        json_string(json, "file", gap->origin.file);
        json_integer(json, "line", gap->origin.line);
        json_string(json, "section", gap->section);
        json_string(json, "id", gap->id);
        json_string(json, "title", settings_label(gap->title, language));
        json_end_object(json);
    }
    json_end_array(json);
    json_end_object(json);
}

void check_coverage_json(const struct context *context, struct buf *out)
{
    const struct settings *settings = context->settings;
    struct coverage coverage;
    struct json json;
    bool compared = find(context, &coverage);

    json_init(&json, out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    json_integer(&json, "programs", (int64_t)settings->program_count);
    json_integer(&json, "indicators", (int64_t)settings->indicator_count);
    json_bool(&json, "baselines_compared", compared);
    json_begin_array(&json, "groups");
    for (enum coverage_kind kind = 0; kind < COVERAGE_KINDS; kind++)
        put_group(context, &coverage, kind, &json);
    json_end_array(&json);
    json_end_object(&json);
    buf_putc(out, '\n');
}
