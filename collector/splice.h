/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * splice: well-formed XML in which some places are replaced while every other byte stays as it
 * was: a form filled in by us differs from the form in nothing but what was filled in. Layer:
 * collector.
 *
 * A document is UTF-8; libxml2 reads it once to see that it is well-formed and declares no
 * entities, then elements are known by their offsets. Names are local names; new elements are
 * written with the prefix of the root.
 */
#ifndef COLLECTOR_SPLICE_H
#define COLLECTOR_SPLICE_H

#include "core/arena.h"
#include "core/buf.h"
#include "core/err.h"

#include <stdbool.h>
#include <stddef.h>

#define SPLICE_ELEMENTS_MAX 1000000
#define SPLICE_NONE ((size_t)-1)

/* An element: <name ...>inner</name>, or <name .../>, which has no inner. */
struct splice_element {
    size_t begin;     /* of its < */
    size_t inner;     /* behind the > of its first tag */
    size_t inner_end; /* of the < of its last tag; == end when it is empty (<name/>) */
    size_t end;       /* behind its last > */
    size_t parent;    /* an index; SPLICE_NONE of the root */
    size_t behind;    /* the index behind all that is inside */
    size_t name;      /* offset of its local name */
    size_t name_end;
};

struct splice_edit {
    size_t begin, end; /* what goes */
    const char *text;  /* what comes instead */
    size_t order;
};

struct splice {
    const char *bytes; /* borrowed, with a NUL behind them */
    size_t length;
    struct arena *arena;             /* of the texts and edits */
    const char *prefix;              /* of the root: "" or "x:" */
    struct splice_element *elements; /* in the order of the document */
    size_t count, capacity;
    struct splice_edit *edits;
    size_t edit_count, edit_capacity;
};

/* Released with splice_close in any case. ERR_DATA when it is no XML, or not in UTF-8. */
int splice_open(struct splice *splice, const char *bytes, size_t length, struct arena *arena,
                struct err *err);
void splice_close(struct splice *splice);

bool splice_is(const struct splice *splice, size_t element, const char *name);

/* The first child of that name, and the next sibling of the same name; SPLICE_NONE when there
 * is none. `name` NULL = any. */
size_t splice_child(const struct splice *splice, size_t parent, const char *name);
size_t splice_next(const struct splice *splice, size_t element, const char *name);

/* The value of an attribute, in the arena; NULL = none. ":id" is one of that local name with
 * any prefix. *begin and *end (may be NULL): where it stands with the space before it. */
const char *splice_attribute(const struct splice *splice, size_t element, const char *name,
                             size_t *begin, size_t *end);

/* The text inside, of all elements of it, in the arena. */
const char *splice_text(const struct splice *splice, size_t element);

/* `text` for the inside of an element or of an attribute, in the arena. Characters that XML
 * cannot hold become spaces. */
const char *splice_escape(struct arena *arena, const char *text);

/* Bytes from `begin` to `end` become `text`, which must live as long. Two edits at one place
 * stand in the order in which they were made. */
void splice_replace(struct splice *splice, size_t begin, size_t end, const char *text);

/* `text` as the last thing inside an element, also of one that is empty. */
void splice_append(struct splice *splice, size_t element, const char *text);

/* Sets an attribute without a prefix. */
void splice_set(struct splice *splice, size_t element, const char *name, const char *value);

/* The document with its edits. ERR_INTERNAL when two of them overlap, ERR_DATA beyond out's
 * limit. */
int splice_write(struct splice *splice, struct buf *out, struct err *err);

#endif
