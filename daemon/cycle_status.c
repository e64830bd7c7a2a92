/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cycle_status: how a cycle went, for whoever called the program; see cycle.h. */
#include "daemon/cycle.h"

/* What could not be written, or was not permitted to be. */
static int write_status(enum err_code code)
{
    return code == ERR_PERM ? ERR_PERM : ERR_IO;
}

int cycle_status(const struct cycle_report *report)
{
    int status = 0;

    if (report->odd > 0)
        return ERR_CONFIG;
    for (size_t i = 0; i < report->source_count; i++) {
        enum err_code code = report->sources[i].err.code;

        if (code == ERR_UNAVAILABLE)
            return ERR_UNAVAILABLE;
        if (code == ERR_IO || code == ERR_PERM)
            status = status ? status : write_status(code);
        else if (code != ERR_NONE || report->sources[i].held.fresh > 0)
            status = ERR_DATA;
    }
    if (status == 0 && report->after.code != ERR_NONE)
        status = write_status(report->after.code);
    return status;
}
