/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * adding_document: the document that `add` looks at: a file, what is at an address, or the
 * newest that a page links; and what could be taken of it. Layer: cli.
 */
#ifndef CLI_ADDING_DOCUMENT_H
#define CLI_ADDING_DOCUMENT_H

#include "cli/adding_fetch.h"
#include "cli/adding_page.h"
#include "collector/probing.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ADDING_SUGGESTIONS 5

struct adding_document {
    /* given */
    const struct settings *settings;
    struct arena *arena;
    int64_t now;
    const char *what; /* an address or a file */
    bool web;
    const char *encoding; /* NULL = auto */
    const char *link;     /* by which links of the page are followed; NULL = not said */
    const char *robots;   /* "" or the reason why robots.txt is passed over */
    void (*progress)(const char *what);
    /* found */
    struct adding_fetch fetching;
    struct fetch_result head; /* the page, where documents are followed */
    struct fetch_result fetched;
    struct document document;
    struct probing probing;
    bool paged; /* `page` was read */
    struct adding_page page;
    struct adding_page_choice choice; /* pattern NULL = the document is `what` itself */
};

/* Fetches or reads it, and tries every table. A page in which nothing is found is followed: of
 * its likeliest series, three at most, the newest document is looked at. ERR_UNAVAILABLE when
 * something could not be fetched, ERR_DATA when nothing can be taken. Released in any case. */
int adding_document_get(struct adding_document *document, struct err *err);
void adding_document_free(struct adding_document *document);

#endif
