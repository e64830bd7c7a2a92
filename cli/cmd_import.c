/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_import: many values by hand, from a CSV file period,value[,status[,note]]. */
#include "cli/cmd.h"
#include "cli/entry.h"
#include "collector/decode.h"
#include "core/file.h"
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

/* All rows or none: an import with a bad row records nothing. */
static int read_rows(const struct indicator *indicator, const char *file,
                     const struct grid *grid, struct observation *out, size_t *count,
                     struct err *err)
{
    *count = 0;
    for (size_t i = 1; i < grid->row_count; i++) {
        struct observation *observation = &out[*count];
        const char *note = grid_cell(grid, i, 3);

        if (str_empty(grid_cell(grid, i, 0)) && str_empty(grid_cell(grid, i, 1)))
            continue;
        if (entry_read(indicator, grid_cell(grid, i, 0), grid_cell(grid, i, 1),
                       grid_cell(grid, i, 2), observation, err)) {
            err->code = ERR_DATA;
            return err_prefix(err, "%s:%ld", file, grid->rows[i].line);
        }
        observation->note = str_empty(note) ? NULL : note;
        (*count)++;
    }
    return 0;
}

static int import_grid(struct context *context, const struct indicator *indicator,
                       const char *file, const struct grids *grids, bool dry_run,
                       struct err *err)
{
    size_t count;

    if (grids->count == 0 || check_head(file, &grids->items[0], err))
        return -1;
    const struct grid *grid = &grids->items[0];
    struct observation *observations =
        arena_alloc(context->arena, grid->row_count, sizeof *observations);
    if (read_rows(indicator, file, grid, observations, &count, err))
        return -1;
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
        "A row that\ncannot be read stops the import before anything is recorded.\n",
    .needs = NEEDS_SETTINGS,
    .words_min = 2,
    .words_max = 2,
    .options = {{"dry-run", 'n', NULL, "say what would change, record nothing"}},
    .run = run,
};
