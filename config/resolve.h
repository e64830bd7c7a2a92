/* SPDX-License-Identifier: GPL-3.0-or-later */
/* resolve: what only several keys together can say: cross checks, and what follows from
 * others. Layer: config. */
#ifndef CONFIG_RESOLVE_H
#define CONFIG_RESOLVE_H

#include "config/draft.h"

/* Sets origins and derived members of every entry. */
void resolve_complete(const struct draft *draft);

/* Adds a fault for each contradiction. */
void resolve_check(const struct draft *draft);

#endif
