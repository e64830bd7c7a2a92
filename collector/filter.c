/* SPDX-License-Identifier: GPL-3.0-or-later */
/* filter: see filter.h. */
#include "collector/filter.h"

#include "core/str.h"
#include "core/unicode.h"

int filter_find(const struct indicator *indicator, const struct head *head,
                struct arena *arena, struct filter *out, struct err *err)
{
    out->items = arena_alloc(arena, indicator->where_count, sizeof *out->items);
    for (size_t i = 0; i < indicator->where_count; i++) {
        struct filter_item *item = &out->items[out->count];
        const struct condition *condition = &indicator->where[i];
        if (str_empty(condition->cell))
            continue;
        *item = (struct filter_item){.above = "", .marked = ""};
        if (head_column(head, condition->head, arena, &item->column, err) != 0)
            return err_prefix(err, "where");
        name_init(&item->name, arena, condition->cell);
        out->count++;
    }
    return 0;
}

void filter_free(struct filter *filter)
{
    for (size_t i = 0; i < filter->count; i++)
        name_free(&filter->items[i].name);
    *filter = (struct filter){0};
}

bool filter_passes(struct filter *filter, const struct grid *grid, size_t row,
                   struct arena *scratch)
{
    bool passes = true;
    for (size_t i = 0; i < filter->count; i++) {
        struct filter_item *item = &filter->items[i];
        const char *cell = grid_cell(grid, row, item->column);
        if (!label_repeats(cell))
            item->above = cell;
        passes = passes && name_fits(&item->name, unicode_key(scratch, item->above));
    }
    filter->passed = filter->passed || passes;
    return passes;
}

void filter_reset(struct filter *filter)
{
    for (size_t i = 0; i < filter->count; i++)
        filter->items[i].above = "";
    filter->passed = false;
}

void filter_mark(struct filter *filter)
{
    for (size_t i = 0; i < filter->count; i++)
        filter->items[i].marked = filter->items[i].above;
}

bool filter_is_marked(const struct filter *filter)
{
    for (size_t i = 0; i < filter->count; i++)
        if (!str_equal(filter->items[i].marked, filter->items[i].above))
            return false;
    return true;
}

bool filter_uses(const struct filter *filter, size_t column)
{
    for (size_t i = 0; i < filter->count; i++)
        if (filter->items[i].column == column)
            return true;
    return false;
}
