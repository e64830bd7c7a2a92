/* SPDX-License-Identifier: GPL-3.0-or-later */
/* watch: see watch.h. */
#include "daemon/watch.h"

#include "alerts/judge.h"
#include "alerts/life.h"
#include "alerts/message.h"
#include "alerts/upstream.h"
#include "config/calendar.h"
#include "core/buf.h"
#include "core/str.h"
#include "core/words.h"
#include "daemon/addresses.h"
#include "daemon/telling.h"

#define TEXT_LIMIT ((size_t)4 << 10)
#define HOST_SIZE 256

/* One kind of one source, after it was judged. */
struct post {
    const struct source *source;
    enum upstream_kind kind;
    struct alert alert;
    bool open; /* there is an alert, and it is not resolved */
    bool tell;
    const char *reason;
};

struct round {
    struct watch *watch;
    struct alert *open;
    size_t open_count;
    struct post *posts;
    size_t count;
};

static const struct alert *find_open(const struct round *round, const char *rule_id)
{
    for (size_t i = 0; i < round->open_count; i++) {
        if (str_equal(round->open[i].rule_id, rule_id))
            return &round->open[i];
    }
    return NULL;
}

static void fill(const struct watch *watch, const struct life_step *step, struct post *post)
{
    struct alert *alert = &post->alert;
    struct buf text;

    alert->source_id = post->source->id;
    alert->indicator_id = "";
    alert->segment = "";
    alert->rule = upstream_name(post->kind);
    alert->severity = settings_severity_name(upstream_severity(post->kind));
    alert->state = step->state;
    alert->occasion = step->occasion;
    alert->changed = watch->now;
    alert->who = NULL;
    alert->note = NULL;
    if (step->state != ALERT_ACKNOWLEDGED)
        alert->until = 0;
    if (alert->number == 0)
        alert->since = watch->now;
    if (step->tell && step->state != ALERT_RESOLVED)
        alert->told = watch->now;
    buf_init(&text, TEXT_LIMIT);
    upstream_text(watch->settings, post->source, post->kind, alert, &text);
    alert->text = buf_keep(&text, watch->arena);
}

static bool is_same(const struct alert *before, const struct alert *after)
{
    return before && before->state == after->state && before->told == after->told &&
           str_equal(before->text, after->text) &&
           str_equal(before->severity, after->severity);
}

static int judge(struct round *round, const struct source *source, enum upstream_kind kind,
                 const struct upstream_case *here, struct err *err)
{
    struct watch *watch = round->watch;
    struct post *post = &round->posts[round->count];
    const char *id = arena_printf(watch->arena, "%s:%s", source->id, upstream_name(kind));
    const struct alert *before = find_open(round, id);

    *post = (struct post){.source = source, .kind = kind, .reason = ""};
    post->alert = before ? *before : (struct alert){0};
    post->alert.rule_id = id;
    post->alert.source_id = source->id;
    const struct life life = {
        .before = before,
        .standing = upstream_stands(kind, here),
        .now = watch->now,
        .silenced = alert_silenced_until(&post->alert, watch->silences, watch->silence_count,
                                         watch->now),
    };
    const struct life_step step = life_go_on(&life);
    if (!step.exists)
        return 0;
    fill(watch, &step, post);
    post->open = step.state != ALERT_RESOLVED;
    post->tell = step.tell;
    round->count++;
    watch->raised += before == NULL;
    watch->resolved += !post->open;
    return is_same(before, &post->alert) ? 0
                                         : ledger_save_alert(watch->ledger, &post->alert, err);
}

static bool has_own_rule(const struct settings *settings, const struct indicator *indicator)
{
    for (size_t i = 0; i < settings->alert_count; i++) {
        if (settings->alerts[i].indicator == indicator && judge_is_timed(&settings->alerts[i]))
            return true;
    }
    return false;
}

/* A line for each indicator that is overdue by its source, but for those with a rule of their
 * own about it. Returns since when the first of them is awaited; INT64_MAX when none is. Sets
 * *nothing where one is due of which nothing was ever recorded. */
static int64_t put_overdue(struct watch *watch, const struct source *source, bool *nothing,
                           struct buf *out)
{
    const struct settings *settings = watch->settings;
    enum language language = settings->site.language;
    int64_t opens = INT64_MAX;

    for (size_t i = 0; i < source->reader_count; i++) {
        const struct indicator *indicator = settings_reader(settings, source, i);

        if (has_own_rule(settings, indicator))
            continue;
        struct awaited awaited = expecting_of(watch->expecting, indicator, source);
        *nothing = *nothing || (awaited.nothing && awaited.state == AWAITED_DUE);
        if (awaited.state != AWAITED_OVERDUE)
            continue;
        buf_printf(out, "%s ", settings_label(&indicator->title, language));
        calendar_say(indicator, &awaited, language, out);
        buf_putc(out, '\n');
        opens = awaited.opens < opens ? awaited.opens : opens;
    }
    return opens;
}

/* What is late of a source, and what its document is about that; NULL when nothing is. */
static const char *say_overdue(struct watch *watch, const struct source *source,
                               const struct health *health, bool *nothing)
{
    enum language language = watch->settings->site.language;
    struct buf text;

    buf_init(&text, TEXT_LIMIT);
    int64_t opens = put_overdue(watch, source, nothing, &text);
    if (opens != INT64_MAX && health->last_success >= opens && health->last_change < opens)
        buf_puts(&text, words_pick(language,
                                   "公表資料は取得できていますが、予定日より前から変わって"
                                   "いません",
                                   "the document is fetched, and unchanged since before"));
    const char *said = opens == INT64_MAX ? NULL : arena_strdup(watch->arena, buf_text(&text));
    buf_free(&text);
    return said;
}

static const char *say_failure(struct watch *watch, const struct health *health)
{
    struct buf text;

    if (health->failing_since == 0)
        return "";
    buf_init(&text, TEXT_LIMIT);
    words_failure(health, watch->settings->site.language, &text);
    return buf_keep(&text, watch->arena);
}

static int judge_source(struct round *round, const struct source *source, struct err *err)
{
    struct watch *watch = round->watch;
    size_t first = round->count;
    struct health health;

    if (addresses_health(watch->ledger, source, watch->arena, &health, err))
        return -1;
    bool nothing = false;
    const char *overdue = say_overdue(watch, source, &health, &nothing);
    const char *failure = say_failure(watch, &health);
    struct upstream_case here = {
        .health = &health, .overdue = overdue != NULL, .nothing = nothing, .now = watch->now};
    for (int kind = 0; kind < UPSTREAM_KINDS; kind++) {
        size_t before = round->count;

        if (judge(round, source, (enum upstream_kind)kind, &here, err))
            return err_prefix(err, "source %s", source->id);
        if (round->count > before && round->posts[before].open)
            here.failing = here.failing || upstream_inhibits((enum upstream_kind)kind);
    }
    for (size_t i = first; i < round->count; i++)
        round->posts[i].reason = round->posts[i].kind != UPSTREAM_OVERDUE ? failure
                                 : overdue                                ? overdue
                                                                          : "";
    return 0;
}

/* --- telling --- */

static bool belong(const struct post *a, const struct post *b)
{
    char host[HOST_SIZE], other[HOST_SIZE];

    upstream_host(a->source, host, sizeof host);
    upstream_host(b->source, other, sizeof other);
    return a->kind == b->kind && (a == b || (!str_empty(host) && str_equal(host, other)));
}

/* An outage that was told of before, or goes on elsewhere on its host, is no news. Only of
 * what cannot be reached: forms change one by one. */
static bool is_known(const struct round *round, const struct post *post)
{
    if (post->kind != UPSTREAM_UNREACHABLE || post->alert.occasion == ALERT_EXPIRED)
        return false;
    for (size_t i = 0; i < round->count; i++) {
        const struct post *other = &round->posts[i];

        if (other == post || !other->open || !belong(other, post))
            continue;
        if (!post->open || (!other->tell && other->alert.told != 0))
            return true;
    }
    return false;
}

static bool has_notifier(struct notifier **list, size_t count, const struct notifier *notifier)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i] == notifier)
            return true;
    }
    return false;
}

/* Those of the source itself; without, those of the alerts of its indicators. */
static size_t add_notifiers(const struct settings *settings, const struct source *source,
                            struct notifier **list, size_t count)
{
    for (size_t i = 0; i < source->notify_count; i++) {
        if (!has_notifier(list, count, source->notify[i]))
            list[count++] = source->notify[i];
    }
    for (size_t i = 0; source->notify_count == 0 && i < settings->alert_count; i++) {
        const struct alert_rule *rule = &settings->alerts[i];

        if (!settings_reads(rule->indicator, source))
            continue;
        for (size_t n = 0; n < rule->notify_count; n++) {
            if (!has_notifier(list, count, rule->notify[n]))
                list[count++] = rule->notify[n];
        }
    }
    return count;
}

static int queue(struct watch *watch, const struct upstream_group *group, const char *subject,
                 const struct prose *prose, struct err *err)
{
    const struct settings *settings = watch->settings;
    struct notifier **told =
        arena_alloc(watch->arena, settings->notifier_count + 1, sizeof *told);
    const struct telling telling = {watch->ledger, settings, watch->now};
    struct telling_circle circle = {.notifiers = told,
                                    .severity = upstream_severity(group->kind)};
    char thread[MESSAGE_THREAD_SIZE];
    struct notice notice = {
        .subject = subject,
        .body = buf_text(&prose->text),
        .html = buf_text(&prose->html),
        .closing = upstream_closing(settings->site.language),
        .severity = settings_severity_name(upstream_severity(group->kind)),
        .state = alert_state_name(group->alerts[0]->state),
        .thread = thread,
        .indicator = "",
        .source = group->sources[0]->id,
    };

    message_thread(group->alerts[0], thread);
    for (size_t i = 0; i < group->count; i++)
        circle.count = add_notifiers(settings, group->sources[i], told, circle.count);
    return telling_say(&telling, &circle, &notice, err);
}

static int tell(struct watch *watch, const struct upstream_group *group, struct err *err)
{
    struct buf subject;
    struct prose prose;

    buf_init(&subject, TEXT_LIMIT);
    prose_init(&prose);
    upstream_subject(group, &subject);
    upstream_write(group, &prose);
    int failed = !prose_finish(&prose) || subject.overflow
                     ? err_set(err, ERR_INTERNAL, "message is too long")
                     : queue(watch, group, buf_text(&subject), &prose, err);
    buf_free(&subject);
    prose_free(&prose);
    return failed;
}

/* The first that is to be told, and those that are told with it. */
static int tell_with(struct round *round, size_t first, struct err *err)
{
    struct watch *watch = round->watch;
    struct upstream_group group = {
        .settings = watch->settings,
        .kind = round->posts[first].kind,
        .sources = arena_alloc(watch->arena, round->count, sizeof(void *)),
        .alerts = arena_alloc(watch->arena, round->count, sizeof(void *)),
        .reasons = arena_alloc(watch->arena, round->count, sizeof(void *)),
    };

    for (size_t i = first; i < round->count; i++) {
        struct post *post = &round->posts[i];

        if (!post->tell || !belong(post, &round->posts[first]) ||
            post->alert.occasion != round->posts[first].alert.occasion)
            continue;
        group.sources[group.count] = post->source;
        group.alerts[group.count] = &post->alert;
        group.reasons[group.count++] = post->reason;
        post->tell = false;
    }
    return tell(watch, &group, err);
}

static int tell_all(struct round *round, struct err *err)
{
    for (size_t i = 0; i < round->count; i++) {
        if (round->posts[i].tell && is_known(round, &round->posts[i]))
            round->posts[i].tell = false;
    }
    for (size_t i = 0; i < round->count; i++) {
        if (round->posts[i].tell && tell_with(round, i, err))
            return -1;
    }
    return 0;
}

static bool is_watched(const struct settings *settings, const struct alert *alert)
{
    const struct source *source = settings_source(settings, alert->source_id);
    enum upstream_kind ignored;

    return source && source->watch && source->url_count > 0 &&
           upstream_kind_of(alert, &ignored);
}

static int retire(struct round *round, struct err *err)
{
    for (size_t i = 0; i < round->open_count; i++) {
        struct alert alert = round->open[i];

        if (str_empty(alert.source_id) || is_watched(round->watch->settings, &alert))
            continue;
        alert.state = ALERT_RESOLVED;
        alert.changed = round->watch->now;
        round->watch->resolved++;
        if (ledger_save_alert(round->watch->ledger, &alert, err))
            return -1;
    }
    return 0;
}

int watch_run(struct watch *watch, struct err *err)
{
    const struct settings *settings = watch->settings;
    struct round round = {
        .watch = watch,
        .posts = arena_alloc(watch->arena, settings->source_count * UPSTREAM_KINDS + 1,
                             sizeof *round.posts),
    };

    if (ledger_alerts(watch->ledger, true, 0, watch->arena, &round.open, &round.open_count,
                      err) ||
        retire(&round, err))
        return -1;
    for (size_t i = 0; i < settings->source_count; i++) {
        const struct source *source = &settings->sources[i];

        if (source->watch && source->url_count > 0 && judge_source(&round, source, err))
            return -1;
    }
    return tell_all(&round, err);
}

bool watch_inhibits(const struct alert *open, size_t count, const char *source)
{
    for (size_t i = 0; i < count; i++) {
        enum upstream_kind kind;

        if (!str_empty(open[i].source_id) && str_equal(open[i].source_id, source) &&
            upstream_kind_of(&open[i], &kind) && upstream_inhibits(kind))
            return true;
    }
    return false;
}
