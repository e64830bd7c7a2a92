/* SPDX-License-Identifier: GPL-3.0-or-later */
/* alert_tried: see alert_tried.h. */
#include "cli/alert_tried.h"

#include "cli/table.h"
#include "config/phrase.h"
#include "core/json.h"
#include "core/str.h"
#include "core/words.h"

#define CELL_LIMIT 1024

static void put_day(struct table *table, int32_t day)
{
    char text[PERIOD_TEXT_SIZE];

    period_print_day(day, text);
    table_cell(table, text);
}

static void put_period(struct table *table, const struct indicator *indicator,
                       struct period period, enum language language)
{
    char text[WORDS_SIZE];

    words_period(period, indicator->year_label, language, text);
    table_cell(table, text);
}

static void put_value(struct table *table, const struct indicator *indicator,
                      struct decimal value, enum language language)
{
    struct buf text;

    buf_init(&text, CELL_LIMIT);
    phrase_value(indicator, value, language, &text);
    table_cell(table, buf_text(&text));
    buf_free(&text);
}

static void put_spell(struct table *table, const struct indicator *indicator,
                      const struct backtest_spell *spell, enum language language)
{
    put_day(table, spell->raised);
    put_period(table, indicator, spell->period, language);
    if (spell->valued)
        put_value(table, indicator, spell->value, language);
    else
        table_cell(table, "");
    if (spell->over) {
        put_day(table, spell->cleared);
        put_period(table, indicator, spell->cleared_period, language);
    } else {
        table_cell(table, words_pick(language, "継続中", "still open"));
        table_cell(table, "");
    }
    table_cell(table, arena_printf(table->arena, "%zu", spell->releases));
    table_cell(table, arena_printf(
                          table->arena, "%s%s",
                          spell->trial ? words_pick(language, "［試行］", "[on trial] ") : "",
                          spell->fact));
}

static void put_spells(const struct alert_tried *tried, enum language language,
                       struct arena *arena, struct buf *out)
{
    static const char *const JA[] = {"発生",      ">期間", ">値", "解消",
                                     ">その期間", ">回数", "内容"};
    static const char *const EN[] = {"raised",  ">period", ">value", "cleared",
                                     ">period", ">values", "what"};
    struct table table;

    if (tried->result.count == 0) {
        buf_puts(out, words_pick(language, "該当なし\n", "never raised\n"));
        return;
    }
    table_init(&table, arena, language == LANGUAGE_JA ? JA : EN, sizeof JA / sizeof *JA);
    for (size_t i = 0; i < tried->result.count; i++)
        put_spell(&table, tried->rule->indicator, &tried->result.spells[i], language);
    table_print(&table, out);
    table_free(&table);
}

static void put_rule(const struct alert_tried *tried, enum language language, struct buf *out)
{
    const struct alert_rule *rule = tried->rule;

    if (!str_empty(rule->id))
        buf_printf(out, "%s: ", rule->id);
    buf_printf(out, "%s%s", settings_label(&rule->indicator->title, language),
               words_pick(language, " ", ", "));
    rule_say(&tried->parsed.raise, rule->indicator, language, out);
    if (tried->parsed.hold > 1)
        buf_printf(out, "%s%zu%s", words_pick(language, "（", " ("), tried->parsed.hold,
                   words_pick(language, "回続けて）", " times in a row)"));
    if (tried->parsed.has_reset) {
        buf_puts(out, words_pick(language, "、解消: ", "; clears: "));
        rule_say(&tried->parsed.reset, rule->indicator, language, out);
    }
    buf_putc(out, '\n');
}

/* What the replay goes by. */
static void put_ground(const struct alert_tried *tried, enum language language,
                       struct buf *out)
{
    const struct backtest *result = &tried->result;
    char first[PERIOD_TEXT_SIZE], last[PERIOD_TEXT_SIZE];

    if (result->versions == 0) {
        buf_puts(out, words_pick(language, "値がありません\n", "no values\n"));
        return;
    }
    period_print_day(result->first, first);
    period_print_day(result->last, last);
    if (language == LANGUAGE_JA)
        buf_printf(out, "%s から %s まで、値%zu件（版%zu）を公表順に判定\n", first, last,
                   result->values, result->versions);
    else
        buf_printf(out, "from %s to %s, %zu values (%zu versions), as they were published\n",
                   first, last, result->values, result->versions);
    if (result->assumed == 0)
        return;
    if (language == LANGUAGE_JA)
        buf_printf(
            out,
            "うち%zu版は公表日が分からず、まとめて記録したため、期間の翌日に公表されたもの"
            "とした\n",
            result->assumed);
    else
        buf_printf(out,
                   "%zu of them were recorded together and say no day: taken as published on "
                   "the day after their period\n",
                   result->assumed);
}

/* Of what no noise raises: what it did. */
static bool is_by_history(const struct alert_tried *tried)
{
    return tried->rated && (tried->alarms.result == FALSEALARM_REVISED ||
                            tried->alarms.result == FALSEALARM_TIME);
}

static void say_rate(const struct alert_tried *tried, enum language language, struct buf *out)
{
    const struct falsealarm *alarms = &tried->alarms;

    if (is_by_history(tried) && language == LANGUAGE_JA)
        buf_printf(out, "実績 年%.2f回", tried->rate);
    else if (is_by_history(tried))
        buf_printf(out, "so far %.2f a year", tried->rate);
    else if (alarms->result != FALSEALARM_KNOWN)
        buf_printf(out, "%s%s%s", words_pick(language, "算出不可（", "not known ("),
                   falsealarm_reason(alarms->result, language),
                   words_pick(language, "）", ")"));
    else if (language == LANGUAGE_JA)
        buf_printf(out, "年%.2f回", alarms->per_year);
    else
        buf_printf(out, "%.2f a year", alarms->per_year);
}

static void put_alarms(const struct alert_tried *tried, enum language language,
                       struct buf *out)
{
    const struct falsealarm *alarms = &tried->alarms;
    char since[PERIOD_TEXT_SIZE];

    if (is_by_history(tried)) {
        period_print_day(tried->result.watched, since);
        buf_printf(
            out,
            language == LANGUAGE_JA
                ? "誤報の見込みは模擬できないため、公表の記録（%sから）による頻度: 年%.2f回\n"
                : "no noise raises it; by what is recorded since %s: %.2f a year\n",
            since, tried->rate);
        return;
    }
    buf_puts(out, words_pick(language, "変化がない場合の誤報の見込み: ",
                             "false alarms to expect where nothing happens: "));
    say_rate(tried, language, out);
    if (alarms->result != FALSEALARM_KNOWN) {
        buf_putc(out, '\n');
        return;
    }
    if (language == LANGUAGE_JA)
        buf_printf(out, "（正規乱数の値%zu件と1年分を%zu回模擬）\n", alarms->values,
                   alarms->runs);
    else
        buf_printf(out, " (%zu values of normal noise and a year, simulated %zu times)\n",
                   alarms->values, alarms->runs);
}

void alert_tried_text(const struct settings *settings, const struct alert_tried *tried,
                      struct arena *arena, struct buf *out)
{
    enum language language = settings->site.language;

    put_rule(tried, language, out);
    put_ground(tried, language, out);
    put_spells(tried, language, arena, out);
    put_alarms(tried, language, out);
}

/* --- several --- */

static size_t count_releases(const struct backtest *result)
{
    size_t count = 0;

    for (size_t i = 0; i < result->count; i++)
        count += result->spells[i].releases;
    return count;
}

static void put_row(struct table *table, const struct alert_tried *tried,
                    enum language language)
{
    const struct backtest *result = &tried->result;
    struct buf rate;

    table_cell(table, tried->rule->id);
    table_cell(table, tried->rule->indicator->id);
    table_cell(table, tried->rule->when);
    if (tried->refused) {
        for (int i = 0; i < 4; i++)
            table_cell(table, "");
        table_cell(table, tried->refused);
        return;
    }
    table_cell(table, arena_printf(table->arena, "%zu", result->values));
    table_cell(table, arena_printf(table->arena, "%zu", result->count));
    table_cell(table, arena_printf(table->arena, "%zu", count_releases(result)));
    if (result->count > 0)
        put_period(table, tried->rule->indicator, result->spells[result->count - 1].period,
                   language);
    else
        table_cell(table, "");
    buf_init(&rate, CELL_LIMIT);
    say_rate(tried, language, &rate);
    table_cell(table, buf_text(&rate));
    buf_free(&rate);
}

void alert_tried_table(const struct settings *settings, const struct alert_tried *tried,
                       size_t count, struct arena *arena, struct buf *out)
{
    static const char *const JA[] = {"お知らせ", "指標",      "判定",        ">値",
                                     ">発生",    ">該当回数", ">直近の発生", "誤報の見込み"};
    static const char *const EN[] = {
        "alert",   "indicator", "rule",  ">values",
        ">raised", ">held for", ">last", "false alarms to expect"};
    enum language language = settings->site.language;
    struct table table;

    if (count == 0) {
        buf_puts(out, words_pick(language, "お知らせの設定がありません。\n", "No [alert].\n"));
        return;
    }
    table_init(&table, arena, language == LANGUAGE_JA ? JA : EN, sizeof JA / sizeof *JA);
    for (size_t i = 0; i < count; i++)
        put_row(&table, &tried[i], language);
    table_print(&table, out);
    table_free(&table);
}

/* --- JSON --- */

static void json_spell(struct json *json, const struct backtest_spell *spell)
{
    json_begin_object(json, NULL);
    json_day(json, "raised", spell->raised);
    json_period(json, "period", spell->period);
    json_known(json, "value", spell->valued, spell->value);
    json_bool(json, "trial", spell->trial);
    json_string(json, "fact", spell->fact);
    if (spell->over) {
        json_day(json, "cleared", spell->cleared);
        json_period(json, "cleared_period", spell->cleared_period);
    } else {
        json_null(json, "cleared");
        json_null(json, "cleared_period");
    }
    json_integer(json, "releases", (int64_t)spell->releases);
    json_end_object(json);
}

static void json_alarms(struct json *json, const struct falsealarm *alarms)
{
    enum { MILLI = 1000 };

    json_begin_object(json, "false_alarms");
    if (alarms->result == FALSEALARM_KNOWN)
        json_decimal(json, "per_year",
                     (struct decimal){(int64_t)(alarms->per_year * MILLI + 0.5), 3});
    else
        json_null(json, "per_year");
    json_string(json, "unknown",
                alarms->result == FALSEALARM_KNOWN
                    ? NULL
                    : falsealarm_reason(alarms->result, LANGUAGE_EN));
    json_integer(json, "values", (int64_t)alarms->values);
    json_integer(json, "runs", (int64_t)alarms->runs);
    json_end_object(json);
}

static void json_tried(struct json *json, const struct alert_tried *tried)
{
    const struct backtest *result = &tried->result;

    json_begin_object(json, NULL);
    json_string(json, "id", str_empty(tried->rule->id) ? NULL : tried->rule->id);
    json_string(json, "indicator", tried->rule->indicator->id);
    json_string(json, "when", tried->rule->when);
    json_string(json, "clear", str_empty(tried->rule->clear) ? NULL : tried->rule->clear);
    json_string(json, "refused", tried->refused);
    json_integer(json, "values", (int64_t)result->values);
    json_integer(json, "versions", (int64_t)result->versions);
    json_integer(json, "assumed", (int64_t)result->assumed);
    json_begin_array(json, "alerts");
    for (size_t i = 0; i < result->count; i++)
        json_spell(json, &result->spells[i]);
    json_end_array(json);
    json_alarms(json, &tried->alarms);
    if (tried->rated)
        json_decimal(json, "raised_per_year",
                     (struct decimal){(int64_t)(tried->rate * 1000 + 0.5), 3});
    else
        json_null(json, "raised_per_year");
    json_end_object(json);
}

void alert_tried_json(const struct alert_tried *tried, size_t count, struct buf *out)
{
    struct json json;

    json_init(&json, out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    json_begin_array(&json, "rules");
    for (size_t i = 0; i < count; i++)
        json_tried(&json, &tried[i]);
    json_end_array(&json);
    json_end_object(&json);
    buf_putc(out, '\n');
}
