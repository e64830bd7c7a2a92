/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_import: many values by hand, from a CSV file period,value[,status[,note]]. */
#include <stdlib.h>

#include "cli/cmd.h"
#include "cli/entry.h"
#include "collector/decode.h"
#include "core/file.h"
#include "core/instant.h"
#include "core/str.h"

#define FILE_LIMIT ((size_t)64 << 20)

static int check_head(const char *file, const struct grid *grid, struct err *err)
{
    if (grid->row_count > 0 && str_equal(grid_cell(grid, 0, 0), "period") &&
        str_equal(grid_cell(grid, 0, 1), "value"))
        return 0;
    return err_set(err, ERR_DATA, "%s:1: expected the head `period,value[,status[,note]]`",
                   file);
}

/* One row as read, and where it stands. */
struct row {
    struct observation observation;
    long line;
};

static int compare_rows(const void *a, const void *b)
{
    const struct row *one = a;
    const struct row *other = b;
    int order = period_compare(one->observation.period, other->observation.period);

    return order != 0 ? order : (one->line > other->line) - (one->line < other->line);
}

/* Two values for one period in one file are no vintages: one of them is a mistake. */
static int refuse_twice(const char *file, struct row *rows, size_t count, struct err *err)
{
    const struct row *first = NULL; /* that repeats an earlier one */
    const struct row *earlier = NULL;
    char period[PERIOD_TEXT_SIZE];

    if (count > 0)
        qsort(rows, count, sizeof *rows, compare_rows);
    for (size_t i = 1; i < count; i++) {
        if (period_compare(rows[i - 1].observation.period, rows[i].observation.period) != 0 ||
            (first && first->line < rows[i].line))
            continue;
        first = &rows[i];
        earlier = &rows[i - 1];
    }
    if (!first)
        return 0;
    period_print(first->observation.period, period);
    return err_set(err, ERR_DATA, "%s:%ld: %s has a value already in line %ld", file,
                   first->line, period, earlier->line);
}

/* All rows or none: an import with a bad row records nothing. */
static int read_rows(const struct indicator *indicator, const char *file,
                     const struct grid *grid, int32_t today, struct row *out, size_t *count,
                     struct err *err)
{
    *count = 0;
    for (size_t i = 1; i < grid->row_count; i++) {
        struct row *row = &out[*count];
        struct entry_words words = {grid_cell(grid, i, 0), grid_cell(grid, i, 1),
                                    grid_cell(grid, i, 2)};
        const char *note = grid_cell(grid, i, 3);

        if (str_empty(words.period) && str_empty(words.value))
            continue;
        row->line = grid->rows[i].line;
        if (entry_read(indicator, &words, today, &row->observation, err)) {
            err->code = ERR_DATA;
            return err_prefix(err, "%s:%ld", file, row->line);
        }
        row->observation.note = str_empty(note) ? NULL : note;
        (*count)++;
    }
    return refuse_twice(file, out, *count, err);
}

static int import_grid(struct context *context, const struct indicator *indicator,
                       const char *file, const struct grids *grids, bool dry_run,
                       struct err *err)
{
    size_t count;

    if (grids->count == 0 || check_head(file, &grids->items[0], err))
        return -1;
    const struct grid *grid = &grids->items[0];
    struct row *rows = arena_alloc(context->arena, grid->row_count, sizeof *rows);
    if (read_rows(indicator, file, grid, instant_day(context->now), rows, &count, err))
        return -1;
    struct observation *observations =
        arena_alloc(context->arena, count, sizeof *observations);
    for (size_t i = 0; i < count; i++)
        observations[i] = rows[i].observation;
    return entry_record(context, indicator, observations, count, dry_run, err);
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    const struct indicator *indicator = cmd_indicator(context, arguments->words[0], err);
    const char *file = arguments->words[1];
    struct grids grids;
    struct buf bytes;
    int status = -1;

    if (!indicator)
        return -1;
    buf_init(&bytes, FILE_LIMIT);
    grid_init(&grids);
    struct document document = {.content_type = "text/csv", .encoding = "auto"};
    if (file_read(file, &bytes, err) == 0) {
        document.bytes = bytes.data;
        document.length = bytes.length;
        if (decode_document(&document, "csv", &grids, err))
            err_prefix(err, "%s", file);
        else
            status = import_grid(context, indicator, file, &grids,
                                 options_given(arguments, "dry-run"), err);
    }
    grid_free(&grids);
    buf_free(&bytes);
    return status;
}

const struct command cmd_import = {
    .name = "import",
    .summary = "enter many values by hand, from CSV",
    .synopsis = "ID FILE",
    .help =
        "The file has the head `period,value[,status[,note]]`, as `show ID --csv` prints it. "
        "A row that\ncannot be read, or a period that stands in it twice, stops the import "
        "before "
        "anything is recorded.\n",
    .needs = NEEDS_SETTINGS,
    .words_min = 2,
    .words_max = 2,
    .options = {{"dry-run", 'n', NULL, "say what would change, record nothing"}},
    .run = run,
};
