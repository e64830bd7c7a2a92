/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paper_order: where a document of the office goes, for the commands that compose one. Layer:
 * cli. */
#ifndef CLI_PAPER_ORDER_H
#define CLI_PAPER_ORDER_H

#include "cli/cmd.h"
#include "graphs/paper.h"

#define PAPER_ORDER_OPTIONS                                                                   \
    {"output", 'o', "FILE", "FILE.pdf, .html, .md or .json; else Markdown, printed"},         \
    {                                                                                         \
        "json", 0, NULL, "as JSON, printed"                                                   \
    }

/* ERR_USAGE when -o names a file of none of these forms, or --json is given with another. */
int paper_order_check(const struct arguments *arguments, struct err *err);

/* Writes it where -o says and prints the path; or prints it. */
int paper_order_write(struct context *context, const struct arguments *arguments,
                      struct paper *paper, struct err *err);

#endif
