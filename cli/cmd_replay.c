/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_replay: the kept documents, read again. */
#include <inttypes.h>
#include <stdio.h>

#include "cli/cmd.h"
#include "cli/report.h"
#include "cli/table.h"
#include "cli/terminal.h"
#include "config/phrase.h"
#include "core/instant.h"
#include "core/json.h"
#include "core/words.h"
#include "daemon/cycle.h"

#define SHOWN 12 /* of a hash */

static void show_progress(size_t done, size_t total, void *context)
{
    (void)context;
    fprintf(stderr, "\rreading %zu/%zu%s", done, total, done == total ? "\r\033[K" : "");
}

static void put_value(struct table *table, const struct replay_change *change,
                      const struct observation *item, enum language language)
{
    char text[WORDS_SIZE] = "";
    const char *status = words_status(item->status, language);

    if (series_has_value(item))
        words_value(item->value, phrase_places(change->indicator, item->value), language,
                    text);
    table_cell(table, *status && *text
                          ? arena_printf(table->arena,
                                         language == LANGUAGE_JA ? "%s（%s）" : "%s (%s)",
                                         text, status)
                      : *status ? status
                                : text);
}

static const char *outcome_words(enum replay_outcome outcome, bool dry_run,
                                 enum language language)
{
    switch (outcome) {
    case REPLAY_RECORDED:
        return dry_run ? words_pick(language, "記録されます", "would be recorded")
                       : words_pick(language, "記録", "recorded");
    case REPLAY_HELD:
        return words_pick(language, "保留（要確認）", "held, not recorded");
    case REPLAY_GONE:
        break;
    }
    return words_pick(language, "資料から読み取れない（値はそのまま）",
                      "no longer read from its document; stays");
}

static const char *shorten(const char *document, struct arena *arena)
{
    return document ? arena_printf(arena, "%.*s", SHOWN, document) : "";
}

static void print_changes(const struct replay_report *replayed, bool dry_run,
                          enum language language, struct arena *arena, struct buf *out)
{
    const char *const ja[] = {"指標", "期間", ">現在", ">再読込", "出典", "資料", "結果"};
    const char *const en[] = {"indicator", "period",   ">now",   ">would be",
                              "source",    "document", "outcome"};
    struct table table;

    table_init(&table, arena, language == LANGUAGE_JA ? ja : en, 7);
    for (size_t i = 0; i < replayed->change_count; i++) {
        const struct replay_change *change = &replayed->changes[i];
        bool gone = change->outcome == REPLAY_GONE;
        char period[PERIOD_TEXT_SIZE];

        period_print(change->period, period);
        table_cell(&table, change->indicator->id);
        table_cell(&table, period);
        if (change->stood)
            put_value(&table, change, &change->now, language);
        else
            table_cell(&table, "");
        if (gone)
            table_cell(&table, "");
        else
            put_value(&table, change, &change->would, language);
        table_cell(&table, change->source->id);
        table_cell(&table,
                   shorten(gone ? change->now.document : change->would.document, arena));
        table_cell(&table, outcome_words(change->outcome, dry_run, language));
    }
    table_print(&table, out);
    table_free(&table);
}

static void print_sources(const struct replay_report *replayed, enum language language,
                          struct arena *arena, struct buf *out)
{
    const char *const ja[] = {"出典",  "方法",  ">資料",     ">読めず", ">破棄済み",
                              ">追加", ">改定", ">据え置き", ">保留",   ""};
    const char *const en[] = {"source", "history",  ">documents", ">failed", ">let go",
                              ">added", ">revised", ">kept",      ">held",   ""};
    struct table table;

    table_init(&table, arena, language == LANGUAGE_JA ? ja : en, 10);
    for (size_t i = 0; i < replayed->source_count; i++) {
        const struct replay_source *line = &replayed->sources[i];

        table_cell(&table, line->source->id);
        table_cell(&table, line->anew ? words_pick(language, "復元", "made again")
                                      : words_pick(language, "比較", "compared"));
        table_count(&table, line->documents);
        table_count(&table, line->failed);
        table_count(&table, line->dropped);
        table_count(&table, line->counts.added);
        table_count(&table, line->counts.revised);
        table_count(&table, line->counts.kept);
        table_count(&table, line->held.held);
        table_cell(&table, line->err.code ? line->err.text : "");
    }
    table_print(&table, out);
    table_free(&table);
}

static void print_lost(const struct cycle_replay *replay, enum language language,
                       struct buf *out)
{
    if (replay->lost)
        buf_puts(out,
                 words_pick(language,
                            "台帳を公表資料から復元します。手入力の値、保留の判断、お知らせの"
                            "履歴は公表資料にないため復元できません。以前のRRDファイルは"
                            "rrd.lost-* に残します。\n",
                            "The ledger is made again of the documents. What was entered "
                            "by hand, decisions on what was held and past alerts are in "
                            "none of them; the RRD files of before are kept in "
                            "rrd.lost-*.\n"));
    if (replay->replayed.comments > 0)
        buf_printf(out, "%s: %zu\n",
                   words_pick(language, "documents/journalから復元した担当課のコメント",
                              "comments made again of documents/journal"),
                   replay->replayed.comments);
    if (replay->replayed.freezes > 0)
        buf_printf(
            out, "%s: %zu\n",
            words_pick(language,
                       "documents/journalから復元した時点（freeze、記録日時により再現）",
                       "freezes made again of documents/journal (instants decide what "
                       "was known)"),
            replay->replayed.freezes);
    if (replay->replayed.elsewhere > 0)
        buf_printf(out,
                   language == LANGUAGE_JA
                       ? "取り込んだ値の資料%zu件はここにないため、読み直していません。\n"
                       : "%zu documents of imported values were never here, and not read.\n",
                   replay->replayed.elsewhere);
    if (replay->replayed.strangers > 0)
        buf_printf(out, "%s: %zu\n",
                   words_pick(language, "設定にない出典の資料",
                              "documents of sources that are not configured"),
                   replay->replayed.strangers);
    if (replay->replayed.unread > 0)
        buf_printf(out, "%s: %zu\n",
                   words_pick(language, "documents/journalの読めない行",
                              "lines of documents/journal that cannot be read"),
                   replay->replayed.unread);
}

static void print_all(const struct cycle_replay *replay, const struct cycle_report *report,
                      struct context *context, bool dry_run)
{
    enum language language = context->settings->site.language;
    const struct replay_report *replayed = &replay->replayed;
    struct buf *out = &context->out;

    print_lost(replay, language, out);
    print_sources(replayed, language, context->arena, out);
    if (replayed->change_count > 0) {
        buf_putc(out, '\n');
        print_changes(replayed, dry_run, language, context->arena, out);
    }
    buf_putc(out, '\n');
    report_end(report, context->settings, dry_run, out);
}

static void json_observation(struct json *json, const char *key,
                             const struct observation *item)
{
    if (!item) {
        json_null(json, key);
        return;
    }
    json_begin_object(json, key);
    json_known(json, "value", series_has_value(item), item->value);
    json_string(json, "status", series_status_name(item->status));
    json_string(json, "document", item->document);
    json_string(json, "cell", item->cell);
    json_end_object(json);
}

static void json_changes(struct json *json, const struct replay_report *replayed)
{
    static const char *const OUTCOMES[] = {
        [REPLAY_RECORDED] = "recorded", [REPLAY_HELD] = "held", [REPLAY_GONE] = "gone"};

    json_begin_array(json, "changes");
    for (size_t i = 0; i < replayed->change_count; i++) {
        const struct replay_change *change = &replayed->changes[i];
        char period[PERIOD_TEXT_SIZE];

        period_print(change->period, period);
        json_begin_object(json, NULL);
        json_string(json, "indicator", change->indicator->id);
        json_string(json, "period", period);
        json_string(json, "source", change->source->id);
        json_string(json, "outcome", OUTCOMES[change->outcome]);
        json_observation(json, "now", change->stood ? &change->now : NULL);
        json_observation(json, "would_be",
                         change->outcome == REPLAY_GONE ? NULL : &change->would);
        json_end_object(json);
    }
    json_end_array(json);
}

static void print_json(const struct cycle_replay *replay, bool dry_run, struct buf *out)
{
    const struct replay_report *replayed = &replay->replayed;
    struct json json;

    json_init(&json, out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    json_bool(&json, "dry_run", dry_run);
    json_bool(&json, "lost", replay->lost);
    json_begin_array(&json, "sources");
    for (size_t i = 0; i < replayed->source_count; i++) {
        const struct replay_source *line = &replayed->sources[i];

        json_begin_object(&json, NULL);
        json_string(&json, "id", line->source->id);
        json_bool(&json, "made_again", line->anew);
        json_integer(&json, "documents", (int64_t)line->documents);
        json_integer(&json, "failed", (int64_t)line->failed);
        json_integer(&json, "let_go", (int64_t)line->dropped);
        json_integer(&json, "added", (int64_t)line->counts.added);
        json_integer(&json, "revised", (int64_t)line->counts.revised);
        json_integer(&json, "kept", (int64_t)line->counts.kept);
        json_integer(&json, "held", (int64_t)line->held.held);
        json_string(&json, "error", line->err.code ? line->err.text : NULL);
        json_end_object(&json);
    }
    json_end_array(&json);
    json_changes(&json, replayed);
    json_integer(&json, "strangers", (int64_t)replayed->strangers);
    json_integer(&json, "comments", (int64_t)replayed->comments);
    json_integer(&json, "freezes", (int64_t)replayed->freezes);
    json_integer(&json, "elsewhere", (int64_t)replayed->elsewhere);
    json_integer(&json, "unread", (int64_t)replayed->unread);
    json_end_object(&json);
    buf_putc(out, '\n');
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    const char *from = options_value(arguments, "from");
    struct cycle_report report;
    struct cycle_replay replay = {.from = INT64_MIN};
    struct lock_wait wait = cmd_wait(context, WAIT_ASKED_S);
    struct cycle_options options = {
        .settings = context->settings,
        .now = context->now,
        .ids = arguments->words,
        .id_count = (size_t)arguments->word_count,
        .dry_run = options_given(arguments, "dry-run"),
        .wait = &wait,
        .progress = terminal_redraws() ? show_progress : NULL,
    };

    if (from && instant_parse(from, &replay.from, err))
        return -1;
    if (cycle_replay(&options, &replay, &report, err)) {
        cycle_free(&report);
        return -1;
    }
    if (options_given(arguments, "json"))
        print_json(&replay, options.dry_run, &context->out);
    else
        print_all(&replay, &report, context, options.dry_run);
    int status = cycle_status(&report);
    if (report.after.code != ERR_NONE)
        *err = report.after;
    cycle_free(&report);
    return status;
}

const struct command cmd_replay = {
    .name = "replay",
    .summary = "read the kept documents again, after a mend, or to restore a lost ledger",
    .synopsis = "[ID...]",
    .ids = "source indicator",
    .help =
        "After the configuration (or a decoder) was mended: what all documents of the sources "
        "named give\nin the end is compared with what stands, shown, and recorded as a new "
        "vintage where it differs,\nas a cycle would: gates, trust and what was entered by "
        "hand hold. Where ledger.db was lost, its\nhistory is made again of the documents, "
        "each recorded as of when it was fetched.\n\n"
        "  shihyo replay lobo --dry-run        # first: what would change\n"
        "  shihyo replay lobo                  # then: record it\n"
        "  shihyo replay --from 2026-04-01     # only what was fetched since\n\n"
        "Exit status: 0 all well, 65 a document is damaged or was not understood, or "
        "something "
        "is held\n(`quarantine`), 69 nothing was collected yet, 74 a document is not there or "
        "something could not\nbe written, 75 a cycle is running.\n",
    .needs = NEEDS_SETTINGS,
    .words_max = -1,
    .options = {{"from", 0, "DATE", "only documents fetched since: a date or an ISO instant"},
                {"dry-run", 'n', NULL, "read and compare, record nothing"},
                {"json", 0, NULL, "as JSON"}},
    .run = run,
};
