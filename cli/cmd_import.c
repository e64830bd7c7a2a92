/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_import: many values by hand, from a CSV file with the head period,value and, as it
 * likes, status, note, published. */
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/cmd.h"
#include "cli/entry.h"
#include "collector/decode.h"
#include "core/file.h"
#include "core/instant.h"
#include "core/log.h"
#include "core/str.h"

#define FILE_LIMIT ((size_t)64 << 20)

enum {
    COLUMN_PERIOD,
    COLUMN_VALUE,
    COLUMN_STATUS,
    COLUMN_NOTE,
    COLUMN_PUBLISHED,
    COLUMN_COUNT
};
#define COLUMN_NEEDED COLUMN_STATUS /* those before it come first, the rest in any order */

/* One row as read, and where it stands. */
struct row {
    struct observation observation;
    long line;
};

/* A file under way. */
struct import {
    const struct indicator *indicator;
    const char *file; /* as messages name it */
    struct grids grids;
    const struct grid *grid; /* the first of them */
    int32_t today;
    size_t columns;          /* that the head names */
    size_t at[COLUMN_COUNT]; /* where each is; SIZE_MAX = not there */
    struct row *rows;
    size_t count;
    struct faults faults;
};

/* Cells up to the last with text: a spreadsheet may write commas behind it. */
static size_t count_cells(const struct grid_row *row)
{
    size_t count = row->count;

    while (count > 0 && str_empty(row->cells[count - 1]))
        count--;
    return count;
}

static int check_head(struct import *import, struct err *err)
{
    static const char *const NAMES[] = {
        [COLUMN_PERIOD] = "period",       [COLUMN_VALUE] = "value",
        [COLUMN_STATUS] = "status",       [COLUMN_NOTE] = "note",
        [COLUMN_PUBLISHED] = "published",
    };
    const struct grid_row *head = import->grid->rows;

    import->columns = import->grid->row_count > 0 ? count_cells(head) : 0;
    bool good = import->columns >= COLUMN_NEEDED && import->columns <= COLUMN_COUNT;
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        import->at[i] = SIZE_MAX;
    for (size_t i = 0; good && i < import->columns; i++) {
        size_t n = i < COLUMN_NEEDED ? i : COLUMN_NEEDED;

        while (n < COLUMN_COUNT && !str_equal(head->cells[i], NAMES[n]))
            n++;
        good = n < COLUMN_COUNT && (n == i || i >= COLUMN_NEEDED) && import->at[n] == SIZE_MAX;
        if (good)
            import->at[n] = i;
    }
    return good ? 0
                : err_set(err, ERR_DATA,
                          "%s:1: expected the head `period,value`, and behind it no more than "
                          "status, note and published",
                          import->file);
}

/* Of a row; "" without such a column, which is beyond all edges. */
static const char *cell(const struct import *import, size_t row, size_t column)
{
    return grid_cell(import->grid, row, import->at[column]);
}

static void complain(struct import *import, long line, const char *text)
{
    fault_add(&import->faults, import->file, (int)line, "%s", text);
}

static void read_row(struct import *import, size_t index)
{
    const struct grid *grid = import->grid;
    const struct grid_row *cells = &grid->rows[index];
    struct entry_words words = {
        .period = cell(import, index, COLUMN_PERIOD),
        .value = cell(import, index, COLUMN_VALUE),
        .status = cell(import, index, COLUMN_STATUS),
        .note = cell(import, index, COLUMN_NOTE),
        .published = cell(import, index, COLUMN_PUBLISHED),
    };
    struct row *row = &import->rows[import->count];
    struct err err = {0};

    if (count_cells(cells) == 0)
        return;
    row->line = cells->line;
    if (count_cells(cells) > import->columns)
        err_set(&err, ERR_DATA, "\"%.100s\": there is no column of the head above it",
                cells->cells[import->columns]);
    else if (entry_read(import->indicator, &words, import->today, &row->observation, &err) ==
             0)
        import->count++;
    if (err.code != ERR_NONE)
        complain(import, row->line, err.text);
}

static int compare_rows(const void *a, const void *b)
{
    const struct row *one = a;
    const struct row *other = b;
    int order = period_compare(one->observation.period, other->observation.period);

    return order != 0 ? order : (one->line > other->line) - (one->line < other->line);
}

/* Two values for one period in one file are no vintages: one of them is a mistake. */
static void refuse_twice(struct import *import)
{
    struct row *rows = import->rows;
    size_t first = 0; /* of the period */

    if (import->count > 0)
        qsort(rows, import->count, sizeof *rows, compare_rows);
    for (size_t i = 1; i < import->count; i++) {
        char period[PERIOD_TEXT_SIZE];
        struct err err = {0};

        if (period_compare(rows[first].observation.period, rows[i].observation.period) != 0) {
            first = i;
            continue;
        }
        period_print(rows[i].observation.period, period);
        err_set(&err, ERR_DATA, "%s has a value already in line %ld", period,
                rows[first].line);
        complain(import, rows[i].line, err.text);
    }
}

/* All rows or none; what is wrong is told of all of them. */
static int read_rows(struct import *import, struct err *err)
{
    for (size_t i = 1; i < import->grid->row_count; i++)
        read_row(import, i);
    refuse_twice(import);
    size_t wrong = import->faults.count + import->faults.dropped;
    if (wrong == 0)
        return 0;
    fault_sort(&import->faults);
    cmd_tell_faults(&import->faults);
    return err_set(err, ERR_DATA, "%s: %zu %s cannot be taken: nothing was recorded",
                   import->file, wrong, wrong == 1 ? "row" : "rows");
}

static int import_grid(struct context *context, struct import *import, bool dry_run,
                       struct err *err)
{
    if (check_head(import, err))
        return -1;
    import->rows = arena_alloc(context->arena, import->grid->row_count, sizeof *import->rows);
    if (read_rows(import, err))
        return -1;
    struct observation *observations =
        arena_alloc(context->arena, import->count, sizeof *observations);
    for (size_t i = 0; i < import->count; i++)
        observations[i] = import->rows[i].observation;
    return entry_record(context, import->indicator, observations, import->count, dry_run, err);
}

/* A spreadsheet of this country writes CP932; a broken UTF-8 may pass for it. */
static void tell_encoding(const struct import *import)
{
    if (!str_equal(import->grids.encoding, "UTF-8"))
        log_info("%s: it is no UTF-8 and was read as %s", import->file,
                 import->grids.encoding);
}

static int import_bytes(struct context *context, struct import *import,
                        const struct buf *bytes, bool dry_run, struct err *err)
{
    struct document document = {
        .bytes = bytes->data,
        .length = bytes->length,
        .content_type = "text/csv",
        .encoding = "auto",
    };
    int status = -1;

    grid_init(&import->grids);
    if (decode_document(&document, "csv", &import->grids, err)) {
        err_prefix(err, "%s", import->file);
    } else {
        import->grid = import->grids.items;
        tell_encoding(import);
        status = import_grid(context, import, dry_run, err);
    }
    grid_free(&import->grids);
    fault_free(&import->faults);
    return status;
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    bool from_input = str_equal(arguments->words[1], "-");
    struct import import = {
        .indicator = cmd_indicator(context, arguments->words[0], err),
        .file = from_input ? "standard input" : arguments->words[1],
        .today = instant_day(context->now),
    };
    struct buf bytes;
    int status = -1;

    if (!import.indicator)
        return -1;
    buf_init(&bytes, FILE_LIMIT);
    int failed = from_input ? file_read_descriptor(STDIN_FILENO, import.file, &bytes, err)
                            : file_read(import.file, &bytes, err);
    if (!failed)
        status =
            import_bytes(context, &import, &bytes, options_given(arguments, "dry-run"), err);
    buf_free(&bytes);
    return status;
}

const struct command cmd_import = {
    .name = "import",
    .summary = "enter many values by hand, from CSV",
    .synopsis = "ID FILE",
    .help = "The file (- is standard input) has the head `period,value`, as `show ID --csv` "
            "prints "
            "it, and behind\nit no more than `status`, `note` and `published` (a day); status "
            "missing takes no value. Every row\nthat cannot be read, or whose period stands "
            "in the "
            "file already, is told, and then nothing is\nrecorded.\n",
    .needs = NEEDS_SETTINGS,
    .words_min = 2,
    .words_max = 2,
    .options = {{"dry-run", 'n', NULL, "say what would change, record nothing"}},
    .run = run,
};
