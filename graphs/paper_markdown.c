/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paper_markdown: a paper as Markdown, with tables as GitHub and pandoc read them. A picture
 * is told in words. */
#include "graphs/paper_part.h"

#include <string.h>

#include "core/str.h"

/* Signs that would be markup anywhere; '.', '-', '+' and '#' only begin lines, which our texts
 * do behind a sign of ours, or are escaped there. */
static void put_text(struct buf *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (strchr("\\`*_[]<>|~&", *text) != NULL)
            buf_putc(out, '\\');
        buf_putc(out, *text);
    }
}

/* A paragraph must not begin as a list, a heading or a rule does. */
static void put_paragraph(struct buf *out, const char *text)
{
    size_t digits = strspn(text, "0123456789");

    if (digits > 0 && (text[digits] == '.' || text[digits] == ')')) {
        buf_printf(out, "%.*s\\", (int)digits, text);
        text += digits;
    } else if (*text != '\0' && strchr("#+-=:", *text) != NULL) {
        buf_putc(out, '\\');
    }
    put_text(out, text);
}

static void put_words(const struct paper *paper, const struct paper_block *block,
                      struct buf *out)
{
    const char *sign = block->look == PAPER_LEAD ? "**" : "";

    buf_puts(out, sign);
    put_paragraph(out, paper_join(paper, block));
    buf_printf(out, "%s\n\n", sign);
}

static void put_items(const struct paper_block *block, struct buf *out)
{
    for (size_t i = 0; i < block->count; i++) {
        if (block->rows[i].out)
            continue;
        buf_puts(out, "- ");
        put_paragraph(out, block->rows[i].cells[0]);
        buf_putc(out, '\n');
    }
    buf_putc(out, '\n');
}

static void put_row(const struct paper_block *block, const char *const *cells, struct buf *out)
{
    for (size_t i = 0; i < block->column_count; i++) {
        buf_puts(out, "| ");
        put_text(out, cells[i]);
        buf_putc(out, ' ');
    }
    buf_puts(out, "|\n");
}

static void put_table(const struct paper_block *block, struct buf *out)
{
    const char *heads[PAPER_COLUMNS];

    for (size_t i = 0; i < block->column_count; i++)
        heads[i] = block->columns[i].head;
    put_row(block, heads, out);
    for (size_t i = 0; i < block->column_count; i++)
        buf_puts(out, block->columns[i].figure ? "|--:" : "|---");
    buf_puts(out, "|\n");
    for (size_t i = 0; i < block->count; i++) {
        if (!block->rows[i].out)
            put_row(block, block->rows[i].cells, out);
    }
    buf_putc(out, '\n');
}

static void put_block(const struct paper *paper, const struct paper_block *block,
                      struct buf *out)
{
    switch (block->kind) {
    case PAPER_HEADING:
        buf_puts(out, "## ");
        put_text(out, block->text);
        buf_puts(out, "\n\n");
        break;
    case PAPER_WORDS:
        put_words(paper, block, out);
        break;
    case PAPER_ITEMS:
        put_items(block, out);
        break;
    case PAPER_TABLE:
        put_table(block, out);
        break;
    case PAPER_PICTURE:
        put_paragraph(out, block->text);
        buf_puts(out, "\n\n");
        break;
    }
}

void paper_put_markdown(const struct paper *paper, struct buf *out)
{
    buf_puts(out, "# ");
    put_text(out, paper->title);
    buf_puts(out, "\n\n");
    put_text(out, paper->mark);
    buf_puts(out, str_empty(paper->stamp) ? "" : words_pick(paper->language, "　", ". "));
    put_text(out, paper->stamp);
    buf_puts(out, "\n\n");
    for (size_t i = 0; i < paper->count; i++) {
        if (paper_block_shows(paper, i))
            put_block(paper, &paper->blocks[i], out);
    }
}
