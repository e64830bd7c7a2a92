/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_status: every indicator at a glance, and every source that fails. */
#include <stdio.h>

#include "alerts/holding.h"
#include "cli/asof.h"
#include "cli/cmd.h"
#include "cli/posting.h"
#include "cli/report.h"
#include "cli/sparkline.h"
#include "cli/table.h"
#include "config/limits.h"
#include "config/phrase.h"
#include "core/str.h"
#include "core/words.h"
#include "daemon/addresses.h"
#include "daemon/discretion.h"
#include "daemon/glance.h"

static int weigh(const struct alert *alert)
{
    return alert_gravity(alert->severity) + (alert->state == ALERT_FIRING ? 3 : 0);
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

static void put_latest(struct table *table, const struct glance *row, enum language language,
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
               arena_printf(arena, "%s%s%s%s", value, language == LANGUAGE_JA ? "" : " ", unit,
                            row->latest->embargo == 0 ? ""
                            : language == LANGUAGE_JA ? "〔解禁前〕"
                                                      : " [under embargo]"));
}

/* Of the values as they are printed; --json has the exact difference. `known`: the value that
 * it would be of, which may lie behind a declared break. */
static void put_change(struct table *table, const struct glance *row,
                       const struct observation *then, const struct observation *known,
                       enum language language)
{
    char text[WORDS_SIZE] = "";
    struct decimal change;

    if (row->latest && then &&
        !phrase_subtract(row->indicator, row->latest->value, then->value, &change))
        words_change(change, phrase_places(row->indicator, change), language, text);
    bool broken = row->latest && known &&
                  !limits_compares(row->indicator, known->period, row->latest->period);
    table_cell(table, broken ? words_pick(language, "断層", "break") : text);
}

static void put_row(struct table *table, const struct glance *row, const struct alert *alert,
                    enum language language, struct arena *arena)
{
    struct buf spark;

    buf_init(&spark, 1024);
    sparkline_print(&row->series, GLANCE_PERIODS, &spark);
    table_cell(table, row->indicator->id);
    table_cell(table, settings_label(&row->indicator->title, language));
    put_latest(table, row, language, arena);
    put_change(table, row, row->has_change ? row->previous : NULL, row->previous, language);
    /* For yearly figures the change has said it already. */
    bool years = period_is_yearly(row->indicator->frequency);
    put_change(table, row, row->has_year_ago && !years ? row->year_before : NULL,
               years ? NULL : row->year_before, language);
    table_cell(table, buf_text(&spark));
    table_cell(table,
               !alert                           ? ""
               : alert->state == ALERT_SILENCED ? words_alert_state(ALERT_SILENCED, language)
               : alert->state == ALERT_ACKNOWLEDGED
                   ? words_pick(language, "確認済み", "acknowledged")
               : str_equal(alert->severity, "info") ? words_pick(language, "情報", "info")
               : str_equal(alert->severity, "warning")
                   ? words_pick(language, "注意", "warning")
                   : words_pick(language, "要確認", "please check"));
    buf_free(&spark);
}

static void print_rows(const struct context *context, const struct glance *rows, size_t count,
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

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    const struct settings *settings = context->settings;
    struct expecting expecting;
    struct glances glances;

    if (discretion_inside(context->ledger, settings, context->now, err) ||
        glance_load(context->ledger, settings, true, context->arena, &glances, err) ||
        expecting_load(context->ledger, settings, context->now, context->arena, &expecting,
                       err))
        return -1;
    glances.expecting = &expecting;
    if (options_given(arguments, "json"))
        return glance_json(context->ledger, settings, &glances, &context->out, err);
    asof_print(context);
    print_rows(context, glances.items, glances.count, glances.alerts, glances.alert_count,
               options_given(arguments, "all"), &context->out);
    report_odd(settings, &context->out);
    if (print_failures(context, &context->out, err))
        return -1;
    (void)expecting_overdue(&expecting, &context->out);
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
        "that fail\nare listed below the table, with since when and why, and indicators whose "
        "day of "
        "publication\nhas passed without a new value.\n",
    .needs = NEEDS_LEDGER_READ,
    .options = {ASOF_OPTION,
                {"all", 'a', NULL, "also indicators that are not public and have no value"},
                {"json", 0, NULL, "as JSON"}},
    .run = run,
};
