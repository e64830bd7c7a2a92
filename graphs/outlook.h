/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * outlook: what is expected of an indicator (先行き), beside its values and never one of them:
 * a hollow diamond over the periods that it is for. Layer: graphs. Only what is expected of
 * periods after the newest value is shown.
 */
#ifndef GRAPHS_OUTLOOK_H
#define GRAPHS_OUTLOOK_H

#include "core/buf.h"
#include "graphs/field.h"
#include "graphs/sheet.h"

#include <stdbool.h>
#include <stdint.h>

/* The later of `end` and the last day of what is expected. */
int32_t outlook_end(const struct chart_input *input, int32_t end);

/* True if the observation of the outlook is on the axis; if any is. */
bool outlook_is_shown(const struct sheet *sheet, const struct observation *observation);
bool outlook_any(const struct sheet *sheet);

/* The diamonds, each with a line as long as the periods that it is for; and their figures,
 * where nothing else stands. */
void outlook_draw(struct sheet *sheet);
void outlook_label(struct sheet *sheet, struct field *field);

/* A diamond by itself, and what it is called, for the key. */
void outlook_mark(struct scene *scene, struct scene_point centre);
const char *outlook_words(enum language language);

/* "先行き見通しは2016年9月～2016年11月▲12.5ポイント"; nothing when there is none. */
void outlook_describe(const struct chart_input *input, struct buf *out);

#endif
