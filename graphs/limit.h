/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * limit: is it unusual? Mean and control limits in the plot, the points beyond the usual
 * variation, and the words for them. Layer: graphs; judged by core/xmr. Where differences from
 * the year before are judged, the limits follow the values of that year. What an indicator
 * cannot be (below its minimum, over 100 %) is not drawn.
 */
#ifndef GRAPHS_LIMIT_H
#define GRAPHS_LIMIT_H

#include "core/buf.h"
#include "core/xmr.h"
#include "graphs/plot.h"
#include "graphs/sheet.h"

#include <stdbool.h>

/* The judgement in the arena; NULL when there is none to be shown. */
const struct xmr *limit_find(const struct chart_input *input, struct arena *arena);

/* The newest segment that has limits, or NULL; and true if there is one. `limits` may be NULL.
 */
const struct xmr_segment *limit_newest(const struct xmr *limits);
bool limit_any(const struct xmr *limits);

/* What the indicator can be; infinite where that is not known. */
struct limit_bounds {
    double low, high;
};
struct limit_bounds limit_bounds(const struct chart_input *input);

/* Widens the range of the values by what the axis has to show of the limits. */
void limit_widen(const struct sheet *sheet, double *low, double *high);

/* True if the limits follow the values of the year before: a band, without an area under the
 * curve that would hide it. */
bool limit_follows(const struct sheet *sheet);

/* Behind the values (a band under bars, and where it moves); over bars and behind a curve; and
 * the marks at the points. */
void limit_draw_band(struct sheet *sheet, bool bars);
void limit_draw_lines(struct sheet *sheet, bool bars);
void limit_draw_marks(struct sheet *sheet, const struct plot *plot);

/* A mark by itself: a circle is an improvement, a square a concern; where neither way is
 * better, a triangle points it. */
void limit_mark(struct scene *scene, struct scene_point centre, double radius,
                enum xmr_sign sign, enum scene_role role);
uint32_t limit_colour(enum xmr_sign sign);

/* True if a point with this sign is on the axis. */
bool limit_has_sign(const struct sheet *sheet, enum xmr_sign sign);

/* "通常の変動を超える低下（悪化）", "通常の変動の範囲" */
const char *limit_sign_words(enum xmr_sign sign, int direction, enum language language);

/* "平均 ▲15.0、管理限界 ▲19.6～▲10.5（XmR・暫定）" */
void limit_key_words(const struct chart_input *input, const struct xmr *limits,
                     struct buf *out);

/* What has to be known of the marks, why there are no limits, and with what care to take them;
 * "" when nothing has. */
const char *limit_note(const struct sheet *sheet);
const char *limit_none_note(const struct sheet *sheet);
const char *limit_care_note(const struct sheet *sheet);

/* Sentences for who cannot see it: limits or why there are none, what is marked and when last,
 * and of the newest value; or that alone. */
void limit_describe(const struct chart_input *input, struct buf *out);
void limit_describe_newest(const struct chart_input *input, struct buf *out);

#endif
