/* SPDX-License-Identifier: GPL-3.0-or-later */
/* alert_list: see alert_list.h. */
#include "cli/alert_list.h"

#include "cli/asof.h"
#include "cli/table.h"
#include "core/instant.h"
#include "core/str.h"
#include "core/words.h"
#include "daemon/alertlist.h"

static void put_instant(struct table *table, int64_t at)
{
    char text[INSTANT_TEXT_SIZE];

    instant_print_local(at, text);
    table_cell(table, at ? text : "");
}

static void put_alerts(struct table *table, const struct alertlist *list,
                       enum language language, struct arena *arena)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct alert *alert = &list->alerts[i];

        table_cell(table, alert->rule_id);
        table_cell(table, words_alert_state(alert->state, language));
        table_cell(table, alert->rule);
        put_instant(table, alert->since);
        table_cell(table, words_marked(alert->text, alert->embargo, arena));
    }
}

/* Before the text: who did it, until when, and why. */
static void put_event(struct table *table, const struct alert *alert,
                      const struct alert_event *event, enum language language,
                      struct arena *arena)
{
    table_cell(table, alert->rule_id);
    put_instant(table, event->at);
    table_cell(table, words_alert_state(event->state, language));
    table_cell(table, event->who);
    if (event->until == ALERT_NEXT_RELEASE)
        table_cell(table, words_pick(language, "次の値", "next value"));
    else
        put_instant(table, event->until);
    table_cell(table, event->note);
    table_cell(table, words_marked(event->text, event->embargo, arena));
}

static void put_events(struct table *table, const struct alertlist *list,
                       enum language language, struct arena *arena)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct alert *alert = &list->alerts[i];

        for (size_t at = alert_first_event(list->events, list->event_count, alert->number);
             at < list->event_count && list->events[at].alert == alert->number; at++)
            put_event(table, alert, &list->events[at], language, arena);
    }
}

static void put_silences(struct context *context, const struct alertlist *list)
{
    enum language language = context->settings->site.language;
    char until[INSTANT_TEXT_SIZE];

    for (size_t i = 0; i < list->silence_count; i++) {
        const struct alert_silence *silence = &list->silences[i];
        bool why = !str_empty(silence->note);

        instant_print_local(silence->until, until);
        if (language == LANGUAGE_JA)
            buf_printf(&context->out, "通知停止: %s（%sまで、%s%s%s）\n", silence->subject,
                       until, silence->who, why ? ": " : "", why ? silence->note : "");
        else
            buf_printf(&context->out, "silenced: %s (until %s, %s%s%s)\n", silence->subject,
                       until, silence->who, why ? ": " : "", why ? silence->note : "");
    }
}

static void print_table(struct context *context, const struct alertlist *list)
{
    enum language language = context->settings->site.language;
    const char *const open_ja[] = {"お知らせ", "状態", "判定", "発生", "内容"};
    const char *const open_en[] = {"alert", "state", "rule", "since", "text"};
    const char *const history_ja[] = {"お知らせ", "日時", "状態", "担当",
                                      "期限",     "理由", "内容"};
    const char *const history_en[] = {"alert", "at", "state", "who", "until", "why", "text"};
    struct table table;

    if (list->count == 0) {
        buf_puts(&context->out,
                 words_pick(language, "お知らせはありません。\n", "No alerts.\n"));
        return;
    }
    if (list->history) {
        table_init(&table, context->arena, language == LANGUAGE_JA ? history_ja : history_en,
                   sizeof history_ja / sizeof *history_ja);
        put_events(&table, list, language, context->arena);
    } else {
        table_init(&table, context->arena, language == LANGUAGE_JA ? open_ja : open_en,
                   sizeof open_ja / sizeof *open_ja);
        put_alerts(&table, list, language, context->arena);
    }
    table_print(&table, &context->out);
    table_free(&table);
}

int alert_list_show(struct context *context, const char *id, bool history, bool json,
                    struct err *err)
{
    struct alertlist list;

    if (cmd_open_ledger(context, err) ||
        alertlist_load(context->ledger, history, context->arena, &list, err) ||
        (!history &&
         alertlist_add_silences(context->ledger, context->now, context->arena, &list, err)))
        return -1;
    if (id)
        alertlist_choose(&list, id);
    if (json) {
        alertlist_json(&list, &context->out);
        return 0;
    }
    asof_print(context);
    print_table(context, &list);
    put_silences(context, &list);
    return 0;
}
