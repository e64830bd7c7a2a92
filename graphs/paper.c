/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paper: see paper.h. How it is cut to one sheet: paper_fit.c; laid out: paper_lay.c. */
#include "graphs/paper.h"

#include <string.h>

#include "core/instant.h"
#include "core/plain.h"
#include "core/str.h"
#include "graphs/paper_part.h"

#define FIRST 8        /* rows and blocks that there is room for at first */
#define PART_BYTES 360 /* of a sentence without an end, which is cut */

void paper_init(struct paper *paper, struct arena *arena, enum language language)
{
    *paper = (struct paper){.arena = arena,
                            .language = language,
                            .id = "",
                            .mark = "",
                            .stamp = "",
                            .title = "",
                            .author = ""};
}

/* --- composing --- */

static void *grow(struct arena *arena, const void *items, size_t count, size_t *capacity,
                  size_t size)
{
    *capacity = *capacity == 0 ? FIRST : 2 * *capacity;
    void *grown = arena_alloc(arena, *capacity, size);

    if (count > 0)
        memcpy(grown, items, count * size);
    return grown;
}

static struct paper_block *add_block(struct paper *paper, enum paper_kind kind)
{
    if (paper->count == paper->capacity)
        paper->blocks = grow(paper->arena, paper->blocks, paper->count, &paper->capacity,
                             sizeof *paper->blocks);
    struct paper_block *block = &paper->blocks[paper->count++];

    *block = (struct paper_block){.kind = kind, .text = ""};
    return block;
}

static struct paper_row *add_row(struct paper *paper, struct paper_block *block, int rank)
{
    if (block->count == block->capacity)
        block->rows = grow(paper->arena, block->rows, block->count, &block->capacity,
                           sizeof *block->rows);
    struct paper_row *row = &block->rows[block->count++];

    *row = (struct paper_row){.rank = rank};
    return row;
}

static struct paper_block *last_block(struct paper *paper)
{
    return &paper->blocks[paper->count - 1];
}

void paper_head(struct paper *paper, const char *text)
{
    add_block(paper, PAPER_HEADING)->text = plain_copy(paper->arena, text);
}

void paper_say(struct paper *paper, enum paper_look look, int rank, const char *text)
{
    if (str_empty(text))
        return;
    struct paper_block *block = add_block(paper, PAPER_WORDS);

    block->look = look;
    add_row(paper, block, rank)->cells[0] = plain_copy(paper->arena, text);
}

/* Bytes of the first sentence, with the blanks behind it; of one without an end as many as
 * may stand together. */
static size_t sentence(const char *text)
{
    size_t length = 0;

    while (length < PART_BYTES && text[length] != '\0') {
        bool ends = str_starts(text + length, "。") || str_starts(text + length, ". ");
        size_t step = plain_character(text + length);

        length += step > 0 ? step : 1;
        if (ends)
            break;
    }
    return length + strspn(text + length, " ");
}

static int put_paragraph(struct paper *paper, int rank, int step, const char *line)
{
    struct paper_block *block = add_block(paper, PAPER_WORDS);
    const char *text = plain_copy(paper->arena, line);

    while (*text != '\0') {
        size_t length = sentence(text);

        add_row(paper, block, rank)->cells[0] = arena_strndup(paper->arena, text, length);
        rank += step;
        text += length;
    }
    return rank;
}

void paper_tell(struct paper *paper, int rank, int step, const char *text)
{
    while (text != NULL && *text != '\0') {
        size_t length = strcspn(text, "\n");

        if (length > 0)
            rank = put_paragraph(paper, rank, step, arena_strndup(paper->arena, text, length));
        text += length + (text[length] == '\n');
    }
}

void paper_list(struct paper *paper)
{
    (void)add_block(paper, PAPER_ITEMS);
}

void paper_item(struct paper *paper, int rank, const char *text)
{
    if (!str_empty(text))
        add_row(paper, last_block(paper), rank)->cells[0] = plain_copy(paper->arena, text);
}

void paper_table(struct paper *paper, const struct paper_column *columns, size_t count)
{
    struct paper_block *block = add_block(paper, PAPER_TABLE);

    memcpy(block->columns, columns, count * sizeof *columns);
    block->column_count = count;
}

void paper_cells(struct paper *paper, int rank, const char *const *cells)
{
    struct paper_block *block = last_block(paper);
    struct paper_row *row = add_row(paper, block, rank);

    for (size_t i = 0; i < block->column_count; i++)
        row->cells[i] = plain_copy(paper->arena, cells[i] == NULL ? "" : cells[i]);
}

void paper_more(struct paper *paper, int rank, const char *const *cells, const char *what)
{
    struct paper_block *block = last_block(paper);

    paper_cells(paper, rank, cells);
    block->rows[block->count - 1].what = arena_strdup(paper->arena, what);
}

void paper_picture(struct paper *paper, paper_compose compose, const void *subject,
                   const char *words)
{
    struct paper_block *block = add_block(paper, PAPER_PICTURE);

    block->compose = compose;
    block->subject = subject;
    block->text = plain_copy(paper->arena, words);
}

/* --- what is shown --- */

static bool any_row(const struct paper_block *block)
{
    for (size_t i = 0; i < block->count; i++) {
        if (!block->rows[i].out)
            return true;
    }
    return false;
}

bool paper_block_shows(const struct paper *paper, size_t block)
{
    if (paper->blocks[block].kind != PAPER_HEADING)
        return paper->blocks[block].kind == PAPER_PICTURE || any_row(&paper->blocks[block]);
    for (size_t i = block + 1; i < paper->count; i++) {
        if (paper->blocks[i].kind == PAPER_HEADING)
            return false;
        if (paper->blocks[i].look != PAPER_SOFT && paper_block_shows(paper, i))
            return true;
    }
    return false;
}

const char *paper_join(const struct paper *paper, const struct paper_block *block)
{
    const char *joined = "";
    bool out = false;

    for (size_t i = 0; i < block->count; i++) {
        if (!block->rows[i].out)
            joined = arena_printf(paper->arena, "%s%s", joined, block->rows[i].cells[0]);
        out = out || block->rows[i].out;
    }
    return out && *joined != '\0' ? arena_printf(paper->arena, "%s…", joined) : joined;
}

/* --- writing --- */

static const char *const ENDINGS[PAPER_FORMS] = {[PAPER_HTML] = ".html",
                                                 [PAPER_PDF] = ".pdf",
                                                 [PAPER_MARKDOWN] = ".md",
                                                 [PAPER_JSON] = ".json"};

bool paper_form_of(const char *path, enum paper_form *out)
{
    for (int i = 0; i < PAPER_FORMS; i++) {
        if (str_ends(path, ENDINGS[i])) {
            *out = (enum paper_form)i;
            return true;
        }
    }
    return false;
}

static int write_pdf(const struct paper *paper, struct canvas *canvas, struct buf *out,
                     struct err *err)
{
    char made[INSTANT_TEXT_SIZE];
    struct paper_pages pages = {0};
    struct canvas_document document = {
        .title = paper->title, .author = paper->author, .creator = "shihyo", .created = made};

    instant_print(paper->made, made);
    paper_lay(paper, canvas_measure(canvas), &pages);
    int failed = canvas_pdf(canvas, pages.scenes, pages.count, &document, out, err);
    paper_pages_free(&pages);
    return failed;
}

static int write_drawn(struct paper *paper, enum paper_form form, struct canvas *canvas,
                       struct buf *out, struct err *err)
{
    if (paper->single && paper_fit(paper, canvas_measure(canvas), err) != 0)
        return -1;
    if (form == PAPER_PDF)
        return write_pdf(paper, canvas, out, err);
    return paper_put_html(paper, canvas, out, err);
}

int paper_write(struct paper *paper, enum paper_form form, struct buf *out,
                struct buf *remarks, struct err *err)
{
    struct canvas *canvas;

    if (form == PAPER_MARKDOWN || form == PAPER_JSON) {
        if (form == PAPER_JSON)
            paper_put_json(paper, out);
        else
            paper_put_markdown(paper, out);
        return out->overflow
                   ? err_set(err, ERR_DATA, "document longer than %zu bytes", out->limit)
                   : 0;
    }
    if (canvas_new(&canvas, err) != 0)
        return -1;
    int failed = write_drawn(paper, form, canvas, out, err);
    if (remarks != NULL && *canvas_missing(canvas) != '\0')
        buf_printf(remarks, "no font has %s, drawn as a box: install fonts-noto-cjk",
                   canvas_missing(canvas));
    canvas_free(canvas);
    return failed;
}
