/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * container: what is in a ZIP archive or in an OLE compound file: both hold documents of many
 * kinds. Layer: collector.
 */
#ifndef COLLECTOR_DECODE_CONTAINER_H
#define COLLECTOR_DECODE_CONTAINER_H

#include <stdbool.h>
#include <stddef.h>

#define CONTAINER_WORDS_SIZE 160

/* Says in words what the document is ("an old Excel workbook (.xls)"); false when it is no
 * container. *workbook: it is, or may be, one that the xlsx decoder reads. */
bool container_describe(const void *bytes, size_t length, char words[CONTAINER_WORDS_SIZE],
                        bool *workbook);

#endif
