/* SPDX-License-Identifier: GPL-3.0-or-later */
/* estat: see estat.h. */
#include "collector/decode/estat.h"

#include <string.h>

#include "collector/decode/xml_rows.h"
#include "core/str.h"

#define OPENED "OPEN_DATE"
#define UPDATED "UPDATED_DATE"
#define TABLE "TABLE_INF"

const char *estat_day(const char *opened, const char *updated)
{
    if (!opened || !*opened)
        return updated;
    if (!updated || !*updated)
        return opened;
    return strcmp(opened, updated) > 0 ? opened : updated;
}

static bool begins(const struct grid_row *row, const char *name)
{
    return row->count > 0 && str_equal(row->cells[0], name);
}

static bool is_mark(const struct grid_row *row, const char *name)
{
    return row->count == 1 && begins(row, name);
}

/* Where rows of this name stand from `from` on; the number of rows when there is none. */
static size_t find(const struct grid *grid, size_t from, const char *name)
{
    while (from < grid->row_count && !begins(&grid->rows[from], name))
        from++;
    return from;
}

static const char *value_between(const struct grid *grid, size_t from, size_t to,
                                 const char *name)
{
    size_t at = find(grid, from, name);

    return at < to && grid->rows[at].count == 2 ? grid->rows[at].cells[1] : NULL;
}

const char *estat_csv_day(const struct grid *grid)
{
    size_t table = find(grid, 0, TABLE);
    size_t end = table;

    if (table == grid->row_count || !is_mark(&grid->rows[0], "RESULT") ||
        find(grid, table + 1, TABLE) < grid->row_count)
        return NULL;
    while (end < grid->row_count && !is_mark(&grid->rows[end], "VALUE"))
        end++;
    return estat_day(value_between(grid, table, end, OPENED),
                     value_between(grid, table, end, UPDATED));
}

static const char *text_of(const struct markup_node *table, const char *name,
                           struct arena *arena)
{
    const struct markup_node *child = xml_rows_child(table, name);

    return child ? xml_rows_text(child, arena) : NULL;
}

const char *estat_xml_day(const struct markup *markup, struct arena *arena)
{
    const struct markup_node *node = markup_root(markup);

    if (!str_equal(markup_name(node), "GET_STATS_DATA"))
        return NULL;
    node = xml_rows_child(node, "STATISTICAL_DATA");
    node = node ? xml_rows_child(node, TABLE) : NULL;
    return node ? estat_day(text_of(node, OPENED, arena), text_of(node, UPDATED, arena))
                : NULL;
}
