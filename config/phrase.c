/* SPDX-License-Identifier: GPL-3.0-or-later */
/* phrase: see phrase.h. */
#include "config/phrase.h"

#include <math.h>

#include "config/limits.h"
#include "core/str.h"

#define GAP_LIMIT 1024
#define PERCENT_SAID 9999
#define PERCENT_MOST 1e16 /* of the units of a decimal */

const char *phrase_unit(const struct indicator *indicator, enum language language)
{
    const char *unit = settings_label(&indicator->unit_label, language);
    if (!str_empty(unit))
        return unit;
    return indicator->unit == NULL ? "" : indicator->unit;
}

static bool is_percent(const char *unit)
{
    return str_equal(unit, "%") || str_equal(unit, "％");
}

bool phrase_is_percent(const struct indicator *indicator)
{
    return indicator->unit != NULL && is_percent(indicator->unit);
}

int phrase_places(const struct indicator *indicator, struct decimal value)
{
    return indicator->decimals == PLACES_AS_PUBLISHED ? value.places : indicator->decimals;
}

int phrase_subtract(const struct indicator *indicator, struct decimal now,
                    struct decimal before, struct decimal *out)
{
    if (indicator->decimals == PLACES_AS_PUBLISHED)
        return decimal_subtract(now, before, out);
    return decimal_subtract_printed(now, before, indicator->decimals, out);
}

static void put_unit(const char *unit, enum language language, struct buf *out)
{
    if (language == LANGUAGE_EN && !str_empty(unit) && !is_percent(unit))
        buf_putc(out, ' ');
    buf_puts(out, unit);
}

static void put_value(const struct indicator *indicator, struct decimal value, int places,
                      enum language language, struct buf *out)
{
    char text[WORDS_SIZE];
    words_value(value, places, language, text);
    buf_puts(out, text);
    put_unit(phrase_unit(indicator, language), language, out);
}

void phrase_value(const struct indicator *indicator, struct decimal value,
                  enum language language, struct buf *out)
{
    put_value(indicator, value, phrase_places(indicator, value), language, out);
}

void phrase_derived(const struct indicator *indicator, struct decimal value,
                    enum language language, struct buf *out)
{
    put_value(indicator, value, value.places, language, out);
}

void phrase_value_brief(const struct indicator *indicator, struct decimal value,
                        enum language language, struct buf *out)
{
    char text[WORDS_SIZE];
    words_spoken(value, phrase_places(indicator, value), language, text);
    buf_puts(out, text);
    put_unit(phrase_unit(indicator, language), language, out);
}

static bool has_points(const struct indicator *indicator)
{
    return indicator->basis == BASIS_YEAR_ON_YEAR ||
           (indicator->unit != NULL && str_equal(indicator->unit, "ポイント"));
}

/* Per cents differ by points. */
static const char *unit_between(const struct indicator *indicator, enum language language)
{
    return phrase_is_percent(indicator) ? words_pick(language, "ポイント", "points")
                                        : phrase_unit(indicator, language);
}

static void put_difference(const struct indicator *indicator, struct decimal difference,
                           int places, enum language language, struct buf *out)
{
    char text[WORDS_SIZE];
    words_change(difference, places, language, text);
    buf_puts(out, text);
    put_unit(unit_between(indicator, language), language, out);
}

void phrase_derived_difference(const struct indicator *indicator, struct decimal difference,
                               enum language language, struct buf *out)
{
    put_difference(indicator, difference, difference.places, language, out);
}

void phrase_difference(const struct indicator *indicator, struct decimal difference,
                       enum language language, struct buf *out)
{
    put_difference(indicator, difference, phrase_places(indicator, difference), language, out);
}

/* How the sign and the distance from zero moved, for balances such as a DI. "" when it is
 * plain. */
static const char *say_balance(struct decimal now, struct decimal before,
                               enum language language)
{
    struct decimal zero = {0, 0};
    int new_sign = decimal_compare(now, zero);
    int old_sign = decimal_compare(before, zero);
    int move = decimal_compare(now, before);
    if (move == 0 || new_sign == 0 || old_sign == 0)
        return "";
    if (new_sign > 0 && old_sign < 0)
        return words_pick(language, "マイナスからプラスに転じる", "turned positive");
    if (new_sign < 0 && old_sign > 0)
        return words_pick(language, "プラスからマイナスに転じる", "turned negative");
    if (new_sign < 0)
        return move > 0 ? words_pick(language, "マイナス幅縮小", "less negative")
                        : words_pick(language, "マイナス幅拡大", "more negative");
    return move > 0 ? words_pick(language, "プラス幅拡大", "more positive")
                    : words_pick(language, "プラス幅縮小", "less positive");
}

/* A quantity that can be below nothing (a temperature, a balance) has no zero to reckon a per
 * cent from. */
static bool can_be_negative(const struct indicator *indicator, const struct series *series)
{
    struct decimal zero = {0, 0};
    const struct mark *minimum = &indicator->minimum;
    if (minimum->set && decimal_compare(minimum->value, zero) < 0)
        return true;
    for (size_t i = 0; i < series->count; i++) {
        const struct observation *here = &series->observations[i];
        if (series_has_value(here) && decimal_compare(here->value, zero) < 0)
            return true;
    }
    return false;
}

bool phrase_percent_apt(const struct indicator *indicator, const struct series *series)
{
    return !has_points(indicator) && !phrase_is_percent(indicator) &&
           !can_be_negative(indicator, series);
}

bool phrase_percent_of(const struct indicator *indicator, struct decimal now,
                       struct decimal before, struct decimal *out)
{
    double base = decimal_double(decimal_round(before, phrase_places(indicator, before)));
    double value = decimal_double(decimal_round(now, phrase_places(indicator, now)));
    if (!(base > 0))
        return false;
    double percent = (value - base) / base * 100;
    if (!(fabs(percent) < PERCENT_MOST))
        return false;
    *out = (struct decimal){llround(percent * 10), 1};
    return true;
}

bool phrase_percent_any(const struct indicator *indicator, const struct series *series,
                        struct decimal now, struct decimal before, struct decimal *out)
{
    return phrase_percent_apt(indicator, series) &&
           phrase_percent_of(indicator, now, before, out);
}

bool phrase_percent(const struct indicator *indicator, const struct series *series,
                    struct decimal now, struct decimal before, struct decimal *out)
{
    return phrase_percent_any(indicator, series, now, before, out) &&
           fabs(decimal_double(*out)) <= PERCENT_SAID;
}

/* ＋33.7％ */
static void put_percent(struct decimal percent, enum language language, struct buf *out)
{
    char text[WORDS_SIZE];
    words_change(percent, 1, language, text);
    buf_printf(out, "%s%s", text, words_pick(language, "％", "%"));
}

/* "前月比", "前回（2014年度）比": a value far back is not called the previous one. */
static void put_base_ja(const struct indicator *indicator, const struct observation *now,
                        const struct observation *before, struct buf *out)
{
    char period[WORDS_SIZE];
    if (period_compare(period_next(before->period), now->period) == 0) {
        buf_printf(out, "%s比", words_previous(now->period.frequency, LANGUAGE_JA));
        return;
    }
    words_period(before->period, indicator->year_label, LANGUAGE_JA, period);
    buf_printf(out, "前回値（%s）比", period);
}

/* English puts the base behind the change. */
static void put_base_en(const struct indicator *indicator, const struct observation *now,
                        const struct observation *before, struct buf *out)
{
    char period[WORDS_SIZE];
    words_period(before->period, indicator->year_label, LANGUAGE_EN, period);
    bool next = period_compare(period_next(before->period), now->period) == 0;
    buf_printf(out, " on %s%s", next ? "the " : "",
               next ? words_previous(now->period.frequency, LANGUAGE_EN) : period);
}

/* A step that is the survey's and not the city's. */
static void put_break(const struct indicator *indicator, const struct observation *now,
                      const struct observation *before, enum language language,
                      struct buf *out)
{
    char period[WORDS_SIZE];
    bool next = period_compare(period_next(before->period), now->period) == 0;
    words_period(before->period, indicator->year_label, language, period);
    const char *name = next ? words_previous(now->period.frequency, language) : period;
    if (language == LANGUAGE_JA)
        buf_printf(out, "統計の断層のため%s%sとは比べられない", name, next ? "" : "の値");
    else
        buf_printf(out, "a break in the series: not comparable with %s%s", next ? "the " : "",
                   name);
}

static bool put_change(const struct indicator *indicator, const struct series *series,
                       const struct observation *now, enum language language, bool brief,
                       struct buf *out)
{
    const struct observation *before = series_before(series, now->period);
    struct decimal change;
    struct decimal percent;
    if (before == NULL || phrase_subtract(indicator, now->value, before->value, &change) != 0)
        return false;
    if (!limits_compares(indicator, before->period, now->period)) {
        put_break(indicator, now, before, language, out);
        return true;
    }
    bool has_percent = phrase_percent(indicator, series, now->value, before->value, &percent);
    if (language == LANGUAGE_JA)
        put_base_ja(indicator, now, before, out);
    if (!brief || !has_percent)
        phrase_difference(indicator, change, language, out);
    if (!brief && has_percent)
        buf_puts(out, words_pick(language, "、", ", "));
    if (has_percent)
        put_percent(percent, language, out);
    if (language == LANGUAGE_EN)
        put_base_en(indicator, now, before, out);
    const char *balance = "";
    if (has_points(indicator))
        balance = say_balance(now->value, before->value, language);
    if (*balance != '\0')
        buf_printf(out, "%s%s", words_pick(language, "、", ", "), balance);
    return true;
}

bool phrase_change(const struct indicator *indicator, const struct series *series,
                   const struct observation *now, enum language language, struct buf *out)
{
    return put_change(indicator, series, now, language, false, out);
}

bool phrase_change_brief(const struct indicator *indicator, const struct series *series,
                         const struct observation *now, enum language language,
                         struct buf *out)
{
    return put_change(indicator, series, now, language, true, out);
}

static void put_distance(const struct indicator *indicator, struct decimal distance,
                         enum language language, bool brief, struct buf *out)
{
    char text[WORDS_SIZE];
    int places = phrase_places(indicator, distance);
    if (brief)
        words_spoken(distance, places, language, text);
    else
        words_value(distance, places, language, text);
    buf_puts(out, text);
    put_unit(unit_between(indicator, language), language, out);
}

static bool put_gap(const struct indicator *indicator, struct decimal value,
                    enum language language, bool brief, struct buf *out)
{
    const struct mark *target = &indicator->target;
    bool upwards = indicator->better == BETTER_HIGHER;
    struct decimal gap;
    if (!target->set || indicator->better == BETTER_NEUTRAL ||
        phrase_subtract(indicator, upwards ? target->value : value,
                        upwards ? value : target->value, &gap) != 0 ||
        decimal_compare(gap, (struct decimal){0, 0}) <= 0)
        return false;
    struct buf left;
    struct buf whole;
    buf_init(&left, GAP_LIMIT);
    buf_init(&whole, GAP_LIMIT);
    put_distance(indicator, gap, language, brief, &left);
    if (brief)
        phrase_value_brief(indicator, target->value, language, &whole);
    else
        phrase_value(indicator, target->value, language, &whole);
    if (language == LANGUAGE_JA)
        buf_printf(out, "目標%sまで%s", buf_text(&whole), buf_text(&left));
    else
        buf_printf(out, "%s to the target of %s", buf_text(&left), buf_text(&whole));
    buf_free(&left);
    buf_free(&whole);
    return true;
}

bool phrase_gap(const struct indicator *indicator, struct decimal value,
                enum language language, struct buf *out)
{
    return put_gap(indicator, value, language, false, out);
}

bool phrase_gap_brief(const struct indicator *indicator, struct decimal value,
                      enum language language, struct buf *out)
{
    return put_gap(indicator, value, language, true, out);
}
