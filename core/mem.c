/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mem: see mem.h. */
#include "core/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *give(void *memory)
{
    if (memory)
        return memory;
    fputs("shihyo: out of memory\n", stderr);
    _Exit(70);
}

void *mem_calloc(size_t count, size_t size)
{
    return give(calloc(count ? count : 1, size ? size : 1));
}

void *mem_realloc(void *memory, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        return give(NULL);
    size_t bytes = count * size;

    return give(realloc(memory, bytes > 0 ? bytes : 1));
}

void *mem_grow(void *array, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return array;
    *capacity = *capacity ? *capacity * 2 : 8;
    return mem_realloc(array, *capacity, size);
}

char *mem_strdup(const char *text)
{
    return give(strdup(text));
}

void mem_free(void *memory)
{
    free(memory);
}
