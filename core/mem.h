/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mem: allocation that cannot fail: out of memory ends the process with a message
 * (exit 70). Layer: core. Results are released with mem_free (NULL is fine).
 */
#ifndef CORE_MEM_H
#define CORE_MEM_H

#include <stddef.h>

/* Zeroed memory for `count` items of `size` bytes; never NULL, also for zero. */
void *mem_calloc(size_t count, size_t size);

/* As realloc for `count` items of `size` bytes; the new part is not zeroed. */
void *mem_realloc(void *memory, size_t count, size_t size);

/* Grows an array that holds `count` items, of capacity *capacity, so that one more fits
 * (doubling); returns the array, perhaps moved. */
void *mem_grow(void *array, size_t count, size_t *capacity, size_t size);

char *mem_strdup(const char *text);

void mem_free(void *memory);

#endif
