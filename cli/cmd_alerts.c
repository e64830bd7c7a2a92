/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_alerts: see and acknowledge alerts. */
#include "cli/cmd.h"
#include "cli/entry.h"
#include "cli/table.h"
#include "core/instant.h"
#include "core/str.h"
#include "core/words.h"
#include "daemon/alertlist.h"

static void put_instant(struct table *table, int64_t at)
{
    char text[INSTANT_TEXT_SIZE];

    instant_print_local(at, text);
    table_cell(table, text);
}

static void put_alerts(struct table *table, const struct alertlist *list,
                       enum language language)
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

static void put_events(struct table *table, const struct alertlist *list,
                       enum language language)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct alert *alert = &list->alerts[i];

        for (size_t at = alertlist_events(list, alert->number);
             at < list->event_count && list->events[at].alert == alert->number; at++) {
            table_cell(table, alert->rule_id);
            put_instant(table, list->events[at].at);
            table_cell(table, words_alert_state(list->events[at].state, language));
            table_cell(table, list->events[at].text);
        }
    }
}

static void print_table(struct context *context, const struct alertlist *list)
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

static int show(struct context *context, const struct arguments *arguments, bool history,
                struct err *err)
{
    struct alertlist list;

    if (cmd_open_ledger(context, err) ||
        alertlist_load(context->ledger, history, context->arena, &list, err))
        return -1;
    if (options_given(arguments, "json"))
        alertlist_json(&list, &context->out);
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
