/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * jsontable: JSON documents as grids. Layer: collector. (Named so because core/json writes
 * JSON.)
 *
 * `document->rows`, a JSON pointer, says which array (or single object) is the table. Without
 * it a known shape is recognised (CKAN, e-Stat, 統計ダッシュボード, SDMX-JSON), or the one
 * array of objects or of arrays that there is, or a root object that holds no array is read as
 * a single row. Errors that a known publisher reports inside its reply are refused in either
 * case. Pages of one table come as a JSON text
 * sequence (RFC 7464: each behind a record separator, ended by a line feed). To add a shape:
 * write json<shape>.c, add a row to the table in jsontable.c.
 */
#ifndef COLLECTOR_DECODE_JSONTABLE_H
#define COLLECTOR_DECODE_JSONTABLE_H

#include "collector/decode.h"

/* True for a text between { } or [ ]. */
bool jsontable_recognise(const struct document *document);

/* ERR_DATA with the line for what is no JSON; names the arrays that are there when none was
 * asked for and several could be meant. Sets out->next when there are more pages. */
int jsontable_decode(const struct document *document, struct grids *out, struct err *err);

#endif
