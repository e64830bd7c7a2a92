/* SPDX-License-Identifier: GPL-3.0-or-later */
/* titleyear: see titleyear.h. */
#include "collector/titleyear.h"

#include <stdio.h>

#include "core/spanread.h"
#include "core/str.h"
#include "core/unicode.h"

#include "collector/titledate.h"

#define ROWS 10 /* above the head */
#define COLUMNS 2048
#define SHOWN 100 /* bytes of a title in a message */

/* What the titles say; `clear` is false when they say several things. */
struct said {
    bool year_set;
    struct spanread_found year;
    bool month_set;
    struct spanread_found month;
    bool clear;
    bool other; /* a date of something else than the figures */
    char title[SHOWN];
    int from; /* the years asked for */
    int to;
    size_t within; /* of those named */
    size_t named;
};

static void note_date(struct said *said, const struct spanread_found *found)
{
    struct spanread_found *kept = found->month != 0 ? &said->month : &said->year;
    bool *set = found->month != 0 ? &said->month_set : &said->year_set;
    if (*set && (kept->year != found->year || kept->month != found->month ||
                 kept->fiscal != found->fiscal))
        said->clear = false;
    *kept = *found;
    *set = true;
}

static void note_title(struct said *said, struct arena *arena, const char *text)
{
    size_t from = 0;
    struct spanread_found found;
    const char *key = unicode_key(arena, text);
    while (spanread_next(key, &from, &found)) {
        enum titledate meant = titledate_judge(arena, text, key, &found);
        said->named++;
        said->within += found.year + found.fiscal >= said->from && found.year <= said->to;
        if (meant == TITLEDATE_OTHER || (meant == TITLEDATE_ISSUE && found.month == 0)) {
            if (!said->other)
                (void)str_copy(said->title, sizeof said->title, text);
            said->other = true;
        } else if (found.several) {
            from = found.at + 1; /* its second end may be a date by itself */
        } else if (meant == TITLEDATE_FIGURES) {
            note_date(said, &found);
        }
    }
}

static struct said read_titles(const struct grid *grid, size_t row, int from, int to)
{
    struct arena *arena = arena_new();
    struct said said = {.clear = true, .from = from, .to = to};
    note_title(&said, arena, grid->name);
    for (size_t at = row > ROWS ? row - ROWS : 0; at < row; at++)
        for (size_t i = 0; i < grid->rows[at].count && i < COLUMNS; i++)
            note_title(&said, arena, grid->rows[at].cells[i]);
    arena_free(arena);
    return said;
}

bool titleyear_find(const struct grid *grid, size_t row, struct titleyear_months *months,
                    struct carry *carry)
{
    struct said said = read_titles(grid, row, 0, 0);
    if (said.other)
        (void)snprintf(months->why, sizeof months->why,
                       ": the title \"%s\": nothing says that its date is that of the figures",
                       said.title);
    if (!said.clear || said.other)
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
