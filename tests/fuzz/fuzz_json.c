/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_json: any bytes as JSON: shapes, searching, and a pointer. */
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_decode("json", "", data, size);
    fuzz_decode("json", "/data/0", data, size);
    return 0;
}
