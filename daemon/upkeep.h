/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * upkeep: what all caches share: is it there, was it made from what it would be made from now,
 * make it, mark it, take it away when it is not wanted any more. Layer: daemon.
 *
 * A cache is one or more files named after an id. The ledger's mark "KIND:ID" says what they
 * were made from and which files that gave (file_identity; a series without values gives
 * none). The mark vouches for those only: what a ledger of another day, another program or a
 * hand put in their place, or took away, is made anew. What failed keeps no mark and is tried
 * again the next time.
 */
#ifndef DAEMON_UPKEEP_H
#define DAEMON_UPKEEP_H

#include "core/arena.h"
#include "core/err.h"
#include "ledger/ledger.h"

#include <stdbool.h>
#include <stddef.h>

#define UPKEEP_FILES 32 /* of one cache, at most */

struct upkeep_item {
    const char *id;
    const char *made_from; /* what it would be made from now; NULL = not wanted */
    const void *subject;   /* for load and make */
    bool kept;             /* stays while the mark vouches for it, also when all are made and
                              in a folder apart */
};

/* Gathers what `make` needs, in this process: *loaded lives in the arena. */
typedef int (*upkeep_load)(const struct upkeep_item *item, void *context, struct arena *arena,
                           void **loaded, struct err *err);

/* Makes the files, in a worker. Their paths are drafts (core/file.h), which are put in their
 * places when those of a batch are made; nothing to make is no failure: no file stays then. Of
 * what is staged the paths are those of the files. */
typedef int (*upkeep_make)(const struct upkeep_item *item, void *context, const void *loaded,
                           const char *const *paths, struct err *err);

struct upkeep {
    const char *kind;
    const char *folder;
    const char
        *within; /* the folder of the pages, in which no link is followed; NULL = none */
    const char *files[UPKEEP_FILES];  /* names, a '*' stands for the id; NULL = no more */
    const char *others[UPKEEP_FILES]; /* what may stand beside them and goes when they go */
    const char *staging; /* a folder in `folder` in which files that `make` made wait, by the
                            same name, for the caller to put them in their places (core/stage);
                            NULL = none */
    const struct upkeep_item *items; /* all that are configured */
    size_t count;
    bool all;      /* make all that are wanted */
    bool apart;    /* in a folder that the marks are not of: they are read, to know what may be
                      there, but not kept; all that are wanted are made */
    bool internal; /* in a folder that is not for everybody on this machine */
    size_t batch;  /* so many are loaded at once */
    upkeep_load load;
    upkeep_make make; /* NULL: loading was all */
    void *context;
    void (*progress)(size_t done, size_t total, void *shown); /* may be NULL */
    void *shown;
    size_t made; /* is added to: caches made that have files */
};

/* Brings a kind of cache up to date. Every item is tried; returns -1 with the first failure
 * when one failed. Without a ledger there are no marks: everything wanted is made, and the
 * folder need not be locked; with one it is, and what was left half made there is taken away.
 */
int upkeep_run(struct ledger *ledger, struct upkeep *upkeep, struct err *err);

#endif
