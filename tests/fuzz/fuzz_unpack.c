/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_unpack: a compressed transfer; the first byte says how it is packed and how much comes
 * at a time. */
#include "tests/fuzz/fuzz.h"

#include "collector/unpack.h"

#define BODY_MAX ((size_t)1 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const encodings[] = {"gzip", "br", "zstd", "gzip"};
    struct unpack unpack = {0};
    struct buf body;
    size_t piece = size > 0 ? 1 + (size_t)data[0] * data[0] : 1;
    const char *encoding = encodings[size > 0 ? data[0] & 3 : 0];

    buf_init(&body, BODY_MAX);
    for (size_t at = 1; at < size; at += piece) {
        size_t length = size - at < piece ? size - at : piece;

        if (!unpack_take(&unpack, encoding, data + at, length, &body))
            break;
    }
    (void)unpack_complaint(unpack.state);
    unpack_free(&unpack);
    buf_free(&body);
    return 0;
}
