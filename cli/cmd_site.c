/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_site: publishes pages and charts into a folder. */
#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/asof.h"
#include "cli/cmd.h"
#include "core/file.h"
#include "core/lock.h"
#include "daemon/caches.h"
#include "daemon/cycle.h"
#include "daemon/premises.h"

/* [graph] definitions are drawn from files that something may have damaged or taken away. They
 * belong to the cycles, as do their marks: without the lock, or where nothing can be written,
 * one of those heals them. */
static int heal(struct context *context, bool locked, struct err *err)
{
    struct caches_options how = {.now = context->now};
    struct caches_counts counts = {0};
    const struct lock_wait none = cmd_wait(context, 0);
    struct ledger *ledger = NULL;
    struct err busy = {0};
    int own = locked ? -1 : cycle_lock(context->settings, &none, &busy);
    int failed = 0;

    if ((locked || own >= 0) &&
        ledger_open(context->settings->site.state, false, &ledger, &busy) == 0)
        failed = caches_project(ledger, context->settings, &how, &counts, err);
    ledger_close(ledger);
    if (own >= 0)
        close(own);
    return failed;
}

/* --- as of another time --- */

#define THEN "/.asof" /* in the folder, while it is filled */

/* [graph] definitions are drawn from files: those of then are made for them. */
static int project_then(struct context *context, const struct settings *then, struct err *err)
{
    struct caches_options how = {.now = context->now};
    struct caches_counts counts = {0};

    if (then->graph_count == 0)
        return 0;
    return file_make_folder(then->site.state, 0700, err) ||
                   caches_project(context->ledger, then, &how, &counts, err)
               ? -1
               : 0;
}

static void forget_then(const struct context *context, const char *state)
{
    const char *folder = arena_printf(context->arena, "%s/rrd", state);
    DIR *listing = opendir(folder);
    const struct dirent *entry;

    while (listing && (entry = readdir(listing)) != NULL) {
        if (entry->d_name[0] != '.')
            (void)unlinkat(dirfd(listing), entry->d_name, 0);
    }
    if (listing)
        closedir(listing);
    (void)rmdir(folder);
    (void)rmdir(state);
}

/* --- now, or then --- */

/* A picture that cannot be drawn costs no page, but where it cannot be written nothing else
 * is: what stands there agrees. */
static int publish(const struct context *context, const struct settings *settings,
                   const char *folder, int failed, struct err *err)
{
    struct caches_options how = {.now = context->now, .folder = folder};
    struct caches_counts counts = {0};
    struct err second = {0};

    if (caches_draw(context->ledger, settings, &how, &counts, &second)) {
        bool unwritten = second.code == ERR_IO;

        if (!failed)
            *err = second;
        failed = -1;
        if (unwritten)
            return failed;
    }
    if (caches_doors(context->ledger, settings, &how, &counts, &second) && !failed) {
        *err = second;
        failed = -1;
    }
    if (caches_publish(context->ledger, settings, &how, &counts, &second) && !failed) {
        *err = second;
        failed = -1;
    }
    return failed;
}

static int publish_then(struct context *context, const char *folder, struct err *err)
{
    struct settings then = *context->settings;

    then.site.state = arena_printf(context->arena, "%s" THEN, folder);
    int failed = publish(context, &then, folder, project_then(context, &then, err), err);
    forget_then(context, then.site.state);
    return failed;
}

static bool is_output(const struct context *context, const char *folder)
{
    struct stat asked, own;

    return stat(folder, &asked) == 0 && stat(context->settings->site.output, &own) == 0 &&
           asked.st_dev == own.st_dev && asked.st_ino == own.st_ino;
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    const char *asked = options_value(arguments, "output");
    const char *folder = asked ? asked : context->settings->site.output;
    struct lock_wait wait = cmd_wait(context, WAIT_ASKED_S);
    bool own = !asked || is_output(context, asked);
    int lock;

    /* A cycle writes into the output too; elsewhere another `site` may. */
    if (asof_check_empty(context, asked, err) || premises_make_pages(folder, err))
        return -1;
    lock = own ? cycle_lock(context->settings, &wait, err) : lock_hold(folder, &wait, err);
    if (lock < 0)
        return -1;
    int failed = context->as_of ? publish_then(context, folder, err)
                                : publish(context, context->settings,
                                          own ? context->settings->site.output : folder,
                                          heal(context, own, err), err);
    close(lock);
    if (failed)
        return -1;
    buf_printf(&context->out, "%s/index.html\n", folder);
    return 0;
}

const struct command cmd_site = {
    .name = "site",
    .summary = "publish the pages, the charts and the graphs",
    .synopsis = "",
    .help = "Every cycle does this by itself for what changed; `site` does it whole, into any "
            "folder.\nWhere there is no ledger nothing is touched (69).\n",
    .needs = NEEDS_LEDGER,
    .options = {ASOF_OPTION, {"output", 'o', "DIR", "the folder; else the site's output"}},
    .run = run,
};
