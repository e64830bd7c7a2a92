/* SPDX-License-Identifier: GPL-3.0-or-later */
/* typed: see typed.h. */
#include "cli/typed.h"

#include <string.h>

#include "core/arena.h"
#include "core/era.h"
#include "core/instant.h"
#include "core/periodread.h"
#include "core/str.h"
#include "core/unicode.h"

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

/* R3, 令和3: of whoever asks for a year it is one. Documents have such in other places, too.
 */
static int read_era(const char *text, enum frequency frequency, enum year_label label,
                    struct period *out)
{
    struct arena *arena = arena_new();
    const char *key = unicode_key(arena, text);
    int base;
    size_t length;
    bool bare =
        era_recognise(key, &base, &length) &&
        (str_equal(key + length, "元") ||
         (str_digits(key + length) > 0 && key[length + str_digits(key + length)] == '\0'));
    int failed = -1;

    if (bare && frequency == FREQUENCY_FISCAL_YEAR)
        failed = read_printed(arena_printf(arena, "%s年度", key), frequency, label, out);
    else if (bare && frequency == FREQUENCY_CALENDAR_YEAR)
        failed = read_printed(arena_printf(arena, "%s年", key), frequency, label, out);
    arena_free(arena);
    return failed;
}

int typed_period(const char *text, const struct indicator *indicator, enum frequency frequency,
                 struct period *out, struct err *err)
{
    enum year_label label = indicator->year_label;
    struct err refused = {0};

    if (period_parse(text, frequency, out, &refused) == 0 ||
        read_printed(text, frequency, label, out) == 0 ||
        read_era(text, frequency, label, out) == 0)
        return 0;
    *err = refused;
    return -1;
}

bool typed_year(const char *text, int64_t *out)
{
    struct period year;
    struct err ignored = {0};

    if (str_integer(text, PERIOD_YEAR_MIN, PERIOD_YEAR_MAX, out))
        return true;
    if (period_parse(text, FREQUENCY_FISCAL_YEAR, &year, &ignored) &&
        read_printed(text, FREQUENCY_FISCAL_YEAR, YEAR_LABEL_STARTS, &year) &&
        read_era(text, FREQUENCY_FISCAL_YEAR, YEAR_LABEL_STARTS, &year))
        return false;
    *out = year.n;
    return year.n >= PERIOD_YEAR_MIN && year.n <= PERIOD_YEAR_MAX;
}

/* What documents have behind a date is passed over (令和8年3月分), but a time of the day is
 * not: of one that is none the day would be another instant than was meant. */
static bool names_time(const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        bool behind = at > text && at[-1] >= '0' && at[-1] <= '9';

        if (*at == ':' || (behind && (*at == 'T' || str_starts(at, "時"))))
            return true;
    }
    return false;
}

static int read_span(const char *text, int64_t *from, int64_t *to)
{
    static const enum frequency KINDS[] = {FREQUENCY_DAILY, FREQUENCY_MONTHLY,
                                           FREQUENCY_FISCAL_YEAR, FREQUENCY_CALENDAR_YEAR};
    struct period period;

    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++) {
        struct err refused = {0};

        if (period_parse(text, KINDS[i], &period, &refused) &&
            read_printed(text, KINDS[i], YEAR_LABEL_STARTS, &period))
            continue;
        *from = instant_day_start(period_start(period));
        *to = instant_day_start(period_end(period)) - 1;
        return 0;
    }
    return -1;
}

int typed_moment(const char *text, int64_t *from, int64_t *to, struct err *err)
{
    struct arena *arena = arena_new();
    const char *normal = unicode_nfkc(arena, text);
    int failed = 0;

    if (names_time(normal) || read_span(normal, from, to)) {
        failed = instant_parse(normal, to, err); /* which says what is expected */
        if (!failed)
            *from = *to;
    }
    arena_free(arena);
    return failed;
}
