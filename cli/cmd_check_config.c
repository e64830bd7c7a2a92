/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_check_config: reads the configuration and says all that is wrong with it. */
#include <stdio.h>

#include "cli/cmd.h"
#include "config/sample.h"
#include "core/str.h"
#include "daemon/setup.h"

static int print_found(const struct settings *settings, struct buf *out)
{
    size_t budgeted = 0;

    for (size_t i = 0; i < settings->program_count; i++) {
        int64_t amount;

        budgeted += settings_program_amount(settings_program_latest(&settings->programs[i]),
                                            &amount) != AMOUNT_NONE;
    }
    buf_printf(out,
               "%s: ok: %zu sources, %zu indicators, %zu programs (%zu with a budget), "
               "%zu policies, %zu challenges, %zu alerts, %zu graphs\n",
               settings->file, settings->source_count, settings->indicator_count,
               settings->program_count, budgeted, settings->policy_count,
               settings->challenge_count, settings->alert_count, settings->graph_count);
    return 0;
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    struct faults faults = {0};

    if (options_given(arguments, "sample"))
        return sample_print(&context->out);
    if (options_given(arguments, "manual"))
        return sample_print_manual(&context->out);
    if (setup_load(context->config, &context->settings, &faults, err) == 0)
        return print_found(context->settings, &context->out);
    for (size_t i = 0; i < faults.count; i++)
        buf_printf(&context->out, "%s:%d: %s\n", faults.items[i].file, faults.items[i].line,
                   faults.items[i].text);
    if (faults.count > 0)
        err_set(err, ERR_CONFIG, "%s: %zu %s", context->config, faults.count + faults.dropped,
                faults.count == 1 ? "fault" : "faults");
    fault_free(&faults);
    return ERR_CONFIG;
}

const struct command cmd_check_config = {
    .name = "check-config",
    .summary = "read the configuration and say all that is wrong with it",
    .synopsis = "",
    .help = "Every fault is printed as `file:line: what, what was expected`, which editors "
            "understand;\nthe exit status is then 78. A new configuration starts from\n"
            "  shihyo check-config --sample > shihyo.ini\n",
    .options = {{"sample", 0, NULL, "print a commented sample configuration"},
                {"manual", 0, NULL, "print shihyo.ini(5), made from the same table"}},
    .run = run,
};
