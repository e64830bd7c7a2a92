/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report: see report.h. */
#include "cli/report.h"

#include <stdio.h>

#include "alerts/holding.h"
#include "cli/table.h"
#include "config/phrase.h"
#include "core/words.h"
#include "daemon/identity.h"
#include "daemon/versions.h"

#define FAILURE_LIMIT ((size_t)4 << 10)

static bool gave_anything(const struct ledger_counts *counts)
{
    return counts->added + counts->revised + counts->same + counts->kept > 0;
}

static const char *outcome(const struct cycle_source *source)
{
    if (source->err.code != ERR_NONE)
        return gave_anything(&source->counts) ? "partly" : "failed";
    return source->unchanged ? "unchanged" : "read";
}

static const char *outcome_words(const struct cycle_source *source, enum language language)
{
    if (source->err.code != ERR_NONE)
        return gave_anything(&source->counts) ? words_pick(language, "一部のみ", "partly")
                                              : words_pick(language, "失敗", "failed");
    return source->unchanged ? words_pick(language, "変更なし", "unchanged")
                             : words_pick(language, "取得", "read");
}

const char *report_reason(enum ledger_reason reason, enum language language)
{
    switch (reason) {
    case LEDGER_LESS_TRUSTED:
        return words_pick(language, "信頼度の高い出典の値があるため",
                          "a source trusted more has another");
    case LEDGER_LESS_EXACT:
        return words_pick(language, "確報など、より正確な値があるため",
                          "a final or more exact figure is known");
    case LEDGER_OLDER:
        return words_pick(language, "より新しい公表の値があるため",
                          "a figure published later is known");
    case LEDGER_CORRECTED:
        return words_pick(language, "手入力の値があるため", "corrected by hand");
    case LEDGER_CONFIRMED:
        return words_pick(language, "手入力の値と同じため", "the same as entered by hand");
    case LEDGER_NO_FIGURE:
        break;
    }
    return words_pick(language, "別の出典に値があるため", "another source has the figure");
}

void report_kept(const struct ledger_kept *kept, const struct settings *settings,
                 struct buf *out)
{
    enum language language = settings->site.language;
    const struct indicator *indicator = settings_indicator(settings, kept->indicator);
    char period[PERIOD_TEXT_SIZE], value[WORDS_SIZE] = "";
    const char *status = words_status(kept->status, language);
    bool japanese = language == LANGUAGE_JA;

    period_print(kept->period, period);
    if (kept->status != OBSERVATION_MISSING)
        words_value(kept->value,
                    indicator ? phrase_places(indicator, kept->value) : kept->value.places,
                    language, value);
    buf_printf(out, "%s %s %s", kept->indicator, period, value);
    if (*status)
        buf_printf(out, japanese ? "（%s）" : " (%s)", status);
    buf_printf(out, "%s%s", japanese ? " — " : ": ", report_reason(kept->reason, language));
}

/* What was published and does not stand, so that nothing is dropped without a word. */
static void print_kept(const struct cycle_source *source, const struct settings *settings,
                       struct buf *out)
{
    if (settings->site.language == LANGUAGE_JA)
        buf_printf(out, "%s: 据え置き%zu件（記録のみ）。例: ", source->source->id,
                   source->counts.kept);
    else
        buf_printf(out, "%s: %zu set aside, such as ", source->source->id,
                   source->counts.kept);
    report_kept(&source->counts.first, settings, out);
    buf_putc(out, '\n');
}

void report_odd(const struct settings *settings, struct buf *out)
{
    for (size_t i = 0; i < settings->indicator_count; i++) {
        if (!identity_is_odd(&settings->indicators[i]))
            continue;
        identity_text(&settings->indicators[i], settings->site.language, out);
        buf_putc(out, '\n');
    }
}

void report_failure(const struct health *health, enum language language, struct buf *out)
{
    words_failure(health, language, out);
    if (health->problems > 1)
        buf_printf(out, "%sshihyo collect --dry-run --json %s%s",
                   words_pick(language, "（すべて見るには ", " (all: "), health->source,
                   words_pick(language, "）", ")"));
}

static void put_failure(struct table *table, const struct cycle_source *source,
                        enum language language)
{
    struct health health = {
        .source = source->source->id,
        .fetched = source->fetched,
        .problems = source->problems,
        .error = source->err.text,
    };
    struct buf text;

    buf_init(&text, FAILURE_LIMIT);
    if (source->err.code != ERR_NONE)
        report_failure(&health, language, &text);
    table_cell(table, buf_text(&text));
    buf_free(&text);
}

/* What was held instead of recorded, for the first time. */
static void print_fresh(const struct cycle_source *source, const struct settings *settings,
                        struct buf *out)
{
    enum language language = settings->site.language;
    const struct quarantine_counts *held = &source->held;

    if (language == LANGUAGE_JA)
        buf_printf(out, "%s: 保留（要確認）%zu件（記録していません）。例: %s ",
                   source->source->id, held->fresh, held->indicator);
    else
        buf_printf(out, "%s: %zu held and not recorded, such as %s ", source->source->id,
                   held->fresh, held->indicator);
    holding_line(settings_indicator(settings, held->indicator), &held->first, language, out);
    buf_putc(out, '\n');
}

static bool any_held(const struct cycle_report *report)
{
    for (size_t i = 0; i < report->source_count; i++) {
        if (report->sources[i].held.held > 0)
            return true;
    }
    return false;
}

#define COLUMNS 9

/* The columns of what was withdrawn, set aside and held are there when anything was. */
static void print_sources(const struct cycle_report *report, enum language language,
                          struct arena *arena, struct buf *out)
{
    const char *const ja[COLUMNS] = {"出典",  "結果",      ">追加", ">改定", ">うち撤回",
                                     ">同じ", ">据え置き", ">保留", ""};
    const char *const en[COLUMNS] = {"source", "result", ">added", ">revised", ">withdrawn",
                                     ">same",  ">kept",  ">held",  ""};
    const bool shown[COLUMNS] = {true,
                                 true,
                                 true,
                                 true,
                                 report->counts.withdrawn > 0,
                                 true,
                                 report->counts.kept > 0,
                                 any_held(report),
                                 true};
    const char *heads[COLUMNS];
    size_t columns = 0;
    struct table table;

    for (size_t i = 0; i < COLUMNS; i++) {
        if (shown[i])
            heads[columns++] = language == LANGUAGE_JA ? ja[i] : en[i];
    }
    table_init(&table, arena, heads, columns);
    for (size_t i = 0; i < report->source_count; i++) {
        const struct cycle_source *source = &report->sources[i];

        table_cell(&table, source->source->id);
        table_cell(&table, outcome_words(source, language));
        table_count(&table, source->counts.added);
        table_count(&table, source->counts.revised);
        if (shown[4])
            table_count(&table, source->counts.withdrawn);
        table_count(&table, source->counts.same);
        if (shown[6])
            table_count(&table, source->counts.kept);
        if (shown[7])
            table_count(&table, source->held.held);
        put_failure(&table, source, language);
    }
    table_print(&table, out);
    table_free(&table);
}

void report_end(const struct cycle_report *report, const struct settings *settings,
                bool dry_run, struct buf *out)
{
    enum language language = settings->site.language;

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
    if (report->dropped > 0)
        buf_printf(out, "%s: %zu\n",
                   words_pick(language, "保存期間を過ぎて破棄した資料", "documents let go"),
                   report->dropped);
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
    for (size_t i = 0; i < report->source_count; i++) {
        if (report->sources[i].counts.kept > 0)
            print_kept(&report->sources[i], settings, out);
        if (report->sources[i].held.fresh > 0)
            print_fresh(&report->sources[i], settings, out);
    }
    if (report->odd > 0)
        report_odd(settings, out);
    report_end(report, settings, dry_run, out);
}

static void json_kept(struct json *json, const struct ledger_counts *counts)
{
    json_integer(json, "kept", (int64_t)counts->kept);
    if (counts->kept == 0)
        json_null(json, "kept_first");
    else
        versions_kept_json(json, "kept_first", &counts->first);
}

void report_json(const struct cycle_report *report, const struct settings *settings,
                 struct buf *out)
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
        json_integer(&json, "withdrawn", (int64_t)source->counts.withdrawn);
        json_integer(&json, "same", (int64_t)source->counts.same);
        json_integer(&json, "confirmed", (int64_t)source->counts.confirmed);
        json_kept(&json, &source->counts);
        json_integer(&json, "held", (int64_t)source->held.held);
        json_integer(&json, "held_new", (int64_t)source->held.fresh);
        json_integer(&json, "problems", (int64_t)source->problems);
        json_begin_array(&json, "unread");
        for (size_t j = 0; j < source->problems; j++)
            json_string(&json, NULL, source->unread[j]);
        json_end_array(&json);
        json_string(&json, "error", source->err.code ? source->err.text : NULL);
        json_end_object(&json);
    }
    json_end_array(&json);
    identity_json(settings, &json);
    json_integer(&json, "raised", (int64_t)report->alerts.raised);
    json_integer(&json, "resolved", (int64_t)report->alerts.resolved);
    json_integer(&json, "rrds", (int64_t)report->caches.rrds);
    json_integer(&json, "charts", (int64_t)report->caches.charts);
    json_integer(&json, "graphs", (int64_t)report->caches.graphs);
    json_integer(&json, "pages", (int64_t)report->caches.pages);
    json_integer(&json, "waiting", (int64_t)report->waiting);
    json_integer(&json, "dropped", (int64_t)report->dropped);
    json_end_object(&json);
    buf_putc(out, '\n');
}
