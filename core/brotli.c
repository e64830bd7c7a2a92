/* SPDX-License-Identifier: GPL-3.0-or-later */
/* brotli: see brotli.h. */
#include "core/brotli.h"

#include <brotli/decode.h>

#include "core/mem.h"

#define PIECE 65536

struct brotli {
    BrotliDecoderState *decoder;
    enum gzip_state state;
};

struct brotli *brotli_new(void)
{
    struct brotli *brotli = mem_calloc(1, sizeof *brotli);

    brotli->decoder = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    if (!brotli->decoder)
        brotli->state = GZIP_DAMAGED;
    return brotli;
}

void brotli_free(struct brotli *brotli)
{
    if (!brotli)
        return;
    if (brotli->decoder)
        BrotliDecoderDestroyInstance(brotli->decoder);
    mem_free(brotli);
}

enum gzip_state brotli_take(struct brotli *brotli, const void *bytes, size_t length,
                            struct buf *out)
{
    const uint8_t *in = bytes;
    size_t left = length;
    BrotliDecoderResult result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;

    if (brotli->state == GZIP_WHOLE && length > 0)
        brotli->state = GZIP_DAMAGED;
    while (brotli->state == GZIP_UNDERWAY &&
           result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) {
        uint8_t piece[PIECE];
        uint8_t *next = piece;
        size_t room = sizeof piece;

        result =
            BrotliDecoderDecompressStream(brotli->decoder, &left, &in, &room, &next, NULL);
        if (buf_append(out, piece, sizeof piece - room) != 0)
            brotli->state = GZIP_TOO_LARGE;
        else if (result == BROTLI_DECODER_RESULT_ERROR)
            brotli->state = GZIP_DAMAGED;
        else if (result == BROTLI_DECODER_RESULT_SUCCESS)
            brotli->state = left > 0 ? GZIP_DAMAGED : GZIP_WHOLE;
    }
    return brotli->state;
}
