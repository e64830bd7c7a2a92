/* SPDX-License-Identifier: GPL-3.0-or-later */
/* export_read: what is said of a file that was printed before; see export.h. */
#include "daemon/export.h"

#include "core/csvfile.h"
#include "core/file.h"
#include "core/str.h"

#define FILE_LIMIT ((size_t)1 << 30)

/* The column of the number; every kind has one. */
static size_t find_value(enum export_kind kind)
{
    size_t count;
    const struct export_field *fields = export_field_all(kind, &count);
    size_t at = 0;

    while (at + 1 < count && !str_equal(fields[at].type, "number"))
        at++;
    return at;
}

static bool is_in_range(const struct indicator *indicator, const char *text)
{
    struct decimal value;
    struct err err;

    if (str_empty(text))
        return true;
    return decimal_parse(text, &value, &err) == 0 &&
           (!indicator->minimum.set ||
            decimal_compare(value, indicator->minimum.value) >= 0) &&
           (!indicator->maximum.set || decimal_compare(value, indicator->maximum.value) <= 0);
}

static int read_rows(enum export_kind kind, struct buf *text, struct export_file *file,
                     struct err *err)
{
    const size_t value = find_value(kind);
    enum export_kind found;
    struct csvfile rows;
    int more = 0;

    if (csvfile_open(&rows, text, err) || (more = csvfile_next(&rows, err)) < 0)
        return -1;
    if (more == 0 || !export_field_kind(rows.cells, rows.count, &found) || found != kind)
        return err_set(err, ERR_DATA, "its head is another one");
    while ((more = csvfile_next(&rows, err)) > 0) {
        file->rows++;
        file->in_range = file->in_range && value < rows.count &&
                         is_in_range(file->indicator, rows.cells[value]);
    }
    return more;
}

int export_read(const struct export_options *options, const char *path,
                struct export_file *file, struct err *err)
{
    struct buf text;

    buf_init(&text, FILE_LIMIT);
    int failed = file_read(path, &text, err);
    if (!failed) {
        file->rows = 0;
        file->in_range = true;
        file->bytes = text.length;
        sha256_text(buf_text(&text), text.length, file->sha256);
        failed = read_rows(options->kind, &text, file, err);
        if (failed)
            err_prefix(err, "%s", path);
    }
    buf_free(&text);
    return failed;
}
