/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz: see fuzz.h. */
#include "tests/fuzz/fuzz.h"

#include <string.h>

#include "collector/decode.h"

void fuzz_decode(const char *format, const char *rows, const void *bytes, size_t size)
{
    struct document document = {
        .bytes = bytes, .length = size, .content_type = "", .encoding = "auto", .rows = rows};
    struct grids grids;
    struct err err;

    err_clear(&err);
    grid_init(&grids);
    (void)decode_document(&document, format, &grids, &err);
    grid_free(&grids);
}

/* --- a stored archive --- */

static void put(struct buf *out, size_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        (void)buf_putc(out, (char)(i < 8 ? value >> (8 * i) : 0));
}

static uint32_t sum(const char *text, size_t length)
{
    uint32_t value = 0xFFFFFFFF;
    for (size_t i = 0; i < length; i++) {
        value ^= (unsigned char)text[i];
        for (int k = 0; k < 8; k++)
            value = (value >> 1) ^ ((value & 1) != 0 ? 0xEDB88320U : 0);
    }
    return ~value;
}

static void put_header(struct buf *out, const struct fuzz_part *part, bool central)
{
    (void)buf_append(out,
                     central ? "PK\1\2\24\0\24\0\0\0\0\0\0\0\0" : "PK\3\4\24\0\0\0\0\0\0\0\0",
                     central ? 12 : 10);
    put(out, 0, 4);
    put(out, sum(part->text, part->length), 4);
    put(out, part->length, 4);
    put(out, part->length, 4);
    put(out, strlen(part->name), 2);
    put(out, 0, central ? 12 : 2);
    if (central)
        put(out, part->offset, 4);
    (void)buf_puts(out, part->name);
}

void fuzz_archive(struct fuzz_part *parts, size_t count, struct buf *out)
{
    for (size_t i = 0; i < count; i++) {
        parts[i].offset = out->length;
        put_header(out, &parts[i], false);
        (void)buf_append(out, parts[i].text, parts[i].length);
    }
    size_t start = out->length;
    for (size_t i = 0; i < count; i++)
        put_header(out, &parts[i], true);
    size_t size = out->length - start;
    (void)buf_append(out, "PK\5\6\0\0\0\0", 8);
    put(out, count, 2);
    put(out, count, 2);
    put(out, size, 4);
    put(out, start, 4);
    put(out, 0, 2);
}
