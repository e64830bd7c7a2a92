/* SPDX-License-Identifier: GPL-3.0-or-later */
/* message: see message.h. */
#include "alerts/message.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "alerts/message_comment.h"
#include "alerts/movement.h"
#include "config/edition.h"
#include "config/limits.h"
#include "config/phrase.h"
#include "core/instant.h"
#include "core/str.h"
#include "core/words.h"

#define PHRASE_LIMIT ((size_t)1024)
#define COMMAND_SIZE 160
#define PAUSE_DAYS 30
#define BREAK_NEAR_DAYS 800 /* a little over two years */

/* What every part of a message is written from. */
struct subject_matter {
    const struct settings *settings;
    const struct alert_rule *rule;
    const struct alert *alert;
    const struct series *series;
    enum language language;
    const char *title;
};

static struct subject_matter gather(const struct settings *settings,
                                    const struct alert_rule *rule, const struct alert *alert,
                                    const struct series *series)
{
    const struct indicator *indicator = rule->indicator;
    enum language language = settings->site.language;

    return (struct subject_matter){
        .settings = settings,
        .rule = rule,
        .alert = alert,
        .series = series,
        .language = language,
        .title = settings_label(&indicator->title, language),
    };
}

/* A day for people. */
static void say_day(int32_t day, enum language language, char out[WORDS_SIZE])
{
    words_period(period_of_day(FREQUENCY_DAILY, day), YEAR_LABEL_STARTS, language, out);
}

static const char *state_word(const struct subject_matter *m)
{
    if (m->alert->state == ALERT_RESOLVED)
        return m->alert->ending == ALERT_END_CLEARED
                   ? words_pick(m->language, "解消", "Resolved")
                   : words_pick(m->language, "終了", "Ended");
    if (m->alert->withdrawn || str_equal(m->alert->severity, "info"))
        return words_pick(m->language, "情報", "Info");
    if (str_equal(m->alert->severity, "warning"))
        return words_pick(m->language, "注意", "Warning");
    return words_pick(m->language, "要確認", "Please check");
}

static struct movement movement_of(const struct subject_matter *m)
{
    return (struct movement){.indicator = m->rule->indicator,
                             .series = m->series,
                             .period = m->alert->period,
                             .value = m->alert->value,
                             .language = m->language};
}

/* What the rule says of it: 1,000,000を下回る. Nothing while the alert only waits to clear; of
 * one that is over what held. */
static void put_fact(const struct subject_matter *m, struct buf *out)
{
    bool over = m->alert->state == ALERT_RESOLVED;
    bool ended = m->alert->ending != ALERT_END_CLEARED;

    if (over && !str_empty(m->alert->condition))
        buf_printf(out,
                   m->language == LANGUAGE_JA
                       ? ended ? "、「%s」のお知らせは終了" : "、「%s」は解消"
                   : ended ? ", the notice of \"%s\" has ended"
                           : ", no longer \"%s\"",
                   m->alert->condition);
    if (over)
        return;
    if (!str_empty(m->alert->fact))
        buf_printf(out, "%s%s", words_pick(m->language, "、", ", "), m->alert->fact);
}

static int finish(const struct buf *out, struct err *err)
{
    return out->overflow ? err_set(err, ERR_INTERNAL, "message is too long") : 0;
}

int message_subject(const struct settings *settings, const struct alert_rule *rule,
                    const struct alert *alert, const struct series *series, struct buf *out,
                    struct err *err)
{
    struct subject_matter m = gather(settings, rule, alert, series);
    char period[WORDS_SIZE];

    words_period(alert->period, rule->indicator->year_label, m.language, period);
    if (m.language == LANGUAGE_JA)
        buf_printf(out, "【%s】%s %s ", state_word(&m), m.title, period);
    else
        buf_printf(out, "[%s] %s, %s: ", state_word(&m), m.title, period);
    if (alert->withdrawn) {
        buf_puts(out, alert->fact);
        return finish(out, err);
    }
    struct movement movement = movement_of(&m);
    phrase_value_brief(rule->indicator, alert->value, m.language, out);
    movement_brief(&movement, alert->state == ALERT_RESOLVED ? NULL : alert->fact, out);
    put_fact(&m, out);
    return finish(out, err);
}

/* --- 1 --- */

/* Since when it stood, where it is over. */
static void put_recovery(const struct subject_matter *m, struct prose *out)
{
    char since[WORDS_SIZE];
    int32_t days = instant_day(m->alert->changed) - instant_day(m->alert->since);

    if (m->alert->state != ALERT_RESOLVED)
        return;
    say_day(instant_day(m->alert->since), m->language, since);
    if (m->alert->ending == ALERT_END_REDEFINED)
        prose_line(
            out,
            m->language == LANGUAGE_JA
                ? "%sからのお知らせは、判定条件または目標値が変更されたため終了しました。"
                  "値の改善を示すものではありません。"
                : "What was told on %s has ended because its condition or target was "
                  "changed. It does not say that anything became better.",
            since);
    else if (days < 0) /* the clock was set back meanwhile */
        prose_line(out,
                   m->language == LANGUAGE_JA ? "%sからのお知らせは解消しました。"
                                              : "What was told on %s is over.",
                   since);
    else if (m->language == LANGUAGE_JA)
        prose_line(out, "%sからのお知らせは解消しました（%" PRId32 "日間）。", since, days);
    else
        prose_line(out, "What was told on %s is over, after %" PRId32 " day%s.", since, days,
                   days == 1 ? "" : "s");
}

/* Who published it and when, and when it was fetched. */
static void put_source(const struct subject_matter *m, struct prose *out)
{
    const struct observation *now = series_find(m->series, m->alert->period);
    const struct source *source =
        now && now->source ? settings_source(m->settings, now->source) : NULL;
    char published[WORDS_SIZE] = "", recorded[WORDS_SIZE];

    if (!source)
        return;
    const char *title = settings_label(&source->title, m->language);
    say_day(instant_day(now->recorded_at), m->language, recorded);
    if (now->dated)
        say_day(now->published, m->language, published);
    if (m->language == LANGUAGE_JA)
        prose_line(out, "出典: %s（%s%s%s取得）", title, published, now->dated ? "公表、" : "",
                   recorded);
    else
        prose_line(out, "Source: %s (%s%s%sfetched %s)", title, now->dated ? "published " : "",
                   published, now->dated ? ", " : "", recorded);
    const char *url = !str_empty(source->page) ? source->page : source->url;
    if (!str_empty(url))
        prose_link(out, "", url);
}

/* Of a value that was taken back: that, and the newest one that stands. */
static void put_withdrawal(const struct subject_matter *m, struct prose *out)
{
    const struct observation *stands = series_latest(m->series);
    char period[WORDS_SIZE];
    struct buf text;

    words_period(m->alert->period, m->rule->indicator->year_label, m->language, period);
    prose_line(out,
               m->language == LANGUAGE_JA
                   ? "%s %s 公表されていた値が撤回され、現在は値がありません。"
                   : "%s, %s: the published value was taken back; "
                     "there is none now.",
               m->title, period);
    if (!stands)
        return;
    buf_init(&text, PHRASE_LIMIT);
    words_period(stands->period, m->rule->indicator->year_label, m->language, period);
    phrase_value(m->rule->indicator, stands->value, m->language, &text);
    prose_line(out,
               m->language == LANGUAGE_JA ? "値のある最新の期: %s %s"
                                          : "The newest value that stands: %s, %s",
               period, buf_text(&text));
    buf_free(&text);
}

static void put_situation(const struct subject_matter *m, struct prose *out)
{
    struct movement movement = movement_of(m);
    char period[WORDS_SIZE];
    struct buf text;

    prose_head(out, words_pick(m->language, "1 状況", "1 Situation"));
    if (m->alert->withdrawn) {
        put_withdrawal(m, out);
        put_source(m, out);
        return;
    }
    buf_init(&text, 4 * PHRASE_LIMIT);
    words_period(m->alert->period, m->rule->indicator->year_label, m->language, period);
    phrase_value(m->rule->indicator, m->alert->value, m->language, &text);
    movement_full(&movement, &text);
    prose_line(out, m->language == LANGUAGE_JA ? "%s %s %s" : "%s, %s: %s", m->title, period,
               buf_text(&text));
    buf_free(&text);
    movement_lines(&movement, out);
    put_recovery(m, out);
    put_source(m, out);
}

/* --- 2 --- */

/* Of one that is over what was told; of one whose value was taken back that nothing is known.
 */
static void put_condition(const struct subject_matter *m, struct prose *out)
{
    const struct alert *alert = m->alert;
    bool redefined = alert->ending == ALERT_END_REDEFINED;
    char since[WORDS_SIZE];

    say_day(instant_day(alert->since), m->language, since);
    if (alert->withdrawn)
        prose_line(
            out,
            m->language == LANGUAGE_JA
                ? "判定条件: %s（値がないため判定できません。%sからのお知らせは次の値まで"
                  "続きます）"
                : "Condition: %s (cannot be judged without a value; what was told on %s "
                  "stays open until the next one)",
            alert->condition, since);
    else if (alert->state == ALERT_RESOLVED || alert->since == 0) /* 0: a sample */
        prose_line(out, "%s: %s",
                   redefined ? words_pick(m->language, "変更前の判定条件", "Condition before")
                             : words_pick(m->language, "判定条件", "Condition"),
                   alert->condition);
    else if (m->language == LANGUAGE_JA)
        prose_line(out, "判定条件: %s（%sから該当）", alert->condition, since);
    else
        prose_line(out, "Condition: %s (since %s)", alert->condition, since);
    if (!str_empty(alert->clears))
        prose_line(out, "%s: %s",
                   redefined ? words_pick(m->language, "変更後の判定条件", "Condition now")
                             : words_pick(m->language, "解消条件", "Clears when"),
                   alert->clears);
}

static void put_reason(const struct subject_matter *m, struct prose *out)
{
    const struct alert *alert = m->alert;

    prose_head(out, words_pick(m->language, "2 判定の理由", "2 Why this is told"));
    if (str_empty(alert->condition))
        return;
    put_condition(m, out);
    if (alert->state != ALERT_RESOLVED && !alert->withdrawn && !str_empty(alert->fact) &&
        !str_equal(alert->fact, alert->condition))
        prose_line(out, "%s: %s", words_pick(m->language, "該当した内容", "What was found"),
                   alert->fact);
    prose_lines(out, alert->detail);
    if (!str_empty(alert->chance))
        prose_line(out, "%s", alert->chance);
    if (!str_empty(alert->note) && alert->ending != ALERT_END_REDEFINED) /* said above */
        prose_line(out, "%s", alert->note);
}

/* --- 3 --- */

/* "2024年度当初予算 7,469千円、原資預託を含む" */
static void put_budget(const struct subject_matter *m, const struct program *program,
                       const struct program_year *year, struct buf *out)
{
    int64_t amount = 0;
    enum amount_kind kind = settings_program_amount(year, &amount);
    const char *name = words_amount_kind(kind, m->language);
    bool loan = program->kind == PROGRAM_LOAN;
    char money[WORDS_SIZE];

    if (kind == AMOUNT_NONE) {
        buf_puts(out, words_pick(m->language, "予算額の掲載なし", "no budget of its own"));
        return;
    }
    words_budget(amount, m->language, money);
    if (m->language == LANGUAGE_JA)
        buf_printf(out, "%d年度%s %s%s", year->fiscal_year, name, money,
                   loan ? "、原資預託を含む" : "");
    else
        buf_printf(out, "FY%d %s, %s%s", year->fiscal_year, name, money,
                   loan ? ", includes deposited capital" : "");
}

/* Since when it is under way, and from when it can be judged: both only where they are known.
 */
static void put_lag(const struct subject_matter *m, const struct program *program,
                    struct buf *out)
{
    enum language language = m->language;
    int32_t day;
    char text[WORDS_SIZE];

    if (program->has_start) {
        say_day(program->start, language, text);
        buf_printf(out, "%s%s", words_pick(language, "、開始 ", "; since "), text);
    } else {
        buf_puts(out, words_pick(language, "、開始年度不明", "; start not known"));
    }
    if (!settings_judged_from(program, &day) || instant_day(m->alert->changed) >= day)
        return;
    say_day(language == LANGUAGE_JA ? day - 1 : day, language, text);
    buf_printf(out,
               language == LANGUAGE_JA ? "、%sまでは効果を判断できる時期の前"
                                       : "; too early to judge before %s",
               text);
}

static void put_program(const struct subject_matter *m, const struct program *program,
                        struct prose *out)
{
    const struct program_year *year = settings_program_latest(program);
    struct buf facts;

    buf_init(&facts, 4 * PHRASE_LIMIT);
    put_budget(m, program, year, &facts);
    if (!str_empty(program->owner))
        buf_printf(&facts, "%s%s", words_pick(m->language, "、所管 ", "; "), program->owner);
    put_lag(m, program, &facts);
    prose_item(out, m->language == LANGUAGE_JA ? "%s（%s）" : "%s (%s)",
               settings_label(&year->title, m->language), buf_text(&facts));
    buf_free(&facts);
}

static void put_programs(const struct subject_matter *m, struct prose *out)
{
    size_t named = 0;

    prose_head(out, words_pick(m->language, "3 関連する主な事業（予算額・所管課）",
                               "3 Programs meant to move it (budget, section)"));
    for (size_t i = 0; i < m->settings->program_count; i++) {
        if (!settings_moves(&m->settings->programs[i], m->rule->indicator))
            continue;
        put_program(m, &m->settings->programs[i], out);
        named++;
    }
    if (named == 0)
        prose_line(out, "%s", words_pick(m->language, "なし", "none"));
}

/* --- 4 --- */

/* Declared breaks of the last years, across which nothing compares. */
static void put_breaks(const struct subject_matter *m, struct prose *out)
{
    const struct indicator *indicator = m->rule->indicator;
    int32_t end = period_end(m->alert->period);

    for (size_t i = 0; i < indicator->rebase_count; i++) {
        const struct event *rebase = &indicator->rebases[i];
        const char *words = settings_event(rebase, m->language);
        int32_t start = period_start(rebase->period);
        char period[WORDS_SIZE];

        if (start >= end || end - start > BREAK_NEAR_DAYS)
            continue;
        words_period(rebase->period, indicator->year_label, m->language, period);
        if (m->language == LANGUAGE_JA)
            prose_line(out, "%sに統計の断層があります（%s）。それより前とは比べられません。",
                       period, words);
        else
            prose_line(out, "A break of the series at %s (%s): not to be compared across it.",
                       period, words);
    }
}

static void put_embargo(const struct subject_matter *m, struct prose *out)
{
    char hour[WORDS_SIZE];

    if (series_embargo(m->series) == 0)
        return;
    words_hour(series_embargo(m->series), m->language, hour);
    prose_line(out,
               m->language == LANGUAGE_JA
                   ? "解禁前の値を含みます。%sまで外部に出さないでください。"
                   : "Holds figures under embargo, not to be told outside before %s.",
               hour);
}

static void put_caveats(const struct subject_matter *m, struct prose *out)
{
    const struct observation *now = series_find(m->series, m->alert->period);
    const char *status = now ? words_status(now->status, m->language) : "";

    prose_head(out, words_pick(m->language, "4 留意点", "4 What is not known"));
    put_embargo(m, out);
    if (!str_empty(status) && !m->alert->withdrawn)
        prose_line(out, "%s: %s", words_pick(m->language, "値の種類", "Status"), status);
    prose_lines(out, m->alert->caveat);
    if (now && !now->source && now->who)
        prose_line(out, "%s",
                   words_pick(m->language, "手で入力された値です。", "Entered by hand."));
    if (m->rule->indicator->basis == BASIS_YEAR_ON_YEAR)
        prose_line(out, "%s",
                   words_pick(m->language, "前年同月と比べた回答による指標です。",
                              "Answers compare with the same month of the year before."));
    put_breaks(m, out);
    prose_line(out, "%s", words_caution(m->language));
}

/* --- 5 --- */

/* Two commands ready to be typed; a pause of a month is a suggestion. */
static void put_commands(const struct subject_matter *m, struct prose *out)
{
    char command[COMMAND_SIZE], until[PERIOD_TEXT_SIZE];

    prose_line(out, "%s",
               series_embargo(m->series) != 0
                   ? words_pick(m->language, "内容をご確認ください。", "Please look at it.")
                   : words_pick(m->language,
                                "内容をご確認のうえ、必要に応じて関係課と共有してください。",
                                "Please look at it, and share it with the sections concerned "
                                "where that is useful."));
    snprintf(command, sizeof command, "shihyo alerts ack %s", m->rule->id);
    prose_command(out, words_pick(m->language, "確認済みとする場合", "To acknowledge it"),
                  command);
    period_print_day(instant_day(m->alert->changed) + PAUSE_DAYS, until);
    snprintf(command, sizeof command, "shihyo alerts silence %s --until %s", m->rule->id,
             until);
    prose_command(out,
                  words_pick(m->language, "通知を一時停止する場合", "To pause messages of it"),
                  command);
}

/* The indicator's page, where the edition has one. */
static void put_page(const struct subject_matter *m, struct prose *out)
{
    const char *base = m->settings->site.base_url;
    struct buf url;

    if (str_empty(base))
        return;
    buf_init(&url, 2 * PHRASE_LIMIT);
    buf_puts(&url, base);
    if (edition_shows(m->settings, m->rule->indicator))
        buf_printf(&url, "indicators/%s.html", m->rule->indicator->id);
    prose_link(out, words_pick(m->language, "指標のページ", "The indicator's page"),
               buf_text(&url));
    buf_free(&url);
}

static void put_request(const struct subject_matter *m, struct prose *out)
{
    prose_head(out, words_pick(m->language, "5 お願いしたいこと", "5 What to do"));
    if (m->alert->ending == ALERT_END_REDEFINED)
        prose_line(out, "%s",
                   words_pick(m->language, "変更が意図したものかをご確認ください。",
                              "Please see that the change was meant."));
    else if (m->alert->state == ALERT_RESOLVED)
        prose_line(out, "%s", words_pick(m->language, "対応は不要です。", "Nothing."));
    else
        put_commands(m, out);
    put_page(m, out);
}

int message_write(const struct settings *settings, const struct alert_rule *rule,
                  const struct alert *alert, const struct series *series, struct prose *out,
                  struct err *err)
{
    struct subject_matter m = gather(settings, rule, alert, series);

    put_situation(&m, out);
    put_reason(&m, out);
    put_programs(&m, out);
    put_caveats(&m, out);
    put_request(&m, out);
    message_comment(rule->indicator, alert, series, m.language, out);
    return prose_finish(out) ? 0 : err_set(err, ERR_INTERNAL, "message is too long");
}
