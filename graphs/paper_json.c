/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paper_json: a paper as JSON, whole: nothing is left out. See paper.h. */
#include "graphs/paper_part.h"

#include "core/instant.h"
#include "core/json.h"
#include "core/str.h"

static void put_columns(struct json *json, const struct paper_block *block)
{
    json_begin_array(json, "columns");
    for (size_t i = 0; i < block->column_count; i++)
        json_string(json, NULL, block->columns[i].head);
    json_end_array(json);
}

static void put_rows(struct json *json, const struct paper_block *block)
{
    json_begin_array(json, "rows");
    for (size_t i = 0; i < block->count; i++) {
        json_begin_array(json, NULL);
        for (size_t k = 0; k < block->column_count; k++)
            json_string(json, NULL, block->rows[i].cells[k]);
        json_end_array(json);
    }
    json_end_array(json);
}

static void put_items(struct json *json, const struct paper_block *block)
{
    json_begin_array(json, "items");
    for (size_t i = 0; i < block->count; i++)
        json_string(json, NULL, block->rows[i].cells[0]);
    json_end_array(json);
}

static void put_block(struct json *json, const struct paper *paper,
                      const struct paper_block *block)
{
    static const char *const KINDS[] = {[PAPER_WORDS] = "words",
                                        [PAPER_ITEMS] = "list",
                                        [PAPER_TABLE] = "table",
                                        [PAPER_PICTURE] = "picture"};

    json_begin_object(json, NULL);
    json_string(json, "kind", KINDS[block->kind]);
    if (block->kind == PAPER_WORDS)
        json_string(json, "text", paper_join(paper, block));
    else if (block->kind == PAPER_PICTURE)
        json_string(json, "text", block->text);
    else if (block->kind == PAPER_ITEMS)
        put_items(json, block);
    if (block->kind == PAPER_TABLE) {
        put_columns(json, block);
        put_rows(json, block);
    }
    json_end_object(json);
}

static void open_section(struct json *json, const char *heading)
{
    json_begin_object(json, NULL);
    json_string(json, "heading", heading);
    json_begin_array(json, "parts");
}

static void close_section(struct json *json)
{
    json_end_array(json);
    json_end_object(json);
}

/* What stands before the first heading is a section without one. */
static void put_sections(struct json *json, const struct paper *paper)
{
    bool open = false;

    json_begin_array(json, "sections");
    for (size_t i = 0; i < paper->count; i++) {
        const struct paper_block *block = &paper->blocks[i];
        bool heading = block->kind == PAPER_HEADING;

        if (!paper_block_shows(paper, i))
            continue;
        if (heading && open)
            close_section(json);
        if (heading || !open)
            open_section(json, heading ? block->text : NULL);
        open = true;
        if (!heading)
            put_block(json, paper, block);
    }
    if (open)
        close_section(json);
    json_end_array(json);
}

void paper_put_json(const struct paper *paper, struct buf *out)
{
    struct json json;

    json_init(&json, out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    json_string(&json, "id", paper->id);
    json_string(&json, "title", paper->title);
    json_string(&json, "mark", paper->mark);
    json_string(&json, "stamp", str_empty(paper->stamp) ? NULL : paper->stamp);
    json_string(&json, "author", paper->author);
    json_instant(&json, "made", paper->made);
    put_sections(&json, paper);
    json_end_object(&json);
    buf_putc(out, '\n');
}
