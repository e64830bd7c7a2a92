/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * jsonckan: replies of a CKAN DataStore (datastore_search, datastore_search_sql). Layer:
 * collector.
 *
 * The heads come in the order of `fields`. records_format objects, lists, csv and tsv are
 * read. A page may be shorter than was asked for, since the server's own limit counts: there
 * is more until the total is reached or, where it is only estimated, a page is short.
 */
#ifndef COLLECTOR_DECODE_JSONCKAN_H
#define COLLECTOR_DECODE_JSONCKAN_H

#include "collector/grid.h"
#include "collector/jsondoc.h"
#include "core/err.h"

bool jsonckan_recognise(const struct jsondoc_value *root);

/* ERR_DATA with CKAN's own words when it refused, or cut the records off. */
int jsonckan_check(const struct jsondoc_value *root, struct grids *out, struct err *err);

/* Its records as one grid; sets out->next. ERR_DATA when they are in another form. */
int jsonckan_decode(const struct jsondoc_value *root, struct grids *out, struct err *err);

/* The records, or NULL when the reply has none (package_show, say). */
const struct jsondoc_value *jsonckan_rows(const struct jsondoc_value *root);

#endif
