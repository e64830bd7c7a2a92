/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_chart: draws charts. */
#include <unistd.h>

#include "cli/cmd.h"
#include "daemon/caches.h"
#include "daemon/cycle.h"

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    size_t count = (size_t)arguments->word_count;
    const struct indicator **chosen = arena_alloc(context->arena, count, sizeof *chosen);
    const char *folder = options_value(arguments, "output");

    for (size_t i = 0; i < count; i++) {
        chosen[i] = cmd_indicator(context, arguments->words[i], err);
        if (!chosen[i])
            return -1;
    }
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
    for (size_t i = 0; i < (count ? count : context->settings->indicator_count); i++)
        buf_printf(&context->out, "%s/%s.png\n", folder,
                   count ? chosen[i]->id : context->settings->indicators[i].id);
    return 0;
}

const struct command cmd_chart = {
    .name = "chart",
    .summary = "draw charts as PNG, 1x and 2x",
    .synopsis = "[ID...]",
    .help =
        "Without an ID, all indicators. Prints the path of each picture; beside ID.png stands "
        "ID@2x.png.\n",
    .needs = NEEDS_LEDGER_READ,
    .words_max = -1,
    .options = {{"output", 'o', "DIR", "the folder; else charts/ in the site's output"}},
    .run = run,
};
