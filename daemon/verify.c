/* SPDX-License-Identifier: GPL-3.0-or-later */
/* verify: see verify.h. */
#include "daemon/verify.h"

#include "core/file.h"
#include "core/mem.h"
#include "daemon/caches.h"
#include "daemon/cycle.h"
#include "daemon/identity.h"
#include "daemon/premises.h"
#include "ledger/audit.h"
#include "ledger/documents.h"

/* What the audit is told to pass on. */
struct passage {
    struct verify_report *report;
    const struct verify_options *options;
};

const char *verify_kind_name(enum verify_kind kind)
{
    static const char *const NAMES[] = {
        [VERIFY_LEDGER] = "ledger",   [VERIFY_RRD] = "rrd",     [VERIFY_DOCUMENT] = "document",
        [VERIFY_JOURNAL] = "journal", [VERIFY_STRAY] = "stray",
    };

    return NAMES[kind];
}

static void add(struct verify_report *report, enum verify_kind kind, const char *about,
                const char *text)
{
    report->findings =
        mem_grow(report->findings, report->count, &report->capacity, sizeof *report->findings);
    report->findings[report->count++] = (struct verify_finding){
        kind, arena_strdup(report->arena, about), arena_strdup(report->arena, text), false};
}

static void add_ledger(const char *about, const char *text, void *context)
{
    const struct passage *passage = context;

    add(passage->report, VERIFY_LEDGER, about, text);
}

static void add_document(const char *about, const char *text, void *context)
{
    const struct passage *passage = context;

    add(passage->report, VERIFY_DOCUMENT, about, text);
}

static void add_stray(const char *about, const char *text, void *context)
{
    const struct passage *passage = context;

    add(passage->report, VERIFY_STRAY, about, text);
}

static void tell(const struct verify_options *options, const char *what, size_t done,
                 size_t total)
{
    if (options->progress)
        options->progress(what, done, total, options->context);
}

static void tell_document(size_t done, size_t total, void *context)
{
    const struct passage *passage = context;

    tell(passage->options, "documents", done, total);
}

static bool has_file(const struct settings *settings, const struct indicator *indicator,
                     struct arena *arena)
{
    return file_exists(
        arena_printf(arena, "%s/rrd/%s.rrd", settings->site.state, indicator->id));
}

static int compare_rrds(struct ledger *ledger, const struct settings *settings,
                        const struct passage *passage, struct err *err)
{
    for (size_t i = 0; i < settings->indicator_count; i++) {
        const struct indicator *indicator = &settings->indicators[i];
        struct arena *arena = arena_new();
        const char *difference;
        int failed = caches_compare(ledger, settings, indicator, arena, &difference, err);

        if (!failed && difference)
            add(passage->report, VERIFY_RRD, indicator->id, difference);
        else if (!failed)
            passage->report->rrds += has_file(settings, indicator, arena);
        arena_free(arena);
        if (failed)
            return -1;
        tell(passage->options, "RRD", i + 1, settings->indicator_count);
    }
    return 0;
}

#define JOURNAL "documents/journal"

static int compare_journal(struct ledger *ledger, struct verify_report *report,
                           struct err *err)
{
    size_t missing, unread;

    if (documents_compare_journal(ledger, &missing, &unread, err))
        return -1;
    if (missing > 0)
        add(report, VERIFY_JOURNAL, JOURNAL,
            arena_printf(report->arena,
                         "of what the ledger knows it lacks %zu (documents, changes of unit, "
                         "comments, freezes): "
                         "a lost ledger could not be made again without",
                         missing));
    if (unread > 0)
        add(report, VERIFY_STRAY, JOURNAL,
            arena_printf(report->arena, "%zu of its lines cannot be read", unread));
    return 0;
}

int verify_lock(const struct settings *settings, const struct lock_wait *wait,
                struct verify_lock *out, struct err *err)
{
    struct arena *arena = arena_new();
    struct err unread = {0};

    *out = (struct verify_lock){0};
    out->fd = cycle_lock(settings, wait, &out->unwritten);
    if (out->fd < 0 && out->unwritten.code != ERR_TEMPFAIL)
        out->fd = lock_hold(arena_printf(arena, "%s/cycle.lock", settings->site.state), wait,
                            &unread);
    arena_free(arena);
    if (unread.code == ERR_TEMPFAIL)
        *err = unread;
    if (out->unwritten.code == ERR_TEMPFAIL)
        *err = out->unwritten;
    return err->code == ERR_NONE ? 0 : -1;
}

int verify_run(struct ledger *ledger, const struct settings *settings,
               const struct verify_options *options, struct verify_report *report,
               struct err *err)
{
    struct passage passage = {report, options};
    const struct audit pages = {.wrong = add_ledger, .context = &passage};
    const struct audit documents = {.wrong = add_document,
                                    .stray = add_stray,
                                    .progress = tell_document,
                                    .context = &passage};

    if (audit_ledger(ledger, &pages, err))
        return -1;
    if (report->count > 0)
        return 0;
    return compare_rrds(ledger, settings, &passage, err) ||
                   audit_documents(ledger, &documents, &report->documents, err) ||
                   compare_journal(ledger, report, err)
               ? -1
               : 0;
}

static int forget(struct ledger *ledger, const struct verify_report *report, struct err *err)
{
    for (size_t i = 0; i < report->count; i++) {
        const struct verify_finding *finding = &report->findings[i];

        if (finding->kind == VERIFY_RRD &&
            ledger_forget_mark(ledger, arena_printf(report->arena, "rrd:%s", finding->about),
                               err))
            return -1;
    }
    return 0;
}

/* Looks again, and believes nothing else. */
static int compare_again(struct ledger *ledger, const struct settings *settings,
                         struct verify_report *report, struct err *err)
{
    for (size_t i = 0; i < report->count; i++) {
        struct verify_finding *finding = &report->findings[i];
        const char *difference;

        if (finding->kind != VERIFY_RRD)
            continue;
        if (caches_compare(ledger, settings, settings_indicator(settings, finding->about),
                           report->arena, &difference, err))
            return -1;
        finding->mended = !difference;
        report->rrds += finding->mended;
    }
    return 0;
}

static bool any_of(const struct verify_report *report, enum verify_kind kind)
{
    for (size_t i = 0; i < report->count; i++) {
        if (report->findings[i].kind == kind)
            return true;
    }
    return false;
}

static int mend_journal(struct ledger *ledger, struct verify_report *report, struct err *err)
{
    size_t missing, unread;

    if (documents_mend_journal(ledger, err) ||
        documents_compare_journal(ledger, &missing, &unread, err))
        return -1;
    for (size_t i = 0; i < report->count; i++) {
        if (report->findings[i].kind == VERIFY_JOURNAL)
            report->findings[i].mended = missing == 0;
    }
    return 0;
}

static int mend(struct ledger *ledger, const struct settings *settings, int64_t now,
                struct verify_report *report, struct err *err)
{
    const struct caches_options how = {.now = now};
    struct caches_counts counts = {0};

    if (any_of(report, VERIFY_JOURNAL) && mend_journal(ledger, report, err))
        return -1;
    if (!any_of(report, VERIFY_RRD))
        return 0;
    return forget(ledger, report, err) ||
                   caches_project(ledger, settings, &how, &counts, err) ||
                   premises_make_output(settings, err) ||
                   caches_draw(ledger, settings, &how, &counts, err) ||
                   compare_again(ledger, settings, report, err)
               ? -1
               : 0;
}

int verify_repair(struct settings *settings, int64_t now, struct verify_report *report,
                  struct err *err)
{
    struct ledger *ledger = NULL;

    if (!any_of(report, VERIFY_RRD) && !any_of(report, VERIFY_JOURNAL))
        return 0;
    int failed = ledger_open_existing(settings->site.state, &ledger, err) ||
                 identity_settle(ledger, settings, now, err) ||
                 mend(ledger, settings, now, report, err);
    ledger_close(ledger);
    return failed ? -1 : 0;
}

size_t verify_count(const struct verify_report *report)
{
    size_t count = 0;

    for (size_t i = 0; i < report->count; i++)
        count += report->findings[i].kind != VERIFY_STRAY && !report->findings[i].mended;
    return count;
}

void verify_free(struct verify_report *report)
{
    mem_free(report->findings);
    *report = (struct verify_report){0};
}
