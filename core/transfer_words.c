/* SPDX-License-Identifier: GPL-3.0-or-later */
/* transfer_words: see transfer_words.h. */
#include "core/transfer_words.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include "core/instant.h"
#include "core/str.h"

void transfer_words_connect(const char *host, const char *refused, int number, struct err *err)
{
    if (!str_empty(refused))
        (void)err_set(err, ERR_UNAVAILABLE,
                      "%s is at %s, which is no address of the internet: not asked "
                      "(private = yes would allow it)",
                      host, refused);
    else if (number == ECONNREFUSED || number == 0)
        (void)err_set(err, ERR_UNAVAILABLE, "connection refused by %s", host);
    else
        (void)err_set(err, ERR_UNAVAILABLE, "no connection to %s: %s", host, strerror(number));
}

void transfer_words_protocol(const char *host, struct err *err)
{
    if (!str_empty(host))
        (void)err_set(err, ERR_UNAVAILABLE, "the answer of %s is not HTTP", host);
    else
        (void)err_set(err, ERR_UNAVAILABLE, "not a web address: expected http or https");
}

bool transfer_words_time(const char *detail, struct err *err)
{
    char now[INSTANT_TEXT_SIZE];

    if (!strstr(detail, "expired") && !strstr(detail, "not yet valid"))
        return false;
    instant_print_local((int64_t)time(NULL), now);
    (void)err_set(err, ERR_UNAVAILABLE,
                  "certificate not valid: %s (the clock of this machine says %s)", detail,
                  now);
    return true;
}
