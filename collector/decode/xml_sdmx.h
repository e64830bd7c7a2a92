/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xml_sdmx: data messages of SDMX-ML. Layer: collector. */
#ifndef COLLECTOR_DECODE_XML_SDMX_H
#define COLLECTOR_DECODE_XML_SDMX_H

#include "collector/grid.h"
#include "collector/markup.h"
#include "core/err.h"

#include <stdbool.h>

/* By the root element. */
bool xml_sdmx_is(const struct markup *markup);

/* Adds a grid for each DataSet. ERR_DATA when there are no observations, and for a message of
 * errors. */
int xml_sdmx_read(const struct markup *markup, struct grids *out, struct err *err);

#endif
