/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * journal_comment: the journal's line for a comment, behind its instant (journal.h):
 *
 *   comment INDICATOR FREQUENCY PERIOD STATE PUBLIC SECTION APPROVER WHO CAUSE ACTION
 *   comment-until ... UNTIL
 *
 * with an empty field behind it, PUBLIC 0 or 1, UNTIL the instant before which the figure of
 * which it speaks may not be told, where that was under embargo (by a name of its own, since a
 * line that was cut short would be one without), and in texts \n for a line end and \\ for a
 * backslash. Layer: ledger; a part of journal.
 */
#ifndef LEDGER_JOURNAL_COMMENT_H
#define LEDGER_JOURNAL_COMMENT_H

#include "core/arena.h"
#include "core/buf.h"
#include "core/comment.h"

#include <stdbool.h>

#define JOURNAL_COMMENT_FIELDS 14 /* with the instant before it and the empty one behind */

/* Appends it, with the tab behind each field. */
void journal_comment_put(const struct comment *comment, struct buf *out);

/* Reads the `count` fields of a line whose instant is known; its texts are those of the
 * fields, which are changed. NULL when it is none. */
const struct comment *journal_comment_parse(char *const *fields, size_t count, int64_t at,
                                            struct arena *arena);

#endif
