/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdftext: lines in fragments of one block each. */
#include "collector/decode/pdftext.h"

#include <stdbool.h>

#include "core/mem.h"

#define PROSE_LINES 3
#define PROSE_CHARACTERS 8 /* in a line, on the average */
#define NONE ((size_t)-1)

/* What one block has of one line; those of a block are chained. */
struct fragment {
    size_t block;
    const struct pdfword *words;
    size_t count;
    size_t next;
};

struct block {
    size_t first; /* fragment; NONE = no fragment outside of tables */
    size_t last;
    size_t fragments;
    size_t characters;
    bool column; /* prose beside prose: written as a whole */
    bool written;
};

struct writing {
    const struct pdfpage *page;
    struct fragment *fragments;
    size_t *starts; /* of each line, and the end of the last */
    struct block *blocks;
    struct buf *out;
};

/* The table row that a line is part of, or NULL; rows and tables are sorted. */
static const struct pdfline *find_row(const struct pdflines *rows,
                                      const struct pdftables *tables, size_t *row,
                                      size_t *table, size_t line)
{
    while (rows->items[*row].last < line)
        ++*row;
    while (*table < tables->count && tables->items[*table].last_line < *row)
        ++*table;
    bool inside = *table < tables->count && tables->items[*table].first_line <= *row;
    return inside ? &rows->items[*row] : NULL;
}

static void chain(struct writing *writing, size_t number)
{
    struct fragment *fragment = &writing->fragments[number];
    struct block *block = &writing->blocks[fragment->block];
    fragment->next = NONE;
    if (block->fragments++ == 0)
        block->first = number;
    else
        writing->fragments[block->last].next = number;
    block->last = number;
    for (size_t i = 0; i < fragment->count; i++)
        block->characters += fragment->words[i].characters;
}

static size_t cut_line(struct writing *writing, const struct pdfline *line, size_t number)
{
    for (size_t i = 0; i < line->word_count;) {
        size_t block = line->words[i].block;
        size_t n = 1;
        while (i + n < line->word_count && line->words[i + n].block == block)
            n++;
        writing->fragments[number] = (struct fragment){block, line->words + i, n, NONE};
        chain(writing, number++);
        i += n;
    }
    return number;
}

/* A row of a table is one fragment of no block, in the place of its first line. */
static void cut(struct writing *writing, const struct pdflines *lines,
                const struct pdflines *rows, const struct pdftables *tables)
{
    size_t table = 0;
    size_t row = 0;
    size_t count = 0;
    for (size_t i = 0; i < lines->count; i++) {
        const struct pdfline *inside = find_row(rows, tables, &row, &table, i);
        if (inside == NULL)
            count = cut_line(writing, &lines->items[i], count);
        else if (inside->first == i)
            writing->fragments[count++] =
                (struct fragment){NONE, inside->words, inside->word_count, NONE};
        writing->starts[i + 1] = count;
    }
}

static bool is_prose(const struct block *block)
{
    return block->fragments >= PROSE_LINES &&
           block->characters >= PROSE_CHARACTERS * block->fragments;
}

static void find_columns(struct writing *writing, size_t from, size_t to)
{
    struct block *before = NULL;
    for (size_t i = from; i < to; i++) {
        size_t number = writing->fragments[i].block;
        struct block *block = number == NONE ? NULL : &writing->blocks[number];
        if (block == NULL || !is_prose(block))
            continue;
        if (before != NULL && before != block) {
            before->column = true;
            block->column = true;
        }
        before = block;
    }
}

static void write_fragment(const struct writing *writing, const struct fragment *fragment)
{
    (void)buf_puts(writing->out,
                   pdflines_text(fragment->words, fragment->count, writing->page->arena));
}

static void write_block(const struct writing *writing, struct block *block)
{
    for (size_t i = block->first; !block->written && i != NONE;
         i = writing->fragments[i].next) {
        write_fragment(writing, &writing->fragments[i]);
        (void)buf_putc(writing->out, '\n');
    }
    block->written = true;
}

static struct block *column_of(const struct writing *writing, size_t fragment)
{
    size_t number = writing->fragments[fragment].block;
    bool column = number != NONE && writing->blocks[number].column;
    return column ? &writing->blocks[number] : NULL;
}

/* What is no column of prose stays one line, however many blocks it has. */
static void write_line(const struct writing *writing, size_t from, size_t to)
{
    bool open = false;
    for (size_t i = from; i < to;) {
        struct fragment whole = writing->fragments[i];
        size_t n = 1;
        while (column_of(writing, i) == NULL && i + n < to &&
               column_of(writing, i + n) == NULL)
            whole.count += writing->fragments[i + n++].count;
        i += n;
        if (column_of(writing, i - 1) != NULL)
            continue;
        if (open)
            (void)buf_putc(writing->out, ' ');
        write_fragment(writing, &whole);
        open = true;
    }
    if (open)
        (void)buf_putc(writing->out, '\n');
    for (size_t i = from; i < to; i++)
        if (column_of(writing, i) != NULL)
            write_block(writing, column_of(writing, i));
}

void pdftext_write(const struct pdfpage *page, const struct pdflines *lines,
                   const struct pdflines *rows, const struct pdftables *tables,
                   struct buf *out)
{
    struct writing writing = {.page = page, .out = out};
    writing.fragments = mem_calloc(page->count, sizeof *writing.fragments);
    writing.starts = mem_calloc(lines->count + 1, sizeof *writing.starts);
    writing.blocks = mem_calloc(page->blocks, sizeof *writing.blocks);
    cut(&writing, lines, rows, tables);
    for (size_t i = 0; i < lines->count; i++)
        find_columns(&writing, writing.starts[i], writing.starts[i + 1]);
    for (size_t i = 0; i < lines->count; i++)
        write_line(&writing, writing.starts[i], writing.starts[i + 1]);
    mem_free(writing.fragments);
    mem_free(writing.starts);
    mem_free(writing.blocks);
}
