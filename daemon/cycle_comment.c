/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cycle_comment: a cycle of what a section says of a figure; see cycle.h. */
#include "daemon/commented.h"
#include "daemon/cycling.h"
#include "daemon/identity.h"
#include "ledger/documents.h"

struct comment_call {
    const struct commented_order *order;
    struct commented_done *done;
};

static int run_comment(struct cycle *cycle, const void *order, struct err *err)
{
    const struct comment_call *call = order;

    if (identity_require(call->order->indicator, err) || ledger_begin(cycle->ledger, err))
        return -1;
    int failed = commented_apply(cycle->ledger, call->order, cycle->options->now,
                                 cycle->report->arena, call->done, err) ||
                 commented_look(cycle->ledger, cycle->options->settings, cycle->report->arena,
                                cycle->options->now, call->done, err);
    if (!failed && call->done->changed && !cycle->options->dry_run)
        failed = documents_note_comments(cycle->ledger, err);
    return cycle_finish(cycle, failed, err);
}

int cycle_comment(const struct cycle_options *options, const struct commented_order *order,
                  struct commented_done *done, struct cycle_report *report, struct err *err)
{
    const struct comment_call call = {order, done};
    struct cycle_options how = *options;

    how.existing = true;
    return cycle_locked(&how, &call, run_comment, report, err);
}
