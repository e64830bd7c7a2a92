/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_backup: a consistent copy of the ledger, also while the daemon works. */
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "cli/cmd.h"
#include "cli/terminal.h"
#include "core/json.h"
#include "core/log.h"
#include "core/str.h"
#include "core/words.h"
#include "ledger/backup.h"

#define LINE_LIMIT ((size_t)8 << 10)

/* At most a hundred times. */
static void show_progress(size_t done, size_t total, void *context)
{
    int *shown = context;
    int percent = total > 0 ? (int)(done * 100 / total) : 100;

    if (percent == *shown)
        return;
    *shown = percent;
    fprintf(stderr, "\rcopying %d %%%s", percent, percent == 100 ? "\r\033[K" : "");
}

static void print_json(const char *path, const struct backup_result *result, struct buf *out)
{
    struct json json;

    json_init(&json, out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    json_string(&json, "file", path);
    json_integer(&json, "bytes", result->bytes);
    json_integer(&json, "observations", result->observations);
    json_integer(&json, "documents", result->documents);
    json_end_object(&json);
}

static void print_line(const struct context *context, const char *path,
                       const struct backup_result *result, struct buf *out)
{
    const char *state = context->settings->site.state;

    if (context->settings->site.language == LANGUAGE_JA)
        buf_printf(out,
                   "%s: %" PRId64 "バイト、実績値%" PRId64 "件。公表資料%" PRId64
                   "件は%s/documentsにあり、別に複写してください",
                   path, result->bytes, result->observations, result->documents, state);
    else
        buf_printf(out,
                   "%s: %" PRId64 " bytes, %" PRId64 " observations; the %" PRId64
                   " documents are in %s/documents, to be copied apart",
                   path, result->bytes, result->observations, result->documents, state);
}

/* Standard output is the backup's, so what is said goes to standard error. */
static int send_out(struct context *context, const struct arguments *arguments,
                    const struct backup_options *options, struct err *err)
{
    struct backup_result result;
    struct buf text;

    if (options_given(arguments, "json"))
        return err_set(err, ERR_USAGE,
                       "backup -: standard output is the copy's, not --json's");
    if (isatty(STDOUT_FILENO))
        return err_set(err, ERR_USAGE,
                       "backup -: a copy is no text for a terminal, expected `> FILE` or "
                       "`| COMMAND` behind it");
    if (backup_send(context->settings->site.state, STDOUT_FILENO, options, &result, err))
        return -1;
    buf_init(&text, LINE_LIMIT);
    print_line(context,
               words_pick(context->settings->site.language, "標準出力", "standard output"),
               &result, &text);
    log_info("%s", buf_text(&text));
    buf_free(&text);
    return 0;
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    const char *path = arguments->words[0];
    int shown = -1;
    const struct backup_options options = {
        .force = options_given(arguments, "force"),
        .progress = terminal_redraws() ? show_progress : NULL,
        .context = &shown,
    };
    struct backup_result result;

    if (str_equal(path, "-"))
        return send_out(context, arguments, &options, err);
    if (backup_write(context->settings->site.state, path, &options, &result, err))
        return -1;
    if (options_given(arguments, "json"))
        print_json(path, &result, &context->out);
    else
        print_line(context, path, &result, &context->out);
    buf_putc(&context->out, '\n');
    return 0;
}

const struct command cmd_backup = {
    .name = "backup",
    .summary = "a consistent copy of the ledger, also while a cycle runs",
    .synopsis = "FILE",
    .help =
        "The copy is one file for its owner only, checked before it gets its name; what is "
        "recorded while\nit is made is in the next one. The documents are files that never "
        "change: copy them as files.\n\n"
        "  shihyo backup /backup/ledger-$(date +%F).db\n"
        "  rsync -a /var/lib/shihyo/documents/ /backup/documents/\n\n"
        "FILE - is standard output, for another machine; the copy is made in $TMPDIR, else "
        "/var/tmp, and\nchecked before a byte is sent. A status other than 0 says that what "
        "was sent is no backup.\n\n"
        "  shihyo backup - | ssh backup.example.jp 'cat > new.db'\n\n"
        "How to put it back stands under RESTORING in shihyo(1).\n",
    .needs = NEEDS_SETTINGS,
    .words_min = 1,
    .words_max = 1,
    .options = {{"force", 'f', NULL, "over a file that is there"},
                {"json", 0, NULL, "as JSON"}},
    .run = run,
};
