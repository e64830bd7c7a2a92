/* SPDX-License-Identifier: GPL-3.0-or-later */
/* daemon_dump: what the daemon knows of itself; see turning.h. */
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "core/instant.h"
#include "core/log.h"
#include "core/str.h"
#include "core/version.h"
#include "daemon/expecting.h"
#include "daemon/turning.h"

enum { LINES_MAX = 200, TEXT_LIMIT = 1 << 20, KIBIBYTE = 1024 };

/* Resident, in KiB; 0 = not known. */
static long read_memory(void)
{
    FILE *file = fopen("/proc/self/statm", "r");
    char line[64] = "";
    int64_t pages = 0;

    if (!file)
        return 0;
    char *at = fgets(line, sizeof line, file);
    fclose(file);
    (void)str_word(&at); /* the whole size */
    const char *resident = at ? str_word(&at) : NULL;
    if (!resident || !str_integer(resident, 0, INT32_MAX, &pages))
        return 0;
    return (long)pages * (sysconf(_SC_PAGESIZE) / KIBIBYTE);
}

static void put_instant(int64_t instant, const char *never, char out[INSTANT_TEXT_SIZE])
{
    if (instant == 0)
        (void)str_copy(out, INSTANT_TEXT_SIZE, never);
    else
        instant_print_local(instant, out);
}

static void dump_self(const struct daemon *daemon)
{
    char started[INSTANT_TEXT_SIZE], last[INSTANT_TEXT_SIZE];

    put_instant(daemon->started, "", started);
    put_instant(daemon->last, "none", last);
    log_tell(LOG_LEVEL_INFO,
             "state: shihyo %s, pid %ld, started %s, %" PRId64 " cycles, %" PRId64
             " failed, last %s, %ld KiB",
             VERSION_TEXT, (long)getpid(), started, daemon->cycles, daemon->failed, last,
             read_memory());
    log_tell(LOG_LEVEL_INFO, "state: configuration %s, %zu sources, %zu indicators",
             daemon->config, daemon->settings->source_count,
             daemon->settings->indicator_count);
    if (daemon->last_err.code != ERR_NONE)
        log_tell(LOG_LEVEL_INFO, "state: the last cycle: %s", daemon->last_err.text);
}

/* False when it could not be found out. */
static bool dump_source(const struct expecting *expecting, const struct source *source,
                        size_t address, struct err *err)
{
    struct schedule_plan plan;
    struct health health;
    char at[INSTANT_TEXT_SIZE], tried[INSTANT_TEXT_SIZE], success[INSTANT_TEXT_SIZE];

    if (expecting_plan(expecting, source, address, &plan, &health, err))
        return false;
    put_instant(plan.at, "now", at);
    put_instant(health.last_try, "never", tried);
    put_instant(health.last_success, "never", success);
    log_tell(LOG_LEVEL_INFO,
             "state: source %s: next fetch %s (%s), last try %s, last success %s%s%s",
             source->id, at, schedule_why_name(plan.why), tried, success,
             health.failing_since ? ": " : "", health.failing_since ? health.error : "");
    return true;
}

static int dump_sources(const struct expecting *expecting, struct err *err)
{
    const struct settings *settings = expecting->settings;
    size_t lines = 0;

    for (size_t i = 0; i < settings->source_count; i++) {
        const struct source *source = &settings->sources[i];

        for (size_t j = 0; j < source->url_count && lines < LINES_MAX; j++, lines++) {
            if (!dump_source(expecting, source, j, err))
                return -1;
        }
    }
    if (lines == LINES_MAX)
        log_tell(LOG_LEVEL_INFO, "state: further sources: shihyo next");
    return 0;
}

static void dump_overdue(const struct expecting *expecting)
{
    struct buf text;
    char *line, *rest;

    buf_init(&text, TEXT_LIMIT);
    (void)expecting_overdue(expecting, &text);
    rest = text.data;
    for (size_t lines = 0; rest && *rest && lines < LINES_MAX; lines++) {
        char *end = rest;

        while (*end && *end != '\n')
            end++;
        line = rest;
        rest = *end ? end + 1 : end;
        *end = '\0';
        log_tell(LOG_LEVEL_INFO, "state: %s", line);
    }
    buf_free(&text);
}

void daemon_dump(const struct daemon *daemon, int64_t now)
{
    struct arena *arena = arena_new();
    struct ledger *ledger = NULL;
    struct expecting expecting;
    struct err err = {0};

    dump_self(daemon);
    if (ledger_open(daemon->settings->site.state, true, &ledger, &err) ||
        expecting_load(ledger, daemon->settings, now, arena, &expecting, &err) ||
        dump_sources(&expecting, &err))
        log_error("state: %s", err.text);
    else
        dump_overdue(&expecting);
    ledger_close(ledger);
    arena_free(arena);
}
