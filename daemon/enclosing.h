/* SPDX-License-Identifier: GPL-3.0-or-later */
/* enclosing: the charts that go with a mail. Layer: daemon. */
#ifndef DAEMON_ENCLOSING_H
#define DAEMON_ENCLOSING_H

#include "alerts/notify.h"
#include "core/arena.h"
#include "ledger/ledger.h"

#include <stdint.h>

#define ENCLOSING_MOST 4 /* pictures in one mail */

/* Draws the charts of the first indicators that the letter tells of, as they are in the ledger
 * now (those of the site are drawn later) and as the edition shows them, and fills charts and
 * chart_count; their bytes belong to the arena. Without a picture the mail is sent all the
 * same: what failed is logged.
 */
void enclosing_charts(struct ledger *ledger, struct notify_letter *letter, int64_t now,
                      struct arena *arena);

#endif
