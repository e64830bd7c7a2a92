/* SPDX-License-Identifier: GPL-3.0-or-later */
/* year_print: what a budget document makes of the programs, for people and for programs.
 * Layer: cli. */
#ifndef CLI_YEAR_PRINT_H
#define CLI_YEAR_PRINT_H

#include "core/buf.h"
#include "daemon/newyear.h"

/* What was read and how, the table of programs, what is not in the document, the questions;
 * or of the programs only what is open, for whom the questions are in a file. */
void year_print(const struct newyear *year, bool open_only, struct buf *out);

/* The questions as a file to be answered, each answer behind a comment's mark. */
void year_print_questions(const struct newyear *year, struct buf *out);

/* The lines that are, or would be, written, by file. */
void year_print_lines(const struct newyear *year, const struct amend *amend, struct buf *out);

/* {"version":1,"year":2025,"document","taken":["title: 事業名"],"total":b,"sum":n,
 *  "programs":[{"row","title","id"|null,"changes":["renamed"],"continues":["id"],
 *  "before":n|null,"after":n|null,"policy":"id"|null,"tier","pledge","new","evidence"}],
 *  "others":[{"id","title","before","fate":"ended|rests|continued|open","evidence"}],
 *  "policies":[{"title","id"|null,"new":b,"challenge":"id"|null}],
 *  "challenges":[{"title","id","new":b}],"questions":[{"text","evidence","answers":[]}],
 *  "notes":[{"row","text"}],"written":b,"files":[{"file","added":[{"line","text"}]}]} */
void year_print_json(const struct newyear *year, const struct amend *amend, bool written,
                     struct buf *out);

#endif
