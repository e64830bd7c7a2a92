/* SPDX-License-Identifier: GPL-3.0-or-later */
/* budget_row: see budget_row.h. */
#include "collector/budget_row.h"

#include <string.h>

#include "collector/label.h"
#include "core/number.h"
#include "core/str.h"
#include "core/unicode.h"

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

enum { YEARS_MAX = 4 };

static bool is_ja(const struct budget_table *table)
{
    return table->r->choice->language == LANGUAGE_JA;
}

/* 〃 is what stands above it. */
static const char *text_at(const struct budget_table *table, size_t row, size_t column)
{
    while (row > table->heads.first && label_is_ditto(grid_cell(table->grid, row, column)))
        row--;
    return budget_tidy(table->r->arena, grid_cell(table->grid, row, column));
}

static const char *cell(const struct budget_table *table, size_t row,
                        enum budget_column column)
{
    int at = table->heads.at[column];
    return at < 0 ? "" : text_at(table, row, (size_t)at);
}

static int line_of(const struct budget_table *table, size_t row)
{
    long line = table->grid->rows[row].line;
    return line > 0 ? (int)line : (int)row + 1;
}

static bool is_circle(const char *text)
{
    static const char *const circles[] = {"○", "〇", "◯", "●", "◎", "1", "有", "✓", "レ", "*"};
    return str_equal_any(text, circles, COUNT(circles));
}

static void note(const struct budget_table *table, size_t row, const char *ja, const char *en,
                 const char *text)
{
    fault_add(&table->r->out->notes, table->r->file, line_of(table, row),
              is_ja(table) ? "%s: 「%.120s」" : "%s: \"%.120s\"",
              words_pick(table->r->choice->language, ja, en), text);
}

/* －, which number_read knows: no figure, and no name. */
static bool is_dash(const char *text)
{
    struct number number;
    struct err ignored;
    return number_read(text, &number, &ignored) == 0 && !number.present;
}

/* 新規・重点 (公約): words, by what stands between them. */
static void take_words(const struct budget_table *table, size_t row,
                       struct budget_entry *entry, const char *text)
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
            note(table, row, "知らない区分", "a mark that is not known", word);
        key += length + next;
    }
}

static void take_marks(const struct budget_table *table, size_t row,
                       struct budget_entry *entry)
{
    const struct budget_heads *columns = &table->heads;
    for (size_t i = 0; i < columns->mark_count; i++) {
        size_t at = (size_t)columns->marks[i];
        const char *text = text_at(table, row, at);
        if (is_circle(text))
            text = budget_heads_key(columns, columns->heads[at]);
        else if (is_dash(text))
            continue;
        take_words(table, row, entry, text);
    }
}

static const char *carry(struct budget_table *table, size_t row)
{
    const char *policy = cell(table, row, BUDGET_POLICY);
    if (table->heads.at[BUDGET_POLICY] < 0)
        return table->policy;
    if (!label_repeats(policy))
        table->carried = policy;
    return table->carried;
}

/* Words by which a remark may say what became of a program. */
static bool tells(const char *remark)
{
    static const char *const words[] = {"廃止", "終了", "休止", "完了", "統合", "集約", "再編",
                                        "分割", "分離", "名称", "改称", "移管", "組替", "旧",
                                        "新規", "皆減", "皆増", "引継", "継承", "から", "へ"};
    return str_holds_any(remark, words, COUNT(words));
}

/* A mark, a former title; else a sentence, of which a person has to think. */
static void take_remark(struct budget_table *table, size_t row, struct budget_entry *entry)
{
    struct budget_reading *r = table->r;
    const char *text = cell(table, row, BUDGET_REMARK);
    const char *former = budget_former_name(r->arena, text);
    if (is_dash(text) || budget_take_word(r, entry, text))
        return;
    if (former) {
        budget_take_was(r, entry, former);
        return;
    }
    entry->remark = text;
    if (tells(text))
        note(table, row, "備考（読まない。根拠にはする）", "a remark, not read but shown",
             text);
    else
        table->remarks++;
}

/* 本年度 or 前年度: 皆減 and 皆増 stand for none. */
static bool take_money(struct budget_table *table, size_t row, struct budget_entry *entry)
{
    struct budget_reading *r = table->r;
    const char *now = cell(table, row, BUDGET_AMOUNT);
    const char *before = cell(table, row, BUDGET_FORMER);
    bool gone = str_equal(unicode_key(r->arena, now), "皆減");
    bool none = str_equal(unicode_key(r->arena, before), "皆増");
    entry->ended = entry->ended || gone;
    if (!gone && !budget_amount(r, entry->row, now, &entry->has_amount, &entry->amount))
        return false;
    return none || budget_amount(r, entry->row, before, &entry->has_former, &entry->former);
}

static void take_entry(struct budget_table *table, size_t row, const char *title)
{
    struct budget_reading *r = table->r;
    struct budget_entry *entry = budget_start(r, line_of(table, row));
    entry->place = table->place;
    entry->tier = table->tier;
    budget_take_title(r, entry, title);
    take_marks(table, row, entry);
    take_remark(table, row, entry);
    entry->policy = carry(table, row);
    entry->summary = cell(table, row, BUDGET_SUMMARY);
    entry->change = cell(table, row, BUDGET_CHANGE);
    entry->owner = cell(table, row, BUDGET_OWNER);
    entry->account = cell(table, row, BUDGET_ACCOUNT);
    if (!is_dash(cell(table, row, BUDGET_WAS)))
        budget_take_was(r, entry, cell(table, row, BUDGET_WAS));
    if (take_money(table, row, entry))
        budget_finish(r, entry);
    else
        budget_lose(r);
}

/* The first filled cell of a row that names no program may still be the word for a total. */
static const char *label_of(const struct budget_table *table, size_t row)
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
static void take_line(struct budget_table *table, size_t row, const char *text)
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
        note(table, row, "以下の施策とした", "taken as the policy of what follows", text);
    } else {
        note(table, row, "読まない行", "passed over", text);
    }
}

static void take_total(const struct budget_table *table, size_t row, const char *label)
{
    struct budget_reading *r = table->r;
    const char *text = cell(table, row, BUDGET_AMOUNT);
    bool present = false;
    int64_t amount = 0;
    bool read = budget_amount(r, line_of(table, row), text, &present, &amount);
    if (read && present)
        budget_total(r, line_of(table, row), label, amount);
    else
        budget_part(r);
    if (read && !present)
        note(table, row, "金額のない計", "a total without an amount", label);
}

/* 令和6年度 in a column of years: true when it is another one. */
static bool is_of_other_year(struct budget_table *table, size_t row)
{
    int years[YEARS_MAX];
    int column = table->heads.at[BUDGET_YEAR];
    const char *said = column < 0 ? "" : cell(table, row, BUDGET_YEAR);
    size_t count = budget_years(table->r->arena, said, years, YEARS_MAX);
    if (count != 1 || years[0] == table->r->choice->year)
        return false;
    table->other_years++;
    return true;
}

/* 款 項 目: the amount of what its rows are a part of, which the row says. */
static bool is_level(const struct budget_table *table, size_t row)
{
    static const char *const levels[] = {"款", "項", "目"};
    for (size_t i = 0; i < table->heads.count; i++)
        if (!unicode_is_blank(grid_cell(table->grid, row, i)) &&
            str_equal_any(budget_heads_key(&table->heads, table->heads.heads[i]), levels,
                          COUNT(levels)))
            return true;
    return false;
}

static void lose_row(const struct budget_table *table, size_t row, const char *amount)
{
    struct budget_reading *r = table->r;
    if (is_level(table, row)) {
        note(table, row, "款・項・目の額なので読まない",
             "of a level above programs, passed over", label_of(table, row));
        return;
    }
    fault_add(r->faults, r->file, line_of(table, row), "an amount (%.40s) without a title",
              amount);
    budget_lose(r);
}

void budget_row_take(struct budget_table *table, size_t row)
{
    struct budget_reading *r = table->r;
    const char *label = label_of(table, row);
    const char *title = cell(table, row, BUDGET_TITLE);
    const char *key = unicode_key(r->arena, label);
    int head = table->heads.at[BUDGET_TITLE];
    if (grid_is_blank(table->grid, row) ||
        str_equal(key, unicode_key(r->arena, table->heads.heads[head])) ||
        is_of_other_year(table, row))
        return;
    const char *amount = cell(table, row, BUDGET_AMOUNT);
    bool nameless = !*title && *amount && str_plain_figure(amount);
    if (budget_is_total(r->arena, label))
        take_total(table, row, label);
    else if (!nameless && grid_is_line(table->grid, row))
        take_line(table, row, label);
    else if (str_starts(key, "うち") || strstr(key, "除く"))
        note(table, row, "内訳なので読まない", "a part of what is there, passed over", label);
    else if (*title)
        take_entry(table, row, title);
    else if (*amount)
        lose_row(table, row, amount);
}
