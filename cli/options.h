/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options: a command line read by a table. Layer: cli. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "core/buf.h"
#include "core/err.h"

#include <stdbool.h>
#include <stddef.h>

#define OPTIONS_MAX 16

/* A row; a table ends at the first row without a name. */
struct option {
    const char *name;     /* long form without dashes: "json" */
    char letter;          /* short form; 0 = none */
    const char *argument; /* what its value is called: "DIR"; NULL = a flag */
    const char *help;
};

struct arguments {
    const struct option *options;
    const char *values[OPTIONS_MAX]; /* by row: NULL = not given, "" = flag given */
    const char **words;              /* what is no option */
    int word_count;
    bool help;
};

/* Reads argv[0..argc-1]: --name, --name=value, --name value, -x, -x value, -xvalue, grouped
 * flags, -- ends options. `stop_at_word`: the rest from the first word on is words. Words go
 * to `words`, room for argc. ERR_USAGE names what is not known or lacks its value. --help and
 * -h are always known. */
int options_parse(const struct option *options, int argc, char **argv, bool stop_at_word,
                  const char **words, struct arguments *out, struct err *err);

/* Fills `out`, room for OPTIONS_MAX rows, with the rows of `options` and, behind them, those
 * of `more`; one whose letter is taken has none. */
void options_join(const struct option *options, const struct option *more, struct option *out);

bool options_given(const struct arguments *arguments, const char *name);

/* NULL when not given. */
const char *options_value(const struct arguments *arguments, const char *name);

/* The rows for a help text. */
void options_print(const struct option *options, struct buf *out);

#endif
