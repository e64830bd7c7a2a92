/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report: see report.h. */
#include "cli/report.h"

#include <stdio.h>

#include "cli/table.h"
#include "core/json.h"
#include "core/words.h"

static const char *outcome(const struct cycle_source *source)
{
    if (source->err.code != ERR_NONE)
        return source->counts.added + source->counts.revised + source->counts.same > 0
                   ? "partly"
                   : "failed";
    return source->unchanged ? "unchanged" : "read";
}

static const char *outcome_words(const struct cycle_source *source, enum language language)
{
    if (source->err.code != ERR_NONE)
        return source->counts.added + source->counts.revised + source->counts.same > 0
                   ? words_pick(language, "一部のみ", "partly")
                   : words_pick(language, "失敗", "failed");
    return source->unchanged ? words_pick(language, "変更なし", "unchanged")
                             : words_pick(language, "取得", "read");
}

static void put_count(struct table *table, size_t count)
{
    char text[24];

    snprintf(text, sizeof text, "%zu", count);
    table_cell(table, text);
}

static void print_sources(const struct cycle_report *report, enum language language,
                          struct arena *arena, struct buf *out)
{
    const char *const ja[] = {"出典", "結果", ">追加", ">改定", ">同じ", ""};
    const char *const en[] = {"source", "result", ">added", ">revised", ">same", ""};
    struct table table;

    table_init(&table, arena, language == LANGUAGE_JA ? ja : en, 6);
    for (size_t i = 0; i < report->source_count; i++) {
        const struct cycle_source *source = &report->sources[i];

        table_cell(&table, source->source->id);
        table_cell(&table, outcome_words(source, language));
        put_count(&table, source->counts.added);
        put_count(&table, source->counts.revised);
        put_count(&table, source->counts.same);
        table_cell(&table, source->err.text);
    }
    table_print(&table, out);
    table_free(&table);
}

void report_print(const struct cycle_report *report, const struct settings *settings,
                  bool dry_run, struct arena *arena, struct buf *out)
{
    enum language language = settings->site.language;

    if (report->source_count == 0)
        buf_puts(out, words_pick(language, "取得の時期に来ている出典はありません。\n",
                                 "No source is due.\n"));
    else
        print_sources(report, language, arena, out);
    if (dry_run) {
        buf_puts(out, words_pick(language, "試行のみ: 何も記録していません。\n",
                                 "Dry run: nothing was recorded.\n"));
        return;
    }
    if (language == LANGUAGE_JA)
        buf_printf(out,
                   "実績値 追加%zu・改定%zu、お知らせ 新規%zu・解消%zu、作成 RRD %zu・図 "
                   "%zu・頁 %zu\n",
                   report->counts.added, report->counts.revised, report->alerts.raised,
                   report->alerts.resolved, report->caches.rrds,
                   report->caches.charts + report->caches.graphs, report->caches.pages);
    else
        buf_printf(
            out,
            "values: %zu added, %zu revised; alerts: %zu raised, %zu resolved; made: %zu "
            "RRDs, %zu charts, %zu pages\n",
            report->counts.added, report->counts.revised, report->alerts.raised,
            report->alerts.resolved, report->caches.rrds,
            report->caches.charts + report->caches.graphs, report->caches.pages);
    if (report->waiting > 0)
        buf_printf(out, "%s: %zu\n", words_pick(language, "未送信の通知", "messages waiting"),
                   report->waiting);
}

void report_json(const struct cycle_report *report, struct buf *out)
{
    struct json json;

    json_init(&json, out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    json_begin_array(&json, "sources");
    for (size_t i = 0; i < report->source_count; i++) {
        const struct cycle_source *source = &report->sources[i];

        json_begin_object(&json, NULL);
        json_string(&json, "id", source->source->id);
        json_string(&json, "outcome", outcome(source));
        json_integer(&json, "status", source->status);
        json_integer(&json, "added", (int64_t)source->counts.added);
        json_integer(&json, "revised", (int64_t)source->counts.revised);
        json_integer(&json, "same", (int64_t)source->counts.same);
        json_integer(&json, "problems", (int64_t)source->problems);
        json_string(&json, "error", source->err.code ? source->err.text : NULL);
        json_end_object(&json);
    }
    json_end_array(&json);
    json_integer(&json, "raised", (int64_t)report->alerts.raised);
    json_integer(&json, "resolved", (int64_t)report->alerts.resolved);
    json_integer(&json, "rrds", (int64_t)report->caches.rrds);
    json_integer(&json, "charts", (int64_t)report->caches.charts);
    json_integer(&json, "graphs", (int64_t)report->caches.graphs);
    json_integer(&json, "pages", (int64_t)report->caches.pages);
    json_integer(&json, "waiting", (int64_t)report->waiting);
    json_end_object(&json);
    buf_putc(out, '\n');
}
