/* SPDX-License-Identifier: GPL-3.0-or-later */
/* upstream: see upstream.h. */
#include "alerts/upstream.h"

#include <stdio.h>
#include <string.h>

#include "core/instant.h"
#include "core/str.h"

#define SAID_LIMIT 4096
#define COMMAND_SIZE 160
#define TRIES_READ 2 /* a page that says "maintenance" for an hour is no new form */

struct row {
    const char *name;
    enum severity severity;
    bool inhibits;
    const char *ja, *en; /* what is said of a source */
    const char *ja_over, *en_over;
};

static const struct row ROWS[UPSTREAM_KINDS] = {
    [UPSTREAM_UNREACHABLE] = {"unreachable", SEVERITY_WARNING, true, "取得できません",
                              "cannot be fetched", "再び取得しました", "was fetched again"},
    [UPSTREAM_CHANGED] = {"changed", SEVERITY_WARNING, true,
                          "様式が変わった可能性があり、読み取れません",
                          "may have changed its form and cannot be read", "再び読み取りました",
                          "was read again"},
    [UPSTREAM_UNREAD] = {"unread", SEVERITY_INFO, false, "読み取れないセルがあります",
                         "has cells that cannot be read", "すべて読み取りました",
                         "was read in full"},
    [UPSTREAM_OVERDUE] = {"overdue", SEVERITY_INFO, false,
                          "公表予定日を過ぎましたが、新しい値を確認できていません",
                          "no new value was found after the day on which it was expected",
                          "新しい値を確認しました", "the new value is there"},
};

const char *upstream_name(enum upstream_kind kind)
{
    return ROWS[kind].name;
}

enum severity upstream_severity(enum upstream_kind kind)
{
    return ROWS[kind].severity;
}

bool upstream_inhibits(enum upstream_kind kind)
{
    return ROWS[kind].inhibits;
}

bool upstream_kind_of(const struct alert *alert, enum upstream_kind *out)
{
    const char *colon = strchr(alert->rule_id, ':');

    for (int kind = 0; colon && kind < UPSTREAM_KINDS; kind++) {
        if (!str_equal(colon + 1, ROWS[kind].name))
            continue;
        *out = (enum upstream_kind)kind;
        return true;
    }
    return false;
}

/* Of what is fetched and not read: cells of it, or all. */
static enum standing_state stands_unread(enum upstream_kind kind, const struct health *health)
{
    if (!health->fetched) /* of what was not fetched nothing is known */
        return STANDING_UNKNOWN;
    if ((health->problems > 0) != (kind == UPSTREAM_UNREAD))
        return STANDING_CLEAR;
    return health->failures >= TRIES_READ ? STANDING_OPEN : STANDING_UNKNOWN;
}

enum standing_state upstream_stands(enum upstream_kind kind, const struct upstream_case *here)
{
    const struct health *health = here->health;

    if (kind == UPSTREAM_OVERDUE) {
        if (!here->overdue)
            return here->nothing ? STANDING_UNKNOWN : STANDING_CLEAR;
        return here->failing ? STANDING_UNKNOWN : STANDING_OPEN;
    }
    if (health->failing_since == 0)
        return STANDING_CLEAR;
    if (kind != UPSTREAM_UNREACHABLE)
        return stands_unread(kind, health);
    if (health->fetched)
        return STANDING_CLEAR;
    return health->failures >= UPSTREAM_TRIES &&
                   here->now - health->failing_since >= UPSTREAM_TIME_S
               ? STANDING_OPEN
               : STANDING_UNKNOWN;
}

void upstream_host(const struct source *source, char *out, size_t size)
{
    const char *url = str_empty(source->url) ? "" : source->url;
    const char *start = strstr(url, "://");

    start = start ? start + strlen("://") : url;
    size_t length = strcspn(start, "/?#");
    const char *at = memchr(start, '@', length);
    if (at) {
        length -= (size_t)(at + 1 - start);
        start = at + 1;
    }
    if (length >= size)
        length = size - 1;
    memcpy(out, start, length);
    out[length] = '\0';
}

static const char *title_of(const struct settings *settings, const struct source *source)
{
    const char *title = settings_label(&source->title, settings->site.language);

    return str_empty(title) ? source->id : title;
}

static const char *head(const struct alert *alert, enum severity severity,
                        enum language language)
{
    if (alert->state == ALERT_RESOLVED)
        return words_pick(language, "【解消】", "[Resolved] ");
    if (severity == SEVERITY_INFO)
        return words_pick(language, "【情報】", "[Info] ");
    return words_pick(language, "【注意】", "[Warning] ");
}

static void put_state(enum upstream_kind kind, const struct alert *alert,
                      enum language language, struct buf *out)
{
    if (alert->state == ALERT_RESOLVED)
        buf_puts(out, words_pick(language, ROWS[kind].ja_over, ROWS[kind].en_over));
    else
        buf_puts(out, words_pick(language, ROWS[kind].ja, ROWS[kind].en));
}

void upstream_text(const struct settings *settings, const struct source *source,
                   enum upstream_kind kind, const struct alert *alert, struct buf *out)
{
    enum language language = settings->site.language;

    buf_printf(out, "%s%s%s%s", head(alert, ROWS[kind].severity, language),
               words_pick(language, "出典 ", "Source "), title_of(settings, source),
               words_pick(language, " ", ": "));
    put_state(kind, alert, language, out);
}

void upstream_subject(const struct upstream_group *group, struct buf *out)
{
    const struct settings *settings = group->settings;
    enum language language = settings->site.language;

    upstream_text(settings, group->sources[0], group->kind, group->alerts[0], out);
    if (group->count > 1 && language == LANGUAGE_JA)
        buf_printf(out, "（ほか%zu出典）", group->count - 1);
    else if (group->count > 1)
        buf_printf(out, " (and %zu more)", group->count - 1);
}

static void put_indicators(const struct upstream_group *group, struct prose *out)
{
    const struct settings *settings = group->settings;
    size_t count = 0;

    for (size_t i = 0; i < settings->indicator_count; i++) {
        bool reads = false;

        for (size_t k = 0; k < group->count && !reads; k++)
            reads = settings_reads(&settings->indicators[i], group->sources[k]);
        if (!reads)
            continue;
        prose_item(out, "%s",
                   settings_label(&settings->indicators[i].title, settings->site.language));
        count++;
    }
    if (count == 0)
        prose_line(out, "%s", words_pick(settings->site.language, "なし", "none"));
}

static void put_source(const struct upstream_group *group, size_t i, struct prose *out)
{
    enum language language = group->settings->site.language;
    const struct source *source = group->sources[i];
    char since[WORDS_SIZE];
    struct buf said;

    words_period(period_of_day(FREQUENCY_DAILY, instant_day(group->alerts[i]->since)),
                 YEAR_LABEL_STARTS, language, since);
    buf_init(&said, SAID_LIMIT);
    put_state(group->kind, group->alerts[i], language, &said);
    if (language == LANGUAGE_JA)
        prose_line(out, "%s（%s）: %s（%sから）", title_of(group->settings, source),
                   source->id, buf_text(&said), since);
    else
        prose_line(out, "%s (%s): %s (since %s)", title_of(group->settings, source),
                   source->id, buf_text(&said), since);
    buf_free(&said);
    prose_lines(out, group->reasons[i]);
    if (!str_empty(source->url))
        prose_link(out, "", source->url);
}

static void put_request(const struct upstream_group *group, struct prose *out)
{
    enum language language = group->settings->site.language;
    char command[COMMAND_SIZE];

    prose_head(out, words_pick(language, "4 お願いしたいこと", "4 What to do"));
    if (group->alerts[0]->state == ALERT_RESOLVED) {
        prose_line(out, "%s", words_pick(language, "対応は不要です。", "Nothing."));
        return;
    }
    snprintf(command, sizeof command, "shihyo probe %s", group->sources[0]->id);
    if (group->kind == UPSTREAM_OVERDUE)
        prose_line(out, "%s",
                   words_pick(language,
                              "公表元のページで、公表の有無と予定日の変更をご確認ください。"
                              "予定日が変わったときは設定の release を改めます。",
                              "See on the publisher's page whether it was published, or its "
                              "day was moved; a day that was moved goes into `release`."));
    else if (group->kind == UPSTREAM_UNREACHABLE)
        prose_line(out, "%s",
                   words_pick(language,
                              "公表元のページを開けるか確認してください。自動的に再試行"
                              "を続けます。",
                              "See whether the publisher's page opens. It is tried again by "
                              "itself."));
    else
        prose_command(out,
                      words_pick(language, "公表資料を開き、設定を改めてください",
                                 "Open the document and mend the configuration"),
                      command);
    snprintf(command, sizeof command, "shihyo alerts ack %s", group->alerts[0]->rule_id);
    prose_command(out, words_pick(language, "確認済みとする場合", "To acknowledge"), command);
}

static const char *say_consequence(const struct upstream_group *group, enum language language)
{
    if (group->kind == UPSTREAM_OVERDUE)
        return words_pick(language, "公表されたかどうかは、公表元で確認するまで分かりません。",
                          "Whether it was published is not known.");
    if (group->alerts[0]->state == ALERT_RESOLVED && ROWS[group->kind].inhibits)
        return words_pick(language, "止めていた判定の通知を再開します。",
                          "What was judged meanwhile is told again.");
    if (ROWS[group->kind].inhibits)
        return words_pick(language,
                          "解消するまで、これらの指標の値による通知は行いません。"
                          "記録済みの値は変わりません。",
                          "Until then nothing is told of the values of these indicators. "
                          "What was recorded stays.");
    return words_pick(language, "読み取れた値は記録しています。",
                      "What could be read was recorded.");
}

void upstream_write(const struct upstream_group *group, struct prose *out)
{
    enum language language = group->settings->site.language;

    prose_head(out, words_pick(language, "1 状況", "1 Situation"));
    for (size_t i = 0; i < group->count; i++)
        put_source(group, i, out);
    prose_head(out, words_pick(language, "2 関係する指標", "2 Indicators that read it"));
    put_indicators(group, out);
    prose_head(out, words_pick(language, "3 留意点", "3 What is not known"));
    prose_line(out, "%s", say_consequence(group, language));
    put_request(group, out);
}

const char *upstream_closing(enum language language)
{
    return words_pick(
        language, "この通知は機械的な判定であり、公表元の不備を意味するものではありません。",
        "This notice is a mechanical judgement; it does not say that the publisher is at "
        "fault.");
}
