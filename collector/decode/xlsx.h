/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xlsx: Excel workbooks as one grid per sheet, named after the sheet. Layer: collector.
 *
 * Sheets are found by relation, never by file name; transitional and strict namespaces and any
 * prefixes are read. Numbers come out as their format shows them (decode/cellformat.h), shared
 * and inline texts without phonetic runs, formulas as the value that was stored with them
 * (none: empty), errors as their text (#N/A), logical values as TRUE and FALSE. Merged cells
 * repeat their value. Hidden sheets have ` (hidden)` behind their name. A row's line is its
 * number in the sheet.
 */
#ifndef COLLECTOR_DECODE_XLSX_H
#define COLLECTOR_DECODE_XLSX_H

#include "collector/decode.h"

#define XLSX_SHEETS_MAX 1024
#define XLSX_STRINGS_MAX 5000000
#define XLSX_PART_MAX ((size_t)64 << 20) /* bytes of workbook, relations or styles */
#define XLSX_SHEET_MAX ((size_t)768 << 20)
#define XLSX_TEXTS_MAX ((size_t)512 << 20)

/* True for a ZIP archive or SpreadsheetML 2003; whether a workbook is inside shows later. */
bool xlsx_recognise(const struct document *document);

/* ERR_DATA with part, sheet and cell for what is damaged, beyond a limit, or no workbook. */
int xlsx_decode(const struct document *document, struct grids *out, struct err *err);

#endif
