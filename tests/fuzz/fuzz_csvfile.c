/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_csvfile: any bytes as the CSV that `import` reads; what was read is written as it would
 * be, and must be read as the same cells again. */
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "core/csvfile.h"

#define LIMIT ((size_t)4 << 20)

/* An empty line is no record, so one empty cell alone cannot be written. */
static bool is_written(const struct csvfile *file)
{
    return file->count > 1 || file->cells[0][0] != '\0';
}

static void write_record(const struct csvfile *file, struct buf *out)
{
    for (size_t i = 0; is_written(file) && i < file->count; i++)
        csvfile_put(out, file->cells[i], i + 1 < file->count ? ',' : '\n');
}

/* Each of the records once more from what was written of them. */
static void compare(struct csvfile *file, struct csvfile *again)
{
    struct err err = {0};

    while (csvfile_next(file, &err) == 1) {
        if (!is_written(file))
            continue;
        if (csvfile_next(again, &err) != 1 || again->count != file->count)
            abort();
        for (size_t i = 0; i < file->count; i++) {
            if (strcmp(file->cells[i], again->cells[i]) != 0)
                abort();
        }
    }
}

static void read_again(struct buf *bytes, struct buf *written)
{
    struct csvfile file, again;
    struct err err = {0};

    if (csvfile_open(&file, bytes, &err) || csvfile_open(&again, written, &err))
        abort();
    if (csvfile_next(&again, &err) != 1)
        abort();
    compare(&file, &again);
    if (csvfile_next(&again, &err) != 0)
        abort();
}

/* The line numbers never fall, since people are sent there. */
static void read_all(struct buf *bytes, struct buf *written)
{
    struct csvfile file;
    struct err err = {0};
    long line = 0;

    if (csvfile_open(&file, bytes, &err))
        return;
    while (csvfile_next(&file, &err) == 1) {
        if (file.line <= line || file.count == 0 || file.count > CSVFILE_CELLS_MAX)
            abort();
        line = file.line;
        write_record(&file, written);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct buf bytes, copy, written;
    struct err err = {0};
    struct csvfile file;

    buf_init(&bytes, LIMIT);
    buf_init(&copy, LIMIT);
    buf_init(&written, LIMIT);
    buf_append(&bytes, data, size);
    buf_append(&copy, data, size);
    buf_puts(&written, "head\n"); /* before which a mark of UTF-8 is none of the cells' */
    read_all(&bytes, &written);
    if (csvfile_open(&file, &copy, &err) == 0)
        read_again(&copy, &written);
    buf_free(&bytes);
    buf_free(&copy);
    buf_free(&written);
    return 0;
}
