/* SPDX-License-Identifier: GPL-3.0-or-later */
/* alert: see alert.h. */
#include "core/alert.h"

#include "core/str.h"

static const char *const NAMES[] = {
    [ALERT_FIRING] = "firing",
    [ALERT_ACKNOWLEDGED] = "acknowledged",
    [ALERT_RESOLVED] = "resolved",
};

const char *alert_state_name(enum alert_state state)
{
    return NAMES[state];
}

bool alert_state_parse(const char *name, enum alert_state *out)
{
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++) {
        if (str_equal(name, NAMES[i])) {
            *out = (enum alert_state)i;
            return true;
        }
    }
    return false;
}
