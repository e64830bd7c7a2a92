/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pages: a source that comes in pages becomes one document: a JSON text sequence (RFC 7464) of
 * its pages in order, with one hash, kept and read as a whole. Layer: daemon.
 */
#ifndef DAEMON_PAGES_H
#define DAEMON_PAGES_H

#include "collector/fetch.h"
#include "config/settings.h"
#include "core/err.h"
#include "daemon/visiting.h"

/* `result` holds the first page, that of `url`, which asked for `next`. Fetches the pages that
 * follow, each asking for the one after it, and puts them all into result->body; max_bytes of
 * the source is for all together. Validators are dropped: those of one page say nothing of the
 * others. -1: a page could not be had or read; nothing of the source is of use then. */
int pages_gather(const struct source *source, const char *url, const char *next,
                 const struct visiting *visiting, struct fetch_result *result,
                 struct err *err);

#endif
