/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * icalendar: a calendar (RFC 5545) whose texts may come from anywhere: they are escaped, and
 * lines folded. Layer: graphs.
 */
#ifndef GRAPHS_SITE_ICALENDAR_H
#define GRAPHS_SITE_ICALENDAR_H

#include "core/buf.h"

#include <stdint.h>

struct icalendar_event {
    const char *uid;
    int64_t stamp; /* instant: when what it says became known */
    int32_t day;   /* an event of the whole day ... */
    int64_t at;    /* ... unless this is not 0: an instant */
    const char *summary;
    const char *description;
    const char *url; /* "" or NULL = none */
};

void icalendar_begin(struct buf *out, const char *name, const char *language);
void icalendar_put(struct buf *out, const struct icalendar_event *event);
void icalendar_end(struct buf *out);

#endif
