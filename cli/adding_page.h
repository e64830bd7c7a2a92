/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * adding_page: a page that only links the documents: which of its links belong together, by
 * what pattern they are followed, and the newest of them. Layer: cli. The patterns are tried
 * with collector/links before anything is said of them.
 */
#ifndef CLI_ADDING_PAGE_H
#define CLI_ADDING_PAGE_H

#include "collector/fetch.h"
#include "collector/linkseries.h"
#include "config/settings.h"
#include "core/arena.h"
#include "core/buf.h"
#include "core/err.h"
#include "core/words.h"

#include <stdbool.h>
#include <stddef.h>

struct adding_page {
    struct arena *arena;                      /* owns all texts */
    const char *url;                          /* as it is to stand in the configuration */
    const char *title;                        /* of the page; "" = none */
    size_t seen;                              /* links of it */
    struct linkseries series[LINKSERIES_MAX]; /* the likeliest first */
    size_t count;
    const char *loose[5];   /* documents that can be read and say no date; NULL = no more */
    const char *unreadable; /* "xls": what most of the others are; "" = none */
    const char *follower;   /* the source that follows a series of it already; NULL = none */
};

/* One series, and its newest document. */
struct adding_page_choice {
    const char *pattern;
    size_t matched;
    struct link newest;
};

/* Looks at the links of a page as it was fetched. ERR_DATA when it cannot be read. */
int adding_page_read(struct adding_page *page, const struct settings *settings,
                     const struct fetch_result *fetched, struct err *err);

/* What the page links by that pattern; ERR_DATA when nothing matches, or a source follows it
 * already. */
int adding_page_choose(const struct adding_page *page, const struct settings *settings,
                       const struct fetch_result *fetched, const char *pattern,
                       struct adding_page_choice *out, struct err *err);

/* Says why none of it can be followed: ERR_DATA with what there is instead. */
int adding_page_refuse(const struct adding_page *page, struct err *err);

/* The series but the one that was taken (NULL = all), one a line, for people. */
void adding_page_print(const struct adding_page *page, const char *taken,
                       enum language language, struct buf *out);

#endif
