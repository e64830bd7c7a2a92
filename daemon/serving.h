/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * serving: the published site and the API over HTTP until told to end. Layer: daemon.
 *
 * Reads only: the pages as they were published, the ledger opened for reading. Where it
 * listens at a loopback address, a request must name this machine or the host of `base_url`:
 * a page of another site cannot have its own name lead here and read what is for the office.
 */
#ifndef DAEMON_SERVING_H
#define DAEMON_SERVING_H

#include "config/settings.h"
#include "core/err.h"

#include <stdbool.h>

struct serving_options {
    const char *listen; /* daemon/listening */
    bool metrics;
};

/* Serves until SIGTERM or SIGINT. */
int serving_run(struct settings *settings, const struct serving_options *options,
                struct err *err);

#endif
