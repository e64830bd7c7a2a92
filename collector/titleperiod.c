/* SPDX-License-Identifier: GPL-3.0-or-later */
/* titleperiod: every date in a title is judged by the words round it. */
#include "collector/titleperiod.h"

#include <string.h>

#include "core/civil.h"
#include "core/periodread.h"
#include "core/spanread.h"
#include "core/str.h"
#include "core/unicode.h"

#include "collector/label.h"
#include "collector/titledate.h"

#define APRIL 4
#define ROWS 10 /* above the table */
#define COLUMNS 2048
#define TABLE_ROWS 5000
#define SHOWN 120 /* bytes of a title in a message */

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

struct reading {
    const struct indicator *indicator;
    struct arena *arena;
    bool found;
    struct titleperiod *out;
    struct err *err;
};

/* --- words --- */

/* A month or a day without its year, or any date. */
static bool has_date(const char *key)
{
    static const char *const words[] = {"年", "月"};
    struct spanread_found found;
    size_t from = 0;
    if (spanread_find(key, &from, &found))
        return true;
    for (const char *at = key; *at != '\0'; at++)
        if (str_digit(*at) && str_starts_any(at + 1, words, COUNT(words)))
            return true;
    return false;
}

/* --- titles --- */

static int refuse(const struct reading *reading, const char *text, const char *why)
{
    char shown[SHOWN];
    (void)str_copy(shown, sizeof shown, text);
    return err_set(reading->err, ERR_DATA, "the title \"%s\": %s", shown, why);
}

/* True if the words behind a date say that figures stood so then. */
static bool is_stock(const char *rest)
{
    static const char *const words[] = {"現在", "時点", "末"};
    return str_starts_any(rest, words, COUNT(words));
}

static int keep(struct reading *reading, const char *text, struct period period,
                struct period named)
{
    char first[PERIOD_TEXT_SIZE];
    char second[PERIOD_TEXT_SIZE];
    if (reading->found && period_compare(reading->out->period, period) != 0) {
        period_print(reading->out->period, first);
        period_print(period, second);
        return err_set(reading->err, ERR_DATA, "the titles name several periods: %s and %s",
                       first, second);
    }
    if (!reading->found)
        *reading->out = (struct titleperiod){
            .period = period, .named = named, .text = arena_strdup(reading->arena, text)};
    reading->found = true;
    return 0;
}

/* A date in a title. A year says nothing of months. */
static int read_date(struct reading *reading, const char *text, const char *key,
                     const struct spanread_found *found)
{
    const struct indicator *indicator = reading->indicator;
    struct periodread_context context = {.frequency = indicator->frequency,
                                         .year_label = indicator->year_label};
    struct period period;
    struct err why;
    const char *date = arena_strndup(reading->arena, key + found->at, found->length);
    enum titledate meant = titledate_judge(reading->arena, text, key, found);
    if (meant == TITLEDATE_ISSUE) {
        (void)refuse(reading, text, "its date is that of an issue");
        return 0;
    }
    if (periodread_cell(date, &context, &period, &why) != 0) {
        (void)refuse(reading, text, why.text);
        return found->month == 0 && !found->several ? 0 : -1;
    }
    if (meant == TITLEDATE_OTHER)
        return refuse(reading, text, "nothing says that its date is that of the figures");
    bool whole = context.named.frequency == indicator->frequency;
    if (!whole && context.named.frequency == FREQUENCY_CALENDAR_YEAR) {
        (void)refuse(reading, text, "年 is no 年度");
        return 0;
    }
    if (!whole && !is_stock(key + found->at + found->length))
        return refuse(reading, text,
                      "its date is shorter than the period, and no 現在 says that the "
                      "figures are of it");
    return keep(reading, text, period, context.named);
}

static int read_title(struct reading *reading, const char *text)
{
    static const char *const unclear[] = {"累計", "まで", "以降", "以前",
                                          "から", "年比", "月比"};
    struct spanread_found found;
    const char *whole = unicode_key(reading->arena, text);
    char *rest = arena_alloc(reading->arena, strlen(whole) + 1, 1);
    memcpy(rest, whole, strlen(whole) + 1);
    size_t from = 0;
    size_t dates = 0;
    for (; spanread_next(whole, &from, &found); dates++) {
        if (read_date(reading, text, whole, &found) != 0)
            return -1;
        memset(rest + found.at, ' ', found.length);
    }
    if (dates == 0)
        return has_date(rest) ? refuse(reading, text, "its date is not a whole one") : 0;
    if (has_date(rest))
        return refuse(reading, text, "it names more than one date");
    if (reading->found && (str_holds_any(rest, unclear, COUNT(unclear)) ||
                           label_is_outlook(reading->arena, text)))
        return refuse(reading, text, "it speaks of more or other than its date");
    return 0;
}

/* A year of a link is what the publisher calls it: of figures by year it is theirs. */
static void read_link(struct reading *reading, const struct grid *grid)
{
    const struct indicator *indicator = reading->indicator;
    bool ends = indicator->year_label == YEAR_LABEL_ENDS;
    int32_t day;
    if (grid->link_year == 0)
        return;
    if (indicator->frequency == FREQUENCY_MONTHLY && grid->link_month > 0)
        day = civil_day(grid->link_year, grid->link_month, 1);
    else if (indicator->frequency == FREQUENCY_FISCAL_YEAR && grid->link_month == 0)
        day = civil_day(grid->link_year - (ends ? 1 : 0), APRIL, 1);
    else if (indicator->frequency == FREQUENCY_CALENDAR_YEAR && grid->link_month == 0)
        day = civil_day(grid->link_year, 1, 1);
    else
        return;
    struct period period = period_of_day(indicator->frequency, day);
    *reading->out =
        (struct titleperiod){.period = period, .named = period, .text = "the link to it"};
    reading->found = true;
}

/* --- the table --- */

/* A cell of the table that is a date: what the titles say is then not all. */
static int check_table(const struct reading *reading, const struct grid *grid, size_t row)
{
    struct arena *scratch = arena_new();
    int result = 0;
    size_t end = row + TABLE_ROWS < grid->row_count ? row + TABLE_ROWS : grid->row_count;
    for (; row < end && result == 0; row++) {
        for (size_t i = 0; i < grid->rows[row].count && i < COLUMNS && result == 0; i++) {
            char shown[SHOWN];
            const char *text = grid->rows[row].cells[i];
            if (grid_is_line(grid, row) || !has_date(unicode_key(scratch, text)))
                continue;
            (void)str_copy(shown, sizeof shown, text);
            result = err_set(reading->err, ERR_DATA,
                             "the title gives a period, but row %zu column %zu speaks of "
                             "time: \"%s\"",
                             row + 1, i + 1, shown);
        }
    }
    arena_free(scratch);
    return result;
}

int titleperiod_find(const struct indicator *indicator, const struct grid *grid, size_t row,
                     struct arena *arena, struct titleperiod *out, struct err *err)
{
    struct reading reading = {.indicator = indicator, .arena = arena, .out = out, .err = err};
    err_clear(err);
    if (read_title(&reading, grid->name) != 0)
        return -1;
    for (size_t at = row > ROWS ? row - ROWS : 0; at < row; at++)
        for (size_t i = 0; i < grid->rows[at].count && i < COLUMNS; i++)
            if (read_title(&reading, grid->rows[at].cells[i]) != 0)
                return -1;
    if (!reading.found && err->text[0] == '\0')
        read_link(&reading, grid);
    if (reading.found)
        return check_table(&reading, grid, row);
    return err->text[0] != '\0' ? -1 : err_set(err, ERR_DATA, "no title names one");
}
