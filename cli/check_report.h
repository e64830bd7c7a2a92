/* SPDX-License-Identifier: GPL-3.0-or-later */
/* check_report: what `check-config` says of a configuration without faults. Layer: cli. */
#ifndef CLI_CHECK_REPORT_H
#define CLI_CHECK_REPORT_H

#include "cli/cmd.h"
#include "core/buf.h"

/* By context->settings and ->now: what it holds, what in it is worth a second look, what of
 * the ledger no section names, and the false alarms to expect. Returns the exit status:
 * ERR_CONFIG where an indicator is not what the ledger holds. */
int check_report(const struct context *context, struct buf *out);

#endif
