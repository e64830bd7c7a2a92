/* SPDX-License-Identifier: GPL-3.0-or-later */
/* budget_table: which tables of a document are read, and what is said of them; see budget.h.
 */
#include <inttypes.h>
#include <string.h>

#include "collector/budget_row.h"
#include "core/str.h"
#include "core/unicode.h"

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

#define OF " of "

enum { YEARS_MAX = 4, TITLE_BYTES = 2000, LINES_SHOWN = 20 };

static bool is_ja(const struct budget_table *table)
{
    return table->r->choice->language == LANGUAGE_JA;
}

static void say_column(const struct budget_table *table, enum budget_column column, int at)
{
    static const char *const JA[BUDGET_COLUMNS] = {
        [BUDGET_TITLE] = "名称",   [BUDGET_AMOUNT] = "予算額", [BUDGET_FORMER] = "前年度",
        [BUDGET_POLICY] = "施策",  [BUDGET_MARKS] = "区分",    [BUDGET_WAS] = "旧事業名",
        [BUDGET_SUMMARY] = "概要", [BUDGET_CHANGE] = "変更点", [BUDGET_OWNER] = "所管",
        [BUDGET_ACCOUNT] = "会計", [BUDGET_REMARK] = "備考",   [BUDGET_YEAR] = "年度",
    };
    struct budget_reading *r = table->r;
    const char *name = budget_column_name(column);
    const char *head = table->heads.heads[at];
    r->out->says[column] = true;
    budget_say(r, is_ja(table) ? arena_printf(r->arena, "%s（%s）: %s", JA[column], name, head)
                               : arena_printf(r->arena, "%s: %s", name, head));
}

static void say_columns(const struct budget_table *table)
{
    struct budget_reading *r = table->r;
    if (*table->place)
        budget_say(r, arena_printf(r->arena, is_ja(table) ? "表「%s」" : "table \"%s\"",
                                   table->place + strlen(OF)));
    for (size_t i = 0; i < BUDGET_COLUMNS; i++)
        if (i != BUDGET_MARKS && table->heads.at[i] >= 0)
            say_column(table, (enum budget_column)i, table->heads.at[i]);
    for (size_t i = 0; i < table->heads.mark_count; i++)
        say_column(table, BUDGET_MARKS, table->heads.marks[i]);
}

static void say_unit(const struct budget_table *table)
{
    static const struct {
        int64_t yen;
        const char *name;
    } units[] = {{1, "円"}, {1000, "千円"}, {10000, "万円"}, {1000000, "百万円"}};
    struct budget_reading *r = table->r;
    const char *name = arena_printf(r->arena, "%" PRId64 "円", r->unit_yen);
    for (size_t i = 0; i < COUNT(units); i++)
        if (units[i].yen == r->unit_yen)
            name = units[i].name;
    budget_say(r, arena_printf(r->arena, is_ja(table) ? "単位: %s" : "unit: %s", name));
    if (r->unit_yen > BUDGET_YEN_UNIT)
        budget_say(r, words_pick(r->choice->language,
                                 "千円の位は丸められている: 増減はその範囲で違い得る",
                                 "thousands were rounded: changes may be off by as much"));
}

/* What was not read, row by row or as a number. */
static void say_rest(const struct budget_table *table)
{
    struct budget_reading *r = table->r;
    bool ja = is_ja(table);
    if (table->other_years > 0)
        fault_add(&r->out->notes, r->file, 0,
                  ja ? "ほかの年度の%zu行は読まない" : "%zu rows of other years, passed over",
                  table->other_years);
    if (table->remarks > 0)
        fault_add(&r->out->notes, r->file, 0,
                  ja ? "備考のほか%zu件は読まない" : "%zu other remarks, not read",
                  table->remarks);
}

/* A year in the name or above the heads that is another one, where the heads say none. */
static int check_year(const struct budget_table *table, size_t head, struct err *err)
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

static void read_table(struct budget_table *table, const char *text)
{
    struct budget_reading *r = table->r;
    int64_t unit = r->unit_yen;
    say_columns(table);
    if (!r->choice->unit)
        r->unit_yen = budget_heads_unit(&table->heads);
    if (r->unit_yen == 0)
        r->unit_yen = budget_heads_caption(r->arena, text);
    if (r->unit_yen > 0)
        say_unit(table);
    budget_begin(r);
    for (size_t row = table->heads.first; row < table->grid->row_count; row++)
        budget_row_take(table, row);
    say_rest(table);
    r->unit_yen = unit;
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

enum found { FOUND_NONE, FOUND_OTHER_YEAR, FOUND_READ };

/* -1 when a person has to say more. */
static int try_table(struct budget_table *table, const char *text, enum found *found,
                     struct err *err)
{
    *found = FOUND_NONE;
    if (!is_wanted(table->r, table->grid))
        return 0;
    if (!budget_heads_find(&table->heads)) {
        const char *former = budget_heads_former(&table->heads);
        if (!former)
            return 0;
        *found = FOUND_OTHER_YEAR;
        (void)err_set(err, ERR_DATA, "its budgets are of another year: %.100s, not of FY%d",
                      former, table->r->choice->year);
        return 0;
    }
    if (table->heads.at[BUDGET_AMOUNT] < 0)
        return err_set(err, ERR_DATA,
                       "several columns may be the budget (%s): say which, as --columns "
                       "'budget=HEAD'",
                       budget_heads_rivals(&table->heads));
    *found = FOUND_OTHER_YEAR;
    if (check_year(table, table->heads.first, err) != 0)
        return 0;
    *found = FOUND_READ;
    read_table(table, text);
    return 0;
}

/* A hidden sheet is called so by the decoder, in English. */
static const char *name_of(const struct budget_reading *r, const struct grids *grids,
                           size_t at)
{
    static const char mark[] = " (hidden)";
    const struct grid *grid = &grids->items[at];
    const char *name = budget_tidy(r->arena, grid->name);
    if (!*name)
        return arena_printf(r->arena, "%zu", at + 1);
    return grid->hidden && str_ends(name, mark)
               ? arena_strndup(r->arena, name, strlen(name) - strlen(mark))
               : name;
}

static bool has_figures(const struct grid *grid)
{
    for (size_t row = 0; row < grid->row_count; row++)
        for (size_t i = 0; i < grid->rows[row].count; i++)
            if (str_plain_figure(grid->rows[row].cells[i]) &&
                !unicode_is_blank(grid->rows[row].cells[i]))
                return true;
    return false;
}

/* Rows may be lost with a table that is not read: each with a name is named. */
static void say_passed(const struct budget_reading *r, const struct grids *grids,
                       const enum found *found)
{
    bool ja = r->choice->language == LANGUAGE_JA;
    size_t named = 0, nameless = 0;
    for (size_t i = 0; i < grids->count; i++) {
        const struct grid *grid = &grids->items[i];
        if (found[i] == FOUND_READ || grid->row_count == 0)
            continue;
        if ((!*grid->name && !has_figures(grid)) || named == LINES_SHOWN) {
            nameless++;
            continue;
        }
        named++;
        fault_add(&r->out->notes, r->file, 0,
                  ja ? "表「%.100s」%zu行は読まない（%s）"
                     : "table \"%.100s\" of %zu rows is not read (%s)",
                  name_of(r, grids, i), grid->row_count,
                  found[i] == FOUND_OTHER_YEAR
                      ? words_pick(r->choice->language, "ほかの年度", "of another year")
                  : grid->hidden ? words_pick(r->choice->language, "非表示", "hidden")
                  : !is_wanted(r, grid)
                      ? words_pick(r->choice->language, "--table の指定外", "not asked for")
                      : words_pick(r->choice->language, "事業名と予算額の列がない",
                                   "no columns of titles and budgets"));
    }
    if (nameless > 0)
        fault_add(&r->out->notes, r->file, 0,
                  ja ? "ほかの表%zu個は読まない" : "%zu other tables are not read", nameless);
}

int budget_table_read(struct budget_reading *r, const struct grids *grids, struct err *err)
{
    enum found *found = arena_alloc(r->arena, grids->count + 1, sizeof *found);
    size_t read = 0, other = 0;
    for (size_t i = 0; i < grids->count; i++) {
        struct budget_table table = {.r = r,
                                     .heads = {.r = r, .grid = &grids->items[i]},
                                     .grid = &grids->items[i],
                                     .place = "",
                                     .policy = "",
                                     .carried = ""};
        if (grids->count > 1) {
            table.place = arena_printf(r->arena, "%s%s", OF, name_of(r, grids, i));
            r->file = arena_printf(r->arena, "%s [%s]", r->choice->file, name_of(r, grids, i));
        }
        if (try_table(&table, grids->text ? grids->text : "", &found[i], err) != 0)
            return -1;
        read += found[i] == FOUND_READ;
        other += found[i] == FOUND_OTHER_YEAR;
    }
    r->file = r->choice->file;
    if (read > 0) {
        err_clear(err);
        say_passed(r, grids, found);
        return 0;
    }
    if (other > 0)
        return -1;
    return err_set(err, ERR_DATA,
                   "no table with the titles and budgets of programs, and no text with "
                   "【title】 1,234千円: it has %s. Say which columns they are, as --columns "
                   "'title=HEAD,budget=HEAD'",
                   some_heads(r, grids));
}
