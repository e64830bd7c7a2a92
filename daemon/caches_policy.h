/* SPDX-License-Identifier: GPL-3.0-or-later */
/* caches_policy: the pictures of policies that stand on their pages. Layer: daemon. */
#ifndef DAEMON_CACHES_POLICY_H
#define DAEMON_CACHES_POLICY_H

#include "daemon/caches.h"

/* Draws those that changed, for policies of which several indicators have figures: one alone
 * has its chart. They stand beside the pages: policies/ID.png, in the other language
 * en/policies/ID.svg. */
int caches_policies(struct ledger *ledger, const struct settings *settings,
                    const struct caches_options *options, struct err *err);

/* What stands on a page that stays as it is in a quiet time stays so too: `mark` is the
 * ledger's of the picture, whose made_from begins with "public " in that edition. */
struct upkeep_item;
void caches_policy_keep(const struct settings *settings, int64_t now, const char *mark,
                        struct arena *arena, struct upkeep_item *item);

#endif
