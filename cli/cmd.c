/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd: what several commands share; see cmd.h. */
#include "cli/cmd.h"

#include <stdio.h>
#include <unistd.h>

#include "core/instant.h"
#include "core/log.h"
#include "daemon/discretion.h"
#include "daemon/identity.h"

#define FAULTS_LIMIT ((size_t)4 << 20)

void cmd_tell_faults(const struct faults *faults)
{
    struct buf text;

    buf_init(&text, FAULTS_LIMIT);
    fault_print(faults, &text);
    fputs(buf_text(&text), stderr);
    buf_free(&text);
}

static void tell_holder(const char *holder, void *context)
{
    (void)context;
    if (isatty(STDERR_FILENO))
        log_info("waiting for another shihyo that is at work (pid %s)", holder);
    else
        log_debug("waiting for another shihyo that is at work (pid %s)", holder);
}

struct lock_wait cmd_wait(const struct context *context, int otherwise)
{
    return (struct lock_wait){.seconds = context->wait < 0 ? otherwise : context->wait,
                              .tell = tell_holder};
}

const struct indicator *cmd_indicator(const struct context *context, const char *id,
                                      struct err *err)
{
    const struct indicator *found = settings_indicator(context->settings, id);

    if (!found)
        err_set(err, ERR_USAGE, "no indicator \"%s\" in %s; `shihyo status` lists them", id,
                context->config);
    return found;
}

void cmd_tell_odd(const struct context *context, const struct indicator *indicator)
{
    struct buf text;

    if (!identity_is_odd(indicator))
        return;
    buf_init(&text, FAULTS_LIMIT);
    identity_text(indicator, context->settings->site.language, &text);
    log_warning("%s", buf_text(&text));
    buf_free(&text);
}

/* A time is easily mistyped (T2 is 大正2年), and all that is printed of it would be empty. */
static int tell_horizon(const struct context *context, struct err *err)
{
    const struct as_of *as_of = &context->settings->site.as_of;
    bool ja = context->settings->site.language == LANGUAGE_JA;
    char since[INSTANT_TEXT_SIZE];
    int64_t first;

    if (!context->as_of || context->no_ledger.code != ERR_NONE)
        return 0;
    if (horizon_first(context->ledger, &first, err))
        return -1;
    if (first <= context->horizon.at)
        return 0;
    instant_print_local(first, since);
    log_warning(
        ja ? "--as-of %.60s（%s）: 最初の記録は%sで、この時点では何も記録されていません"
           : "--as-of %.60s (%s): nothing was recorded by then, the first record is "
             "of %s",
        context->as_of, settings_label(&as_of->words, context->settings->site.language),
        since);
    return 0;
}

int cmd_open_ledger(struct context *context, struct err *err)
{
    /* a state of before is printed for others, and machines read it as well */
    context->horizon.told = true;
    if (ledger_open(context->settings->site.state, true, &context->ledger, err) ||
        (context->as_of
             ? horizon_set(context->ledger, &context->horizon, err)
             : discretion_edition(context->ledger, context->settings, context->now, err)) ||
        identity_apply(context->ledger, context->settings, err))
        return -1;
    (void)ledger_require(context->ledger, &context->no_ledger);
    return tell_horizon(context, err);
}
