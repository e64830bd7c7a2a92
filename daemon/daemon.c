/* SPDX-License-Identifier: GPL-3.0-or-later */
/* daemon: see daemon.h. One turn: daemon_turn.c. */
#include "daemon/daemon.h"

#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "collector/sandbox.h"
#include "core/arena.h"
#include "core/instant.h"
#include "core/lock.h"
#include "core/log.h"
#include "core/str.h"
#include "daemon/premises.h"
#include "daemon/setup.h"
#include "daemon/turning.h"

enum {
    WAIT_MAX_S = 3600,
    FAULT_LIMIT = 8192,
    DRAIN_S = 60,
    CLOCK_RETRY_S = 60,
    HAND_OVER_S = 5
};

static void log_fault(const struct fault *fault)
{
    struct buf line;

    buf_init(&line, FAULT_LIMIT);
    fault_line(fault, &line);
    log_error("%s", buf_text(&line));
    buf_free(&line);
}

/* One daemon works on a state; one that ends just now is waited for. Where that cannot be
 * written down, on a full disk, it works all the same: each cycle has a lock of its own. */
static int hold_state(struct daemon *daemon, const struct settings *settings, struct err *err)
{
    const struct lock_wait wait = {.seconds = HAND_OVER_S};
    struct arena *arena = arena_new();
    const char *path = arena_printf(arena, "%s/daemon.lock", settings->site.state);
    struct err found = {0};
    int failed = premises_make(settings, err);
    int lock = failed ? -1 : lock_take(path, &wait, &found);

    arena_free(arena);
    if (failed)
        return -1;
    if (lock < 0 && found.code == ERR_TEMPFAIL) {
        *err = found;
        return err_prefix(err, "a daemon works on this state already");
    }
    if (lock < 0)
        log_warning("%s", found.text);
    if (daemon->lock >= 0)
        close(daemon->lock);
    daemon->lock = lock;
    return 0;
}

static bool is_elsewhere(const struct settings *old, const struct settings *fresh)
{
    return !str_equal(old->site.state, fresh->site.state);
}

static void reload(struct daemon *daemon)
{
    struct settings *fresh;
    struct faults faults = {0};
    struct err err = {0};

    supervisor_reloading(&daemon->supervisor);
    int failed = setup_load(daemon->config, &fresh, &faults, &err);
    if (!failed && daemon->confined && !premises_allow(daemon->settings, fresh)) {
        settings_free(fresh);
        failed =
            err_set(&err, ERR_CONFIG,
                    "%s: another state or output, and a program to be told, need a new start",
                    daemon->config);
    } else if (!failed && is_elsewhere(daemon->settings, fresh) &&
               hold_state(daemon, fresh, &err)) {
        settings_free(fresh);
        failed = -1;
    }
    if (!failed) {
        settings_free(daemon->settings);
        daemon->settings = fresh;
        daemon->reloaded = daemon->tell = true;
        log_info("%s: read again", daemon->config);
    } else {
        for (size_t i = 0; i < faults.count; i++)
            log_fault(&faults.items[i]);
        if (faults.count == 0)
            log_error("%s", err.text);
        log_error("%s: the old configuration stays in force", daemon->config);
    }
    fault_free(&faults);
    supervisor_ready(&daemon->supervisor);
}

static void choose_signals(sigset_t *set)
{
    sigemptyset(set);
    sigaddset(set, SIGHUP);
    sigaddset(set, SIGTERM);
    sigaddset(set, SIGINT);
    sigaddset(set, SIGUSR1);
}

static int64_t turn(struct daemon *daemon)
{
    struct err err = {0};
    int64_t now;

    if (instant_now(&now, &err) == 0)
        return daemon_turn(daemon, now);
    log_error("%s", err.text);
    return CLOCK_RETRY_S;
}

static void dump(const struct daemon *daemon)
{
    struct err err = {0};
    int64_t now;

    if (instant_now(&now, &err) == 0)
        daemon_dump(daemon, now);
    else
        log_error("%s", err.text);
}

/* Returns the signal that ended it. */
static int go_round(struct daemon *daemon, const sigset_t *wanted)
{
    int received = 0;

    while (received != SIGTERM && received != SIGINT) {
        int64_t wait = turn(daemon);
        wait = supervisor_wait(&daemon->supervisor, wait < WAIT_MAX_S ? wait : WAIT_MAX_S);
        struct timespec limit = {.tv_sec = wait};

        received = sigtimedwait(wanted, NULL, &limit);
        if (received == SIGHUP)
            reload(daemon);
        else if (received == SIGUSR1)
            dump(daemon);
    }
    return received;
}

static int settle(struct daemon *daemon, struct err *err)
{
    if (hold_state(daemon, daemon->settings, err) ||
        premises_confine(daemon->settings, &daemon->confined, err))
        return -1;
    if (!daemon->confined)
        log_info("not confined to its folders, as a [notify] runs a program");
    return 0;
}

static void release(const struct daemon *daemon)
{
    if (daemon->lock >= 0)
        close(daemon->lock);
}

int daemon_run(const char *config, struct settings *settings, struct err *err)
{
    struct daemon daemon = {.config = config, .settings = settings, .lock = -1, .tell = true};
    sigset_t wanted, before;

    /* Blocked at all times and taken only between cycles, so that a cycle always ends whole.
     */
    choose_signals(&wanted);
    if (instant_now(&daemon.started, err) != 0 || settle(&daemon, err) != 0 ||
        (sigprocmask(SIG_BLOCK, &wanted, &before) != 0 &&
         err_errno(err, ERR_INTERNAL, "blocking signals"))) {
        settings_free(settings);
        release(&daemon);
        return -1;
    }
    log_detach();
    supervisor_open(&daemon.supervisor);
    if (!sandbox_is_whole())
        log_warning("decoders are confined by %s", sandbox_describe());
    log_info("started: %zu sources, %zu indicators", settings->source_count,
             settings->indicator_count);
    supervisor_ready(&daemon.supervisor);
    int received = go_round(&daemon, &wanted);
    supervisor_stopping(&daemon.supervisor, DRAIN_S);
    log_info("ended by signal %d", received);
    settings_free(daemon.settings);
    supervisor_close(&daemon.supervisor);
    release(&daemon);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return 0;
}
