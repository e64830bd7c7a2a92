/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_rebuild: all caches from the ledger. */
#include "cli/cmd.h"
#include "cli/progress.h"
#include "daemon/cycle.h"

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    struct progress progress = {.doing = "making"};
    const struct lock_wait wait = cmd_wait(context, WAIT_ASKED_S);
    const struct cycle_options options = {
        .settings = context->settings,
        .now = context->now,
        .wait = &wait,
        .progress = progress_terminal(),
        .context = &progress,
    };
    struct caches_counts counts = {0};

    (void)arguments;
    if (cycle_rebuild(&options, &counts, err))
        return -1;
    buf_printf(&context->out,
               context->settings->site.language == LANGUAGE_JA
                   ? "RRDファイル%zu・グラフ%zu・独自グラフ%zu、内容の変わったページ%zu\n"
                   : "RRD %zu, charts %zu, graphs %zu; pages that changed %zu\n",
               counts.rrds, counts.charts, counts.graphs, counts.pages);
    return 0;
}

const struct command cmd_rebuild = {
    .name = "rebuild",
    .summary = "make RRD files, charts and pages anew from the ledger",
    .synopsis = "",
    .help =
        "The ledger is the truth; everything else may be deleted and is made again by this.\n"
        "Where there is no ledger nothing is touched (69).\n",
    .needs = NEEDS_SETTINGS,
    .run = run,
};
