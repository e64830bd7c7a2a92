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

#endif
