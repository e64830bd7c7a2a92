/* SPDX-License-Identifier: GPL-3.0-or-later */
/* message: see message.h. */
#include "alerts/message.h"

#include <inttypes.h>
#include <string.h>

#include "config/phrase.h"
#include "core/str.h"
#include "core/words.h"

#define PHRASE_LIMIT 1024

/* What every part of a message is written from. */
struct subject_matter {
    const struct settings *settings;
    const struct alert_rule *rule;
    const struct alert *alert;
    const struct series *series;
    enum language language;
    const char *title;
    int decimals;
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
        .decimals = indicator->decimals,
    };
}

static const char *state_word(const struct subject_matter *m)
{
    if (m->alert->state == ALERT_RESOLVED)
        return words_pick(m->language, "解消", "Resolved");
    if (str_equal(m->alert->severity, "info"))
        return words_pick(m->language, "情報", "Info");
    if (str_equal(m->alert->severity, "warning"))
        return words_pick(m->language, "注意", "Warning");
    return words_pick(m->language, "要確認", "Please check");
}

/* "（前月比＋7.7ポイント、マイナス幅縮小）", and how far the target is. */
static void put_change(const struct subject_matter *m, struct buf *out)
{
    const struct indicator *indicator = m->rule->indicator;
    struct observation now = {.period = m->alert->period, .value = m->alert->value};
    struct buf change, gap;

    buf_init(&change, PHRASE_LIMIT);
    buf_init(&gap, PHRASE_LIMIT);
    bool changed = phrase_change(indicator, m->series, &now, m->language, &change);
    bool away = phrase_gap(indicator, now.value, m->language, &gap);
    if (changed || away)
        buf_printf(out, "%s%s%s%s%s", words_pick(m->language, "（", " ("), buf_text(&change),
                   changed && away ? words_pick(m->language, "、", ", ") : "", buf_text(&gap),
                   words_pick(m->language, "）", ")"));
    buf_free(&change);
    buf_free(&gap);
}

/* What the rule says of it: 1,000,000を下回る. Nothing while the alert only waits to clear. */
static void put_fact(const struct subject_matter *m, struct buf *out)
{
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
    phrase_value(rule->indicator, alert->value, m.language, out);
    put_change(&m, out);
    if (alert->state != ALERT_RESOLVED)
        put_fact(&m, out);
    return finish(out, err);
}

static void put_situation(const struct subject_matter *m, struct buf *out)
{
    const struct observation *year_ago = series_year_ago(m->series, m->alert->period);
    char period[WORDS_SIZE];
    struct decimal difference;

    words_period(m->alert->period, m->rule->indicator->year_label, m->language, period);
    buf_printf(out, "%s\n  %s %s ", words_pick(m->language, "1 状況", "1 Situation"), m->title,
               period);
    phrase_value(m->rule->indicator, m->alert->value, m->language, out);
    put_change(m, out);
    buf_putc(out, '\n');

    /* The question itself may be year on year already; and for yearly figures the year before
     * has been said. */
    bool yearly = period_is_yearly(m->alert->period.frequency);
    if (m->rule->indicator->basis == BASIS_YEAR_ON_YEAR || yearly || !year_ago ||
        phrase_subtract(m->rule->indicator, m->alert->value, year_ago->value, &difference))
        return;
    buf_printf(out, "  %s", words_pick(m->language, "前年同期比 ", "on the year before: "));
    phrase_difference(m->rule->indicator, difference, m->language, out);
    buf_putc(out, '\n');
}

static void put_reason(const struct subject_matter *m, struct buf *out)
{
    const struct alert *alert = m->alert;
    char since[INSTANT_TEXT_SIZE];

    buf_puts(out, words_pick(m->language, "2 判定の理由\n", "2 Why this is told\n"));
    if (str_empty(alert->condition))
        return;
    instant_print_local(alert->since, since);
    if (m->language == LANGUAGE_JA)
        buf_printf(out, "  判定条件: %s（%sから）\n", alert->condition, since);
    else
        buf_printf(out, "  Condition: %s (since %s)\n", alert->condition, since);
    if (!str_empty(alert->clears))
        buf_printf(out, "  %s: %s\n", words_pick(m->language, "解消条件", "Clears when"),
                   alert->clears);
    if (!str_empty(alert->note))
        buf_printf(out, "  %s\n", alert->note);
}

static void put_program(const struct subject_matter *m, const struct program *program,
                        struct buf *out)
{
    const struct program_year *year = settings_program_latest(program);
    int64_t amount = 0;
    enum amount_kind kind = settings_program_amount(year, &amount);
    const char *name = words_amount_kind(kind, m->language);
    char money[WORDS_SIZE];

    buf_printf(out, "  - %s", settings_label(&year->title, m->language));
    if (kind != AMOUNT_NONE) {
        words_budget(amount, m->language, money);
        if (m->language == LANGUAGE_JA)
            buf_printf(out, "（%d年度%s %s%s）", year->fiscal_year, name, money,
                       program->kind == PROGRAM_LOAN ? "、原資預託を含む" : "");
        else
            buf_printf(out, " (FY%d %s, %s%s)", year->fiscal_year, name, money,
                       program->kind == PROGRAM_LOAN ? ", includes deposited capital" : "");
    }
    if (!str_empty(program->owner))
        buf_printf(out, " %s", program->owner);
    buf_putc(out, '\n');
}

static void put_programs(const struct subject_matter *m, struct buf *out)
{
    size_t named = 0;

    buf_puts(out, words_pick(m->language, "3 関連する主な事業（予算額・所管課）\n",
                             "3 Programs meant to move it (budget, section)\n"));
    for (size_t i = 0; i < m->settings->program_count; i++) {
        if (!settings_moves(&m->settings->programs[i], m->rule->indicator))
            continue;
        put_program(m, &m->settings->programs[i], out);
        named++;
    }
    if (named == 0)
        buf_puts(out, words_pick(m->language, "  なし\n", "  none\n"));
}

/* Each line of it as one of the message. */
static void put_lines(const char *text, struct buf *out)
{
    while (!str_empty(text)) {
        size_t length = strcspn(text, "\n");

        buf_printf(out, "  %.*s\n", (int)length, text);
        text += length + (text[length] == '\n');
    }
}

static void put_caveats(const struct subject_matter *m, struct buf *out)
{
    const struct observation *now = series_find(m->series, m->alert->period);
    const char *status = now ? words_status(now->status, m->language) : "";

    buf_puts(out, words_pick(m->language, "4 留意点\n", "4 What is not known\n"));
    if (!str_empty(status))
        buf_printf(out, "  %s: %s\n", words_pick(m->language, "値の種類", "Status"), status);
    put_lines(m->alert->caveat, out);
    if (m->rule->indicator->basis == BASIS_YEAR_ON_YEAR)
        buf_puts(out,
                 words_pick(m->language, "  前年同月と比べた回答による指標です。\n",
                            "  Answers compare with the same month of the year before.\n"));
    buf_printf(out, "  %s\n", words_caution(m->language));
}

static void put_request(const struct subject_matter *m, struct buf *out)
{
    buf_puts(out, words_pick(m->language, "5 お願いしたいこと\n", "5 What to do\n"));
    if (m->alert->state == ALERT_RESOLVED)
        buf_puts(out, words_pick(m->language, "  対応は不要です。\n", "  Nothing.\n"));
    else
        buf_printf(out, "  %s: shihyo alerts ack %s\n",
                   words_pick(m->language, "内容を確認のうえ、確認済みとする場合",
                              "Look at it; to acknowledge"),
                   m->rule->id);
    if (!str_empty(m->settings->site.base_url))
        buf_printf(out, "  %s\n", m->settings->site.base_url);
}

int message_body(const struct settings *settings, const struct alert_rule *rule,
                 const struct alert *alert, const struct series *series, struct buf *out,
                 struct err *err)
{
    struct subject_matter m = gather(settings, rule, alert, series);

    put_situation(&m, out);
    put_reason(&m, out);
    put_programs(&m, out);
    put_caveats(&m, out);
    put_request(&m, out);
    buf_puts(out,
             words_pick(
                 m.language,
                 "\nこの通知は機械的な判定であり、事業の効果を評価するものではありません。\n",
                 "\nThis notice is a mechanical judgement; it does not evaluate the "
                 "effect of a program.\n"));
    return finish(out, err);
}
