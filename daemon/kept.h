/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kept: a kept document read again as if it had just been fetched. Layer: daemon. */
#ifndef DAEMON_KEPT_H
#define DAEMON_KEPT_H

#include "config/settings.h"
#include "daemon/harvest.h"
#include "ledger/documents.h"
#include "ledger/ledger.h"

/* Fills the harvest, to be released in either case: read by today's configuration as of the
 * day it was fetched; its err says what went wrong. -1: its bytes are not there, or are not
 * what was kept. */
int kept_read(struct ledger *ledger, const struct settings *settings,
              const struct source *source, const struct documents_item *document,
              struct harvest *out);

#endif
