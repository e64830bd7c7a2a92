/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * figure_order: the pictures that `chart` draws of several indicators, or of one by years, as
 * they are asked for on the command line. Layer: cli; used by cmd_chart.c.
 */
#ifndef CLI_FIGURE_ORDER_H
#define CLI_FIGURE_ORDER_H

#include "cli/cmd.h"

#include <stdbool.h>

/* True if one of them is asked for. */
bool figure_order_given(const struct arguments *arguments);

/* Draws them and prints their paths. */
int figure_order_run(struct context *context, const struct arguments *arguments,
                     struct err *err);

#endif
