/* SPDX-License-Identifier: GPL-3.0-or-later */
/* terminal: what people look at the output with. Layer: cli. */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include "core/words.h"

#include <stdbool.h>

/* Columns of the terminal that standard output is, or as $COLUMNS says; 0 = it is none, lines
 * may have any length. */
int terminal_width(void);

/* By LC_ALL, LC_MESSAGES or LANG, whichever is set first; English when it is not Japanese. */
enum language terminal_language(void);

/* Whether standard error is a terminal on which a line can be taken away again: progress is
 * shown there only. Nothing is ever coloured. */
bool terminal_redraws(void);

/* Says on standard error what takes its time, where it redraws; NULL takes it away. */
void terminal_progress(const char *what);

#endif
