/* SPDX-License-Identifier: GPL-3.0-or-later */
/* terminal: what people look at the output with. Layer: cli. */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

/* Columns of the terminal that standard output is, or as $COLUMNS says; 0 = it is none, lines
 * may have any length. */
int terminal_width(void);

/* Says on standard error what takes its time, when that is a terminal; NULL takes it away. */
void terminal_progress(const char *what);

#endif
