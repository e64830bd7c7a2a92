/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sample: the commented sample configuration, made from the table of keys. Layer: config. */
#ifndef CONFIG_SAMPLE_H
#define CONFIG_SAMPLE_H

#include "config/keys.h"
#include "core/buf.h"

#include <stddef.h>

/* Appends a complete, loadable sample: every section once, every key with its help, type,
 * limits and default; optional keys commented out. -1 when the buffer overflows. */
int sample_print(struct buf *out);

/* A value that stands in a section in the place of the sample's. */
struct sample_choice {
    const char *name;
    const char *value;
};

/* Appends one section, every key with its help; those that are chosen are set, the others
 * commented out with their sample values. -1 on overflow. */
int sample_print_section(struct buf *out, enum key_section section,
                         const struct sample_choice *choices, size_t count);

/* Appends the key reference as mdoc(7) lists for shihyo.ini(5). -1 on overflow. */
int sample_print_manual(struct buf *out);

#endif
