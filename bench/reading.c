/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reading CONFIG FILE: decodes and picks a document for the first indicator, in the sandbox,
 * as a cycle does, and says how many observations came out. Measuring it leaves out what the
 * network and the ledger take.
 */
#include <stdio.h>

#include "core/buf.h"
#include "core/civil.h"
#include "core/file.h"

#include "config/settings.h"

#include "collector/reading.h"

#define DOCUMENT_MAX ((size_t)256 << 20)

static int read_file(const struct indicator *indicator, const char *path, size_t *count,
                     struct err *err)
{
    const struct source *source = indicator->sources[0];
    struct reading reading = {0};
    struct buf bytes;
    buf_init(&bytes, DOCUMENT_MAX);
    int result = file_read(path, &bytes, err);
    if (result == 0) {
        struct document document = {.bytes = buf_text(&bytes),
                                    .length = bytes.length,
                                    .content_type = "",
                                    .encoding = source->encoding,
                                    .rows = source->rows};
        result = reading_run(&document, source->format, &indicator, 1, civil_day(2026, 4, 1),
                             &reading, err);
        if (result == 0 && reading.picks[0].err.code != ERR_NONE)
            result = err_set(err, ERR_DATA, "%s", reading.picks[0].err.text);
        *count = result == 0 ? reading.picks[0].pick.count : 0;
        reading_free(&reading);
    }
    buf_free(&bytes);
    return result;
}

int main(int argc, char **argv)
{
    struct settings *settings = NULL;
    struct faults faults = {0};
    struct err err;
    size_t count = 0;
    if (argc != 3) {
        (void)fputs("usage: reading CONFIG FILE\n", stderr);
        return 64;
    }
    err_clear(&err);
    int result = settings_load(argv[1], NULL, &settings, &faults, &err);
    if (result == 0 && settings->indicator_count > 0)
        result = read_file(&settings->indicators[0], argv[2], &count, &err);
    if (result == 0)
        (void)printf("%zu observations\n", count);
    else
        (void)fprintf(stderr, "reading: %s\n", err.text);
    settings_free(settings);
    fault_free(&faults);
    return result == 0 && count > 0 ? 0 : 1;
}
