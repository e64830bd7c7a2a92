/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * caches_looks: the frame and the style sheet of the pages: those that are compiled in, or the
 * site's own ([site] templates). Layer: daemon.
 */
#ifndef DAEMON_CACHES_LOOKS_H
#define DAEMON_CACHES_LOOKS_H

#include "config/settings.h"
#include "core/arena.h"
#include "core/buf.h"
#include "core/sha256.h"
#include "graphs/site/html_template.h"

struct caches_looks {
    struct html_template frame;
    const char *style;
    char frame_sha256[SHA256_TEXT_SIZE];
};

/* All of it lives in the arena. What of the site's own is broken or cannot be read is told, a
 * line each, in `faults`, and what is compiled in stands for it. */
void caches_looks_load(const struct settings *settings, struct arena *arena,
                       struct caches_looks *out, struct buf *faults);

/* The names of the files that a site may have of its own; NULL behind the last. */
const char *caches_looks_file(size_t index);

/* What is compiled in, by the name of its file; NULL: there is none of that name. */
const char *caches_looks_built_in(const char *name, struct arena *arena);

#endif
