/* SPDX-License-Identifier: GPL-3.0-or-later */
/* withdrawal: see withdrawal.h. */
#include "alerts/withdrawal.h"

#include "core/words.h"

static bool had_value(const struct series *vintages, struct period period)
{
    for (size_t i = 0; i < vintages->count; i++) {
        const struct observation *item = &vintages->observations[i];

        if (period_compare(item->period, period) == 0 && !item->aside &&
            series_has_value(item))
            return true;
    }
    return false;
}

bool withdrawal_is_newest(const struct series *series, const struct series *vintages)
{
    for (size_t i = series->count; vintages && i > 0; i--) {
        const struct observation *item = &series->observations[i - 1];

        if (series_has_value(item))
            return false;
        if (had_value(vintages, item->period))
            return true;
    }
    return false;
}

const char *withdrawal_fact(enum language language)
{
    return words_pick(language, "値が撤回されたため判定できません",
                      "taken back since, so that it cannot be judged");
}

const char *withdrawal_say(const char *condition, enum language language, struct arena *arena)
{
    return arena_printf(arena,
                        language == LANGUAGE_JA ? "%s（判定条件: %s）" : "%s (condition: %s)",
                        withdrawal_fact(language), condition);
}
