/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * stage: files that belong together, written beside those that they replace and put in their
 * place all at once, so that whoever reads the folder meets the old ones or the new ones.
 * Layer: core.
 *
 * They wait in <folder>/.new, under the names they will have. A file that would hold what is
 * there already is not written: it keeps its time. Folders in the folder are made as they are
 * needed; one that is a symbolic link is refused, for it would lead the files elsewhere.
 * Errors: ERR_IO, ERR_PERM, with the path.
 */
#ifndef CORE_STAGE_H
#define CORE_STAGE_H

#include "core/err.h"

#include <stdbool.h>
#include <stddef.h>

#define STAGE_FOLDER ".new"

/* Writes a file into the stage; `name` is relative to the folder ("en/index.html"). May be
 * called in several processes, for different names. */
int stage_write(const char *folder, const char *name, const void *bytes, size_t length,
                struct err *err);

/* Puts all of them, if there are any, in their places, those of `last` (names, up to a NULL)
 * behind the others and in that order, and takes the stage away. They are on the disk before
 * the first of them moves. *moved counts them. */
int stage_settle(const char *folder, const char *const *last, size_t *moved, struct err *err);

/* Takes the stage away with all that waits in it: before the first file, for a run that was
 * ended may have left some, and after a failure. */
void stage_drop(const char *folder);

#endif
