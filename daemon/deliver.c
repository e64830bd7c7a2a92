/* SPDX-License-Identifier: GPL-3.0-or-later */
/* deliver: see deliver.h. */
#include "daemon/deliver.h"

#include "alerts/notify.h"
#include "config/office.h"
#include "core/instant.h"
#include "core/log.h"
#include "core/str.h"
#include "daemon/enclosing.h"

#define FIRST_S 60
#define MOST_S ((int64_t)6 * 3600)

struct round {
    struct ledger *ledger;
    const struct settings *settings;
    int64_t now;
    int64_t until; /* by instant_ticks_ms */
    struct arena *arena;
};

/* A notifier no longer configured: the log, so that nothing is lost. */
static const struct notifier *find_notifier(const struct settings *settings, const char *id)
{
    for (size_t i = 0; i < settings->notifier_count; i++) {
        if (str_equal(settings->notifiers[i].id, id))
            return &settings->notifiers[i];
    }
    return NULL;
}

/* --- letters --- */

static enum severity severity_of(const struct notice *notice)
{
    static const enum severity KEPT[] = {SEVERITY_INFO, SEVERITY_WARNING, SEVERITY_CRITICAL};

    return KEPT[alert_gravity(notice->severity)];
}

static int64_t due_of(const struct settings *settings, const struct notice *notice)
{
    const struct notifier *notifier = find_notifier(settings, notice->notifier);

    return notifier ? office_due(notifier, severity_of(notice), notice->created)
                    : notice->created;
}

/* The first program that is meant to move the indicator, or "". */
static const char *program_of(const struct settings *settings, const char *id)
{
    const struct indicator *indicator = settings_indicator(settings, id);

    for (size_t i = 0; indicator && i < settings->program_count; i++) {
        if (settings_moves(&settings->programs[i], indicator))
            return settings->programs[i].id;
    }
    return "";
}

/* What goes into one letter; NULL = alone. */
static const char *bundle_of(const struct settings *settings, const struct notifier *notifier,
                             const struct notice *notice)
{
    if (!notifier || notifier->type == NOTIFY_LOG)
        return NULL;
    if (notifier->rhythm.kind != RHYTHM_AT_ONCE)
        return "";
    switch (notifier->group) {
    case GROUP_SOURCE:
        return notice->source;
    case GROUP_PROGRAM:
        return program_of(settings, notice->indicator);
    case GROUP_INDICATOR:
        return notice->indicator;
    case GROUP_ALL:
        return "";
    case GROUP_NONE:
        break;
    }
    return NULL;
}

struct bundle {
    const char *key; /* NULL = one notice alone */
    const struct notice **notices;
    size_t count;
};

static struct bundle *find_bundle(struct bundle *bundles, size_t *count, const char *key)
{
    for (size_t i = 0; key && i < *count; i++) {
        if (bundles[i].key && str_equal(bundles[i].key, key))
            return &bundles[i];
    }
    bundles[*count].key = key;
    return &bundles[(*count)++];
}

/* The due notices of one notifier. */
static int post_notices(const struct round *round, const struct notifier *notifier,
                        const struct notice **notices, size_t count, struct err *err)
{
    struct bundle *bundles = arena_alloc(round->arena, count, sizeof *bundles);
    size_t bundle_count = 0;
    bool capped = notifier && notifier->type != NOTIFY_LOG && notifier->group != GROUP_NONE;

    for (size_t i = 0; i < count; i++) {
        struct bundle *bundle = find_bundle(bundles, &bundle_count,
                                            bundle_of(round->settings, notifier, notices[i]));

        if (!bundle->notices)
            bundle->notices = arena_alloc(round->arena, count, sizeof(const struct notice *));
        bundle->notices[bundle->count++] = notices[i];
    }
    if (capped && bundle_count > DELIVER_LETTERS_MOST)
        return ledger_post(round->ledger, notices, count, round->now, err);
    for (size_t i = 0; i < bundle_count; i++) {
        if (ledger_post(round->ledger, bundles[i].notices, bundles[i].count, round->now, err))
            return -1;
    }
    return 0;
}

/* Each turn takes the first that is left and all that go to the same notifier. */
static int post_due(const struct round *round, const struct notice_list *list, struct err *err)
{
    const struct notice **same =
        arena_alloc(round->arena, list->count, sizeof(const struct notice *));
    bool *taken = arena_alloc(round->arena, list->count, sizeof *taken);

    for (size_t i = 0; i < list->count; i++) {
        size_t count = 0;

        for (size_t j = i; j < list->count; j++) {
            const struct notice *notice = &list->items[j];

            if (taken[j] || !str_equal(notice->notifier, list->items[i].notifier))
                continue;
            taken[j] = true;
            if (due_of(round->settings, notice) <= round->now)
                same[count++] = notice;
        }
        if (count > 0 &&
            post_notices(round, find_notifier(round->settings, list->items[i].notifier), same,
                         count, err))
            return -1;
    }
    return 0;
}

int deliver_post(struct ledger *ledger, const struct settings *settings, int64_t now,
                 struct err *err)
{
    struct round round = {ledger, settings, now, 0, arena_new()};
    struct notice_list list;
    int failed = ledger_unposted(ledger, round.arena, &list, err);

    if (!failed && list.count > 0) {
        failed = ledger_begin(ledger, err);
        if (!failed && (post_due(&round, &list, err) || ledger_commit(ledger, err))) {
            ledger_rollback(ledger);
            failed = -1;
        }
    }
    arena_free(round.arena);
    return failed ? -1 : 0;
}

/* --- sending --- */

/* Four characters of the key, as 0.75 to 1.25. */
static double jitter(const char *key)
{
    unsigned value = 0;

    for (int i = 0; i < 4 && key[i]; i++)
        value = value * 31 + (unsigned char)key[i];
    return 0.75 + (double)(value % 1000) / 2000;
}

int64_t deliver_backoff(int attempts, const char *key)
{
    int64_t wait = FIRST_S;

    for (int i = 1; i < attempts && wait < MOST_S; i++)
        wait *= 2;
    return (int64_t)((double)(wait < MOST_S ? wait : MOST_S) * jitter(key));
}

static int64_t expire_of(const struct notifier *notifier)
{
    return notifier ? notifier->expire_s : INT64_MAX / 2;
}

/* What failed waits, or is given up. */
static void put_off(const struct round *round, struct letter *letter,
                    const struct notifier *notifier, const struct err *reason)
{
    letter->error = reason->text;
    letter->due = round->now + deliver_backoff(letter->attempts, letter->key);
    if (round->now - letter->since >= expire_of(notifier)) {
        letter->given_up = round->now;
        log_error("notify %s: given up after %d attempts: %s: %s", letter->notifier,
                  letter->attempts, letter->subject, reason->text);
    } else {
        log_warning("notify %s: not delivered, tried again later: %s",
                    notifier ? notifier->id : "log", reason->text);
    }
}

/* Of what is told of one alert in one letter the last word is enough. */
static void keep_last_words(struct notice_list *list)
{
    size_t kept = 0;

    for (size_t i = 0; i < list->count; i++) {
        bool last = true;

        for (size_t j = i + 1; j < list->count && last; j++)
            last = str_empty(list->items[i].thread) ||
                   !str_equal(list->items[i].thread, list->items[j].thread);
        if (last)
            list->items[kept++] = list->items[i];
    }
    list->count = kept;
}

/* Returns -1 only when the ledger fails. *silent: the notifier does not answer at all. */
static int send_one(const struct round *round, struct letter *letter, bool *sent, bool *silent,
                    struct err *err)
{
    const struct notifier *notifier = find_notifier(round->settings, letter->notifier);
    struct notice_list notices;
    struct err reason = {0};

    if (ledger_letter_notices(round->ledger, letter->number, round->arena, &notices, err))
        return -1;
    keep_last_words(&notices);
    struct notify_letter whole = {
        .settings = round->settings,
        .notifier = notifier,
        .letter = letter,
        .notices = &notices,
    };
    if (notifier && notifier->type == NOTIFY_MAIL)
        enclosing_charts(round->ledger, &whole, round->now, round->arena);
    const char *reached = letter->reached;
    int failed = notify_send(&whole, round->arena, &reached, &reason);

    letter->attempts++;
    letter->reached = reached;
    letter->error = "";
    *sent = !failed;
    *silent = failed && reason.code != ERR_DATA;
    if (failed)
        put_off(round, letter, notifier, &reason);
    else
        letter->delivered = round->now;
    return ledger_letter_note(round->ledger, letter, err);
}

/* Whether a notifier did not answer in this round. */
static bool is_silent(const char *const *silent, size_t count, const char *notifier)
{
    for (size_t i = 0; i < count; i++) {
        if (str_equal(silent[i], notifier))
            return true;
    }
    return false;
}

static int send_all(const struct round *round, struct letter *letters, size_t count,
                    size_t *delivered, struct err *err)
{
    const char **silent = arena_alloc(round->arena, count, sizeof *silent);
    size_t silent_count = 0;

    for (size_t i = 0; i < count && instant_ticks_ms() < round->until; i++) {
        bool sent, mute;

        if (is_silent(silent, silent_count, letters[i].notifier))
            continue;
        if (send_one(round, &letters[i], &sent, &mute, err))
            return -1;
        *delivered += sent;
        if (!mute)
            continue;
        silent[silent_count++] = letters[i].notifier;
        if (ledger_letters_postpone(round->ledger, letters[i].notifier, letters[i].due, err))
            return -1;
    }
    return 0;
}

int deliver_run(struct ledger *ledger, const struct settings *settings, int64_t now,
                size_t *delivered, size_t *waiting, struct err *err)
{
    struct round round = {ledger, settings, now,
                          instant_ticks_ms() + INT64_C(1000) * DELIVER_SECONDS, arena_new()};
    struct ledger_outbox_counts counts = {0};
    struct letter *letters;
    size_t count;

    *delivered = 0;
    *waiting = 0;
    int failed = deliver_post(ledger, settings, now, err) ||
                 ledger_letters_due(ledger, now, round.arena, &letters, &count, err) ||
                 send_all(&round, letters, count, delivered, err) ||
                 ledger_outbox(ledger, &counts, err);
    *waiting = counts.waiting;
    arena_free(round.arena);
    return failed ? -1 : 0;
}

int deliver_due(struct ledger *ledger, const struct settings *settings, int64_t *due,
                struct err *err)
{
    struct arena *arena = arena_new();
    struct ledger_outbox_counts counts = {.next_due = INT64_MAX};
    struct notice_list list = {0};
    int failed =
        ledger_outbox(ledger, &counts, err) || ledger_unposted(ledger, arena, &list, err);

    *due = counts.next_due;
    for (size_t i = 0; i < list.count && !failed; i++) {
        int64_t here = due_of(settings, &list.items[i]);

        *due = here < *due ? here : *due;
    }
    arena_free(arena);
    return failed ? -1 : 0;
}
