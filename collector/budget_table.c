/* SPDX-License-Identifier: GPL-3.0-or-later */
/* budget_table: the rows of tables whose columns budget_heads finds; see budget.h. */
#include <inttypes.h>
#include <string.h>

#include "collector/budget_heads.h"
#include "collector/label.h"
#include "core/str.h"
#include "core/unicode.h"

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

enum { YEARS_MAX = 4, TITLE_BYTES = 2000 };

struct table {
    struct budget_reading *r;
    const struct grid *grid;
    struct budget_heads heads;
    const char *place;  /* " Sheet" */
    const char *policy; /* of a heading */
    enum tier tier;
    const char *carried; /* the policy of the row above */
};

/* --- rows --- */

static const char *cell(const struct table *table, size_t row, enum budget_column column)
{
    int at = table->heads.at[column];
    return at < 0 ? "" : budget_tidy(table->r->arena, grid_cell(table->grid, row, (size_t)at));
}

static int line_of(const struct table *table, size_t row)
{
    long line = table->grid->rows[row].line;
    return line > 0 ? (int)line : (int)row + 1;
}

static bool is_circle(const char *text)
{
    static const char *const circles[] = {"○", "〇", "◯", "●", "◎", "1", "有", "✓", "レ", "*"};
    return str_equal_any(text, circles, COUNT(circles));
}

static void note(const struct table *table, size_t row, const char *what, const char *text)
{
    fault_add(&table->r->out->notes, table->r->choice->file, line_of(table, row),
              "%s: \"%.120s\"", what, text);
}

/* 新規・重点 (公約): words, by what stands between them. */
static void take_words(const struct table *table, size_t row, struct budget_entry *entry,
                       const char *text)
{
    struct arena *arena = table->r->arena;
    const char *key = unicode_key(arena, text);
    static const char *const between[] = {"・", "、", ",", "/", "(", ")", "[", "]", ";"};
    while (*key) {
        size_t length = 0, next = 0;
        while (key[length] && next == 0) {
            for (size_t i = 0; i < COUNT(between); i++)
                if (str_starts(key + length, between[i]))
                    next = strlen(between[i]);
            length += next == 0;
        }
        const char *word = arena_strndup(arena, key, length);
        if (*word && !budget_take_word(table->r, entry, word))
            note(table, row, "a mark that is not known", word);
        key += length + next;
    }
}

static void take_marks(const struct table *table, size_t row, struct budget_entry *entry)
{
    const struct budget_heads *columns = &table->heads;
    for (size_t i = 0; i < columns->mark_count; i++) {
        size_t at = (size_t)columns->marks[i];
        const char *text = budget_tidy(table->r->arena, grid_cell(table->grid, row, at));
        if (is_circle(text))
            text = budget_heads_key(columns, columns->heads[at]);
        else if (str_equal(unicode_key(table->r->arena, text), "-") || label_is_ditto(text))
            continue;
        take_words(table, row, entry, text);
    }
}

static const char *carry(struct table *table, size_t row)
{
    const char *policy = cell(table, row, BUDGET_POLICY);
    if (table->heads.at[BUDGET_POLICY] < 0)
        return table->policy;
    if (!label_repeats(policy))
        table->carried = policy;
    return table->carried;
}

static void take_entry(struct table *table, size_t row, const char *title)
{
    struct budget_reading *r = table->r;
    struct budget_entry *entry = budget_start(r, line_of(table, row));
    entry->place = table->place;
    entry->tier = table->tier;
    entry->title = budget_tidy(r->arena, budget_take_marks(r, entry, title));
    take_marks(table, row, entry);
    entry->policy = carry(table, row);
    entry->summary = cell(table, row, BUDGET_SUMMARY);
    entry->change = cell(table, row, BUDGET_CHANGE);
    entry->owner = cell(table, row, BUDGET_OWNER);
    entry->account = cell(table, row, BUDGET_ACCOUNT);
    budget_take_was(r, entry, cell(table, row, BUDGET_WAS));
    const char *amount = cell(table, row, BUDGET_AMOUNT);
    bool read = str_equal(unicode_key(r->arena, amount), "皆減")
                    ? (entry->ended = true)
                    : budget_amount(r, entry->row, amount, &entry->has_amount, &entry->amount);
    if (read && table->heads.at[BUDGET_FORMER] >= 0)
        read = str_equal(unicode_key(r->arena, cell(table, row, BUDGET_FORMER)), "皆増") ||
               budget_amount(r, entry->row, cell(table, row, BUDGET_FORMER),
                             &entry->has_former, &entry->former);
    if (read)
        budget_finish(r, entry);
}

/* The first filled cell of a row that names no program may still be the word for a total. */
static const char *label_of(const struct table *table, size_t row)
{
    const char *title = cell(table, row, BUDGET_TITLE);
    const struct grid_row *at = &table->grid->rows[row];
    if (*title)
        return title;
    for (size_t i = 0; i < at->count; i++)
        if (!unicode_is_blank(at->cells[i]))
            return budget_tidy(table->r->arena, at->cells[i]);
    return "";
}

/* A heading or a note: what stands alone in its row. */
static void take_line(struct table *table, size_t row, const char *text)
{
    struct budget_reading *r = table->r;
    const char *key = unicode_key(r->arena, text);
    bool remark = str_starts(key, "※") || str_starts(key, "(") || str_starts(key, "注") ||
                  strstr(key, "単位") || str_starts(key, "*");
    if (str_equal(key, "重点事業") || str_equal(key, "主要事業")) {
        table->tier = str_equal(key, "重点事業") ? TIER_PRIORITY : TIER_MAIN;
        r->out->says_tier = true;
    } else if (!remark && table->heads.at[BUDGET_POLICY] < 0) {
        table->policy = text;
        table->tier = TIER_NONE;
        r->out->says[BUDGET_POLICY] = true;
        note(table, row, "taken as the policy of what follows", text);
    } else {
        note(table, row, "passed over", text);
    }
}

static void take_total(const struct table *table, size_t row, const char *label)
{
    struct budget_reading *r = table->r;
    const char *text = cell(table, row, BUDGET_AMOUNT);
    bool present = false;
    int64_t amount = 0;
    if (budget_amount(r, line_of(table, row), text, &present, &amount) && present)
        budget_total(r, line_of(table, row), label, amount);
    else if (!present)
        note(table, row, "a total without an amount", label);
}

static void take_row(struct table *table, size_t row)
{
    struct budget_reading *r = table->r;
    const char *label = label_of(table, row);
    const char *title = cell(table, row, BUDGET_TITLE);
    const char *key = unicode_key(r->arena, label);
    int head = table->heads.at[BUDGET_TITLE];
    if (grid_is_blank(table->grid, row) ||
        str_equal(key, unicode_key(r->arena, table->heads.heads[head])))
        return;
    const char *amount = cell(table, row, BUDGET_AMOUNT);
    bool nameless = !*title && *amount && str_plain_figure(amount);
    if (budget_is_total(r->arena, label))
        take_total(table, row, label);
    else if (!nameless && grid_is_line(table->grid, row))
        take_line(table, row, label);
    else if (str_starts(key, "うち") || strstr(key, "除く"))
        note(table, row, "a part of what is there, passed over", label);
    else if (*title)
        take_entry(table, row, title);
    else if (*amount)
        fault_add(r->faults, r->choice->file, line_of(table, row),
                  "an amount (%.40s) without a title", amount);
}

/* --- tables --- */

static void say_columns(const struct table *table)
{
    struct budget_reading *r = table->r;
    for (size_t i = 0; i < BUDGET_COLUMNS; i++) {
        int at = table->heads.at[i];
        if (i == BUDGET_MARKS || at < 0)
            continue;
        r->out->says[i] = true;
        budget_say(r, arena_printf(r->arena, "%s: %s", budget_column_name(i),
                                   table->heads.heads[at]));
    }
    for (size_t i = 0; i < table->heads.mark_count; i++) {
        r->out->says[BUDGET_MARKS] = true;
        budget_say(r, arena_printf(r->arena, "%s: %s", budget_column_name(BUDGET_MARKS),
                                   table->heads.heads[table->heads.marks[i]]));
    }
}

/* A year in the name or above the heads that is another one, where the heads say none. */
static int check_year(const struct table *table, size_t head, struct err *err)
{
    struct arena *arena = table->r->arena;
    int year = table->r->choice->year;
    int years[YEARS_MAX];
    const char *amount = table->heads.heads[table->heads.at[BUDGET_AMOUNT]];
    const char *title = table->grid->name;
    for (size_t row = 0; row < head; row++)
        for (size_t i = 0; i < table->grid->rows[row].count && strlen(title) < TITLE_BYTES;
             i++)
            title = arena_printf(arena, "%s %s", title, table->grid->rows[row].cells[i]);
    size_t count = budget_years(arena, amount, years, YEARS_MAX);
    if (count == 0)
        count = budget_years(arena, title, years, YEARS_MAX);
    for (size_t i = 0; i < count; i++)
        if (years[i] == year)
            return 0;
    return count == 0 ? 0
                      : err_set(err, ERR_DATA, "\"%.150s\": it is of FY%d, not of FY%d",
                                budget_tidy(arena, title), years[0], year);
}

static int read_table(struct table *table, const char *text, struct err *err)
{
    struct budget_reading *r = table->r;
    int64_t unit = r->unit_yen;
    if (table->heads.at[BUDGET_AMOUNT] < 0)
        return err_set(err, ERR_DATA,
                       "several columns may be the budget (%s): say which, as --columns "
                       "'budget=HEAD'",
                       budget_heads_rivals(&table->heads));
    if (check_year(table, table->heads.first, err) != 0)
        return -1;
    say_columns(table);
    if (!r->choice->unit)
        r->unit_yen = budget_heads_unit(&table->heads);
    if (r->unit_yen == 0)
        r->unit_yen = budget_heads_caption(r->arena, text);
    if (r->unit_yen > 0)
        budget_say(r, arena_printf(r->arena, "unit: %" PRId64 "円", r->unit_yen));
    r->all = r->part = 0;
    r->all_count = r->part_count = 0;
    for (size_t row = table->heads.first; row < table->grid->row_count; row++)
        take_row(table, row);
    r->unit_yen = unit;
    return 0;
}

static const char *some_heads(struct budget_reading *r, const struct grids *grids)
{
    for (size_t i = 0; i < grids->count; i++) {
        struct budget_heads heads = {.r = r, .grid = &grids->items[i]};
        const char *some = budget_heads_some(&heads);
        if (some)
            return some;
    }
    return "no table";
}

static bool is_wanted(const struct budget_reading *r, const struct grid *grid)
{
    const char *said = r->choice->table;
    if (!said)
        return !grid->hidden;
    return strstr(unicode_key(r->arena, grid->name), unicode_key(r->arena, said)) != NULL;
}

int budget_table_read(struct budget_reading *r, const struct grids *grids, struct err *err)
{
    size_t read = 0;
    for (size_t i = 0; i < grids->count; i++) {
        struct table table = {
            .r = r,
            .heads = {.r = r, .grid = &grids->items[i]},
            .grid = &grids->items[i],
            .place = grids->count > 1 && *grids->items[i].name
                         ? arena_printf(r->arena, " %s",
                                        budget_tidy(r->arena, grids->items[i].name))
                         : "",
            .policy = "",
            .carried = ""};
        if (!is_wanted(r, table.grid) || !budget_heads_find(&table.heads))
            continue;
        if (read_table(&table, grids->text ? grids->text : "", err) != 0)
            return -1;
        read++;
    }
    if (read > 0)
        return 0;
    return err_set(err, ERR_DATA,
                   "no table with the titles and budgets of programs, and no text with "
                   "【title】 1,234千円: it has %s. Say which columns they are, as --columns "
                   "'title=HEAD,budget=HEAD'",
                   some_heads(r, grids));
}
