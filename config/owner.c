/* SPDX-License-Identifier: GPL-3.0-or-later */
/* owner: see owner.h. */
#include "config/owner.h"

#include "core/str.h"

static void add(struct owners *owners, const char *name)
{
    if (str_empty(name))
        return;
    for (size_t i = 0; i < owners->count; i++) {
        if (str_equal(owners->names[i], name))
            return;
    }
    owners->names[owners->count++] = name;
}

static void begin(const struct settings *settings, struct arena *arena, struct owners *out)
{
    *out = (struct owners){
        .names = arena_alloc(arena, settings->program_count, sizeof *out->names)};
}

void owner_of(const struct settings *settings, const struct indicator *indicator,
              struct arena *arena, struct owners *out)
{
    begin(settings, arena, out);
    for (size_t i = 0; i < settings->program_count; i++) {
        if (settings_moves(&settings->programs[i], indicator))
            add(out, settings->programs[i].owner);
    }
}

void owner_all(const struct settings *settings, struct arena *arena, struct owners *out)
{
    begin(settings, arena, out);
    for (size_t i = 0; i < settings->program_count; i++)
        add(out, settings->programs[i].owner);
}
