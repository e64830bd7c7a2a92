/* SPDX-License-Identifier: GPL-3.0-or-later */
/* storedyear: see storedyear.h. */
#include "collector/storedyear.h"

#include "core/periodread.h"

#include "collector/titleyear.h"

void storedyear_note(struct storedyear_run *run, const struct grid *grid, size_t row,
                     size_t column)
{
    struct period month;
    struct err ignored;
    struct periodread_context context = {.frequency = FREQUENCY_MONTHLY,
                                         .carried_year = grid_year(grid, row, column)};
    if (context.carried_year == 0 ||
        periodread_cell(grid_cell(grid, row, column), &context, &month, &ignored) != 0)
        return;
    int step = (month.n > run->last) - (month.n < run->last);
    run->least = run->count == 0 || month.n < run->least ? month.n : run->least;
    run->most = run->count == 0 || month.n > run->most ? month.n : run->most;
    if (run->count++ > 0 && step != 0) {
        run->unsure = run->unsure || (run->direction != 0 && run->direction != step);
        run->direction = step;
    }
    run->last = month.n;
}

bool storedyear_believed(struct storedyear_run *run, const struct grid *grid, size_t row)
{
    if (run->direction == 0 || run->unsure)
        return false;
    run->excluded = titleyear_excludes(grid, row, run->least / 12, run->most / 12);
    return !run->excluded;
}

const char *storedyear_why(const struct storedyear_run *run)
{
    if (run->count == 0)
        return "";
    if (run->excluded)
        return ": the years that its dates store without showing them are not those of the "
               "titles";
    if (run->unsure)
        return ": the years that its dates store without showing them are out of order, and "
               "may be those of typing";
    return ": a year that one date stores without showing it may be that of typing";
}

void storedyear_give(struct carry *carry, const struct grid *grid, size_t row, size_t column)
{
    int year = grid_year(grid, row, column);
    if (year != 0)
        carry_set_year(carry, year, false);
    else
        carry_forget(carry);
}
