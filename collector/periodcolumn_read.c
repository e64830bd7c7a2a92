/* SPDX-License-Identifier: GPL-3.0-or-later */
/* periodcolumn: a row read by the column that was found; see periodcolumn.h. */
#include "collector/periodcolumn.h"

#include <string.h>

#include "core/str.h"
#include "core/unicode.h"

#include "collector/storedyear.h"
#include "collector/timehead.h"

static bool is_short_number(const char *text)
{
    text += unicode_space(text);
    size_t digits = str_digits(text);
    return digits >= 1 && digits <= 2 && unicode_is_blank(text + digits);
}

/* The year's own column. What is meant as a year there and cannot be read leaves the months
 * beside it without one. */
static void read_year(struct periodcolumn *at, size_t row, struct arena *scratch)
{
    const char *text = grid_cell(at->head->grid, row, at->year_column);
    if (carry_beside(&at->carry, text,
                     timehead_is_fiscal(&at->head->columns[at->year_column])) ||
        label_repeats(text) || label_passes_over(scratch, text))
        return;
    if (is_short_number(text) || periodread_plausible(text))
        carry_forget(&at->carry);
}

enum carry_reading periodcolumn_read(struct periodcolumn *at, size_t row,
                                     struct arena *scratch, struct period *out,
                                     struct err *err)
{
    const struct grid *grid = at->head->grid;
    const char *text = grid_cell(grid, row, at->column);
    if (at->column == PERIODCOLUMN_NONE) {
        *out = at->title.period;
        at->carry.context.named = at->title.named;
        return CARRY_READ;
    }
    if (at->stored && !label_repeats(text))
        storedyear_give(&at->carry, grid, row, at->column);
    if (at->year_column != PERIODCOLUMN_NONE)
        read_year(at, row, scratch);
    if (label_is_ditto(text))
        return CARRY_BLANK;
    if (at->years && is_short_number(text) &&
        carry_is_within_year(at->carry.context.frequency)) {
        (void)err_set(err, ERR_DATA, "\"%s\": a year without its era, not a month", text);
        return CARRY_UNREADABLE;
    }
    if (at->carry.context.frequency == FREQUENCY_MONTHLY && !at->months &&
        timehead_is_bare(scratch, text)) {
        (void)err_set(err, ERR_DATA, "\"%.40s\": a number, and its head does not say 月",
                      text);
        return CARRY_UNREADABLE;
    }
    if (at->carry.context.frequency != FREQUENCY_QUARTERLY)
        return carry_read_label(&at->carry, text, scratch, out, err);
    if (at->quarters)
        text = timehead_quarter(scratch, text);
    enum carry_reading reading = carry_read_label(&at->carry, text, scratch, out, err);
    if (reading == CARRY_UNREADABLE && strstr(text, "四半期") != NULL)
        (void)err_set(err, ERR_DATA,
                      "\"%.40s\": a quarter without a 年度: of 年 alone it may be of the "
                      "calendar or the fiscal year",
                      text);
    return reading;
}
