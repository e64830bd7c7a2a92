/* SPDX-License-Identifier: GPL-3.0-or-later */
/* caption: see caption.h. */
#include "collector/caption.h"

#include <stdint.h>
#include <string.h>

#include "core/number.h"
#include "core/str.h"
#include "core/unicode.h"

#include "collector/unit.h"

#define COLUMNS_MAX 4096
#define ROWS_ABOVE 1000 /* of titles */
#define SHOWN_SIZE 120  /* bytes of a title in a message */
#define NOTES_MAX 50    /* lines below a table */

/* A line of text, perhaps merged over the table; NULL when the row is none. */
static const char *find_line(const struct grid *grid, size_t row)
{
    if (!grid_is_line(grid, row))
        return NULL;
    size_t i = 0;
    while (unicode_is_blank(grid->rows[row].cells[i]))
        i++;
    return grid->rows[row].cells[i];
}

/* What the bracket that ends a key lists without the word: 千人、％ of 人口と率（千人、％）.
 */
static const char *find_in_bracket(struct arena *arena, const char *key, const char *wanted)
{
    const char *open = strrchr(key, '(');
    size_t length = strlen(key);
    if (open == NULL || key[length - 1] != ')')
        return NULL;
    open++;
    return unit_list(arena, arena_strndup(arena, open, strlen(open) - 1), wanted);
}

const char *caption_of_title(struct arena *arena, const char *text, const char *wanted)
{
    struct label_path title;
    const char *key = unicode_key(arena, text);
    if (unit_is(arena, key, wanted))
        return key;
    const char *paired = str_empty(wanted) ? NULL : unit_pairs(arena, key, wanted);
    if (paired != NULL)
        return paired;
    label_init(&title);
    label_add(&title, arena, text);
    label_unit(&title, arena, wanted);
    if (*title.unit != '\0')
        return title.unit;
    const char *listed = str_empty(wanted) ? NULL : find_in_bracket(arena, key, wanted);
    if (listed != NULL)
        return listed;
    const char *last = text;
    for (const char *at = text; *at != '\0'; at++)
        if (unicode_space(at) > 0)
            last = at;
    const char *word = unicode_key(arena, last);
    return last > text && unit_is(arena, word, wanted) ? word : NULL;
}

/* The unit that a cell above the head is. 団体 and the like are words as well: only what is a
 * unit beyond doubt counts, and 100人 is a figure unless in brackets. */
static const char *find_in_cell(struct arena *arena, const char *text, const char *wanted)
{
    if (unicode_is_blank(text) || str_digit(*unicode_key(arena, text)))
        return NULL;
    const char *unit = unit_bare(arena, text, wanted);
    bool sure =
        *unit != '\0' && (unit_exponent(arena, unit) != 0 || unit_fits(arena, unit, wanted));
    return sure ? unit : NULL;
}

const char *caption_of_cell(struct arena *arena, const char *text, const char *wanted)
{
    const char *unit = str_empty(wanted) ? NULL : unit_caption(arena, text, wanted);
    return unit != NULL || str_empty(wanted) ? unit : find_in_cell(arena, text, wanted);
}

static bool has_number(const struct grid *grid, size_t row, struct arena *arena)
{
    struct number number;
    struct err ignored;
    for (size_t i = 0; i < grid->rows[row].count && i < COLUMNS_MAX; i++)
        if (!unicode_is_blank(grid->rows[row].cells[i]) &&
            number_read(grid->rows[row].cells[i], &number, &ignored) == 0 && number.present &&
            !unit_is(arena, grid->rows[row].cells[i], ""))
            return true;
    return false;
}

/* The unit beside a title (人口の推移,,（千人）): that over the column, or the row's only one;
 * of several, all together, which fit nothing. */
static const char *find_beside(const struct grid *grid, size_t row, size_t column,
                               const char *wanted, struct arena *arena)
{
    const char *found = NULL;
    const char *own = find_in_cell(arena, grid_cell(grid, row, column), wanted);
    if (grid_is_line(grid, row) || has_number(grid, row, arena))
        return NULL;
    for (size_t i = 0; i < grid->rows[row].count && i < COLUMNS_MAX && own == NULL; i++) {
        const char *unit = find_in_cell(arena, grid->rows[row].cells[i], wanted);
        bool other = unit != NULL && found != NULL && !str_equal(unit, found);
        if (other)
            return arena_printf(arena, "%s、%s", found, unit);
        found = unit != NULL ? unit : found;
    }
    return own != NULL ? own : found;
}

/* Neither a note nor a unit: it begins a table. */
static bool is_title(struct arena *arena, const char *line)
{
    return !label_passes_over(arena, line) && *unit_bare(arena, line, "") == '\0' &&
           unit_caption(arena, line, "") == NULL && *unicode_key(arena, line) != '(';
}

/* The caption of a table above is not this one's; where a title follows it, it may be meant
 * for all that follow, and fits nothing. "" = there is none. */
static const char *find_beyond(const struct grid *grid, size_t below, const char *wanted,
                               struct arena *arena)
{
    bool followed = false;
    size_t top = below > ROWS_ABOVE ? below - ROWS_ABOVE : 0;
    for (size_t row = below; row-- > top;) {
        const char *line = find_line(grid, row);
        const char *unit = line == NULL ? NULL : unit_caption(arena, line, wanted);
        bool other =
            unit != NULL && unit_exponent(arena, unit) != unit_exponent(arena, wanted);
        if (followed && other)
            return arena_printf(arena, "%s (over several tables)", unit);
        followed = line != NULL ? followed || is_title(arena, line) : false;
    }
    return "";
}

static const char *find_above(const struct head *head, size_t column, const char *wanted,
                              struct arena *arena)
{
    const struct grid *grid = head->grid;
    bool titled = false;
    size_t top = head->last > ROWS_ABOVE ? head->last - ROWS_ABOVE : 0;
    for (size_t row = head->last + 1; row-- > top;) {
        const char *line = row < head->first ? find_line(grid, row) : NULL;
        if (titled && line == NULL && row < head->first && has_number(grid, row, arena))
            return find_beyond(grid, row, wanted, arena);
        titled = titled || (line != NULL && is_title(arena, line));
        const char *unit = NULL;
        for (size_t i = 0; i < grid->rows[row].count && i < COLUMNS_MAX && unit == NULL; i++)
            unit = unit_caption(arena, grid->rows[row].cells[i], wanted);
        if (unit == NULL && line != NULL)
            unit = caption_of_title(arena, line, wanted);
        if (unit == NULL && row < head->last && !str_empty(wanted))
            unit = find_beside(grid, row, column, wanted, arena);
        if (unit != NULL)
            return unit;
    }
    return NULL;
}

/* The last row of data; notes stand below it. */
static size_t last_of_table(const struct head *head)
{
    const struct grid *grid = head->grid;
    size_t row = head->end;
    for (size_t i = 0; i < NOTES_MAX && row > head->last + 1; i++, row--)
        if (!grid_is_blank(grid, row - 1) && find_line(grid, row - 1) == NULL)
            break;
    return row;
}

/* A heading over several tables, 表1（単位：千人） (2), may be that of the first only. */
static const char *find_in_name(const struct grid *grid, const char *wanted,
                                struct arena *arena)
{
    size_t length = strlen(grid->name);
    const char *open = strrchr(grid->name, '(');
    const char *unit = unit_caption(arena, grid->name, wanted);
    bool again = open != NULL && open > grid->name && open[-1] == ' ' &&
                 str_digits(open + 1) > 0 &&
                 open + str_digits(open + 1) + 2 == grid->name + length;
    if (unit == NULL && length > 0)
        unit = caption_of_title(arena, grid->name, wanted);
    if (unit == NULL || !again || str_empty(wanted) ||
        unit_exponent(arena, unit) == unit_exponent(arena, wanted))
        return unit;
    return arena_printf(arena, "%s (over several tables)", unit);
}

static const char *find_of_table(const struct head *head, size_t column, const char *wanted,
                                 struct arena *arena)
{
    const struct grid *grid = head->grid;
    const char *unit = find_above(head, column, wanted, arena);
    if (unit == NULL)
        unit = find_in_name(grid, wanted, arena);
    /* what stands between this table and another may belong to either */
    size_t notes = head->end < grid->row_count ? head->end : last_of_table(head);
    for (size_t row = notes; row < head->end && unit == NULL; row++) {
        const char *line = find_line(grid, row);
        unit = line == NULL ? NULL : unit_caption(arena, line, wanted);
    }
    return unit == NULL ? "" : unit;
}

const char *caption_unit(const struct head *head, const char *wanted, struct arena *arena)
{
    return find_of_table(head, SIZE_MAX, wanted, arena);
}

bool caption_is_unit_row(const struct grid *grid, size_t row, const char *wanted,
                         struct arena *arena)
{
    if (grid_is_blank(grid, row) || grid_is_line(grid, row))
        return false;
    for (size_t i = 0; i < grid->rows[row].count && i < COLUMNS_MAX; i++) {
        const char *text = grid->rows[row].cells[i];
        if (!unicode_is_blank(text) && *unit_bare(arena, text, wanted) == '\0')
            return false;
    }
    return true;
}

const char *caption_column_unit(const struct head *head, size_t column, const char *wanted,
                                struct arena *arena)
{
    size_t last = last_of_table(head);
    if (last > head->last + 1 && caption_is_unit_row(head->grid, last - 1, wanted, arena)) {
        const char *unit = unit_bare(arena, grid_cell(head->grid, last - 1, column), wanted);
        if (*unit != '\0')
            return unit;
    }
    return find_of_table(head, column, wanted, arena);
}

/* True if there are data below, or more text than stands below a table. */
static bool goes_on(const struct head *head, size_t row, const char *wanted,
                    struct arena *arena)
{
    size_t end = row + 1 + NOTES_MAX;
    for (row++; row < head->end && row < end; row++)
        if (!grid_is_blank(head->grid, row) && !grid_is_line(head->grid, row) &&
            !caption_is_unit_row(head->grid, row, wanted, arena))
            return true;
    return row == end;
}

const char *caption_from_here(const struct head *head, size_t row, size_t column,
                              const char *wanted, struct arena *arena)
{
    const struct grid *grid = head->grid;
    const char *line = find_line(grid, row);
    const char *unit = NULL;
    if (str_empty(wanted))
        return NULL;
    if (line != NULL)
        unit = unit_caption(arena, line, wanted);
    if (unit == NULL && line != NULL)
        unit = find_in_cell(arena, line, wanted);
    else if (unit == NULL && caption_is_unit_row(grid, row, wanted, arena))
        unit = find_in_cell(arena, grid_cell(grid, row, column), wanted);
    return unit != NULL && goes_on(head, row, wanted, arena) ? unit : NULL;
}

static bool says(const char *text, const char *word)
{
    return text != NULL && strstr(text, word) != NULL;
}

static bool is_named(const struct indicator *indicator, const char *word)
{
    return says(indicator->value, word) || says(indicator->table, word) ||
           says(indicator->title.text, word);
}

/* The title that says so; NULL when there is none. */
static const char *find_plan(const struct head *head, struct arena *arena)
{
    const struct grid *grid = head->grid;
    size_t top = head->first > ROWS_ABOVE ? head->first - ROWS_ABOVE : 0;
    for (size_t row = head->first; row-- > top;) {
        if (!grid_is_line(grid, row) && has_number(grid, row, arena))
            return NULL; /* of another table */
        for (size_t i = 0; i < grid->rows[row].count && i < COLUMNS_MAX; i++)
            if (label_plan_word(arena, grid->rows[row].cells[i]) != NULL)
                return grid->rows[row].cells[i];
    }
    return label_plan_word(arena, grid->name) != NULL ? grid->name : NULL;
}

int caption_check(const struct head *head, const struct indicator *indicator,
                  struct arena *arena, enum observation_status *status, struct err *err)
{
    char shown[SHOWN_SIZE];
    const char *title = find_plan(head, arena);
    *status = OBSERVATION_FINAL;
    if (title == NULL)
        return 0;
    const char *word = label_plan_word(arena, title);
    if (is_named(indicator, word)) {
        if (!str_equal(word, "予算"))
            *status = OBSERVATION_ESTIMATE;
        return 0;
    }
    (void)str_copy(shown, sizeof shown, title);
    return err_set(
        err, ERR_DATA,
        "the title \"%s\" says that these are no figures but a plan or an outlook: "
        "they are taken where `value`, `table` or the indicator's title says \"%s\"",
        shown, word);
}
