/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * arena: memory that lives and dies together. Layer: core.
 * Everything handed out belongs to the arena and is valid until arena_free.
 */
#ifndef CORE_ARENA_H
#define CORE_ARENA_H

#include <stddef.h>

struct arena;

struct arena *arena_new(void);

/* Releases the arena and all it handed out. NULL is fine. */
void arena_free(struct arena *arena);

/* Zeroed, aligned memory for `count` items of `size` bytes. */
void *arena_alloc(struct arena *arena, size_t count, size_t size);

/* A copy of a text; NULL gives NULL. */
const char *arena_strdup(struct arena *arena, const char *text);

/* A NUL-terminated copy of `length` bytes. */
const char *arena_strndup(struct arena *arena, const char *text, size_t length);

const char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
