/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * html_walk: through a page in reading order, past what is not shown. Layer: collector.
 * Without recursion: how deep elements nest is the page's choice.
 */
#ifndef COLLECTOR_DECODE_HTML_WALK_H
#define COLLECTOR_DECODE_HTML_WALK_H

#include "collector/markup.h"

#include <stdbool.h>

enum html_tag {
    HTML_INLINE, /* and what is not known */
    HTML_BLOCK,
    HTML_BREAK,
    HTML_HIDDEN,
    HTML_HEADING,
    HTML_BOLD,
    HTML_LINK,
    HTML_SUP,
    HTML_PRE,
    HTML_TABLE,
    HTML_CAPTION,
    HTML_THEAD,
    HTML_TBODY,
    HTML_TFOOT,
    HTML_TR,
    HTML_TD,
    HTML_TH,
    HTML_DL,
    HTML_DT,
    HTML_DD
};

enum html_step { HTML_ENTER, HTML_LEAVE, HTML_TEXT, HTML_END };

struct html_walk {
    const struct markup_node *root;
    const struct markup_node *node; /* of the step at hand */
    enum html_tag tag;              /* of an element */
    enum html_step step;
    bool skip;
};

/* Stands before the first step inside `root`. */
void html_walk_init(struct html_walk *walk, const struct markup_node *root);

/* The next step: into an element, out of it, or a text. Hidden elements are passed over. */
enum html_step html_walk_next(struct html_walk *walk);

/* After HTML_ENTER: passes over what is inside; there will be no HTML_LEAVE. */
void html_walk_skip(struct html_walk *walk);

/* True if the tag begins and ends lines. */
bool html_walk_is_block(enum html_tag tag);

#endif
