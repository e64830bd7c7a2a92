/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_import: many values at once: from a CSV file, or a folder that `export` wrote. */
#include <unistd.h>

#include "cli/cmd.h"
#include "cli/entry.h"
#include "cli/import_files.h"
#include "cli/intake.h"
#include "cli/progress.h"
#include "collector/decode.h"
#include "core/file.h"
#include "core/instant.h"
#include "core/log.h"
#include "core/mem.h"
#include "core/str.h"
#include "daemon/cycle.h"
#include "daemon/export_comments.h"
#include "daemon/identity.h"

#define FILE_LIMIT ((size_t)64 << 20)

/* An import under way. */
struct import {
    struct context *context;
    struct import_files files;
    struct comments comments; /* of the folder */
    const char *who;
    int64_t until;        /* when it may be told; 0 = at once */
    struct buf bytes;     /* of the file read last */
    struct grids grids;   /* of it, when its cells are in there */
    struct intake intake; /* of it */
    size_t wrong;         /* files of which nothing was recorded */
    struct err first;     /* what was said of the first of them */
};

/* --- one file --- */

/* A spreadsheet of this country writes CP932; a broken UTF-8 may pass for it. */
static void tell_encoding(const struct import *import)
{
    if (!str_equal(import->grids.encoding, "UTF-8"))
        log_info("%s: it is no UTF-8 and was read as %s", import->intake.file,
                 import->grids.encoding);
}

static int read_grid(struct import *import, struct arena *arena, struct series *out,
                     struct err *err)
{
    const struct grid *grid = import->grids.items;

    if (intake_head(&import->intake, grid->row_count ? grid->rows[0].cells : NULL,
                    grid->row_count ? grid->rows[0].count : 0, err))
        return -1;
    for (size_t i = 1; i < grid->row_count; i++)
        intake_line(&import->intake, grid->rows[i].cells, grid->rows[i].count,
                    grid->rows[i].line);
    return intake_finish(&import->intake, arena, out, err);
}

/* What a person or a spreadsheet wrote. */
static int read_by_hand(struct import *import, struct arena *arena, struct series *out,
                        struct err *err)
{
    struct document document = {
        .bytes = import->bytes.data,
        .length = import->bytes.length,
        .content_type = "text/csv",
        .encoding = "auto",
    };

    if (decode_document(&document, "csv", &import->grids, err))
        return err_prefix(err, "%s", import->intake.file);
    tell_encoding(import);
    return read_grid(import, arena, out, err);
}

static int read_file(struct import *import, const struct import_file *file,
                     struct arena *arena, struct bulk_item *out, struct err *err)
{
    struct series *series = &out->series;

    import->intake = (struct intake){
        .indicator = file->indicator,
        .file = file->name,
        .now = import->context->now,
        .today = instant_day(import->context->now),
    };
    int failed = file->path
                     ? file_read(file->path, &import->bytes, err)
                     : file_read_descriptor(STDIN_FILENO, file->name, &import->bytes, err);
    if (!failed)
        failed = intake_is_export(&import->bytes)
                     ? intake_read(&import->intake, &import->bytes, arena, series, err)
                     : read_by_hand(import, arena, series, err);
    out->who = import->intake.vintages ? NULL : import->who;
    if (failed || import->until == 0)
        return failed;
    if (import->intake.vintages)
        return err_set(err, ERR_USAGE,
                       "%s: what `export --vintages` wrote is recorded as it was, expected no "
                       "--until",
                       file->name);
    for (size_t i = 0; i < series->count; i++)
        series->observations[i].embargo = import->until;
    return 0;
}

static void begin_file(struct import *import)
{
    buf_init(&import->bytes, FILE_LIMIT);
    grid_init(&import->grids);
}

static void end_file(struct import *import)
{
    buf_free(&import->bytes);
    grid_free(&import->grids);
    intake_free(&import->intake);
}

/* --- all of them --- */

/* Of one file its error is the command's own. */
static void pass_over(struct import *import, const struct err *err)
{
    if (import->wrong++ == 0)
        import->first = *err;
    if (import->files.count > 1)
        log_error("%s", err->text);
}

static int load(size_t index, void *context, struct arena *arena, struct bulk_item *out,
                struct err *err)
{
    struct import *import = context;
    const struct import_file *file = &import->files.items[index];

    end_file(import);
    begin_file(import);
    if (!file->indicator)
        err_set(err, ERR_DATA, "%s: there is no indicator of that id", file->name);
    else if (identity_require(file->indicator, err) == 0 &&
             read_file(import, file, arena, out, err) == 0)
        return 0;
    out->series.count = 0;
    pass_over(import, err);
    err_clear(err);
    return 1;
}

static void refuse(size_t row, void *context, const struct err *err)
{
    struct import *import = context;
    struct err told = {0};

    err_set(&told, err->code, "%s:%ld: %s", import->intake.file,
            intake_line_of(&import->intake, row), err->text);
    pass_over(import, &told);
}

static int say_wrong(const struct import *import, struct err *err)
{
    if (import->files.count == 1)
        *err = import->first;
    else if (import->wrong > 0)
        err_set(err, ERR_DATA, "%zu of %zu files: nothing of them was recorded", import->wrong,
                import->files.count);
    return err->code == ERR_NONE ? 0 : -1;
}

static int run_files(struct import *import, const struct arguments *arguments, struct err *err)
{
    struct progress progress = {.doing = "importing"};
    struct cycle_report report;
    const struct lock_wait wait = cmd_wait(import->context, WAIT_ASKED_S);
    struct cycle_options options = {
        .settings = import->context->settings,
        .wait = &wait,
        .now = import->context->now,
        .dry_run = options_given(arguments, "dry-run"),
        .record_only = options_given(arguments, "no-draw"),
    };
    const struct bulk bulk = {
        .count = import->files.count,
        .load = load,
        .refuse = refuse,
        .progress = import->files.count > 1 ? progress_terminal() : NULL,
        .context = import,
        .shown = &progress,
        .comments = &import->comments,
        .decided = options_given(arguments, "force"),
    };
    int status = -1;

    if (!cycle_import(&options, &bulk, &report, err) &&
        (import->files.count > 1 || import->wrong == 0)) {
        (options_given(arguments, "json") ? entry_json : entry_print)(
            import->context, &report, import->until, options.dry_run);
        if (report.after.code != ERR_NONE)
            *err = report.after;
        status = cycle_status(&report);
    }
    cycle_free(&report);
    return err->code == ERR_NONE && say_wrong(import, err) ? -1 : status;
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    struct import import = {.context = context, .who = entry_user(context->arena)};
    bool folder = arguments->word_count == 1;
    int status = -1;

    begin_file(&import);
    int failed = entry_until(context, arguments, &import.until, err);
    if (!failed)
        failed = folder ? import_files_folder(&import.files, context, arguments->words[0], err)
                        : import_files_one(&import.files, context, arguments->words[0],
                                           arguments->words[1], err);
    if (!failed && folder)
        failed =
            export_comments_read(arguments->words[0], context->arena, &import.comments, err);
    if (!failed)
        status = run_files(&import, arguments, err);
    end_file(&import);
    return status;
}

const struct command cmd_import = {
    .name = "import",
    .summary = "enter many values by hand, from CSV; or what `export` wrote",
    .synopsis = "ID FILE | DIR",
    .help =
        "The file (- is standard input) has the head `period,value`, as `show ID --csv` "
        "prints "
        "it, and behind\nit no more than `status`, `note`, `published` (a day) and `embargo` "
        "(an instant), or that of an\nexport; status missing takes no value. Every row that "
        "cannot be read, or whose period stands in\nthe file already, is told, and then "
        "nothing of the file is recorded.\n\n"
        "Of a folder each ID.csv is read. What `export` wrote is entered by hand, by you; "
        "what "
        "`export\n--vintages` wrote is recorded as it was, with instants, sources and who; "
        "what "
        "is there already is\npassed over, so an import that was interrupted is run again. By "
        "hand, "
        "what was published before\nwhat stands is set aside, unless --force says "
        "otherwise.\n",
    .needs = NEEDS_SETTINGS,
    .words_min = 1,
    .words_max = 2,
    .options = {{"until", 0, "WHEN",
                 "none of it may be told before (解禁): a day, or an hour 2026-12-01T08:50"},
                {"force", 'f', NULL, "let it stand although what stands was published later"},
                {"dry-run", 'n', NULL, "say what would change, record nothing"},
                {"json", 0, NULL, "what was recorded, as JSON"},
                {"no-draw", 0, NULL,
                 "record and judge only: the next cycle, or `rebuild`, makes the rest"}},
    .run = run,
};
