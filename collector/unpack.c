/* SPDX-License-Identifier: GPL-3.0-or-later */
/* unpack: see unpack.h. */
#include "collector/unpack.h"

#include <strings.h>

#include "core/str.h"

static bool is_called(const char *encoding, const char *name)
{
    return strcasecmp(encoding, name) == 0;
}

static void start(struct unpack *unpack, const char *encoding)
{
    if (str_empty(encoding) || is_called(encoding, "identity"))
        return;
    unpack->state = UNPACK_UNDERWAY;
    if (is_called(encoding, "gzip") || is_called(encoding, "x-gzip"))
        unpack->gzip = gzip_new();
    else if (is_called(encoding, "br"))
        unpack->brotli = brotli_new();
    else if (is_called(encoding, "zstd"))
        unpack->zstd = zstd_new();
    else
        unpack->state = UNPACK_UNKNOWN;
}

static enum unpack_state state_of(enum gzip_state state)
{
    switch (state) {
    case GZIP_UNDERWAY:
        return UNPACK_UNDERWAY;
    case GZIP_WHOLE:
        return UNPACK_WHOLE;
    case GZIP_TOO_LARGE:
        return UNPACK_TOO_LARGE;
    case GZIP_DAMAGED:
        break;
    }
    return UNPACK_DAMAGED;
}

bool unpack_take(struct unpack *unpack, const char *encoding, const void *bytes, size_t length,
                 struct buf *out)
{
    if (unpack->state == UNPACK_PLAIN && out->length == 0)
        start(unpack, encoding);
    if (unpack->state == UNPACK_PLAIN && buf_append(out, bytes, length) != 0)
        unpack->state = UNPACK_TOO_LARGE;
    else if (unpack->gzip != NULL)
        unpack->state = state_of(gzip_take(unpack->gzip, bytes, length, out));
    else if (unpack->brotli != NULL)
        unpack->state = state_of(brotli_take(unpack->brotli, bytes, length, out));
    else if (unpack->zstd != NULL)
        unpack->state = state_of(zstd_take(unpack->zstd, bytes, length, out));
    return unpack->state <= UNPACK_WHOLE;
}

void unpack_free(struct unpack *unpack)
{
    gzip_free(unpack->gzip);
    brotli_free(unpack->brotli);
    zstd_free(unpack->zstd);
    unpack->gzip = NULL;
    unpack->brotli = NULL;
    unpack->zstd = NULL;
}

const char *unpack_complaint(enum unpack_state state)
{
    switch (state) {
    case UNPACK_UNDERWAY:
        return "the compressed transfer ended early";
    case UNPACK_DAMAGED:
        return "the compressed transfer is damaged";
    case UNPACK_UNKNOWN:
        return "compressed in a way that was not asked for, expected gzip, br, zstd or "
               "nothing";
    case UNPACK_PLAIN:
    case UNPACK_WHOLE:
    case UNPACK_TOO_LARGE:
        return NULL;
    }
    return NULL;
}
