/* SPDX-License-Identifier: GPL-3.0-or-later */
/* titleyear: see titleyear.h. */
#include "collector/titleyear.h"

#include "core/spanread.h"
#include "core/unicode.h"

#define ROWS 10 /* above the head */
#define COLUMNS 2048

/* What the titles say; `clear` is false when they say several things. */
struct said {
    bool year_set;
    struct spanread_found year;
    bool month_set;
    struct spanread_found month;
    bool clear;
    int from; /* the years asked for */
    int to;
    size_t within; /* of those named */
    size_t named;
};

static void note_title(struct said *said, const char *key)
{
    size_t from = 0;
    struct spanread_found found;
    while (spanread_find(key, &from, &found)) {
        struct spanread_found *kept = found.month != 0 ? &said->month : &said->year;
        said->named++;
        said->within += found.year + found.fiscal >= said->from && found.year <= said->to;
        bool *set = found.month != 0 ? &said->month_set : &said->year_set;
        if (*set && (kept->year != found.year || kept->month != found.month ||
                     kept->fiscal != found.fiscal))
            said->clear = false;
        *kept = found;
        *set = true;
    }
}

static struct said read_titles(const struct grid *grid, size_t row, int from, int to)
{
    struct arena *arena = arena_new();
    struct said said = {.clear = true, .from = from, .to = to};
    note_title(&said, unicode_key(arena, grid->name));
    for (size_t at = row > ROWS ? row - ROWS : 0; at < row; at++)
        for (size_t i = 0; i < grid->rows[at].count && i < COLUMNS; i++)
            note_title(&said, unicode_key(arena, grid->rows[at].cells[i]));
    arena_free(arena);
    return said;
}

bool titleyear_find(const struct grid *grid, size_t row, struct titleyear_months *months,
                    struct carry *carry)
{
    struct said said = read_titles(grid, row, 0, 0);
    if (!said.clear)
        return false;
    if (said.month_set && said.month.month == months->last) {
        months->counted = true;
        carry_set_year(carry, said.month.year - months->turns, false);
        return true;
    }
    if (said.month_set || !said.year_set)
        return false;
    carry_set_year(carry, said.year.year, said.year.fiscal);
    return true;
}

bool titleyear_excludes(const struct grid *grid, size_t row, int first, int last)
{
    struct said said = read_titles(grid, row, first, last + 1);
    return said.named > 0 && said.within == 0;
}
