/* SPDX-License-Identifier: GPL-3.0-or-later */
/* take: from a cell's text to a value in the indicator's unit. */
#include "collector/take.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "core/number.h"
#include "core/str.h"
#include "core/unicode.h"

#include "collector/label.h"
#include "collector/take_commas.h"
#include "collector/take_dates.h"
#include "collector/take_zeros.h"
#include "collector/unit.h"

#define PLACE_SIZE 400
#define DITTO_ROWS 100 /* followed upwards */
#define SHOWN_SIZE 80  /* bytes of a cell in a message */

void take_init(struct taker *taker, const struct indicator *indicator, const struct grid *grid,
               int32_t today, struct pick *out)
{
    *taker = (struct taker){
        .indicator = indicator, .grid = grid, .today = today, .issued = today, .out = out};
    taker->scratch = arena_new();
}

void take_tidy(struct taker *taker)
{
    arena_free(taker->scratch);
    taker->scratch = arena_new();
}

void take_free(struct taker *taker)
{
    arena_free(taker->scratch);
    mem_free(taker->items);
    mem_free(taker->dates);
    *taker = (struct taker){0};
}

/* --- problems --- */

static long row_number(const struct taker *taker, size_t row)
{
    if (taker->grid == NULL || taker->transposed || row >= taker->grid->row_count)
        return (long)row + 1;
    long line = taker->grid->rows[row].line;
    return line > 0 ? line : (long)row + 1;
}

static const char *row_word(const struct taker *taker)
{
    if (taker->grid == NULL)
        return "line";
    return taker->transposed ? "column" : "row";
}

static void print_place(const struct taker *taker, size_t row, size_t column, const char *head,
                        char out[PLACE_SIZE])
{
    char name[SHOWN_SIZE] = "";
    char title[SHOWN_SIZE] = "";
    if (taker->grid == NULL) {
        (void)snprintf(out, PLACE_SIZE, "line %ld", row_number(taker, row));
        return;
    }
    (void)str_copy(name, sizeof name, taker->grid->name);
    (void)str_copy(title, sizeof title, head);
    bool named = name[0] != '\0';
    const char *other = taker->transposed ? "row" : "column";
    char where[SHOWN_SIZE + 32];
    if (title[0] != '\0')
        (void)snprintf(where, sizeof where, "%s \"%s\"", other, title);
    else
        (void)snprintf(where, sizeof where, "%s %zu", other, column + 1);
    (void)snprintf(out, PLACE_SIZE, "%s%s%s%s %ld %s", named ? "grid \"" : "", name,
                   named ? "\" " : "", row_word(taker), row_number(taker, row), where);
}

static void add_problem(struct taker *taker, const char *text)
{
    struct pick *out = taker->out;
    if (out->problem_count > TAKE_PROBLEMS_MAX)
        return;
    if (out->problem_count == TAKE_PROBLEMS_MAX)
        text = "... and more";
    if (out->problem_count == taker->problem_capacity) {
        size_t capacity = taker->problem_capacity == 0 ? 8 : taker->problem_capacity * 2;
        struct pick_problem *wider = arena_alloc(out->arena, capacity, sizeof *wider);
        if (out->problem_count > 0)
            memcpy(wider, out->problems, out->problem_count * sizeof *wider);
        out->problems = wider;
        taker->problem_capacity = capacity;
    }
    out->problems[out->problem_count++].text = arena_strdup(out->arena, text);
}

void take_problem(struct taker *taker, size_t row, size_t column, const char *head,
                  const char *format, ...)
{
    char place[PLACE_SIZE];
    char what[ERR_TEXT_SIZE];
    char text[PLACE_SIZE + ERR_TEXT_SIZE + 4];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    print_place(taker, row, column, head, place);
    (void)snprintf(text, sizeof text, "%s: %s", place, what);
    add_problem(taker, text);
}

/* The problem reported last is that a unit does not fit. */
static void mark_unit(struct taker *taker, bool misfit)
{
    if (misfit && taker->out->problem_count <= TAKE_PROBLEMS_MAX)
        taker->out->problems[taker->out->problem_count - 1].unit = true;
}

static void refuse(struct taker *taker, const struct take_cell *cell, const char *why)
{
    char shown[SHOWN_SIZE];
    (void)str_copy(shown, sizeof shown, cell->text);
    take_problem(taker, cell->row, cell->column, cell->head, "\"%s\": %s", shown, why);
}

/* --- one value --- */

struct code {
    const char *key;
    enum observation_status status;
};

static const struct code codes[] = {
    {"A", OBSERVATION_FINAL},    {"B", OBSERVATION_FINAL},    {"P", OBSERVATION_PRELIMINARY},
    {"E", OBSERVATION_ESTIMATE}, {"I", OBSERVATION_ESTIMATE}, {"F", OBSERVATION_FORECAST},
    {"R", OBSERVATION_REVISED},  {"M", OBSERVATION_MISSING},  {"H", OBSERVATION_MISSING},
    {"L", OBSERVATION_MISSING},  {"O", OBSERVATION_MISSING},  {"Q", OBSERVATION_MISSING},
};

bool take_status_code(struct arena *arena, const char *text, enum observation_status *out)
{
    const char *key = unicode_key(arena, text);
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        if (!str_equal(codes[i].key, key))
            continue;
        *out = codes[i].status;
        return true;
    }
    return false;
}

/* What is said beside the value is meant for it; a mark in the cell itself is nearer still. */
static enum observation_status choose_status(struct taker *taker, const struct number *number,
                                             const struct take_cell *cell)
{
    const char *wanted = taker->indicator->unit;
    int exponent = str_empty(wanted) ? 0 : unit_exponent(taker->scratch, wanted);
    if (number->status != OBSERVATION_FINAL)
        return number->status;
    if (cell->status != OBSERVATION_FINAL)
        return cell->status;
    /* 13万人 must not replace 137,819 */
    bool rounded = (number->flags & NUMBER_ROUNDED) != 0 && number->rounding > exponent;
    return rounded || (number->flags & NUMBER_APPROXIMATE) != 0 ? OBSERVATION_ESTIMATE
                                                                : OBSERVATION_FINAL;
}

/* 12.5 a thousand times is 12500: the scale took the decimals. */
static int scale_value(struct decimal scale, struct decimal *value, struct err *err)
{
    struct decimal one = {1, 0};

    if (decimal_compare(scale, one) == 0)
        return 0;
    if (decimal_multiply(*value, scale, value) != 0)
        return err_set(err, ERR_DATA, "too many digits after scaling");
    while (decimal_compare(scale, one) > 0 && value->places > 0 && value->units % 10 == 0) {
        value->units /= 10;
        value->places--;
    }
    return 0;
}

static int convert(struct taker *taker, const struct number *number, const char *unit,
                   struct decimal *out, bool *misfit, struct err *err)
{
    const struct indicator *indicator = taker->indicator;
    *out = number->value;
    /* 138万 under （万人） are persons: the magnitude in the cell is the nearer one */
    if (number->unit[0] != '\0')
        unit = number->unit;
    else if (number->scaled && !str_empty(indicator->unit))
        unit = unit_base(taker->scratch, *unit != '\0' ? unit : indicator->unit);
    if (*unit != '\0' && !str_empty(indicator->unit) &&
        unit_convert(taker->scratch, *out, unit, indicator->unit, out, err) != 0) {
        *misfit = unit_is(taker->scratch, unit, indicator->unit) &&
                  !unit_fits(taker->scratch, unit, indicator->unit);
        return -1;
    }
    return scale_value(indicator->scale, out, err);
}

static void add(struct taker *taker, const struct take_cell *cell, struct decimal value,
                enum observation_status status)
{
    taker->items =
        mem_grow(taker->items, taker->count, &taker->capacity, sizeof *taker->items);
    taker->items[taker->count++] = (struct take_item){
        .observation = {.period = cell->period,
                        .value = value,
                        .status = status,
                        .cell = arena_strdup(taker->out->arena, cell->text)},
        .dating = take_dates_of(cell),
        .row = cell->row,
        .column = cell->column,
        .firm = cell->firm};
}

bool take_fits(struct taker *taker, size_t row, size_t column, const char *head,
               const char *unit)
{
    const char *wanted = taker->indicator->unit;
    if (*unit == '\0' || str_empty(wanted) || unit_fits(taker->scratch, unit, wanted))
        return true;
    take_problem(taker, row, column, head, "unit %s does not fit %s", unit, wanted);
    mark_unit(taker, true);
    return false;
}

const char *take_text(const struct taker *taker, size_t row, size_t column)
{
    const char *text = grid_cell(taker->grid, row, column);
    for (size_t i = 0; i < DITTO_ROWS && row > 0 && label_is_ditto(text); i++)
        text = grid_cell(taker->grid, --row, column);
    return text;
}

/* Of a period that is not over it is often a figure not known yet. */
static bool is_zero(const char *text)
{
    struct number number;
    struct err ignored;
    return number_read(text, &number, &ignored) == 0 && number.present &&
           decimal_is_zero(number.value);
}

/* A total of the year so far is not the year's, whatever the publisher calls it. */
static enum observation_status as_running(enum observation_status status)
{
    bool firm = status == OBSERVATION_FINAL || status == OBSERVATION_REVISED;
    return firm ? OBSERVATION_PRELIMINARY : status;
}

void take_value(struct taker *taker, const struct take_cell *cell)
{
    struct err err;
    struct number number;
    struct decimal value;
    bool future = period_start(cell->period) > taker->today;
    bool over = period_end(cell->period) <= taker->today;
    if (cell->status == OBSERVATION_FORECAST) {
        taker->forecasts += over && strpbrk(cell->text, "0123456789") != NULL ? 1 : 0;
        taker->left_out++;
        return;
    }
    take_dates_note(taker, cell);
    if (number_read(cell->text, &number, &err) != 0) {
        take_problem(taker, cell->row, cell->column, cell->head, "%s", err.text);
        return;
    }
    if (number.present && take_commas_doubt(taker, cell->text)) {
        refuse(taker, cell, "decimal commas in this table leave open what its points are");
        return;
    }
    enum observation_status status = choose_status(taker, &number, cell);
    bool missing = !number.present || status == OBSERVATION_MISSING;
    bool nothing = missing || decimal_is_zero(number.value);
    if (status == OBSERVATION_FORECAST || (future && nothing) ||
        (!over && number.present && nothing)) {
        taker->left_out++;
        if (!missing)
            take_zeros_note(taker, cell->period);
        return;
    }
    if (missing) {
        add(taker, cell, (struct decimal){0, 0}, OBSERVATION_MISSING);
        return;
    }
    if (future) {
        char period[PERIOD_TEXT_SIZE];
        period_print(cell->period, period);
        (void)err_set(&err, ERR_DATA, "%s has not begun yet", period);
        refuse(taker, cell, err.text);
        return;
    }
    bool misfit = false;
    if (convert(taker, &number, cell->unit, &value, &misfit, &err) != 0) {
        refuse(taker, cell, err.text);
        mark_unit(taker, misfit);
        return;
    }
    /* A survey's month that is over dates a year that is not: its figure is not running. */
    bool ended = period_end(cell->named) <= taker->issued;
    add(taker, cell, value, ended ? status : as_running(status));
}

/* --- one row through time --- */

/* How many zeros stand at the end, when there are so many that they need not be figures. */
static size_t doubtful_zeros(const struct take_cell *cells, size_t count)
{
    size_t zeros = 0;
    if (count == 0 || !take_zeros_end_year(cells[count - 1].period))
        return 0;
    while (zeros < count && is_zero(cells[count - 1 - zeros].text))
        zeros++;
    return zeros >= 2 ? zeros : 0;
}

void take_row(struct taker *taker, const struct take_cell *cells, size_t count, bool newest)
{
    size_t zeros = newest ? doubtful_zeros(cells, count) : 0;
    bool reported = false;
    for (size_t i = 0; i < count; i++) {
        bool over = period_end(cells[i].period) <= taker->today;
        if (i + zeros < count) {
            take_value(taker, &cells[i]);
        } else if (over && !reported) {
            refuse(taker, &cells[i],
                   "zeros from here to the end of the newest year may be periods still to "
                   "come: not taken");
            reported = true;
        }
    }
}

/* --- one observation per period --- */

static int compare_items(const void *left, const void *right)
{
    const struct take_item *a = left;
    const struct take_item *b = right;
    int order = period_compare(a->observation.period, b->observation.period);
    if (order != 0)
        return order;
    return a->row != b->row ? (a->row < b->row ? -1 : 1) : (a->column < b->column ? -1 : 1);
}

static bool says_nothing(const struct take_item *item)
{
    return item->observation.status == OBSERVATION_MISSING &&
           unicode_is_blank(item->observation.cell);
}

static bool agree(const struct observation *a, const struct observation *b)
{
    if ((a->status == OBSERVATION_MISSING) != (b->status == OBSERVATION_MISSING))
        return false;
    return a->status == OBSERVATION_MISSING || decimal_compare(a->value, b->value) == 0;
}

/* Final and revised figures go before others of the same value. */
static bool is_firmer(const struct observation *a, const struct observation *b)
{
    bool a_firm = a->status == OBSERVATION_FINAL || a->status == OBSERVATION_REVISED;
    bool b_firm = b->status == OBSERVATION_FINAL || b->status == OBSERVATION_REVISED;
    return a_firm && !b_firm;
}

/* 確報 beside 速報. */
static bool supersedes(const struct take_item *best, const struct take_item *other)
{
    return best->firm && other->observation.status == OBSERVATION_PRELIMINARY;
}

/* The one of a period's items to keep, or NULL after a report that they differ. An empty cell
 * gives way to any other. */
static const struct take_item *choose(struct taker *taker, const struct take_item *items,
                                      size_t count)
{
    const struct take_item *best = &items[0];
    for (size_t i = 1; i < count; i++) {
        const struct take_item *item = &items[i];
        if (says_nothing(best) || is_firmer(&item->observation, &best->observation)) {
            const struct take_item *other = best;
            best = item;
            item = other;
        }
        if (says_nothing(item) || agree(&best->observation, &item->observation) ||
            supersedes(best, item))
            continue;
        char period[PERIOD_TEXT_SIZE];
        char text[ERR_TEXT_SIZE];
        char first[SHOWN_SIZE];
        char second[SHOWN_SIZE];
        period_print(best->observation.period, period);
        (void)str_copy(first, sizeof first, best->observation.cell);
        (void)str_copy(second, sizeof second, item->observation.cell);
        (void)snprintf(
            text, sizeof text,
            "%s stands twice with different values: \"%s\" in %s %ld, \"%s\" in %s %ld; "
            "neither is taken",
            period, first, row_word(taker), row_number(taker, best->row), second,
            row_word(taker), row_number(taker, item->row));
        add_problem(taker, text);
        return NULL;
    }
    return best;
}

/* Rows and columns of a grid that was turned round change places. */
static struct pick_place place_of(const struct taker *taker, const struct take_item *item)
{
    int64_t row = row_number(taker, item->row);
    int64_t column = (int64_t)item->column + 1;
    if (taker->grid == NULL)
        column = 0;
    return taker->transposed ? (struct pick_place){column, row}
                             : (struct pick_place){row, column};
}

void take_finish(struct taker *taker)
{
    struct pick *out = taker->out;
    out->grid = arena_strdup(out->arena, taker->grid == NULL ? "" : taker->grid->name);
    take_dates_drop(taker);
    if (taker->count == 0)
        return;
    qsort(taker->items, taker->count, sizeof *taker->items, compare_items);
    take_zeros_drop(taker);
    out->observations = arena_alloc(out->arena, taker->count, sizeof *out->observations);
    out->places = arena_alloc(out->arena, taker->count, sizeof *out->places);
    for (size_t i = 0; i < taker->count;) {
        size_t same = 1;
        while (i + same < taker->count &&
               period_compare(taker->items[i].observation.period,
                              taker->items[i + same].observation.period) == 0)
            same++;
        const struct take_item *item = choose(taker, &taker->items[i], same);
        if (item != NULL) {
            out->places[out->count] = place_of(taker, item);
            out->observations[out->count++] = item->observation;
        }
        i += same;
    }
}
