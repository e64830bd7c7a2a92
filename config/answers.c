/* SPDX-License-Identifier: GPL-3.0-or-later */
/* answers: see answers.h. */
#include "config/answers.h"

#include <math.h>

#include "config/phrase.h"
#include "core/margin.h"

static bool find_margin(const struct indicator *indicator, double value, double answers,
                        double *margin)
{
    double share = value / 100;
    bool percent = phrase_is_percent(indicator) && indicator->basis == BASIS_LEVEL;
    if (percent && share >= 0 && share <= 1)
        *margin = 100 * margin_of_share(share, answers);
    else if (!percent && indicator->basis == BASIS_YEAR_ON_YEAR && fabs(share) <= 1)
        *margin = 100 * margin_of_balance(share, answers);
    else
        return false;
    return *margin > 0;
}

bool answers_find(const struct indicator *indicator, const struct series *series,
                  const struct series *respondents, struct answers *out)
{
    const struct observation *latest = series_latest(series);
    if (latest == NULL || respondents == NULL)
        return false;
    out->count = series_find(respondents, latest->period);
    return out->count != NULL && series_has_value(out->count) &&
           find_margin(indicator, decimal_double(latest->value),
                       decimal_double(out->count->value), &out->margin);
}

void answers_say(const struct indicator *indicator, const struct answers *answers,
                 enum language language, struct buf *out)
{
    buf_puts(out, words_pick(language, "回答", "Answers: "));
    phrase_value(indicator->respondents, answers->count->value, language, out);
    buf_printf(out, "%s±%.0f%s", words_pick(language, "・誤差の目安", ", margin about "),
               answers->margin, words_pick(language, "ポイント", " points"));
}
