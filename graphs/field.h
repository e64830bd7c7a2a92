/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * field: what stands in the way of words in a plot. Layer: graphs.
 */
#ifndef GRAPHS_FIELD_H
#define GRAPHS_FIELD_H

#include "graphs/sheet.h"

#include <stdbool.h>
#include <stddef.h>

#define FIELD_AWAY 4.5 /* from mark to words */

struct field {
    struct scene_box *boxes; /* in the scene's arena */
    size_t count;
    size_t capacity;
    size_t
        thin; /* the first of them: path to the target and limits, then lines of events ... */
    size_t lines; /* ... up to here: words with a rim may stand over them at need, ... */
    size_t from;  /* ... when this is `thin` or `lines` instead of 0 */
    size_t marks; /* all before the words */
};

/* All marks of the scene so far: curves, bars, lines of events and their like. */
struct field field_make(const struct sheet *sheet);

void field_block(const struct sheet *sheet, struct field *field, struct scene_box box);
bool field_is_free(const struct field *field, struct scene_box box, double gap);

/* As field_is_free, within a bar that surrounds the words. */
bool field_is_free_inside(const struct field *field, struct scene_box box, double gap);

/* True where a line would run through words. */
bool field_crosses_words(const struct field *field, struct scene_box box);

/* True within the plot, and a little beyond it. */
bool field_is_inside(const struct sheet *sheet, struct scene_box box);

/* Puts the text there, and blocks its place, if that is inside and free. */
bool field_put(struct sheet *sheet, struct scene_text *text, struct scene_point spot,
               struct field *field);

#endif
