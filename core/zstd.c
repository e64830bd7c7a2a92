/* SPDX-License-Identifier: GPL-3.0-or-later */
/* zstd: see zstd.h. */
#include "core/zstd.h"

#include <zstd.h>

#include "core/mem.h"

#define PIECE 65536
#define WINDOW_LOG 23

struct zstd {
    ZSTD_DStream *stream;
    enum gzip_state state;
};

struct zstd *zstd_new(void)
{
    struct zstd *zstd = mem_calloc(1, sizeof *zstd);

    zstd->stream = ZSTD_createDStream();
    if (!zstd->stream ||
        ZSTD_isError(ZSTD_DCtx_setParameter(zstd->stream, ZSTD_d_windowLogMax, WINDOW_LOG)))
        zstd->state = GZIP_DAMAGED;
    return zstd;
}

void zstd_free(struct zstd *zstd)
{
    if (!zstd)
        return;
    (void)ZSTD_freeDStream(zstd->stream);
    mem_free(zstd);
}

/* One step into `out`. *full = there may be more where this came from. */
static enum gzip_state step(struct zstd *zstd, ZSTD_inBuffer *in, bool *full, struct buf *out)
{
    char piece[PIECE];
    ZSTD_outBuffer to = {piece, sizeof piece, 0};
    size_t left = ZSTD_decompressStream(zstd->stream, &to, in);

    *full = to.pos == sizeof piece;
    if (buf_append(out, piece, to.pos) != 0)
        return GZIP_TOO_LARGE;
    if (ZSTD_isError(left))
        return GZIP_DAMAGED;
    return left == 0 ? GZIP_WHOLE : GZIP_UNDERWAY;
}

enum gzip_state zstd_take(struct zstd *zstd, const void *bytes, size_t length, struct buf *out)
{
    ZSTD_inBuffer in = {bytes, length, 0};
    bool full = false;

    while (zstd->state <= GZIP_WHOLE && (in.pos < in.size || full))
        zstd->state = step(zstd, &in, &full, out);
    return zstd->state;
}
