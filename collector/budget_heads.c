/* SPDX-License-Identifier: GPL-3.0-or-later */
/* budget_heads: see budget_heads.h. */
#include "collector/budget_heads.h"

#include <string.h>

#include "collector/label.h"
#include "core/str.h"
#include "core/unicode.h"

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

enum { HEAD_ROWS = 40, HEAD_DEPTH = 3, YEARS_MAX = 4, NONE = -1, LIST_BYTES = 400 };
enum { REIWA = 2018, HEISEI = 1988 }; /* the years before their first */

/* --- which column is what --- */

static const char *const TITLES[] = {
    "細事業名",     "事務事業名", "予算事業名", "事業名", "事業名称", "事業の名称",
    "主な事業名",   "主要事業名", "事務事業",   "細事業", "事業",     "主な事業",
    "事業(項目)名", "事項名",     "事項",       "title",  "program",  NULL};
static const char *const POLICIES[] = {"施策",   "施策名",   "施策名称", "基本施策", "政策",
                                       "政策名", "施策体系", "policy",   NULL};
static const char *const MARKS[] = {
    "区分", "種別",     "事業区分", "新規",     "新規継続",       "新規・継続", "新規/継続",
    "公約", "公約事業", "重点",     "重点事業", "新規・継続の別", "重点・主要", NULL};
static const char *const WERE[] = {"旧事業名",   "前年度事業名", "旧名称", "旧事業",
                                   "旧事業名称", "統合元",       NULL};
static const char *const SUMMARIES[] = {"事業概要", "概要",       "事業内容",   "内容",
                                        "説明",     "事業の概要", "事業の内容", "主な内容",
                                        "summary",  NULL};
static const char *const CHANGES[] = {"変更点",     "主な変更点", "変更内容", "拡充内容",
                                      "見直し内容", "change",     NULL};
static const char *const OWNERS[] = {"所管",     "所管課",   "担当課", "担当",
                                     "担当部署", "担当部課", "所属",   "課名",
                                     "主管課",   "owner",    NULL};
static const char *const ACCOUNTS[] = {"会計", "会計名", "会計区分", "account", NULL};
static const char *const REMARKS[] = {"備考",     "摘要",     "特記事項", "増減理由",
                                      "増減内容", "増減説明", "remark",   NULL};
static const char *const YEARS[] = {"年度", "会計年度", "予算年度", "fiscalyear", NULL};

static const char *const *const LISTS[BUDGET_COLUMNS] = {
    [BUDGET_TITLE] = TITLES, [BUDGET_POLICY] = POLICIES,   [BUDGET_MARKS] = MARKS,
    [BUDGET_WAS] = WERE,     [BUDGET_SUMMARY] = SUMMARIES, [BUDGET_CHANGE] = CHANGES,
    [BUDGET_OWNER] = OWNERS, [BUDGET_ACCOUNT] = ACCOUNTS,  [BUDGET_REMARK] = REMARKS,
    [BUDGET_YEAR] = YEARS,
};

const char *budget_heads_key(const struct budget_heads *h, const char *head)
{
    struct arena *arena = h->r->arena;
    return label_bare(arena, unicode_key(arena, head));
}

static bool is_listed(const struct budget_heads *h, const char *head, const char *const *list)
{
    const char *key = budget_heads_key(h, head);
    for (size_t i = 0; list && list[i]; i++)
        if (str_equal(key, list[i]))
            return true;
    return false;
}

/* How the year is counted that is read: 令和7 of 2025. */
static int number_of(int year)
{
    return year > REIWA ? year - REIWA : year - HEISEI;
}

/* 7年度, which says no era: the year that is read, or the one before; 0 = neither, or both. */
static int bare_year(const char *key, int year)
{
    int found = 0;
    for (const char *at = strstr(key, "年度"); at; at = strstr(at + 1, "年度")) {
        const char *start = at;
        int number = 0, one = 0;
        while (start > key && str_digit(start[-1]))
            start--;
        for (const char *p = start; p < at && number < 1000; p++)
            number = number * 10 + (*p - '0');
        one = start == at                     ? 0
              : number == number_of(year)     ? year
              : number == number_of(year - 1) ? year - 1
                                              : 0;
        if (one != 0 && found != 0 && found != one)
            return 0;
        found = one != 0 ? one : found;
    }
    return found;
}

/* How a head speaks of an amount. */
enum money { MONEY_NONE, MONEY_PERHAPS, MONEY_OF_YEAR, MONEY_FORMER };

static enum money money_of(const struct budget_heads *h, const char *head)
{
    static const char *const others[] = {"増減",   "比較", "差引",     "差額", "率",
                                         "決算",   "補正", "財源",     "要求", "査定",
                                         "支出金", "債",   "一般財源", "執行", "見込"};
    static const char *const amounts[] = {"予算",   "当初", "本年度", "今年度",
                                          "事業費", "金額", "budget"};
    struct arena *arena = h->r->arena;
    const char *key = unicode_key(arena, head);
    int years[YEARS_MAX];
    size_t count = budget_years(arena, head, years, YEARS_MAX);
    int year = h->r->choice->year;
    if (count == 0 && (years[0] = bare_year(key, year)) != 0)
        count = 1;
    if (str_holds_any(key, others, COUNT(others)))
        return MONEY_NONE;
    if (strstr(key, "前年") || (count == 1 && years[0] == year - 1))
        return MONEY_FORMER;
    if (count == 1 && years[0] == year)
        return MONEY_OF_YEAR;
    return count == 0 && str_holds_any(key, amounts, COUNT(amounts)) ? MONEY_PERHAPS
                                                                     : MONEY_NONE;
}

static const char *list(const struct budget_heads *h, enum money wanted)
{
    struct arena *arena = h->r->arena;
    const char *said = "";
    for (size_t i = 0; i < h->count; i++) {
        const char *head = h->heads[i];
        if (*head && (wanted == MONEY_NONE || money_of(h, head) == wanted) &&
            strlen(said) < LIST_BYTES)
            said = arena_printf(arena, "%s%s%s", said, *said ? ", " : "", head);
    }
    return said;
}

/* The one column of that kind; NONE for none, -2 for several. */
static int only_money(const struct budget_heads *h, enum money wanted)
{
    int found = NONE;
    for (size_t i = 0; i < h->count; i++) {
        if (money_of(h, h->heads[i]) != wanted)
            continue;
        if (found != NONE)
            return NONE - 1;
        found = (int)i;
    }
    return found;
}

static void find_money(struct budget_heads *h)
{
    int *at = h->at;
    int found = only_money(h, MONEY_OF_YEAR);
    if (at[BUDGET_AMOUNT] == NONE)
        at[BUDGET_AMOUNT] = found == NONE ? only_money(h, MONEY_PERHAPS) : found;
    if (at[BUDGET_FORMER] == NONE && only_money(h, MONEY_FORMER) >= 0)
        at[BUDGET_FORMER] = only_money(h, MONEY_FORMER);
}

/* The first name of the list that heads a column; several of one name are none. */
static int find_listed(const struct budget_heads *h, const char *const *list)
{
    for (size_t n = 0; list[n]; n++) {
        int found = NONE;
        for (size_t i = 0; i < h->count; i++) {
            if (!str_equal(budget_heads_key(h, h->heads[i]), list[n]))
                continue;
            found = found == NONE ? (int)i : NONE - 1;
        }
        if (found != NONE)
            return found;
    }
    return NONE;
}

static int find_said(const struct budget_heads *h, const char *said)
{
    struct arena *arena = h->r->arena;
    const char *key = unicode_key(arena, said);
    for (size_t i = 0; i < h->count; i++)
        if (str_equal(unicode_key(arena, h->heads[i]), key) ||
            str_equal(budget_heads_key(h, h->heads[i]), key))
            return (int)i;
    return NONE;
}

static void find_marks(struct budget_heads *h)
{
    int said = h->at[BUDGET_MARKS];
    h->mark_count = 0;
    for (size_t i = 0; i < h->count && h->mark_count < BUDGET_MARKS_MAX; i++)
        if (said == (int)i || (said == NONE && is_listed(h, h->heads[i], MARKS)))
            h->marks[h->mark_count++] = (int)i;
}

/* A head over nothing beside a column without a head: a PDF's cells stand to the left of where
 * their head is centred. */
static void move_heads(struct budget_heads *h)
{
    for (size_t i = 1; i < h->count; i++) {
        bool empty = *h->heads[i] && !*h->heads[i - 1], filled = false;
        for (size_t row = h->first; row < h->grid->row_count && empty; row++) {
            empty = unicode_is_blank(grid_cell(h->grid, row, i));
            filled = filled || !unicode_is_blank(grid_cell(h->grid, row, i - 1));
        }
        if (!empty || !filled)
            continue;
        h->heads[i - 1] = h->heads[i];
        h->heads[i] = "";
    }
}

/* Looks at the heads; true if there are a title and an amount among them, or two that could
 * be the amount (NONE - 1), which is for a person to say. */
static bool find_columns(struct budget_heads *h)
{
    const struct budget_choice *choice = h->r->choice;
    int *at = h->at;
    for (size_t i = 0; i < BUDGET_COLUMNS; i++)
        at[i] = NONE;
    for (size_t i = 0; i < BUDGET_COLUMNS; i++) {
        if (choice->heads[i])
            at[i] = find_said(h, choice->heads[i]);
        else if (i != BUDGET_MARKS && LISTS[i])
            at[i] = find_listed(h, LISTS[i]);
        if (choice->heads[i] && at[i] == NONE)
            return false;
    }
    find_money(h);
    find_marks(h);
    return at[BUDGET_TITLE] >= 0 && at[BUDGET_AMOUNT] != NONE;
}

/* --- heads --- */

static size_t widest(const struct grid *grid)
{
    size_t most = 0;
    for (size_t row = 0; row < grid->row_count; row++)
        most = grid->rows[row].count > most ? grid->rows[row].count : most;
    return most < BUDGET_HEADS_MAX ? most : BUDGET_HEADS_MAX;
}

static const char *join(struct arena *arena, const char *upper, const char *lower)
{
    if (!*upper || str_equal(upper, lower))
        return lower;
    return *lower ? arena_printf(arena, "%s %s", upper, lower) : upper;
}

/* The heads of `rows` rows from `row` on, each a path. */
static void take_heads(struct budget_heads *h, size_t row, size_t rows)
{
    struct arena *arena = h->r->arena;
    h->count = widest(h->grid);
    h->first = row + rows;
    for (size_t i = 0; i < h->count; i++) {
        h->heads[i] = "";
        for (size_t n = 0; n < rows; n++)
            h->heads[i] =
                join(arena, h->heads[i], budget_tidy(arena, grid_cell(h->grid, row + n, i)));
    }
    move_heads(h);
}

/* A further row of the head that begins at `row`: 本年度 and 前年度 below 予算額, or their
 * units. It holds no figures and names no program. */
static bool goes_on(const struct budget_heads *h, size_t row, size_t next)
{
    const struct grid *grid = h->grid;
    if (next >= grid->row_count || grid_is_blank(grid, next))
        return false;
    for (size_t i = 0; i < widest(grid); i++)
        if (str_plain_figure(grid_cell(grid, next, i)) &&
            !unicode_is_blank(grid_cell(grid, next, i)))
            return false;
    int title = h->at[BUDGET_TITLE];
    const char *below = title < 0 ? "" : grid_cell(grid, next, (size_t)title);
    return unicode_is_blank(below) ||
           str_equal(unicode_key(h->r->arena, below),
                     unicode_key(h->r->arena, grid_cell(grid, row, (size_t)title)));
}

bool budget_heads_find(struct budget_heads *h)
{
    for (size_t row = 0; row < h->grid->row_count && row < HEAD_ROWS; row++) {
        size_t depth = 1;
        take_heads(h, row, depth);
        (void)find_columns(h);
        if (h->at[BUDGET_TITLE] < 0)
            continue;
        while (depth < HEAD_DEPTH && goes_on(h, row, row + depth))
            depth++;
        for (; depth > 0; depth--) { /* the deepest first */
            take_heads(h, row, depth);
            if (find_columns(h))
                return true;
        }
    }
    return false;
}

const char *budget_heads_former(struct budget_heads *h)
{
    for (size_t row = 0; row < h->grid->row_count && row < HEAD_ROWS; row++) {
        take_heads(h, row, 1);
        (void)find_columns(h);
        if (h->at[BUDGET_TITLE] >= 0 && h->at[BUDGET_FORMER] >= 0)
            return h->heads[h->at[BUDGET_FORMER]];
    }
    return NULL;
}

/* --- the unit --- */

/* Behind 単位, or in the brackets that end a head. */
static int64_t unit_in(struct arena *arena, const char *text, bool captioned)
{
    const char *key = unicode_key(arena, text);
    const char *at = captioned ? strstr(key, "単位") : strrchr(key, '(');
    if (!at)
        return 0;
    at += captioned ? strlen("単位") : 1;
    at += strspn(at, ":");
    size_t length = strcspn(at, ")]、,");
    const char *inside = arena_strndup(arena, at, length);
    if (str_starts(inside, "単位"))
        return unit_in(arena, inside, true);
    return budget_unit(inside);
}

/* The lowest part of a head's path may be nothing but the unit. */
static int64_t unit_below(const char *head)
{
    const char *last = strrchr(head, ' ');
    return last ? budget_unit(last + 1) : 0;
}

int64_t budget_heads_caption(struct arena *arena, const char *text)
{
    int64_t unit = 0;
    for (const char *at = strstr(text, "単位"); at; at = strstr(at + 1, "単位")) {
        const char *line = arena_strndup(arena, at, strcspn(at, "\n"));
        int64_t found = unit_in(arena, line, true);
        if (found != 0 && unit != 0 && found != unit)
            return 0;
        unit = found != 0 ? found : unit;
    }
    return unit;
}

int64_t budget_heads_unit(const struct budget_heads *h)
{
    struct arena *arena = h->r->arena;
    const struct grid *grid = h->grid;
    int64_t unit = unit_in(arena, h->heads[h->at[BUDGET_AMOUNT]], false);
    if (unit == 0)
        unit = unit_in(arena, h->heads[h->at[BUDGET_AMOUNT]], true);
    if (unit == 0)
        unit = unit_below(h->heads[h->at[BUDGET_AMOUNT]]);
    for (size_t row = 0; row < grid->row_count && unit == 0; row++)
        for (size_t i = 0; i < grid->rows[row].count && unit == 0; i++)
            unit = unit_in(arena, grid->rows[row].cells[i], true);
    return unit != 0 ? unit : unit_in(arena, grid->name, true);
}

const char *budget_heads_rivals(const struct budget_heads *h)
{
    return list(h, only_money(h, MONEY_OF_YEAR) < NONE ? MONEY_OF_YEAR : MONEY_PERHAPS);
}

const char *budget_heads_some(struct budget_heads *h)
{
    for (size_t row = 0; row < h->grid->row_count && row < HEAD_ROWS; row++) {
        take_heads(h, row, 1);
        const char *some = list(h, MONEY_NONE);
        if (strstr(some, ", "))
            return some;
    }
    return NULL;
}
