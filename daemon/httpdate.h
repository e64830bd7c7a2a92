/* SPDX-License-Identifier: GPL-3.0-or-later */
/* httpdate: "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, IMF-fixdate), whatever the locale is.
 * Layer: daemon. Pure. */
#ifndef DAEMON_HTTPDATE_H
#define DAEMON_HTTPDATE_H

#include <stdbool.h>
#include <stdint.h>

#define HTTPDATE_SIZE 40

void httpdate_print(int64_t instant, char out[HTTPDATE_SIZE]);

/* False for anything else; the day of the week is not looked at. */
bool httpdate_parse(const char *text, int64_t *out);

#endif
