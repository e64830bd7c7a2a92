/* SPDX-License-Identifier: GPL-3.0-or-later */
/* was: the ids that an indicator had before. Layer: config; used inside config/ only. */
#ifndef CONFIG_WAS_H
#define CONFIG_WAS_H

#include "config/draft.h"
#include "config/entry.h"

/* Fills in the indicator's list of former ids. */
void was_split(const struct draft *draft, struct indicator *indicator);

/* A former id is an id, is configured no more, and was that of one indicator only. */
void was_check(const struct draft *draft, const struct draft_item *item,
               const struct indicator *indicator);

#endif
