/* SPDX-License-Identifier: GPL-3.0-or-later */
/* whole: see whole.h. Packed as collector/parcel packs texts. */
#include "collector/whole.h"

#include <string.h>

#include "collector/parcel.h"
#include "collector/reading.h"
#include "core/str.h"

enum { SLACK = 64, MORE_MS = 1000 };

#define ANSWER_MAX (WHOLE_BYTES_MAX + (size_t)SLACK * WHOLE_CELLS_MAX)

/* --- in the child --- */

static void put_number(int64_t number, struct buf *out)
{
    char text[DECIMAL_TEXT_SIZE];
    decimal_print((struct decimal){number, 0}, text);
    parcel_pack_text(text, out);
}

static void put_text(const char *text, struct buf *out)
{
    parcel_pack_text(text == NULL ? "" : text, out);
}

static void put_grid(const struct grid *grid, struct buf *out)
{
    put_text(grid->name, out);
    put_number(grid->hidden, out);
    put_number((int64_t)grid->row_count, out);
    for (size_t row = 0; row < grid->row_count; row++) {
        put_number(grid->rows[row].line, out);
        put_number((int64_t)grid->rows[row].count, out);
        for (size_t i = 0; i < grid->rows[row].count; i++)
            put_text(grid->rows[row].cells[i], out);
    }
}

static size_t count_cells(const struct grids *grids)
{
    size_t count = 0;
    for (size_t i = 0; i < grids->count; i++)
        for (size_t row = 0; row < grids->items[i].row_count; row++)
            count += grids->items[i].rows[row].count + 1;
    return count;
}

static int work(void *context, const struct grids *grids, struct buf *out, struct err *err)
{
    (void)context;
    if (count_cells(grids) > WHOLE_CELLS_MAX)
        return err_set(err, ERR_DATA, "more than %d cells", WHOLE_CELLS_MAX);
    put_text(grids->format, out);
    put_text(grids->encoding, out);
    put_text(grids->text, out);
    put_number((int64_t)grids->count, out);
    for (size_t i = 0; i < grids->count; i++)
        put_grid(&grids->items[i], out);
    return out->overflow
               ? err_set(err, ERR_DATA, "more than %zu bytes of text", WHOLE_BYTES_MAX)
               : 0;
}

/* --- here: the child may have been taken over --- */

struct unpacking {
    struct parcel parcel;
    struct grids *out;
    size_t cells;
    bool failed;
};

static const char *take_text(struct unpacking *from)
{
    const char *text = "";
    struct err ignored;
    if (!from->failed &&
        parcel_unpack_text(&from->parcel, from->out->arena, &text, &ignored) != 0)
        from->failed = true;
    return text;
}

static int64_t take_number(struct unpacking *from, int64_t most)
{
    int64_t number = 0;
    if (!str_integer(take_text(from), 0, most, &number)) {
        from->failed = true;
        return 0;
    }
    return number;
}

static void take_row(struct unpacking *from, struct grid *grid)
{
    grid_add_row(from->out, grid, (long)take_number(from, INT32_MAX));
    int64_t count = take_number(from, (int64_t)(WHOLE_CELLS_MAX - from->cells));
    from->cells += (size_t)count;
    for (int64_t i = 0; i < count && !from->failed; i++)
        grid_take_cell(from->out, grid, take_text(from));
}

static void take_grid(struct unpacking *from)
{
    struct grid *grid = grid_add(from->out, take_text(from));
    grid->hidden = take_number(from, 1) == 1;
    int64_t rows = take_number(from, WHOLE_CELLS_MAX);
    for (int64_t i = 0; i < rows && !from->failed; i++)
        take_row(from, grid);
}

static int unpack(const struct buf *answer, struct grids *out, struct err *err)
{
    struct unpacking from = {.parcel = {.at = buf_text(answer), .left = answer->length},
                             .out = out};
    out->format = take_text(&from);
    out->encoding = take_text(&from);
    out->text = take_text(&from);
    int64_t grids = take_number(&from, WHOLE_CELLS_MAX);
    for (int64_t i = 0; i < grids && !from.failed; i++)
        take_grid(&from);
    if (!from.failed && from.parcel.left == 0)
        return 0;
    return err_set(err, ERR_DATA, "reading it gave a wrong answer");
}

int whole_read(const struct document *document, const char *format, struct grids *out,
               struct err *err)
{
    struct buf answer;
    buf_init(&answer, ANSWER_MAX);
    int result = reading_decode(document, format, work, NULL, MORE_MS, &answer, err);
    if (result == 0)
        result = unpack(&answer, out, err);
    buf_free(&answer);
    return result;
}
