/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_html: any bytes as html. */
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_decode("html", "", data, size);
    return 0;
}
