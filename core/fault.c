/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fault: see fault.h. */
#include "core/fault.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/err.h"
#include "core/mem.h"
#include "core/str.h"

void fault_add(struct faults *faults, const char *file, int line, const char *format, ...)
{
    char text[2 * ERR_TEXT_SIZE];
    struct err tidy;
    va_list list;

    if (faults->count >= FAULTS_MAX) {
        faults->dropped++;
        return;
    }
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    err_set(&tidy, ERR_CONFIG, "%s", text); /* one line of UTF-8 */
    faults->items =
        mem_grow(faults->items, faults->count, &faults->capacity, sizeof *faults->items);
    faults->items[faults->count++] = (struct fault){
        .file = mem_strdup(file),
        .line = line,
        .text = mem_strdup(tidy.text),
    };
}

/* Insertion sort: stable, and the list is short. */
void fault_sort(struct faults *faults)
{
    for (size_t i = 1; i < faults->count; i++) {
        struct fault moving = faults->items[i];
        size_t first = 0; /* of the same file */
        size_t to = i;

        while (first < i && !str_equal(faults->items[first].file, moving.file))
            first++;
        if (first == i)
            continue;
        while (to > first && (!str_equal(faults->items[to - 1].file, moving.file) ||
                              faults->items[to - 1].line > moving.line)) {
            faults->items[to] = faults->items[to - 1];
            to--;
        }
        faults->items[to] = moving;
    }
}

void fault_line(const struct fault *fault, struct buf *out)
{
    if (fault->line > 0)
        buf_printf(out, "%s:%d: %s", fault->file, fault->line, fault->text);
    else
        buf_printf(out, "%s: %s", fault->file, fault->text);
}

void fault_print(const struct faults *faults, struct buf *out)
{
    for (size_t i = 0; i < faults->count; i++) {
        fault_line(&faults->items[i], out);
        buf_putc(out, '\n');
    }
    if (faults->dropped > 0)
        buf_printf(out, "... and %zu more\n", faults->dropped);
}

void fault_free(struct faults *faults)
{
    for (size_t i = 0; i < faults->count; i++) {
        mem_free(faults->items[i].file);
        mem_free(faults->items[i].text);
    }
    mem_free(faults->items);
    *faults = (struct faults){0};
}
