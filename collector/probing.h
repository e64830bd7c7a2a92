/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * probing: what a document holds, for people: its grids and text, what indicators take of it,
 * and what is suggested for it. Layer: collector. Decoded and picked in the sandbox; what
 * comes back is checked, and bounded in size.
 */
#ifndef COLLECTOR_PROBING_H
#define COLLECTOR_PROBING_H

#include "collector/reading.h"
#include "collector/suggest.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PROBING_GRIDS_MAX 200 /* shown */
#define PROBING_ROWS_MAX 1000 /* shown of a grid, and lines of the text */
#define PROBING_COLUMNS_MAX 100

struct probing_grid {
    const char *name; /* "" = none */
    bool hidden;
    size_t rows; /* as it is */
    size_t columns;
    size_t shown_rows; /* of `cells` */
    size_t shown_columns;
    const char **cells; /* row by row; long ones are cut */
    long *lines;        /* where each shown row starts in the document; 0 = unknown */
};

struct probing {
    struct arena *arena; /* owns all texts */
    const char *format;
    const char *encoding; /* "" = not a text format */
    const char *next;     /* asks for the next page, "" = this is all */
    struct published published;
    int published_by; /* what published_suggest found */
    struct probing_grid *grids;
    size_t grid_count;
    size_t grids_found; /* more than are shown, perhaps */
    const char **lines; /* of the running text, its first */
    size_t line_count;
    size_t lines_found;
    struct reading_pick *picks; /* one for each indicator asked for */
    size_t pick_count;
    struct suggestions suggestions;
};

struct probing_request {
    const struct document *document;
    const char *format; /* as configured */
    const struct indicator *const *indicators;
    size_t indicator_count;
    int32_t today;      /* a day number */
    size_t rows_shown;  /* of each grid, and lines of the text */
    size_t suggestions; /* wanted; 0 = none are looked for */
    int64_t suggest_ms; /* that looking for them takes at most; 0 = PROBING_SUGGEST_MS */
};

/* Returns 0 when the document was decoded; -1 when it could not be: ERR_DATA. `out` is
 * released with probing_free either way. */
int probing_run(const struct probing_request *request, struct probing *out, struct err *err);

void probing_free(struct probing *probing);

/* The time that looking for suggestions takes at most, in ms. */
#define PROBING_SUGGEST_MS 5000

/* --- between probing and probing_parcel --- */

/* What the child hands back. */
void probing_pack(const struct probing_request *request, const struct grids *grids,
                  struct buf *out);
int probing_unpack(const struct buf *answer, const struct probing_request *request,
                   struct probing *out, struct err *err);

#endif
