/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * html_flow: the text of one cell or one line as it is shown: runs of white space as one
 * space, line ends where asked, neither at the ends. Layer: collector.
 */
#ifndef COLLECTOR_DECODE_HTML_FLOW_H
#define COLLECTOR_DECODE_HTML_FLOW_H

#include "core/buf.h"

#include "collector/decode/html_walk.h"

#include <stdbool.h>

struct html_flow {
    struct buf text;
    char pending; /* ' ' or '\n' before the next character; 0 = none */
};

/* Caller-owned storage. */
void html_flow_init(struct html_flow *flow);
void html_flow_free(struct html_flow *flow);

/* Empties it. */
void html_flow_reset(struct html_flow *flow);

/* In `pre` a line end of the text is one. */
void html_flow_add(struct html_flow *flow, const char *text, bool pre);
void html_flow_space(struct html_flow *flow);
void html_flow_break(struct html_flow *flow);

/* True for a <sup> that holds nothing but the mark of a note (注1, ※2, *, 1), after which the
 * walk may skip it. In km<sup>2</sup> the 2 is none, and 10<sup>3</sup> becomes 10^3. */
bool html_flow_is_note(struct html_flow *flow, const struct markup_node *sup);

#endif
