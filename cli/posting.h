/* SPDX-License-Identifier: GPL-3.0-or-later */
/* posting: what `status` says of the outbox. Layer: cli. */
#ifndef CLI_POSTING_H
#define CLI_POSTING_H

#include "cli/cmd.h"

/* Appends lines for letters that fail or were given up; nothing when all is well. */
int posting_print(const struct context *context, struct buf *out, struct err *err);

#endif
