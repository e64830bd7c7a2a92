/* SPDX-License-Identifier: GPL-3.0-or-later */
/* turning: what the files of daemon/daemon share, and the bench that turns it without waiting.
 * Layer: daemon. */
#ifndef DAEMON_TURNING_H
#define DAEMON_TURNING_H

#include "config/settings.h"
#include "core/err.h"
#include "daemon/supervisor.h"

#include <stdbool.h>
#include <stdint.h>

struct daemon {
    const char *config;
    struct settings *settings; /* its own */
    int lock;                  /* of their state, for its life; -1 = could not be written */
    struct supervisor supervisor;
    int64_t started;
    int64_t cycles; /* that ran to their end; `failed` did not */
    int64_t failed;
    int64_t last; /* instant of the last one, 0 = none yet */
    struct err last_err;
    bool confined; /* to the folders of its settings */
    bool reloaded; /* the next turn makes the pages anew, due or not */
    bool ending;   /* a signal to end came, and the service manager was told */
    bool tell;     /* it says what is odd about indicators */
};

/* One cycle if anything is due at `now`, or other words need other pages. Returns how many
 * seconds to wait then: 0 = something may be due at once. Whatever fails is logged. */
int64_t daemon_turn(struct daemon *daemon, int64_t now);

/* What is known of itself, to the log, whatever its level: cycles, memory, each source's next
 * fetch and why, what fails, what is overdue. */
void daemon_dump(const struct daemon *daemon, int64_t now);

#endif
