/* SPDX-License-Identifier: GPL-3.0-or-later */
/* alert_list: alerts, their history and the silences, as a table or as JSON. Layer: cli. */
#ifndef CLI_ALERT_LIST_H
#define CLI_ALERT_LIST_H

#include "cli/cmd.h"

#include <stdbool.h>

/* Those that are open, or all with every step of their lives; `id` NULL = of everything, else
 * of that [alert], indicator or source. */
int alert_list_show(struct context *context, const char *id, bool history, bool json,
                    struct err *err);

#endif
