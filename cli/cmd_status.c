/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_status: every indicator at a glance, and every source that fails. */
#include <stdio.h>

#include "alerts/holding.h"
#include "cli/cmd.h"
#include "cli/posting.h"
#include "cli/report.h"
#include "cli/sparkline.h"
#include "cli/table.h"
#include "config/phrase.h"
#include "core/json.h"
#include "core/str.h"
#include "core/words.h"
#include "daemon/addresses.h"

#define SPARK_PERIODS 24

/* One row: an indicator and what is known of it. */
struct row {
    const struct indicator *indicator;
    struct series series;
    const struct observation *latest;
    const struct observation *previous;
    bool has_change;
    struct decimal change; /* from the period just before */
    bool has_year_ago;
    const struct observation *year_before;
    struct decimal year_ago; /* difference from the same period a year before */
};

static bool difference(const struct observation *now, const struct observation *then,
                       struct decimal *out)
{
    return now && then && series_has_value(then) &&
           decimal_subtract(now->value, then->value, out) == 0;
}

/* True when all that a row is made from is there: the trend up to the newest value, the one a
 * year before it, the one before. */
static bool is_enough(const struct series *recent)
{
    const struct observation *latest = series_latest(recent);

    if (!latest || !series_before(recent, latest->period))
        return false;
    struct period first = recent->observations[0].period;
    return period_compare(first, period_add(latest->period, 1 - SPARK_PERIODS)) <= 0 &&
           period_compare(first, period_year_before(latest->period)) <= 0;
}

/* Newest figures first: a long history costs nothing unless it ends with blanks. */
static int load_series(const struct context *context, const struct indicator *indicator,
                       struct series *out, struct err *err)
{
    bool days = indicator->frequency == FREQUENCY_DAILY;
    size_t most = days                                       ? 400
                  : indicator->frequency == FREQUENCY_WEEKLY ? 60
                                                             : SPARK_PERIODS + 6;

    if (ledger_recent(context->ledger, indicator->id, indicator->frequency, most,
                      context->arena, out, err))
        return -1;
    return out->count < most || is_enough(out)
               ? 0
               : ledger_series(context->ledger, indicator->id, indicator->frequency, NULL,
                               context->arena, out, err);
}

/* A survey that asks for the change from the year before has no second year-on-year. */
static int load_row(const struct context *context, const struct indicator *indicator,
                    struct row *row, struct err *err)
{
    *row = (struct row){.indicator = indicator};
    if (load_series(context, indicator, &row->series, err))
        return -1;
    row->latest = series_latest(&row->series);
    if (!row->latest)
        return 0;
    row->previous = series_before(&row->series, row->latest->period);
    row->has_change =
        difference(row->latest, series_find(&row->series, period_add(row->latest->period, -1)),
                   &row->change);
    if (indicator->basis == BASIS_LEVEL)
        row->year_before = series_year_ago(&row->series, row->latest->period);
    row->has_year_ago = difference(row->latest, row->year_before, &row->year_ago);
    return 0;
}

static int weigh(const struct alert *alert)
{
    int severity = str_equal(alert->severity, "critical")  ? 2
                   : str_equal(alert->severity, "warning") ? 1
                                                           : 0;

    return severity + (alert->state == ALERT_FIRING ? 3 : 0);
}

/* The one that asks most for somebody's attention: a firing one before one that was seen, then
 * by severity; the newest among equals. */
static const struct alert *find_alert(const struct alert *alerts, size_t count, const char *id)
{
    const struct alert *found = NULL;

    for (size_t i = 0; i < count; i++) {
        if (str_equal(alerts[i].indicator_id, id) &&
            (!found || weigh(&alerts[i]) > weigh(found)))
            found = &alerts[i];
    }
    return found;
}

static void put_latest(struct table *table, const struct row *row, enum language language,
                       struct arena *arena)
{
    char period[WORDS_SIZE], value[WORDS_SIZE];
    const char *unit = settings_label(&row->indicator->unit_label, language);

    if (!row->latest) {
        table_cell(table, words_pick(language, "実績値なし", "no value"));
        table_cell(table, "");
        return;
    }
    words_period(row->latest->period, row->indicator->year_label, language, period);
    words_value(row->latest->value, phrase_places(row->indicator, row->latest->value),
                language, value);
    table_cell(table, period);
    table_cell(table,
               arena_printf(arena, "%s%s%s", value, language == LANGUAGE_JA ? "" : " ", unit));
}

/* Of the values as they are printed; --json has the exact difference. */
static void put_change(struct table *table, const struct row *row,
                       const struct observation *then, enum language language)
{
    char text[WORDS_SIZE] = "";
    struct decimal change;

    if (row->latest && then &&
        !phrase_subtract(row->indicator, row->latest->value, then->value, &change))
        words_change(change, phrase_places(row->indicator, change), language, text);
    table_cell(table, text);
}

static void put_row(struct table *table, const struct row *row, const struct alert *alert,
                    enum language language, struct arena *arena)
{
    struct buf spark;

    buf_init(&spark, 1024);
    sparkline_print(&row->series, SPARK_PERIODS, &spark);
    table_cell(table, row->indicator->id);
    table_cell(table, settings_label(&row->indicator->title, language));
    put_latest(table, row, language, arena);
    put_change(table, row, row->has_change ? row->previous : NULL, language);
    /* For yearly figures the change has said it already. */
    bool year_ago = row->has_year_ago && !period_is_yearly(row->indicator->frequency);
    put_change(table, row, year_ago ? row->year_before : NULL, language);
    table_cell(table, buf_text(&spark));
    table_cell(table, !alert ? ""
                      : alert->state == ALERT_ACKNOWLEDGED
                          ? words_pick(language, "確認済み", "acknowledged")
                      : str_equal(alert->severity, "info")
                          ? words_pick(language, "情報", "info")
                      : str_equal(alert->severity, "warning")
                          ? words_pick(language, "注意", "warning")
                          : words_pick(language, "要確認", "please check"));
    buf_free(&spark);
}

static void print_rows(const struct context *context, const struct row *rows, size_t count,
                       const struct alert *alerts, size_t alert_count, bool all,
                       struct buf *out)
{
    enum language language = context->settings->site.language;
    const char *const ja[] = {"指標",    "名称",    "最新", ">実績値",
                              ">前期比", ">前年比", "推移", "お知らせ"};
    const char *const en[] = {"id",      "indicator",      "latest", ">value",
                              ">change", ">on a year ago", "trend",  "alert"};
    struct table table;
    size_t empty = 0;

    table_init(&table, context->arena, language == LANGUAGE_JA ? ja : en, 8);
    for (size_t i = 0; i < count; i++) {
        /* Beyond the indicators that a program is judged by, those without a value are
         * counted. */
        if (!rows[i].latest && !rows[i].indicator->is_public && !all) {
            empty++;
            continue;
        }
        put_row(&table, &rows[i], find_alert(alerts, alert_count, rows[i].indicator->id),
                language, context->arena);
    }
    table_print(&table, out);
    table_free(&table);
    if (empty > 0 && language == LANGUAGE_JA)
        buf_printf(out, "ほかに実績値のない指標 %zu（--all で表示）\n", empty);
    else if (empty > 0)
        buf_printf(out, "%zu more indicators have no value (--all shows them)\n", empty);
}

static void print_failure(const struct health *health, enum language language, struct buf *out)
{
    char since[INSTANT_TEXT_SIZE];

    instant_print_local(health->failing_since, since);
    if (language == LANGUAGE_JA)
        buf_printf(out, "出典 %s（%sから%d回）: ", health->source, since, health->failures);
    else
        buf_printf(out, "source %s (since %s, %d times): ", health->source, since,
                   health->failures);
    report_failure(health, language, out);
    buf_putc(out, '\n');
}

static int print_failures(const struct context *context, struct buf *out, struct err *err)
{
    for (size_t i = 0; i < context->settings->source_count; i++) {
        struct health health;

        if (addresses_health(context->ledger, &context->settings->sources[i], context->arena,
                             &health, err))
            return -1;
        if (health.failing_since != 0)
            print_failure(&health, context->settings->site.language, out);
    }
    return 0;
}

/* What waits for somebody to decide. */
static int print_held(const struct context *context, struct buf *out, struct err *err)
{
    enum language language = context->settings->site.language;
    struct held_list open;

    if (ledger_held(context->ledger, NULL, NULL, true, context->arena, &open, err))
        return -1;
    holding_list(context->settings, &open, out);
    if (open.count > 0)
        buf_puts(out, words_pick(language, "（一覧と判断は shihyo quarantine）\n",
                                 "(`shihyo quarantine` lists what is held)\n"));
    return 0;
}

/* A rounded or preliminary figure behind an exact one is a vintage, and not to be missed. */
static int print_stepped_back(const struct context *context, struct buf *out, struct err *err)
{
    enum language language = context->settings->site.language;
    struct ledger_kept *kept;
    size_t count;

    if (ledger_stepped_back(context->ledger, context->arena, &kept, &count, err))
        return -1;
    for (size_t i = 0; i < count; i++) {
        buf_printf(out, "%s ", words_pick(language, "据え置き", "set aside"));
        report_kept(&kept[i], context->settings, out);
        buf_putc(out, '\n');
    }
    return 0;
}

static void json_observation(struct json *json, const char *key,
                             const struct observation *observation)
{
    char period[PERIOD_TEXT_SIZE], published[PERIOD_TEXT_SIZE];

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

static void json_row(struct json *json, const struct settings *settings, const struct row *row,
                     const struct alert *alerts, size_t count)
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
    json_alerts(json, indicator, alerts, count);
    json_end_object(json);
}

/* Of all indicators, also those that are not configured any more. */
static int json_held(const struct context *context, struct json *json, struct err *err)
{
    struct held_list open;

    if (ledger_held(context->ledger, NULL, NULL, true, context->arena, &open, err))
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

static int json_sources(const struct context *context, struct json *json, struct err *err)
{
    json_begin_array(json, "sources");
    for (size_t i = 0; i < context->settings->source_count; i++) {
        struct health health;
        char text[INSTANT_TEXT_SIZE];

        if (addresses_health(context->ledger, &context->settings->sources[i], context->arena,
                             &health, err))
            return -1;
        json_begin_object(json, NULL);
        json_string(json, "id", context->settings->sources[i].id);
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

static int print_json(const struct context *context, const struct row *rows, size_t count,
                      const struct alert *alerts, size_t alert_count, struct buf *out,
                      struct err *err)
{
    struct json json;

    json_init(&json, out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    json_begin_array(&json, "indicators");
    for (size_t i = 0; i < count; i++)
        json_row(&json, context->settings, &rows[i], alerts, alert_count);
    json_end_array(&json);
    if (json_sources(context, &json, err) || json_held(context, &json, err) ||
        posting_json(context, &json, err))
        return -1;
    report_odd_json(context->settings, &json);
    json_end_object(&json);
    buf_putc(out, '\n');
    return 0;
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    const struct settings *settings = context->settings;
    struct row *rows = arena_alloc(context->arena, settings->indicator_count, sizeof *rows);
    struct alert *alerts;
    size_t alert_count;

    if (ledger_alerts(context->ledger, true, 0, context->arena, &alerts, &alert_count, err))
        return -1;
    for (size_t i = 0; i < settings->indicator_count; i++) {
        if (load_row(context, &settings->indicators[i], &rows[i], err))
            return -1;
    }
    if (options_given(arguments, "json"))
        return print_json(context, rows, settings->indicator_count, alerts, alert_count,
                          &context->out, err);
    print_rows(context, rows, settings->indicator_count, alerts, alert_count,
               options_given(arguments, "all"), &context->out);
    report_odd(settings, &context->out);
    if (print_failures(context, &context->out, err))
        return -1;
    if (print_stepped_back(context, &context->out, err))
        return -1;
    if (posting_print(context, &context->out, err))
        return -1;
    return print_held(context, &context->out, err);
}

const struct command cmd_status = {
    .name = "status",
    .summary = "every indicator: newest value, change, year on year, trend, alert",
    .synopsis = "",
    .help =
        "The trend shows the last 24 periods; a blank is a period without a value. Sources "
        "that fail\nare listed below the table, with since when and why.\n",
    .needs = NEEDS_LEDGER_READ,
    .options = {{"all", 'a', NULL, "also indicators that are not public and have no value"},
                {"json", 0, NULL, "as JSON"}},
    .run = run,
};
