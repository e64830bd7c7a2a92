/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html_table: reading cells, judging tables. Spans are filled in html_table_fill.c. */
#include "collector/decode/html_table.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/mem.h"
#include "core/number.h"
#include "core/str.h"
#include "core/unicode.h"

#include "collector/decode/html.h"

#define NAME_CHARACTERS 60
#define LINE_BYTES 300
#define ROWSPAN_MAX 65534
#define FIGURE_BYTES 200

/* A cell, a caption or a term at a time. */
struct reading {
    struct html_table *table;
    struct grids *grids;
    struct html_flow flow;
    enum html_tag part;
    size_t group;
    bool row_open;
    enum html_tag open; /* what the text belongs to: TD, CAPTION, DT; HTML_INLINE = nothing */
    const char *term;   /* dl: for the descriptions below */
    size_t columns, rows; /* of the open cell */
    int pre;
};

/* --- reading --- */

static struct html_row *last_row(struct html_table *table)
{
    return &table->rows[table->row_count - 1];
}

static void add_row(struct reading *reading, const struct markup_node *node)
{
    struct html_table *table = reading->table;
    table->rows =
        mem_grow(table->rows, table->row_count, &table->row_capacity, sizeof *table->rows);
    table->rows[table->row_count++] = (struct html_row){.first = table->cell_count,
                                                        .group = reading->group,
                                                        .part = reading->part,
                                                        .line = markup_line(node)};
    reading->row_open = true;
}

static void add_cell(struct reading *reading, const char *text)
{
    struct html_table *table = reading->table;
    table->cells =
        mem_grow(table->cells, table->cell_count, &table->cell_capacity, sizeof *table->cells);
    table->cells[table->cell_count++] =
        (struct html_cell){.text = text, .columns = reading->columns, .rows = reading->rows};
    last_row(table)->count++;
    last_row(table)->filled += *text != '\0' ? 1 : 0;
}

static void add_described(struct reading *reading, const char *text)
{
    reading->columns = 1;
    reading->rows = 1;
    add_cell(reading, reading->term);
    add_cell(reading, text);
}

/* Ends what is open, whose text is in the flow. */
static void close_open(struct reading *reading)
{
    if (reading->open == HTML_INLINE)
        return;
    const char *text = arena_strndup(reading->grids->arena, buf_text(&reading->flow.text),
                                     reading->flow.text.length);
    if (reading->open == HTML_CAPTION)
        reading->table->caption = text;
    else if (reading->open == HTML_DT)
        reading->term = text;
    else if (reading->open == HTML_DD)
        add_described(reading, text);
    else
        add_cell(reading, text);
    reading->open = HTML_INLINE;
    html_flow_reset(&reading->flow);
}

static size_t read_span(const struct markup_node *node, const char *name, size_t most)
{
    const char *text = markup_attribute(node, name);
    if (text == NULL)
        return 1;
    char *end = NULL;
    unsigned long span = strtoul(text, &end, 10);
    if (end == text || text[strspn(text, " ")] == '-')
        return 1;
    return span > most ? most : span;
}

static void open_cell(struct reading *reading, const struct markup_node *node)
{
    if (!reading->row_open)
        add_row(reading, node);
    reading->open = HTML_TD;
    reading->columns = read_span(node, "colspan", HTML_COLSPAN_MAX);
    reading->columns += reading->columns == 0 ? 1 : 0;
    reading->rows = read_span(node, "rowspan", ROWSPAN_MAX);
    reading->table->heads = reading->table->heads || str_equal(markup_name(node), "th");
}

static void change_group(struct reading *reading, enum html_tag part)
{
    close_open(reading);
    reading->group++;
    reading->part = part;
    reading->row_open = false;
}

static void note_frame(struct reading *reading)
{
    if (reading->open != HTML_TD)
        return;
    reading->table->frames = true;
    last_row(reading->table)->frames = true;
}

/* Elements that make up the table or list. False for others. */
static bool enter_part(struct reading *reading, const struct html_walk *walk)
{
    switch ((int)walk->tag) {
    case HTML_THEAD:
    case HTML_TBODY:
    case HTML_TFOOT:
        change_group(reading, walk->tag);
        return true;
    case HTML_TR:
        close_open(reading);
        add_row(reading, walk->node);
        return true;
    case HTML_TD:
    case HTML_TH:
        close_open(reading);
        open_cell(reading, walk->node);
        return true;
    case HTML_CAPTION:
        close_open(reading);
        reading->open = HTML_CAPTION;
        return true;
    default:
        return false;
    }
}

static bool enter_item(struct reading *reading, const struct html_walk *walk)
{
    if (walk->tag != HTML_DT && walk->tag != HTML_DD)
        return false;
    close_open(reading);
    if (walk->tag == HTML_DD)
        add_row(reading, walk->node);
    reading->open = walk->tag;
    return true;
}

static void enter(struct reading *reading, struct html_walk *walk)
{
    bool list = str_equal(markup_name(walk->root), "dl");
    if (list ? enter_item(reading, walk) : enter_part(reading, walk))
        return;
    if (walk->tag == HTML_TABLE || (list && walk->tag == HTML_DL)) {
        note_frame(reading);
        html_flow_break(&reading->flow);
        html_walk_skip(walk);
    } else if (walk->tag == HTML_SUP && html_flow_is_note(&reading->flow, walk->node)) {
        html_walk_skip(walk);
    } else if (walk->tag == HTML_BREAK || html_walk_is_block(walk->tag)) {
        html_flow_break(&reading->flow);
        reading->pre += walk->tag == HTML_PRE ? 1 : 0;
        if (walk->tag == HTML_HEADING)
            note_frame(reading);
    }
}

static void leave(struct reading *reading, enum html_tag tag)
{
    if (tag == HTML_THEAD || tag == HTML_TBODY || tag == HTML_TFOOT) {
        change_group(reading, HTML_TBODY);
    } else if (tag == HTML_TR) {
        close_open(reading);
        reading->row_open = false;
    } else if (tag == HTML_TD || tag == HTML_TH || tag == HTML_CAPTION || tag == HTML_DT ||
               tag == HTML_DD) {
        close_open(reading);
    } else if (html_walk_is_block(tag)) {
        html_flow_break(&reading->flow);
        reading->pre -= tag == HTML_PRE ? 1 : 0;
    }
}

void html_table_read(struct grids *grids, const struct markup_node *node,
                     struct html_table *out)
{
    *out = (struct html_table){.caption = ""};
    struct reading reading = {.table = out, .grids = grids, .part = HTML_TBODY, .term = ""};
    struct html_walk walk;
    html_flow_init(&reading.flow);
    html_walk_init(&walk, node);
    for (;;) {
        enum html_step step = html_walk_next(&walk);
        if (step == HTML_END)
            break;
        if (step == HTML_ENTER)
            enter(&reading, &walk);
        else if (step == HTML_LEAVE)
            leave(&reading, walk.tag);
        else if (reading.open != HTML_INLINE)
            html_flow_add(&reading.flow, markup_text(walk.node), reading.pre > 0);
    }
    close_open(&reading);
    html_flow_free(&reading.flow);
}

void html_table_free(struct html_table *table)
{
    mem_free(table->cells);
    mem_free(table->rows);
    *table = (struct html_table){0};
}

/* --- judging --- */

bool html_table_is_figure(const char *text)
{
    struct number number;
    struct err ignored;
    return strlen(text) < FIGURE_BYTES && number_read(text, &number, &ignored) == 0 &&
           number.present;
}

static bool has_figure(const struct html_table *table)
{
    for (size_t i = 1; i < table->cell_count; i += 2)
        if (html_table_is_figure(table->cells[i].text))
            return true;
    return false;
}

bool html_table_is_data(const struct html_table *table, const struct markup_node *node)
{
    const char *role = markup_attribute(node, "role");
    if (str_equal(markup_name(node), "dl"))
        return has_figure(table);
    if (role != NULL &&
        (strcasecmp(role, "presentation") == 0 || strcasecmp(role, "none") == 0))
        return false;
    size_t rows = 0;
    for (size_t i = 0; i < table->row_count; i++)
        rows += table->rows[i].filled >= 2 && !table->rows[i].frames ? 1 : 0;
    if (!table->frames)
        return rows >= 1;
    return rows >= 2 || (rows >= 1 && (table->heads || *table->caption != '\0'));
}

bool html_table_is_about_page(struct grids *grids, const char *text)
{
    static const char *const starts[] = {
        "最終更新",   "更新日", "更新:",  "掲載日", "公開日",   "登録日",    "公表日",
        "公表年月日", "発表日", "発行日", "作成日", "ページID", "ページ番号"};
    if (strlen(text) > LINE_BYTES)
        return false;
    return str_starts_any(unicode_key(grids->arena, text), starts,
                          sizeof starts / sizeof starts[0]);
}

bool html_table_is_named(struct grids *grids, const char *text)
{
    static const char *const starts[] = {"単位", "注",   "※",    "*",
                                         "資料", "出典", "出所", "備考"};
    if (unicode_count(text) > NAME_CHARACTERS || html_table_is_about_page(grids, text))
        return false;
    const char *key = unicode_key(grids->arena, text);
    key += *key == '(' ? 1 : 0;
    return *key != '\0' && !str_starts_any(key, starts, sizeof starts / sizeof starts[0]) &&
           !str_ends(key, "現在") && !str_ends(key, "現在)") && !str_ends(key, "。");
}

const char *html_table_name(const struct html_table *table)
{
    if (*table->caption != '\0' || table->row_count < 2)
        return table->caption;
    const struct html_row *row = &table->rows[0];
    bool title = row->count == 1 && table->cells[row->first].columns > 1;
    return title ? table->cells[row->first].text : "";
}
