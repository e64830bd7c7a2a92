/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * headdate: what the head of the figures says of time, against the periods beside them. Layer:
 * collector.
 */
#ifndef COLLECTOR_HEADDATE_H
#define COLLECTOR_HEADDATE_H

#include "core/arena.h"
#include "core/period.h"

#include <stdbool.h>

struct headdate {
    bool set; /* the head names one time by itself: 令和4年度 */
    int32_t start;
    int32_t end;
};

/* True for the figures of the period before: 前年同月, 前年度 (前年比 compares, and is none).
 */
bool headdate_is_before(struct arena *arena, const char *path);

struct headdate headdate_read(struct arena *arena, const char *path);

/* False if the period lies outside of what the head names. */
bool headdate_fits(const struct headdate *head, struct period period);

#endif
