/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_chart: draws charts. */
#include <unistd.h>

#include "cli/cmd.h"
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

    if (choose(context, arguments, &chosen, &count, err))
        return -1;
    /* A cycle writes there too. */
    struct lock_wait wait = cmd_wait(context, WAIT_ASKED_S);
    int lock = folder ? -1 : cycle_lock(context->settings, &wait, err);

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
    .synopsis = "[ID...]",
    .help = "Without an ID, all indicators that the edition shows. Prints the path of each "
            "picture; beside ID.png stands "
            "ID@2x.png.\nWhere there is no ledger nothing is touched (69).\n",
    .needs = NEEDS_LEDGER,
    .words_max = -1,
    .options = {{"output", 'o', "DIR", "the folder; else charts/ in the site's output"}},
    .run = run,
};
