/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_note: comments: what a section says of a figure. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/asof.h"
#include "cli/cmd.h"
#include "cli/entry.h"
#include "cli/note_list.h"
#include "cli/typed.h"
#include "core/file.h"
#include "core/json.h"
#include "core/log.h"
#include "core/str.h"
#include "core/words.h"
#include "daemon/cycle.h"
#include "daemon/discretion.h"

#define FILE_LIMIT ((size_t)64 << 10)

/* --- what was typed --- */

static int read_file(const char *path, struct buf *out, struct err *err)
{
    return str_equal(path, "-")
               ? file_read_descriptor(STDIN_FILENO, "standard input", out, err)
               : file_read(path, out, err);
}

/* @FILE stands for what is in it. NULL when it is not given. */
static int read_text(const struct context *context, const struct arguments *arguments,
                     const char *option, const char **out, struct err *err)
{
    const char *typed = options_value(arguments, option);
    const char *what = arena_printf(context->arena, "--%s", option);
    struct buf bytes;

    *out = NULL;
    if (!typed)
        return 0;
    if (*typed != '@')
        return comment_read(typed, what, context->arena, out, err);
    buf_init(&bytes, FILE_LIMIT);
    int failed = read_file(typed + 1, &bytes, err);
    if (!failed && memchr(buf_text(&bytes), '\0', bytes.length))
        failed = err_set(err, ERR_DATA, "%s %s: expected text in UTF-8", what, typed);
    if (!failed)
        failed = comment_read(buf_text(&bytes), what, context->arena, out, err);
    buf_free(&bytes);
    return failed;
}

static int check_order(const struct context *context, const struct arguments *arguments,
                       const struct commented_order *order, struct err *err)
{
    bool takes = order->act == COMMENTED_DROP || order->act == COMMENTED_WITHDRAW;

    if (takes && (order->cause || order->action || order->approver || order->open))
        return err_set(err, ERR_USAGE, "note: what is taken back takes --by and nothing else");
    if (order->act != COMMENTED_APPROVE && !order->section)
        return err_set(err, ERR_USAGE, "note: expected --by SECTION: whose words these are");
    if (order->open && !order->approver)
        return err_set(err, ERR_USAGE,
                       "note: --public: a draft is never public, expected --approved-by too");
    if (options_given(arguments, "vintages") || context->as_of)
        return err_set(err, ERR_USAGE,
                       "note: --vintages and --as-of are for lists, which take no text and no "
                       "section");
    return 0;
}

static int read_order(const struct context *context, const struct arguments *arguments,
                      struct commented_order *out, struct err *err)
{
    *out = (struct commented_order){
        .indicator = cmd_indicator(context, arguments->words[0], err),
        .open = options_given(arguments, "public"),
        .who = entry_user(context->arena),
    };
    if (!out->indicator)
        return -1;
    if (arguments->word_count < 2)
        return err_set(err, ERR_USAGE, "note %s: expected a period too", out->indicator->id);
    if (typed_period(arguments->words[1], out->indicator, out->indicator->frequency,
                     &out->period, err))
        return err_prefix(err, "%s (%s)", out->indicator->id,
                          period_frequency_name(out->indicator->frequency));
    if (read_text(context, arguments, "cause", &out->cause, err) ||
        read_text(context, arguments, "action", &out->action, err) ||
        entry_section(context, arguments, "by", &out->section, err) ||
        entry_section(context, arguments, "approved-by", &out->approver, err))
        return -1;
    out->act = options_given(arguments, "withdraw") ? COMMENTED_WITHDRAW
               : options_given(arguments, "drop")   ? COMMENTED_DROP
               : out->cause || out->action          ? COMMENTED_WRITE
               : out->approver                      ? COMMENTED_APPROVE
                                                    : COMMENTED_WRITE;
    return check_order(context, arguments, out, err);
}

/* --- what was done --- */

static const char *say_hidden(const struct context *context, const struct commented_done *done)
{
    bool japanese = context->settings->site.language == LANGUAGE_JA;
    char hour[WORDS_SIZE];

    switch (done->hidden) {
    case COMMENTED_OF_SOURCE:
        return arena_printf(
            context->arena,
            japanese
                ? "この値の出典 %s は公的統計でないため（grade）、公開版は値を載せず、"
                  "このコメントも公開ページ・公開データ・API に出ません"
                : "this figure is of %s, which is not official (grade): the public "
                  "edition shows neither it nor this comment, on pages, in data or the API",
            done->source);
    case COMMENTED_OF_FEW:
        return words_pick(
            context->settings->site.language,
            "この値は公開版では×（min_cell 未満）となるため、このコメントも公開ページ・公開"
            "データ・API に出ません",
            "the public edition withholds this figure (below min_cell), and this comment with "
            "it, on pages, in data and the API");
    case COMMENTED_EMBARGOED:
        words_hour(done->until, context->settings->site.language, hour);
        return arena_printf(
            context->arena,
            japanese ? "この値は解禁前のため、%sまで、このコメントも公開ページ・公開データ・"
                       "API に出ません"
                     : "this figure is under embargo: until %s this comment is not on public "
                       "pages, in data or the API either",
            hour);
    case COMMENTED_SHOWN:
        break;
    }
    return NULL;
}

static void print_done(struct context *context, const struct commented_done *done,
                       bool dry_run)
{
    enum language language = context->settings->site.language;
    const struct comment *comment = &done->stands;
    char period[PERIOD_TEXT_SIZE];

    period_print(comment->period, period);
    buf_printf(&context->out, "%s %s: %s%s%s%s\n", comment->indicator, period,
               words_comment_state(comment->state, language),
               comment->open ? words_pick(language, "・公開", ", public") : "",
               done->changed ? "" : words_pick(language, "（変更なし）", " (nothing changed)"),
               dry_run ? words_pick(language, "（試行のみ: 記録していません）",
                                    " (dry run: nothing was recorded)")
                       : "");
    if (done->replaced)
        buf_printf(&context->out,
                   language == LANGUAGE_JA ? "  %sのコメントに代わります\n"
                                           : "  it takes the place of the words of %s\n",
                   done->replaced);
    if (done->closed)
        buf_printf(&context->out, "  %s\n",
                   words_pick(language, "--public がないため、公開版には出なくなります",
                              "without --public it is not in the public edition any more"));
    const char *hidden = say_hidden(context, done);
    if (hidden)
        buf_printf(&context->out, "  %s\n", hidden);
}

static void print_json(struct context *context, const struct commented_done *done,
                       bool dry_run)
{
    static const char *const HIDDEN[] = {NULL, "source", "few", "embargo"};
    struct comment stands = done->stands;
    const struct comments one = {&stands, 1};
    struct json json;

    json_init(&json, &context->out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    json_bool(&json, "dry_run", dry_run);
    json_bool(&json, "changed", done->changed);
    json_string(&json, "replaced", done->replaced);
    json_string(&json, "hidden", HIDDEN[done->hidden]);
    commented_json(&one, "comments", true, &json);
    json_end_object(&json);
    buf_putc(&context->out, '\n');
}

static int act(struct context *context, const struct arguments *arguments, struct err *err)
{
    bool dry_run = options_given(arguments, "dry-run");
    const struct lock_wait wait = cmd_wait(context, WAIT_ASKED_S);
    const struct cycle_options options = {
        .settings = context->settings, .now = context->now, .dry_run = dry_run, .wait = &wait};
    struct commented_order order;
    struct commented_done done;
    struct cycle_report report;

    if (read_order(context, arguments, &order, err))
        return -1;
    if (cycle_comment(&options, &order, &done, &report, err)) {
        cycle_free(&report);
        return (int)err->code;
    }
    (options_given(arguments, "json") ? print_json : print_done)(context, &done, dry_run);
    if (report.after.code != ERR_NONE)
        *err = report.after;
    int status = cycle_status(&report);
    cycle_free(&report);
    return status;
}

/* --- lists --- */

static int read_list(struct context *context, const struct arguments *arguments,
                     struct comments *out, struct err *err)
{
    const char *id = arguments->word_count > 0 ? arguments->words[0] : NULL;

    /* the office's own list, drafts and all, in either edition */
    if ((id && !cmd_indicator(context, id, err)) || cmd_open_ledger(context, err) ||
        discretion_inside(context->ledger, context->settings, context->now, err))
        return -1;
    return (options_given(arguments, "vintages") ? ledger_comment_vintages : ledger_comments)(
        context->ledger, id, NULL, context->arena, out, err);
}

/* Of the period that was named, and of indicators that there still are. */
static int choose(const struct context *context, const struct arguments *arguments,
                  struct comments *list, struct err *err)
{
    const struct indicator *indicator;
    struct period period;
    size_t kept = 0;

    if (arguments->word_count < 2) {
        for (size_t i = 0; i < list->count; i++) {
            if (settings_indicator(context->settings, list->items[i].indicator))
                list->items[kept++] = list->items[i];
        }
        list->count = kept;
        return 0;
    }
    indicator = cmd_indicator(context, arguments->words[0], err);
    if (!indicator ||
        typed_period(arguments->words[1], indicator, indicator->frequency, &period, err))
        return -1;
    *list = comment_of_period(list, indicator->id, period);
    return 0;
}

static int show(struct context *context, const struct arguments *arguments, struct err *err)
{
    struct comments list;
    struct json json;

    if (read_list(context, arguments, &list, err) || choose(context, arguments, &list, err))
        return -1;
    if (!options_given(arguments, "json")) {
        asof_print(context);
        if (list.count == 0)
            log_info("%s", words_pick(context->settings->site.language, "コメントはありません",
                                      "there are no comments"));
        return note_list_print(context, &list, err);
    }
    json_init(&json, &context->out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    commented_json(&list, "comments", true, &json);
    json_end_object(&json);
    buf_putc(&context->out, '\n');
    return 0;
}

static bool is_act(const struct arguments *arguments)
{
    static const char *const ACTS[] = {"cause",  "action", "by",       "approved-by",
                                       "public", "drop",   "withdraw", "dry-run"};

    for (size_t i = 0; i < sizeof ACTS / sizeof ACTS[0]; i++) {
        if (options_given(arguments, ACTS[i]))
            return true;
    }
    return false;
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    if (!is_act(arguments))
        return show(context, arguments, err);
    if (arguments->word_count == 0)
        return err_set(err, ERR_USAGE, "note: expected an indicator and a period");
    return act(context, arguments, err);
}

const struct command cmd_note = {
    .name = "note",
    .summary = "say why a figure is as it is, and what is done about it",
    .synopsis = "[ID [PERIOD]]",
    .help =
        "A comment has a cause and an action, is of one period of which a figure is recorded, "
        "and is a\nsection's (…課, … Division), never a person's. Without --approved-by it is "
        "a draft, shown inside\nonly, and what was approved before goes on standing. What is "
        "approved with --public is shown in\nthe public edition too, beside the figure, where "
        "that shows it. Every version is kept. What is\nnot given of cause and action stays "
        "as it was, and '' takes one of them back; what another section\nsaid is replaced "
        "whole, by both. @FILE is what is in a file, @- standard input.\n\n"
        "  shihyo note zoo-visitors FY2021 --cause '天候' --action '広報' --by 観光課\n"
        "  shihyo note zoo-visitors FY2021 --approved-by 経済総務課 --public  # the draft\n"
        "  shihyo note zoo-visitors FY2021 --withdraw --by 観光課\n"
        "  shihyo note zoo-visitors --vintages\n",
    .needs = NEEDS_SETTINGS,
    .words_max = 2,
    .options = {{"cause", 0, "TEXT", "why the figure is as it is (要因)"},
                {"action", 0, "TEXT", "what is done about it (対応)"},
                {"by", 0, "SECTION", "whose words these are, or who takes them back"},
                {"approved-by", 0, "SECTION",
                 "approved, and by whom; without a text, what stands is"},
                {"public", 0, NULL, "approved for the public edition too"},
                {"drop", 0, NULL, "take the draft back; what is approved stays"},
                {"withdraw", 0, NULL, "take back all that is said of the period"},
                {"vintages", 0, NULL, "list: every version"},
                ASOF_OPTION,
                {"json", 0, NULL, "as JSON"},
                {"dry-run", 'n', NULL, "say what would be recorded, record nothing"}},
    .apart = {{"drop", "withdraw"}},
    .run = run,
};
