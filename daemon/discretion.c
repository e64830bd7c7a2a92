/* SPDX-License-Identifier: GPL-3.0-or-later */
/* discretion: see discretion.h. */
#include "daemon/discretion.h"

#include "config/edition.h"
#include "ledger/concealed.h"

int discretion_judge(struct ledger *ledger, const struct settings *settings, int64_t now,
                     struct err *err)
{
    return edition_is_internal(settings) ? concealed_show(ledger, now, err)
                                         : concealed_hide(ledger, now, false, err);
}

int discretion_edition(struct ledger *ledger, const struct settings *settings, int64_t now,
                       struct err *err)
{
    return edition_is_internal(settings) ? concealed_show(ledger, now, err)
                                         : concealed_hide(ledger, now, true, err);
}

int discretion_machines(struct ledger *ledger, int64_t now, struct err *err)
{
    return concealed_hide(ledger, now, true, err);
}

int discretion_inside(struct ledger *ledger, int64_t now, struct err *err)
{
    return concealed_show(ledger, now, err);
}
