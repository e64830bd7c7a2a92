/* SPDX-License-Identifier: GPL-3.0-or-later */
/* alert: see alert.h. */
#include "core/alert.h"

static const char *const NAMES[] = {
    [ALERT_FIRING] = "firing",
    [ALERT_ACKNOWLEDGED] = "acknowledged",
    [ALERT_RESOLVED] = "resolved",
};

const char *alert_state_name(enum alert_state state)
{
    return NAMES[state];
}
