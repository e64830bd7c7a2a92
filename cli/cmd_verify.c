/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_verify: the ledger against itself, the RRD files and the documents against it. */
#include <stdio.h>
#include <unistd.h>

#include "cli/cmd.h"
#include "cli/terminal.h"
#include "core/json.h"
#include "core/log.h"
#include "core/words.h"
#include "daemon/discretion.h"
#include "daemon/verify.h"

#define LINES_MAX 200 /* of findings */

/* What was shown last; at most a hundred times for each kind. */
static void show_progress(const char *what, size_t done, size_t total, void *context)
{
    size_t *shown = context;
    size_t percent = total > 0 ? done * 100 / total : 100;

    if (percent == *shown)
        return;
    *shown = percent;
    fprintf(stderr, "\rverifying %s %zu/%zu%s", what, done, total,
            done == total ? "\r\033[K" : "");
}

static const char *outcome(const struct verify_finding *finding, enum language language)
{
    if (finding->mended)
        return words_pick(language, "（修復済み）", " (mended)");
    return finding->kind == VERIFY_STRAY ? words_pick(language, "（害なし）", " (no harm)")
                                         : "";
}

static void print_findings(const struct verify_report *report, enum language language,
                           struct buf *out)
{
    for (size_t i = 0; i < report->count && i < LINES_MAX; i++) {
        const struct verify_finding *finding = &report->findings[i];

        buf_printf(out, "%s: %s%s\n", finding->about, finding->text,
                   outcome(finding, language));
    }
    if (report->count > LINES_MAX)
        buf_printf(out, language == LANGUAGE_JA ? "（ほか%zu件）\n" : "... and %zu more\n",
                   report->count - LINES_MAX);
}

static void print_json(const struct verify_report *report, struct buf *out)
{
    struct json json;

    json_init(&json, out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    json_integer(&json, "rrds", (int64_t)report->rrds);
    json_integer(&json, "documents", (int64_t)report->documents);
    json_integer(&json, "differences", (int64_t)verify_count(report));
    json_begin_array(&json, "findings");
    for (size_t i = 0; i < report->count; i++) {
        const struct verify_finding *finding = &report->findings[i];

        json_begin_object(&json, NULL);
        json_string(&json, "kind", verify_kind_name(finding->kind));
        json_string(&json, "about", finding->about);
        json_string(&json, "text", finding->text);
        json_bool(&json, "mended", finding->mended);
        json_end_object(&json);
    }
    json_end_array(&json);
    json_end_object(&json);
    buf_putc(out, '\n');
}

static int print(const struct verify_report *report, bool json, enum language language,
                 struct buf *out)
{
    bool good = verify_count(report) == 0;

    if (json) {
        print_json(report, out);
        return good ? 0 : ERR_DATA;
    }
    print_findings(report, language, out);
    if (good)
        buf_printf(
            out,
            language == LANGUAGE_JA
                ? "台帳は正常、公表資料%zu件は保存時のまま、RRDファイル%zu件は台帳と一致\n"
                : "ledger ok, %zu documents as they were kept, %zu RRD files equal the "
                  "ledger\n",
            report->documents, report->rrds);
    return good ? 0 : ERR_DATA;
}

/* What cannot be mended is told all the same. */
static int repair(struct context *context, const struct verify_lock *lock,
                  struct verify_report *report, struct err *err)
{
    if (lock->unwritten.code == ERR_NONE) {
        ledger_close(context->ledger); /* on a full disk a reader keeps all others out */
        context->ledger = NULL;
        return verify_repair(context->settings, context->now, report, err);
    }
    if (verify_count(report) == 0)
        return 0;
    *err = lock->unwritten;
    return err_prefix(err, "nothing was mended");
}

/* Between a cycle's commit and its projection the files are behind, as they should be. */
static void tell_unlocked(const struct verify_lock *lock)
{
    if (lock->fd < 0)
        log_warning("looked at without the lock, so if a cycle runs, what it is about to make "
                    "differs: %s",
                    lock->unwritten.text);
}

static int verify(struct context *context, const struct arguments *arguments,
                  const struct verify_lock *lock, struct verify_report *report,
                  struct err *err)
{
    size_t shown = SIZE_MAX;
    const struct verify_options options = {
        .progress = terminal_redraws() ? show_progress : NULL, .context = &shown};

    tell_unlocked(lock);
    /* the files hold what is under embargo in either edition */
    if (discretion_inside(context->ledger, context->settings, context->now, err) ||
        verify_run(context->ledger, context->settings, &options, report, err))
        return -1;
    int failed = options_given(arguments, "repair") ? repair(context, lock, report, err) : 0;
    int status = print(report, options_given(arguments, "json"),
                       context->settings->site.language, &context->out);
    return failed ? -1 : status;
}

static void say_damaged(const struct context *context, const struct verify_report *report,
                        struct err *err)
{
    if (report->count > 0 && report->findings[0].kind == VERIFY_LEDGER)
        err_set(
            err, ERR_DATA,
            "%s/ledger.db is damaged, nothing else was compared; put a backup in its place, "
            "or recover what can be read (RESTORING in shihyo(1))",
            context->settings->site.state);
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    struct verify_report report = {.arena = context->arena};
    struct lock_wait wait = cmd_wait(context, WAIT_ASKED_S);
    struct verify_lock lock;

    if (verify_lock(context->settings, &wait, &lock, err))
        return -1;
    int status = verify(context, arguments, &lock, &report, err);
    if (lock.fd >= 0)
        close(lock.fd);
    say_damaged(context, &report, err);
    verify_free(&report);
    return status;
}

const struct command cmd_verify = {
    .name = "verify",
    .summary = "check the ledger, and the RRD files and documents against it",
    .synopsis = "",
    .help = "Prints what differs and exits 65. --repair makes those RRD files anew that "
            "differ; the ledger is\nnever touched (RESTORING in shihyo(1)), and a damaged "
            "document can only come from its publisher or\na backup. Files among the "
            "documents that the ledger does not know are told, and no difference.\nA cycle "
            "that is running is waited for. On a disk that is full or for reading only "
            "nothing is mended, and\nwhat differs is told all the same.\n",
    .needs = NEEDS_LEDGER,
    .options = {{"repair", 0, NULL, "make RRD files anew that differ"},
                {"json", 0, NULL, "as JSON"}},
    .run = run,
};
