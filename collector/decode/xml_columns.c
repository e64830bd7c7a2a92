/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xml_columns: names to places by hash. */
#include "collector/decode/xml_columns.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "core/mem.h"
#include "core/str.h"

#include "collector/decode/xml.h"

#define FIRST_SLOTS 64

/* FNV-1a. */
static size_t hash(const char *name)
{
    uint64_t value = UINT64_C(14695981039346656037);
    for (const unsigned char *p = (const unsigned char *)name; *p != '\0'; p++)
        value = (value ^ *p) * UINT64_C(1099511628211);
    return (size_t)(value ^ (value >> 32));
}

void xml_columns_init(struct xml_columns *columns, struct grids *grids, const char *name,
                      size_t *cells)
{
    *columns = (struct xml_columns){.grids = grids, .cells = cells};
    columns->grid = grid_add(grids, name);
    columns->slot_count = FIRST_SLOTS;
    columns->slots = mem_calloc(FIRST_SLOTS, sizeof *columns->slots);
    grid_add_row(grids, columns->grid, 0);
}

void xml_columns_free(struct xml_columns *columns)
{
    mem_free((void *)columns->names);
    mem_free(columns->values);
    mem_free(columns->slots);
    *columns = (struct xml_columns){0};
}

/* The slot of a name, or the free one where it belongs. */
static size_t *find_slot(const struct xml_columns *columns, const char *name)
{
    size_t at = hash(name) & (columns->slot_count - 1);
    while (columns->slots[at] != 0 && !str_equal(columns->names[columns->slots[at] - 1], name))
        at = (at + 1) & (columns->slot_count - 1);
    return &columns->slots[at];
}

static void widen_slots(struct xml_columns *columns)
{
    mem_free(columns->slots);
    columns->slot_count *= 2;
    columns->slots = mem_calloc(columns->slot_count, sizeof *columns->slots);
    for (size_t i = 0; i < columns->count; i++)
        *find_slot(columns, columns->names[i]) = i + 1;
}

static int find_column(struct xml_columns *columns, const char *name, size_t *column,
                       struct err *err)
{
    size_t *slot = find_slot(columns, name);
    if (*slot != 0) {
        *column = *slot - 1;
        return 0;
    }
    if (columns->count == XML_COLUMNS_MAX)
        return err_set(err, ERR_DATA, "more than %d columns: \"%.100s\" is one too many",
                       XML_COLUMNS_MAX, name);
    columns->names = mem_grow((void *)columns->names, columns->count, &columns->capacity,
                              sizeof *columns->names);
    columns->values = mem_grow(columns->values, columns->count, &columns->value_capacity,
                               sizeof *columns->values);
    *column = columns->count++;
    columns->names[*column] = arena_strdup(columns->grids->arena, name);
    columns->values[*column] = (struct xml_value){.text = NULL};
    *slot = *column + 1;
    if (columns->count * 2 > columns->slot_count)
        widen_slots(columns);
    return 0;
}

int xml_columns_put(struct xml_columns *columns, const char *name, const char *value,
                    bool replace, struct err *err)
{
    char numbered[XML_NAME_MAX + 32];
    size_t column = 0;
    if (find_column(columns, name, &column, err) != 0)
        return -1;
    struct xml_value *first = &columns->values[column];
    if (!replace && first->text != NULL) {
        /* The number is kept: counting anew each time would be quadratic. */
        (void)snprintf(numbered, sizeof numbered, "%.*s[%d]", XML_NAME_MAX, name,
                       ++first->repeated + 1);
        if (find_column(columns, numbered, &column, err) != 0)
            return -1;
    }
    columns->values[column].text = value;
    return 0;
}

static const char **take_cells(struct xml_columns *columns, struct grid_row *row, size_t count)
{
    row->cells = arena_alloc(columns->grids->arena, count, sizeof *row->cells);
    row->count = count;
    if (count > columns->grid->column_count)
        columns->grid->column_count = count;
    return row->cells;
}

int xml_columns_end_row(struct xml_columns *columns, long line, struct err *err)
{
    size_t count = columns->count;
    while (count > 0 && columns->values[count - 1].text == NULL)
        count--;
    *columns->cells += count + 1;
    if (*columns->cells > GRID_CELLS_MAX)
        return err_set(err, ERR_DATA, "line %ld: more than %d rows and cells", line,
                       GRID_CELLS_MAX);
    struct grid *grid = columns->grid;
    grid_add_row(columns->grids, grid, line);
    const char **cells = take_cells(columns, &grid->rows[grid->row_count - 1], count);
    for (size_t i = 0; i < count; i++) {
        cells[i] = columns->values[i].text == NULL ? "" : columns->values[i].text;
        columns->values[i] = (struct xml_value){.text = NULL};
    }
    return 0;
}

void xml_columns_finish(struct xml_columns *columns)
{
    const char **cells = take_cells(columns, &columns->grid->rows[0], columns->count);
    for (size_t i = 0; i < columns->count; i++)
        cells[i] = columns->names[i];
}
