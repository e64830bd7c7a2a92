/* SPDX-License-Identifier: GPL-3.0-or-later */
/* terminal: see terminal.h. */
#include "cli/terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "core/str.h"

#define WIDTH_LEAST 20
#define WIDTH_MOST 1000

int terminal_width(void)
{
    const char *said = getenv("COLUMNS");
    struct winsize size = {0};
    int64_t width = 0;

    if (said && str_integer(said, WIDTH_LEAST, WIDTH_MOST, &width))
        return (int)width;
    if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 ||
        size.ws_col == 0)
        return 0;
    return size.ws_col < WIDTH_LEAST ? WIDTH_LEAST : size.ws_col;
}

enum language terminal_language(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = getenv(names[i]);

        if (value && *value)
            return str_starts(value, "ja") ? LANGUAGE_JA : LANGUAGE_EN;
    }
    return LANGUAGE_EN;
}

bool terminal_redraws(void)
{
    const char *kind = getenv("TERM");

    return isatty(STDERR_FILENO) && !str_empty(kind) && !str_equal(kind, "dumb");
}

void terminal_progress(const char *what)
{
    if (terminal_redraws())
        fprintf(stderr, "\r\033[K%s", what ? what : "");
}
