/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_answer: header lines of an HTTP answer, and each line as what asks for the next page:
 * both are taken outside the sandbox. */
#include "tests/fuzz/fuzz.h"

#include <string.h>

#include "collector/answer.h"
#include "collector/paging.h"

static void take_line(const char *line, size_t length, struct fetch_result *result,
                      struct paging *paging)
{
    struct err err;

    answer_header(result, line, length);
    (void)paging_next(paging, arena_strndup(paging->arena, line, length), &err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    const char *at = arena_strndup(arena, (const char *)data, size);
    const char *end = at + size;
    struct fetch_result result = {0};
    struct paging paging;

    answer_clear(&result);
    paging_init(&paging, at, arena);
    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        size_t length = (size_t)((stop == NULL ? end : stop) - at);

        take_line(at, length, &result, &paging);
        at += length + 1;
    }
    fetch_result_free(&result);
    arena_free(arena);
    return 0;
}
