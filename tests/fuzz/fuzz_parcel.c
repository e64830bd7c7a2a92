/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_parcel: what a child that was taken over could send; the first byte chooses the
 * frequency that was asked for. */
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "collector/parcel.h"

#define PACKED_MAX ((size_t)64 << 20)
#define TODAY 20000 /* a day number */

static int unpack(struct parcel *parcel, enum frequency frequency, struct buf *again)
{
    struct reading_pick pick = {0};
    struct err err;

    pick_init(&pick.pick);
    int result = parcel_unpack(parcel, frequency, &pick, &err);
    if (result == 0)
        parcel_pack(&pick, again);
    pick_free(&pick.pick);
    return result;
}

/* What was taken can be packed and taken again, and then looks the same. */
static void try_again(struct buf *packed, enum frequency frequency)
{
    struct parcel parcel = {.at = buf_text(packed), .left = packed->length};
    struct buf again;

    buf_init(&again, PACKED_MAX);
    if (unpack(&parcel, frequency, &again) != 0 || again.length != packed->length ||
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
    struct parcel parcel = {.at = buf_text(&packed), .left = packed.length};
    if (parcel_unpack_published(&parcel, today, arena, &again, &err) != 0 || parcel.left > 0 ||
        again.said != published->said || again.day != published->day)
        abort();
    buf_free(&packed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    const char *next = NULL;
    struct published published;
    struct buf packed;
    struct err err;

    buf_init(&packed, PACKED_MAX);
    if (size > 0) {
        struct parcel parcel = {.at = (const char *)data + 1, .left = size - 1};
        enum frequency frequency =
            (enum frequency)(data[0] % (FREQUENCY_FISCAL_YEAR - FREQUENCY_DAILY + 1));

        if (parcel_unpack_text(&parcel, arena, &next, &err) == 0 &&
            parcel_unpack_published(&parcel, TODAY, arena, &published, &err) == 0) {
            pack_again(&published, TODAY, arena);
            while (parcel.left > 0 && unpack(&parcel, frequency, &packed) == 0)
                try_again(&packed, frequency);
        }
    }
    buf_free(&packed);
    arena_free(arena);
    return 0;
}
