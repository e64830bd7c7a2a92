/* SPDX-License-Identifier: GPL-3.0-or-later */
/* probe: what a document holds and what is suggested for it, for people and for programs.
 * Layer: cli. Foreign texts are cleaned for the terminal here. */
#ifndef CLI_PROBE_H
#define CLI_PROBE_H

#include "collector/probing.h"
#include "core/arena.h"
#include "core/buf.h"
#include "core/sha256.h"
#include "core/words.h"

#include <stdbool.h>
#include <stddef.h>

struct gates_findings;

struct probe {
    struct arena *arena;
    enum language language;
    const char *address; /* or the file's name */
    size_t number;       /* of the address among the source's, from 1 */
    size_t addresses;    /* of the source */
    const char *source;  /* the id of what is probed; NULL = a file of no source */
    const char *stem;    /* ids of suggestions: this, and with a number behind it; NULL = by
                            their labels */
    size_t bytes;
    char sha256[SHA256_TEXT_SIZE];
    const struct probing *probing;             /* NULL = it could not be decoded */
    const struct indicator *const *indicators; /* as asked for */
    size_t rows_shown;
    int width;     /* of the terminal; 0 = lines may have any length */
    bool rows_few; /* where there are many tables, nobody asked for as many rows of each */
    bool suggest;
    const char *url;  /* of a source to be configured; NULL = not known */
    const char *page; /* instead of url, with link; NULL = none */
    const char *link;
    const char *title;               /* of the source; NULL or "" = by its name */
    const char *robots;              /* "ignore: REASON"; NULL or "" = obeyed */
    const struct settings *settings; /* for ids in use; may be NULL */
};

/* The document, its tables and text, what each indicator takes and what not and why, then the
 * suggestions as sections of a configuration. */
void probe_print(const struct probe *probe, struct buf *out);

/* {"version":1,"document":{"address","bytes","sha256","format","encoding","next"},
 *  "grids":[{"name","rows","columns","hidden","first_rows":[[…]]}],"text":[…],
 *  "indicators":[{"id","error","observations":[{"period","value","status","cell"}],
 *                 "problems":[…],"held":[{"period","gate","reason"}]}],
 *  "suggestions":[{"id","title","unit","unit_is","unit_base","choices","decimals",
 *                  "frequency","table","layout","value","period","era","where":[…],"grid","count","missing","partial","first","last",
 *                  "problem_count","problems":[…],"ini"}],"tried","complete"} */
void probe_json(const struct probe *probe, struct buf *out);

/* --- parts --- */

/* The id of the n-th suggestion: of its label if that makes one, else suggested-N. */
const char *probe_id(const struct probe *probe, size_t n);

/* What an id could be made of: "OBS_VALUE" is obs-value; "" when a label has no such letters.
 */
const char *probe_make_id(struct arena *arena, const char *label);

/* The title of the n-th suggestion. */
const char *probe_title(const struct probe *probe, size_t n);

/* The suggestion as a section, with comments on what is for a person to decide. */
void probe_ini(const struct probe *probe, size_t n, struct buf *out);

/* The first rows of a table, aligned, in as many columns as the terminal has room for; then
 * how many more there are. */
void probe_rows(const struct probe *probe, const struct probing_grid *grid, struct buf *out);

/* A section for the document's source, where none is configured. */
void probe_ini_source(const struct probe *probe, struct buf *out);

/* A comment with the key by which a configured source would say when it was published, where
 * that is plain and not configured. */
void probe_ini_published(const struct probe *probe, struct buf *out);

/* Cells are cut at this width, at the smaller one where the terminal is too narrow. */
#define PROBE_CELL_WIDTH 22
#define PROBE_CELL_NARROW 14

/* What of the n-th indicator's pick would be held instead of recorded, were nothing known yet;
 * and the same for people, nothing when there is none. */
const struct gates_findings *probe_held(const struct probe *probe, size_t n);
void probe_print_held(const struct probe *probe, size_t n, struct buf *out);

/* Cleaned; in at most `width` columns, "…" at a cut. */
const char *probe_text(struct arena *arena, const char *text, int width);

#endif
