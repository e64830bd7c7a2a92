/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_brief: one sheet on one figure, for an answer in council. */
#include "cli/asof.h"
#include "cli/cmd.h"
#include "cli/paper_order.h"
#include "cli/typed.h"
#include "config/edition.h"
#include "daemon/briefing.h"

static int read_order(struct context *context, const struct arguments *arguments,
                      struct briefing_order *order, struct err *err)
{
    const char *period = options_value(arguments, "period");
    const char *id = arguments->words[0];

    if (!settings_indicator(context->settings, id) && settings_program(context->settings, id))
        return err_set(err, ERR_USAGE,
                       "%s is a program, expected an indicator; `shihyo sheet %s` is of "
                       "programs",
                       id, id);
    *order = (struct briefing_order){.indicator = cmd_indicator(context, id, err),
                                     .has_period = period != NULL,
                                     .now = context->now};
    if (!order->indicator)
        return -1;
    if (!edition_shows(context->settings, order->indicator))
        return err_set(err, ERR_USAGE, "%s is not public, and this is the public edition",
                       order->indicator->id);
    cmd_tell_odd(context, order->indicator);
    return period ? typed_period(period, order->indicator, order->indicator->frequency,
                                 &order->period, err)
                  : 0;
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    struct briefing_order order;
    struct paper paper;

    if (paper_order_check(arguments, err) || read_order(context, arguments, &order, err) ||
        briefing_compose(context->ledger, context->settings, &order, context->arena, &paper,
                         err))
        return -1;
    return paper_order_write(context, arguments, &paper, err);
}

const struct command cmd_brief = {
    .name = "brief",
    .summary = "one A4 sheet on one figure, for an answer in council",
    .synopsis = "ID",
    .help =
        "  shihyo brief zoo-visitors -o zoo.pdf\n"
        "  shihyo brief zoo-visitors --period FY2023 -o zoo.html\n\n"
        "What the figure is and means, how it went, what stands beside it (`compare`, "
        "`peers`), causes and\nactions from the comments (`note`), the programs with their "
        "money and sections, what is not known,\nand likely questions with the figures that "
        "answer them. What has no figure is not asked. What does\nnot fit on the sheet is "
        "left out, the least important first, and that is said. Without -o all of\nit as "
        "Markdown. In the public edition: of what that shows.\n",
    .needs = NEEDS_LEDGER,
    .words_min = 1,
    .words_max = 1,
    .options = {ASOF_OPTION,
                PAPER_ORDER_OPTIONS,
                {"period", 0, "PERIOD", "on the value of this period; else on the newest"}},
    .run = run,
};
