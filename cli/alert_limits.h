/* SPDX-License-Identifier: GPL-3.0-or-later */
/* alert_limits: `alerts limits`: the control limits that charts and rules judge by, as a table
 * or as JSON. Layer: cli. */
#ifndef CLI_ALERT_LIMITS_H
#define CLI_ALERT_LIMITS_H

#include "cli/cmd.h"

/* `id` NULL = of all indicators; else as cli/selection takes it. Of one indicator the values
 * that are flagged are listed too; as JSON all of them. */
int alert_limits_show(struct context *context, const char *id, bool json, struct err *err);

#endif
