/* SPDX-License-Identifier: GPL-3.0-or-later */
/* daemon: see daemon.h. */
#include "daemon/daemon.h"

#include <signal.h>
#include <stdbool.h>
#include <time.h>

#include "collector/sandbox.h"
#include "core/instant.h"
#include "core/log.h"
#include "daemon/cycle.h"
#include "daemon/expecting.h"
#include "daemon/identity.h"
#include "daemon/setup.h"

#define WAIT_MAX_S 3600 /* looked at again then, also after a jump of the clock */
#define FAULT_LIMIT 8192
#define RETRY_S 60    /* after a cycle that could not run at all */
#define PATIENCE_S 60 /* or whoever enters values one after the other would keep it out */

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
        buf_init(&text, FAULT_LIMIT);
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

/* Makes *out earlier when one of the source's documents is due before. */
static int next_due_of(const struct expecting *expecting, const struct source *source,
                       int64_t *out, struct err *err)
{
    for (size_t i = 0; i < source->url_count; i++) {
        struct schedule_plan plan;

        if (expecting_plan(expecting, source, i, &plan, NULL, err))
            return -1;
        *out = plan.at < *out ? plan.at : *out;
    }
    return 0;
}

/* The earliest instant at which a source is due; now plus WAIT_MAX_S without any. Opened for
 * writing, so that an interrupted first start and an older schema are put right here. */
static int next_due(const struct settings *settings, int64_t now, int64_t *out,
                    struct err *err)
{
    struct arena *arena = arena_new();
    struct ledger *ledger = NULL;
    struct expecting expecting;
    int failed = ledger_open(settings->site.state, false, &ledger, err) ||
                 expecting_load(ledger, settings, now, arena, &expecting, err);

    *out = now + WAIT_MAX_S;
    for (size_t i = 0; i < settings->source_count && !failed; i++)
        failed = next_due_of(&expecting, &settings->sources[i], out, err);
    ledger_close(ledger);
    arena_free(arena);
    return failed;
}

/* One cycle if anything is due, or `reloaded`: other words need other pages. Returns how many
 * seconds to wait then. `tell`: what is odd about indicators, once. */
static int64_t turn(struct settings *settings, bool reloaded, bool *tell)
{
    static const struct lock_wait WAIT = {.seconds = PATIENCE_S};
    struct cycle_options options = {.settings = settings, .wait = &WAIT};
    struct cycle_report report;
    struct err err = {0};
    int64_t due;

    if (instant_now(&options.now, &err) || next_due(settings, options.now, &due, &err)) {
        log_error("%s", err.text);
        return RETRY_S;
    }
    if (due > options.now && !reloaded)
        return due - options.now;
    int failed = cycle_run(&options, &report, &err);
    if (failed)
        log_error("cycle: %s", err.text);
    else
        log_report(&report);
    if (!failed && *tell) {
        log_odd(settings);
        *tell = false;
    }
    cycle_free(&report);
    return failed ? RETRY_S : 0;
}

static void log_fault(const struct fault *fault)
{
    struct buf line;

    buf_init(&line, FAULT_LIMIT);
    fault_line(fault, &line);
    log_error("%s", buf_text(&line));
    buf_free(&line);
}

/* True when a new configuration is in force. */
static bool reload(const char *config, struct settings **settings)
{
    struct settings *fresh;
    struct faults faults = {0};
    struct err err = {0};

    bool good = setup_load(config, &fresh, &faults, &err) == 0;
    if (good) {
        settings_free(*settings);
        *settings = fresh;
        log_info("%s: read again", config);
    } else {
        for (size_t i = 0; i < faults.count; i++)
            log_fault(&faults.items[i]);
        if (faults.count == 0)
            log_error("%s", err.text);
        log_error("%s: the configuration is broken, the old one stays in force", config);
    }
    fault_free(&faults);
    return good;
}

static void choose_signals(sigset_t *set)
{
    sigemptyset(set);
    sigaddset(set, SIGHUP);
    sigaddset(set, SIGTERM);
    sigaddset(set, SIGINT);
}

int daemon_run(const char *config, struct settings *settings, struct err *err)
{
    sigset_t wanted, before;
    int received = 0;
    bool reloaded = false;
    bool tell = true;

    /* Blocked at all times and taken only between cycles, so that a cycle always ends whole.
     */
    choose_signals(&wanted);
    if (sigprocmask(SIG_BLOCK, &wanted, &before) != 0) {
        settings_free(settings);
        return err_errno(err, ERR_INTERNAL, "blocking signals");
    }
    if (!sandbox_is_whole())
        log_warning("decoders are confined by %s", sandbox_describe());
    log_info("started: %zu sources, %zu indicators", settings->source_count,
             settings->indicator_count);
    while (received != SIGTERM && received != SIGINT) {
        int64_t wait = turn(settings, reloaded, &tell);
        struct timespec limit = {.tv_sec = wait < WAIT_MAX_S ? wait : WAIT_MAX_S};

        received = sigtimedwait(&wanted, NULL, &limit);
        reloaded = received == SIGHUP && reload(config, &settings);
        tell = tell || reloaded;
    }
    log_info("ended by signal %d", received);
    settings_free(settings);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return 0;
}
