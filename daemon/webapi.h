/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * webapi: the ledger as JSON over HTTP: a table of routes, of which OpenAPI is made too.
 * Layer: daemon.
 *
 * The ledger is opened for reading, for one answer at a time; answers are kept until it
 * changes. What the edition does not show is not there (404).
 */
#ifndef DAEMON_WEBAPI_H
#define DAEMON_WEBAPI_H

#include "config/settings.h"
#include "core/target.h"
#include "daemon/http.h"

#include <stdbool.h>

struct webapi;

/* The settings are the caller's; what the ledger says of indicators is put into them
 * (daemon/identity). `metrics`: /metrics is there, where the edition allows it. */
struct webapi *webapi_new(struct settings *settings, bool metrics);
void webapi_free(struct webapi *api); /* NULL is fine */

/* A second has passed: looks whether the ledger changed. */
void webapi_tick(struct webapi *api);

/* The answer, borrowed until the next call; NULL when the path is none of the table. */
const struct http_reply *webapi_give(struct webapi *api, const struct target *target,
                                     const struct http_request *request);

#endif
