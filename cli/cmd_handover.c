/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_handover: one document for whoever takes the office over. */
#include "cli/asof.h"
#include "cli/cmd.h"
#include "cli/paper_order.h"
#include "config/edition.h"
#include "daemon/handover.h"

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    struct paper paper;

    if (!edition_is_internal(context->settings))
        return err_set(err, ERR_USAGE,
                       "a handover is for the office, and this is the public edition "
                       "(audience = internal)");
    if (paper_order_check(arguments, err) ||
        handover_compose(context->ledger, context->settings, context->now, context->arena,
                         &paper, err))
        return -1;
    return paper_order_write(context, arguments, &paper, err);
}

const struct command cmd_handover = {
    .name = "handover",
    .summary = "one document for whoever takes the office over in April",
    .synopsis = "",
    .help =
        "  shihyo handover -o handover.pdf\n"
        "  shihyo handover --as-of 2027-03-31 > handover.md\n\n"
        "Open alerts with what was done about them and the comments; what is entered by hand, "
        "when, and which\nsection has it; sources that fail, and those that were mended in "
        "the year, with why and how; what is\nheld; what indicators mean since; comments and "
        "drafts; who answers for what; and the coming twelve\nmonths: releases, entries, "
        "terms of targets. Of the ledger and the configuration alone.\n",
    .needs = NEEDS_LEDGER,
    .options = {ASOF_OPTION, PAPER_ORDER_OPTIONS},
    .run = run,
};
