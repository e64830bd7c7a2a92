/* SPDX-License-Identifier: GPL-3.0-or-later */
/* note_list: comments as `note` prints them. Layer: cli. */
#ifndef CLI_NOTE_LIST_H
#define CLI_NOTE_LIST_H

#include "cli/cmd.h"
#include "core/comment.h"

/* A block each, under a line for its period: who says it, in which state, since when, the
 * cause and the action; whether the figure is another one now. `context->ledger` is read. */
int note_list_print(struct context *context, const struct comments *list, struct err *err);

#endif
