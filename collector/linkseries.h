/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * linkseries: which links of a page name documents that belong together, one for each month or
 * year, and by what pattern (collector/links) a source would follow them. Layer: collector.
 * Pure.
 *
 * A date stands in the address (202602, 2026-02, 2026/02, R0802) or in the text of the link
 * (2026年2月, 令和8年2月, 令和7年度). Where both say a month and not the same one the text is
 * believed: addresses carry the day of upload, too. Digits that are no date vary between the
 * documents of one series.
 */
#ifndef COLLECTOR_LINKSERIES_H
#define COLLECTOR_LINKSERIES_H

#include "collector/links.h"
#include "core/arena.h"

#include <stdbool.h>
#include <stddef.h>

#define LINKSERIES_MAX 20

struct linkseries {
    const char *pattern; /* PCRE with (?<year>) and, if `monthly`, (?<month>) */
    const char *ending;  /* "pdf"; "" = a page */
    const char *example; /* the address of one */
    bool monthly;
    size_t count; /* links that made it */
    int newest;   /* the latest month, year * 12 + month */
    int score;    /* for ranking */
};

/* Fills `out`, the likeliest first, and returns how many there are. Documents come before
 * pages, what is read exactly (csv, xlsx) before what is not (pdf); one page alone is no
 * series, one document is. */
size_t linkseries_find(const struct links *links, struct arena *arena,
                       struct linkseries out[LINKSERIES_MAX]);

/* What the last part of an address ends with, in small letters, if that is a kind of document
 * that can be read: "csv"; else "". */
const char *linkseries_ending(const char *url);

/* The same for what is linked and cannot be read: "xls", "doc"; else "". */
const char *linkseries_unreadable(const char *url);

#endif
