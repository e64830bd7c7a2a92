/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sha256: see sha256.h. */
#include "core/sha256.h"

#include <nettle/hmac.h>
#include <nettle/sha2.h>
#include <stdint.h>

static void print(const uint8_t digest[SHA256_DIGEST_SIZE], char out[SHA256_TEXT_SIZE])
{
    static const char HEX[] = "0123456789abcdef";

    for (size_t i = 0; i < SHA256_DIGEST_SIZE; i++) {
        out[2 * i] = HEX[digest[i] >> 4];
        out[2 * i + 1] = HEX[digest[i] & 15];
    }
    out[SHA256_TEXT_SIZE - 1] = '\0';
}

void sha256_text(const void *bytes, size_t length, char out[SHA256_TEXT_SIZE])
{
    struct sha256_ctx context;
    uint8_t digest[SHA256_DIGEST_SIZE];

    sha256_init(&context);
    sha256_update(&context, length, bytes);
    sha256_digest(&context, sizeof digest, digest);
    print(digest, out);
}

void sha256_sign(const void *key, size_t key_length, const void *bytes, size_t length,
                 char out[SHA256_TEXT_SIZE])
{
    struct hmac_sha256_ctx context;
    uint8_t digest[SHA256_DIGEST_SIZE];

    hmac_sha256_set_key(&context, key_length, key);
    hmac_sha256_update(&context, length, bytes);
    hmac_sha256_digest(&context, sizeof digest, digest);
    print(digest, out);
}
