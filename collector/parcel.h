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

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What is still to be unpacked. After the first wrong answer nothing more is taken: whoever
 * unpacks looks for `failed` where it repeats something, and at the end. */
struct parcel {
    const char *at;
    size_t left;
    struct arena *arena; /* of the texts that are taken */
    bool failed;
};

/* Appends; an overflow shows in `out`. A text that is NULL arrives as "". */
void parcel_pack_number(int64_t number, struct buf *out);
void parcel_pack_text(const char *text, struct buf *out);
void parcel_pack(const struct reading_pick *pick, struct buf *out);
void parcel_pack_published(const struct published *published, struct buf *out);

struct parcel parcel_start(const struct buf *bytes, struct arena *arena);

/* `least` when it failed; and UTF-8, "" when it failed. */
int64_t parcel_unpack_number(struct parcel *parcel, int64_t least, int64_t most);
const char *parcel_unpack_text(struct parcel *parcel);

/* The next pick, into one that was initialised: its texts are of its own arena. What
 * pick_observations would not give is wrong: another frequency, no decimal, periods out of
 * order. */
void parcel_unpack(struct parcel *parcel, enum frequency frequency, struct reading_pick *out);

/* The day of publication; one after `today`, or before all years that can be meant, is no
 * answer of ours. */
void parcel_unpack_published(struct parcel *parcel, int32_t today, struct published *out);

/* ERR_DATA when something was wrong, or more is there than was taken. */
int parcel_end(const struct parcel *parcel, struct err *err);

#endif
