/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_period: one cell as a period of every frequency, alone and below another, and as a text
 * that speaks of time. */
#include "tests/fuzz/fuzz.h"

#include "core/arena.h"
#include "core/periodread.h"
#include "core/spanread.h"
#include "core/unicode.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    const char *text = arena_strndup(arena, (const char *)data, size);
    const char *key = unicode_key(arena, text);
    struct spanread span;
    struct spanread_found found;
    size_t from = 0;

    for (int f = FREQUENCY_DAILY; f <= FREQUENCY_FISCAL_YEAR; f++) {
        struct periodread_context context = {.frequency = (enum frequency)f,
                                             .carried_era = 1988};
        struct period period;
        struct err err = {0};

        (void)periodread_cell(text, &context, &period, &err);
        (void)periodread_cell(text, &context, &period, &err);
        (void)spanread_text(text, &context, &span, &err);
    }
    (void)periodread_plausible(text);
    while (spanread_find(key, &from, &found)) {
    }
    arena_free(arena);
    return 0;
}
