/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gzip: bytes packed by gzip and unpacked again. Layer: core; the only user of zlib. */
#ifndef CORE_GZIP_H
#define CORE_GZIP_H

#include "core/buf.h"
#include "core/err.h"

#include <stddef.h>
#include <stdint.h>

enum gzip_state {
    GZIP_UNDERWAY,  /* the end of the packed data has not come */
    GZIP_WHOLE,     /* it has, and its check sum is right */
    GZIP_TOO_LARGE, /* beyond the limit of `out` */
    GZIP_DAMAGED    /* no gzip data */
};

/* Unpacking, piece by piece. */
struct gzip;

struct gzip *gzip_new(void);
void gzip_free(struct gzip *gzip); /* NULL is fine */

/* Unpacks the next bytes, appending to `out`. Nothing more may be given after TOO_LARGE and
 * DAMAGED. */
enum gzip_state gzip_take(struct gzip *gzip, const void *bytes, size_t length,
                          struct buf *out);

/* Appends the bytes packed to `out`: the same bytes whenever it is done. ERR_INTERNAL when
 * they are more than `out` may hold. */
int gzip_pack(const void *bytes, size_t length, struct buf *out, struct err *err);

/* The check sum that gzip, zip and PNG share (CRC-32). */
uint32_t gzip_check_sum(const void *bytes, size_t length);

#endif
