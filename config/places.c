/* SPDX-License-Identifier: GPL-3.0-or-later */
/* places: see places.h. */
#include "config/places.h"

#include <stdlib.h>
#include <string.h>

#include "core/file.h"
#include "core/str.h"

/* A folder of the user; NULL without one. The specification passes over relative paths. */
static const char *base_folder(const char *variable, const char *below_home,
                               struct arena *arena)
{
    const char *named = getenv(variable);
    const char *home = getenv("HOME");

    if (named && named[0] == '/')
        return named;
    return home && home[0] == '/' ? arena_printf(arena, "%s/%s", home, below_home) : NULL;
}

static const char *own_config(struct arena *arena)
{
    const char *base = base_folder("XDG_CONFIG_HOME", ".config", arena);

    return base ? arena_printf(arena, "%s/shihyo/shihyo.ini", base) : NULL;
}

const char *places_config(struct arena *arena)
{
    const char *own = own_config(arena);

    return own && file_exists(own) ? own : PLACES_CONFIG;
}

bool places_are_found(const char *file, struct arena *arena)
{
    const char *own = own_config(arena);

    return str_equal(file, PLACES_CONFIG) || (own && str_equal(file, own));
}

const char *places_state(const char *file, struct arena *arena)
{
    const char *made = getenv("STATE_DIRECTORY");
    const char *own = own_config(arena);

    if (made && made[0] == '/')
        return arena_strndup(arena, made, strcspn(made, ":"));
    if (!own || !str_equal(own, file))
        return PLACES_STATE;
    const char *base = base_folder("XDG_STATE_HOME", ".local/state", arena);
    return base ? arena_printf(arena, "%s/shihyo", base) : PLACES_STATE;
}
