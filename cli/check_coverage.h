/* SPDX-License-Identifier: GPL-3.0-or-later */
/* check_coverage: what `check-config --coverage` says (config/coverage). Layer: cli. */
#ifndef CLI_CHECK_COVERAGE_H
#define CLI_CHECK_COVERAGE_H

#include "cli/cmd.h"
#include "core/buf.h"

/* By kinds of gap, each with its count and "file:line: [section id] title"; baselines are
 * compared with the ledger where there is one. */
void check_coverage_print(const struct context *context, struct buf *out);

/* {"version":1,"programs","indicators","baselines_compared":b,"groups":[{"kind","title",
 *  "count","items":[{"file","line","section","id","title"}]}]} */
void check_coverage_json(const struct context *context, struct buf *out);

#endif
