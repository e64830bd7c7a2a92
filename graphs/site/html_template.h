/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * html_template: a page's frame as text with slots, {{name}}, into which the writer puts what
 * it writes. Layer: graphs; part of html. The text between slots is of whoever set up the site
 * and goes out as it stands; what comes from elsewhere comes through slots alone.
 */
#ifndef GRAPHS_SITE_HTML_TEMPLATE_H
#define GRAPHS_SITE_HTML_TEMPLATE_H

#include "core/arena.h"
#include "core/err.h"
#include "graphs/site/html.h"

#include <stdbool.h>
#include <stddef.h>

#define HTML_TEMPLATE_LIMIT ((size_t)256 << 10)

struct html_template_slot {
    const char *name;
    bool required;
    bool many; /* it may stand several times */
};

struct html_template_piece {
    const char *text; /* as it stands; NULL = a slot */
    size_t length;
    size_t slot;
};

struct html_template {
    struct html_template_piece *pieces;
    size_t count;
};

/* Takes a text apart. ERR_CONFIG, with "NAME:LINE: " in front, for a slot that is not among
 * `slots`, one that stands twice, one that is not closed, a required one that is missing, and
 * what is no UTF-8. `text` must live as long as the result. */
int html_template_read(const char *text, const char *name,
                       const struct html_template_slot *slots, size_t slot_count,
                       struct arena *arena, struct html_template *out, struct err *err);

/* Writes it; `fill` is called for each slot and closes what it opens. */
void html_template_write(const struct html_template *frame, struct html *html,
                         void (*fill)(size_t slot, void *context), void *context);

#endif
