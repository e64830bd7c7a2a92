/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_why: from a value back to the document and the cell that it stood in. */
#include "cli/cmd.h"
#include "cli/typed.h"
#include "cli/why.h"
#include "core/log.h"
#include "core/words.h"
#include "daemon/discretion.h"
#include "daemon/identity.h"

/* Nothing at all would leave open whether anything was asked for rightly. */
static void tell_empty(const struct why *why, const char *period)
{
    if (why->vintage_count + why->held_count + why->alert_count > 0)
        return;
    if (why->settings->site.language == LANGUAGE_JA)
        log_info("%sの%sの値は記録されていません", why->indicator->id, period);
    else
        log_info("nothing is recorded of %s for %s", why->indicator->id, period);
}

/* Periods of a frequency that the indicator had before. */
static int read_former(struct context *context, const char *text,
                       const struct indicator *indicator, struct period *out)
{
    bool found[FREQUENCY_FISCAL_YEAR + 1];
    struct err ignored = {0};

    if (meaning_frequencies(context->ledger, indicator->id, found, &ignored))
        return -1;
    for (int i = 0; i <= FREQUENCY_FISCAL_YEAR; i++) {
        if (found[i] && typed_period(text, indicator, (enum frequency)i, out, &ignored) == 0)
            return 0;
    }
    return -1;
}

/* One that is right by the configuration is no mistake of whoever typed it. */
static int read_period(struct context *context, const char *text,
                       const struct indicator *indicator, struct period *out, struct err *err)
{
    struct err ignored = {0};

    if (typed_period(text, indicator, indicator->frequency, out, err) == 0)
        return 0;
    if (read_former(context, text, indicator, out) == 0) {
        err_clear(err);
        return 0;
    }
    err->code = ERR_USAGE;
    if (!period_parse(text, identity_configured(indicator)->frequency, out, &ignored))
        (void)identity_require(indicator, err);
    return -1;
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    struct why why = {.settings = context->settings, .arena = context->arena};

    why.indicator = cmd_indicator(context, arguments->words[0], err);
    if (!why.indicator)
        return -1;
    if (read_period(context, arguments->words[1], why.indicator, &why.period, err))
        return -1;
    cmd_tell_odd(context, why.indicator);
    if (discretion_inside(context->ledger, context->settings, context->now, err) ||
        why_gather(context->ledger, &why, err))
        return -1;
    tell_empty(&why, arguments->words[1]);
    if (options_given(arguments, "json"))
        why_json(&why, &context->out);
    else if (why.vintage_count + why.held_count + why.alert_count > 0)
        why_print(&why, &context->out);
    return 0;
}

const struct command cmd_why = {
    .name = "why",
    .summary = "where a value is from: document, table, row, column, and what followed",
    .synopsis = "ID PERIOD",
    .help =
        "  shihyo why zoo-visitors FY2024\n\n"
        "Every version of the period, newest first: who said it and when, the document with "
        "its address,\nand where in it the value stands. The place is found by reading the "
        "kept document again with the\nconfiguration of today; where that gives something "
        "else, or the document was let go, it is said.\nThen what was held of the period, and "
        "the alerts that its value opened.\n",
    .needs = NEEDS_LEDGER_READ,
    .words_min = 2,
    .words_max = 2,
    .options = {{"json", 0, NULL, "as JSON"}},
    .run = run,
};
