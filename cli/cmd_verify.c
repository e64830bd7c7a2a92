/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_verify: the ledger against itself, documents and RRD files against the ledger. */
#include <unistd.h>

#include "cli/cmd.h"
#include "core/file.h"
#include "daemon/caches.h"
#include "daemon/cycle.h"
#include "ledger/documents.h"

/* After a comparison without a difference: those are there that should be. */
static size_t count_files(const struct context *context)
{
    const struct settings *settings = context->settings;
    size_t count = 0;

    for (size_t i = 0; i < settings->indicator_count; i++)
        count += file_exists(arena_printf(context->arena, "%s/rrd/%s.rrd",
                                          settings->site.state, settings->indicators[i].id));
    return count;
}

static int compare(struct context *context, struct faults *faults, struct err *err)
{
    size_t documents;

    if (ledger_check(context->ledger, err) ||
        documents_verify(context->ledger, faults, &documents, err) ||
        caches_verify(context->ledger, context->settings, faults, err))
        return -1;
    fault_print(faults, &context->out);
    if (faults->count > 0)
        return ERR_DATA;
    buf_printf(&context->out,
               "ledger ok, %zu documents as they were kept, %zu RRD files equal the ledger\n",
               documents, count_files(context));
    return 0;
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    struct faults faults = {0};

    (void)arguments;
    /* Between a cycle's commit and its projection the files are behind, as they should be. */
    struct lock_wait wait = cmd_wait(context, WAIT_ASKED_S);
    int lock = cycle_lock(context->settings, &wait, err);
    if (lock < 0)
        return -1;
    int status = compare(context, &faults, err);
    close(lock);
    fault_free(&faults);
    return status;
}

const struct command cmd_verify = {
    .name = "verify",
    .summary = "check the ledger, and the documents and RRD files against it",
    .synopsis = "",
    .help =
        "Prints what differs and exits 65; `rebuild` mends the RRD files, the publisher the "
        "documents\nthat are fetched again. A cycle that is running is waited for.\n",
    .needs = NEEDS_LEDGER,
    .run = run,
};
