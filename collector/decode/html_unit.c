/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html_unit: from lines to rows. */
#include "collector/decode/html_unit.h"

#include <string.h>

#include "core/str.h"
#include "core/unicode.h"

#include "collector/decode/html_table.h"
#include "collector/unit.h"

#define LINE_BYTES 300 /* of a line that may give a unit */

static bool in_brackets(const char *key)
{
    size_t length = strlen(key);
    return length > 2 && (*key == '(' || *key == '[') &&
           (key[length - 1] == ')' || key[length - 1] == ']');
}

static void add_row(const struct html_unit *unit, struct grids *grids, struct grid *grid)
{
    grid_add_row(grids, grid, 0);
    grid_take_cell(grids, grid, unit->text);
}

/* What was held for the grid above goes there. */
static void settle(struct html_unit *unit, struct grids *grids)
{
    if (unit->below && unit->above > 0) {
        add_row(unit, grids, &grids->items[unit->above - 1]);
        unit->used = true;
        unit->above = 0;
    }
    unit->below = false;
}

bool html_unit_note(struct html_unit *unit, struct grids *grids, const char *text)
{
    if (strlen(text) > LINE_BYTES)
        return false;
    const char *key = unicode_key(grids->arena, text);
    bool caption = unit_caption(grids->arena, text, "") != NULL;
    bool bare =
        *unit_bare(grids->arena, text, "") != '\0' &&
        (in_brackets(key) || (unit_exponent(grids->arena, text) != 0 && !str_digit(*key)));
    settle(unit, grids);
    if (!caption && !bare) {
        /* notes may stand between, another title does not */
        if (html_table_is_named(grids, text))
            unit->above = 0;
        return false;
    }
    unit->text = text;
    unit->used = false;
    unit->below = unit->above > 0;
    return bare || !html_table_is_named(grids, text);
}

void html_unit_above(struct html_unit *unit, struct grids *grids)
{
    struct grid *grid = &grids->items[grids->count - 1];
    bool named = unit_caption(grids->arena, grid->name, "") != NULL;
    unit->above = 0;
    unit->below = false;
    if (*unit->text != '\0' && !named) {
        add_row(unit, grids, grid);
        unit->used = true;
    } else if (!named) {
        unit->above = grids->count;
    }
}

void html_unit_leave(struct html_unit *unit)
{
    unit->above = 0;
    unit->below = false;
}

void html_unit_turn(struct html_unit *unit, struct grids *grids)
{
    settle(unit, grids);
    unit->above = 0;
    if (unit->used)
        unit->text = "";
}
