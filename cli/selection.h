/* SPDX-License-Identifier: GPL-3.0-or-later */
/* selection: indicators by their own ids, or by those of what they belong to. Layer: cli. */
#ifndef CLI_SELECTION_H
#define CLI_SELECTION_H

#include "cli/cmd.h"

#include <stddef.h>

/* Each word is an indicator, or a source (all that read from it), an alert (what it judges), a
 * program (what it moves) or a policy (what its programs of the newest year move); without
 * words all. Each once, as configured. ERR_USAGE for a word that is nothing of that. */
int selection_find(struct context *context, const char *const *words, size_t count,
                   const struct indicator ***out, size_t *found, struct err *err);

#endif
