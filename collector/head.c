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
#define SEARCH_CELLS 400000
#define ROWS_ABOVE 2
#define ROWS_BELOW 2

static size_t width(const struct grid *grid)
{
    return grid->column_count < SEARCH_COLUMNS ? grid->column_count : SEARCH_COLUMNS;
}

/* Rows to look at: wide tables are not searched as deep. */
static size_t depth(const struct grid *grid)
{
    size_t rows = SEARCH_CELLS / (width(grid) + 1) + ROWS_ABOVE + 1;
    rows = rows < SEARCH_ROWS ? rows : SEARCH_ROWS;
    return rows < grid->row_count ? rows : grid->row_count;
}

/* Several texts in a row. */
static bool has_several(const struct grid *grid, size_t row)
{
    return !grid_is_blank(grid, row) && !grid_is_line(grid, row);
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
    if (grid_is_blank(grid, row) || has_data(grid, row, arena))
        return false;
    /* a title, also where it is merged over the whole table */
    if (grid_is_line(grid, row) && !unicode_is_blank(grid_cell(grid, row, 0)))
        return false;
    for (size_t i = 0; i < grid->rows[row].count && i < SEARCH_COLUMNS; i++)
        if (unit_caption(arena, grid->rows[row].cells[i], "") != NULL)
            return false;
    return true;
}

/* A unit on a line of its own above a table is the whole table's. */
static bool is_unit_line(const struct grid *grid, size_t row, struct arena *arena)
{
    if (!grid_is_line(grid, row))
        return false;
    for (size_t i = 0; i < grid->rows[row].count && i < SEARCH_COLUMNS; i++)
        if (!unicode_is_blank(grid->rows[row].cells[i]))
            return *unit_bare(arena, grid->rows[row].cells[i], "") != '\0';
    return false;
}

/* --- paths --- */

/* True if something stands in the column in rows row+1..depth. */
static bool has_below(const struct head *head, size_t row, size_t depth, size_t column)
{
    for (size_t i = row + 1; i <= depth; i++)
        if (!unicode_is_blank(grid_cell(head->grid, i, column)))
            return true;
    return false;
}

/* Adds one row to the paths; a cell left empty by merging takes the text on its left, if
 * something stands below it. */
static void read_part(struct head *head, size_t row, size_t depth, struct arena *arena)
{
    const char *left = "";
    for (size_t i = 0; i < head->count; i++) {
        const char *text = grid_cell(head->grid, row, i);
        bool blank = unicode_is_blank(text);
        left = blank ? left : text;
        if (!blank || has_below(head, row, depth, i))
            label_add(&head->columns[i], arena, left);
    }
}

/* うち市外 behind 来館者(千人) counts the same. */
static void share_units(struct head *head)
{
    const char *unit = "";
    for (size_t i = 0; i < head->count; i++) {
        struct label_path *label = &head->columns[i];
        if (label_is_of_which(label)) {
            label->unit = unit;
            label->inherited = *unit != '\0';
        } else {
            unit = label->unit;
        }
    }
}

/* Reads the columns from rows first..depth. */
static void read_columns(struct head *head, size_t depth, const char *unit,
                         struct arena *arena)
{
    head->count = width(head->grid);
    head->columns = arena_alloc(arena, head->count, sizeof *head->columns);
    for (size_t i = 0; i < head->count; i++)
        label_init(&head->columns[i]);
    for (size_t row = head->first; row <= depth; row++) {
        read_part(head, row, depth, arena);
        for (size_t i = 0; i < head->count; i++)
            label_unit(&head->columns[i], arena, unit);
    }
    for (size_t i = 0; i < head->count; i++)
        label_inherit(&head->columns[i], arena);
    share_units(head);
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
                     bool patterns, struct arena *arena)
{
    bool found = false;
    for (size_t i = 0; i < grid->rows[row].count && i < SEARCH_COLUMNS && !found; i++) {
        const char *key = unicode_key(arena, grid->rows[row].cells[i]);
        if (*key == '\0')
            continue;
        found = patterns || str_ends(name->key, key) ||
                str_ends(name->key, label_bare(arena, key));
    }
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

/* Units below the heads (,千人,％) are theirs, though no part of their names. */
static void add_units(struct head *head, size_t row, const char *wanted, struct arena *arena)
{
    for (size_t i = 0; i < head->count; i++)
        for (size_t below = row + 1; below <= head->last; below++)
            if (*head->columns[i].unit == '\0')
                head->columns[i].unit =
                    unit_bare(arena, grid_cell(head->grid, below, i), wanted);
}

/* Tries the head around `row`. */
static bool try_row(struct head *head, size_t row, const struct name *name,
                    enum label_fit worst, const char *unit, struct arena *arena)
{
    head->first = row;
    head->last = row;
    for (int i = 0; i < ROWS_ABOVE && head->first > 0; i++)
        head->first -= is_part(head->grid, head->first - 1, arena) &&
                               !is_unit_line(head->grid, head->first - 1, arena)
                           ? 1
                           : 0;
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
    add_units(head, row, unit, arena);
    return true;
}

/* A head over the values only: the row below has a figure under it, and its period beside. */
static bool is_single(const struct grid *grid, size_t row, struct arena *arena)
{
    size_t column = 0;
    struct number number;
    struct err ignored;
    if (!grid_is_line(grid, row) || row + 1 >= grid->row_count || !has_several(grid, row + 1))
        return false;
    while (unicode_is_blank(grid->rows[row].cells[column]))
        column++;
    return has_data(grid, row + 1, arena) && !has_data(grid, row, arena) &&
           number_read(grid_cell(grid, row + 1, column), &number, &ignored) == 0;
}

/* What a try leaves behind is not kept unless it is the head. */
static bool try_in_scratch(const struct grid *grid, size_t row, const struct name *name,
                           enum label_fit worst, const char *unit)
{
    struct arena *scratch = arena_new();
    struct head head = {.grid = grid};
    bool candidate = has_several(grid, row) || is_single(grid, row, scratch);
    candidate = candidate && may_hold(grid, row, name, worst == LABEL_PATTERN, scratch) &&
                !(worst == LABEL_PATTERN && has_data(grid, row, scratch));
    bool found = candidate && try_row(&head, row, name, worst, unit, scratch);
    arena_free(scratch);
    return found;
}

static bool search(struct head *head, const struct name *name, enum label_fit worst,
                   const char *unit, struct arena *arena)
{
    size_t rows = depth(head->grid);
    for (size_t row = 0; row < rows; row++)
        if (try_in_scratch(head->grid, row, name, worst, unit))
            return try_row(head, row, name, worst, unit, arena);
    return false;
}

/* What looks like the head, for the message. */
static const char *describe(struct head *head, const struct name *name, struct arena *arena)
{
    const struct grid *grid = head->grid;
    for (size_t row = 0; row < depth(grid); row++) {
        if (!has_several(grid, row))
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
    *out = (struct head){.grid = grid, .end = grid->row_count};
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
    *out = (struct head){.grid = grid, .first = first, .last = last, .end = grid->row_count};
    read_columns(out, last, unit, arena);
}

/* --- where the table ends --- */

/* A row of words, one of them over `column`. */
static bool is_words(const struct grid *grid, size_t row, size_t column, struct arena *arena)
{
    return has_several(grid, row) && !unicode_is_blank(grid_cell(grid, row, column)) &&
           !label_passes_over(arena, grid_cell(grid, row, 0)) && !has_data(grid, row, arena);
}

static bool is_same_head(const struct head *head, size_t row, size_t column,
                         struct arena *arena)
{
    const char *key = unicode_key(arena, grid_cell(head->grid, row, column));
    return str_equal(key, head->columns[column].last) ||
           str_equal(key, head->columns[column].whole) ||
           str_starts(head->columns[column].whole, key);
}

/* True if a line names another table: not 表1（続き）, a note, or the year of what follows. */
static bool is_title(const struct grid *grid, size_t row, struct arena *arena)
{
    static const char *const words[] = {"続", "つづき", "つづく", "ontinued"};
    struct periodread_context context = {.frequency = FREQUENCY_FISCAL_YEAR};
    struct period period;
    struct err ignored;
    size_t i = 0;
    while (unicode_is_blank(grid->rows[row].cells[i]))
        i++;
    const char *text = grid->rows[row].cells[i];
    for (size_t k = 0; k < sizeof words / sizeof words[0]; k++)
        if (strstr(text, words[k]) != NULL)
            return false;
    return !label_passes_over(arena, text) &&
           periodread_cell(text, &context, &period, &ignored) != 0;
}

void head_find_end(struct head *head, size_t column, struct arena *arena, size_t *doubt)
{
    const struct grid *grid = head->grid;
    bool apart = false;
    bool titled = false;
    *doubt = 0;
    for (size_t row = head->last + 1; row < grid->row_count; row++) {
        if (grid_is_blank(grid, row)) {
            apart = true;
            continue;
        }
        if (grid_is_line(grid, row)) {
            apart = true;
            titled = titled || is_title(grid, row, arena);
            continue;
        }
        if (apart && is_words(grid, row, column, arena)) {
            bool same = is_same_head(head, row, column, arena);
            *doubt = same && titled ? row : 0;
            if (!same || titled) {
                head->end = row;
                return;
            }
        }
        apart = false;
        titled = false;
    }
}
