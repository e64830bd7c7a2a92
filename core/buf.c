/* SPDX-License-Identifier: GPL-3.0-or-later */
/* buf: see buf.h. */
#include "core/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/arena.h"
#include "core/mem.h"

void buf_init(struct buf *buf, size_t limit)
{
    *buf = (struct buf){.limit = limit};
}

void buf_free(struct buf *buf)
{
    mem_free(buf->data);
    *buf = (struct buf){.limit = buf->limit};
}

void buf_reset(struct buf *buf)
{
    buf->length = 0;
    buf->overflow = false;
    if (buf->data)
        buf->data[0] = '\0';
}

/* Room for `length` more bytes and the NUL. */
static int reserve(struct buf *buf, size_t length)
{
    if (buf->overflow || length > buf->limit - buf->length) {
        buf->overflow = true;
        return -1;
    }
    size_t need = buf->length + length + 1;
    if (need <= buf->capacity)
        return 0;
    size_t capacity = buf->capacity ? buf->capacity : 64;
    while (capacity < need)
        capacity *= 2;
    buf->data = mem_realloc(buf->data, capacity, 1);
    buf->capacity = capacity;
    return 0;
}

int buf_append(struct buf *buf, const void *bytes, size_t length)
{
    if (reserve(buf, length))
        return -1;
    if (length > 0)
        memcpy(buf->data + buf->length, bytes, length);
    buf->length += length;
    buf->data[buf->length] = '\0';
    return 0;
}

int buf_puts(struct buf *buf, const char *text)
{
    return buf_append(buf, text, strlen(text));
}

int buf_putc(struct buf *buf, char c)
{
    return buf_append(buf, &c, 1);
}

int buf_printf(struct buf *buf, const char *format, ...)
{
    size_t room = buf->overflow ? 0 : buf->capacity - buf->length;
    va_list list;

    va_start(list, format); /* most fit into what is there already */
    int length = vsnprintf(room > 0 ? buf->data + buf->length : NULL, room, format, list);
    va_end(list);
    if (length < 0 || reserve(buf, (size_t)length)) {
        buf->overflow = true;
        if (buf->data)
            buf->data[buf->length] = '\0';
        return -1;
    }
    if ((size_t)length < room) {
        buf->length += (size_t)length;
        return 0;
    }
    va_start(list, format);
    vsnprintf(buf->data + buf->length, (size_t)length + 1, format, list);
    va_end(list);
    buf->length += (size_t)length;
    return 0;
}

const char *buf_text(const struct buf *buf)
{
    return buf->data ? buf->data : "";
}

const char *buf_keep(struct buf *buf, struct arena *arena)
{
    const char *kept = arena_strdup(arena, buf_text(buf));

    buf_free(buf);
    return kept;
}
