/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * following: from a page, or an address with placeholders, to the documents that it names.
 * Layer: daemon.
 *
 * Of those named, what was never read (or otherwise than today) is taken, the oldest first, so
 * that what a newer one says of the same period comes after it; at most `most` in a cycle,
 * the rest at once in the next. One that could not be had in its turn, and comes when newer
 * ones were read, adds what is missing and replaces nothing, if dates say so. The newest two
 * that were read are looked at again, since tables of a year grow. What a pattern names and is
 * not there (404, 410) is not published yet: it is asked for again, weekly where newer ones
 * are there.
 */
#ifndef DAEMON_FOLLOWING_H
#define DAEMON_FOLLOWING_H

#include "config/settings.h"
#include "core/arena.h"
#include "core/err.h"
#include "daemon/harvest.h"
#include "ledger/ledger.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct following {
    const struct settings *settings;
    struct ledger *ledger;
    struct arena *arena; /* of all that is found */
    int64_t now;
};

/* True if the source's documents are named by a page or a pattern. */
bool following_is_needed(const struct source *source);

/* The documents that the head (fetched, if it is a page) names and that are to be asked for
 * now, the oldest first. What is wrong with the page is the head's err. -1 only when the
 * ledger fails. */
int following_find(const struct following *following, struct harvest *head,
                   struct harvest **documents, size_t *count, struct err *err);

/* Once they were taken: what is wrong with the first of them is the head's, too, and so is
 * that none was ever there. */
int following_judge(const struct following *following, struct harvest *head,
                    const struct harvest *documents, size_t count, struct err *err);

/* Fetches the newest document that the source's page or pattern names, for whoever wants to
 * look at it (the ledger is not asked); *name is its address. The result is released in any
 * case. */
int following_newest(const struct following *following, const struct source *source,
                     struct fetch_result *out, const char **name, struct err *err);

#endif
