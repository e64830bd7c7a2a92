/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_xml: any bytes as XML: searching for rows, and an XPath. */
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_decode("xml", "", data, size);
    fuzz_decode("xml", "//*[local-name()='row']", data, size);
    return 0;
}
