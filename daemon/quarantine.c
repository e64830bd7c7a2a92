/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quarantine: see quarantine.h. */
#include "daemon/quarantine.h"

#include <inttypes.h>

#include "alerts/holding.h"
#include "collector/gates.h"
#include "core/buf.h"
#include "core/str.h"
#include "core/words.h"

#define BODY_LIMIT ((size_t)64 << 10)
#define SUBJECT_LIMIT 4096

/* One document of one source for one indicator, on its way. */
struct turn {
    const struct quarantine *q;
    const struct quarantine_case *sifted;
    const struct indicator *indicator;
    const struct pick *pick;
    struct gates_findings found;
    bool *news;
    struct held_list past; /* all items of this indicator from this source */
    bool *confirmed;       /* past items that this document says again */
    struct held_list fresh;
    struct quarantine_counts *counts;
};

/* --- judging --- */

static int prepare(struct turn *turn, struct err *err)
{
    const struct quarantine *q = turn->q;
    const struct ledger_origin *origin = turn->sifted->origin;
    const struct series said = {.frequency = turn->indicator->frequency,
                                .observations = turn->pick->observations,
                                .count = turn->pick->count};
    struct series known;
    struct held_reach before;

    turn->news = arena_alloc(q->arena, said.count, sizeof *turn->news);
    if (ledger_sift(q->ledger, turn->indicator->id, &said, origin, turn->news, err) ||
        ledger_series(q->ledger, turn->indicator->id, said.frequency, NULL, q->arena, &known,
                      err) ||
        ledger_held(q->ledger, turn->indicator->id, origin->source, false, q->arena,
                    &turn->past, err) ||
        ledger_reach(q->ledger, origin->source, turn->indicator->id, turn->sifted->selection,
                     &before, err))
        return -1;
    turn->confirmed = arena_alloc(q->arena, turn->past.count, sizeof *turn->confirmed);
    turn->fresh.items = arena_alloc(q->arena, said.count + 2, sizeof *turn->fresh.items);
    gates_judge(&(struct gates_case){.indicator = turn->indicator,
                                     .pick = turn->pick,
                                     .news = turn->news,
                                     .known = &known,
                                     .before = before,
                                     .language = q->settings->site.language},
                q->arena, &turn->found);
    return 0;
}

/* --- holding --- */

/* The newest item that says the same; NULL = none. */
static const struct held *find_past(const struct turn *turn, const struct observation *item)
{
    for (size_t i = turn->past.count; i > 0; i--) {
        if (held_is(&turn->past.items[i - 1], item))
            return &turn->past.items[i - 1];
    }
    return NULL;
}

/* While one is open the document is known to be odd; a dropped one counts for its words. */
static const struct held *find_past_whole(const struct turn *turn,
                                          const struct gates_finding *finding)
{
    for (size_t i = turn->past.count; i > 0; i--) {
        const struct held *past = &turn->past.items[i - 1];

        if (past->whole && past->gate == finding->gate &&
            (past->state == HELD_OPEN || str_equal(past->reason, finding->reason)))
            return past;
    }
    return NULL;
}

/* Holds what no open or dropped item says already. */
static int hold(struct turn *turn, const struct held *past, struct held *item, struct err *err)
{
    if (past && (past->state == HELD_OPEN || past->state == HELD_DROPPED)) {
        turn->confirmed[past - turn->past.items] = true;
        turn->counts->held += past->state == HELD_OPEN;
        return 0;
    }
    item->indicator_id = turn->indicator->id;
    item->source = turn->sifted->origin->source;
    item->rank = turn->sifted->origin->rank;
    item->observation.document = turn->sifted->origin->document;
    item->since = turn->q->now;
    if (ledger_hold(turn->q->ledger, item, err))
        return -1;
    if (turn->counts->fresh++ == 0) {
        turn->counts->indicator = turn->indicator->id;
        turn->counts->first = *item;
    }
    turn->counts->held++;
    turn->fresh.items[turn->fresh.count++] = *item;
    return 0;
}

static int hold_whole(struct turn *turn, const struct gates_finding *finding, struct err *err)
{
    struct held item = {.whole = true, .gate = finding->gate, .reason = finding->reason};

    if (!finding->held)
        return 0;
    return hold(turn, find_past_whole(turn, finding), &item, err);
}

static int hold_one(struct turn *turn, size_t i, bool *held, struct err *err)
{
    const struct observation *said = &turn->pick->observations[i];
    const struct gates_finding *finding = &turn->found.each[i];
    const struct held *past = turn->news[i] ? find_past(turn, said) : NULL;

    *held = finding->held;
    if (past && past->state == HELD_RELEASED)
        *held = false;
    if (past && past->state == HELD_DROPPED)
        *held = true;
    if (!*held)
        return 0;
    struct held item = {
        .observation = *said, .gate = finding->gate, .reason = finding->reason};
    return hold(turn, past, &item, err);
}

static int hold_all(struct turn *turn, struct series *passed, struct err *err)
{
    *passed = (struct series){.indicator = turn->indicator->id,
                              .frequency = turn->indicator->frequency};
    passed->observations =
        arena_alloc(turn->q->arena, turn->pick->count, sizeof *passed->observations);
    if (hold_whole(turn, &turn->found.rows, err) || hold_whole(turn, &turn->found.unit, err))
        return -1;
    for (size_t i = 0; i < turn->pick->count; i++) {
        bool held;

        if (hold_one(turn, i, &held, err))
            return -1;
        if (!held)
            passed->observations[passed->count++] = turn->pick->observations[i];
    }
    return 0;
}

/* --- what is over --- */

static int supersede(const struct quarantine *q, const struct held *past, struct err *err)
{
    struct held item = *past;

    item.state = HELD_SUPERSEDED;
    item.decided = q->now;
    item.who = NULL;
    item.note = NULL;
    return ledger_decide(q->ledger, &item, err);
}

/* An open item is over when the document gives its period otherwise, or when the document as a
 * whole is well again. */
static int supersede_old(struct turn *turn, struct err *err)
{
    const struct series said = {.observations = turn->pick->observations,
                                .count = turn->pick->count};

    for (size_t i = 0; i < turn->past.count; i++) {
        const struct held *past = &turn->past.items[i];

        if (past->state != HELD_OPEN || turn->confirmed[i] ||
            (!past->whole && !series_find(&said, past->observation.period)))
            continue;
        if (supersede(turn->q, past, err))
            return -1;
    }
    return 0;
}

/* A document that lost periods is not what the next one is compared with. */
static int note_reach(struct turn *turn, struct err *err)
{
    struct held_reach reach = gates_reach(turn->pick);

    if (reach.periods == 0 || turn->found.rows.held)
        return 0;
    return ledger_set_reach(turn->q->ledger, turn->sifted->origin->source, turn->indicator->id,
                            turn->sifted->selection, &reach, err);
}

/* --- telling --- */

static bool is_first(const struct turn *turn, size_t rule, const struct notifier *notifier)
{
    const struct settings *settings = turn->q->settings;

    for (size_t i = 0; i <= rule; i++) {
        const struct alert_rule *other = &settings->alerts[i];

        for (size_t n = 0; other->indicator == turn->indicator && n < other->notify_count;
             n++) {
            if (other->notify[n] == notifier)
                return i == rule;
        }
    }
    return false;
}

/* Whoever is told of the indicator's alerts; without anybody, the log. */
static int queue_all(struct turn *turn, struct ledger_message *message, struct err *err)
{
    const struct settings *settings = turn->q->settings;
    size_t told = 0;

    for (size_t i = 0; i < settings->alert_count; i++) {
        const struct alert_rule *rule = &settings->alerts[i];

        for (size_t n = 0; rule->indicator == turn->indicator && n < rule->notify_count; n++) {
            if (!is_first(turn, i, rule->notify[n]))
                continue;
            message->notifier = rule->notify[n]->id;
            told++;
            if (ledger_queue(turn->q->ledger, message, err))
                return -1;
        }
    }
    message->notifier = "";
    return told > 0 ? 0 : ledger_queue(turn->q->ledger, message, err);
}

static int tell(struct turn *turn, struct err *err)
{
    const struct settings *settings = turn->q->settings;
    struct buf subject, body;

    if (turn->fresh.count == 0)
        return 0;
    buf_init(&subject, SUBJECT_LIMIT);
    buf_init(&body, BODY_LIMIT);
    int failed = holding_subject(settings, turn->indicator, &turn->fresh, &subject, err) ||
                 holding_body(settings, turn->indicator, &turn->fresh, &body, err);
    if (!failed)
        failed = queue_all(turn,
                           &(struct ledger_message){.subject = buf_text(&subject),
                                                    .body = buf_text(&body),
                                                    .severity = "warning",
                                                    .created = turn->q->now},
                           err);
    buf_free(&subject);
    buf_free(&body);
    return failed ? -1 : 0;
}

int quarantine_sift(const struct quarantine *quarantine, const struct quarantine_case *sifted,
                    struct series *passed, struct quarantine_counts *counts, struct err *err)
{
    struct turn turn = {
        .q = quarantine,
        .sifted = sifted,
        .indicator = sifted->pick->indicator,
        .pick = &sifted->pick->read->pick,
        .counts = counts,
    };

    if (prepare(&turn, err) || hold_all(&turn, passed, err) || supersede_old(&turn, err) ||
        note_reach(&turn, err))
        return -1;
    return tell(&turn, err);
}

/* --- decisions --- */

static const struct held *find_item(const struct held_list *list, int64_t number)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].number == number)
            return &list->items[i];
    }
    return NULL;
}

/* "保留を解除（NAME）: 資料を確認" */
static const char *print_note(const struct quarantine *q,
                              const struct quarantine_decision *decision)
{
    bool japanese = q->settings->site.language == LANGUAGE_JA;
    const char *tail = str_empty(decision->note) ? "" : decision->note;

    return arena_printf(q->arena, japanese ? "保留を解除（%s）%s%s" : "released by %s%s%s",
                        decision->who, *tail ? ": " : "", tail);
}

static int release(const struct quarantine *q, const struct held *item,
                   const struct quarantine_decision *decision, struct ledger_counts *counts,
                   struct err *err)
{
    struct observation observation = item->observation;
    const struct ledger_origin origin = {
        .source = item->source, .rank = item->rank, .document = observation.document};
    struct ledger_counts one = {0};

    if (item->whole && item->gate == HELD_UNIT)
        return err_set(err, ERR_USAGE,
                       "item %" PRId64 " holds no value that could be recorded: set `unit` or "
                       "`scale` of %s right, or drop it",
                       item->number, item->indicator_id);
    if (item->whole)
        return ledger_forget_reach(q->ledger, item->source, item->indicator_id, err);
    observation.note = print_note(q, decision);
    if (ledger_merge(q->ledger, item->indicator_id, &observation, 1, &origin, q->now, &one,
                     err))
        return -1;
    ledger_add_counts(counts, &one);
    return 0;
}

static int decide_one(const struct quarantine *q, const struct held *item,
                      const struct quarantine_decision *decision, struct ledger_counts *counts,
                      struct err *err)
{
    struct held decided = *item;
    bool again = decision->state == HELD_RELEASED && item->state == HELD_DROPPED;

    if (item->state != HELD_OPEN && !again)
        return err_set(err, ERR_USAGE, "item %" PRId64 " is %s already", item->number,
                       held_state_name(item->state));
    if (decision->state == HELD_RELEASED && release(q, item, decision, counts, err))
        return -1;
    decided.state = decision->state;
    decided.decided = q->now;
    decided.who = decision->who;
    decided.note = decision->note;
    return ledger_decide(q->ledger, &decided, err);
}

int quarantine_decide(const struct quarantine *quarantine,
                      const struct quarantine_decision *decision, struct ledger_counts *counts,
                      struct err *err)
{
    struct held_list all;

    if (ledger_held(quarantine->ledger, NULL, NULL, false, quarantine->arena, &all, err))
        return -1;
    for (size_t i = 0; i < decision->count; i++) {
        const struct held *item = find_item(&all, decision->numbers[i]);

        if (!item)
            return err_set(err, ERR_USAGE, "there is no item %" PRId64, decision->numbers[i]);
        if (decide_one(quarantine, item, decision, counts, err))
            return -1;
    }
    return 0;
}

static bool names(const struct observation *entered, size_t count, struct period period)
{
    for (size_t i = 0; i < count; i++) {
        if (period_compare(entered[i].period, period) == 0)
            return true;
    }
    return false;
}

int quarantine_supersede(const struct quarantine *quarantine, const char *indicator,
                         const struct observation *entered, size_t count, struct err *err)
{
    struct held_list open;

    if (ledger_held(quarantine->ledger, indicator, NULL, true, quarantine->arena, &open, err))
        return -1;
    for (size_t i = 0; i < open.count; i++) {
        const struct held *item = &open.items[i];

        if (!item->whole && names(entered, count, item->observation.period) &&
            supersede(quarantine, item, err))
            return -1;
    }
    return 0;
}
