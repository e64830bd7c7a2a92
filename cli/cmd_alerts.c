/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_alerts: see and acknowledge alerts. */
#include "cli/cmd.h"
#include "cli/table.h"
#include "core/instant.h"
#include "core/json.h"
#include "core/str.h"
#include "core/words.h"

static void print_table(struct context *context, const struct alert *alerts, size_t count)
{
    enum language language = context->settings->site.language;
    const char *const ja[] = {"お知らせ", "状態", "判定", "発生", "内容"};
    const char *const en[] = {"alert", "state", "rule", "since", "text"};
    struct table table;

    if (count == 0) {
        buf_puts(&context->out,
                 words_pick(language, "お知らせはありません。\n", "No alerts.\n"));
        return;
    }
    table_init(&table, context->arena, language == LANGUAGE_JA ? ja : en, 5);
    for (size_t i = 0; i < count; i++) {
        char since[INSTANT_TEXT_SIZE];

        instant_print_local(alerts[i].since, since);
        table_cell(&table, alerts[i].rule_id);
        table_cell(&table, words_alert_state(alerts[i].state, language));
        table_cell(&table, alerts[i].rule);
        table_cell(&table, since);
        table_cell(&table, alerts[i].text);
    }
    table_print(&table, &context->out);
    table_free(&table);
}

static void print_json(struct context *context, const struct alert *alerts, size_t count)
{
    struct json json;

    json_init(&json, &context->out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    json_begin_array(&json, "alerts");
    for (size_t i = 0; i < count; i++) {
        char since[INSTANT_TEXT_SIZE], period[PERIOD_TEXT_SIZE];

        instant_print(alerts[i].since, since);
        period_print(alerts[i].period, period);
        json_begin_object(&json, NULL);
        json_string(&json, "id", alerts[i].rule_id);
        json_string(&json, "indicator", alerts[i].indicator_id);
        json_string(&json, "rule", alerts[i].rule);
        json_string(&json, "severity", alerts[i].severity);
        json_string(&json, "state", alert_state_name(alerts[i].state));
        json_string(&json, "since", since);
        json_string(&json, "period", period);
        json_decimal(&json, "value", alerts[i].value);
        json_string(&json, "text", alerts[i].text);
        json_end_object(&json);
    }
    json_end_array(&json);
    json_end_object(&json);
    buf_putc(&context->out, '\n');
}

static int list(struct context *context, const struct arguments *arguments, bool open_only,
                struct err *err)
{
    struct alert *alerts;
    size_t count;

    if (ledger_open(context->settings->site.state, true, &context->ledger, err) ||
        ledger_alerts(context->ledger, open_only, 0, context->arena, &alerts, &count, err))
        return -1;
    if (options_given(arguments, "json"))
        print_json(context, alerts, count);
    else
        print_table(context, alerts, count);
    return 0;
}

static int acknowledge(struct context *context, const char *id, struct err *err)
{
    enum language language = context->settings->site.language;
    bool open;

    if (ledger_open(context->settings->site.state, false, &context->ledger, err) ||
        ledger_acknowledge(context->ledger, id, context->now, &open, err))
        return -1;
    if (!open)
        return err_set(err, ERR_USAGE, "no open alert \"%s\"; `shihyo alerts` lists them", id);
    buf_printf(&context->out, "%s: %s\n", id, words_alert_state(ALERT_ACKNOWLEDGED, language));
    return 0;
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    const char *what = arguments->word_count > 0 ? arguments->words[0] : "list";

    if (str_equal(what, "list") && arguments->word_count <= 1)
        return list(context, arguments, true, err);
    if (str_equal(what, "history") && arguments->word_count == 1)
        return list(context, arguments, false, err);
    if (str_equal(what, "ack") && arguments->word_count == 2)
        return acknowledge(context, arguments->words[1], err);
    return err_set(err, ERR_USAGE, "alerts: expected `list`, `history` or `ack ID`");
}

const struct command cmd_alerts = {
    .name = "alerts",
    .summary = "see and acknowledge alerts",
    .synopsis = "[list|history|ack ID]",
    .help =
        "`list` (the default) shows those that are open, `history` all there ever were; `ack` "
        "says that\nsomebody has seen one: it stays open until its rule clears.\n",
    .needs = NEEDS_SETTINGS,
    .words_max = 2,
    .options = {{"json", 0, NULL, "as JSON"}},
    .run = run,
};
