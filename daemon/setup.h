/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * setup: the configuration with every check that any layer has of it. Layer: daemon.
 */
#ifndef DAEMON_SETUP_H
#define DAEMON_SETUP_H

#include "config/settings.h"
#include "core/err.h"
#include "core/fault.h"

/* settings_load, then the alert rules, the notifiers, the [graph] definitions; and makes the
 * site's time zone the process's. As settings_load: -1 and all faults when anything is wrong.
 */
int setup_load(const char *file, struct settings **out, struct faults *faults,
               struct err *err);

/* The same of kept texts (settings_load_given). */
int setup_load_given(const struct textfiles *files, struct settings **out,
                     struct faults *faults, struct err *err);

#endif
