/* SPDX-License-Identifier: GPL-3.0-or-later */
/* perfdata: a value as performance data of the Monitoring Plugins guidelines. Layer: cli. */
#ifndef CLI_PERFDATA_H
#define CLI_PERFDATA_H

#include "config/settings.h"
#include "core/buf.h"
#include "core/series.h"

/* Appends " 'id'=value[%];warn;crit;min;max" without empty ends: the value U when there is
 * none; warn and crit are the ranges of the first rule of that severity that is a limit
 * (below 100 is `100:`, above 10 is `~:10`); minimum and maximum as configured. */
void perfdata_put(const struct settings *settings, const struct indicator *indicator,
                  const struct observation *latest, struct buf *out);

#endif
