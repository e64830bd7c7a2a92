/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * robots: what a robots.txt allows (RFC 9309), and how often. Layer: collector. Pure.
 */
#ifndef COLLECTOR_ROBOTS_H
#define COLLECTOR_ROBOTS_H

#include "core/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What is looked at of a file; RFC 9309 wants 500 KiB at least. */
#define ROBOTS_SIZE_MAX ((size_t)512 * 1024)

/* True if `text` lets the product `agent` ("shihyo", without version) ask for `path`, which
 * has its query: of all groups for the product (else those for *) the longest rule that
 * matches counts, Allow before Disallow; * and $ as there; what is percent-encoded is compared
 * as what it stands for. Without a rule everything is allowed. */
bool robots_allow(const char *text, const char *agent, const char *path);

/* What a group's Crawl-delay can ask for at most: with more a cycle would hold its lock for
 * hours. */
#define ROBOTS_DELAY_MAX_MS ((int64_t)30 * 1000)

/* The pause between two requests that the group for the product (else that for *) asks for by
 * Crawl-delay, which is no part of RFC 9309 but widely printed: seconds, with or without
 * decimals. 0 = none, or none that is understood. */
int64_t robots_delay_ms(const char *text, const char *agent);

struct robots_verdict {
    bool allowed;
    int64_t delay_ms;
};

/* Both, in the sandbox. */
int robots_judge(const char *text, const char *agent, const char *path,
                 struct robots_verdict *out, struct err *err);

#endif
