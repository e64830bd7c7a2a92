/* SPDX-License-Identifier: GPL-3.0-or-later */
/* expected: how many false alarms the whole configuration would raise in a year, of the series
 * that the ledger has now (alerts/falsealarm). Layer: daemon. */
#ifndef DAEMON_EXPECTED_H
#define DAEMON_EXPECTED_H

#include "config/settings.h"
#include "core/err.h"
#include "ledger/ledger.h"

#include <stddef.h>

struct expected {
    double per_year; /* of the known ones together */
    size_t known;    /* rules of which it can be told */
    size_t unknown;
};

int expected_find(struct ledger *ledger, const struct settings *settings, struct expected *out,
                  struct err *err);

#endif
