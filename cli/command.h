/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command: the table of subcommands, their dispatch and their help. Layer: cli. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

/* Runs the program: argv as main got it. Returns the exit status; prints data on standard
 * output and one line per error on standard error. */
int command_main(int argc, char **argv);

#endif
