/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rows: see rows.h. */
#include "ledger/rows.h"

#include <string.h>

#include "core/mem.h"

/* Gathered in a growing array and then moved into the arena. */
void *rows_gather(struct query *query, size_t size, rows_read_fn *read, struct arena *arena,
                  size_t *count, struct err *err)
{
    char *rows = NULL;
    size_t capacity = 0;
    void *out = NULL;
    int found = -1;

    *count = 0;
    while (query && (found = sql_step(query, err)) == 1) {
        rows = mem_grow(rows, *count, &capacity, size);
        if (read(query, rows + *count * size, arena, err)) {
            sql_reset(query);
            found = -1;
            break;
        }
        (*count)++;
    }
    if (found < 0)
        *count = 0;
    else
        out = arena_alloc(arena, *count, size);
    if (rows && *count > 0)
        memcpy(out, rows, *count * size);
    mem_free(rows);
    return out;
}
