/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * withdrawal: a newest figure that was taken back. Nothing is known to have become better or
 * worse: an open alert stays, which is told once, and none is raised by what stood before.
 * Pure. Layer: alerts.
 */
#ifndef ALERTS_WITHDRAWAL_H
#define ALERTS_WITHDRAWAL_H

#include "config/settings.h"
#include "core/arena.h"
#include "core/series.h"

#include <stdbool.h>

/* Whether a period after the newest value had one, and has none now. `vintages` NULL = not
 * known: no. */
bool withdrawal_is_newest(const struct series *series, const struct series *vintages);

/* 値が撤回されたため判定できません; and with the condition that cannot be judged, since
 * several rules may tell it in one letter. */
const char *withdrawal_fact(enum language language);
const char *withdrawal_say(const char *condition, enum language language, struct arena *arena);

#endif
