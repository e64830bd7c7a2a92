/* SPDX-License-Identifier: GPL-3.0-or-later */
/* whole: see whole.h. */
#include "collector/whole.h"

#include <stdint.h>

#include "collector/parcel.h"
#include "collector/reading.h"

enum { SLACK = 64, MORE_MS = 1000 };

#define ANSWER_MAX (WHOLE_BYTES_MAX + (size_t)SLACK * WHOLE_CELLS_MAX)

/* --- in the child --- */

static void put_grid(const struct grid *grid, struct buf *out)
{
    parcel_pack_text(grid->name, out);
    parcel_pack_number(grid->hidden, out);
    parcel_pack_number((int64_t)grid->row_count, out);
    for (size_t row = 0; row < grid->row_count; row++) {
        parcel_pack_number(grid->rows[row].line, out);
        parcel_pack_number((int64_t)grid->rows[row].count, out);
        for (size_t i = 0; i < grid->rows[row].count; i++)
            parcel_pack_text(grid->rows[row].cells[i], out);
    }
}

static int work(void *context, const struct grids *grids, struct buf *out, struct err *err)
{
    (void)context;
    if (grid_content(grids) > WHOLE_CELLS_MAX)
        return err_set(err, ERR_DATA, "more than %d cells", WHOLE_CELLS_MAX);
    parcel_pack_text(grids->format, out);
    parcel_pack_text(grids->encoding, out);
    parcel_pack_text(grids->text, out);
    parcel_pack_number((int64_t)grids->count, out);
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
};

static void take_row(struct unpacking *from, struct grid *grid)
{
    struct parcel *parcel = &from->parcel;
    grid_add_row(from->out, grid, (long)parcel_unpack_number(parcel, 0, INT32_MAX));
    int64_t most = (int64_t)(WHOLE_CELLS_MAX - from->cells);
    int64_t count = parcel_unpack_number(parcel, 0, most);
    from->cells += (size_t)count;
    for (int64_t i = 0; i < count && !parcel->failed; i++)
        grid_take_cell(from->out, grid, parcel_unpack_text(parcel));
}

static void take_grid(struct unpacking *from)
{
    struct parcel *parcel = &from->parcel;
    struct grid *grid = grid_add(from->out, parcel_unpack_text(parcel));
    grid->hidden = parcel_unpack_number(parcel, 0, 1) == 1;
    int64_t rows = parcel_unpack_number(parcel, 0, WHOLE_CELLS_MAX);
    for (int64_t i = 0; i < rows && !parcel->failed; i++)
        take_row(from, grid);
}

static int unpack(const struct buf *answer, struct grids *out, struct err *err)
{
    struct unpacking from = {.parcel = parcel_start(answer, out->arena), .out = out};
    struct parcel *parcel = &from.parcel;
    out->format = parcel_unpack_text(parcel);
    out->encoding = parcel_unpack_text(parcel);
    out->text = parcel_unpack_text(parcel);
    int64_t grids = parcel_unpack_number(parcel, 0, WHOLE_CELLS_MAX);
    for (int64_t i = 0; i < grids && !parcel->failed; i++)
        take_grid(&from);
    return parcel_end(parcel, err);
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
