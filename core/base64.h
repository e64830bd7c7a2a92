/* SPDX-License-Identifier: GPL-3.0-or-later */
/* base64: bytes as letters (RFC 4648, with padding, without line ends). Layer: core. */
#ifndef CORE_BASE64_H
#define CORE_BASE64_H

#include "core/buf.h"

#include <stddef.h>

/* Appends 4 letters for each 3 bytes begun. */
void base64_print(const void *bytes, size_t length, struct buf *out);

#endif
