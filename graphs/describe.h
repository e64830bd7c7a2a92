/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * describe: sentences about a series, for who cannot see its picture: what an eye takes from
 * it at a glance. Layer: graphs; for the long descriptions of charts and figures (W3C's advice
 * on complex images: a short text alternative that says what it is, and a long description
 * that tells what it shows). Each appends to a buf: Japanese without spaces between sentences,
 * English with one and a capital letter; nothing where there is nothing to say.
 */
#ifndef GRAPHS_DESCRIBE_H
#define GRAPHS_DESCRIBE_H

#include "core/buf.h"
#include "graphs/chart.h"

/* "NAMEwords。", " Name words." In English the first letter of the sentence becomes a capital.
 * Nothing when `words` is "". */
void describe_sentence(enum language language, const char *name, const char *words,
                       struct buf *out);

/* What goes on in the middle of a sentence: in English without its capital. */
void describe_clause(enum language language, const char *words, struct buf *out);

/* "棒グラフ", "折れ線グラフ", "点の図": how its values are drawn. */
const char *describe_shape(const struct chart_input *input);

/* "2016年3月から2016年8月までの6件（値のない期間1：2016年5月）", of a series with values. No
 * sentence yet. */
void describe_span(const struct chart_input *input, struct buf *out);

/* "最高は...、最低は...。" of the values that no declared break parts from the newest one; not
 * of one or two, nor what withheld ones could make false. */
void describe_extremes(const struct chart_input *input, struct buf *out);

/* From where to where it went, of what has a mean of the year that mean:
 * "2016年3月の▲25.6ポイン トから最新の値までで＋10.2ポイント。" Only as far back as no
 * declared break lies. Not where the change from the value before has said it. */
void describe_way(const struct chart_input *input, struct buf *out);

/* Declared breaks and events since its first value, with their words. */
void describe_events(const struct chart_input *input, struct buf *out);

#endif
