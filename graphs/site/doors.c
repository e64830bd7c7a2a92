/* SPDX-License-Identifier: GPL-3.0-or-later */
/* doors: see doors.h. */
#include "graphs/site/doors.h"

#include "config/edition.h"
#include "core/str.h"

bool doors_feeds(const struct settings *settings)
{
    return !str_empty(settings->site.base_url);
}

bool doors_alerts(const struct settings *settings)
{
    return doors_feeds(settings) && edition_is_internal(settings);
}

bool doors_metrics(const struct settings *settings)
{
    return edition_is_internal(settings);
}
