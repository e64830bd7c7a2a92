/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * comment: what a section says of one figure: its cause (要因) and what is done about it
 * (対応). Layer: core; kept by the ledger (ledger/ledger_comment.h).
 *
 * Of one period there is one comment, in vintages: each replaces the one before and none is
 * lost. An approved one goes on standing while a draft (案) that came after it is at work, so
 * that of a period at most two stand: the approved one, and its newer draft.
 *
 *   draft ──► approved ──► withdrawn        a draft is taken back (DROPPED) alone, a
 * withdrawal └──► dropped                          takes back both
 */
#ifndef CORE_COMMENT_H
#define CORE_COMMENT_H

#include "core/arena.h"
#include "core/decimal.h"
#include "core/err.h"
#include "core/period.h"
#include "core/series.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The numbers are the ledger's. */
enum comment_state {
    COMMENT_DRAFT,    /* for those inside only */
    COMMENT_APPROVED, /* by a section */
    COMMENT_DROPPED,  /* the draft was taken back; what was approved before stands */
    COMMENT_WITHDRAWN /* nothing is said of the period any more */
};

struct comment {
    int64_t number; /* the ledger's row: a later vintage has a higher one; 0 = new */
    const char *indicator;
    struct period period;
    enum comment_state state;
    const char *cause;    /* lines of plain text; "" = nothing */
    const char *action;   /* the same */
    const char *section;  /* whose words these are; of one taken back: who took it back */
    const char *approver; /* a section; NULL unless approved */
    bool open;            /* approved for the public too */
    int64_t at;           /* instant it was written, or approved */
    const char *who;      /* user name */
    bool valued;          /* `value` is known */
    struct decimal value; /* the figure of which it speaks, in the unit of today */
    int64_t embargo;      /* as it was read: instant before which that may not be told; 0 =
                             none */
};

/* By indicator, frequency and period; the vintages of one in their order. */
struct comments {
    struct comment *items;
    size_t count;
};

#define COMMENT_TEXT_MAX 1000 /* characters of a cause, or an action */
#define COMMENT_LINES_MAX 40
#define COMMENT_SECTION_MAX 40 /* characters */

/* draft approved dropped withdrawn */
const char *comment_state_name(enum comment_state state);
bool comment_state_parse(const char *name, enum comment_state *out);

/* Of vintages (all, or those up to an instant) what stands: of each period the approved one
 * and then its newer draft. */
void comment_stand(const struct comments *vintages, struct arena *arena, struct comments *out);

/* Those of one indicator, of all its periods or of one: a part of the list. */
struct comments comment_of(const struct comments *list, const char *indicator);
struct comments comment_of_period(const struct comments *list, const char *indicator,
                                  struct period period);

/* The approved one, or the draft, of a period in a list of what stands; NULL = none. */
const struct comment *comment_find(const struct comments *standing, const char *indicator,
                                   struct period period, enum comment_state state);

/* True if it has what its state asks for, and no more: what the ledger takes. */
bool comment_is_whole(const struct comment *comment);

/* True if one is the other: of whatever indicator and figure. */
bool comment_equals(const struct comment *a, const struct comment *b);

/* True if the figure it speaks of is another one now (`now` NULL = there is none). */
bool comment_is_outrun(const struct comment *comment, const struct observation *now);

/* What was typed as a cause or an action: line ends made \n, blanks cut off the ends of the
 * lines, and empty lines off both ends. ERR_DATA for what is no UTF-8, for control characters,
 * and for more than COMMENT_TEXT_MAX characters or COMMENT_LINES_MAX lines: `what` and where
 * it stands. */
int comment_read(const char *typed, const char *what, struct arena *arena, const char **out,
                 struct err *err);

/* The text on one line, its lines joined by a space, cut behind `most` characters (…). */
const char *comment_brief(const char *text, size_t most, struct arena *arena);

/* True if the name ends as those of sections do (…課, …室, … Division): what can be checked of
 * that it is no person's. A title behind it (課長) is none. */
bool comment_is_section(const char *name);

#endif
