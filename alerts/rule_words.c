/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rule_words: how the words of a rule are read, and what its amounts are called. */
#include "alerts/rule_kind.h"

#include <string.h>

#include "config/course.h"
#include "config/limits.h"
#include "config/phrase.h"
#include "core/rolling.h"
#include "core/str.h"

#define YEARS_LEAST 2 /* that are known before a season is compared with the last one */

bool rule_word(struct rule_reader *reader, const char *word)
{
    if (!reader->next || !str_equal(reader->next, word))
        return false;
    reader->next = str_word(&reader->cursor);
    return true;
}

static bool read_number(struct rule_reader *reader, size_t length, struct decimal *out)
{
    char copy[RULE_TEXT_MAX];
    struct err ignored = {0};

    if (length >= sizeof copy)
        return false;
    memcpy(copy, reader->next, length);
    copy[length] = '\0';
    if (decimal_parse(copy, out, &ignored))
        return false;
    reader->next = str_word(&reader->cursor);
    return true;
}

bool rule_number(struct rule_reader *reader, struct decimal *out)
{
    return reader->next && read_number(reader, strlen(reader->next), out);
}

bool rule_amount(struct rule_reader *reader, struct rule *out)
{
    static const char *const SIGNS[] = {"%", "％"};

    if (!reader->next)
        return false;
    size_t length = strlen(reader->next);
    for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++) {
        if (!str_ends(reader->next, SIGNS[i]))
            continue;
        out->percent = true;
        length -= strlen(SIGNS[i]);
        break;
    }
    return read_number(reader, length, &out->limit);
}

bool rule_count(struct rule_reader *reader, int64_t low, int64_t high, size_t *out)
{
    int64_t count;

    if (!reader->next || !str_integer(reader->next, low, high, &count))
        return false;
    reader->next = str_word(&reader->cursor);
    *out = (size_t)count;
    return true;
}

int rule_end(const struct rule_reader *reader)
{
    return reader->next ? -1 : 0;
}

const char *rule_percent_refused(const struct indicator *indicator)
{
    if (indicator->basis == BASIS_YEAR_ON_YEAR)
        return "per cents have no meaning for changes on the year before (basis = "
               "year-on-year), expected points";
    if (phrase_is_percent(indicator))
        return "a per cent of per cents is not judged, expected points";
    if (str_equal(indicator->unit, "ポイント"))
        return "a per cent of points has no meaning, expected points";
    if (course_goes_below_zero(indicator, NULL))
        return "per cents have no meaning for what can be below zero, expected an amount";
    return NULL;
}

/* `limits = level` says that there is no season. */
static bool is_seasonal(const struct indicator *indicator, const struct series *series)
{
    return course_is_seasonal(indicator, series) && indicator->limits != LIMITS_LEVEL;
}

const char *rule_neighbours_refused(const struct indicator *indicator)
{
    if (is_seasonal(indicator, NULL))
        return "months and quarters have seasons, expected `from last-year` (or `limits = "
               "level` in the indicator where there is none)";
    return NULL;
}

const char *rule_year_refused(const struct indicator *indicator)
{
    if (indicator->basis == BASIS_YEAR_ON_YEAR)
        return "its values compare with the year before already (basis = year-on-year), "
               "expected `from previous` or an average";
    return NULL;
}

const char *rule_side_refused(const struct indicator *indicator)
{
    if (indicator->better == BETTER_NEUTRAL)
        return "neither way is worse (better = neutral)";
    return NULL;
}

/* Whether there is a season is seen of so many years. */
bool rule_has_years(const struct rule_case *judged)
{
    const struct series *series = judged->series;
    size_t known = 0;

    if (!is_seasonal(judged->indicator, series))
        return true;
    for (size_t i = 0; i < series->count; i++)
        known += series_has_value(&series->observations[i]);
    return known >= YEARS_LEAST * rolling_year(judged->indicator->frequency);
}

bool rule_by_years(const struct rule_case *judged)
{
    return !rule_has_years(judged) || limits_has_season(judged->indicator, judged->series);
}

bool rule_same_segment(const struct indicator *indicator, struct period a, struct period b)
{
    return limits_compares(indicator, a, b);
}

static const char *counter(enum frequency frequency, enum language language)
{
    static const char *const JA[] = {
        [FREQUENCY_DAILY] = "日",         [FREQUENCY_WEEKLY] = "週",
        [FREQUENCY_MONTHLY] = "か月",     [FREQUENCY_QUARTERLY] = "四半期",
        [FREQUENCY_CALENDAR_YEAR] = "年", [FREQUENCY_FISCAL_YEAR] = "年度",
    };
    static const char *const EN[] = {
        [FREQUENCY_DAILY] = "day",          [FREQUENCY_WEEKLY] = "week",
        [FREQUENCY_MONTHLY] = "month",      [FREQUENCY_QUARTERLY] = "quarter",
        [FREQUENCY_CALENDAR_YEAR] = "year", [FREQUENCY_FISCAL_YEAR] = "fiscal year",
    };

    return language == LANGUAGE_JA ? JA[frequency] : EN[frequency];
}

void rule_say_periods(size_t count, enum frequency frequency, enum language language,
                      struct buf *out)
{
    const char *word = counter(frequency, language);

    if (language == LANGUAGE_JA)
        buf_printf(out, "%zu%s", count, word);
    else
        buf_printf(out, "%zu %s%s", count, word, count == 1 ? "" : "s");
}

void rule_say_base(const struct rule *rule, enum frequency frequency, enum language language,
                   struct buf *out)
{
    if (rule->base == RULE_PREVIOUS) {
        buf_puts(out, words_previous(frequency, language));
    } else if (rule->base == RULE_LAST_YEAR) {
        buf_puts(out, words_year_before(frequency, language));
    } else {
        buf_puts(out, words_pick(language, "それまでの", "mean of the "));
        rule_say_periods(rule->count, frequency, language, out);
        buf_puts(out, words_pick(language, "の平均", " before"));
    }
}

void rule_say_amount(const struct rule *rule, const struct indicator *indicator,
                     enum language language, struct buf *out)
{
    char text[WORDS_SIZE];
    int places = rule->limit.places;

    if (rule->percent) {
        words_value(rule->limit, places, language, text);
        buf_printf(out, "%s%s", text, words_pick(language, "％", "%"));
        return;
    }
    places = indicator->decimals > places ? indicator->decimals : places;
    words_value(rule->limit, places, language, text);
    const char *unit = phrase_is_percent(indicator)
                           ? words_pick(language, "ポイント", "points")
                           : phrase_unit(indicator, language);
    buf_printf(out, "%s%s%s", text, language == LANGUAGE_EN && !str_empty(unit) ? " " : "",
               unit);
}
