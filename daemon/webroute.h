/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * webroute: THE table of what the API answers. Layer: daemon. To add one: a function and a row
 * in webroute.c.
 */
#ifndef DAEMON_WEBROUTE_H
#define DAEMON_WEBROUTE_H

#include "config/settings.h"
#include "core/arena.h"
#include "core/buf.h"
#include "core/err.h"
#include "core/target.h"
#include "ledger/ledger.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WEBROUTE_PARAMETERS 2

struct webroute_parameter {
    const char *name; /* NULL = no more */
    const char *help;
};

struct webroute_call {
    const struct settings *settings;
    struct ledger *ledger; /* NULL for those that do not need it */
    const struct target *target;
    const char *id; /* what stands for {id} */
    int64_t now;
    struct arena *arena;
};

struct webroute {
    const char *path; /* "/api/indicators/{id}" */
    const char *name; /* of the operation: "showIndicator" */
    const char *summary;
    const char *schema; /* of what comes back: one of daemon/openapi; NULL = no JSON */
    const char *type;   /* Content-Type */
    struct webroute_parameter parameters[WEBROUTE_PARAMETERS];
    bool ledger;                                       /* it is made from the ledger */
    bool metrics;                                      /* there only when asked for */
    bool (*is_there)(const struct settings *settings); /* in this edition; NULL = always */
    /* Appends the answer. ERR_USAGE: a parameter is wrong (400); ERR_DATA: there is none of
     * this id (404). */
    int (*print)(const struct webroute_call *call, struct buf *out, struct err *err);
};

size_t webroute_count(void);
const struct webroute *webroute_at(size_t index);

/* The route of a path; *id receives what stands for {id}, from the arena. NULL = none. */
const struct webroute *webroute_find(const char *path, struct arena *arena, const char **id);

/* OpenAPI 3.1 of those that are there. */
void webroute_openapi(const struct settings *settings, bool metrics, struct buf *out);

#endif
