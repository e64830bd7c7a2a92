/* SPDX-License-Identifier: GPL-3.0-or-later */
/* periodcolumn: trial readings decide which column it is. */
#include "collector/periodcolumn.h"

#include <string.h>

#include "core/str.h"
#include "core/unicode.h"

#include "collector/periodblock.h"
#include "collector/storedyear.h"
#include "collector/timehead.h"
#include "collector/titleyear.h"

#define SAMPLE_ROWS 500
#define SAMPLE_COLUMNS 256
#define YEARS_TO_TRY 8
#define ANY_YEAR 1900

/* What every trial needs. */
struct search {
    const struct indicator *indicator;
    const struct head *head;
    int era;                  /* carry_era, found once */
    bool named;               /* the configuration names the column */
    struct periodblock block; /* where the value's periods may stand */
};

static size_t sample_end(const struct head *head)
{
    size_t rows = head->end - head->last - 1;
    return head->last + 1 + (rows < SAMPLE_ROWS ? rows : SAMPLE_ROWS);
}

static struct periodcolumn start(const struct search *search, size_t column,
                                 size_t year_column)
{
    return (struct periodcolumn){
        .head = search->head,
        .column = column,
        .year_column = year_column,
        .months = timehead_has_months(search->head, column, sample_end(search->head)),
        .quarters = timehead_is_quarter(&search->head->columns[column]),
        .years = timehead_is_year(&search->head->columns[column]),
        .carry = carry_start(search->indicator, search->era)};
}

/* What the cells of a column say. */
struct tally {
    size_t filled; /* notes, totals and outlooks left out */
    size_t readable;
    size_t plain; /* of those, four digits and no word of time */
};

static bool is_plain(const char *text)
{
    text += unicode_space(text);
    return str_digits(text) == 4 && unicode_is_blank(text + 4);
}

/* At least half of them are periods, though all that are `left` were none. */
static bool is_settled(const struct tally *tally, size_t left)
{
    return tally->readable * 2 >= tally->filled + left;
}

/* `all`: how many are plain is asked as well, or it ends as soon as half of them are read. */
static struct tally count(const struct search *search, struct periodcolumn at, bool all)
{
    struct tally tally = {0};
    const struct head *head = search->head;
    struct arena *arena = arena_new();
    size_t end = sample_end(head);
    for (size_t row = head->last + 1; row < end && (all || !is_settled(&tally, end - row));
         row++) {
        struct period period;
        struct err ignored;
        const char *text = grid_cell(head->grid, row, at.column);
        enum carry_reading reading = periodcolumn_read(&at, row, arena, &period, &ignored);
        if (reading == CARRY_BLANK || reading == CARRY_YEAR || reading == CARRY_PASSED_OVER ||
            grid_is_line(head->grid, row) || label_is_outlook(arena, text))
            continue;
        tally.filled++;
        tally.readable += reading == CARRY_READ ? 1 : 0;
        tally.plain += reading == CARRY_READ && is_plain(text) ? 1 : 0;
    }
    arena_free(arena);
    return tally;
}

/* True if at least half of the cells below the head read as periods. */
static bool holds_periods(const struct search *search, size_t column, size_t year_column)
{
    bool named = search->named || timehead_may_be_years(&search->head->columns[column]);
    struct tally tally = count(search, start(search, column, year_column), !named);
    if (tally.plain * 2 > tally.readable && !named)
        return false;
    return tally.readable > 0 && is_settled(&tally, 0);
}

/* The same in any year: whether it is worth while to look for the year beside it. */
static bool holds_months(const struct search *search, size_t column)
{
    struct periodcolumn at = start(search, column, PERIODCOLUMN_NONE);
    at.carry.beside = true;
    carry_set_year(&at.carry, PERIOD_YEAR_MIN, true);
    struct tally tally = count(search, at, false);
    return tally.readable > 0 && is_settled(&tally, 0);
}

static bool holds_years(const struct search *search, size_t column)
{
    const struct head *head = search->head;
    struct periodcolumn at = start(search, column, PERIODCOLUMN_NONE);
    size_t readable = 0;
    size_t filled = 0;
    for (size_t row = head->last + 1; row < sample_end(head); row++) {
        const char *text = grid_cell(head->grid, row, column);
        if (label_repeats(text))
            continue;
        filled++;
        readable +=
            carry_beside(&at.carry, text, timehead_is_fiscal(&head->columns[column])) ? 1 : 0;
    }
    return readable * 2 > filled;
}

/* True if two columns never say different periods in one row. */
static bool agree(const struct search *search, size_t first, size_t second)
{
    const struct head *head = search->head;
    struct periodcolumn a = start(search, first, PERIODCOLUMN_NONE);
    struct periodcolumn b = start(search, second, PERIODCOLUMN_NONE);
    struct arena *arena = arena_new();
    bool agrees = true;
    for (size_t row = head->last + 1; row < sample_end(head); row++) {
        struct period left;
        struct period right;
        struct err ignored;
        bool both = periodcolumn_read(&a, row, arena, &left, &ignored) == CARRY_READ;
        both = periodcolumn_read(&b, row, arena, &right, &ignored) == CARRY_READ && both;
        agrees = agrees && !(both && period_compare(left, right) != 0);
    }
    arena_free(arena);
    return agrees;
}

static size_t columns_to_try(const struct head *head)
{
    return head->count < SAMPLE_COLUMNS ? head->count : SAMPLE_COLUMNS;
}

static bool may_be(const struct search *search, size_t value, size_t column)
{
    return column != value && periodblock_holds(&search->block, column);
}

/* Columns that hold periods, among those whose head speaks of time or among all of them.
 * Returns their number, or PERIODCOLUMN_NONE when two of them differ (*other receives the
 * second). */
static size_t find_columns(const struct search *search, size_t value, bool headed,
                           size_t *column, size_t *other)
{
    const struct head *head = search->head;
    size_t found = 0;
    for (size_t i = 0; i < columns_to_try(head); i++) {
        if (!may_be(search, value, i) || (headed && !timehead_is_time(&head->columns[i])) ||
            !holds_periods(search, i, PERIODCOLUMN_NONE))
            continue;
        if (found++ == 0) {
            *column = i;
        } else if (!agree(search, *column, i)) {
            *other = i;
            return PERIODCOLUMN_NONE;
        }
    }
    return found;
}

/* Up to YEARS_TO_TRY columns, from `from` on, that hold years or months. */
static size_t list_columns(const struct search *search, size_t value,
                           bool (*holds)(const struct search *, size_t),
                           size_t out[YEARS_TO_TRY])
{
    size_t found = 0;
    for (size_t i = 0; i < columns_to_try(search->head) && found < YEARS_TO_TRY; i++)
        if (may_be(search, value, i) && holds(search, i))
            out[found++] = i;
    return found;
}

/* Years in one column, months to the right of it. */
static bool search_pair(const struct search *search, size_t value, size_t only,
                        struct periodcolumn *out)
{
    size_t years[YEARS_TO_TRY];
    size_t months[YEARS_TO_TRY] = {only};
    if (!carry_is_within_year(search->indicator->frequency))
        return false;
    size_t year_count = list_columns(search, value, holds_years, years);
    size_t month_count = only != PERIODCOLUMN_NONE || year_count == 0
                             ? 1
                             : list_columns(search, value, holds_months, months);
    for (size_t i = 0; i < year_count; i++)
        for (size_t k = 0; k < month_count; k++)
            if (months[k] > years[i] && holds_periods(search, months[k], years[i])) {
                *out = start(search, months[k], years[i]);
                return true;
            }
    return false;
}

/* Months that name no year, each of them once. */
static bool read_months(const struct search *search, size_t column,
                        struct titleyear_months *out)
{
    const struct head *head = search->head;
    bool seen[12] = {false};
    bool alone = true;
    struct arena *arena = arena_new();
    *out = (struct titleyear_months){0};
    for (size_t row = head->last + 1; row < sample_end(head) && alone; row++) {
        struct period period;
        struct err ignored;
        struct carry carry = carry_start(search->indicator, 0);
        carry_set_year(&carry, ANY_YEAR, false);
        enum carry_reading reading = carry_read_label(
            &carry, grid_cell(head->grid, row, column), arena, &period, &ignored);
        alone = reading != CARRY_YEAR;
        if (reading != CARRY_READ)
            continue;
        int month = period.n % 12 + 1;
        alone = period.n / 12 == ANY_YEAR && !seen[month - 1];
        seen[month - 1] = true;
        out->turns += month < out->last ? 1 : 0;
        out->last = month;
    }
    arena_free(arena);
    return alone && out->last != 0;
}

/* Months whose year the title gives. A 年 that they do not stay in may be that of the first
 * or of the last. */
static bool use_title(const struct search *search, size_t column, struct periodcolumn *out)
{
    struct titleyear_months months;
    struct periodcolumn at = start(search, column, PERIODCOLUMN_NONE);
    if (search->indicator->frequency != FREQUENCY_MONTHLY || at.years ||
        !read_months(search, column, &months) ||
        !titleyear_find(search->head->grid, search->head->last, &months, &at.carry))
        return false;
    if (!at.carry.year_is_fiscal && months.turns > (months.counted ? 1 : 0))
        return false;
    *out = at;
    return true;
}

static bool search_title(const struct search *search, size_t value, struct periodcolumn *out)
{
    for (size_t i = 0; i < columns_to_try(search->head); i++)
        if (may_be(search, value, i) && timehead_is_time(&search->head->columns[i]) &&
            holds_months(search, i) && use_title(search, i, out))
            return true;
    return false;
}

/* The years that the cells of a column store. */
static struct storedyear_run read_stored(const struct search *search, size_t column)
{
    struct storedyear_run run = {0};
    for (size_t row = search->head->last + 1; row < search->head->end; row++)
        storedyear_note(&run, search->head->grid, row, column);
    return run;
}

static bool use_stored(const struct search *search, size_t column, struct periodcolumn *out)
{
    struct storedyear_run run = read_stored(search, column);
    if (!storedyear_believed(&run, search->head->grid, search->head->first))
        return false;
    struct periodcolumn at = start(search, column, PERIODCOLUMN_NONE);
    at.stored = true;
    struct tally tally = count(search, at, true);
    if (tally.readable == 0 || tally.readable * 2 < tally.filled)
        return false;
    *out = at;
    return true;
}

static bool search_stored(const struct search *search, size_t value, struct periodcolumn *out)
{
    for (size_t i = 0; i < columns_to_try(search->head); i++)
        if (may_be(search, value, i) && use_stored(search, i, out))
            return true;
    return false;
}

/* The column under a head of time is not readable, and the title cannot stand for it. */
static bool has_time(const struct search *search, size_t value, size_t *column)
{
    const struct head *head = search->head;
    for (*column = 0; *column < columns_to_try(head); ++*column)
        if (may_be(search, value, *column) && *head->columns[*column].whole != '\0' &&
            timehead_is_time(&head->columns[*column]))
            return true;
    return false;
}

/* The period that the title gives. */
static int use_title_period(const struct search *search, struct arena *arena,
                            struct periodcolumn *out, struct err *err)
{
    struct titleperiod title;
    const struct head *head = search->head;
    if (titleperiod_find(search->indicator, head->grid, head->first, arena, &title, err) != 0)
        return -1;
    *out = (struct periodcolumn){.head = head,
                                 .column = PERIODCOLUMN_NONE,
                                 .year_column = PERIODCOLUMN_NONE,
                                 .title = title,
                                 .carry = carry_start(search->indicator, search->era)};
    return 0;
}

/* The year's column that a column of parts may have on its left. */
static size_t find_years_left(const struct search *search, size_t column)
{
    for (size_t i = 0; i < column; i++)
        if (holds_years(search, i))
            return i;
    return PERIODCOLUMN_NONE;
}

/* The first cell of a column that is no period, and why; NULL = none. */
static const char *find_unreadable(const struct search *search, size_t column,
                                   struct arena *arena, size_t *row, struct err *why)
{
    const struct head *head = search->head;
    struct periodcolumn at = start(search, column, find_years_left(search, column));
    for (*row = head->last + 1; *row < sample_end(head); ++*row) {
        struct period period;
        if (periodcolumn_read(&at, *row, arena, &period, why) == CARRY_UNREADABLE)
            return grid_cell(head->grid, *row, column);
    }
    return NULL;
}

/* Columns right of one of years that hold plain numbers, whatever their head. */
static bool may_hold_parts(const struct search *search, size_t column, struct arena *arena)
{
    const struct head *head = search->head;
    return timehead_is_time(&head->columns[column]) ||
           (find_years_left(search, column) != PERIODCOLUMN_NONE &&
            timehead_is_bare(arena, grid_cell(head->grid, head->last + 1, column)));
}

/* What is wrong with the first cell of a column that should hold periods. */
static int explain(const struct search *search, size_t value, size_t column,
                   struct arena *arena, struct err *err)
{
    const struct head *head = search->head;
    struct storedyear_run run = read_stored(search, column);
    (void)storedyear_believed(&run, head->grid, head->first);
    const char *frequency = period_frequency_name(search->indicator->frequency);
    struct titleyear_months title = {0};
    struct carry ignored = {0};
    if (search->indicator->frequency == FREQUENCY_MONTHLY)
        (void)titleyear_find(head->grid, head->last, &title, &ignored);
    for (size_t i = column; i < columns_to_try(head); i++) {
        size_t row = 0;
        struct err why;
        if (i == value || !may_hold_parts(search, i, arena) ||
            find_unreadable(search, i, arena, &row, &why) == NULL)
            continue;
        return err_set(err, ERR_DATA,
                       "no column holds %s periods: row %zu column \"%s\": %s%s%s", frequency,
                       row + 1, head->columns[i].path, why.text, title.why,
                       storedyear_why(&run));
    }
    const char *text = grid_cell(head->grid, head->last + 1, column);
    if (unicode_is_blank(text))
        return err_set(err, ERR_DATA, "no column holds %s periods", frequency);
    return err_set(err, ERR_DATA,
                   "no column holds %s periods: row %zu column \"%s\" is \"%.40s\"", frequency,
                   head->last + 2, head->columns[column].path, text);
}

static int find_without(const struct search *search, size_t value, struct arena *arena,
                        struct periodcolumn *out, struct err *err)
{
    size_t column = 0;
    struct err why;
    if (has_time(search, value, &column))
        return explain(search, value, column, arena, err);
    if (use_title_period(search, arena, out, &why) == 0)
        return 0;
    return err_set(err, ERR_DATA, "no column holds %s periods, and %s",
                   period_frequency_name(search->indicator->frequency), why.text);
}

static int find_by_name(const struct search *search, size_t value, struct arena *arena,
                        struct periodcolumn *out, struct err *err)
{
    const struct head *head = search->head;
    size_t column = 0;
    if (head_column(head, search->indicator->period, arena, &column, err) != 0)
        return err_prefix(err, "period");
    struct search named = *search;
    named.named = true;
    named.block = periodblock_apart(head, value);
    if (!periodblock_holds(&named.block, column))
        return err_set(err, ERR_DATA,
                       "period: \"%s\" is of the table beside: a blank column parts it from "
                       "\"%s\"",
                       head->columns[column].path, head->columns[value].path);
    *out = start(search, column, PERIODCOLUMN_NONE);
    if (!holds_periods(&named, column, PERIODCOLUMN_NONE))
        (void)(search_pair(&named, value, column, out) || use_title(&named, column, out) ||
               use_stored(&named, column, out));
    return 0;
}

int periodcolumn_find(const struct indicator *indicator, const struct head *head, size_t value,
                      struct arena *arena, struct periodcolumn *out, struct err *err)
{
    size_t column = 0;
    size_t other = 0;
    struct search search = {.indicator = indicator,
                            .head = head,
                            .era = carry_era(indicator, head->grid, head->last)};
    if (!str_empty(indicator->period) && !str_equal(indicator->period, "auto"))
        return find_by_name(&search, value, arena, out, err);
    search.block = periodblock_nearest(head, value);
    size_t found = find_columns(&search, value, true, &column, &other);
    if (found == 0)
        found = find_columns(&search, value, false, &column, &other);
    if (found == PERIODCOLUMN_NONE)
        return err_set(
            err, ERR_DATA,
            "columns \"%s\" and \"%s\" hold different periods: expected `period` to "
            "name one",
            head->columns[column].path, head->columns[other].path);
    *out = start(&search, column, PERIODCOLUMN_NONE);
    if (found > 0 || search_pair(&search, value, PERIODCOLUMN_NONE, out) ||
        search_title(&search, value, out) || search_stored(&search, value, out))
        return 0;
    return find_without(&search, value, arena, out, err);
}
