/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xml: elements that repeat, as one grid; SDMX-ML data messages. Layer: collector.
 *
 * Rows are the elements that the document's `rows` (an XPath of local names) selects; without
 * one, the largest set of same-named brothers that have attributes or children. Columns, in
 * order of first appearance: attributes, child elements and their attributes (names joined by
 * `/`: `area/@code` is `area/code`), the row's own text under its element's name. A name that
 * comes again in a row gets a number: `value[2]`. The first row of the grid holds the names;
 * the grid is named after the elements.
 *
 * SDMX-ML 2.x (generic, structure-specific, time series or not, series or flat; compact of
 * 2.0): a grid for each DataSet, an observation a row: what identifies the series and its
 * attributes repeated, then TIME_PERIOD (or the dimension at the observation), OBS_VALUE,
 * attributes. `NaN` is no value. A DataSet with action Delete holds nothing. A message of
 * errors is refused in its own words.
 */
#ifndef COLLECTOR_DECODE_XML_H
#define COLLECTOR_DECODE_XML_H

#include "collector/decode.h"

#define XML_COLUMNS_MAX 1024
#define XML_NAME_MAX 256 /* bytes of a column's name */

/* True for text that begins with a tag and ends with the end of that element, or with some tag
 * where two stand at its start (a broken or cut off document). */
bool xml_recognise(const struct document *document);

/* The encoding is the configured one; else by byte order mark; else as declared; else that of
 * the HTTP header; else UTF-8. ERR_DATA with the line for what is not well-formed, declares
 * entities or has no rows; ERR_CONFIG when `rows` is no XPath. */
int xml_decode(const struct document *document, struct grids *out, struct err *err);

#endif
