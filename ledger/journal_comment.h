/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * journal_comment: the journal's line for a comment, behind its instant (journal.h):
 *
 *   comment INDICATOR FREQUENCY PERIOD STATE PUBLIC SECTION APPROVER WHO CAUSE ACTION
 *
 * with an empty field behind it, PUBLIC 0 or 1, and in texts \n for a line end and \\ for a
 * backslash. Layer: ledger; a part of journal.
 */
#ifndef LEDGER_JOURNAL_COMMENT_H
#define LEDGER_JOURNAL_COMMENT_H

#include "core/arena.h"
#include "core/buf.h"
#include "core/comment.h"

#include <stdbool.h>

#define JOURNAL_COMMENT_FIELDS 13 /* with the instant before it and the empty one behind */

/* Appends it, with the tab behind each field. */
void journal_comment_put(const struct comment *comment, struct buf *out);

/* Reads all fields of a line of so many, whose instant is known; its texts are those of the
 * fields, which are changed. NULL when it is none. */
const struct comment *journal_comment_parse(char *const fields[JOURNAL_COMMENT_FIELDS],
                                            int64_t at, struct arena *arena);

#endif
