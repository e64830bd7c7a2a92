/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_collect: one cycle: what cron calls. */
#include <stdint.h>
#include <stdio.h>

#include "cli/cmd.h"
#include "cli/report.h"
#include "cli/terminal.h"
#include "collector/sandbox.h"
#include "core/log.h"
#include "daemon/cycle.h"
#include "daemon/premises.h"
#include "ledger/ledger.h"

static void show_progress(size_t done, size_t total, void *context)
{
    (void)context;
    fprintf(stderr, "\rfetching %zu/%zu%s", done, total, done == total ? "\r\033[K" : "");
}

/* Instead of asking publishers, what they said is read again. */
static int run_cycle(const struct cycle_options *options, bool offline,
                     struct cycle_report *report, struct err *err)
{
    struct cycle_replay replay = {.from = INT64_MIN};
    bool lost = false;

    if (!offline)
        return cycle_run(options, report, err);
    *report = (struct cycle_report){0};
    if (ledger_is_lost(options->settings->site.state, &lost, err))
        return -1;
    if (lost)
        return err_set(err, ERR_UNAVAILABLE,
                       "the ledger is lost: `shihyo replay` makes it again");
    return cycle_replay(options, &replay, report, err);
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    struct cycle_report report;
    bool asked = arguments->word_count > 0 || options_given(arguments, "force");
    /* what is only due is what the cycle at work fetches too */
    struct lock_wait wait = cmd_wait(context, asked ? WAIT_ASKED_S : WAIT_DUE_S);
    struct cycle_options options = {
        .settings = context->settings,
        .now = context->now,
        .ids = arguments->words,
        .id_count = (size_t)arguments->word_count,
        .force = options_given(arguments, "force"),
        .dry_run = options_given(arguments, "dry-run"),
        .wait = &wait,
        .progress = terminal_redraws() ? show_progress : NULL,
    };

    if (!sandbox_is_whole())
        log_warning("decoders are confined by %s", sandbox_describe());
    bool confined;
    if (!options.dry_run && (premises_make(context->settings, err) ||
                             premises_confine(context->settings, &confined, err)))
        return (int)err->code;
    if (run_cycle(&options, options_given(arguments, "offline"), &report, err)) {
        cycle_free(&report);
        return (int)err->code;
    }
    if (options_given(arguments, "json"))
        report_json(&report, context->settings, &context->out);
    else
        report_print(&report, context->settings, options.dry_run, context->arena,
                     &context->out);
    int status = cycle_status(&report);
    if (report.after.code != ERR_NONE)
        *err = report.after;
    cycle_free(&report);
    return status;
}

const struct command cmd_collect = {
    .name = "collect",
    .summary = "fetch what is due, record, judge, draw: one cycle, what cron calls",
    .synopsis = "[ID...]",
    .ids = "source indicator",
    .help =
        "Without an ID, sources that are due by their `every` are fetched; with the id of a "
        "source or\nan indicator, just those, due or not. A source that fails never stops "
        "the others: what\nfailed is in `shihyo status`, and the last good values stay.\n\n"
        "  */30 * * * *  shihyo collect            # a crontab line\n"
        "  shihyo collect zoo-visitors --dry-run   # what would be recorded\n\n"
        "Exit status: 0 all well, 65 a document was not understood or something of it was "
        "held\n(`quarantine`), 69 a source could not be reached, 74 something could not be "
        "written, 77 it\nwas not permitted, 75 another shihyo is at work: for what is only "
        "due it is not waited (--wait),\nsince that is what it fetches.\n",
    .needs = NEEDS_SETTINGS,
    .words_max = -1,
    .options = {{"force", 'f', NULL,
                 "also what is not due, and read unchanged documents anew"},
                {"offline", 'o', NULL,
                 "ask nobody: read the kept documents again, then judge, draw and publish"},
                {"dry-run", 'n', NULL, "fetch and compare, record and make nothing"},
                {"json", 0, NULL, "the report as JSON"}},
    .run = run,
};
