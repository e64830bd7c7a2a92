/* SPDX-License-Identifier: GPL-3.0-or-later */
/* head: rows above the data, read as paths. */
#include "collector/head.h"

#include <string.h>

#include "core/buf.h"
#include "core/number.h"
#include "core/periodread.h"
#include "core/str.h"
#include "core/unicode.h"

#include "collector/name.h"
#include "collector/unit.h"

#define SEARCH_ROWS 1000 /* a head stands near the top */
#define SEARCH_COLUMNS 4096
#define ROWS_ABOVE 2
#define ROWS_BELOW 2

static size_t width(const struct grid *grid)
{
    return grid->column_count < SEARCH_COLUMNS ? grid->column_count : SEARCH_COLUMNS;
}

static size_t filled_cells(const struct grid *grid, size_t row, size_t from)
{
    size_t filled = 0;
    for (size_t i = from; i < grid->rows[row].count; i++)
        filled += unicode_is_blank(grid->rows[row].cells[i]) ? 0 : 1;
    return filled;
}

/* A period, a number in digits (百万円 is a unit, 一部 a word) or a mark for "no figure". */
static bool is_datum(const char *text, struct arena *arena)
{
    struct number number;
    struct err ignored;
    if (unicode_is_blank(text))
        return false;
    if (periodread_plausible(text))
        return true;
    return number_read(text, &number, &ignored) == 0 &&
           (!number.present || strpbrk(unicode_key(arena, text), "0123456789") != NULL);
}

static bool has_data(const struct grid *grid, size_t row, struct arena *arena)
{
    for (size_t i = 0; i < grid->rows[row].count && i < SEARCH_COLUMNS; i++)
        if (is_datum(grid->rows[row].cells[i], arena))
            return true;
    return false;
}

/* A row that can be one of several head rows: more than a title, less than data. */
static bool is_part(const struct grid *grid, size_t row, struct arena *arena)
{
    if (filled_cells(grid, row, 1) == 0 || has_data(grid, row, arena))
        return false;
    for (size_t i = 0; i < grid->rows[row].count && i < SEARCH_COLUMNS; i++)
        if (unit_caption(arena, grid->rows[row].cells[i], "") != NULL)
            return false;
    return true;
}

/* --- paths --- */

/* One part of a column's path; a cell left empty by merging takes the text on its left, if
 * something stands below it. */
static const char *find_part(const struct head *head, size_t row, size_t depth, size_t column)
{
    const char *text = grid_cell(head->grid, row, column);
    if (!unicode_is_blank(text))
        return text;
    bool below = false;
    for (size_t i = row + 1; i <= depth; i++)
        below = below || !unicode_is_blank(grid_cell(head->grid, i, column));
    for (size_t i = column; below && i-- > 0;)
        if (!unicode_is_blank(grid_cell(head->grid, row, i)))
            return grid_cell(head->grid, row, i);
    return "";
}

static void read_column(struct head *head, size_t depth, size_t column, const char *unit,
                        struct arena *arena)
{
    struct label_path *out = &head->columns[column];
    label_init(out);
    for (size_t row = head->first; row <= depth; row++)
        label_add(out, arena, find_part(head, row, depth, column));
    label_unit(out, arena, unit);
}

/* Reads the columns from rows first..depth. */
static void read_columns(struct head *head, size_t depth, const char *unit,
                         struct arena *arena)
{
    head->count = width(head->grid);
    head->columns = arena_alloc(arena, head->count, sizeof *head->columns);
    for (size_t i = 0; i < head->count; i++)
        read_column(head, depth, i, unit, arena);
}

/* --- names --- */

static enum label_fit best_fit(const struct head *head, const struct name *name,
                               size_t *column, size_t *matches)
{
    enum label_fit best = LABEL_NONE;
    *matches = 0;
    for (size_t i = 0; i < head->count; i++) {
        enum label_fit fit = label_fit(&head->columns[i], name);
        if (fit < best) {
            best = fit;
            *column = i;
            *matches = 0;
        }
        *matches += fit == best && fit != LABEL_NONE ? 1 : 0;
    }
    return best;
}

/* "年度", "入園者数（人）" ...: of the columns that fit as well as `fit`; LABEL_NONE = of all.
 */
static const char *list_heads(const struct head *head, const struct name *name,
                              enum label_fit fit, struct arena *arena)
{
    struct buf list;
    buf_init(&list, 300);
    for (size_t i = 0; i < head->count; i++) {
        if (*head->columns[i].path == '\0' ||
            (fit != LABEL_NONE && label_fit(&head->columns[i], name) != fit))
            continue;
        (void)buf_printf(&list, "%s\"%s\"", list.length > 0 ? ", " : "",
                         head->columns[i].path);
        if (fit != LABEL_NONE)
            (void)buf_printf(&list, " (column %zu)", i + 1);
    }
    const char *text =
        arena_printf(arena, "%s%s", buf_text(&list), list.overflow ? " ..." : "");
    buf_free(&list);
    return text;
}

int head_column(const struct head *head, const char *text, struct arena *arena, size_t *column,
                struct err *err)
{
    struct name name;
    size_t matches = 0;
    name_init(&name, arena, text);
    enum label_fit fit = best_fit(head, &name, column, &matches);
    const char *list = list_heads(head, &name, fit, arena);
    name_free(&name);
    if (matches == 1)
        return 0;
    if (matches == 0)
        return err_set(err, ERR_DATA, "no column \"%s\": the heads are %s", text, list);
    return err_set(err, ERR_DATA,
                   "\"%s\" means %zu columns: %s: expected the whole head of one", text,
                   matches, list);
}

/* --- finding the head --- */

/* A quick look: the last part of the name must stand in the row itself. */
static bool may_hold(const struct grid *grid, size_t row, const struct name *name,
                     bool patterns)
{
    struct arena *arena = arena_new();
    bool found = false;
    for (size_t i = 0; i < grid->rows[row].count && i < SEARCH_COLUMNS && !found; i++) {
        const char *key = unicode_key(arena, grid->rows[row].cells[i]);
        if (*key == '\0')
            continue;
        found = patterns || str_ends(name->key, key) ||
                str_ends(name->key, label_bare(arena, key));
    }
    arena_free(arena);
    return found;
}

/* A column whose own head stands in `row` and spans no other column of the rows below. */
static bool stands_alone(const struct head *head, size_t row, size_t column)
{
    bool below = false;
    for (size_t i = row + 1; i <= head->last; i++)
        below = below || !unicode_is_blank(grid_cell(head->grid, i, column + 1));
    return !(below && unicode_is_blank(grid_cell(head->grid, row, column + 1)));
}

/* Tries the head around `row`. */
static bool try_row(struct head *head, size_t row, const struct name *name,
                    enum label_fit worst, const char *unit, struct arena *arena)
{
    head->first = row;
    head->last = row;
    for (int i = 0; i < ROWS_ABOVE && head->first > 0; i++)
        head->first -= is_part(head->grid, head->first - 1, arena) ? 1 : 0;
    for (int i = 0; i < ROWS_BELOW && head->last + 1 < head->grid->row_count; i++)
        head->last += is_part(head->grid, head->last + 1, arena) ? 1 : 0;
    size_t column = 0;
    size_t matches = 0;
    read_columns(head, head->last, unit, arena);
    if (best_fit(head, name, &column, &matches) <= worst)
        return true;
    if (head->last == row)
        return false;
    /* Rows below that only say it again (in English, say) add nothing to the name. */
    struct head shallow = *head;
    read_columns(&shallow, row, unit, arena);
    if (best_fit(&shallow, name, &column, &matches) > worst ||
        !stands_alone(head, row, column))
        return false;
    head->columns = shallow.columns;
    return true;
}

static bool search(struct head *head, const struct name *name, enum label_fit worst,
                   const char *unit, struct arena *arena)
{
    const struct grid *grid = head->grid;
    size_t rows = grid->row_count < SEARCH_ROWS ? grid->row_count : SEARCH_ROWS;
    for (size_t row = 0; row < rows; row++) {
        if (filled_cells(grid, row, 0) < 2 ||
            !may_hold(grid, row, name, worst == LABEL_PATTERN))
            continue;
        if (worst == LABEL_PATTERN && has_data(grid, row, arena))
            continue;
        if (try_row(head, row, name, worst, unit, arena))
            return true;
    }
    return false;
}

/* What looks like the head, for the message. */
static const char *describe(struct head *head, const struct name *name, struct arena *arena)
{
    const struct grid *grid = head->grid;
    for (size_t row = 0; row < grid->row_count && row < SEARCH_ROWS; row++) {
        if (filled_cells(grid, row, 0) < 2)
            continue;
        (void)try_row(head, row, name, LABEL_NONE, "", arena);
        return list_heads(head, name, LABEL_NONE, arena);
    }
    return "none";
}

int head_find(const struct grid *grid, const char *text, const char *unit, struct arena *arena,
              struct head *out, struct err *err)
{
    struct name name;
    *out = (struct head){.grid = grid};
    name_init(&name, arena, text);
    bool found = search(out, &name, LABEL_LAST_BARE, unit, arena) ||
                 search(out, &name, LABEL_PATTERN, unit, arena);
    if (!found)
        (void)err_set(err, ERR_DATA, "no column \"%s\": the heads are %s", text,
                      describe(out, &name, arena));
    name_free(&name);
    return found ? 0 : -1;
}

void head_read(const struct grid *grid, size_t first, size_t last, const char *unit,
               struct arena *arena, struct head *out)
{
    *out = (struct head){.grid = grid, .first = first, .last = last};
    read_columns(out, last, unit, arena);
}

const char *head_caption(const struct head *head, const char *wanted, struct arena *arena)
{
    const struct grid *grid = head->grid;
    for (size_t row = head->last + 1; row-- > 0;) {
        for (size_t i = 0; i < grid->rows[row].count && i < head->count; i++) {
            const char *unit = unit_caption(arena, grid->rows[row].cells[i], wanted);
            if (unit != NULL)
                return unit;
        }
    }
    const char *unit = unit_caption(arena, grid->name, wanted);
    return unit == NULL ? "" : unit;
}
