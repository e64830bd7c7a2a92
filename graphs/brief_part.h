/* SPDX-License-Identifier: GPL-3.0-or-later */
/* brief_part: what the parts of a brief share; used by brief*.c only. Layer: graphs. */
#ifndef GRAPHS_BRIEF_PART_H
#define GRAPHS_BRIEF_PART_H

#include "core/buf.h"
#include "graphs/brief.h"

#include <stdbool.h>

#define BRIEF_NAMES 6     /* of one list */
#define BRIEF_LIMIT 65536 /* bytes of any text made here */

struct brief {
    const struct brief_input *input;
    const struct chart_input *chart;
    const struct settings *settings;
    const struct indicator *indicator;
    const struct series *series;
    const struct observation *now; /* the figure; NULL = there is none */
    enum language language;
    struct paper *paper;
    struct arena *arena;
};

const char *brief_pick(const struct brief *brief, const char *ja, const char *en);

/* Keeps a text and empties the buffer. */
const char *brief_keep(const struct brief *brief, struct buf *words);

/* What a caption says of the chart. */
const char *brief_caption(const struct brief *brief,
                          void (*put)(const struct chart_input *, struct buf *));

const char *brief_period(const struct brief *brief, struct period period);
/* Of money: "令和6年度", whatever the indicator calls its years. */
const char *brief_fiscal_year(const struct brief *brief, int year);

const char *brief_value(const struct brief *brief, const struct indicator *indicator,
                        const struct observation *observation);

/* now - before as printed, and its per cent where one has a meaning: "＋24,600人（＋33.7％）".
 */
const char *brief_difference(const struct brief *brief, struct decimal now,
                             struct decimal before);

/* Months and quarters with seasons are compared with the same of the year before. */
bool brief_has_season(const struct brief *brief);

/* What it is compared with; NULL = none, or a break lies between. And the sign of the change:
 * 1, -1; 0 = none, or not known. */
const struct observation *brief_before(const struct brief *brief);
int brief_direction(const struct brief *brief);

/* Sections that answer for it, "" = none is on record. */
const char *brief_owners(const struct brief *brief);

/* The value has a true comparison with the one of an earlier period. */
const struct observation *brief_then(const struct brief *brief, struct period period);

/* Each adds a section to the paper, or nothing. */
void brief_programs(const struct brief *brief);
void brief_gaps(const struct brief *brief);
void brief_ask(const struct brief *brief);

/* One question on programs for brief_ask: false, and nothing appended, without an answer. */
bool brief_ask_money(const struct brief *brief, struct buf *question, struct buf *answer);
bool brief_ask_effect(const struct brief *brief, struct buf *question, struct buf *answer);

/* The comment on the figure: approved, else the draft; NULL = none. */
const struct comment *brief_comment(const struct brief *brief);

#endif
