/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * movement: how a message says that a value moved, and how far its target is. What has seasons
 * is compared with the year before first, since a month against the month before tells the
 * season; and with its target by the mean of its year, as `behind target` is judged. Layer:
 * alerts.
 */
#ifndef ALERTS_MOVEMENT_H
#define ALERTS_MOVEMENT_H

#include "alerts/prose.h"
#include "config/settings.h"
#include "core/buf.h"
#include "core/series.h"

struct movement {
    const struct indicator *indicator;
    const struct series *series;
    struct period period; /* the value that is told of */
    struct decimal value;
    enum language language;
};

/* "（前年同月比▲12.2％）", "（前年度比＋33.7％、目標13万8,000人まで4万265人）": in brackets,
 * for a line that must be short; a change that stands in `fact` already is left out. */
void movement_brief(const struct movement *movement, const char *fact, struct buf *out);

/* The same in full: "（前年同月比▲822人、▲12.2％）". */
void movement_full(const struct movement *movement, struct buf *out);

/* Lines on what the brackets leave: the other of the two changes, and of what has seasons the
 * mean of its year with its target. */
void movement_lines(const struct movement *movement, struct prose *out);

#endif
