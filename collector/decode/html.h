/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * html: the tables, lists and running text of a web page. Layer: collector.
 *
 * Grids:
 * - every <table> with data, colspan and rowspan filled in, thead first and tfoot last. A row
 *   that is one spanning cell (a title, a note, a unit) stays one cell. A table that only
 *   frames other tables, headings or one column is layout: what is in it is read as if it were
 *   not there. Cell text leaves out nested tables; they are grids of their own.
 * - tables flattened to lines with `|` between cells and `---|---|` below the head;
 * - every <dl> with a figure in it, as rows: term | description;
 * - on a page without tables, one grid of its headings: heading | line, further lines below
 *   with an empty first cell, when a figure stands below one. Labels that lost their markup
 *   (a short line without digits above a figure, or `label：figure`) count as headings; lines
 *   about the page itself (最終更新日, ページID) do not come in.
 * A list of either kind whose labels are periods begins with the row: name | 内容, so that it
 * reads as layout `long` with `value = 内容`. Any other whose name, topmost heading or title
 * names one period (旭山動物園ヒストリー・昭和58年) begins with the row: name | period, so
 * that it reads as layout `across`; a name that is nothing but the period is left out there.
 *
 * Rows carry no line of the source: a page may be one line, and nobody who looks at it sees
 * them. They are counted in their grid.
 *
 * A grid is named after its caption, a title that is its whole first row, else the nearest
 * heading or short line before it; grids that follow each other under one name are numbered
 * from the second on: `入園者数 (2)`. `text` of the grids is the page's running text, title
 * first, one block a line, the cells of a row in one line.
 *
 * In all text: runs of white space, no-break and ideographic spaces are one space; <br> and
 * the ends of blocks are a line end; scripts, forms' choices, furigana, struck-out and hidden
 * text are left out, and so are marks of notes in <sup>.
 */
#ifndef COLLECTOR_DECODE_HTML_H
#define COLLECTOR_DECODE_HTML_H

#include "collector/decode.h"

#define HTML_COLSPAN_MAX 1000 /* wider cells count as this wide, as in browsers */
#define HTML_COLUMNS_MAX 16384
#define HTML_CELLS_MAX 2000000 /* in one page, spans filled in */

/* True for text that begins with an HTML element (<a> and <link> with an attribute: without
 * they are names of XML); decode.c knows whole pages itself. */
bool html_recognise(const struct document *document);

/* The encoding is the configured one; else by byte order mark; else, as long as the bytes are
 * of it, that of the HTTP header, of the page, or what they look like. ERR_DATA when there is
 * neither table nor text, for bytes of no such encoding, tables beyond the limits, and for a
 * page without tables that calls itself missing, closed or a login. */
int html_decode(const struct document *document, struct grids *out, struct err *err);

#endif
