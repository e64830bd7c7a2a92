/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_number: one cell as a number. */
#include "tests/fuzz/fuzz.h"

#include "core/arena.h"
#include "core/number.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct number number;
    struct err err = {0};

    (void)number_read(arena_strndup(arena, (const char *)data, size), &number, &err);
    arena_free(arena);
    return 0;
}
