/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * parcel: what was picked, as bytes over the sandbox's pipe and back. Layer: collector. The
 * sender may have been taken over by its document: everything is checked as it is unpacked.
 */
#ifndef COLLECTOR_PARCEL_H
#define COLLECTOR_PARCEL_H

#include "collector/reading.h"
#include "core/buf.h"
#include "core/err.h"
#include "core/period.h"

#include <stddef.h>

/* What is still to be unpacked. */
struct parcel {
    const char *at;
    size_t left;
};

/* Appends one pick; an overflow shows in `out`. */
void parcel_pack(const struct reading_pick *pick, struct buf *out);

/* A text of its own, before or after the picks; never NULL. */
void parcel_pack_text(const char *text, struct buf *out);
int parcel_unpack_text(struct parcel *parcel, struct arena *arena, const char **out,
                       struct err *err);

/* The day of publication; one after `today`, or before all years that can be meant, is no
 * answer of ours. */
void parcel_pack_published(const struct published *published, struct buf *out);
int parcel_unpack_published(struct parcel *parcel, int32_t today, struct arena *arena,
                            struct published *out, struct err *err);

/* Takes the next pick into one that was initialised. ERR_DATA for anything that
 * pick_observations would not give: another frequency, no decimal, a text that is no UTF-8,
 * periods out of order. */
int parcel_unpack(struct parcel *parcel, enum frequency frequency, struct reading_pick *out,
                  struct err *err);

#endif
