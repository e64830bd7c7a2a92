/* SPDX-License-Identifier: GPL-3.0-or-later */
/* handover_open: what is open: alerts, what is held, and what sections wrote. */
#include "daemon/handover_part.h"

#include "config/phrase.h"
#include "core/str.h"
#include "daemon/alertlist.h"
#include "ledger/ledger_alert.h"

/* --- alerts --- */

/* What a person said last of it. */
static const char *find_note(const struct alertlist *list, const struct alert *alert)
{
    const char *note = "";

    for (size_t i = alert_first_event(list->events, list->event_count, alert->number);
         i < list->event_count && list->events[i].alert == alert->number; i++) {
        if (list->events[i].who && !str_empty(list->events[i].note))
            note = list->events[i].note;
    }
    return note;
}

/* "確認済み（次の値まで）：工事のため" */
static const char *say_state(const struct handover *handover, const struct alert *alert,
                             const char *note)
{
    const char *until =
        alert->until == ALERT_NEXT_RELEASE
            ? handover_pick(handover, "（次の値まで）", " (until the next value)")
        : alert->until > 0 ? arena_printf(handover->arena, "%s%s%s",
                                          handover_pick(handover, "（", " (until "),
                                          handover_day(handover, alert->until),
                                          handover_pick(handover, "まで）", ")"))
                           : "";

    return arena_printf(handover->arena, "%s%s%s%s",
                        words_alert_state(alert->state, handover->language), until,
                        str_empty(note) ? "" : handover_pick(handover, "：", ": "), note);
}

static const char *say_comment(const struct handover *handover, const struct comment *comment)
{
    const char *text = str_empty(comment->cause) ? comment->action : comment->cause;

    return arena_printf(
        handover->arena, "%s%s",
        comment->state == COMMENT_DRAFT ? handover_pick(handover, "【案】", "[draft] ") : "",
        comment_brief(text, HANDOVER_BRIEF, handover->arena));
}

/* On the value that it was judged by. */
static const char *say_comment_of(const struct handover *handover, const struct alert *alert)
{
    const struct comments here =
        comment_of_period(&handover->comments, alert->indicator_id, alert->period);

    return str_empty(alert->indicator_id) || here.count == 0
               ? "―"
               : say_comment(handover, &here.items[here.count - 1]);
}

static void put_alert(const struct handover *handover, const struct alertlist *list,
                      const struct alert *alert)
{
    const char *const cells[] = {words_marked(alert->text, alert->embargo, handover->arena),
                                 handover_day(handover, alert->since),
                                 say_state(handover, alert, find_note(list, alert)),
                                 say_comment_of(handover, alert)};

    paper_cells(handover->paper, PAPER_KEPT, cells);
}

int handover_alerts(const struct handover *handover, struct err *err)
{
    const struct paper_column columns[] = {
        {handover_pick(handover, "お知らせ", "Alert"), 4.1, false},
        {handover_pick(handover, "発生", "Since"), 1.5, false},
        {handover_pick(handover, "状態", "State"), 1.7, false},
        {handover_pick(handover, "担当課のコメント", "Comment"), 2.3, false}};
    struct alertlist list;
    size_t told = 0;

    if (alertlist_load(handover->ledger, false, handover->arena, &list, err) ||
        ledger_alert_events(handover->ledger, handover->arena, &list.events, &list.event_count,
                            err))
        return -1;
    paper_head(handover->paper,
               handover_pick(handover, "継続中のお知らせ", "Alerts that go on"));
    for (size_t i = 0; i < list.count; i++) {
        if (!alert_is_open(&list.alerts[i]) || told++ >= HANDOVER_ROWS)
            continue;
        if (told == 1)
            paper_table(handover->paper, columns, sizeof columns / sizeof *columns);
        put_alert(handover, &list, &list.alerts[i]);
    }
    if (told == 0)
        handover_none(handover, "継続中のお知らせはありません。", "There are none.");
    handover_more(handover, told);
    return 0;
}

/* --- what is held --- */

static const char *say_value(const struct handover *handover,
                             const struct indicator *indicator, const struct held *held)
{
    struct buf words;

    if (held->whole || !series_has_value(&held->observation))
        return held->whole ? handover_pick(handover, "資料全体", "the whole document") : "―";
    buf_init(&words, HANDOVER_LIMIT);
    phrase_value(indicator, held->observation.value, handover->language, &words);
    if (held->observation.embargo != 0)
        buf_puts(&words, handover_pick(handover, "（解禁前）", " (under embargo)"));
    return buf_keep(&words, handover->arena);
}

static void put_held(const struct handover *handover, const struct held *held)
{
    const struct indicator *indicator =
        settings_indicator(handover->settings, held->indicator_id);
    const char *const cells[] = {
        indicator ? handover_title(handover, indicator) : held->indicator_id,
        indicator && !held->whole
            ? handover_period(handover, indicator, held->observation.period)
            : "",
        indicator ? say_value(handover, indicator, held) : "", held->reason,
        handover_day(handover, held->since)};

    paper_cells(handover->paper, PAPER_KEPT, cells);
}

int handover_held(const struct handover *handover, struct err *err)
{
    const struct paper_column columns[] = {
        {handover_pick(handover, "指標", "Indicator"), 2.2, false},
        {handover_pick(handover, "期間", "Period"), 1.3, false},
        {handover_pick(handover, "値", "Value"), 1.4, true},
        {handover_pick(handover, "理由", "Why"), 3, false},
        {handover_pick(handover, "保留した日", "Since"), 1.5, false}};
    struct held_list list;

    if (ledger_held(handover->ledger, NULL, NULL, true, handover->arena, &list, err))
        return -1;
    paper_head(handover->paper,
               handover_pick(handover, "保留（要確認）の値", "Held until somebody decides"));
    if (list.count == 0)
        handover_none(handover, "保留している値はありません。", "Nothing is held.");
    else
        paper_table(handover->paper, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < list.count && i < HANDOVER_ROWS; i++)
        put_held(handover, &list.items[i]);
    handover_more(handover, list.count);
    return 0;
}

/* --- comments --- */

static const char *say_standing(const struct handover *handover, const struct comment *comment)
{
    return comment->state == COMMENT_DRAFT ? handover_pick(handover, "案（未承認）", "draft")
                                           : handover_pick(handover, "承認済み", "approved");
}

static void put_comment(const struct handover *handover, const struct comment *comment)
{
    const struct indicator *indicator =
        settings_indicator(handover->settings, comment->indicator);
    const char *const cells[] = {
        handover_title(handover, indicator),
        handover_period(handover, indicator, comment->period),
        comment_brief(comment->cause, HANDOVER_BRIEF, handover->arena),
        comment_brief(comment->action, HANDOVER_BRIEF, handover->arena),
        arena_printf(handover->arena, "%s%s%s", comment->section,
                     handover_pick(handover, "、", ", "), say_standing(handover, comment))};

    paper_cells(handover->paper, PAPER_KEPT, cells);
}

/* Drafts of any time, and what was said in the year. */
void handover_comments(const struct handover *handover)
{
    const struct paper_column columns[] = {
        {handover_pick(handover, "指標", "Indicator"), 2, false},
        {handover_pick(handover, "期間", "Period"), 1.3, false},
        {handover_pick(handover, "要因", "Cause"), 2.6, false},
        {handover_pick(handover, "対応", "Action"), 2.6, false},
        {handover_pick(handover, "課・状態", "Section"), 2.2, false}};
    size_t told = 0;

    paper_head(handover->paper, handover_pick(handover, "この1年のコメント、未承認の案",
                                              "Comments of the year, drafts"));
    for (size_t i = 0; i < handover->comments.count; i++) {
        const struct comment *comment = &handover->comments.items[i];

        if ((comment->state != COMMENT_DRAFT && comment->at < handover->since) ||
            !settings_indicator(handover->settings, comment->indicator) ||
            told++ >= HANDOVER_ROWS)
            continue;
        if (told == 1)
            paper_table(handover->paper, columns, sizeof columns / sizeof *columns);
        put_comment(handover, comment);
    }
    if (told == 0)
        handover_none(handover, "コメントはありません。", "There are none.");
    handover_more(handover, told);
}
