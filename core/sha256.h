/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sha256: SHA-256 (libnettle) as lower-case hex. Layer: core. */
#ifndef CORE_SHA256_H
#define CORE_SHA256_H

#include <stddef.h>

#define SHA256_TEXT_SIZE 65

void sha256_text(const void *bytes, size_t length, char out[SHA256_TEXT_SIZE]);

/* HMAC-SHA256 of the bytes under a key. */
void sha256_sign(const void *key, size_t key_length, const void *bytes, size_t length,
                 char out[SHA256_TEXT_SIZE]);

#endif
