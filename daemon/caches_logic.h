/* SPDX-License-Identifier: GPL-3.0-or-later */
/* caches_logic: the logic models of programs, which stand on their pages. Layer: daemon. */
#ifndef DAEMON_CACHES_LOGIC_H
#define DAEMON_CACHES_LOGIC_H

#include "daemon/caches.h"

/* Draws those that say something else than before: programs/ID.svg and ID.thumbnail.svg (for
 * narrow screens), each dark too, and ID.txt; in the other language en/programs/ID.svg. */
int caches_logic(struct ledger *ledger, const struct settings *settings,
                 const struct caches_options *options, struct err *err);

#endif
