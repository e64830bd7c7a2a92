/* SPDX-License-Identifier: GPL-3.0-or-later */
/* approaching: what the keys of a source that say how it is fetched come to. Layer: config. */
#ifndef CONFIG_APPROACHING_H
#define CONFIG_APPROACHING_H

#include "config/draft.h"

/* Completes the source's approach: kind, addresses, method, secrets, what the site says. */
void approaching_complete(const struct draft *draft, const struct draft_item *item);

/* Adds the faults of what does not go together. */
void approaching_check(const struct draft *draft, const struct draft_item *item);

#endif
