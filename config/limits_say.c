/* SPDX-License-Identifier: GPL-3.0-or-later */
/* limits_say: control limits in words. */
#include "config/limits.h"

#include <math.h>

#include "config/phrase.h"

#define LARGEST 9e14 /* of thousandths */

void limits_say_bound(const struct indicator *indicator, const struct xmr *xmr, double bound,
                      enum language language, struct buf *out)
{
    enum { MILLI = 1000 };
    double value = MILLI * xmr_bound(xmr, xmr->newest, bound);
    struct decimal limit = {fabs(value) < LARGEST ? llround(value) : 0, 3};

    if (indicator->decimals == PLACES_AS_PUBLISHED)
        limit = decimal_round(limit, xmr->newest->observation->value.places);
    phrase_value(indicator, limit, language, out);
}

/* Of how many values they are. */
static void put_base(const struct xmr_segment *segment, enum language language,
                     struct buf *out)
{
    if (language == LANGUAGE_JA)
        buf_printf(out, segment->fixed ? "、最初の%zu期の値で固定" : "、%zu期の値による",
                   segment->base);
    else
        buf_printf(out, segment->fixed ? ", fixed on the first %zu values" : ", of %zu values",
                   segment->base);
}

bool limits_say(const struct indicator *indicator, const struct xmr *xmr,
                enum language language, struct buf *out)
{
    const struct xmr_segment *segment = xmr_current(xmr);

    if (!segment)
        return false;
    if (xmr->basis == XMR_LEVEL)
        buf_puts(out, words_pick(language, "管理限界: ", "control limits: "));
    else
        buf_puts(out, words_pick(language, "前年同期の値から見た管理限界: ",
                                 "control limits, from the value a year before: "));
    limits_say_bound(indicator, xmr, segment->lower, language, out);
    buf_puts(out, words_pick(language, "～", " to "));
    limits_say_bound(indicator, xmr, segment->upper, language, out);
    buf_puts(out, words_pick(language, "（平均 ", " (mean "));
    limits_say_bound(indicator, xmr, segment->mean, language, out);
    put_base(segment, language, out);
    buf_puts(out, words_pick(language, "）", ")"));
    return true;
}
