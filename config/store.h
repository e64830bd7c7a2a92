/* SPDX-License-Identifier: GPL-3.0-or-later */
/* store: the values of a draft, and the defaults, into the settings. Layer: config. */
#ifndef CONFIG_STORE_H
#define CONFIG_STORE_H

#include "config/draft.h"

/* Fills every entry of the settings. Bad values and dangling references become faults. */
void store_all(const struct draft *draft);

#endif
