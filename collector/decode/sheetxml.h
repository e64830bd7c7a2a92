/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sheetxml: SpreadsheetML 2003, Excel's first XML ("XML Spreadsheet", often named .xls), as
 * one grid per sheet: as xlsx does. Layer: collector; used by xlsx.c only.
 */
#ifndef COLLECTOR_DECODE_SHEETXML_H
#define COLLECTOR_DECODE_SHEETXML_H

#include "collector/decode.h"

#define SHEETXML_NAMESPACE "urn:schemas-microsoft-com:office:spreadsheet"
#define SHEETXML_STYLES_MAX 4000

/* True if the document begins like one. */
bool sheetxml_recognise(const struct document *document);

/* ERR_DATA with sheet and cell. */
int sheetxml_decode(const struct document *document, struct grids *out, struct err *err);

#endif
