/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notifying: what a [notify] section needs beside its keys. Layer: config; used by resolve. */
#ifndef CONFIG_NOTIFYING_H
#define CONFIG_NOTIFYING_H

#include "config/draft.h"

#include <stdbool.h>

/* Splits its lists and reads its times; what cannot be read is left to the check. */
void notifying_complete(const struct draft *draft, const struct draft_item *item);

/* Adds its faults. */
void notifying_check(const struct draft *draft, const struct draft_item *item);

/* True for one address of mail, NAME@DOMAIN in plain ASCII and nothing around it: no line
 * break, no second address, no name beside it. */
bool notifying_is_address(const char *text);

#endif
