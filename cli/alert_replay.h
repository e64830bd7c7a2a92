/* SPDX-License-Identifier: GPL-3.0-or-later */
/* alert_replay: `alerts backtest`: rules replayed over the history. Layer: cli. */
#ifndef CLI_ALERT_REPLAY_H
#define CLI_ALERT_REPLAY_H

#include "cli/cmd.h"

int alert_replay_run(struct context *context, const struct arguments *arguments,
                     struct err *err);

#endif
