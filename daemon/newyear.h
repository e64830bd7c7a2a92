/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * newyear: what a year's budget document makes of the configured programs. Layer: daemon.
 *
 * Certain are: the same title; what the document itself says a program was; that it is marked
 * as ended; that a program is new where none is left that it could continue. All else is a
 * question with its evidence, for a person to answer; nothing of it is written before.
 *
 * Answers, one each:
 *     NEW=OLD[,OLD...]      the document's program continues these (a title or an id)
 *     NEW=new               it continues none
 *     OLD=split:NEW,NEW     one went on as these
 *     OLD=ended  OLD=rests  of what the document does not have: it ended, or goes on
 *     NEW=id:ID             the id of a new program; else one by its number
 *     NEW=kind:KIND         service, grant, loan ...
 *     POLICY=policy:ID      the id of the document's policy, configured or to be; also NEW=
 *     POLICY=challenge:ID   what a new policy answers, which no document says
 *     CHALLENGE=challenge:ID   the id of the document's challenge, when none is configured
 */
#ifndef DAEMON_NEWYEAR_H
#define DAEMON_NEWYEAR_H

#include "collector/budget.h"
#include "config/amend.h"
#include "config/settings.h"
#include "core/arena.h"
#include "core/fault.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NEWYEAR_ANSWERS_MAX 2000
#define NEWYEAR_PAIRS_MAX 30000 /* of programs without a counterpart, then and now */
#define NEWYEAR_CHOICES 4       /* answers shown with a question */

/* As a person gave it. */
struct newyear_answer {
    const char *left;
    const char *right;
    struct origin origin; /* file NULL = of the command line */
};

enum newyear_fate {
    NEWYEAR_OPEN,    /* a question */
    NEWYEAR_GOES_ON, /* the section of one program */
    NEWYEAR_MERGED,  /* of several; in the section of one of them if it has its title */
    NEWYEAR_PART,    /* a part of one that was split */
    NEWYEAR_NEW,
    NEWYEAR_NOTHING, /* no budget: nothing is written for it */
    NEWYEAR_ENDED,   /* the rest is said of old ones */
    NEWYEAR_RESTS,
    NEWYEAR_TAKEN
};

/* A program that is configured. */
struct newyear_old {
    const struct program *program;
    const struct program_year *facts; /* of the year before */
    bool listed;                      /* had an initial budget then */
    int64_t amount;
    const char *key;     /* of its title then */
    const char *key_now; /* of its title in the year, if that was written already */
    bool settled;        /* its end, or who continues it, is configured already */
    const struct newyear_item *blank; /* its row in the document, without a budget or of 0 */
    enum newyear_fate fate;
    const char *evidence;
    size_t claims;                    /* programs of the document that continue it */
    const struct budget_entry *by[2]; /* the first of them */
    bool split;                       /* said to be */
    bool offered;                     /* in the answers to a question */
};

struct newyear_likeness; /* daemon/newyear_likely.h */

struct newyear_policy {
    const char *title;
    const struct policy *policy; /* NULL = to be made */
    const char *id;              /* NULL = not known: a question */
    const char *challenge;       /* id; NULL = not said */
};

/* What the document has below 現状・課題. */
struct newyear_challenge {
    const struct budget_challenge *stated;
    const char *id;
    bool is_new; /* to be written */
};

/* A program of the document. */
struct newyear_item {
    const struct budget_entry *entry;
    const char *told;   /* unicode_key of its remark, and of what else its row tells */
    const char *remark; /* of the remark alone */
    enum newyear_fate fate;
    struct newyear_old *old; /* whose section goes on; NULL = a new one. One that was made for
                              * it in an earlier run is not among `from` */
    struct newyear_old **from;
    size_t from_count;
    const char *was; /* names of what is not configured, as `was` takes them; "" */
    const char *id;  /* of the section */
    const char *said_id;
    const char *kind;              /* of a new section; NULL = not said */
    struct newyear_policy *policy; /* NULL = as before */
    const char *evidence;
    bool said;                       /* by an answer */
    struct newyear_likeness *ranked; /* what it could be, while it is open */
    size_t ranked_count;
    int64_t before; /* budgets of what it continues, in the year before */
    bool has_before;
};

struct newyear_question {
    const char *text;
    const char *evidence;
    const char *choices[NEWYEAR_CHOICES]; /* answers, the likeliest first; NULL = no more */
};

struct newyear {
    struct arena *arena;
    const struct settings *settings;
    const struct budget *budget;
    int year;
    enum language language;
    const char *file; /* the document, for faults */
    struct newyear_item *items;
    size_t count;
    struct newyear_old *olds;
    size_t old_count;
    struct newyear_policy *policies; /* that the document names */
    size_t policy_count;
    struct newyear_challenge *challenges;
    size_t challenge_count;
    struct newyear_question *questions;
    size_t question_count;
    size_t question_capacity;
    struct faults *faults;
    struct faults notes; /* what is worth knowing */
};

/* "NEW=OLD" into an answer; -1 (ERR_USAGE) when it is none. */
int newyear_answer(const char *text, struct origin origin, struct arena *arena,
                   struct newyear_answer *out, struct err *err);

/* The lines of a file of answers; blank ones and those that begin with ; or # are none. */
int newyear_answers(const char *file, struct arena *arena, struct newyear_answer *out,
                    size_t *count, struct err *err);

/* `out` starts with arena, settings, budget, year, file and faults. ERR_DATA, with all
 * faults, when two claim one predecessor, an answer fits nothing, or the year is over.
 * Released with newyear_free either way. */
int newyear_make(struct newyear *out, struct newyear_answer *answers, size_t answer_count,
                 struct err *err);
void newyear_free(struct newyear *year);

/* What becomes of it: enum yeardiff_change, against what it continues; 0 while it is open. */
unsigned newyear_changes(const struct newyear_item *item);

/* What would be written, without questions: additions to `amend` (config/amend.h), looked at
 * as a whole. ERR_CONFIG, with all faults, when the configuration would not be right. */
int newyear_amend(struct newyear *year, const char *config, struct amend *amend,
                  struct err *err);

/* --- between the parts of newyear --- */

struct newyear_item *newyear_find_item(const struct newyear *year, const char *name);
struct newyear_old *newyear_find_old(const struct newyear *year, const char *name);
struct newyear_policy *newyear_find_policy(const struct newyear *year, const char *title);
bool newyear_is_free(const struct newyear_old *old);
void newyear_continue(struct newyear_item *item, struct newyear_old *old);
void newyear_ask(struct newyear *year, struct newyear_question question);

/* A budget of the year is configured: this was written before. */
bool newyear_has_year(const struct newyear *year, const struct newyear_old *old);

/* newyear_challenge.c: ids of what the document states; an answer; what is not said. */
void newyear_challenge_gather(struct newyear *year);
const char *newyear_challenge_answer(struct newyear *year, const char *left, const char *id);
void newyear_challenge_note(struct newyear *year);

/* newyear_answer.c, newyear_match.c, newyear_ask.c, in this order */
void newyear_apply(struct newyear *year, struct newyear_answer *answers, size_t count);
void newyear_match(struct newyear *year);
int newyear_ask_all(struct newyear *year, struct err *err);

/* How alike two titles (unicode_keys) are, by pairs of letters, without 事業費 and the like at
 * their ends: 0 to 1 (Dice 1945). */
double newyear_alike(const char *a, const char *b);

/* Whether a text (a unicode_key) has the title in it, but for its ending. */
bool newyear_names(const char *text, const char *title);

#endif
