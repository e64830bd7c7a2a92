/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_verify: the ledger against itself and the RRD files against the ledger. */
#include "cli/cmd.h"
#include "daemon/caches.h"

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    struct faults faults = {0};

    (void)arguments;
    if (ledger_check(context->ledger, err) ||
        caches_verify(context->ledger, context->settings, &faults, err))
        return -1;
    for (size_t i = 0; i < faults.count; i++)
        buf_printf(&context->out, "%s: %s\n", faults.items[i].file, faults.items[i].text);
    if (faults.count == 0)
        buf_printf(&context->out, "ledger ok, %zu RRD files equal the ledger\n",
                   context->settings->indicator_count);
    int status = faults.count > 0 ? ERR_DATA : 0;
    fault_free(&faults);
    return status;
}

const struct command cmd_verify = {
    .name = "verify",
    .summary = "check the ledger, and the RRD files against it",
    .synopsis = "",
    .help = "Prints what differs and exits 65; `rebuild` mends the RRD files.\n",
    .needs = NEEDS_LEDGER_READ,
    .run = run,
};
