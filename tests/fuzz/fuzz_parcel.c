/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_parcel: what a child that was taken over could send; the first byte chooses the
 * frequency that was asked for. */
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "collector/parcel.h"

#define PACKED_MAX ((size_t)64 << 20)
#define TODAY 20000 /* a day number */

static bool unpack(struct parcel *parcel, enum frequency frequency, struct buf *again)
{
    struct reading_pick pick = {0};

    pick_init(&pick.pick);
    parcel_unpack(parcel, frequency, &pick);
    if (!parcel->failed)
        parcel_pack(&pick, again);
    pick_free(&pick.pick);
    return !parcel->failed;
}

/* What was taken can be packed and taken again, and then looks the same. */
static void try_again(struct buf *packed, enum frequency frequency)
{
    struct parcel parcel = parcel_start(packed, NULL);
    struct buf again;

    buf_init(&again, PACKED_MAX);
    if (!unpack(&parcel, frequency, &again) || again.length != packed->length ||
        memcmp(again.data, packed->data, again.length) != 0)
        abort();
    buf_free(&again);
    buf_reset(packed);
}

static void pack_again(const struct published *published, int32_t today, struct arena *arena)
{
    struct published again;
    struct buf packed;
    struct err err;

    buf_init(&packed, PACKED_MAX);
    parcel_pack_published(published, &packed);
    struct parcel parcel = parcel_start(&packed, arena);
    parcel_unpack_published(&parcel, today, &again);
    if (parcel_end(&parcel, &err) != 0 || again.said != published->said ||
        again.day != published->day)
        abort();
    buf_free(&packed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct published published;
    struct buf packed;

    buf_init(&packed, PACKED_MAX);
    if (size > 0) {
        struct parcel parcel = {
            .at = (const char *)data + 1, .left = size - 1, .arena = arena};
        enum frequency frequency =
            (enum frequency)(data[0] % (FREQUENCY_FISCAL_YEAR - FREQUENCY_DAILY + 1));

        (void)parcel_unpack_text(&parcel);
        parcel_unpack_published(&parcel, TODAY, &published);
        if (!parcel.failed)
            pack_again(&published, TODAY, arena);
        while (!parcel.failed && parcel.left > 0 && unpack(&parcel, frequency, &packed))
            try_again(&packed, frequency);
    }
    buf_free(&packed);
    arena_free(arena);
    return 0;
}
