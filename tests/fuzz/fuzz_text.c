/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_text: any bytes as text. */
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_decode("text", "", data, size);
    return 0;
}
