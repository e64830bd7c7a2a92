/* SPDX-License-Identifier: GPL-3.0-or-later */
/* name: a key and, where it is one, a pattern. */
#include "collector/name.h"

#include "core/str.h"
#include "core/unicode.h"

void name_init(struct name *name, struct arena *arena, const char *text)
{
    struct err ignored;
    *name = (struct name){.text = text, .key = unicode_key(arena, text)};
    if (!str_empty(text))
        name->pattern = pattern_compile(text, &ignored);
}

void name_free(struct name *name)
{
    pattern_free(name->pattern);
    *name = (struct name){0};
}

bool name_is(const struct name *name, const char *key)
{
    return str_equal(name->key, key);
}

bool name_fits(const struct name *name, const char *key)
{
    struct err ignored;
    if (name_is(name, key))
        return true;
    return name->pattern != NULL && pattern_match_whole(name->pattern, key, &ignored) == 1;
}
