/* SPDX-License-Identifier: GPL-3.0-or-later */
/* arena: see arena.h. Blocks in a list; a request larger than a block gets its own. */
#include "core/arena.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/mem.h"

#define BLOCK_SIZE ((size_t)64 << 10)
#define FIRST_SIZE ((size_t)4 << 10)
#define PRINTED 256 /* most texts are shorter */

struct block {
    struct block *next;
    size_t used;
    size_t size;
    max_align_t data[];
};

struct arena {
    struct block *blocks; /* the one in use first */
};

struct arena *arena_new(void)
{
    return mem_calloc(1, sizeof(struct arena));
}

void arena_free(struct arena *arena)
{
    if (!arena)
        return;
    while (arena->blocks) {
        struct block *block = arena->blocks;

        arena->blocks = block->next;
        mem_free(block);
    }
    mem_free(arena);
}

static struct block *add_block(struct arena *arena, size_t need)
{
    size_t usual = arena->blocks ? BLOCK_SIZE : FIRST_SIZE;
    size_t size = need > usual ? need : usual;
    struct block *block = mem_realloc(NULL, 1, sizeof *block + size);

    *block = (struct block){.size = size};
    /* A block of one large request is full at once: the one in use stays in front. */
    if (arena->blocks && need > usual) {
        block->next = arena->blocks->next;
        arena->blocks->next = block;
    } else {
        block->next = arena->blocks;
        arena->blocks = block;
    }
    return block;
}

/* As it comes. */
static void *take(struct arena *arena, size_t size)
{
    const size_t align = _Alignof(max_align_t);

    if (size > SIZE_MAX / 2)
        return mem_realloc(NULL, SIZE_MAX, 2); /* ends the process: no such memory */
    size_t need = (size + align - 1) / align * align;
    struct block *block = arena->blocks;

    if (!block || block->size - block->used < need)
        block = add_block(arena, need);
    char *memory = (char *)block->data + block->used;
    block->used += need;
    return memory;
}

/* Only what is handed out is zeroed: many arenas live for one cell. */
void *arena_alloc(struct arena *arena, size_t count, size_t size)
{
    size_t bytes = size != 0 && count > SIZE_MAX / size ? SIZE_MAX : count * size;

    return memset(take(arena, bytes), 0, bytes);
}

const char *arena_strndup(struct arena *arena, const char *text, size_t length)
{
    char *copy = take(arena, length + 1);

    if (length > 0)
        memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

const char *arena_strdup(struct arena *arena, const char *text)
{
    return text ? arena_strndup(arena, text, strlen(text)) : NULL;
}

const char *arena_printf(struct arena *arena, const char *format, ...)
{
    char most[PRINTED];
    va_list list;

    va_start(list, format);
    int length = vsnprintf(most, sizeof most, format, list);
    va_end(list);
    if (length < 0)
        abort(); /* a format of ours that libc refuses */
    if ((size_t)length < sizeof most)
        return arena_strndup(arena, most, (size_t)length);

    char *text = take(arena, (size_t)length + 1);
    va_start(list, format);
    vsnprintf(text, (size_t)length + 1, format, list);
    va_end(list);
    return text;
}
