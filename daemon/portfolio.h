/* SPDX-License-Identifier: GPL-3.0-or-later */
/* portfolio: challenges, policies and programs as `programs --json` and the web say them.
 * Layer: daemon. */
#ifndef DAEMON_PORTFOLIO_H
#define DAEMON_PORTFOLIO_H

#include "config/settings.h"
#include "core/buf.h"

#include <stdbool.h>

struct portfolio_choice {
    int year;
    bool asked; /* for this year, not just the newest */
};

/* The newest fiscal year that any program has facts of; 0 without one. */
int portfolio_newest_year(const struct settings *settings);

/* A year that was asked for has the programs that say something of it; otherwise all are
 * there, also those whose year nobody gave. */
bool portfolio_stands(const struct program *program, const struct portfolio_choice *choice);

/* `whole` false: as the edition shows them: of the public one's programs no pledges, owners
 * and comments, and no indicators that are not public. */
void portfolio_json(const struct settings *settings, const struct portfolio_choice *choice,
                    bool whole, struct buf *out);

#endif
