/* SPDX-License-Identifier: GPL-3.0-or-later */
/* intake: see intake.h. */
#include "cli/intake.h"

#include <stdlib.h>
#include <string.h>

#include "cli/cmd.h"
#include "cli/entry.h"
#include "cli/intake_vintage.h"
#include "core/csvfile.h"
#include "core/mem.h"
#include "core/str.h"
#include "daemon/export_field.h"

/* One row as read, and where it stands. */
struct intake_row {
    struct observation observation;
    long line;
};

/* --- the head --- */

/* Cells up to the last with text: a spreadsheet may write commas behind it. */
static size_t count_cells(const char *const *cells, size_t count)
{
    while (count > 0 && str_empty(cells[count - 1]))
        count--;
    return count;
}

enum {
    COLUMN_PERIOD,
    COLUMN_VALUE,
    COLUMN_STATUS,
    COLUMN_NOTE,
    COLUMN_PUBLISHED,
    COLUMN_EMBARGO
};
#define COLUMN_NEEDED COLUMN_STATUS /* those before it come first, the rest in any order */

_Static_assert(COLUMN_EMBARGO + 1 == INTAKE_COLUMNS, "each has its place");

static const char *const NAMES[INTAKE_COLUMNS] = {
    [COLUMN_PERIOD] = "period", [COLUMN_VALUE] = "value",         [COLUMN_STATUS] = "status",
    [COLUMN_NOTE] = "note",     [COLUMN_PUBLISHED] = "published", [COLUMN_EMBARGO] = "embargo",
};

/* Which column a cell of the head names; INTAKE_COLUMNS = none. */
static size_t find_column(const char *name)
{
    size_t column = 0;

    while (column < INTAKE_COLUMNS && !str_equal(name, NAMES[column]))
        column++;
    return column;
}

/* Where each is; an export has others between them. */
static bool place_columns(struct intake *intake, const char *const *cells)
{
    for (size_t i = 0; i < INTAKE_COLUMNS; i++)
        intake->at[i] = SIZE_MAX;
    for (size_t i = 0; i < intake->columns; i++) {
        size_t column = find_column(cells[i]);
        bool known = column < INTAKE_COLUMNS && intake->at[column] == SIZE_MAX &&
                     (intake->exported ||
                      (column < COLUMN_NEEDED || i < COLUMN_NEEDED ? column == i : true));

        if (known)
            intake->at[column] = i;
        else if (!intake->exported)
            return false;
    }
    return intake->at[COLUMN_NEEDED - 1] != SIZE_MAX;
}

int intake_head(struct intake *intake, const char *const *cells, size_t count, struct err *err)
{
    enum export_kind kind;

    intake->columns = count_cells(cells, count);
    intake->exported = export_field_kind(cells, intake->columns, &kind);
    intake->vintages = intake->exported && kind == EXPORT_VINTAGES;
    if (intake->exported && kind == EXPORT_SDMX)
        return err_set(err, ERR_DATA,
                       "%s: SDMX is for other programs; `import` reads what `export` writes "
                       "without --sdmx",
                       intake->file);
    if (place_columns(intake, cells))
        return 0;
    return err_set(
        err, ERR_DATA,
        "%s:1: expected the head `period,value`, and behind it no more than status, "
        "note, published and embargo; or one that `export` writes",
        intake->file);
}

/* --- rows --- */

static const char *cell_at(const char *const *cells, size_t count, size_t index)
{
    return index < count ? cells[index] : "";
}

/* What stands beside a value to say what it is must say what the indicator is. */
static int check_beside(const struct intake *intake, const struct observation *observation,
                        const struct intake_beside *beside, struct err *err)
{
    char day[PERIOD_TEXT_SIZE];

    period_print_day(period_start(observation->period), day);
    if (!str_equal(beside->start, day))
        return err_set(err, ERR_DATA, "start \"%.40s\": the period starts on %s",
                       beside->start, day);
    period_print_day(period_end(observation->period), day);
    if (!str_equal(beside->end, day))
        return err_set(err, ERR_DATA, "end \"%.40s\": the day after the period is %s",
                       beside->end, day);
    if (!str_equal(beside->unit, intake->indicator->unit))
        return err_set(err, ERR_DATA, "unit \"%.40s\": %s is in %s", beside->unit,
                       intake->indicator->id, intake->indicator->unit);
    return 0;
}

/* In the order of export_field's tables. */
enum { EXPORTED_START = 1, EXPORTED_END = 2, EXPORTED_UNIT = 4 };

static int read_by_hand(const struct intake *intake, const char *const *cells, size_t count,
                        struct observation *out, struct err *err)
{
    const size_t *at = intake->at;
    struct entry_words words = {
        .period = cell_at(cells, count, at[COLUMN_PERIOD]),
        .value = cell_at(cells, count, at[COLUMN_VALUE]),
        .status = cell_at(cells, count, at[COLUMN_STATUS]),
        .note = cell_at(cells, count, at[COLUMN_NOTE]),
        .published = cell_at(cells, count, at[COLUMN_PUBLISHED]),
        .embargo = cell_at(cells, count, at[COLUMN_EMBARGO]),
    };
    struct intake_beside beside = {
        .start = cell_at(cells, count, EXPORTED_START),
        .end = cell_at(cells, count, EXPORTED_END),
        .unit = cell_at(cells, count, EXPORTED_UNIT),
    };

    if (entry_read(intake->indicator, &words, intake->today, out, err))
        return -1;
    if (out->embargo <= intake->now) /* what is over hides nothing */
        out->embargo = 0;
    return intake->exported ? check_beside(intake, out, &beside, err) : 0;
}

static int read_row(const struct intake *intake, const char *const *cells, size_t count,
                    struct observation *out, struct err *err)
{
    struct intake_beside beside;

    if (count > intake->columns)
        return err_set(err, ERR_DATA, "\"%.100s\": there is no column of the head above it",
                       cells[intake->columns]);
    if (!intake->vintages)
        return read_by_hand(intake, cells, count, out, err);
    if (count_cells(cells, count) == 0 || count < INTAKE_VINTAGE_NEEDED)
        return err_set(err, ERR_DATA, "the row ends too early");
    return intake_vintage_read(intake->indicator, cells, count, &beside, out, err) ||
                   check_beside(intake, out, &beside, err) ||
                   intake_vintage_check(out, intake->now, err)
               ? -1
               : 0;
}

void intake_line(struct intake *intake, const char *const *cells, size_t count, long line)
{
    struct err err = {0};

    count = count_cells(cells, count);
    if (count == 0)
        return;
    intake->rows =
        mem_grow(intake->rows, intake->count, &intake->capacity, sizeof *intake->rows);
    struct intake_row *row = &intake->rows[intake->count];
    row->line = line;
    if (read_row(intake, cells, count, &row->observation, &err))
        fault_add(&intake->faults, intake->file, (int)line, "%s", err.text);
    else
        intake->count++;
}

/* --- the whole --- */

static int compare_rows(const void *a, const void *b)
{
    const struct intake_row *one = a;
    const struct intake_row *other = b;
    int order =
        (int)one->observation.period.frequency - (int)other->observation.period.frequency;

    if (order == 0)
        order = period_compare(one->observation.period, other->observation.period);

    return order != 0 ? order : (one->line > other->line) - (one->line < other->line);
}

/* Two values for one period are no vintages: one of them is a mistake. */
static void refuse_twice(struct intake *intake)
{
    const struct intake_row *rows = intake->rows;
    size_t first = 0; /* of the period */

    for (size_t i = 1; i < intake->count; i++) {
        char period[PERIOD_TEXT_SIZE];

        if (period_compare(rows[first].observation.period, rows[i].observation.period) != 0) {
            first = i;
            continue;
        }
        period_print(rows[i].observation.period, period);
        fault_add(&intake->faults, intake->file, (int)rows[i].line,
                  "%s has a value already in line %ld", period, rows[first].line);
    }
}

static int tell_faults(struct intake *intake, struct err *err)
{
    size_t wrong = intake->faults.count + intake->faults.dropped;

    if (wrong == 0)
        return 0;
    fault_sort(&intake->faults);
    cmd_tell_faults(&intake->faults);
    return err_set(err, ERR_DATA, "%s: %zu %s cannot be taken: nothing was recorded",
                   intake->file, wrong, wrong == 1 ? "row" : "rows");
}

int intake_finish(struct intake *intake, struct arena *arena, struct series *out,
                  struct err *err)
{
    if (intake->count > 0)
        qsort(intake->rows, intake->count, sizeof *intake->rows, compare_rows);
    if (!intake->vintages)
        refuse_twice(intake);
    if (tell_faults(intake, err))
        return -1;
    *out = (struct series){
        .indicator = intake->indicator->id,
        .frequency = intake->indicator->frequency,
        .observations = arena_alloc(arena, intake->count, sizeof *out->observations),
        .count = intake->count,
    };
    for (size_t i = 0; i < intake->count; i++)
        out->observations[i] = intake->rows[i].observation;
    return 0;
}

long intake_line_of(const struct intake *intake, size_t index)
{
    return index < intake->count ? intake->rows[index].line : 0;
}

void intake_free(struct intake *intake)
{
    mem_free(intake->rows);
    fault_free(&intake->faults);
    intake->rows = NULL;
}

/* --- what `export` wrote --- */

bool intake_is_export(const struct buf *bytes)
{
    for (int kind = 0; kind < EXPORT_KINDS; kind++) {
        struct buf head;

        buf_init(&head, 4096);
        export_field_head((enum export_kind)kind, &head);
        size_t length = head.length - 1; /* without the line end */
        bool same = bytes->length > length && memcmp(bytes->data, head.data, length) == 0 &&
                    (bytes->data[length] == '\n' || bytes->data[length] == '\r');
        buf_free(&head);
        if (same)
            return true;
    }
    return false;
}

int intake_read(struct intake *intake, struct buf *bytes, struct arena *arena,
                struct series *out, struct err *err)
{
    struct csvfile file;
    int found;

    if (csvfile_open(&file, bytes, err))
        return err_prefix(err, "%s", intake->file);
    found = csvfile_next(&file, err);
    if (found == 0)
        return err_set(err, ERR_DATA, "%s: it is empty", intake->file);
    if (found == 1 && intake_head(intake, file.cells, file.count, err))
        return -1;
    while (found == 1 && (found = csvfile_next(&file, err)) == 1)
        intake_line(intake, file.cells, file.count, file.line);
    if (found < 0) {
        fault_add(&intake->faults, intake->file, (int)file.line, "%s", err->text);
        err_clear(err);
    }
    return intake_finish(intake, arena, out, err);
}
