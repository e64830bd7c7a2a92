/* SPDX-License-Identifier: GPL-3.0-or-later */
/* include: the main file and all that it includes, in the order in which they are named.
 * Layer: config. */
#ifndef CONFIG_INCLUDE_H
#define CONFIG_INCLUDE_H

#include "config/reader.h"
#include "core/arena.h"
#include "core/fault.h"

#define INCLUDE_FILES_MAX 256
#define INCLUDE_DEPTH_MAX 8

/* Reads `file` (from text->given, where that is set) and, through [site] include, the files it
 * names: patterns relative to the folder of the file that names them, each pattern's matches
 * in byte order. A pattern without a match, a file included twice or by itself, and more files
 * or levels than the limits are faults. Returns 0 when everything was read, -1 when something
 * is missing (the faults say what). */
int include_read(const char *file, struct arena *arena, struct reader_text *text,
                 struct faults *faults);

/* `path` as seen from the folder of `file`. */
const char *include_path(struct arena *arena, const char *file, const char *path);

#endif
