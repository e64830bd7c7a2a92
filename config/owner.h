/* SPDX-License-Identifier: GPL-3.0-or-later */
/* owner: the sections (課) that answer for programs and, through these, for what they are
 * meant to move. Layer: config. Never persons. */
#ifndef CONFIG_OWNER_H
#define CONFIG_OWNER_H

#include "config/settings.h"
#include "core/arena.h"

#include <stddef.h>

/* Each once, in the order of the configuration. */
struct owners {
    const char **names;
    size_t count;
};

/* The owners of the programs that are meant to move the indicator; of all programs. */
void owner_of(const struct settings *settings, const struct indicator *indicator,
              struct arena *arena, struct owners *out);
void owner_all(const struct settings *settings, struct arena *arena, struct owners *out);

#endif
