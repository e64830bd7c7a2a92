/* SPDX-License-Identifier: GPL-3.0-or-later */
/* orphan: see orphan.h. */
#include "core/orphan.h"

#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

void orphan_forbid(pid_t parent)
{
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) /* it ended before the call above */
        _exit(1);
}
