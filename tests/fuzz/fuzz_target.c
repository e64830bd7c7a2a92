/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_target: the address of a request. What is read can lead nowhere but below the folder
 * that is served. */
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "core/plain.h"
#include "core/target.h"

static void check(const struct target *target)
{
    size_t offset;

    if (target->path[0] != '/' || strstr(target->path, "/.") || strstr(target->path, "//") ||
        strchr(target->path, '\\') || strchr(target->path, '%'))
        abort();
    for (size_t i = 0; i < target->query_count; i++) {
        if (!plain_check(target->query[i].name, &offset) ||
            !plain_check(target->query[i].value, &offset))
            abort();
    }
    (void)target_value(target, "as-of");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    const char *text = arena_strndup(arena, (const char *)data, size);
    struct target target;
    struct err err = {0};

    if (target_read(text, arena, &target, &err) == 0)
        check(&target);
    arena_free(arena);
    return 0;
}
