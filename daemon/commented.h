/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * commented: comments as an edition shows them, and what a person does about one. Layer:
 * daemon.
 *
 * The internal edition shows what stands, drafts as such. The public one shows what a section
 * approved for it (--public), of an indicator that is public, beside a figure that it shows,
 * without who typed it; and in a time of quiet as it stood when that began, but for what was
 * withdrawn since.
 */
#ifndef DAEMON_COMMENTED_H
#define DAEMON_COMMENTED_H

#include "config/settings.h"
#include "core/arena.h"
#include "core/comment.h"
#include "core/err.h"
#include "core/json.h"
#include "ledger/ledger.h"

#include <stdbool.h>
#include <stdint.h>

/* Those of an indicator (NULL = of all that the settings name) that may be shown, as known at
 * `now`; in the public edition never one that was withdrawn since. */
int commented_read(struct ledger *ledger, const struct settings *settings,
                   const char *indicator, int64_t now, struct arena *arena,
                   struct comments *out, struct err *err);

/* What all may read, whatever the edition: exports are given away with the site's licence. */
int commented_read_open(struct ledger *ledger, const struct settings *settings, int64_t now,
                        struct arena *arena, struct comments *out, struct err *err);

/* Which of a list are of an indicator, in a text for its print; "" = none. */
const char *commented_print(const struct comments *list, const char *indicator,
                            struct arena *arena);

enum commented_act {
    COMMENTED_WRITE,   /* a draft, or approved at once */
    COMMENTED_APPROVE, /* what stands, the draft first, as it stands */
    COMMENTED_DROP,    /* takes the draft back */
    COMMENTED_WITHDRAW /* takes all back */
};

struct commented_order {
    enum commented_act act;
    const struct indicator *indicator;
    struct period period;
    const char *cause;    /* NULL = as it stands; comment_read's */
    const char *action;   /* the same */
    const char *section;  /* whose words, or who takes them back; NULL of an approval */
    const char *approver; /* NULL = a draft */
    bool open;
    const char *who; /* user name */
};

/* Why the public edition does not show a comment that was approved for it. */
enum commented_hidden {
    COMMENTED_SHOWN,
    COMMENTED_OF_SOURCE, /* the figure is of the press, or of a source of another grade */
    COMMENTED_OF_FEW,    /* the figure is a count that is too small */
    COMMENTED_EMBARGOED  /* the figure may not be told yet */
};

struct commented_done {
    bool changed;          /* false: it stands so already, and nothing was recorded */
    struct comment stands; /* what was recorded, or stands */
    bool closed;           /* what was approved for the public is so no more */
    const char *replaced; /* another section, whose words it takes the place of; NULL = none */
    enum commented_hidden hidden;
    int64_t until;      /* COMMENTED_EMBARGOED */
    const char *source; /* COMMENTED_OF_SOURCE: its id */
};

/* Within a transaction. ERR_USAGE where there is nothing to approve, drop or withdraw, nothing
 * is said, it is for the public and the indicator is not, or words of another section would
 * stand under the name of this one; ERR_DATA where there is no figure. Texts of `done` are the
 * arena's; whether it is hidden is commented_look's to fill in. */
int commented_apply(struct ledger *ledger, const struct commented_order *order, int64_t now,
                    struct arena *arena, struct commented_done *done, struct err *err);

/* Finds out whether the public edition of these settings will show what stands. */
int commented_look(struct ledger *ledger, const struct settings *settings, struct arena *arena,
                   int64_t now, struct commented_done *done, struct err *err);

/* Within a transaction, once the figures of a lost ledger are made again: what its journal
 * says of comments, under the ids that the indicators have now; *count are so many. */
int commented_restore(struct ledger *ledger, const struct settings *settings, size_t *count,
                      struct err *err);

/* Within a transaction: vintages of another ledger, as they were written; those that are there
 * already are passed over, *count are the others. ERR_DATA for one that would stand before
 * what is there. */
int commented_import(struct ledger *ledger, const struct comments *list, size_t *count,
                     struct err *err);

/* An array of {"indicator","period","state","public","cause","action","section","approved_by",
 * "at","value"}, and "embargo" where there is one; `whole`: "who" too, which is not for
 * everybody. */
void commented_json(const struct comments *list, const char *key, bool whole,
                    struct json *json);

#endif
