/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import_files: the files that `import` reads, and whose they are. Layer: cli. */
#ifndef CLI_IMPORT_FILES_H
#define CLI_IMPORT_FILES_H

#include "cli/cmd.h"

struct import_file {
    const struct indicator *indicator; /* NULL = none of that id is configured */
    const char *path;                  /* NULL = standard input */
    const char *name;                  /* as messages name it */
};

struct import_files {
    struct import_file *items; /* in the context's arena */
    size_t count;
};

/* FILE, or standard input for "-". */
int import_files_one(struct import_files *files, const struct context *context, const char *id,
                     const char *path, struct err *err);

/* Every ID.csv of a folder, by name. ERR_DATA when there is none, ERR_IO when it cannot be
 * read. */
int import_files_folder(struct import_files *files, const struct context *context,
                        const char *folder, struct err *err);

#endif
