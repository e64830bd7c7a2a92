/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * discretion: before whom a figure under embargo (解禁前) is spoken of. Layer: daemon.
 *
 *   inside      an operator at a terminal; judging, mail and pages of the internal edition:
 *               all of it, marked
 *   outside     everything of the public edition: as if it had not been recorded
 *   machines    feeds, metrics, data, calendars, the API, exports, of either edition: they
 * know no mark, and who reads them next nobody knows; so as outside
 *
 * Each sets how the ledger is read from then on (ledger/concealed.h). Where the settings are
 * as of another time it was decided already (ledger/horizon.h), and they do nothing.
 */
#ifndef DAEMON_DISCRETION_H
#define DAEMON_DISCRETION_H

#include "config/settings.h"
#include "core/err.h"
#include "ledger/ledger.h"

#include <stdint.h>

/* For whoever judges and tells, and writes what became of alerts: by the edition. */
int discretion_judge(struct ledger *ledger, const struct settings *settings, int64_t now,
                     struct err *err);

/* For what the edition shows: by the edition, alerts too. */
int discretion_edition(struct ledger *ledger, const struct settings *settings, int64_t now,
                       struct err *err);

int discretion_machines(struct ledger *ledger, const struct settings *settings, int64_t now,
                        struct err *err);
int discretion_inside(struct ledger *ledger, const struct settings *settings, int64_t now,
                      struct err *err);

#endif
