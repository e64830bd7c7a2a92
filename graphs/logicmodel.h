/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * logicmodel: the logic model of a program as a picture: what is put in, what it does, what
 * comes of it, the challenge that it answers, from left to right (from above on a telephone);
 * background below and apart. Layer: graphs.
 *
 * It says what is meant. What is measured stands on the page below: so no figure of an
 * indicator in it can be of yesterday, withheld or under embargo.
 */
#ifndef GRAPHS_LOGICMODEL_H
#define GRAPHS_LOGICMODEL_H

#include "config/logic.h"
#include "config/settings.h"
#include "core/buf.h"
#include "core/err.h"
#include "graphs/form.h"

#include <stdbool.h>
#include <stddef.h>

struct scene;

struct logicmodel {
    const struct settings *settings;
    const struct logic *logic; /* with the indicators that may be told */
    bool gaps;                 /* what is not set is named, for the office; else left out */
};

#define LOGICMODEL_CELLS 8    /* of a column; of more it says how many */
#define LOGICMODEL_NARROW 360 /* points, as wide as a telephone's page */

/* Whether there is anything beside the money: an indicator or a challenge. */
bool logicmodel_is_worth(const struct logic *logic);

/* Draws it, standard or as thumbnail (which is the narrow one), each to its path. */
int logicmodel_draw(const struct logicmodel *model, const struct form *forms, size_t count,
                    const char *const *paths, struct buf *remarks, struct err *err);

/* Composes it as data. */
void logicmodel_compose(const struct logicmodel *model, enum form_size size,
                        struct scene *scene);

/* A few words, and one paragraph that says all of it. */
void logicmodel_alt(const struct logicmodel *model, struct buf *out);
void logicmodel_describe(const struct logicmodel *model, struct buf *out);

/* --- between logicmodel and logicmodel_words --- */

enum logicmodel_part {
    LOGICMODEL_INPUT,
    LOGICMODEL_OUTPUTS,
    LOGICMODEL_OUTCOMES,
    LOGICMODEL_CHALLENGE,
    LOGICMODEL_PARTS
};

struct logicmodel_cell {
    const char *title;
    const char *detail; /* "" = none */
    bool none;          /* says that there is nothing */
};

/* The cells of a column, in the arena; 0 where it is left out. */
size_t logicmodel_cells(const struct logicmodel *model, enum logicmodel_part part,
                        struct arena *arena, struct logicmodel_cell out[LOGICMODEL_CELLS + 1]);

/* "投入（予算）", "活動指標" ...; and the name of the program. */
const char *logicmodel_head(const struct logicmodel *model, enum logicmodel_part part);
const char *logicmodel_title(const struct logicmodel *model);

/* "背景（成果とはみなさない）：A、B"; "" = none. */
const char *logicmodel_background(const struct logicmodel *model, struct arena *arena);

#endif
