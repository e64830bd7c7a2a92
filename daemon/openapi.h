/* SPDX-License-Identifier: GPL-3.0-or-later */
/* openapi: what the answers of the API look like, a row for each member, as JSON Schema.
 * Layer: daemon. */
#ifndef DAEMON_OPENAPI_H
#define DAEMON_OPENAPI_H

#include "core/json.h"

/* Writes the members of "schemas": an object for each kind of answer. */
void openapi_schemas(struct json *json);

#endif
