/* SPDX-License-Identifier: GPL-3.0-or-later */
/* unpack: zlib's inflate over pieces of a body. */
#include "collector/unpack.h"

#define ZLIB_CONST /* next_in is read only */
#include <limits.h>
#include <strings.h>
#include <zlib.h>

#include "core/mem.h"
#include "core/str.h"

#define PIECE 65536
#define GZIP_ONLY (15 + 16) /* window bits, as zlib counts them */

static void start(struct unpack *unpack, const char *encoding)
{
    if (str_empty(encoding) || strcasecmp(encoding, "identity") == 0)
        return;
    if (strcasecmp(encoding, "gzip") != 0 && strcasecmp(encoding, "x-gzip") != 0) {
        unpack->state = UNPACK_UNKNOWN;
        return;
    }
    z_stream *stream = mem_calloc(1, sizeof *stream);
    unpack->stream = stream;
    unpack->state = inflateInit2(stream, GZIP_ONLY) == Z_OK ? UNPACK_UNDERWAY : UNPACK_DAMAGED;
}

/* One step of inflate into `out`. */
static enum unpack_state step(z_stream *stream, struct buf *out)
{
    unsigned char piece[PIECE];
    stream->next_out = piece;
    stream->avail_out = sizeof piece;
    int code = inflate(stream, Z_NO_FLUSH);
    if (buf_append(out, piece, sizeof piece - stream->avail_out) != 0)
        return UNPACK_TOO_LARGE;
    if (code == Z_STREAM_END)
        return UNPACK_WHOLE;
    return code == Z_OK || code == Z_BUF_ERROR ? UNPACK_UNDERWAY : UNPACK_DAMAGED;
}

static void inflate_all(struct unpack *unpack, const void *bytes, size_t length,
                        struct buf *out)
{
    z_stream *stream = unpack->stream;
    stream->next_in = bytes;
    stream->avail_in = (uInt)length;
    do {
        /* gzip data may follow gzip data */
        if (unpack->state == UNPACK_WHOLE && stream->avail_in > 0)
            unpack->state = inflateReset(stream) == Z_OK ? UNPACK_UNDERWAY : UNPACK_DAMAGED;
        if (unpack->state == UNPACK_UNDERWAY)
            unpack->state = step(stream, out);
    } while ((unpack->state == UNPACK_UNDERWAY && stream->avail_out == 0) ||
             (unpack->state <= UNPACK_WHOLE && stream->avail_in > 0));
}

bool unpack_take(struct unpack *unpack, const char *encoding, const void *bytes, size_t length,
                 struct buf *out)
{
    if (unpack->state == UNPACK_PLAIN && out->length == 0)
        start(unpack, encoding);
    if (unpack->state == UNPACK_PLAIN && buf_append(out, bytes, length) != 0)
        unpack->state = UNPACK_TOO_LARGE;
    else if (unpack->stream != NULL && length <= UINT_MAX)
        inflate_all(unpack, bytes, length, out);
    return unpack->state <= UNPACK_WHOLE;
}

void unpack_free(struct unpack *unpack)
{
    if (unpack->stream == NULL)
        return;
    (void)inflateEnd(unpack->stream);
    mem_free(unpack->stream);
    unpack->stream = NULL;
}

const char *unpack_complaint(enum unpack_state state)
{
    switch (state) {
    case UNPACK_UNDERWAY:
        return "the compressed transfer ended early";
    case UNPACK_DAMAGED:
        return "the compressed transfer is damaged";
    case UNPACK_UNKNOWN:
        return "compressed in a way that was not asked for, expected gzip or nothing";
    case UNPACK_PLAIN:
    case UNPACK_WHOLE:
    case UNPACK_TOO_LARGE:
        return NULL;
    }
    return NULL;
}
