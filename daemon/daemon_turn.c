/* SPDX-License-Identifier: GPL-3.0-or-later */
/* daemon_turn: one turn of the daemon; see turning.h. */
#include <signal.h>

#include "core/instant.h"
#include "core/log.h"
#include "daemon/cycle.h"
#include "daemon/deliver.h"
#include "daemon/expecting.h"
#include "daemon/identity.h"
#include "daemon/turning.h"
#include "ledger/concealed.h"

enum {
    WAIT_MAX_S = 3600, /* looked at again then, also after a jump of the clock */
    RETRY_S = 60,      /* after a cycle that could not run at all */
    PATIENCE_S = 60,   /* or whoever enters values one after the other would keep it out */
    BUSY_S = 3600,     /* a cycle without a sign of life that long hangs */
    DRAIN_S = 120,     /* and one more document, when it is to end */
    TEXT_LIMIT = 8192
};

static void log_source(const struct cycle_source *source)
{
    if (source->problems > 1)
        log_warning("source %s: %zu cells were not understood; the first: %s",
                    source->source->id, source->problems, source->err.text);
    else if (source->err.code != ERR_NONE)
        log_warning("source %s: %s", source->source->id, source->err.text);
    else
        log_debug("source %s: %s", source->source->id,
                  source->unchanged ? "unchanged" : "read");
}

static void log_odd(const struct settings *settings)
{
    for (size_t i = 0; i < settings->indicator_count; i++) {
        struct buf text;

        if (!identity_is_odd(&settings->indicators[i]))
            continue;
        buf_init(&text, TEXT_LIMIT);
        identity_text(&settings->indicators[i], LANGUAGE_EN, &text);
        log_warning("%s", buf_text(&text));
        buf_free(&text);
    }
}

static void log_report(const struct cycle_report *report)
{
    for (size_t i = 0; i < report->source_count; i++)
        log_source(&report->sources[i]);
    if (report->after.code != ERR_NONE)
        log_error("%s", report->after.text);
    log_info(
        "cycle: %zu sources, %zu added, %zu revised, %zu alerts raised, %zu resolved, %zu "
        "charts",
        report->source_count, report->counts.added, report->counts.revised,
        report->alerts.raised, report->alerts.resolved, report->caches.charts);
}

/* What is due first: a document or a message. */
struct due {
    int64_t at;
    const struct source *source; /* NULL = a message, the end of an embargo, or nothing within
                                    WAIT_MAX_S */
};

static int find_due_of(const struct expecting *expecting, const struct source *source,
                       struct due *out, struct err *err)
{
    for (size_t i = 0; i < source->url_count; i++) {
        struct schedule_plan plan;

        if (expecting_plan(expecting, source, i, &plan, NULL, err))
            return -1;
        if (plan.at < out->at)
            *out = (struct due){plan.at, source};
    }
    return 0;
}

static int find_post(struct ledger *ledger, const struct settings *settings, struct due *out,
                     struct err *err)
{
    int64_t at;

    if (deliver_due(ledger, settings, &at, err))
        return -1;
    if (at < out->at)
        *out = (struct due){at, NULL};
    return 0;
}

/* The hour at which something may be told that was under embargo. */
static int find_hour(struct ledger *ledger, struct due *out, struct err *err)
{
    int64_t at;

    if (concealed_due(ledger, &at, err))
        return -1;
    if (at < out->at)
        *out = (struct due){at, NULL};
    return 0;
}

/* Opened for writing, so that an interrupted first start and an older schema are put right
 * here.
 */
static int find_due(const struct settings *settings, int64_t now, struct due *out,
                    struct err *err)
{
    struct arena *arena = arena_new();
    struct ledger *ledger = NULL;
    struct expecting expecting;
    int failed = ledger_open(settings->site.state, false, &ledger, err) ||
                 expecting_load_told(ledger, settings, now, arena, &expecting, err);

    *out = (struct due){now + WAIT_MAX_S, NULL};
    for (size_t i = 0; i < settings->source_count && !failed; i++)
        failed = find_due_of(&expecting, &settings->sources[i], out, err);
    if (!failed)
        failed = find_post(ledger, settings, out, err) || find_hour(ledger, out, err);
    ledger_close(ledger);
    arena_free(arena);
    return failed ? -1 : 0;
}

/* A signal that waits for the cycle's end is looked for meanwhile: nothing more is asked of
 * anybody then, and the service manager is told how long the end may take. */
static bool is_ending(void *context)
{
    struct daemon *daemon = context;
    sigset_t pending;

    if (!daemon->ending && sigpending(&pending) == 0 &&
        (sigismember(&pending, SIGTERM) == 1 || sigismember(&pending, SIGINT) == 1)) {
        daemon->ending = true;
        supervisor_stopping(&daemon->supervisor, DRAIN_S);
    }
    return daemon->ending;
}

/* After each document. */
static void show_life(size_t done, size_t total, void *context)
{
    const struct daemon *daemon = context;

    supervisor_alive(&daemon->supervisor);
    if (is_ending(context))
        supervisor_stopping(&daemon->supervisor, DRAIN_S);
    else
        supervisor_status(&daemon->supervisor, "collecting: %zu of %zu documents", done,
                          total);
}

static int run_cycle(struct daemon *daemon, int64_t now)
{
    const struct lock_wait wait = {
        .seconds = PATIENCE_S, .give_up = is_ending, .context = daemon};
    const struct cycle_options options = {
        .settings = daemon->settings,
        .now = now,
        .wait = &wait,
        .ending = is_ending,
        .progress = show_life,
        .context = daemon,
    };
    struct cycle_report report;
    struct err err = {0};

    supervisor_busy(&daemon->supervisor, BUSY_S);
    supervisor_status(&daemon->supervisor, "collecting");
    int failed = cycle_run(&options, &report, &err);
    if (failed)
        log_error("cycle: %s", err.text);
    else
        log_report(&report);
    daemon->last_err = failed ? err : report.after;
    cycle_free(&report);
    supervisor_idle(&daemon->supervisor);
    return failed;
}

static void tell_wait(const struct daemon *daemon, const struct due *due)
{
    char at[INSTANT_TEXT_SIZE];

    instant_print_local(due->at, at);
    if (due->source)
        supervisor_status(&daemon->supervisor, "waiting for source %s, due %s",
                          due->source->id, at);
    else
        supervisor_status(&daemon->supervisor, "nothing is due before %s", at);
}

int64_t daemon_turn(struct daemon *daemon, int64_t now)
{
    struct err err = {0};
    struct due due;

    supervisor_alive(&daemon->supervisor);
    if (find_due(daemon->settings, now, &due, &err)) {
        log_error("%s", err.text);
        daemon->failed++;
        daemon->last_err = err;
        supervisor_status(&daemon->supervisor, "%s", err.text);
        return RETRY_S;
    }
    if (due.at > now && !daemon->reloaded) {
        tell_wait(daemon, &due);
        return due.at - now;
    }
    int failed = run_cycle(daemon, now);
    daemon->last = now;
    daemon->reloaded = daemon->reloaded && failed;
    if (failed) {
        daemon->failed++;
        supervisor_status(&daemon->supervisor, "the last cycle failed: %s",
                          daemon->last_err.text);
        return RETRY_S;
    }
    daemon->cycles++;
    if (daemon->tell)
        log_odd(daemon->settings);
    daemon->tell = false;
    return 0;
}
