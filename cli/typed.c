/* SPDX-License-Identifier: GPL-3.0-or-later */
/* typed: see typed.h. */
#include "cli/typed.h"

#include <string.h>

#include "core/instant.h"
#include "core/periodread.h"

/* As documents print it, if it names one of just this kind. */
static int read_printed(const char *text, enum frequency frequency, enum year_label label,
                        struct period *out)
{
    struct periodread_context context = {.frequency = frequency, .year_label = label};
    struct err ignored = {0};

    return periodread_cell(text, &context, out, &ignored) ||
                   context.named.frequency != frequency
               ? -1
               : 0;
}

int typed_period(const char *text, const struct indicator *indicator, enum frequency frequency,
                 struct period *out, struct err *err)
{
    struct err refused = {0};

    if (period_parse(text, frequency, out, &refused) == 0 ||
        read_printed(text, frequency, indicator->year_label, out) == 0)
        return 0;
    *err = refused;
    return -1;
}

int typed_moment(const char *text, int64_t *from, int64_t *to, struct err *err)
{
    static const enum frequency KINDS[] = {FREQUENCY_DAILY, FREQUENCY_MONTHLY,
                                           FREQUENCY_FISCAL_YEAR, FREQUENCY_CALENDAR_YEAR};
    struct err refused = {0};
    struct period period;

    if (strchr(text, 'T') && instant_parse(text, to, err) == 0) {
        *from = *to;
        return 0;
    }
    err_clear(err);
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++) {
        err_clear(&refused);
        if (period_parse(text, KINDS[i], &period, &refused) &&
            read_printed(text, KINDS[i], YEAR_LABEL_STARTS, &period))
            continue;
        *from = instant_day_start(period_start(period));
        *to = instant_day_start(period_end(period)) - 1;
        return 0;
    }
    if (instant_parse(text, to, err)) /* which says what is expected */
        return -1;
    *from = *to;
    return 0;
}
