/* SPDX-License-Identifier: GPL-3.0-or-later */
/* asof: see asof.h. */
#include "cli/asof.h"

#include <dirent.h>
#include <limits.h>
#include <stdlib.h>

#include "cli/typed.h"
#include "config/within.h"
#include "core/log.h"
#include "core/str.h"
#include "core/words.h"

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

int asof_take(struct context *context, const struct arguments *arguments, struct err *err)
{
    const char *text = options_value(arguments, ASOF_NAME);

    if (!text)
        return 0;
    if (read_time(context, text, &context->horizon.at, err))
        return -1;
    context->as_of = text;
    context->now = context->horizon.at;
    context->settings->site.as_of = (struct as_of){
        .at = context->now,
        .words = {.text = say(context, context->now, LANGUAGE_JA),
                  .en = say(context, context->now, LANGUAGE_EN)},
    };
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
