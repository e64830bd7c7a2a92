/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * adding: sections at the end of a configuration, written only when the whole is right with
 * them. Layer: cli.
 */
#ifndef CLI_ADDING_H
#define CLI_ADDING_H

#include "core/buf.h"
#include "core/err.h"

/* Appends `text` to the configuration `file` (a link: to what it leads to), whose bytes stay
 * as they are: written beside it, read as `check-config` would, and renamed over it, with its
 * mode and owner. ERR_CONFIG when the whole would not be right, with every fault in `faults`;
 * then, and on every other failure, nothing is changed. */
int adding_write(const char *file, const char *text, struct buf *faults, struct err *err);

#endif
