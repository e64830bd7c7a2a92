/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command: the table of subcommands, their dispatch and their help. Layer: cli. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "cli/cmd.h"

#include <stddef.h>

/* Runs the program: argv as main got it. Returns the exit status; prints data on standard
 * output and one line per error on standard error. */
int command_main(int argc, char **argv);

/* The commands in the order of the help; NULL behind the last. */
const struct command *command_at(size_t index);

/* The options that may stand before a command, and how many of them, from the first, may stand
 * behind it too. */
#define COMMAND_BEHIND 5
const struct option *command_options(void);

#endif
