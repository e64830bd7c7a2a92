/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * robots: what a robots.txt allows (RFC 9309). Layer: collector. Pure.
 */
#ifndef COLLECTOR_ROBOTS_H
#define COLLECTOR_ROBOTS_H

#include "core/err.h"

#include <stdbool.h>
#include <stddef.h>

/* What is looked at of a file; RFC 9309 wants 500 KiB at least. */
#define ROBOTS_SIZE_MAX ((size_t)512 * 1024)

/* True if `text` lets the product `agent` ("shihyo", without version) ask for `path`, which
 * has its query: of all groups for the product (else those for *) the longest rule that
 * matches counts, Allow before Disallow; * and $ as there; what is percent-encoded is compared
 * as what it stands for. Without a rule everything is allowed. */
bool robots_allow(const char *text, const char *agent, const char *path);

/* The same for `count` paths, in the sandbox. */
int robots_judge(const char *text, const char *agent, const char *const *paths, size_t count,
                 bool *allowed, struct err *err);

#endif
