/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_chart: draws charts. */
#include <unistd.h>

#include "cli/cmd.h"
#include "cli/figure_order.h"
#include "config/edition.h"
#include "daemon/caches.h"
#include "daemon/cycle.h"

/* Those named, else all; what the edition does not show is not drawn. */
static int choose(struct context *context, const struct arguments *arguments,
                  const struct indicator ***chosen, size_t *count, struct err *err)
{
    const struct settings *settings = context->settings;
    size_t most =
        arguments->word_count > 0 ? (size_t)arguments->word_count : settings->indicator_count;

    *chosen = arena_alloc(context->arena, most, sizeof **chosen);
    *count = 0;
    for (size_t i = 0; i < most; i++) {
        const struct indicator *indicator =
            arguments->word_count > 0 ? cmd_indicator(context, arguments->words[i], err)
                                      : &settings->indicators[i];

        if (!indicator)
            return -1;
        if (edition_shows(settings, indicator))
            (*chosen)[(*count)++] = indicator;
        else if (arguments->word_count > 0)
            return err_set(err, ERR_USAGE, "%s is not public, and this is the public edition",
                           indicator->id);
    }
    return 0;
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    const struct indicator **chosen;
    size_t count;
    const char *folder = options_value(arguments, "output");

    if (figure_order_given(arguments))
        return figure_order_run(context, arguments, err);
    if (options_given(arguments, "axes") || options_given(arguments, "year"))
        return err_set(err, ERR_USAGE,
                       "--axes belongs to --compare, --year to --overlay-years");
    if (choose(context, arguments, &chosen, &count, err))
        return -1;
    /* A cycle writes there too. */
    int lock = folder ? -1 : cycle_lock(context->settings, err);

    if (!folder && lock < 0)
        return -1;
    if (!folder)
        folder = arena_printf(context->arena, "%s/charts", context->settings->site.output);
    int failed = caches_draw_into(context->ledger, context->settings, chosen, count, folder,
                                  context->now, err);

    if (lock >= 0)
        close(lock);
    if (failed)
        return -1;
    for (size_t i = 0; i < count; i++)
        buf_printf(&context->out, "%s/%s.png\n", folder, chosen[i]->id);
    return 0;
}

const struct command cmd_chart = {
    .name = "chart",
    .summary = "draw charts as PNG, 1x and 2x",
    .synopsis = "[ID...]\n       shihyo chart --compare A B\n       shihyo chart "
                "--overlay-years ID...\n       shihyo chart --policy|--program [ID...]",
    .help = "Without an ID, all indicators that the edition shows. Prints the path of each "
            "picture; beside ID.png stands "
            "ID@2x.png.\nPictures of several indicators, or of one by years, go into the "
            "folder of -o, else "
            "into the working folder, as policy-ID, program-ID, compare-A-B and years-ID, "
            "each with its words in a .txt; without an ID, of all policies or "
            "programs.\nWhere there is no ledger nothing is touched (69).\n",
    .needs = NEEDS_LEDGER,
    .words_max = -1,
    .options =
        {{"output", 'o', "DIR", "the folder; else charts/ in the site's output"},
         {"compare", 0, NULL, "two indicators in one picture"},
         {"axes", 0, "HOW",
          "of these two: one, panels, index, index:PERIOD (that is 100); else one where "
          "both can be read on it, or panels"},
         {"overlay-years", 0, NULL, "a line per year, the newest in bold"},
         {"year", 0, "KIND",
          "fiscal or calendar; else fiscal where budgeted programs move the indicator"},
         {"policy", 0, NULL, "a small panel per indicator that its programs move"},
         {"program", 0, NULL, "the indicators it is to move, its start marked"}},
    .run = run,
};
