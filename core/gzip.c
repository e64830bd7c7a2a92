/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gzip: see gzip.h. */
#include "core/gzip.h"

#define ZLIB_CONST /* next_in is read only */
#include <zlib.h>

#include "core/mem.h"

#define PIECE 65536
#define GZIP_ONLY (15 + 16) /* window bits, as zlib counts them */
#define MEMORY 8
#define FED ((size_t)1 << 30) /* fits zlib's counters */

struct gzip {
    z_stream stream;
    enum gzip_state state;
};

struct gzip *gzip_new(void)
{
    struct gzip *gzip = mem_calloc(1, sizeof *gzip);
    if (inflateInit2(&gzip->stream, GZIP_ONLY) != Z_OK)
        gzip->state = GZIP_DAMAGED;
    return gzip;
}

void gzip_free(struct gzip *gzip)
{
    if (gzip == NULL)
        return;
    (void)inflateEnd(&gzip->stream);
    mem_free(gzip);
}

/* One step of inflate into `out`. */
static enum gzip_state step(z_stream *stream, struct buf *out)
{
    unsigned char piece[PIECE];
    stream->next_out = piece;
    stream->avail_out = sizeof piece;
    int code = inflate(stream, Z_NO_FLUSH);
    if (buf_append(out, piece, sizeof piece - stream->avail_out) != 0)
        return GZIP_TOO_LARGE;
    if (code == Z_STREAM_END)
        return GZIP_WHOLE;
    return code == Z_OK || code == Z_BUF_ERROR ? GZIP_UNDERWAY : GZIP_DAMAGED;
}

static void inflate_all(struct gzip *gzip, const void *bytes, size_t length, struct buf *out)
{
    z_stream *stream = &gzip->stream;
    stream->next_in = bytes;
    stream->avail_in = (uInt)length;
    do {
        /* gzip data may follow gzip data */
        if (gzip->state == GZIP_WHOLE && stream->avail_in > 0)
            gzip->state = inflateReset(stream) == Z_OK ? GZIP_UNDERWAY : GZIP_DAMAGED;
        if (gzip->state == GZIP_UNDERWAY)
            gzip->state = step(stream, out);
    } while ((gzip->state == GZIP_UNDERWAY && stream->avail_out == 0) ||
             (gzip->state <= GZIP_WHOLE && stream->avail_in > 0));
}

enum gzip_state gzip_take(struct gzip *gzip, const void *bytes, size_t length, struct buf *out)
{
    const char *at = bytes;
    while (length > 0 && gzip->state <= GZIP_WHOLE) {
        size_t fed = length < FED ? length : FED;
        inflate_all(gzip, at, fed, out);
        at += fed;
        length -= fed;
    }
    return gzip->state;
}

static int deflate_all(z_stream *stream, int flush, struct buf *out)
{
    unsigned char piece[PIECE];
    do {
        stream->next_out = piece;
        stream->avail_out = sizeof piece;
        if (deflate(stream, flush) == Z_STREAM_ERROR)
            return -1;
        if (buf_append(out, piece, sizeof piece - stream->avail_out) != 0)
            return -1;
    } while (stream->avail_out == 0);
    return 0;
}

int gzip_pack(const void *bytes, size_t length, struct buf *out, struct err *err)
{
    z_stream stream = {.next_in = bytes};
    int failed = deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, GZIP_ONLY, MEMORY,
                              Z_DEFAULT_STRATEGY) != Z_OK;
    while (!failed) {
        size_t fed = length < FED ? length : FED;
        length -= fed;
        stream.avail_in = (uInt)fed;
        failed = deflate_all(&stream, length == 0 ? Z_FINISH : Z_NO_FLUSH, out) != 0;
        if (length == 0)
            break;
    }
    (void)deflateEnd(&stream);
    return failed ? err_set(err, ERR_INTERNAL, "%zu bytes could not be packed", length) : 0;
}

uint32_t gzip_check_sum(const void *bytes, size_t length)
{
    return (uint32_t)crc32_z(0, bytes, length);
}
