/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paper_html: a paper as one HTML file, with its style and its picture, for a screen and for a
 * printer. Sizes are those of paper_lay.c. */
#include "graphs/paper_part.h"

#include "core/str.h"
#include "graphs/site/html.h"
#include "graphs/svgwrite.h"

#define PICTURE_LIMIT (8u << 20)
#define POLICY "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

/* No quotes and no signs that HTML would want escaped. */
static const char STYLE[] =
    "\n@page { size: A4; margin: 11mm 15mm }\n"
    "* { box-sizing: border-box }\n"
    "html { background: #e8eaed; color-scheme: light }\n"
    "body { margin: 0 auto; max-width: 210mm; padding: 11mm 15mm; background: #fff;"
    " color: #1a1a1a; font: 9pt/12.2pt IPAexGothic, Noto Sans CJK JP, IPAGothic, Noto Sans JP,"
    " Hiragino Sans, Yu Gothic, Meiryo, sans-serif; overflow-wrap: anywhere }\n"
    "header { border-bottom: .5pt solid #6f757c; margin-bottom: 5pt; padding-bottom: 2.6pt }\n"
    "header p { display: flex; justify-content: space-between; margin: 0; font-size: 8pt;"
    " color: #55585c }\n"
    "h1 { font-size: 16pt; line-height: 20pt; margin: 2.6pt 0 0 }\n"
    "h2 { font-size: 10.5pt; line-height: 13pt; margin: 4pt 0 2.6pt; padding-left: 4pt;"
    " border-left: 3pt solid #00598c; break-after: avoid }\n"
    "p { margin: 0 0 2.6pt }\n"
    ".lead { font-size: 14pt; line-height: 19pt; font-weight: bold }\n"
    ".soft { font-size: 7.5pt; line-height: 10pt; color: #55585c }\n"
    "ul { margin: 0 0 2pt; padding-left: 11pt }\n"
    "li { margin-bottom: .6pt }\n"
    "table { width: 100%; border-collapse: collapse; table-layout: fixed; margin-bottom: 3pt "
    "}\n"
    "th, td { padding: 1.1pt 3pt; text-align: left; vertical-align: top; font-weight: normal;"
    " border-bottom: .5pt solid #d4d7db }\n"
    "tr { break-inside: avoid }\n"
    "thead th { font-size: 8pt; color: #55585c; background: #f4f5f7 }\n"
    ".figure { text-align: right }\n"
    "img { display: block; width: 100%; height: auto; margin-bottom: 2.6pt }\n"
    "@media print { html { background: #fff } body { padding: 0; max-width: none }\n"
    "thead th, h2 { print-color-adjust: exact; -webkit-print-color-adjust: exact } }\n"
    "@media screen and (max-width: 600px) { body { padding: 1rem; font-size: 1rem;"
    " line-height: 1.6 } .soft { font-size: .85rem; line-height: 1.5 }\n"
    "table { display: block; overflow-x: auto; overflow-wrap: normal }\n"
    "td, th { min-width: 5em } .figure { white-space: nowrap } }\n";

struct pen {
    const struct paper *paper;
    struct canvas *canvas;
    struct html html;
    struct err *err;
    int failed;
};

static void put_meta(struct html *html, const char *kind, const char *name,
                     const char *content)
{
    html_open(html, "meta");
    html_attr(html, kind, name);
    html_attr(html, "content", content);
    html_line(html);
}

static void put_head(struct pen *pen)
{
    struct html *html = &pen->html;

    html_open(html, "head");
    html_line(html);
    html_open(html, "meta");
    html_attr(html, "charset", "utf-8");
    html_line(html);
    put_meta(html, "name", "viewport", "width=device-width, initial-scale=1");
    put_meta(html, "name", "robots", "noindex");
    put_meta(html, "http-equiv", "Content-Security-Policy", POLICY);
    html_element(html, "title", pen->paper->title);
    html_line(html);
    html_element(html, "style", STYLE);
    html_line(html);
    html_close(html, "head");
    html_line(html);
}

static void put_words(struct pen *pen, const struct paper_block *block)
{
    static const char *const CLASSES[] = {[PAPER_LEAD] = "lead", [PAPER_SOFT] = "soft"};

    html_open(&pen->html, "p");
    if (block->look != PAPER_PLAIN)
        html_attr(&pen->html, "class", CLASSES[block->look]);
    html_text(&pen->html, paper_join(pen->paper, block));
    html_close(&pen->html, "p");
}

static void put_items(struct pen *pen, const struct paper_block *block)
{
    html_open(&pen->html, "ul");
    html_line(&pen->html);
    for (size_t i = 0; i < block->count; i++) {
        if (block->rows[i].out)
            continue;
        html_element(&pen->html, "li", block->rows[i].cells[0]);
        html_line(&pen->html);
    }
    html_close(&pen->html, "ul");
}

static void put_cell(struct pen *pen, const struct paper_block *block, size_t column,
                     const char *name, const char *text)
{
    html_open(&pen->html, name);
    if (block->columns[column].figure)
        html_attr(&pen->html, "class", "figure");
    if (str_equal(name, "th"))
        html_attr(&pen->html, "scope", "row");
    html_text(&pen->html, text);
    html_close(&pen->html, name);
}

/* Shares of the width, as percents. */
static void put_columns(struct pen *pen, const struct paper_block *block)
{
    double all = 0;

    for (size_t i = 0; i < block->column_count; i++)
        all += block->columns[i].share;
    html_open(&pen->html, "colgroup");
    for (size_t i = 0; i < block->column_count; i++) {
        html_open(&pen->html, "col");
        html_attr(
            &pen->html, "width",
            arena_printf(pen->paper->arena, "%.1f%%", 100 * block->columns[i].share / all));
    }
    html_close(&pen->html, "colgroup");
    html_line(&pen->html);
}

static void put_heads(struct pen *pen, const struct paper_block *block)
{
    bool headed = false;

    for (size_t i = 0; i < block->column_count; i++)
        headed = headed || !str_empty(block->columns[i].head);
    if (!headed)
        return;
    html_open(&pen->html, "thead");
    html_open(&pen->html, "tr");
    for (size_t i = 0; i < block->column_count; i++) {
        html_open(&pen->html, "th");
        html_attr(&pen->html, "scope", "col");
        if (block->columns[i].figure)
            html_attr(&pen->html, "class", "figure");
        html_text(&pen->html, block->columns[i].head);
        html_close(&pen->html, "th");
    }
    html_close(&pen->html, "tr");
    html_close(&pen->html, "thead");
    html_line(&pen->html);
}

static void put_table(struct pen *pen, const struct paper_block *block)
{
    html_open(&pen->html, "table");
    html_line(&pen->html);
    put_columns(pen, block);
    put_heads(pen, block);
    html_open(&pen->html, "tbody");
    html_line(&pen->html);
    for (size_t i = 0; i < block->count; i++) {
        if (block->rows[i].out)
            continue;
        html_open(&pen->html, "tr");
        for (size_t k = 0; k < block->column_count; k++)
            put_cell(pen, block, k, k == 0 ? "th" : "td", block->rows[i].cells[k]);
        html_close(&pen->html, "tr");
        html_line(&pen->html);
    }
    html_close(&pen->html, "tbody");
    html_close(&pen->html, "table");
}

static void put_picture(struct pen *pen, const struct paper_block *block)
{
    struct scene scene;
    struct buf bytes;
    struct svgwrite_head head = {.id = pen->paper->id,
                                 .title = pen->paper->title,
                                 .description = block->text,
                                 .language = pen->paper->language,
                                 .paper = {PALETTE_THEME_LIGHT, 1}};

    scene_init(&scene, canvas_measure(pen->canvas));
    buf_init(&bytes, PICTURE_LIMIT);
    block->compose(block->subject, pen->paper->stretch, &scene);
    if (svgwrite_scene(pen->canvas, &scene, &head, &bytes, pen->err) == 0)
        html_picture(&pen->html, "image/svg+xml", &bytes, block->text);
    else
        pen->failed = -1;
    buf_free(&bytes);
    scene_free(&scene);
}

static void put_block(struct pen *pen, const struct paper_block *block)
{
    switch (block->kind) {
    case PAPER_HEADING:
        html_element(&pen->html, "h2", block->text);
        break;
    case PAPER_WORDS:
        put_words(pen, block);
        break;
    case PAPER_ITEMS:
        put_items(pen, block);
        break;
    case PAPER_TABLE:
        put_table(pen, block);
        break;
    case PAPER_PICTURE:
        put_picture(pen, block);
        break;
    }
    html_line(&pen->html);
}

static void put_top(struct pen *pen)
{
    struct html *html = &pen->html;

    html_open(html, "header");
    html_open(html, "p");
    html_element(html, "span", pen->paper->mark);
    html_element(html, "span", pen->paper->stamp);
    html_close(html, "p");
    html_line(html);
    html_element(html, "h1", pen->paper->title);
    html_close(html, "header");
    html_line(html);
}

static void put_body(struct pen *pen)
{
    struct html *html = &pen->html;
    struct buf words;

    buf_init(&words, PAPER_WORDS_LIMIT);
    html_open(html, "body");
    html_line(html);
    html_open(html, "main");
    html_line(html);
    put_top(pen);
    for (size_t i = 0; i < pen->paper->count; i++) {
        if (paper_block_shows(pen->paper, i))
            put_block(pen, &pen->paper->blocks[i]);
    }
    paper_left_out(pen->paper, &words);
    if (words.length > 0)
        html_classed(html, "p", "soft", buf_text(&words));
    html_line(html);
    html_close(html, "main");
    html_line(html);
    html_close(html, "body");
    html_line(html);
    buf_free(&words);
}

int paper_put_html(const struct paper *paper, struct canvas *canvas, struct buf *out,
                   struct err *err)
{
    struct pen pen = {.paper = paper, .canvas = canvas, .err = err};

    html_init_part(&pen.html, out);
    buf_puts(out, "<!DOCTYPE html>\n");
    html_open(&pen.html, "html");
    html_attr(&pen.html, "lang", words_code(paper->language));
    html_line(&pen.html);
    put_head(&pen);
    put_body(&pen);
    html_close(&pen.html, "html");
    html_line(&pen.html);
    return pen.failed ? -1 : html_end(&pen.html, err);
}
