/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * export_comments: comments/comments.csv of an export: what sections say of the exported
 * figures for all to read, in either edition, or every version with who typed it. Layer:
 * daemon. It lies in a folder of its own, since beside it any name may be an indicator's.
 */
#ifndef DAEMON_EXPORT_COMMENTS_H
#define DAEMON_EXPORT_COMMENTS_H

#include "core/arena.h"
#include "core/comment.h"
#include "core/err.h"
#include "core/sha256.h"
#include "daemon/export.h"

#define EXPORT_COMMENTS "comments/comments.csv"

struct export_comments {
    bool written; /* there is such a file, and the package names it */
    size_t rows;
    size_t bytes;
    char sha256[SHA256_TEXT_SIZE];
};

/* A column. */
struct export_comments_field {
    const char *name;
    const char *type; /* of Frictionless */
    const char *title[2];
    const char *description;
};

/* The columns of a kind; *count receives their number. */
const struct export_comments_field *export_comments_fields(enum export_kind kind,
                                                           size_t *count);

/* Writes it, where there are comments or such a file stands already; never as SDMX. */
int export_comments_write(const struct export_options *options, struct export_comments *out,
                          struct err *err);

/* Reads one of every version from a folder: what another ledger had; none where there is no
 * file, or one of another kind. ERR_DATA says which line is none. Texts are the arena's. */
int export_comments_read(const char *folder, struct arena *arena, struct comments *out,
                         struct err *err);

#endif
