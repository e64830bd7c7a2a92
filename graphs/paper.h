/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * paper: a document of the office as data: headings, paragraphs, lists, tables, a picture.
 * Composed once, then written as HTML, PDF, Markdown or JSON, so that all of them say the
 * same. Layer: graphs. Texts may come from anywhere: they are escaped where they are written.
 * All of it lives in the arena that it was made with.
 *
 * Each row (of a list or a table; a sentence of a paragraph) has a rank. Where all has to
 * stand on one sheet of A4 (`single`), what has the greatest rank is left out first, until the
 * rest fits; that it was is said at the end.
 */
#ifndef GRAPHS_PAPER_H
#define GRAPHS_PAPER_H

#include "core/arena.h"
#include "core/buf.h"
#include "core/err.h"
#include "core/words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct scene;

#define PAPER_COLUMNS 8
#define PAPER_KEPT 0 /* the rank of what is never left out */

enum paper_kind { PAPER_HEADING, PAPER_WORDS, PAPER_ITEMS, PAPER_TABLE, PAPER_PICTURE };
enum paper_look { PAPER_PLAIN, PAPER_LEAD /* large */, PAPER_SOFT /* small print */ };

struct paper_column {
    const char *head; /* "" = none of the columns has one */
    double share;     /* of the width, against the other columns */
    bool figure;      /* stands at the right */
};

struct paper_row {
    const char *cells[PAPER_COLUMNS];
    const char *what; /* it is of, when that is told to be left out; NULL = of its section */
    int rank;
    bool out; /* left out */
};

/* Composes the picture, whatever its size; it is drawn as wide as the page. `stretch` from 0
 * to 1 says how much of the height that it could have there is for it. */
typedef void (*paper_compose)(const void *subject, double stretch, struct scene *scene);

struct paper_block {
    enum paper_kind kind;
    enum paper_look look;
    const char *text; /* of a heading; what a picture shows, in words */
    struct paper_column columns[PAPER_COLUMNS];
    size_t column_count;
    struct paper_row *rows;
    size_t count, capacity;
    paper_compose compose;
    const void *subject;
};

struct paper {
    struct arena *arena;
    enum language language;
    const char *id;    /* makes names inside unique */
    const char *mark;  /* which kind of document it is; stands over the title */
    const char *stamp; /* of when it is; stands beside that */
    const char *title;
    const char *author; /* the office's site */
    int64_t made;       /* instant */
    bool single;        /* one sheet */
    double stretch;     /* of pictures: found when it is fitted */
    struct paper_block *blocks;
    size_t count, capacity;
};

/* `paper` is zeroed; the texts above are the caller's to fill in. */
void paper_init(struct paper *paper, struct arena *arena, enum language language);

/* A heading; one that nothing but small print follows is not written. */
void paper_head(struct paper *paper, const char *text);

/* A paragraph that is left out as a whole. "" adds nothing, here and below. */
void paper_say(struct paper *paper, enum paper_look look, int rank, const char *text);

/* A text of any length: a paragraph for each line, of which sentences may be left out, the
 * last ones first: ranks begin at `rank` and rise by `step`. */
void paper_tell(struct paper *paper, int rank, int step, const char *text);

/* A list, or a table; then what stands in it. */
void paper_list(struct paper *paper);
void paper_item(struct paper *paper, int rank, const char *text);
void paper_table(struct paper *paper, const struct paper_column *columns, size_t count);
void paper_cells(struct paper *paper, int rank, const char *const *cells);

/* A row that tells more of the one before: what it is called where it is left out. */
void paper_more(struct paper *paper, int rank, const char *const *cells, const char *what);

/* A picture, and what it shows in words. */
void paper_picture(struct paper *paper, paper_compose compose, const void *subject,
                   const char *words);

/* Names one after the other; of very many the first `most`, and how many more there are:
 * "A、B　ほか3件". */
struct paper_names {
    struct buf text;
    size_t count, most;
};
void paper_names_init(struct paper_names *names, size_t most);
void paper_names_add(const struct paper *paper, struct paper_names *names, const char *name);
/* All of them, in the arena; "" = none. Frees. */
const char *paper_names_end(const struct paper *paper, struct paper_names *names);

/* True if the block has something to write. */
bool paper_block_shows(const struct paper *paper, size_t block);

/* Leaves out the row with the greatest rank (of equals the last); false when none is left that
 * may be. */
bool paper_cut(struct paper *paper);

/* "1枚に収まらないため載せていないもの：想定される質問2件、..."; nothing where all is there.
 */
void paper_left_out(const struct paper *paper, struct buf *out);

enum paper_form { PAPER_HTML, PAPER_PDF, PAPER_MARKDOWN, PAPER_JSON, PAPER_FORMS };

/* The form that a file's name ends with (.html, .pdf, .md, .json); false for any other. */
bool paper_form_of(const char *path, enum paper_form *out);

/* Appends the document. A single sheet is cut to fit, except as Markdown and JSON, which have
 * no end. JSON is {"version":1,"id","title","mark","stamp","author","made","sections":
 * [{"heading" or null,"parts":[{"kind":"words|list|table|picture","text","items","columns",
 * "rows"}]}]}, of which each part has what is of its kind.
 * HTML and PDF measure with fonts: call in a worker process. `remarks` (may be NULL) gets what
 * the operator should hear. ERR_UNAVAILABLE when no Japanese font is installed, ERR_DATA when
 * what may not be left out does not fit. */
int paper_write(struct paper *paper, enum paper_form form, struct buf *out,
                struct buf *remarks, struct err *err);

#endif
