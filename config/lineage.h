/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lineage: which programs a program continues (`was`), until when it is. Layer: config. */
#ifndef CONFIG_LINEAGE_H
#define CONFIG_LINEAGE_H

#include "config/settings.h"
#include "core/arena.h"
#include "core/words.h"

#include <stddef.h>

struct lineage {
    const char *name;              /* as written */
    const struct program *program; /* NULL = of a time that is not configured */
};

/* What the program's `was` names, in its order; from the arena. An id goes before a title. */
struct lineage *lineage_of(const struct settings *settings, const struct program *program,
                           struct arena *arena, size_t *count);

/* Whether the program bore the title (a unicode_key) in some year. */
bool lineage_bore(const struct program *program, const char *key, struct arena *arena);

/* "令和6年度まで", "until FY2024": its last day is in it; "" without an end. */
const char *lineage_until(const struct program *program, enum language language,
                          struct arena *arena);

#endif
