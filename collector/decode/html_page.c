/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html_page: lines, names and tables of a page. */
#include "collector/decode/html_page.h"

#include <stdint.h>
#include <string.h>

#include "core/mem.h"
#include "core/str.h"

#include "collector/decode/html_flow.h"
#include "collector/decode/html_section.h"
#include "collector/decode/html_table.h"
#include "collector/decode/html_unit.h"
#include "collector/decode/html_walk.h"

struct reading {
    struct html_page *page;
    struct grids *grids;
    struct html_flow flow;
    const char *name; /* what a table here would be called; "" = nothing yet */
    const char *heading;
    bool first_heading_is_h1;
    struct html_unit unit;
    const char *last_name; /* of the grid before */
    size_t same_names;
    int in_grid; /* how many elements that are grids are around us */
    int in_heading, in_h1, in_bold, in_link, in_pre;
    bool all_bold, all_link; /* of the line at hand */
    size_t cells;
};

/* --- lines --- */

static void add_line(struct reading *reading, const char *text, enum html_line_kind kind)
{
    struct html_page *page = reading->page;
    page->lines = mem_grow(page->lines, page->count, &page->capacity, sizeof *page->lines);
    page->lines[page->count++] = (struct html_line){.text = text, .kind = kind};
}

static void take_heading(struct reading *reading, const char *text)
{
    bool h1 = reading->in_h1 > 0;
    struct html_page *page = reading->page;
    html_unit_turn(&reading->unit, reading->grids);
    if (*page->topmost == '\0' || (h1 && !reading->first_heading_is_h1)) {
        page->topmost = text;
        reading->first_heading_is_h1 = h1;
    }
    reading->heading = text;
    reading->name = text;
}

static void take_line(struct reading *reading, const char *text)
{
    enum html_line_kind kind = HTML_LINE_TEXT;
    if (reading->in_heading > 0 || reading->all_bold)
        kind = HTML_LINE_HEADING;
    else if (reading->all_link)
        kind = HTML_LINE_LINK;
    bool named = kind != HTML_LINE_LINK && html_table_is_named(reading->grids, text);
    bool unit = html_unit_note(&reading->unit, reading->grids, text);
    if (named && !unit)
        reading->name = text;
    add_line(reading, text, kind);
}

static void end_line(struct reading *reading)
{
    struct html_flow *flow = &reading->flow;
    if (flow->text.length > 0) {
        const char *text =
            arena_strndup(reading->grids->arena, buf_text(&flow->text), flow->text.length);
        (void)buf_puts(&reading->page->text, text);
        (void)buf_putc(&reading->page->text, '\n');
        if (reading->in_heading > 0 && reading->in_grid == 0)
            take_heading(reading, text);
        if (reading->in_grid == 0)
            take_line(reading, text);
    }
    html_flow_reset(flow);
    reading->all_bold = true;
    reading->all_link = true;
}

/* --- tables and lists --- */

/* Grids that follow each other under one name are told apart by number. */
static const char *number_name(struct reading *reading, const char *name)
{
    reading->same_names = str_equal(name, reading->last_name) ? reading->same_names + 1 : 1;
    reading->last_name = name;
    if (reading->same_names == 1)
        return name;
    return arena_printf(reading->grids->arena, "%s (%zu)", name, reading->same_names);
}

static const char *find_name(struct reading *reading, const struct html_table *table)
{
    const char *name = html_table_name(table);
    if (*name == '\0' || !html_table_is_named(reading->grids, name))
        name = reading->name;
    if (*name == '\0')
        name = reading->page->title;
    return number_name(reading, name);
}

/* Makes a grid of a table or list that holds data; *taken tells. */
static int take_table(struct reading *reading, const struct html_walk *walk, bool *taken,
                      struct err *err)
{
    struct html_table table;
    int result = 0;
    html_table_read(reading->grids, walk->node, &table);
    *taken = html_table_is_data(&table, walk->node);
    if (*taken && walk->tag == HTML_DL) {
        html_section_list(reading->page, &table, find_name(reading, &table), reading->grids);
        html_unit_leave(&reading->unit);
    } else if (*taken) {
        struct grid *grid = grid_add(reading->grids, find_name(reading, &table));
        html_unit_above(&reading->unit, reading->grids);
        result = html_table_fill(&table, reading->grids, grid, &reading->cells, err);
        reading->page->tables++;
    }
    html_table_free(&table);
    return result;
}

/* --- the walk --- */

struct open_grid {
    const struct markup_node *node[MARKUP_DEPTH_MAX];
    int count;
};

static int enter_table(struct reading *reading, struct open_grid *open,
                       const struct html_walk *walk, struct err *err)
{
    bool taken = false;
    end_line(reading);
    if (take_table(reading, walk, &taken, err) != 0)
        return -1;
    if (taken && open->count < MARKUP_DEPTH_MAX) {
        open->node[open->count++] = walk->node;
        reading->in_grid++;
    }
    return 0;
}

static void leave_table(struct reading *reading, struct open_grid *open,
                        const struct markup_node *node)
{
    end_line(reading);
    if (open->count == 0 || open->node[open->count - 1] != node)
        return;
    open->count--;
    reading->in_grid--;
    /* What stands above a grid names that one only. */
    reading->name = reading->heading;
}

/* In a grid, a row is a line and cells are apart by a space. */
static void part(struct reading *reading, const struct html_walk *walk)
{
    if (reading->in_grid > 0 && walk->tag != HTML_TR && walk->tag != HTML_DT)
        html_flow_space(&reading->flow);
    else
        end_line(reading);
}

static void count_around(struct reading *reading, const struct html_walk *walk, int by)
{
    enum html_tag tag = walk->tag;
    reading->in_heading += tag == HTML_HEADING ? by : 0;
    reading->in_h1 += str_equal(markup_name(walk->node), "h1") ? by : 0;
    reading->in_bold += tag == HTML_BOLD || tag == HTML_TH || tag == HTML_DT ? by : 0;
    reading->in_link += tag == HTML_LINK ? by : 0;
    reading->in_pre += tag == HTML_PRE ? by : 0;
}

static int enter(struct reading *reading, struct open_grid *open, struct html_walk *walk,
                 struct err *err)
{
    if (walk->tag == HTML_SUP && html_flow_is_note(&reading->flow, walk->node)) {
        html_walk_skip(walk);
        return 0;
    }
    if (walk->tag == HTML_TABLE || walk->tag == HTML_DL)
        return enter_table(reading, open, walk, err);
    if (walk->tag == HTML_BREAK || html_walk_is_block(walk->tag))
        part(reading, walk);
    count_around(reading, walk, 1);
    return 0;
}

static void leave(struct reading *reading, struct open_grid *open,
                  const struct html_walk *walk)
{
    if (walk->tag == HTML_TABLE || walk->tag == HTML_DL)
        leave_table(reading, open, walk->node);
    else if (html_walk_is_block(walk->tag))
        part(reading, walk);
    count_around(reading, walk, -1);
}

static void add_text(struct reading *reading, const struct markup_node *node)
{
    const char *text = markup_text(node);
    bool blank = text[strspn(text, " \t\r\n")] == '\0';
    reading->all_bold = reading->all_bold && (blank || reading->in_bold > 0);
    reading->all_link = reading->all_link && (blank || reading->in_link > 0);
    if (reading->in_pre == 0 || reading->in_grid > 0) {
        html_flow_add(&reading->flow, text, false);
        return;
    }
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        const char *line = arena_strndup(reading->grids->arena, text, length);
        html_flow_add(&reading->flow, line, false);
        text += length;
        if (*text == '\n') {
            end_line(reading);
            text++;
        }
    }
}

static int read_body(struct reading *reading, const struct markup *markup, struct err *err)
{
    struct open_grid open = {.count = 0};
    struct html_walk walk;
    int result = 0;
    html_walk_init(&walk, markup_root(markup));
    while (result == 0) {
        enum html_step step = html_walk_next(&walk);
        if (step == HTML_END)
            break;
        if (step == HTML_ENTER)
            result = enter(reading, &open, &walk, err);
        else if (step == HTML_LEAVE)
            leave(reading, &open, &walk);
        else
            add_text(reading, walk.node);
    }
    end_line(reading);
    html_unit_turn(&reading->unit, reading->grids);
    return result;
}

static const struct markup_node *find_child(const struct markup_node *node, const char *name)
{
    const struct markup_node *child = node == NULL ? NULL : markup_first(node);
    while (child != NULL && !(markup_name(child) && str_equal(markup_name(child), name)))
        child = markup_next(child);
    return child;
}

static const char *find_title(struct reading *reading, const struct markup *markup)
{
    const struct markup_node *head = find_child(markup_root(markup), "head");
    const struct markup_node *title = find_child(head, "title");
    const struct markup_node *text = title == NULL ? NULL : markup_first(title);
    if (text == NULL || markup_text(text) == NULL)
        return "";
    html_flow_add(&reading->flow, markup_text(text), false);
    const char *copy = arena_strndup(reading->grids->arena, buf_text(&reading->flow.text),
                                     reading->flow.text.length);
    html_flow_reset(&reading->flow);
    return copy;
}

int html_page_read(const struct markup *markup, struct grids *out, struct html_page *page,
                   struct err *err)
{
    *page = (struct html_page){.title = "", .topmost = ""};
    struct reading reading = {.page = page,
                              .grids = out,
                              .name = "",
                              .heading = "",
                              .unit = {.text = ""},
                              .all_bold = true,
                              .all_link = true};
    buf_init(&page->text, SIZE_MAX / 2);
    html_flow_init(&reading.flow);
    page->title = find_title(&reading, markup);
    if (*page->title != '\0')
        (void)buf_printf(&page->text, "%s\n", page->title);
    int result = read_body(&reading, markup, err);
    html_flow_free(&reading.flow);
    return result;
}

void html_page_free(struct html_page *page)
{
    mem_free(page->lines);
    buf_free(&page->text);
    *page = (struct html_page){0};
}
