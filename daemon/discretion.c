/* SPDX-License-Identifier: GPL-3.0-or-later */
/* discretion: see discretion.h. */
#include "daemon/discretion.h"

#include "config/edition.h"
#include "ledger/concealed.h"

/* As of another time the ledger is read through a horizon, which decides it. */
static bool is_of_then(const struct settings *settings)
{
    return settings->site.as_of.words.text != NULL;
}

int discretion_judge(struct ledger *ledger, const struct settings *settings, int64_t now,
                     struct err *err)
{
    return edition_is_internal(settings) ? concealed_show(ledger, now, err)
                                         : concealed_hide(ledger, now, false, err);
}

int discretion_edition(struct ledger *ledger, const struct settings *settings, int64_t now,
                       struct err *err)
{
    if (is_of_then(settings))
        return 0;
    return edition_is_internal(settings) ? concealed_show(ledger, now, err)
                                         : concealed_hide(ledger, now, true, err);
}

int discretion_machines(struct ledger *ledger, const struct settings *settings, int64_t now,
                        struct err *err)
{
    return is_of_then(settings) ? 0 : concealed_hide(ledger, now, true, err);
}

int discretion_inside(struct ledger *ledger, const struct settings *settings, int64_t now,
                      struct err *err)
{
    return is_of_then(settings) ? 0 : concealed_show(ledger, now, err);
}
