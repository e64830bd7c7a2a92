/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * atom: a feed (RFC 4287) in the site's language. Layer: graphs. Its ids are tag: addresses
 * (RFC 4151) of the site's host and path: the same for ever, wherever the pages lie.
 */
#ifndef GRAPHS_SITE_ATOM_H
#define GRAPHS_SITE_ATOM_H

#include "config/settings.h"
#include "core/arena.h"
#include "core/buf.h"
#include "graphs/site/xml.h"

#include <stddef.h>
#include <stdint.h>

/* So many entries at most: readers ask often, and come back before so much has happened. */
#define ATOM_ENTRIES 50

/* When a feed without entries was updated: an instant is asked for, and validators believe
 * none before 1990. */
#define ATOM_NEVER INT64_C(946684800) /* 2000-01-01T00:00:00Z */

struct atom {
    struct xml xml;
    const struct settings *settings; /* with a base_url */
    struct arena *arena;
};

/* Addresses are relative to the site. */
struct atom_head {
    const char *id; /* what the feed is of: "alerts", "indicators/lobo-di" */
    const char *title;
    const char *file;
    const char *page; /* for people */
    int64_t updated;  /* of the newest of its entries, or ATOM_NEVER */
};

struct atom_entry {
    const char *id; /* behind the one of the feed */
    const char *title;
    int64_t published;
    int64_t updated;
    const char *page;
    const char *category;     /* a word for programs */
    const char *label;        /* the same for people */
    const char *via;          /* where the publisher prints it; "" or NULL = not known */
    const char *const *lines; /* of the content, a paragraph each */
    size_t line_count;
};

/* `base_url` of the settings must be there. All that is written goes to `out`. */
void atom_begin(struct atom *atom, const struct settings *settings, struct arena *arena,
                const struct atom_head *head, struct buf *out);
void atom_put(struct atom *atom, const struct atom_head *head, const struct atom_entry *entry);
void atom_end(struct atom *atom);

/* "tag:example.jp,2026:/shihyo/indicators/lobo-di" */
const char *atom_id(const struct settings *settings, struct arena *arena, const char *what);

#endif
