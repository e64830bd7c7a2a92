/* SPDX-License-Identifier: GPL-3.0-or-later */
/* commented: see commented.h. */
#include "daemon/commented.h"

#include <inttypes.h>

#include "config/edition.h"
#include "core/instant.h"
#include "core/str.h"
#include "daemon/caches_desk.h"

/* --- what is shown --- */

static void keep_known(const struct settings *settings, struct comments *list)
{
    size_t kept = 0;

    for (size_t i = 0; i < list->count; i++) {
        if (settings_indicator(settings, list->items[i].indicator))
            list->items[kept++] = list->items[i];
    }
    list->count = kept;
}

/* What was withdrawn is said no more, whatever was known when: it may have been an error. */
static void freeze(const struct comments *now, struct comments *frozen)
{
    size_t kept = 0;

    for (size_t i = 0; i < frozen->count; i++) {
        const struct comment *item = &frozen->items[i];

        if (comment_find(now, item->indicator, item->period, COMMENT_APPROVED))
            frozen->items[kept++] = *item;
    }
    frozen->count = kept;
}

static int read_series(struct ledger *ledger, const struct settings *settings,
                       const struct indicator *indicator, struct arena *arena,
                       struct series *out, struct err *err)
{
    if (ledger_series(ledger, indicator->id, indicator->frequency, NULL, arena, out, err))
        return -1;
    edition_filter(settings, out);
    return 0;
}

static bool is_for_all(const struct comment *comment, const struct series *shown)
{
    const struct observation *figure = comment->period.frequency == shown->frequency
                                           ? series_find(shown, comment->period)
                                           : NULL;

    return comment->state == COMMENT_APPROVED && comment->open && figure &&
           series_has_value(figure);
}

static int keep_open(struct ledger *ledger, const struct settings *settings,
                     struct arena *arena, struct comments *list, struct err *err)
{
    const struct indicator *indicator = NULL;
    struct series shown = {0};
    size_t kept = 0;

    for (size_t i = 0; i < list->count; i++) {
        struct comment *item = &list->items[i];

        if (!indicator || !str_equal(indicator->id, item->indicator)) {
            indicator = settings_indicator(settings, item->indicator);
            if (read_series(ledger, settings, indicator, arena, &shown, err))
                return -1;
        }
        if (!edition_shows(settings, indicator) || !is_for_all(item, &shown))
            continue;
        item->who = NULL;
        list->items[kept++] = *item;
    }
    list->count = kept;
    return 0;
}

/* What the public may read is what stood when a time of quiet began. */
static int64_t instant_of(const struct settings *settings, int64_t now)
{
    return caches_desk_is_quiet(settings, now)
               ? instant_day_start(settings->site.quiet.from) - 1
               : now;
}

int commented_read(struct ledger *ledger, const struct settings *settings,
                   const char *indicator, int64_t now, struct arena *arena,
                   struct comments *out, struct err *err)
{
    int64_t at = instant_of(settings, now);
    struct comments standing;

    if (ledger_comments(ledger, indicator, &at, arena, out, err))
        return -1;
    keep_known(settings, out);
    if (edition_is_internal(settings) || out->count == 0)
        return 0;
    if (ledger_comments(ledger, indicator, NULL, arena, &standing, err))
        return -1;
    freeze(&standing, out);
    return keep_open(ledger, settings, arena, out, err);
}

int commented_read_open(struct ledger *ledger, const struct settings *settings, int64_t now,
                        struct arena *arena, struct comments *out, struct err *err)
{
    struct settings outside = *settings;

    outside.site.audience = AUDIENCE_PUBLIC;
    return commented_read(ledger, &outside, NULL, now, arena, out, err);
}

const char *commented_print(const struct comments *list, const char *indicator,
                            struct arena *arena)
{
    const struct comments here = comment_of(list, indicator);
    const char *out = "";

    for (size_t i = 0; i < here.count; i++)
        out = arena_printf(arena, "%s %" PRId64, out, here.items[i].number);
    return out;
}

/* --- what is done --- */

struct act {
    const struct commented_order *order;
    const struct comment *draft; /* what stands */
    const struct comment *approved;
    int64_t now;
    const char *of; /* "zoo-visitors FY2024" */
};

static const struct comment *newest(const struct act *act)
{
    return act->draft ? act->draft : act->approved;
}

static int check(const struct act *act, struct err *err)
{
    const struct commented_order *order = act->order;

    if (order->open && !order->indicator->is_public)
        return err_set(err, ERR_USAGE,
                       "%s: the indicator is not public (public = no), so no comment on it is",
                       act->of);
    if (order->act == COMMENTED_DROP && !act->draft)
        return err_set(err, ERR_USAGE, "%s: there is no draft to take back", act->of);
    if (order->act != COMMENTED_WRITE && !newest(act))
        return err_set(err, ERR_USAGE, "%s: no comment stands", act->of);
    return 0;
}

/* Whoever replaces what another section said does it in words of their own. */
static int check_words(const struct act *act, struct err *err)
{
    const struct commented_order *order = act->order;
    const struct comment *before = newest(act);

    if (order->act != COMMENTED_WRITE || !before ||
        str_equal(before->section, order->section) ||
        ((order->cause || str_empty(before->cause)) &&
         (order->action || str_empty(before->action))))
        return 0;
    return err_set(err, ERR_USAGE,
                   "%s: what stands is of %s, and its %s would stand under the name of %s: "
                   "expected both --cause and --action, or --by %s",
                   act->of, before->section, order->cause ? "action" : "cause", order->section,
                   before->section);
}

static const char *choose(const char *given, const char *standing)
{
    if (given)
        return given;
    return standing ? standing : "";
}

static struct comment make(const struct act *act)
{
    static const enum comment_state TAKEN[] = {
        [COMMENTED_DROP] = COMMENT_DROPPED, [COMMENTED_WITHDRAW] = COMMENT_WITHDRAWN};
    const struct commented_order *order = act->order;
    const struct comment *before = newest(act);
    bool taken = order->act == COMMENTED_DROP || order->act == COMMENTED_WITHDRAW;

    return (struct comment){
        .indicator = order->indicator->id,
        .period = order->period,
        .state = taken             ? TAKEN[order->act]
                 : order->approver ? COMMENT_APPROVED
                                   : COMMENT_DRAFT,
        .cause = taken ? "" : choose(order->cause, before ? before->cause : NULL),
        .action = taken ? "" : choose(order->action, before ? before->action : NULL),
        .section = order->section ? order->section
                   : before       ? before->section
                                  : NULL,
        .approver = taken ? NULL : order->approver,
        .open = order->open,
        .at = act->now,
        .who = order->who,
    };
}

/* Said by the same section in the same words for the same readers; a draft of what is approved
 * already is no other one. */
static bool says_same(const struct comment *a, const struct comment *b)
{
    return a && a->open >= b->open && str_equal(a->cause, b->cause) &&
           str_equal(a->action, b->action) && str_equal(a->section, b->section) &&
           (b->state == COMMENT_DRAFT ||
            (a->state == b->state && a->open == b->open &&
             str_equal(a->approver ? a->approver : "", b->approver ? b->approver : "")));
}

int commented_apply(struct ledger *ledger, const struct commented_order *order, int64_t now,
                    struct arena *arena, struct commented_done *done, struct err *err)
{
    const char *id = order->indicator->id;
    char period[PERIOD_TEXT_SIZE];
    struct comments standing;

    *done = (struct commented_done){0};
    if (ledger_comments(ledger, id, NULL, arena, &standing, err))
        return -1;
    period_print(order->period, period);
    const struct act act = {
        .order = order,
        .draft = comment_find(&standing, id, order->period, COMMENT_DRAFT),
        .approved = comment_find(&standing, id, order->period, COMMENT_APPROVED),
        .now = now,
        .of = arena_printf(arena, "%s %s", id, period),
    };
    if (check(&act, err) || check_words(&act, err))
        return -1;
    struct comment comment = make(&act);
    bool said = !str_empty(comment.cause) || !str_empty(comment.action);
    if (!said && (comment.state == COMMENT_DRAFT || comment.state == COMMENT_APPROVED))
        return err_set(err, ERR_USAGE, "%s: expected a cause or an action", act.of);
    if (says_same(newest(&act), &comment)) {
        done->stands = *newest(&act);
        return 0;
    }
    done->changed = true;
    if (order->section && newest(&act) && !str_equal(newest(&act)->section, order->section))
        done->replaced = newest(&act)->section;
    done->closed = comment.state == COMMENT_APPROVED && !comment.open && act.approved &&
                   act.approved->open;
    if (ledger_add_comment(ledger, &comment, err))
        return -1;
    done->stands = comment;
    return 0;
}

/* As the public edition would have it, whatever this one is. */
int commented_look(struct ledger *ledger, const struct settings *settings, struct arena *arena,
                   int64_t now, struct commented_done *done, struct err *err)
{
    const struct comment *comment = &done->stands;
    const struct indicator *indicator = settings_indicator(settings, comment->indicator);
    struct settings outside = *settings;
    struct series all, shown;

    if (comment->state != COMMENT_APPROVED || !comment->open || !indicator)
        return 0;
    outside.site.audience = AUDIENCE_PUBLIC;
    if (ledger_series(ledger, indicator->id, indicator->frequency, NULL, arena, &all, err) ||
        read_series(ledger, &outside, indicator, arena, &shown, err))
        return -1;
    const struct observation *figure = series_find(&all, comment->period);
    const struct observation *there = series_find(&shown, comment->period);

    if (!figure)
        return 0;
    if (!there) {
        done->hidden = COMMENTED_OF_SOURCE;
        done->source = figure->source;
    } else if (there->masked) {
        done->hidden = COMMENTED_OF_FEW;
    } else if (figure->embargo > now) {
        done->hidden = COMMENTED_EMBARGOED;
        done->until = figure->embargo;
    }
    return 0;
}

/* --- for programs --- */

static void put_one(const struct comment *comment, bool whole, struct json *json)
{
    json_begin_object(json, NULL);
    json_string(json, "indicator", comment->indicator);
    json_period(json, "period", comment->period);
    json_string(json, "state", comment_state_name(comment->state));
    json_bool(json, "public", comment->open);
    json_string(json, "cause", comment->cause);
    json_string(json, "action", comment->action);
    json_string(json, "section", comment->section);
    json_string(json, "approved_by", comment->approver);
    json_instant(json, "at", comment->at);
    if (whole)
        json_string(json, "who", comment->who);
    json_known(json, "value", comment->valued, comment->value);
    if (comment->embargo != 0) /* which no machine outside is shown */
        json_instant(json, "embargo", comment->embargo);
    json_end_object(json);
}

void commented_json(const struct comments *list, const char *key, bool whole,
                    struct json *json)
{
    json_begin_array(json, key);
    for (size_t i = 0; i < list->count; i++)
        put_one(&list->items[i], whole, json);
    json_end_array(json);
}
