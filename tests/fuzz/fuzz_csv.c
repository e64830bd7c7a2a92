/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_csv: any bytes as csv. */
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_decode("csv", "", data, size);
    return 0;
}
