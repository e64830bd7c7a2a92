/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paper_lay: where everything of a paper stands; see paper_part.h. The sizes are those of the
 * style sheet in paper_html.c. */
#include "graphs/paper_part.h"

#include <math.h>
#include <stdio.h>

#include "core/mem.h"
#include "core/str.h"

#define LINES 55  /* of one text, at most: fewer than a page has */
#define AFTER 2.6 /* below a paragraph */
#define AFTER_ITEM 0.6
#define BEFORE_HEADING 4.0
#define INDENT 11.0 /* of items */
#define PAD_X 3.0   /* in cells */
#define PAD_Y 1.1
#define RULE 0.5
#define KEEP 35.0  /* of words, lists and pictures stay with their heading */
#define FOLIO 18.0 /* above the lower edge */
#define ENDLESS 1e6
#define HEADS (-1) /* the rank of the row of heads */

/* Size and height of a line. */
struct type {
    double size, line;
};

static const struct type BODY = {9, 12.2};
static const struct type SMALL = {7.5, 10};
static const struct type MARK = {8, 12.2};
static const struct type TITLE = {16, 20};
static const struct type HEADING = {10.5, 13};
static const struct type LEAD = {14, 19};

static const double INNER = PAPER_WIDTH - 2 * PAPER_SIDE;

struct desk {
    const struct paper *paper;
    struct scene_measure measure;
    struct paper_pages *pages;
    double bottom; /* of a page, for what flows */
    double y;
};

static struct scene *page_of(const struct desk *desk)
{
    return &desk->pages->scenes[desk->pages->count - 1];
}

static void add_page(struct desk *desk)
{
    struct paper_pages *pages = desk->pages;

    if (pages->count == pages->capacity) {
        pages->capacity = pages->capacity == 0 ? 4 : 2 * pages->capacity;
        pages->scenes = mem_realloc(pages->scenes, pages->capacity, sizeof *pages->scenes);
    }
    struct scene *scene = &pages->scenes[pages->count++];
    scene_init(scene, desk->measure);
    scene->width = PAPER_WIDTH;
    scene->height = PAPER_HEIGHT;
    desk->y = PAPER_TOP;
}

void paper_pages_free(struct paper_pages *pages)
{
    for (size_t i = 0; i < pages->count; i++)
        scene_free(&pages->scenes[i]);
    mem_free(pages->scenes);
    *pages = (struct paper_pages){0};
}

/* Begins a page where so much has no room on this one, unless it is empty. */
static bool make_room(struct desk *desk, double height)
{
    if (desk->y + height <= desk->bottom || desk->y <= PAPER_TOP)
        return false;
    add_page(desk);
    return true;
}

static struct scene_text make_text(struct type type, const char *text, double x, double width)
{
    return (struct scene_text){.text = text,
                               .x = x,
                               .size = type.size,
                               .colour = PALETTE_INK,
                               .width = width,
                               .lines = LINES,
                               .leading = type.line - type.size};
}

/* Of whole lines: what lies between lines lies half above the first, half below the last. */
static double height_of(const struct desk *desk, const struct scene_text *text)
{
    return scene_text_box(page_of(desk), text).h + text->leading;
}

static void put_at(struct desk *desk, struct scene_text text, double y)
{
    text.y = y + text.leading / 2;
    scene_text(page_of(desk), &text);
}

static void put_rule(struct desk *desk, double y, uint32_t colour)
{
    struct scene_point line[] = {{PAPER_SIDE, y}, {PAPER_WIDTH - PAPER_SIDE, y}};

    scene_line(page_of(desk), line, 2, (struct scene_style){.stroke = colour, .width = RULE},
               SCENE_ROLE_NONE);
}

/* One block of words from the left edge. */
static void put_text(struct desk *desk, struct scene_text text, double after)
{
    double height = height_of(desk, &text);

    make_room(desk, height);
    put_at(desk, text, desk->y);
    desk->y += height + after;
}

/* --- blocks --- */

/* With so much of what follows on its page. */
static void put_heading(struct desk *desk, const struct paper_block *block, double keep)
{
    struct scene_text text = make_text(HEADING, block->text, PAPER_SIDE + 7, INNER - 7);

    text.bold = true;
    text.role = SCENE_ROLE_SUBTITLE;
    desk->y += desk->y > PAPER_TOP ? BEFORE_HEADING : 0;
    double height = height_of(desk, &text);
    make_room(desk, height + AFTER + keep);
    scene_rect(page_of(desk), (struct scene_box){PAPER_SIDE, desk->y, 3, height},
               (struct scene_style){.fill = PALETTE_MAIN}, SCENE_ROLE_NONE);
    put_text(desk, text, AFTER);
}

static void put_words(struct desk *desk, const struct paper_block *block)
{
    static const struct type *const TYPES[] = {
        [PAPER_PLAIN] = &BODY, [PAPER_LEAD] = &LEAD, [PAPER_SOFT] = &SMALL};
    struct scene_text text =
        make_text(*TYPES[block->look], paper_join(desk->paper, block), PAPER_SIDE, INNER);

    text.bold = block->look == PAPER_LEAD;
    text.colour = block->look == PAPER_SOFT ? PALETTE_SOFT : PALETTE_INK;
    put_text(desk, text, AFTER);
}

static void put_items(struct desk *desk, const struct paper_block *block)
{
    for (size_t i = 0; i < block->count; i++) {
        struct scene_text text =
            make_text(BODY, block->rows[i].cells[0], PAPER_SIDE + INDENT, INNER - INDENT);

        if (block->rows[i].out)
            continue;
        make_room(desk, height_of(desk, &text));
        put_at(desk, make_text(BODY, "・", PAPER_SIDE, 0), desk->y);
        put_text(desk, text, AFTER_ITEM);
    }
    desk->y += AFTER - AFTER_ITEM;
}

/* --- tables --- */

struct columns {
    double x[PAPER_COLUMNS];
    double width[PAPER_COLUMNS];
    bool headed;
};

static struct columns measure_columns(const struct paper_block *block)
{
    struct columns columns = {0};
    double all = 0;
    double x = PAPER_SIDE;

    for (size_t i = 0; i < block->column_count; i++) {
        all += block->columns[i].share;
        columns.headed = columns.headed || !str_empty(block->columns[i].head);
    }
    for (size_t i = 0; i < block->column_count; i++) {
        columns.x[i] = x;
        columns.width[i] = INNER * block->columns[i].share / all;
        x += columns.width[i];
    }
    return columns;
}

/* A figure that fits on a line stands at the right. */
static struct scene_text cell_text(const struct desk *desk, const struct paper_block *block,
                                   const struct columns *columns, size_t column,
                                   const struct paper_row *row)
{
    double inner = columns->width[column] - 2 * PAD_X;
    struct scene_text text = make_text(row->rank == HEADS ? MARK : BODY, row->cells[column],
                                       columns->x[column] + PAD_X, inner);
    struct scene_text line = text;

    line.width = 0;
    if (!block->columns[column].figure || scene_text_box(page_of(desk), &line).w > inner)
        return text;
    line.align = SCENE_RIGHT;
    line.x += inner;
    return line;
}

static double row_height(const struct desk *desk, const struct paper_block *block,
                         const struct columns *columns, const struct paper_row *row)
{
    double height = 0;

    for (size_t i = 0; i < block->column_count; i++) {
        struct scene_text text = cell_text(desk, block, columns, i, row);
        height = fmax(height, height_of(desk, &text));
    }
    return height + 2 * PAD_Y + RULE;
}

static struct paper_row head_row(const struct paper_block *block)
{
    struct paper_row row = {.rank = HEADS};

    for (size_t i = 0; i < block->column_count; i++)
        row.cells[i] = block->columns[i].head;
    return row;
}

/* The heads and the first row, which are never parted. */
static double start_height(const struct desk *desk, const struct paper_block *block)
{
    struct columns columns = measure_columns(block);
    struct paper_row head = head_row(block);
    double height = columns.headed ? row_height(desk, block, &columns, &head) : 0;
    size_t i = 0;

    while (i < block->count && block->rows[i].out)
        i++;
    return i == block->count ? height
                             : height + row_height(desk, block, &columns, &block->rows[i]);
}

static void put_table_head(struct desk *desk, const struct paper_block *block,
                           const struct columns *columns)
{
    struct paper_row row = head_row(block);

    if (!columns->headed)
        return;
    double height = row_height(desk, block, columns, &row);
    scene_rect(page_of(desk), (struct scene_box){PAPER_SIDE, desk->y, INNER, height},
               (struct scene_style){.fill = PALETTE_PANEL}, SCENE_ROLE_NONE);
    for (size_t i = 0; i < block->column_count; i++) {
        struct scene_text text = cell_text(desk, block, columns, i, &row);

        text.colour = PALETTE_SOFT;
        put_at(desk, text, desk->y + PAD_Y);
    }
    desk->y += height;
}

static void put_row(struct desk *desk, const struct paper_block *block,
                    const struct columns *columns, const struct paper_row *row)
{
    double height = row_height(desk, block, columns, row);

    if (make_room(desk, height))
        put_table_head(desk, block, columns);
    for (size_t i = 0; i < block->column_count; i++) {
        put_at(desk, cell_text(desk, block, columns, i, row), desk->y + PAD_Y);
    }
    desk->y += height;
    put_rule(desk, desk->y, PALETTE_GRID);
}

static void put_table(struct desk *desk, const struct paper_block *block)
{
    struct columns columns = measure_columns(block);

    make_room(desk, start_height(desk, block));
    put_table_head(desk, block, &columns);
    for (size_t i = 0; i < block->count; i++) {
        if (!block->rows[i].out)
            put_row(desk, block, &columns, &block->rows[i]);
    }
    desk->y += AFTER;
}

/* --- the picture --- */

static void put_picture(struct desk *desk, const struct paper_block *block)
{
    struct scene picture = {.arena = page_of(desk)->arena, .measure = desk->measure};

    block->compose(block->subject, desk->paper->stretch, &picture);
    scene_scale(&picture, INNER / picture.width);
    double height = picture.height;
    if (make_room(desk, height)) {
        /* the words of the picture live with those of its page */
        mem_free(picture.items);
        put_picture(desk, block);
        return;
    }
    scene_take(page_of(desk), &picture, PAPER_SIDE, desk->y);
    desk->y += height + AFTER;
}

/* --- pages --- */

static void put_top(struct desk *desk)
{
    const struct paper *paper = desk->paper;
    struct scene_text mark = make_text(MARK, paper->mark, PAPER_SIDE, 0);
    struct scene_text stamp = make_text(MARK, paper->stamp, PAPER_WIDTH - PAPER_SIDE, 0);
    struct scene_text title = make_text(TITLE, paper->title, PAPER_SIDE, INNER);

    mark.colour = stamp.colour = PALETTE_SOFT;
    stamp.align = SCENE_RIGHT;
    put_at(desk, mark, desk->y);
    put_at(desk, stamp, desk->y);
    desk->y += MARK.line + AFTER;
    title.bold = true;
    title.role = SCENE_ROLE_TITLE;
    put_text(desk, title, AFTER);
    put_rule(desk, desk->y, PALETTE_AXIS);
    desk->y += 2 * AFTER;
}

/* Below a heading: of a table its start. */
static double keep_of(const struct desk *desk, size_t heading)
{
    size_t next = heading + 1;

    while (next < desk->paper->count && !paper_block_shows(desk->paper, next))
        next++;
    return next < desk->paper->count && desk->paper->blocks[next].kind == PAPER_TABLE
               ? start_height(desk, &desk->paper->blocks[next])
               : KEEP;
}

static void put_block(struct desk *desk, size_t index)
{
    const struct paper_block *block = &desk->paper->blocks[index];

    switch (block->kind) {
    case PAPER_HEADING:
        put_heading(desk, block, keep_of(desk, index));
        break;
    case PAPER_WORDS:
        put_words(desk, block);
        break;
    case PAPER_ITEMS:
        put_items(desk, block);
        break;
    case PAPER_TABLE:
        put_table(desk, block);
        break;
    case PAPER_PICTURE:
        put_picture(desk, block);
        break;
    }
}

static void put_left_out(struct desk *desk)
{
    struct buf words;

    buf_init(&words, PAPER_WORDS_LIMIT);
    paper_left_out(desk->paper, &words);
    if (words.length > 0) {
        struct scene_text text = make_text(SMALL, buf_text(&words), PAPER_SIDE, INNER);

        text.colour = PALETTE_SOFT;
        put_text(desk, text, 0);
    }
    buf_free(&words);
}

static void lay(struct desk *desk)
{
    add_page(desk);
    put_top(desk);
    for (size_t i = 0; i < desk->paper->count; i++) {
        if (paper_block_shows(desk->paper, i))
            put_block(desk, i);
    }
    put_left_out(desk);
}

/* "2 / 5", where there are several. */
static void put_folios(const struct paper_pages *pages)
{
    for (size_t i = 0; i < pages->count && pages->count > 1; i++) {
        char text[48];

        snprintf(text, sizeof text, "%zu / %zu", i + 1, pages->count);
        scene_text(&pages->scenes[i], &(struct scene_text){.text = text,
                                                           .x = PAPER_WIDTH / 2,
                                                           .y = PAPER_HEIGHT - FOLIO,
                                                           .middle = true,
                                                           .align = SCENE_CENTRE,
                                                           .size = MARK.size,
                                                           .colour = PALETTE_SOFT,
                                                           .role = SCENE_ROLE_FOOT});
    }
}

void paper_lay(const struct paper *paper, struct scene_measure measure,
               struct paper_pages *out)
{
    struct desk desk = {.paper = paper,
                        .measure = measure,
                        .pages = out,
                        .bottom = PAPER_HEIGHT - PAPER_BOTTOM};

    /* what was fitted is on one page, whatever is rounded */
    if (paper->single)
        desk.bottom = ENDLESS;
    lay(&desk);
    put_folios(out);
}

double paper_height(const struct paper *paper, struct scene_measure measure)
{
    struct paper_pages pages = {0};
    struct desk desk = {
        .paper = paper, .measure = measure, .pages = &pages, .bottom = ENDLESS};

    lay(&desk);
    paper_pages_free(&pages);
    return desk.y - PAPER_TOP;
}
