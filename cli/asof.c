/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asof: see asof.h. */
#define _DEFAULT_SOURCE /* realpath */
#include "cli/asof.h"

#include <dirent.h>
#include <limits.h>
#include <stdlib.h>

#include "cli/typed.h"
#include "config/edition.h"
#include "config/within.h"
#include "core/log.h"
#include "core/str.h"
#include "core/words.h"
#include "daemon/freezing.h"

/* Nobody knows more than now: so ends a day that is not over, and one to come is none yet. */
static int read_time(const struct context *context, const char *text, int64_t *at,
                     struct err *err)
{
    int64_t from;

    if (typed_moment(text, &from, at, err))
        return -1;
    if (from > context->now)
        log_info("--as-of %.60s: that is still to come, this is as known now", text);
    if (*at > context->now)
        *at = context->now;
    return 0;
}

static const char *say(struct context *context, int64_t at, enum language language)
{
    char text[WORDS_SIZE];

    words_as_of(at, language, text);
    return arena_strdup(context->settings->arena, text);
}

static int take_time(struct context *context, const char *text, struct err *err)
{
    if (read_time(context, text, &context->horizon.at, err))
        return -1;
    context->settings->site.as_of = (struct as_of){
        .at = context->horizon.at,
        .words = {.text = say(context, context->horizon.at, LANGUAGE_JA),
                  .en = say(context, context->horizon.at, LANGUAGE_EN)},
    };
    return 0;
}

static void hide(struct settings *settings, const char *id)
{
    struct indicator *indicator = settings_indicator(settings, id);

    if (indicator)
        indicator->is_public = false;
}

/* What is not public today, whatever it was called then. */
static void hide_indicators(const struct settings *now, struct settings *then)
{
    for (size_t i = 0; i < now->indicator_count; i++) {
        const struct indicator *indicator = &now->indicators[i];

        if (indicator->is_public)
            continue;
        hide(then, indicator->id);
        for (size_t k = 0; k < indicator->was_count; k++)
            hide(then, indicator->was[k]);
    }
}

/* What was frozen inside is not for the public because somebody has a public configuration at
 * hand: of both editions the narrower one holds. What then named for the public had no effect
 * and was looked at by nobody. */
static void narrow(const struct settings *now, const struct freeze *freeze,
                   struct settings *then)
{
    if (edition_is_internal(now) || !edition_is_internal(then))
        return;
    then->site.audience = now->site.audience;
    then->site.publish = now->site.publish;
    if (then->site.min_cell < now->site.min_cell)
        then->site.min_cell = now->site.min_cell;
    hide_indicators(now, then);
    log_info(
        "%s was frozen as an internal edition, and %s is of the public one: only what the "
        "public edition shows of it is printed",
        freeze->name, now->file);
}

static int take_freeze(struct context *context, struct ledger *ledger,
                       const struct freeze *freeze, struct err *err)
{
    struct settings *then;

    if (freezing_load(ledger, freeze, context->settings, context->arena, &then, err))
        return -1;
    narrow(context->settings, freeze, then);
    context->horizon = freeze_horizon(freeze);
    settings_free(context->settings);
    context->settings = then;
    return 0;
}

/* What is no time is a name. */
static int take_name(struct context *context, const char *text, struct err *err)
{
    struct ledger *ledger = NULL;
    struct freezes freezes;
    int failed = ledger_open(context->settings->site.state, true, &ledger, err) ||
                 freeze_all(ledger, context->arena, &freezes, err);
    const struct freeze *freeze = failed ? NULL : freeze_find(&freezes, text);

    if (!failed)
        failed = freeze
                     ? take_freeze(context, ledger, freeze, err)
                     : err_set(err, ERR_USAGE,
                               "--as-of \"%.60s\": expected a date (2026-11-30), an instant "
                               "or the name of a freeze; `shihyo freeze list` lists them",
                               text);
    ledger_close(ledger);
    return failed ? -1 : 0;
}

bool asof_is_named(const struct arguments *arguments)
{
    const char *text = options_value(arguments, ASOF_NAME);
    struct err refused = {0};
    int64_t from, to;

    return text && typed_moment(text, &from, &to, &refused) != 0;
}

int asof_take(struct context *context, const struct arguments *arguments, struct err *err)
{
    const char *text = options_value(arguments, ASOF_NAME);
    struct err refused = {0};
    int64_t from, to;

    if (!text)
        return 0;
    if (typed_moment(text, &from, &to, &refused) ? take_name(context, text, err)
                                                 : take_time(context, text, err))
        return -1;
    context->as_of = text;
    context->now = context->horizon.at;
    return 0;
}

void asof_print(struct context *context)
{
    const struct settings *settings = context->settings;

    if (context->as_of)
        buf_printf(&context->out, "%s\n",
                   settings_label(&settings->site.as_of.words, settings->site.language));
}

/* As they are written, and where they lead. */
static bool lies_in(const char *path, const char *folder)
{
    char *real = realpath(path, NULL);
    char *home = realpath(folder, NULL);
    bool inside = within_folder(path, folder) || (real && home && within_folder(real, home));

    free(real);
    free(home);
    return inside;
}

int asof_check_folder(const struct context *context, const char *folder, struct err *err)
{
    const struct site *site = &context->settings->site;

    if (!context->as_of)
        return 0;
    if (!folder)
        return err_set(err, ERR_USAGE,
                       "--as-of: expected -o DIR, a folder of its own: the site shows what is "
                       "known now");
    if (lies_in(folder, site->output) || lies_in(folder, site->state))
        return err_set(err, ERR_USAGE,
                       "--as-of: %s is the site's, which shows what is known now; expected "
                       "another folder",
                       folder);
    return 0;
}

static bool is_empty(const char *folder)
{
    DIR *listing = opendir(folder);
    const struct dirent *entry;
    bool empty = true;

    while (listing && empty && (entry = readdir(listing)) != NULL)
        empty = str_equal(entry->d_name, ".") || str_equal(entry->d_name, "..");
    if (listing)
        closedir(listing);
    return empty;
}

int asof_check_empty(const struct context *context, const char *folder, struct err *err)
{
    if (asof_check_folder(context, folder, err))
        return -1;
    if (!context->as_of || is_empty(folder))
        return 0;
    return err_set(err, ERR_USAGE,
                   "--as-of: %s is not empty; expected a new folder, so that all in it is of "
                   "one time",
                   folder);
}
