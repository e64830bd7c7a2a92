/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sample: the commented sample configuration, made from the table of keys. Layer: config. */
#ifndef CONFIG_SAMPLE_H
#define CONFIG_SAMPLE_H

#include "core/buf.h"

/* Appends a complete, loadable sample: every section once, every key with its help, type,
 * limits and default; optional keys commented out. -1 when the buffer overflows. */
int sample_print(struct buf *out);

/* Appends the key reference as mdoc(7) lists for shihyo.ini(5). -1 on overflow. */
int sample_print_manual(struct buf *out);

#endif
