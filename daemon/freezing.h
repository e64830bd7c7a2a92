/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * freezing: the configuration of a freeze: its texts gathered from the disk, and loaded again
 * from the ledger. Layer: daemon.
 *
 * Kept are the files that were read and the site's own looks ([site] templates). Secrets are
 * not: a configuration names the files they stand in.
 */
#ifndef DAEMON_FREEZING_H
#define DAEMON_FREEZING_H

#include "config/settings.h"
#include "core/arena.h"
#include "core/err.h"
#include "ledger/freeze.h"

#define FREEZING_BYTES_MAX ((size_t)16 << 20) /* of all files of one */

/* Keeps the state of the ledger and the settings' files under freeze->name (name, at, who,
 * note and remade are given). What was gathered is loaded once, so that it can be loaded
 * again: ERR_TEMPFAIL when it is not what the settings were loaded from, as somebody is
 * changing it; else as freeze_add. */
int freezing_keep(struct ledger *ledger, const struct settings *settings,
                  struct freeze *freeze, struct arena *arena, struct err *err);

/* The settings of then, with the folders of now, and words for the face of what is printed
 * (settings->site.as_of). Texts lie in the arena, which must outlive them. ERR_CONFIG says by
 * which version they were frozen, when this one cannot read them any more. */
int freezing_load(struct ledger *ledger, const struct freeze *freeze,
                  const struct settings *now, struct arena *arena, struct settings **out,
                  struct err *err);

#endif
