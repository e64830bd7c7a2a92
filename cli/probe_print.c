/* SPDX-License-Identifier: GPL-3.0-or-later */
/* probe_print: see probe.h. */
#include <stdio.h>
#include <string.h>

#include "cli/probe.h"
#include "cli/table.h"
#include "core/plain.h"
#include "core/str.h"
#include "core/unicode.h"

#define LINE_WIDTH 100
#define LINE_LEAST 20
#define NAME_TAKEN 36 /* table 12 "": 1,000 rows, 100 columns */
#define FIRST_SHOWN 3 /* observations, where there are too many */

const char *probe_text(struct arena *arena, const char *text, int width)
{
    const char *plain = plain_copy(arena, text);

    if (unicode_width(plain) <= width)
        return plain;
    return arena_printf(arena, "%s…",
                        arena_strndup(arena, plain, unicode_fit(plain, width - 1)));
}

/* Columns for a text on a line that has `taken` others. */
static int room(const struct probe *probe, int taken)
{
    int width = probe->width == 0 ? LINE_WIDTH + taken : probe->width;

    if (probe->width > 0 && probe->suggest)
        taken += 2;
    width = width - taken < LINE_WIDTH ? width - taken : LINE_WIDTH;
    return width > LINE_LEAST ? width : LINE_LEAST;
}

static const char *pick_words(const struct probe *probe, const char *ja, const char *en)
    __attribute__((format_arg(2), format_arg(3)));

static const char *pick_words(const struct probe *probe, const char *ja, const char *en)
{
    return words_pick(probe->language, ja, en);
}

/* --- the document --- */

static void print_document(const struct probe *probe, struct buf *out)
{
    const struct probing *probing = probe->probing;

    buf_printf(out, "%s: %s", pick_words(probe, "資料", "document"),
               plain_copy(probe->arena, probe->address));
    if (probe->addresses > 1)
        buf_printf(
            out,
            pick_words(probe, "（%zu/%zu: --address で選択）", " (%zu of %zu, see --address)"),
            probe->number, probe->addresses);
    buf_putc(out, '\n');
    buf_printf(out, "%s: %zu%s\nSHA-256: %s\n", pick_words(probe, "大きさ", "size"),
               probe->bytes, pick_words(probe, "バイト", " bytes"), probe->sha256);
    if (!probing)
        return;
    buf_printf(out, "%s: %s", pick_words(probe, "形式", "format"), probing->format);
    if (!str_empty(probing->encoding))
        buf_printf(out, "%s%s%s", pick_words(probe, "（文字コード ", " (encoding "),
                   plain_copy(probe->arena, probing->encoding), pick_words(probe, "）", ")"));
    buf_putc(out, '\n');
    if (!str_empty(probing->next))
        buf_printf(out, "%s: %s\n",
                   pick_words(probe, "続きのページあり", "there are more pages"),
                   plain_copy(probe->arena, probing->next));
}

static void print_published(const struct probe *probe, struct buf *out)
{
    const struct published *published = &probe->probing->published;
    char day[PERIOD_TEXT_SIZE];

    if (published->said) {
        period_print_day(published->day, day);
        buf_printf(out, "%s: %s\n", pick_words(probe, "公表日", "published"), day);
    } else if (published->problem) {
        buf_printf(out, "%s: %s\n", pick_words(probe, "公表日は読み取れません", "not dated"),
                   plain_copy(probe->arena, published->problem));
    }
}

/* --- grids --- */

static void print_grid(const struct probe *probe, size_t n, struct buf *out)
{
    const struct probing_grid *grid = &probe->probing->grids[n];
    const char *name = probe_text(probe->arena, grid->name, room(probe, NAME_TAKEN));

    buf_printf(out,
               pick_words(probe, "\n表%zu%s%s%s: %zu行 × %zu列%s\n",
                          "\ntable %zu%s%s%s: %zu rows, %zu columns%s\n"),
               n + 1, *name ? pick_words(probe, "「", " \"") : "", name,
               *name ? pick_words(probe, "」", "\"") : "", grid->rows, grid->columns,
               grid->hidden ? pick_words(probe, "（非表示のシート）", " (a hidden sheet)")
                            : "");
    if (grid->shown_rows > 0 && grid->shown_columns > 0)
        probe_rows(probe, grid, out);
}

static void print_grids(const struct probe *probe, struct buf *out)
{
    const struct probing *probing = probe->probing;

    if (probing->grids_found == 0)
        buf_printf(out, "\n%s\n", pick_words(probe, "表はありません。", "It holds no table."));
    for (size_t i = 0; i < probing->grid_count; i++)
        print_grid(probe, i, out);
    if (probing->grids_found > probing->grid_count)
        buf_printf(out, pick_words(probe, "（ほか%zu表）\n", "(and %zu more tables)\n"),
                   probing->grids_found - probing->grid_count);
}

static void print_lines(const struct probe *probe, struct buf *out)
{
    const struct probing *probing = probe->probing;

    if (probing->line_count == 0)
        return;
    buf_printf(out, "\n%s\n", pick_words(probe, "本文", "running text"));
    for (size_t i = 0; i < probing->line_count; i++)
        buf_printf(out, "  %s\n", probe_text(probe->arena, probing->lines[i], room(probe, 2)));
    if (probing->lines_found > probing->line_count)
        buf_printf(out, pick_words(probe, "（ほか%zu行）\n", "(and %zu more lines)\n"),
                   probing->lines_found - probing->line_count);
}

/* --- what indicators take --- */

static void put_observation(const struct probe *probe, struct table *table,
                            const struct indicator *indicator,
                            const struct observation *observation)
{
    char period[PERIOD_TEXT_SIZE], value[WORDS_SIZE] = "";
    int places = observation->value.places > indicator->decimals ? observation->value.places
                                                                 : indicator->decimals;

    period_print(observation->period, period);
    if (series_has_value(observation))
        words_value(observation->value, places, probe->language, value);
    table_cell(table, period);
    table_cell(table, value);
    table_cell(table, words_status(observation->status, probe->language));
    table_cell(table, probe_text(probe->arena, observation->cell ? observation->cell : "",
                                 PROBE_CELL_WIDTH));
}

static void print_observations(const struct probe *probe, const struct indicator *indicator,
                               const struct pick *pick, struct buf *out)
{
    const char *heads[] = {
        pick_words(probe, "  期間", "  period"), pick_words(probe, ">値", ">value"),
        pick_words(probe, "状態", "status"), pick_words(probe, "資料の表記", "as printed")};
    size_t most = probe->rows_shown > FIRST_SHOWN ? probe->rows_shown : FIRST_SHOWN + 1;
    size_t skipped = pick->count > most ? pick->count - most : 0;
    struct table table;

    table_init(&table, probe->arena, heads, 4);
    for (size_t i = 0; i < pick->count; i++) {
        if (skipped > 0 && i == FIRST_SHOWN) {
            i += skipped;
            table_cell(&table, "  …");
            for (int k = 0; k < 3; k++)
                table_cell(&table, "");
        }
        put_observation(probe, &table, indicator, &pick->observations[i]);
    }
    if (pick->count > 0)
        table_print(&table, out);
    table_free(&table);
}

static void print_problems(const struct probe *probe, const struct pick_problem *problems,
                           size_t count, const char *lead, struct buf *out)
{
    for (size_t i = 0; i < count && problems[i].text; i++)
        buf_printf(out, "%s%s\n", lead, plain_copy(probe->arena, problems[i].text));
}

static void print_pick(const struct probe *probe, size_t n, struct buf *out)
{
    const struct indicator *indicator = probe->indicators[n];
    const struct reading_pick *read = &probe->probing->picks[n];
    const struct pick *pick = &read->pick;

    buf_printf(out, pick_words(probe, "\n指標 %s「%s」: ", "\nindicator %s \"%s\": "),
               indicator->id, settings_label(&indicator->title, probe->language));
    if (read->err.code != ERR_NONE) {
        buf_printf(out, "%s\n  - %s\n", pick_words(probe, "読み取れません", "takes nothing"),
                   plain_copy(probe->arena, read->err.text));
        return;
    }
    buf_printf(out,
               pick_words(probe, "%zu期間を読み取ります（単位 %s）\n",
                          "takes %zu periods (unit %s)\n"),
               pick->count, indicator->unit);
    print_observations(probe, indicator, pick, out);
    if (pick->problem_count > 0)
        buf_printf(out,
                   pick_words(probe, "  読み取らないもの %zu件とその理由:\n",
                              "  not taken, and why (%zu):\n"),
                   pick->problem_count);
    print_problems(probe, pick->problems, pick->problem_count, "  - ", out);
    probe_print_held(probe, n, out);
}

static void print_picks(const struct probe *probe, struct buf *out)
{
    for (size_t i = 0; i < probe->probing->pick_count; i++)
        print_pick(probe, i, out);
    if (probe->probing->pick_count == 0 && probe->source && !probe->suggest)
        buf_printf(
            out, "\n%s\n",
            pick_words(probe,
                       "この出典を読む指標はまだありません。--suggest で候補を示します。",
                       "No indicator reads this source yet: --suggest proposes some."));
}

/* --- suggestions --- */

static void print_end(const struct probe *probe, const struct observation *observation,
                      struct buf *out)
{
    char period[PERIOD_TEXT_SIZE], value[WORDS_SIZE];

    period_print(observation->period, period);
    words_value(observation->value, observation->value.places, probe->language, value);
    buf_printf(out, "%s %s", period, value);
}

/* What the section above takes. */
static void print_taken(const struct probe *probe, const struct suggestion *suggestion,
                        struct buf *out)
{
    bool one = suggestion->count == 1;

    buf_printf(out,
               one ? pick_words(probe, "; 読み取り: %zu期間（", "; takes %zu period (")
                   : pick_words(probe, "; 読み取り: %zu期間（", "; takes %zu periods ("),
               suggestion->count);
    print_end(probe, &suggestion->first, out);
    if (!one) {
        buf_puts(out, pick_words(probe, " 〜 ", " to "));
        print_end(probe, &suggestion->last, out);
    }
    buf_puts(out, pick_words(probe, "）", ")"));
    if (suggestion->is_partial)
        buf_puts(out, pick_words(probe, "（資料の始めだけで試したもの）",
                                 ", tried on the beginning of the document only"));
    if (suggestion->missing > 0)
        buf_printf(out, pick_words(probe, "、値なし%zu期間", ", %zu without a figure"),
                   suggestion->missing);
    if (suggestion->problem_count > 0)
        buf_printf(out, pick_words(probe, "、読み取らないもの%zu件", ", %zu not taken"),
                   suggestion->problem_count);
    buf_putc(out, '\n');
    print_problems(probe, suggestion->problems, SUGGEST_PROBLEMS, ";   - ", out);
}

static void print_suggestion(const struct probe *probe, size_t n, struct buf *out)
{
    const struct suggestion *suggestion = &probe->probing->suggestions.items[n];

    if (suggestion->grid == SUGGEST_TEXT)
        buf_printf(out,
                   pick_words(probe, "\n; 候補%zu: 本文から\n",
                              "\n; suggestion %zu, from the running text\n"),
                   n + 1);
    else
        buf_printf(out,
                   pick_words(probe, "\n; 候補%zu: 表%zuから\n",
                              "\n; suggestion %zu, from table %zu\n"),
                   n + 1, suggestion->grid + 1);
    probe_ini(probe, n, out);
    print_taken(probe, suggestion, out);
}

/* What kept the nearest of the tables from being read. */
static void print_nothing(const struct probe *probe, const struct suggestions *suggestions,
                          struct buf *out)
{
    buf_printf(out, "; %s\n",
               pick_words(probe, "候補は見つかりませんでした。", "Nothing to suggest."));
    if (*suggestions->why != '\0')
        buf_printf(out, pick_words(probe, ";   表%zu: %s\n", ";   table %zu: %s\n"),
                   suggestions->why_grid + 1, plain_copy(probe->arena, suggestions->why));
}

static void print_suggestions(const struct probe *probe, struct buf *out)
{
    const struct suggestions *suggestions = &probe->probing->suggestions;

    buf_putc(out, '\n');
    if (suggestions->count == 0)
        print_nothing(probe, suggestions, out);
    else if (!probe->source)
        probe_ini_source(probe, out);
    else
        probe_ini_published(probe, out);
    for (size_t i = 0; i < suggestions->count; i++)
        print_suggestion(probe, i, out);
    buf_printf(out,
               pick_words(probe, "\n; %zu通りを試しました%s\n", "\n; %zu ways were tried%s\n"),
               suggestions->tried,
               suggestions->cut ? pick_words(probe, "（時間切れ: すべてではありません）",
                                             " (the time was up before all had been)")
                                : "");
}

static void print_report(const struct probe *probe, struct buf *out)
{
    print_document(probe, out);
    if (!probe->probing)
        return;
    print_published(probe, out);
    print_grids(probe, out);
    print_lines(probe, out);
    print_picks(probe, out);
}

/* Lines as comments, so that all of the output may be kept as a configuration. */
static void put_comments(const char *text, struct buf *out)
{
    while (*text) {
        size_t length = strcspn(text, "\n");

        if (length > 0)
            buf_puts(out, "; ");
        buf_append(out, text, length);
        buf_putc(out, '\n');
        text += length + (text[length] == '\n');
    }
}

void probe_print(const struct probe *probe, struct buf *out)
{
    struct buf report;

    if (!probe->suggest || !probe->probing) {
        print_report(probe, out);
        return;
    }
    buf_init(&report, out->limit);
    print_report(probe, &report);
    put_comments(buf_text(&report), out);
    buf_free(&report);
    print_suggestions(probe, out);
}
