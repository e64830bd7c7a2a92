/* SPDX-License-Identifier: GPL-3.0-or-later */
/* daemon: cycles on schedule. Layer: daemon. */
#ifndef DAEMON_DAEMON_H
#define DAEMON_DAEMON_H

#include "config/settings.h"
#include "core/err.h"

/* Runs cycles when sources are due until SIGTERM or SIGINT, which lets a cycle under way
 * finish. SIGHUP loads `config` again and keeps the old settings when it is broken; SIGUSR1
 * dumps what is known to the log. A service manager is told (daemon/supervisor.h); where
 * standard error leads nowhere, syslog is. Takes the settings. Returns 0 after a signal to
 * end, -1 when it could not start (ERR_TEMPFAIL:
 * another works on the state). A cycle that fails never stops the next. */
int daemon_run(const char *config, struct settings *settings, struct err *err);

#endif
