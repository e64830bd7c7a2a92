/* SPDX-License-Identifier: GPL-3.0-or-later */
/* telling: see telling.h. */
#include "daemon/telling.h"

#include <string.h>

#include "alerts/holding.h"
#include "alerts/message.h"
#include "alerts/remark.h"
#include "alerts/standing.h"
#include "core/str.h"
#include "core/words.h"
#include "daemon/commented.h"

#define SUBJECT_LIMIT 4096

static bool is_of(const struct policy *policy, const struct notifier *notifier)
{
    for (size_t i = 0; i < notifier->policy_count; i++) {
        if (notifier->policies[i] == policy)
            return true;
    }
    return false;
}

bool telling_takes(const struct notifier *notifier, enum severity severity,
                   const struct indicator *indicator, const struct settings *settings)
{
    if (severity < notifier->severity)
        return false;
    if (notifier->policy_count == 0 || !indicator)
        return true;
    for (size_t i = 0; i < settings->program_count; i++) {
        const struct program *program = &settings->programs[i];

        if (settings_moves(program, indicator) &&
            is_of(settings_program_latest(program)->policy, notifier))
            return true;
    }
    return false;
}

int telling_say(const struct telling *telling, const struct telling_circle *circle,
                struct notice *notice, struct err *err)
{
    size_t told = 0;

    notice->created = telling->now;
    for (size_t i = 0; i < circle->count; i++) {
        const struct notifier *notifier = circle->notifiers[i];

        if (!telling_takes(notifier, circle->severity, circle->indicator, telling->settings))
            continue;
        notice->notifier = notifier->id;
        told++;
        if (ledger_queue(telling->ledger, notice, err))
            return -1;
    }
    notice->notifier = "";
    return told > 0 ? 0 : ledger_queue(telling->ledger, notice, err);
}

/* The source of the newest value, else the one that is trusted most. */
static const char *source_of(const struct indicator *indicator,
                             const struct observation *newest)
{
    if (newest && newest->source)
        return newest->source;
    return indicator->source_count > 0 ? indicator->sources[0]->id : "";
}

/* The body, with what sections say of the figure as the edition shows it. */
static int write_alert(const struct telling *telling, const struct alert_rule *rule,
                       const struct alert *alert, const struct series *series,
                       struct prose *prose, struct err *err)
{
    struct arena *arena = arena_new();
    struct alert told = *alert;
    struct comments comments;
    int failed = commented_read(telling->ledger, telling->settings, rule->indicator->id,
                                telling->now, arena, &comments, err);

    told.comments = &comments;
    if (!failed)
        failed = message_write(telling->settings, rule, &told, series, prose, err);
    arena_free(arena);
    return failed;
}

int telling_alert(const struct telling *telling, const struct alert_rule *rule,
                  const struct alert *alert, const struct series *series, struct err *err)
{
    const struct telling_circle circle = {rule->notify, rule->notify_count, rule->severity,
                                          rule->indicator};
    char thread[MESSAGE_THREAD_SIZE];
    struct prose prose;
    struct buf subject;

    prose_init(&prose);
    buf_init(&subject, SUBJECT_LIMIT);
    message_thread(alert, thread);
    remark_subject(alert, telling->settings->site.language, &subject);
    int failed = write_alert(telling, rule, alert, series, &prose, err);
    struct notice notice = {
        .subject = buf_text(&subject),
        .body = buf_text(&prose.text),
        .html = buf_text(&prose.html),
        .closing = message_closing(telling->settings->site.language),
        .severity = alert->severity,
        .state =
            alert->ending == ALERT_END_CLEARED ? alert_state_name(alert->state) : NOTICE_ENDED,
        .thread = thread,
        .indicator = rule->indicator->id,
        .source = source_of(rule->indicator, series_find(series, alert->period)),
        .embargo = series_embargo(series),
    };

    if (!failed)
        failed = telling_say(telling, &circle, &notice, err);
    prose_free(&prose);
    buf_free(&subject);
    return failed ? -1 : 0;
}

/* Several rules of an indicator may tell the same notifier. */
static bool has(struct notifier *const *notifiers, size_t count, const struct notifier *one)
{
    for (size_t i = 0; i < count; i++) {
        if (notifiers[i] == one)
            return true;
    }
    return false;
}

static size_t gather(const struct settings *settings, const struct indicator *indicator,
                     struct notifier **out)
{
    size_t count = 0;

    for (size_t i = 0; i < settings->alert_count; i++) {
        const struct alert_rule *rule = &settings->alerts[i];

        for (size_t n = 0; rule->indicator == indicator && n < rule->notify_count; n++) {
            if (!has(out, count, rule->notify[n]))
                out[count++] = rule->notify[n];
        }
    }
    return count;
}

static int say_held(const struct telling *telling, const struct indicator *indicator,
                    const struct held_list *group, struct notice *notice, struct err *err)
{
    struct arena *arena = arena_new();
    struct notifier **notifiers =
        arena_alloc(arena, telling->settings->notifier_count, sizeof *notifiers);
    const struct telling_circle circle = {notifiers,
                                          gather(telling->settings, indicator, notifiers),
                                          SEVERITY_WARNING, indicator};

    notice->closing = holding_closing(telling->settings->site.language);
    notice->severity = settings_severity_name(SEVERITY_WARNING);
    notice->state = "held";
    notice->indicator = indicator->id;
    notice->source = group->items[0].source;
    int failed = telling_say(telling, &circle, notice, err);
    arena_free(arena);
    return failed;
}

int telling_held(const struct telling *telling, const struct indicator *indicator,
                 const struct held_list *group, struct err *err)
{
    struct buf subject;
    struct prose prose;

    buf_init(&subject, SUBJECT_LIMIT);
    prose_init(&prose);
    int failed = holding_subject(telling->settings, indicator, group, &subject, err) ||
                 holding_write(telling->settings, indicator, group, &prose, err);
    int64_t last = 0;
    for (size_t i = 0; i < group->count; i++) {
        if (group->items[i].observation.embargo > last)
            last = group->items[i].observation.embargo;
    }
    struct notice notice = {.subject = buf_text(&subject),
                            .body = buf_text(&prose.text),
                            .html = buf_text(&prose.html),
                            .embargo = last > telling->now ? last : 0};

    if (!failed)
        failed = say_held(telling, indicator, group, &notice, err);
    buf_free(&subject);
    prose_free(&prose);
    return failed ? -1 : 0;
}

/* --- a sample --- */

static bool tells(const struct alert_rule *rule, const struct notifier *notifier)
{
    return has(rule->notify, rule->notify_count, notifier);
}

/* The first rule that tells it and has something to say; false when there is none. */
static bool find_rule(const struct telling *telling, const struct notifier *notifier,
                      struct arena *arena, const struct alert_rule **rule,
                      struct series *series)
{
    const struct settings *settings = telling->settings;

    for (size_t i = 0; i < settings->alert_count; i++) {
        const struct alert_rule *here = &settings->alerts[i];
        struct err ignored = {0};

        if (tells(here, notifier) &&
            ledger_series(telling->ledger, here->indicator->id, here->indicator->frequency,
                          NULL, arena, series, &ignored) == 0 &&
            series_latest(series)) {
            *rule = here;
            return true;
        }
    }
    return false;
}

static int write_sample(const struct telling *telling, const struct alert_rule *rule,
                        const struct series *series, struct prose *prose, struct buf *subject,
                        struct err *err)
{
    const struct observation *latest = series_latest(series);
    struct standing_rule parsed;
    struct buf condition;

    if (standing_parse(rule, &parsed, err))
        return -1;
    buf_init(&condition, SUBJECT_LIMIT);
    rule_say(&parsed.raise, rule->indicator, telling->settings->site.language, &condition);
    const struct alert alert = {
        .rule_id = rule->id,
        .indicator_id = rule->indicator->id,
        .rule = rule->when,
        .severity = settings_severity_name(rule->severity),
        .changed = telling->now,
        .period = latest->period,
        .value = latest->value,
        .text = "",
        .condition = buf_text(&condition),
    };
    int failed = message_subject(telling->settings, rule, &alert, series, subject, err) ||
                 message_write(telling->settings, rule, &alert, series, prose, err);

    buf_free(&condition);
    return failed;
}

static void fill_sample(struct notice *notice, const struct notifier *notifier,
                        enum language language, struct arena *arena, const struct prose *prose)
{
    *notice = (struct notice){
        .notifier = notifier->id,
        .body = arena_strdup(arena, buf_text(&prose->text)),
        .html = arena_strdup(arena, buf_text(&prose->html)),
        .closing = message_closing(language),
        .severity = settings_severity_name(SEVERITY_INFO),
        .state = "test",
        .thread = "",
        .indicator = "",
        .source = "",
    };
}

int telling_sample(const struct telling *telling, const struct notifier *notifier,
                   struct arena *arena, struct notice *notice, struct err *err)
{
    enum language language = telling->settings->site.language;
    const struct alert_rule *rule = NULL;
    struct series series = {0};
    struct prose prose;
    struct buf subject;

    prose_init(&prose);
    buf_init(&subject, SUBJECT_LIMIT);
    buf_puts(&subject, words_pick(language, "【試験】", "[Test] "));
    prose_line(&prose, "%s",
               words_pick(language, "これは送信の試験です。お知らせではありません。",
                          "This is a test of delivery. Nothing happened."));
    bool found = find_rule(telling, notifier, arena, &rule, &series);
    int failed = found ? write_sample(telling, rule, &series, &prose, &subject, err) : 0;
    if (!found)
        buf_puts(&subject, words_pick(language, "通知の送信試験", "a test of delivery"));
    (void)prose_finish(&prose);
    fill_sample(notice, notifier, language, arena, &prose);
    notice->subject = arena_strdup(arena, buf_text(&subject));
    notice->created = telling->now;
    notice->indicator = found ? rule->indicator->id : "";
    notice->source = found ? source_of(rule->indicator, NULL) : "";
    prose_free(&prose);
    buf_free(&subject);
    return failed ? -1 : 0;
}
