/* SPDX-License-Identifier: GPL-3.0-or-later */
/* movement: see movement.h. */
#include "alerts/movement.h"

#include <string.h>

#include "config/course.h"
#include "config/limits.h"
#include "config/phrase.h"
#include "core/rolling.h"
#include "core/str.h"
#include "core/words.h"

#define PHRASE_LIMIT ((size_t)1024)
#define YEARS_LEAST 2 /* of which a season is seen */

static struct observation newest_of(const struct movement *movement)
{
    return (struct observation){.period = movement->period, .value = movement->value};
}

/* The value of the year before, where it is another comparison than that of the period before;
 * NULL without one. The question itself may be year on year already. */
static const struct observation *find_year_ago(const struct movement *movement)
{
    const struct observation *found = series_year_ago(movement->series, movement->period);

    return found && !period_is_yearly(movement->period.frequency) &&
                   movement->indicator->basis != BASIS_YEAR_ON_YEAR &&
                   limits_compares(movement->indicator, found->period, movement->period)
               ? found
               : NULL;
}

/* Of less than two years nobody sees whether there is a season: then it is taken to be. */
static bool has_season(const struct movement *movement)
{
    const struct indicator *indicator = movement->indicator;
    const struct series *series = movement->series;
    size_t known = 0;

    if (limits_has_season(indicator, series))
        return true;
    for (size_t i = 0; i < series->count; i++)
        known += series_has_value(&series->observations[i]);
    return course_is_seasonal(indicator, series) && indicator->limits != LIMITS_LEVEL &&
           known < YEARS_LEAST * rolling_year(indicator->frequency);
}

/* "▲822人、▲12.2％"; brief: the per cent alone, where one has a meaning. */
static bool put_difference(const struct movement *movement, const struct observation *before,
                           bool brief, struct buf *out)
{
    struct decimal difference, percent;
    char text[WORDS_SIZE];

    if (phrase_subtract(movement->indicator, movement->value, before->value, &difference))
        return false;
    bool has_percent = phrase_percent(movement->indicator, movement->series, movement->value,
                                      before->value, &percent);
    if (!brief || !has_percent)
        phrase_difference(movement->indicator, difference, movement->language, out);
    if (!brief && has_percent)
        buf_puts(out, words_pick(movement->language, "、", ", "));
    if (!has_percent)
        return true;
    words_change(percent, 1, movement->language, text);
    buf_printf(out, "%s%s", text, words_pick(movement->language, "％", "%"));
    return true;
}

static bool put_year(const struct movement *movement, bool brief, struct buf *out)
{
    const struct observation *before = find_year_ago(movement);
    const char *base = words_year_before(movement->period.frequency, movement->language);
    struct buf change;

    if (!before)
        return false;
    buf_init(&change, PHRASE_LIMIT);
    bool known = put_difference(movement, before, brief, &change);
    if (known && movement->language == LANGUAGE_JA)
        buf_printf(out, "%s比%s", base, buf_text(&change));
    else if (known)
        buf_printf(out, "%s on the %s", buf_text(&change), base);
    buf_free(&change);
    return known;
}

static bool put_change(const struct movement *movement, bool brief, struct buf *out)
{
    struct observation now = newest_of(movement);

    if (has_season(movement) && put_year(movement, brief, out))
        return true;
    return (brief ? phrase_change_brief : phrase_change)(movement->indicator, movement->series,
                                                         &now, movement->language, out);
}

/* One month is never compared with the target of a year. */
static bool put_gap(const struct movement *movement, bool brief, struct buf *out)
{
    return !course_is_seasonal(movement->indicator, movement->series) &&
           (brief ? phrase_gap_brief : phrase_gap)(movement->indicator, movement->value,
                                                   movement->language, out);
}

static void put_brackets(const struct movement *movement, bool brief, const char *fact,
                         struct buf *out)
{
    enum language language = movement->language;
    struct buf change, gap;

    buf_init(&change, PHRASE_LIMIT);
    buf_init(&gap, PHRASE_LIMIT);
    bool changed =
        put_change(movement, brief, &change) && !(fact && strstr(fact, buf_text(&change)));
    bool away = put_gap(movement, brief, &gap);
    if (changed || away)
        buf_printf(out, "%s%s%s%s%s", words_pick(language, "（", " ("),
                   changed ? buf_text(&change) : "",
                   changed && away ? words_pick(language, "、", ", ") : "", buf_text(&gap),
                   words_pick(language, "）", ")"));
    buf_free(&change);
    buf_free(&gap);
}

void movement_brief(const struct movement *movement, const char *fact, struct buf *out)
{
    put_brackets(movement, true, fact, out);
}

void movement_full(const struct movement *movement, struct buf *out)
{
    put_brackets(movement, false, NULL, out);
}

/* --- lines --- */

static void put_other(const struct movement *movement, struct prose *out)
{
    const struct observation *year_ago = find_year_ago(movement);
    struct observation now = newest_of(movement);
    enum language language = movement->language;
    struct buf text;

    if (!year_ago)
        return;
    buf_init(&text, PHRASE_LIMIT);
    if (!has_season(movement)) {
        if (put_difference(movement, year_ago, false, &text))
            prose_line(out, "%s%s",
                       words_pick(language, "前年同期比 ", "Change on the year before: "),
                       buf_text(&text));
    } else if (phrase_change(movement->indicator, movement->series, &now, language, &text)) {
        prose_line(out, "%s%s", buf_text(&text),
                   words_pick(language, "（季節による動きを含む）", " (the season included)"));
    }
    buf_free(&text);
}

static const char *mean_name(enum frequency frequency, enum language language)
{
    return frequency == FREQUENCY_MONTHLY
               ? words_pick(language, "直近12か月平均", "Mean of the last 12 months:")
               : words_pick(language, "直近4四半期平均", "Mean of the last 4 quarters:");
}

static void put_mean(const struct movement *movement, struct prose *out)
{
    const struct indicator *indicator = movement->indicator;
    const struct observation *now = series_find(movement->series, movement->period);
    enum language language = movement->language;
    struct decimal mean;
    struct buf text, gap;

    if (!indicator->target.set || !now || !course_is_seasonal(indicator, movement->series) ||
        !course_mean(indicator, movement->series, now, &mean))
        return;
    buf_init(&text, PHRASE_LIMIT);
    buf_init(&gap, PHRASE_LIMIT);
    phrase_derived(indicator, mean, language, &text);
    if (phrase_gap(indicator, mean, language, &gap))
        buf_printf(&text, language == LANGUAGE_JA ? "（%s）" : " (%s)", buf_text(&gap));
    prose_line(out, "%s %s", mean_name(movement->period.frequency, language), buf_text(&text));
    buf_free(&text);
    buf_free(&gap);
}

void movement_lines(const struct movement *movement, struct prose *out)
{
    put_other(movement, out);
    put_mean(movement, out);
}
