/* SPDX-License-Identifier: GPL-3.0-or-later */
/* redeliver: see redeliver.h. */
#include "daemon/redeliver.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "alerts/notify.h"
#include "core/sha256.h"
#include "core/str.h"
#include "daemon/cycle.h"
#include "daemon/deliver.h"
#include "daemon/discretion.h"
#include "daemon/enclosing.h"
#include "daemon/telling.h"
#include "ledger/ledger.h"

#define KEY_LENGTH 32

struct desk {
    struct ledger *ledger;
    int lock;
    struct arena *arena;
    struct letter *letters;
    size_t count;
};

static int open_desk(const struct redeliver *order, struct desk *desk, struct err *err)
{
    *desk = (struct desk){.lock = -1, .arena = arena_new()};
    if (ledger_open_existing(order->settings->site.state, &desk->ledger, err))
        return -1;
    desk->lock = cycle_lock(order->settings, order->wait, err);
    return desk->lock < 0 ? -1
                          : ledger_letters_open(desk->ledger, desk->arena, &desk->letters,
                                                &desk->count, err);
}

static void close_desk(struct desk *desk)
{
    ledger_close(desk->ledger);
    if (desk->lock >= 0)
        close(desk->lock);
    arena_free(desk->arena);
}

static struct letter *find_letter(const struct desk *desk, int64_t number, struct err *err)
{
    for (size_t i = 0; i < desk->count; i++) {
        if (desk->letters[i].number == number)
            return &desk->letters[i];
    }
    (void)err_set(err, ERR_USAGE,
                  "no message %" PRId64 " is waiting; `shihyo notify` lists those that are",
                  number);
    return NULL;
}

/* It begins anew: as long as its notifier's `expire` from now. */
static int revive(const struct redeliver *order, const struct desk *desk,
                  struct letter *letter, struct err *err)
{
    letter->since = order->now;
    letter->due = order->now;
    letter->given_up = 0;
    return ledger_letter_note(desk->ledger, letter, err);
}

static int revive_all(const struct redeliver *order, struct desk *desk, const int64_t *numbers,
                      size_t count, struct err *err)
{
    for (size_t i = 0; i < count; i++) {
        struct letter *letter = find_letter(desk, numbers[i], err);

        if (!letter || revive(order, desk, letter, err))
            return -1;
    }
    for (size_t i = 0; i < desk->count && count == 0; i++) {
        if (revive(order, desk, &desk->letters[i], err))
            return -1;
    }
    return 0;
}

int redeliver_retry(const struct redeliver *order, const int64_t *numbers, size_t count,
                    size_t *delivered, size_t *waiting, struct err *err)
{
    struct desk desk;
    int failed =
        open_desk(order, &desk, err) || revive_all(order, &desk, numbers, count, err) ||
        deliver_run(desk.ledger, order->settings, order->now, delivered, waiting, err);

    close_desk(&desk);
    return failed ? -1 : 0;
}

int redeliver_drop(const struct redeliver *order, const int64_t *numbers, size_t count,
                   struct err *err)
{
    struct desk desk;
    int failed = open_desk(order, &desk, err);

    for (size_t i = 0; i < count && !failed; i++)
        failed = !find_letter(&desk, numbers[i], err);
    for (size_t i = 0; i < count && !failed; i++)
        failed = ledger_letter_drop(desk.ledger, numbers[i], order->who, order->now, err);
    close_desk(&desk);
    return failed ? -1 : 0;
}

/* Another one at each instant, so that no receiver takes it for the last test. */
static const char *sample_key(const struct redeliver *order, const struct notifier *notifier,
                              struct arena *arena)
{
    char digest[SHA256_TEXT_SIZE];
    const char *text = arena_printf(arena, "test %s %s %" PRId64 " %ld", order->settings->file,
                                    notifier->id, order->now, (long)getpid());

    sha256_text(text, strlen(text), digest);
    return arena_strndup(arena, digest, KEY_LENGTH);
}

static int send_sample(const struct redeliver *order, const struct notifier *notifier,
                       struct ledger *ledger, struct arena *arena, struct buf *shown,
                       struct err *err)
{
    const struct telling telling = {ledger, order->settings, order->now};
    struct notice notice;
    const char *reached = "";

    if (telling_sample(&telling, notifier, arena, &notice, err))
        return -1;
    const struct notice_list list = {&notice, 1};
    const struct letter letter = {
        .notifier = notifier->id,
        .key = sample_key(order, notifier, arena),
        .created = order->now,
        .error = "",
        .reached = "",
        .subject = notice.subject,
        .notices = 1,
    };
    struct notify_letter whole = {.settings = order->settings,
                                  .notifier = notifier,
                                  .letter = &letter,
                                  .notices = &list};
    if (notifier->type == NOTIFY_MAIL)
        enclosing_charts(ledger, &whole, order->now, arena);
    return shown ? notify_show(&whole, shown, err) : notify_send(&whole, arena, &reached, err);
}

int redeliver_test(const struct redeliver *order, const struct notifier *notifier,
                   struct buf *shown, struct err *err)
{
    struct arena *arena = arena_new();
    struct ledger *ledger = NULL;
    /* of what may be told: a sample is for whoever sets up the way */
    int failed = ledger_open(order->settings->site.state, true, &ledger, err) ||
                 discretion_machines(ledger, order->settings, order->now, err) ||
                 send_sample(order, notifier, ledger, arena, shown, err);

    ledger_close(ledger);
    arena_free(arena);
    return failed ? -1 : 0;
}
