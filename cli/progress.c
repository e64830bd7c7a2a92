/* SPDX-License-Identifier: GPL-3.0-or-later */
/* progress: see progress.h. */
#include "cli/progress.h"

#include <stdio.h>

#include "cli/terminal.h"
#include "core/instant.h"

static void show(size_t done, size_t total, void *context)
{
    struct progress *progress = context;
    int64_t tenths = instant_ticks_ms() / 100;

    if (tenths == progress->shown && done < total)
        return;
    progress->shown = tenths;
    fprintf(stderr, "\r%s %zu/%zu%s", progress->doing, done, total,
            done == total ? "\r\033[K" : "");
    fflush(stderr);
}

progress_show progress_terminal(void)
{
    return terminal_redraws() ? show : NULL;
}
