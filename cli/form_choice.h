/* SPDX-License-Identifier: GPL-3.0-or-later */
/* form_choice: the forms of pictures that a command line asks for. Layer: cli. */
#ifndef CLI_FORM_CHOICE_H
#define CLI_FORM_CHOICE_H

#include "cli/options.h"
#include "core/arena.h"
#include "graphs/form.h"

#include <stddef.h>

/* What --format, --size and --theme say; the forms of a site when none of them is given, which
 * without -o are the only ones. `forms` has room for FORM_MOST. */
int form_choice_read(struct arena *arena, const struct arguments *arguments,
                     struct form *forms, size_t *count, struct err *err);

#endif
