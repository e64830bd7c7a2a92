/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * answers: how far an indicator that comes of a sample may be off by chance, for charts,
 * messages and alerts alike. Layer: config. The reckoning is that of core/margin.
 */
#ifndef CONFIG_ANSWERS_H
#define CONFIG_ANSWERS_H

#include "config/settings.h"
#include "core/buf.h"
#include "core/series.h"

#include <stdbool.h>

struct answers {
    const struct observation *count; /* how many answered */
    double margin;                   /* in points, at 95 % */
};

/* The margin of the newest value, of `respondents` (NULL = not known) for its period. False
 * where they are not known, and for what is neither a share nor a balance in per cent. */
bool answers_find(const struct indicator *indicator, const struct series *series,
                  const struct series *respondents, struct answers *out);

/* "回答104社・誤差の目安±13ポイント" */
void answers_say(const struct indicator *indicator, const struct answers *answers,
                 enum language language, struct buf *out);

#endif
