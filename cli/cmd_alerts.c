/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_alerts: see and acknowledge alerts. */
#include "cli/cmd.h"
#include "cli/entry.h"
#include "cli/table.h"
#include "core/instant.h"
#include "core/json.h"
#include "core/str.h"
#include "core/words.h"

/* What is to be printed. */
struct list {
    struct alert *alerts;
    size_t count;
    bool history; /* with every step of their lives */
    struct alert_event *events;
    size_t event_count;
};

/* The first step of an alert; they stand together, by its number. */
static size_t find_events(const struct list *list, int64_t alert)
{
    size_t low = 0;
    size_t high = list->event_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (list->events[middle].alert < alert)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void put_instant(struct table *table, int64_t at)
{
    char text[INSTANT_TEXT_SIZE];

    instant_print_local(at, text);
    table_cell(table, text);
}

static void put_alerts(struct table *table, const struct list *list, enum language language)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct alert *alert = &list->alerts[i];

        table_cell(table, alert->rule_id);
        table_cell(table, words_alert_state(alert->state, language));
        table_cell(table, alert->rule);
        put_instant(table, alert->since);
        table_cell(table, alert->text);
    }
}

static void put_events(struct table *table, const struct list *list, enum language language)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct alert *alert = &list->alerts[i];

        for (size_t at = find_events(list, alert->number);
             at < list->event_count && list->events[at].alert == alert->number; at++) {
            table_cell(table, alert->rule_id);
            put_instant(table, list->events[at].at);
            table_cell(table, words_alert_state(list->events[at].state, language));
            table_cell(table, list->events[at].text);
        }
    }
}

static void print_table(struct context *context, const struct list *list)
{
    enum language language = context->settings->site.language;
    const char *const open_ja[] = {"お知らせ", "状態", "判定", "発生", "内容"};
    const char *const open_en[] = {"alert", "state", "rule", "since", "text"};
    const char *const history_ja[] = {"お知らせ", "日時", "状態", "内容"};
    const char *const history_en[] = {"alert", "at", "state", "text"};
    struct table table;

    if (list->count == 0) {
        buf_puts(&context->out,
                 words_pick(language, "お知らせはありません。\n", "No alerts.\n"));
        return;
    }
    if (list->history) {
        table_init(&table, context->arena, language == LANGUAGE_JA ? history_ja : history_en,
                   4);
        put_events(&table, list, language);
    } else {
        table_init(&table, context->arena, language == LANGUAGE_JA ? open_ja : open_en, 5);
        put_alerts(&table, list, language);
    }
    table_print(&table, &context->out);
    table_free(&table);
}

static void json_events(struct json *json, const struct list *list, const struct alert *alert)
{
    json_begin_array(json, "events");
    for (size_t i = find_events(list, alert->number);
         i < list->event_count && list->events[i].alert == alert->number; i++) {
        char at[INSTANT_TEXT_SIZE];

        instant_print(list->events[i].at, at);
        json_begin_object(json, NULL);
        json_string(json, "at", at);
        json_string(json, "state", alert_state_name(list->events[i].state));
        json_string(json, "text", list->events[i].text);
        json_end_object(json);
    }
    json_end_array(json);
}

static void json_alert(struct json *json, const struct list *list, const struct alert *alert)
{
    char since[INSTANT_TEXT_SIZE], period[PERIOD_TEXT_SIZE];

    instant_print(alert->since, since);
    period_print(alert->period, period);
    json_begin_object(json, NULL);
    json_string(json, "id", alert->rule_id);
    json_string(json, "indicator", alert->indicator_id);
    json_string(json, "rule", alert->rule);
    json_string(json, "severity", alert->severity);
    json_string(json, "state", alert_state_name(alert->state));
    json_string(json, "since", since);
    json_string(json, "period", period);
    json_decimal(json, "value", alert->value);
    json_string(json, "text", alert->text);
    if (list->history)
        json_events(json, list, alert);
    json_end_object(json);
}

static void print_json(struct context *context, const struct list *list)
{
    struct json json;

    json_init(&json, &context->out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    json_begin_array(&json, "alerts");
    for (size_t i = 0; i < list->count; i++)
        json_alert(&json, list, &list->alerts[i]);
    json_end_array(&json);
    json_end_object(&json);
    buf_putc(&context->out, '\n');
}

static int show(struct context *context, const struct arguments *arguments, bool history,
                struct err *err)
{
    struct list list = {.history = history};

    if (cmd_open_ledger(context, err) ||
        ledger_alerts(context->ledger, !history, 0, context->arena, &list.alerts, &list.count,
                      err) ||
        (history && ledger_alert_events(context->ledger, context->arena, &list.events,
                                        &list.event_count, err)))
        return -1;
    if (options_given(arguments, "json"))
        print_json(context, &list);
    else
        print_table(context, &list);
    return 0;
}

static int acknowledge(struct context *context, const char *id, struct err *err)
{
    enum language language = context->settings->site.language;
    const struct ledger_attention attention = {.id = id,
                                               .state = ALERT_ACKNOWLEDGED,
                                               .at = context->now,
                                               .who = entry_user(context->arena)};
    size_t count;

    if (ledger_open_existing(context->settings->site.state, &context->ledger, err) ||
        ledger_attend(context->ledger, &attention, &count, err))
        return -1;
    if (count == 0)
        return err_set(err, ERR_USAGE, "no open alert \"%s\"; `shihyo alerts` lists them", id);
    buf_printf(&context->out, "%s: %s\n", id, words_alert_state(ALERT_ACKNOWLEDGED, language));
    return 0;
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    const char *what = arguments->word_count > 0 ? arguments->words[0] : "list";

    if (str_equal(what, "list") && arguments->word_count <= 1)
        return show(context, arguments, false, err);
    if (str_equal(what, "history") && arguments->word_count == 1)
        return show(context, arguments, true, err);
    if (str_equal(what, "ack") && arguments->word_count == 2)
        return acknowledge(context, arguments->words[1], err);
    return err_set(err, ERR_USAGE, "alerts: expected `list`, `history` or `ack ID`");
}

const struct command cmd_alerts = {
    .name = "alerts",
    .summary = "see and acknowledge alerts",
    .synopsis = "[list|history|ack ID]",
    .help =
        "`list` (the default) shows those that are open, `history` all there ever were, the "
        "newest\nfirst, with every step: raised, moved to a newer value, acknowledged, "
        "resolved. `ack` says that\nsomebody has seen one: it stays open until its rule "
        "clears. A changed rule or language is taken\nover with the next cycle; what is "
        "over stays as it was said.\n",
    .needs = NEEDS_SETTINGS,
    .words_max = 2,
    .options = {{"json", 0, NULL, "as JSON"}},
    .run = run,
};
