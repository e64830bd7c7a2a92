/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * asof: --as-of, one option for every command that shows something. Layer: cli.
 *
 * A command that has the row ASOF_OPTION gets all of it from the dispatcher, before it runs:
 * its ledger is read as it was (ledger/horizon.h), its `now` is that instant, and
 * settings->site.as_of has the words for the face of what it prints. As of a freeze its
 * settings are those of then. Such a command writes nothing but what it was told to print,
 * elsewhere than the site.
 */
#ifndef CLI_ASOF_H
#define CLI_ASOF_H

#include "cli/cmd.h"

#define ASOF_NAME "as-of"
#define ASOF_OPTION                                                                           \
    {                                                                                         \
        ASOF_NAME, 0, "WHEN",                                                                 \
            "as known then: a day, month or year (its end), an instant, or a freeze"          \
    }

/* True if the option was given and is no time: it can only be the name of a freeze. */
bool asof_is_named(const struct arguments *arguments);

/* What the option says, if it was given: fills in ->as_of, ->horizon, ->now and the settings'
 * words, or takes the settings of a freeze. Of one that was made inside the public edition
 * shows what it may show, and that is said; as is that what is still to come is now.
 * ERR_USAGE when it is neither a time nor the name of a freeze. */
int asof_take(struct context *context, const struct arguments *arguments, struct err *err);

/* A line that says so, where it was asked for, at the head of what people read. */
void asof_print(struct context *context);

/* Where something is printed as of then: ERR_USAGE without a folder, and with one that is the
 * site's, or in it, or in the state folder. Nothing is asked when nothing was asked as of. */
int asof_check_folder(const struct context *context, const char *folder, struct err *err);

/* The same for what fills a folder: it must hold nothing yet. */
int asof_check_empty(const struct context *context, const char *folder, struct err *err);

#endif
