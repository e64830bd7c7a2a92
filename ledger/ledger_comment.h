/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledger_comment: the comments of a ledger; a part of ledger.h, whose terms hold. Layer:
 * ledger. They are append only, as the observations are. */
#ifndef LEDGER_LEDGER_COMMENT_H
#define LEDGER_LEDGER_COMMENT_H

#include "core/arena.h"
#include "core/comment.h"
#include "core/err.h"

#include <stddef.h>
#include <stdint.h>

struct ledger;

/* Appends a vintage; its number, and the figure of which it speaks, are filled in. ERR_DATA
 * where a draft or an approved one is of a period of which no figure stands. */
int ledger_add_comment(struct ledger *ledger, struct comment *comment, struct err *err);

/* The same for one that another ledger had: whether or not there is a figure, of an indicator
 * that need not be known yet; and under the embargo that it brings. */
int ledger_restore_comment(struct ledger *ledger, struct comment *comment, struct err *err);

/* All vintages of an indicator (NULL = of all, by the ids of now) known at the instant `as_of`
 * (NULL = now). */
int ledger_comment_vintages(struct ledger *ledger, const char *indicator, const int64_t *as_of,
                            struct arena *arena, struct comments *out, struct err *err);

/* What stands of them (comment_stand). */
int ledger_comments(struct ledger *ledger, const char *indicator, const int64_t *as_of,
                    struct arena *arena, struct comments *out, struct err *err);

#endif
