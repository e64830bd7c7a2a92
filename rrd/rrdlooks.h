/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * rrdlooks: colours, fonts and sizes of a [graph], understood before librrd sees them: it
 * takes #1f4e7 for no colour and draws nothing, or says what is wrong only when it draws.
 * Layer: rrd.
 */
#ifndef RRD_RRDLOOKS_H
#define RRD_RRDLOOKS_H

#include "core/err.h"

#include <stdbool.h>

/* True if the word, up to a '=', is an option of looks; *value when it takes one. */
bool rrdlooks_is_option(const char *word, bool *value);

/* The colours of a drawing element: #RRGGBB or #RRGGBBAA. ERR_CONFIG names the word. */
int rrdlooks_check_element(const char *word, struct err *err);

/* What an option (its word, perhaps with '=') is given. ERR_CONFIG names both. */
int rrdlooks_check_value(const char *option, const char *value, struct err *err);

#endif
