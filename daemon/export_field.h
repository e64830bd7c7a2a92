/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * export_field: the columns of exported files, a row of a table each: how a cell is written
 * and what datapackage.json says of it. Layer: daemon. The heads are what `import` knows the
 * kinds of file by.
 */
#ifndef DAEMON_EXPORT_FIELD_H
#define DAEMON_EXPORT_FIELD_H

#include "config/settings.h"
#include "core/buf.h"
#include "core/series.h"
#include "core/words.h"

#include <stdbool.h>
#include <stddef.h>

enum export_kind {
    EXPORT_PLAIN,    /* what stands */
    EXPORT_VINTAGES, /* every version: what the ledger holds */
    EXPORT_SDMX,     /* what stands, as SDMX-CSV 2.0 */
    EXPORT_KINDS
};

/* One line of a file. */
struct export_row {
    const struct settings *settings;
    const struct indicator *indicator;
    const struct observation *observation;
    struct arena *arena; /* for the texts of cells */
};

struct export_field {
    const char *name;
    const char *type; /* of Frictionless: string number date ... */
    bool required;
    bool key;                   /* part of what names a row */
    const char *const *choices; /* NULL-terminated; NULL = any */
    const char *title[2];       /* by enum language */
    const char *description;
    const char *(*say)(const struct export_row *row); /* NULL = empty */
};

/* The columns of a kind; *count receives their number. */
const struct export_field *export_field_all(enum export_kind kind, size_t *count);

/* Which kind of file a head is of. */
bool export_field_kind(const char *const *head, size_t count, enum export_kind *out);

/* The head, and a line. */
void export_field_head(enum export_kind kind, struct buf *out);
void export_field_line(enum export_kind kind, const struct export_row *row, struct buf *out);

#endif
