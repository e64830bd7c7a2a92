/* SPDX-License-Identifier: GPL-3.0-or-later */
/* limits: see limits.h. */
#include "config/limits.h"

#include "config/edition.h"

static bool choose(const struct indicator *indicator, enum xmr_basis *out)
{
    *out = XMR_LEVEL;
    if (indicator->basis == BASIS_YEAR_ON_YEAR || period_is_yearly(indicator->frequency))
        return true;
    *out = XMR_YEAR_ON_YEAR;
    return indicator->frequency != FREQUENCY_DAILY;
}

bool limits_basis(const struct indicator *indicator, enum xmr_basis *out)
{
    switch (indicator->limits) {
    case LIMITS_AUTO:
        return choose(indicator, out);
    case LIMITS_LEVEL:
        *out = XMR_LEVEL;
        return true;
    case LIMITS_YEAR_ON_YEAR:
        *out = XMR_YEAR_ON_YEAR;
        return true;
    case LIMITS_NONE:
        break;
    }
    return false;
}

bool limits_shown(const struct settings *settings, const struct indicator *indicator)
{
    return edition_is_internal(settings)
               ? indicator->limits != LIMITS_NONE
               : indicator->limits == LIMITS_LEVEL || indicator->limits == LIMITS_YEAR_ON_YEAR;
}

bool limits_judge(const struct indicator *indicator, const struct series *series,
                  struct arena *arena, struct xmr *out)
{
    struct xmr_request request = {.series = series, .rebase_count = indicator->rebase_count};
    if (!limits_basis(indicator, &request.basis))
        return false;
    struct period *rebases = arena_alloc(arena, request.rebase_count + 1, sizeof *rebases);
    for (size_t i = 0; i < request.rebase_count; i++)
        rebases[i] = indicator->rebases[i].period;
    request.rebases = rebases;
    xmr_judge(&request, arena, out);
    return true;
}

int limits_direction(const struct indicator *indicator)
{
    return indicator->better == BETTER_HIGHER ? 1 : indicator->better == BETTER_LOWER ? -1 : 0;
}
