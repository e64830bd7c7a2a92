/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * replay FILE...: gives a harness each file, and first an empty input: what once failed must
 * not fail again. A failure ends the process, as it would end libFuzzer; the line before names
 * the file.
 */
#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <string.h>

#include "core/buf.h"
#include "core/file.h"
#include "core/mem.h"

#define INPUT_MAX ((size_t)32 << 20)

/* Without the closing NUL of a buffer, so that reading beyond the end is seen. */
static void try_exact(const struct buf *input)
{
    uint8_t *bytes = mem_calloc(input->length, 1);

    memcpy(bytes, buf_text(input), input->length);
    (void)LLVMFuzzerTestOneInput(bytes, input->length);
    mem_free(bytes);
}

static int replay(const char *path)
{
    struct buf input;
    struct err err;

    buf_init(&input, INPUT_MAX);
    int result = file_read(path, &input, &err);
    (void)printf("%s\n", result == 0 ? path : err.text);
    (void)fflush(stdout);
    if (result == 0)
        try_exact(&input);
    buf_free(&input);
    return result;
}

int main(int argc, char **argv)
{
    int failed = 0;

    (void)LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
    for (int i = 1; i < argc; i++)
        failed += replay(argv[i]) == 0 ? 0 : 1;
    (void)printf("%d passed, %d failed\n", argc - failed, failed);
    return failed == 0 ? 0 : 1;
}
