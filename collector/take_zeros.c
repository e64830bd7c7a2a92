/* SPDX-License-Identifier: GPL-3.0-or-later */
/* take_zeros: see take_zeros.h. */
#include "collector/take_zeros.h"

#include "core/number.h"

bool take_zeros_end_year(struct period period)
{
    if (period.frequency == FREQUENCY_MONTHLY)
        return period.n % 12 == 11 || period.n % 12 == 2;
    return period.frequency == FREQUENCY_QUARTERLY && (period.n % 4 == 3 || period.n % 4 == 0);
}

void take_zeros_note(struct taker *taker, struct period period)
{
    if (taker->zeros++ == 0 || period_compare(period, taker->last_zero) > 0)
        taker->last_zero = period;
    taker->zeros_ahead = taker->zeros_ahead || period_start(period) > taker->today;
}

static bool is_zero(const struct take_item *item)
{
    return item->observation.status != OBSERVATION_MISSING &&
           decimal_is_zero(item->observation.value);
}

/* The first of the zeros at the end. */
static size_t find_first(const struct taker *taker)
{
    size_t first = taker->count;
    while (first > 0 && is_zero(&taker->items[first - 1]))
        first--;
    return first;
}

void take_zeros_drop(struct taker *taker)
{
    size_t first = find_first(taker);
    size_t zeros = taker->count - first + taker->zeros;
    if (first == 0 || first == taker->count)
        return;
    struct period last = taker->items[taker->count - 1].observation.period;
    if (taker->zeros > 0 && period_compare(taker->last_zero, last) > 0)
        last = taker->last_zero;
    bool laid_out = taker->indicator->layout == LAYOUT_LONG && zeros >= 2;
    if (!taker->zeros_ahead && !(laid_out && take_zeros_end_year(last)))
        return;
    take_problem(
        taker, taker->items[first].row, taker->items[first].column, "",
        "\"%.40s\": zeros from here to the end may be periods still to come: not taken",
        taker->items[first].observation.cell);
    taker->count = first;
}

enum kind { NOTHING, ZERO, FIGURE };

static enum kind kind_of(const char *text)
{
    struct number number;
    struct err ignored;
    if (number_read(text, &number, &ignored) != 0 || !number.present)
        return NOTHING;
    return decimal_is_zero(number.value) ? ZERO : FIGURE;
}

size_t take_zeros_cut(struct taker *taker, const struct take_cell *cells, size_t count,
                      size_t before)
{
    size_t kept = count;
    while (kept > 0 && kind_of(cells[kept - 1].text) == ZERO &&
           kind_of(grid_cell(taker->grid, before, cells[kept - 1].column)) == FIGURE)
        kept--;
    bool told = count - kept >= 2 && take_zeros_end_year(cells[count - 1].period);
    if (kept == count || kept == 0 || told || period_end(cells[kept].period) > taker->today)
        return count;
    take_problem(taker, cells[kept].row, cells[kept].column, cells[kept].head,
                 "\"%.20s\": zeros from here on, where the year before has figures, may be "
                 "periods still to come: not taken",
                 cells[kept].text);
    return kept;
}
