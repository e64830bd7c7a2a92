/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * titledate: whether a date in a title or a head is that of the figures. Layer: collector.
 *
 * A year stands in titles for many things: the base of an index (2020年基準), a plan
 * (令和3年度策定), an opening, an edition, an event. Only one that stands by itself, or before
 * words that are known to be of figures (月別, 入園者数, 実績 ...), dates them.
 */
#ifndef COLLECTOR_TITLEDATE_H
#define COLLECTOR_TITLEDATE_H

#include "core/arena.h"
#include "core/spanread.h"

enum titledate {
    TITLEDATE_FIGURES,
    TITLEDATE_ISSUE, /* a day of publication (公表, 更新, 版): it dates nothing */
    TITLEDATE_OTHER  /* of something else, or of it is not known what */
};

/* `text` is the whole title, `key` its key, in which `found` was found. */
enum titledate titledate_judge(struct arena *arena, const char *text, const char *key,
                               const struct spanread_found *found);

#endif
