/* SPDX-License-Identifier: GPL-3.0-or-later */
/* picklong_part: see picklong_part.h. */
#include "collector/picklong_part.h"

#include <string.h>

#include "core/number.h"
#include "core/str.h"
#include "core/unicode.h"

#include "collector/label.h"
#include "collector/runningtotal.h"
#include "collector/timehead.h"

#define SAMPLE_ROWS 500
#define OTHERS_MAX 32 /* cells that are no part, before the first that is one */
#define SAMPLE_COLUMNS 64
#define TIDY_ROWS 1024

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static bool is_figure(const char *text)
{
    size_t whole = strspn(text, "0123456789,");
    const char *rest = text + whole + (text[whole] == '.' ? 1 : 0);
    if (str_digit(*text) && rest[str_digits(rest)] == '\0')
        return true; /* most cells */
    return number_is(text);
}

/* --- cells --- */

/* 4月, 4~6月, 4月末, 10月1日; *day when a day is named. */
static bool is_month(const char *key, bool *day)
{
    size_t digits = str_digits(key);
    *day = false;
    if (digits < 1 || digits > 2)
        return false;
    const char *rest = key + digits;
    *day = str_starts(rest, "日");
    if (*day || str_starts(rest, "月")) {
        const char *last = rest + strlen("月");
        *day = *day || (str_digits(last) > 0 && str_starts(last + str_digits(last), "日"));
        return true;
    }
    if (*rest != '~' && *rest != '-')
        return false;
    digits = str_digits(rest + 1);
    return digits >= 1 && digits <= 2 && str_starts(rest + 1 + digits, "月");
}

static bool is_quarter(const char *key)
{
    static const char *const quarters[] = {"Q1", "Q2", "Q3", "Q4", "1Q", "2Q", "3Q", "4Q"};
    return strstr(key, "四半期") != NULL || str_equal_any(key, quarters, COUNT(quarters));
}

static bool is_half(const char *key)
{
    static const char *const halves[] = {"上期", "下期", "上半期", "下半期", "前期",  "後期",
                                         "前半", "後半", "上半",   "下半",   "中間期"};
    return str_starts_any(key, halves, COUNT(halves));
}

static bool is_third(const char *key)
{
    static const char *const thirds[] = {"上旬", "中旬", "下旬"};
    return str_equal_any(key, thirds, COUNT(thirds));
}

/* A total of the period itself: no mean, no comparison, no subtotal. */
static bool is_whole(struct arena *arena, const char *text, const char *key)
{
    static const char *const words[] = {"年間", "年度", "通年", "通期", "全年",  "全期",
                                        "年",   "全体", "月間", "通算", "Total", "total"};
    if (str_equal_any(key, words, COUNT(words)))
        return true;
    return strstr(key, "計") != NULL && strstr(key, "小計") == NULL &&
           strstr(key, "累計") == NULL && strstr(key, "推計") == NULL &&
           !label_compares(arena, text);
}

/* True if plain numbers below the head are parts of a period. */
static bool counts_parts(const struct label_path *head)
{
    static const char *const heads[] = {"月", "月別", "日", "四半期", "期", "半期", "月/日"};
    return str_equal_any(head->last, heads, COUNT(heads));
}

static bool is_part(const struct picklong_part *part, size_t column, const char *key)
{
    enum frequency frequency = part->periods->carry.context.frequency;
    bool day = false;
    bool month = is_month(key, &day);
    static const char *const roman[] = {"I", "II", "III", "IV"};
    bool within = carry_is_within_year(frequency);
    size_t digits = str_digits(key);
    if ((digits >= 1 && digits <= 2 && key[digits] == '\0') ||
        str_equal_any(key, roman, COUNT(roman)))
        return counts_parts(&part->head->columns[column]);
    if (frequency == FREQUENCY_MONTHLY)
        return (month && day) || is_third(key);
    if (within)
        return month || is_third(key);
    return month || is_quarter(key) || is_half(key);
}

/* --- the column --- */

/* When something was done, not a part of the period: 調査月, 開催日. */
static bool is_date_of(const struct label_path *head)
{
    static const char *const words[] = {"調査", "開催", "実施", "基準", "公表", "更新",
                                        "時点", "休館", "開館", "開園", "備考", "摘要"};
    return str_holds_any(head->whole, words, COUNT(words));
}

static bool holds_parts(const struct picklong_part *part, size_t column)
{
    const struct head *head = part->head;
    struct arena *arena = arena_new();
    size_t parts = 0;
    size_t others = 0;
    for (size_t row = head->last + 1; row < head->end && row < head->last + SAMPLE_ROWS;
         row++) {
        if (parts == 0 && others == OTHERS_MAX)
            break;
        const char *text = grid_cell(head->grid, row, column);
        const char *key = unicode_key(arena, text);
        if (label_repeats(text) || is_whole(arena, text, key))
            continue;
        *(is_part(part, column, key) ? &parts : &others) += 1;
    }
    arena_free(arena);
    return parts > 0 && parts >= others;
}

/* The most parts with a figure that one period has. */
static void count_parts(struct picklong_part *part)
{
    struct periodcolumn periods = *part->periods;
    struct picklong_part own = *part;
    struct arena *arena = arena_new();
    struct period last = {0};
    size_t most = 0;
    for (size_t row = part->head->last + 1; row < part->head->end; row++) {
        struct period period;
        struct err ignored;
        enum carry_reading reading =
            periodcolumn_read(&periods, row, arena, &period, &ignored);
        if (reading == CARRY_READ)
            last = period;
        (void)picklong_part_row(&own, row, reading, last, arena);
        most = own.parts > most ? own.parts : most;
        if (row % TIDY_ROWS == 0) {
            arena_free(arena);
            arena = arena_new();
        }
    }
    arena_free(arena);
    part->most = most;
}

static bool is_own(const struct picklong_part *part, size_t column)
{
    return column == part->value || column == part->periods->column ||
           column == part->periods->year_column;
}

void picklong_part_find(struct picklong_part *out, const struct head *head,
                        const struct periodcolumn *periods, size_t value,
                        const struct filter *filter)
{
    enum frequency frequency = periods->carry.context.frequency;
    *out = (struct picklong_part){.head = head,
                                  .periods = periods,
                                  .filter = filter,
                                  .value = value,
                                  .column = PERIODCOLUMN_NONE};
    struct arena *arena = arena_new();
    out->dated = headdate_read(arena, head->columns[value].path);
    arena_free(arena);
    bool coarse = period_is_yearly(frequency) || carry_is_within_year(frequency);
    if (periods->column == PERIODCOLUMN_NONE || !coarse)
        return;
    for (size_t i = 0; i < head->count && i < SAMPLE_COLUMNS; i++) {
        if (is_own(out, i) || is_date_of(&head->columns[i]) || !holds_parts(out, i))
            continue;
        out->column = i;
        out->asked = filter_uses(filter, i);
        count_parts(out);
        return;
    }
}

/* --- rows --- */

/* A word in the row that says what is counted in it. */
static bool has_word(const struct picklong_part *part, size_t row)
{
    const struct grid_row *cells = &part->head->grid->rows[row];
    for (size_t i = 0; i < cells->count && i < SAMPLE_COLUMNS; i++)
        if (i < part->value && !is_own(part, i) && !label_repeats(cells->cells[i]) &&
            !is_figure(cells->cells[i]))
            return true;
    return false;
}

static bool is_total_row(const struct picklong_part *part, size_t row)
{
    const struct grid *grid = part->head->grid;
    struct arena *arena = arena_new();
    bool total = false;
    for (size_t i = 0; i < part->value && i < SAMPLE_COLUMNS && !total; i++)
        total = label_passes_over(arena, grid_cell(grid, row, i));
    arena_free(arena);
    return total;
}

/* True if rows below have a figure, a word of their own and no period: they share the row's,
 * which has a word too. A total that ends the table may be that of all its periods. */
static bool is_shared(const struct picklong_part *part, size_t row)
{
    const struct grid *grid = part->head->grid;
    bool total = false;
    if (part->filter->count > 0 || part->periods->column == PERIODCOLUMN_NONE ||
        row + 1 >= part->head->end ||
        !label_repeats(grid_cell(grid, row + 1, part->periods->column)) ||
        !has_word(part, row))
        return false;
    for (size_t below = row + 1; below < part->head->end; below++) {
        if (grid_is_blank(grid, below) || grid_is_line(grid, below))
            break;
        if (!label_repeats(grid_cell(grid, below, part->periods->column)))
            return total;
        if (!is_figure(grid_cell(grid, below, part->value)) || !has_word(part, below))
            continue;
        if (!is_total_row(part, below))
            return true;
        total = true;
    }
    return total && (part->shared || row == part->head->last + 1);
}

/* `where` asks for the months that date the year: those of a 年 lie in two 年度. */
static bool is_asked(const struct picklong_part *part, const char *key)
{
    const struct head *head = part->head;
    size_t column = part->periods->column;
    bool day = false;
    bool fiscal = strstr(head->columns[column].whole, "年度") != NULL ||
                  strstr(grid_cell(head->grid, head->last + 1, column), "年度") != NULL;
    bool same = fiscal == (part->periods->carry.context.frequency == FREQUENCY_FISCAL_YEAR);
    return part->asked && same && is_month(key, &day) && !day;
}

enum picklong_row picklong_part_row(struct picklong_part *part, size_t row,
                                    enum carry_reading reading, struct period period,
                                    struct arena *scratch)
{
    const struct grid *grid = part->head->grid;
    if (reading == CARRY_READ &&
        (part->at.frequency != period.frequency || period_compare(part->at, period) != 0)) {
        part->at = period;
        part->parts = 0;
    }
    if (part->column == PERIODCOLUMN_NONE) {
        part->several = (reading == CARRY_READ && is_shared(part, row)) ||
                        (reading == CARRY_BLANK && part->several);
        part->shared = part->shared || part->several;
        return part->several ? PICKLONG_ROW_SHARED : PICKLONG_ROW_ANY;
    }
    const char *text = grid_cell(grid, row, part->column);
    const char *key = unicode_key(scratch, text);
    if (label_repeats(text))
        return PICKLONG_ROW_ANY;
    if (is_part(part, part->column, key)) {
        part->parts += is_figure(grid_cell(grid, row, part->value)) ? 1 : 0;
        return is_asked(part, key) ? PICKLONG_ROW_ANY : PICKLONG_ROW_PART;
    }
    if (!is_whole(scratch, text, key))
        return PICKLONG_ROW_PART;
    return part->parts < part->most && part->parts > 0 ? PICKLONG_ROW_SHORT
                                                       : PICKLONG_ROW_WHOLE;
}

/* --- what is said --- */

void picklong_part_end(struct picklong_part *part, struct taker *taker)
{
    char name[PERIOD_TEXT_SIZE];
    if (part->pending == 0 || part->reported)
        return;
    period_print(part->pending_of, name);
    take_problem(taker, part->pending, part->column, part->head->columns[part->column].path,
                 "\"%.40s\" is a part of %s, not all of it: parts are not taken",
                 grid_cell(part->head->grid, part->pending, part->column), name);
    part->reported = true;
    part->pending = 0;
}

/* A part is told of once it is known that no total follows. */
static void note_part(struct picklong_part *part, struct taker *taker, size_t row)
{
    if (part->pending != 0 && period_compare(part->pending_of, part->at) != 0)
        picklong_part_end(part, taker);
    if (part->pending != 0 || part->reported)
        return;
    part->pending = row;
    part->pending_of = part->at;
}

bool picklong_part_takes(struct picklong_part *part, struct taker *taker, size_t row,
                         enum picklong_row kind)
{
    char name[PERIOD_TEXT_SIZE];
    const struct head *head = part->head;
    period_print(part->at, name);
    if (kind == PICKLONG_ROW_PART) {
        note_part(part, taker, row);
    } else if (kind == PICKLONG_ROW_WHOLE || kind == PICKLONG_ROW_SHORT) {
        if (part->pending != 0 && period_compare(part->pending_of, part->at) == 0)
            part->pending = 0;
    }
    if (kind == PICKLONG_ROW_SHORT)
        take_problem(taker, row, part->column, head->columns[part->column].path,
                     "\"%.40s\": a total of fewer parts of %s than other periods have: it may "
                     "go on, and is not taken",
                     grid_cell(head->grid, row, part->column), name);
    if (kind == PICKLONG_ROW_SHARED && !part->reported) {
        take_problem(taker, row, part->value, head->columns[part->value].path,
                     "\"%.40s\": several rows share %s: expected `where` to choose one",
                     grid_cell(head->grid, row, part->value), name);
        part->reported = true;
    }
    return kind == PICKLONG_ROW_ANY || kind == PICKLONG_ROW_WHOLE;
}

/* The total of a year whose months are still to come. */
static bool is_running(const struct picklong_part *part, struct taker *taker, size_t row,
                       struct period period)
{
    size_t month = 0;
    const struct head *head = part->head;
    if (!period_is_yearly(period.frequency) ||
        !runningtotal_in_row(head, row, part->value, taker->scratch, &month))
        return false;
    take_problem(taker, row, part->value, head->columns[part->value].path,
                 "\"%.40s\": %.20s is \"%.20s\", and may be still to come: the total is not "
                 "taken",
                 grid_cell(head->grid, row, part->value), head->columns[month].path,
                 grid_cell(head->grid, row, month));
    return true;
}

bool picklong_part_doubts(struct picklong_part *part, struct taker *taker, size_t row,
                          struct period period)
{
    char name[PERIOD_TEXT_SIZE];
    if (headdate_fits(&part->dated, period))
        return is_running(part, taker, row, period);
    period_print(period, name);
    if (!part->misdated)
        take_problem(taker, row, part->value, part->head->columns[part->value].path,
                     "\"%.40s\": the head names another time than %s: not taken",
                     grid_cell(part->head->grid, row, part->value), name);
    part->misdated = true;
    return true;
}
