/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * visiting: documents asked for as their hosts want it: robots.txt counts for the address and
 * for each that it leads to. Layer: daemon.
 */
#ifndef DAEMON_VISITING_H
#define DAEMON_VISITING_H

#include "collector/fetch.h"
#include "config/settings.h"
#include "core/err.h"
#include "daemon/courtesy.h"

#include <stddef.h>

struct visiting {
    struct courtesy *courtesy; /* NULL = nobody looks */
    struct fetch_options how;  /* its neighbours are the courtesy's */
};

struct visiting_item {
    const struct source *source;
    struct fetch_request request; /* changed on the way */
    struct fetch_result result;   /* to be released with fetch_result_free */
};

/* Fills the results. -1 only when nothing could be tried, or the ledger failed. */
int visiting_run(const struct visiting *visiting, struct visiting_item *items, size_t count,
                 struct err *err);

#endif
