/* SPDX-License-Identifier: GPL-3.0-or-later */
/* textfiles: files as texts, by their paths: what is read in place of the disk. Layer: core.
 */
#ifndef CORE_TEXTFILES_H
#define CORE_TEXTFILES_H

#include <stdbool.h>
#include <stddef.h>

struct textfile {
    const char *path; /* as whoever reads it names it */
    const char *text;
};

struct textfiles {
    struct textfile *items; /* the first is the main one */
    size_t count;
    bool
        partial; /* what is not among them is read from the disk, where all of them are, too */
};

/* NULL when there is none of this path. */
const struct textfile *textfiles_find(const struct textfiles *files, const char *path);

#endif
