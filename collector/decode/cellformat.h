/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cellformat: the number formats of spreadsheets: what a stored number looks like to the
 * reader of the sheet, in the forms that core/number and core/periodread understand. Layer:
 * collector.
 *
 * Rounded to the places that the format shows (General: what a cell shows, at most nine); text
 * in the format is kept ("平成"0"年度" makes 28 平成28年度), % and thousands scaling (#,##0,)
 * are carried out, ¥ in front becomes 円 behind. The sign is the stored one: ▲ or brackets of
 * the section for negatives become -. A zero that its section shows as "-" or not at all comes
 * out so.
 *
 * Dates say what the format shows of them, in Western years: 2024-04-01, 2024年4月, 2024年度,
 * 4月, 4月1日 (the year that such a cell stores is often the year of typing: cellformat_year),
 * 8:30. Text behind the last part stays (速報).
 */
#ifndef COLLECTOR_DECODE_CELLFORMAT_H
#define COLLECTOR_DECODE_CELLFORMAT_H

#include "core/arena.h"
#include "core/buf.h"

#include <stdbool.h>

#define CELLFORMAT_TEXT_MAX 1024 /* bytes of what is printed */
#define CELLFORMAT_CODE_MAX 800  /* bytes of a format; a longer one reads as General */

struct cellformat; /* belongs to the arena */

/* Never fails: what is no format reads as General. */
const struct cellformat *cellformat_compile(struct arena *arena, const char *code);

/* The code of a format that has a number and stands in no file (ids of ja-JP where countries
 * differ); NULL = there is none. */
const char *cellformat_builtin(long id);

/* True if numbers in this format are dates or times. */
bool cellformat_is_date(const struct cellformat *format);

/* Appends a stored number as shown. `since_1904`: the day count starts on 1904-01-01. Text
 * that is no number is appended as it stands. */
void cellformat_print(const struct cellformat *format, const char *number, bool since_1904,
                      struct buf *out);

/* The same for a date written as 2024-04-01 or 2024-04-01T08:30:00; the day alone in a format
 * that shows no dates, and text that is no date as it stands. */
void cellformat_print_iso(const struct cellformat *format, const char *date, bool since_1904,
                          struct buf *out);

/* The year of a stored number, or of a date as above, whose format shows its month and not
 * its year; else 0. */
int cellformat_year(const struct cellformat *format, const char *stored, bool since_1904);

#endif
