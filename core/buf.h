/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * buf: a growing byte string, born with a limit. Layer: core.
 *
 * Appending past the limit appends nothing, sets `overflow`, and returns -1; later
 * appends fail too, so a writer may check once at its end. The bytes are always
 * followed by a NUL.
 */
#ifndef CORE_BUF_H
#define CORE_BUF_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

struct buf {
    char *data;
    size_t length; /* without the closing NUL */
    size_t capacity;
    size_t limit; /* most bytes it may ever hold */
    bool overflow;
};

/* Caller-owned storage; release with buf_free. */
void buf_init(struct buf *buf, size_t limit);
void buf_free(struct buf *buf);

/* Empties it and forgets an overflow; keeps the memory. */
void buf_reset(struct buf *buf);

int buf_append(struct buf *buf, const void *bytes, size_t length);
int buf_puts(struct buf *buf, const char *text);
int buf_putc(struct buf *buf, char c);
int buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The bytes as a C string; "" while nothing was appended. */
const char *buf_text(const struct buf *buf);

/* The same, kept in the arena; the buffer is freed. */
const char *buf_keep(struct buf *buf, struct arena *arena);

#endif
