/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table: see table.h. */
#include "cli/table.h"

#include <stdio.h>

#include "core/mem.h"
#include "core/plain.h"
#include "core/unicode.h"

void table_init(struct table *table, struct arena *arena, const char *const *heads,
                size_t columns)
{
    *table = (struct table){.arena = arena, .columns = columns};
    for (size_t i = 0; i < columns; i++) {
        table->right[i] = heads[i][0] == '>';
        table_cell(table, heads[i] + table->right[i]);
    }
}

void table_free(struct table *table)
{
    mem_free(table->cells);
    table->cells = NULL;
}

void table_cell(struct table *table, const char *text)
{
    table->cells =
        mem_grow(table->cells, table->count, &table->capacity, sizeof *table->cells);
    table->cells[table->count++] = plain_copy(table->arena, text ? text : "");
}

static void measure(const struct table *table, int widths[TABLE_COLUMNS_MAX])
{
    for (size_t i = 0; i < table->count; i++) {
        int width = unicode_width(table->cells[i]);

        if (width > widths[i % table->columns])
            widths[i % table->columns] = width;
    }
}

static void pad(struct buf *out, int count)
{
    for (int i = 0; i < count; i++)
        buf_putc(out, ' ');
}

static void print_row(const struct table *table, const char *const *cells, const int *widths,
                      struct buf *out)
{
    int owed = 0; /* spaces not yet printed, so that none trail */

    for (size_t i = 0; i < table->columns; i++) {
        int fill = widths[i] - unicode_width(cells[i]);

        if (cells[i][0] != '\0') {
            pad(out, owed + (table->right[i] ? fill : 0));
            buf_puts(out, cells[i]);
            owed = table->right[i] ? 0 : fill;
        } else {
            owed += widths[i];
        }
        owed += 2;
    }
    buf_putc(out, '\n');
}

void table_count(struct table *table, size_t count)
{
    char text[24];

    snprintf(text, sizeof text, "%zu", count);
    table_cell(table, text);
}

void table_print(const struct table *table, struct buf *out)
{
    int widths[TABLE_COLUMNS_MAX] = {0};

    measure(table, widths);
    for (size_t i = 0; i + table->columns <= table->count; i += table->columns)
        print_row(table, table->cells + i, widths, out);
}
