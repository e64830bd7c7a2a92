/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parted: see parted.h. */
#include "collector/parted.h"

#include <string.h>

#include "core/number.h"
#include "core/str.h"
#include "core/unicode.h"

#include "collector/periodcolumn.h"

/* A figure that breaks off before its comma: ▲1 of ▲1,234, and what begins behind it. */
static bool are_pieces(const char *left, const char *right)
{
    struct number number;
    struct err ignored;
    size_t length = strlen(left);
    size_t digits = 0;
    right += unicode_space(right);
    while (digits < length && str_digit(left[length - 1 - digits]))
        digits++;
    return digits >= 1 && digits <= 3 && str_digits(right) == 3 &&
           number_read(left, &number, &ignored) == 0 && number.present;
}

size_t parted_width(const struct grid_row *row)
{
    size_t filled = row->count;
    while (filled > 0 && unicode_is_blank(row->cells[filled - 1]))
        filled--;
    return filled;
}

size_t parted_find(const struct parted_row *row)
{
    const struct head *head = row->head;
    const struct grid_row *cells = &head->grid->rows[row->row];
    size_t headed = head->count;
    while (headed > 0 && *head->columns[headed - 1].path == '\0')
        headed--;
    bool longer = parted_width(cells) > headed;
    for (size_t i = 0; i + 1 < cells->count && i <= row->value; i++) {
        bool suspect = longer || (i == row->value && remark_is_column(row->remark, i + 1));
        if (i != row->period && i != row->year && suspect &&
            are_pieces(cells->cells[i], cells->cells[i + 1]))
            return i;
    }
    return PERIODCOLUMN_NONE;
}
