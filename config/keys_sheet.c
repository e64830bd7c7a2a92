/* SPDX-License-Identifier: GPL-3.0-or-later */
/* keys_sheet: the keys of sheets that are filled in; see keys.h. */
#include "config/keys_part.h"

#include <stddef.h>

#include "config/settings.h"

/* Laid out by hand: one field a line would make it three times as long. */
/* clang-format off */
static const struct key rows[] = {
    {.section = SECTION_SHEET, .name = "template", .type = KEY_PATH, .required = true,
     .offset = offsetof(struct sheet_form, template), .sample = "jigyo-hyoka.xlsx",
     .help = "The office's empty form, an .xlsx: a copy of it is filled in, all else in it stays."},
    {.section = SECTION_SHEET, .name = "cell", .type = KEY_CELL,
     .offset = offsetof(struct sheet_form, places),
     .second = offsetof(struct sheet_form, place_count), .sample = "B3 title", .shown = true,
     .help = "A cell (with its sheet, 様式!B3, where the workbook has several) and the field that is "
             "written there; `shihyo sheet --help` lists the fields."},
    {.section = SECTION_SHEET, .name = "name", .type = KEY_NAMED,
     .offset = offsetof(struct sheet_form, places),
     .second = offsetof(struct sheet_form, place_count), .sample = "予算 budget",
     .help = "The same by the name that the workbook gives to a cell."},
};
/* clang-format on */

struct keys_part keys_sheet(void)
{
    return (struct keys_part){rows, sizeof rows / sizeof rows[0]};
}
