/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_daemon: cycles on schedule, in the foreground. */
#include "cli/cmd.h"
#include "daemon/daemon.h"

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    struct settings *settings = context->settings;

    (void)arguments;
    context->settings = NULL; /* the daemon frees it when it reloads */
    return daemon_run(context->config, settings, err);
}

const struct command cmd_daemon = {
    .name = "daemon",
    .summary = "collect on schedule until told to stop",
    .synopsis = "",
    .help =
        "Stays in the foreground. SIGHUP reads the configuration again (a broken one is "
        "reported and the\nold one kept); SIGTERM or SIGINT ends after the cycle under way; "
        "SIGUSR1 writes to the log what it\nknows: cycles, memory, each source's next fetch, "
        "what "
        "fails, what is overdue. systemd is told as\nType=notify wants it, with its "
        "watchdog.\n",
    .needs = NEEDS_SETTINGS,
    .run = run,
};
