/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_robots: a path, a NUL, a robots.txt; and the text as a header that asks for https. */
#include "tests/fuzz/fuzz.h"

#include <string.h>

#include "collector/neighbours.h"
#include "collector/robots.h"
#include "core/arena.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    const char *path = arena_strndup(arena, (const char *)data, size);
    size_t length = strlen(path);
    const char *text = length < size ? path + length + 1 : "";
    struct neighbours *set = neighbours_new();

    (void)robots_allow(text, "shihyo", path);
    neighbours_take_secure(neighbours_find(set, "example.jp"), (const char *)data, size, 0);
    (void)neighbours_is_secure(set, "a.example.jp", 1);
    neighbours_free(set);
    arena_free(arena);
    return 0;
}
