/* SPDX-License-Identifier: GPL-3.0-or-later */
/* transfer_words: why a transfer failed, in words; for core/transfer only. Layer: core. */
#ifndef CORE_TRANSFER_WORDS_H
#define CORE_TRANSFER_WORDS_H

#include "core/err.h"

#include <stdbool.h>

/* No connection: `refused` is the address that we did not ask, "" = the other side did;
 * `number` the errno of it, 0 = not known. */
void transfer_words_connect(const char *host, const char *refused, int number,
                            struct err *err);

/* No protocol of ours: `host` answered in another one, "" = it was never asked. */
void transfer_words_protocol(const char *host, struct err *err);

/* A certificate that is not of now, in the library's words; the clock that judged it is told,
 * since it may be that which is wrong. False when they speak of something else. */
bool transfer_words_time(const char *detail, struct err *err);

#endif
