/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report: what a cycle did, for people and for programs. Layer: cli. */
#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include "core/arena.h"
#include "core/buf.h"
#include "core/health.h"
#include "core/words.h"
#include "daemon/cycle.h"

#include <stdbool.h>

/* Why one was set aside, for people. */
const char *report_reason(enum ledger_reason reason, enum language language);

/* Appends "zoo-visitors FY2024 1,370,000 (estimate): why" of what was set aside. */
void report_kept(const struct ledger_kept *kept, const struct settings *settings,
                 struct buf *out);

/* A table of the sources tried and a line on the rest. */
void report_print(const struct cycle_report *report, const struct settings *settings,
                  bool dry_run, struct arena *arena, struct buf *out);

/* The indicators that are not those of the ledger (daemon/identity), a line each. */
void report_odd(const struct settings *settings, struct buf *out);

/* The lines below the table: that it was a rehearsal, or what was recorded, told and made. */
void report_end(const struct cycle_report *report, const struct settings *settings,
                bool dry_run, struct buf *out);

/* What is wrong with a source, and how to see all of it when that is more than is said. */
void report_failure(const struct health *health, enum language language, struct buf *out);

/* {"version":1,"sources":[{"id","outcome","added","revised","kept","problems","unread","error"}],...}
 */
void report_json(const struct cycle_report *report, const struct settings *settings,
                 struct buf *out);

#endif
