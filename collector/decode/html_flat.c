/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html_flat: lines that were rows. */
#include "collector/decode/html_flat.h"

#include <string.h>

#include "core/str.h"

#include "collector/decode/html_table.h"

/* `---|---|`, `| :--- | ---: |`. */
static bool is_rule(const char *text)
{
    return text[strspn(text, "-:| ")] == '\0' && strchr(text, '|') != NULL &&
           strstr(text, "---") != NULL;
}

static bool is_row(const struct html_page *page, size_t i)
{
    return i < page->count && strchr(page->lines[i].text, '|') != NULL;
}

static void add_cell(struct grids *out, struct grid *grid, const char *from, size_t length)
{
    while (length > 0 && *from == ' ') {
        from++;
        length--;
    }
    while (length > 0 && from[length - 1] == ' ')
        length--;
    grid_add_cell(out, grid, from, length);
}

/* A bar at the end is no further cell, nor is one at the start where the head has one. */
static void add_row(struct grids *out, struct grid *grid, const struct html_line *line,
                    bool framed)
{
    const char *at = line->text + (framed && line->text[0] == '|' ? 1 : 0);
    grid_add_row(out, grid, 0);
    for (;;) {
        size_t length = strcspn(at, "|");
        add_cell(out, grid, at, length);
        at += length;
        if (*at == '\0' || at[1] == '\0')
            return;
        at++;
    }
}

void html_flat_read(struct html_page *page, struct grids *out)
{
    const char *name = "";
    for (size_t i = 0; i < page->count; i++) {
        bool begins = is_row(page, i) && is_row(page, i + 1) &&
                      !is_rule(page->lines[i].text) && is_rule(page->lines[i + 1].text);
        if (!begins) {
            if (html_table_is_named(out, page->lines[i].text))
                name = page->lines[i].text;
            continue;
        }
        struct grid *grid = grid_add(out, *name != '\0' ? name : page->title);
        bool framed = page->lines[i].text[0] == '|';
        add_row(out, grid, &page->lines[i], framed);
        for (i += 2; is_row(page, i); i++)
            add_row(out, grid, &page->lines[i], framed);
        i--;
        page->tables++;
    }
}
