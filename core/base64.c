/* SPDX-License-Identifier: GPL-3.0-or-later */
/* base64: see base64.h. */
#include "core/base64.h"

void base64_print(const void *data, size_t length, struct buf *out)
{
    static const char DIGITS[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const unsigned char *bytes = data;

    for (size_t i = 0; i < length; i += 3) {
        size_t here = length - i < 3 ? length - i : 3;
        unsigned group = (unsigned)bytes[i] << 16;
        char four[4] = {0, 0, '=', '='};

        if (here > 1)
            group |= (unsigned)bytes[i + 1] << 8;
        if (here > 2)
            group |= bytes[i + 2];
        for (size_t digit = 0; digit <= here; digit++)
            four[digit] = DIGITS[(group >> (18 - 6 * digit)) & 63];
        buf_append(out, four, sizeof four);
    }
}
