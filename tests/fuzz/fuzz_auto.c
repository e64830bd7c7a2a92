/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_auto: any bytes, by content. No PDFs: they would start another program each time. */
#include "tests/fuzz/fuzz.h"

#include "collector/decode/pdf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct document document = {.bytes = data, .length = size};

    if (!pdf_recognise(&document))
        fuzz_decode("auto", "", data, size);
    return 0;
}
