/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * links: the documents that a page links. Layer: collector. The page is read in the sandbox.
 *
 * A link is <a href> or <area href>, seen from the page's address or its <base>. The pattern
 * is tried on the address, on the address with its %XX read (where that is UTF-8), on the text
 * of the link (NFKC, blanks made one), and on address and text with a space between; the first
 * that it matches says the year (4 digits, or of an era), and the month.
 */
#ifndef COLLECTOR_LINKS_H
#define COLLECTOR_LINKS_H

#include "core/arena.h"
#include "core/buf.h"
#include "core/err.h"

#include <stddef.h>

#define LINKS_MAX 2000
#define LINKS_URL_MAX 2048 /* bytes of one address */

struct link {
    const char *url;   /* http or https, whole, without fragment */
    int year;          /* as the link says it, Western; 0 = it does not */
    int month;         /* 1 to 12; 0 = it does not */
    const char *plain; /* the address with its %XX read, NFKC; "" where that gives no text */
    const char *text;  /* of the link, NFKC with single blanks */
};

struct links {
    struct link *items; /* each address once, the newest first: by year and month where all
                           say them, else as they stand on the page */
    size_t count;
    size_t seen;       /* links of the page, matching or not */
    const char *title; /* of the page; "" = none */
};

/* That every link matches. */
#define LINKS_ANY "."

struct links_page {
    const void *bytes;
    size_t length;
    const char *content_type;
    const char *encoding; /* as configured */
    const char *url;      /* where it was found, after redirects */
    const char *pattern;  /* PCRE */
};

/* ERR_DATA when the page cannot be read, a link says a year that is none, or too many match.
 */
int links_find(const struct links_page *page, struct arena *arena, struct links *out,
               struct err *err);

#endif
