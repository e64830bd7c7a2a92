/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * completion: the table of commands as a script by which a shell completes a command line.
 * Layer: cli. What has ids is asked for them when it is completed (`shihyo completion ids`).
 */
#ifndef CLI_COMPLETION_H
#define CLI_COMPLETION_H

#include "cli/cmd.h"
#include "core/buf.h"

#include <stdbool.h>

#define COMPLETION_SIZE 256

/* What a value or a word may be; `choices` are separated by spaces, "" = none. */
struct completion {
    char choices[COMPLETION_SIZE];
    const char *ids; /* names of sections, separated by spaces; NULL = none */
    bool files;
    bool folders;
};

/* The value of an option, by what it is called: FILE, DIR, ID, a|b, FREQUENCY and the other
 * names of lists; of what is called otherwise nothing is known. */
void completion_value(const struct option *option, struct completion *out);

/* The words of a command, by its synopsis; of `choices` only one is given. */
void completion_words(const struct command *command, struct completion *out);

/* The scripts. */
void completion_bash(struct buf *out);
void completion_zsh(struct buf *out);
void completion_fish(struct buf *out);

#endif
