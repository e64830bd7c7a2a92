/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * dataset: an indicator as schema.org/Dataset in JSON-LD, for search engines of data. Layer:
 * graphs. Pure.
 */
#ifndef GRAPHS_SITE_DATASET_H
#define GRAPHS_SITE_DATASET_H

#include "config/settings.h"
#include "core/buf.h"
#include "core/series.h"

/* `series`: what the edition shows of it. Addresses are whole where the site has a base_url,
 * else relative to the file (DOORS_DATASET). */
void dataset_print(const struct settings *settings, const struct indicator *indicator,
                   const struct series *series, struct buf *out);

#endif
