/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * newyear_likely: what a program of the document could be, of what is left. Layer: daemon;
 * used inside newyear_*.c only. Evidence is weighed, and nothing is decided: the weights only
 * order the answers that are shown.
 */
#ifndef DAEMON_NEWYEAR_LIKELY_H
#define DAEMON_NEWYEAR_LIKELY_H

#include "daemon/newyear.h"

#define NEWYEAR_SHOWN 3
#define NEWYEAR_LIKE 0.30 /* shown at all, by title alone */

struct newyear_likeness {
    struct newyear_old *old;
    double alike;
    bool named;  /* the document's row speaks of it */
    bool money;  /* the budget is just its own */
    bool former; /* what the document has of last year is */
    bool policy;
    double weight;
};

/* A program of the document of which nothing is known yet. */
bool newyear_is_open(const struct newyear_item *item);

/* Fills in what each open one could be: the likeliest that are free, best first. */
void newyear_likely_rank(struct newyear *year);

/* Two free ones whose budgets are together just this one's: both of the policy, or like it. */
bool newyear_likely_merger(const struct newyear *year, const struct newyear_item *item,
                           struct newyear_likeness out[2]);

/* Another open one with which it makes up a free program, *out; NULL = none. */
struct newyear_item *newyear_likely_part(const struct newyear *year,
                                         const struct newyear_item *item,
                                         struct newyear_old **out);

/* Another open one whose likeliest is the same program. */
struct newyear_item *newyear_likely_twin(const struct newyear *year,
                                         const struct newyear_item *item,
                                         struct newyear_old *old);

/* One that kept its title and lost just this budget, or of which this one's remark speaks. */
struct newyear_item *newyear_likely_source(const struct newyear *year,
                                           const struct newyear_item *item);
bool newyear_likely_remarks(const struct newyear_item *item, const struct newyear_item *other);

/* The document has the year before as it would have been: the budgets of both for an heir; for
 * one that gave something away what is left, and the rest for the other. */
bool newyear_likely_joined(const struct newyear_item *heir, const struct newyear_old *old);
bool newyear_likely_parted(const struct newyear_item *item, const struct newyear_item *source);

/* One that is settled, into which a free one may have gone: its row speaks of it, or is spoken
 * of in the row of that one, or has both budgets; NULL = none. */
struct newyear_item *newyear_likely_heir(const struct newyear *year,
                                         const struct newyear_old *old);

/* One more piece of evidence; and what makes one likely, for people. */
const char *newyear_likely_add(const struct newyear *year, const char *text, const char *more);
const char *newyear_likely_say(const struct newyear *year, const struct newyear_likeness *one);

#endif
