/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fuzz: what the harnesses share. A harness is a file fuzz_NAME.c with LLVMFuzzerTestOneInput;
 * `make fuzz` links it with libFuzzer, `make check` with replay.c, which gives it the inputs
 * of regress/NAME. seeds.sh makes its first corpus, words/NAME its dictionary.
 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include "core/buf.h"

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Decodes the bytes as a document of this format; `rows` as configured, "" = none. */
void fuzz_decode(const char *format, const char *rows, const void *bytes, size_t size);

/* A ZIP archive of stored entries, appended to `out`. */
struct fuzz_part {
    const char *name;
    const char *text;
    size_t length;
    size_t offset; /* filled in */
};
void fuzz_archive(struct fuzz_part *parts, size_t count, struct buf *out);

#endif
