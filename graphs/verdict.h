/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * verdict: two icons with their words beside the sub-title, after NHS England's Making Data
 * Count: is the newest value unusual (variation), and does the usual variation reach the
 * target (assurance)? Layer: graphs; the drawing is our own.
 */
#ifndef GRAPHS_VERDICT_H
#define GRAPHS_VERDICT_H

#include "graphs/sheet.h"

/* Beside the sub-title that stands in `box` when there is room, else below it; returns the y
 * below both. Nothing but for full limits, and no assurance without a target and a level. */
double verdict_draw(struct sheet *sheet, const struct scene_text *subtitle,
                    struct scene_box box);

#endif
