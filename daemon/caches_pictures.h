/* SPDX-License-Identifier: GPL-3.0-or-later */
/* caches_pictures: pictures that stand beside pages of their own kind, in both languages.
 * Layer: daemon. */
#ifndef DAEMON_CACHES_PICTURES_H
#define DAEMON_CACHES_PICTURES_H

#include "core/arena.h"
#include "core/buf.h"
#include "core/sha256.h"
#include "daemon/caches.h"
#include "daemon/upkeep.h"

struct caches_pictures {
    const char *kind;   /* of marks: "logic" and, in the other language, "logic-en" */
    const char *noun;   /* what each is of, in messages */
    const char *folder; /* within the site, and within its en/ */
    const struct form *forms;
    size_t form_count;
    size_t other_count;              /* the first so many are those in the other language */
    const struct upkeep_item *items; /* ids and subjects */
    size_t count;
    size_t batch;
    /* The sum of all that a picture says; false when there is nothing to draw. */
    bool (*say)(const struct caches_pictures *pictures, const void *subject,
                char sha256[SHA256_TEXT_SIZE]);
    upkeep_load load; /* its context is this */
    int (*draw)(const struct caches_pictures *pictures, const char *id, const void *loaded,
                const char *const *paths, struct buf *remarks, struct err *err);
    struct ledger *ledger;
    const struct settings *settings; /* say, load, draw: with the language of the pictures */
    const struct caches_options *options;
    struct arena *arena;
    const void *context; /* the caller's */
};

/* Draws those that say something else than before. What stands on a page that stays as it is
 * in a quiet time stays so too (caches_desk_is_quiet). */
int caches_pictures(struct caches_pictures *pictures, struct err *err);

#endif
