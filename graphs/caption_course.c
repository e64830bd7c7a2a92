/* SPDX-License-Identifier: GPL-3.0-or-later */
/* caption_course: where the indicator should be, and what became of a figure, in words. */
#include "graphs/caption.h"

#include <math.h>

#include "config/course.h"
#include "config/edition.h"
#include "config/phrase.h"
#include "core/instant.h"
#include "core/margin.h"
#include "core/str.h"

static enum language language_of(const struct chart_input *input)
{
    return input->settings->site.language;
}

static const char *pick(const struct chart_input *input, const char *ja, const char *en)
{
    return words_pick(language_of(input), ja, en);
}

static void put_mark(const struct chart_input *input, const struct mark *mark, struct buf *out)
{
    phrase_value(input->indicator, mark->value, language_of(input), out);
    if (!mark->has_period)
        return;
    char period[WORDS_SIZE];
    words_period(mark->period, input->indicator->year_label, language_of(input), period);
    buf_printf(out, "%s%s%s", pick(input, "（", " ("), period, pick(input, "）", ")"));
}

void caption_target(const struct chart_input *input, struct buf *out)
{
    buf_puts(out, pick(input, "目標値 ", "Target "));
    put_mark(input, &input->indicator->target, out);
}

void caption_baseline(const struct chart_input *input, struct buf *out)
{
    buf_puts(out, pick(input, "基準値 ", "Baseline "));
    put_mark(input, &input->indicator->baseline, out);
}

void caption_course(const struct chart_input *input, struct buf *out)
{
    struct course course;
    struct path path;
    const struct observation *latest = series_latest(input->series);
    if (course_find(input->indicator, input->series, &course)) {
        course_say(input->indicator, &course, language_of(input), out);
        const char *state = course_state(&course, language_of(input));
        if (edition_is_internal(input->settings) && !str_empty(state))
            buf_printf(out, "%s%s%s", pick(input, "（", " ("), state, pick(input, "）", ")"));
    } else if (latest != NULL && !course_path(input->indicator, &path) &&
               !course_is_seasonal(input->indicator, input->series)) {
        phrase_gap(input->indicator, latest->value, language_of(input), out);
    }
}

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

void caption_answers(const struct chart_input *input, struct buf *out)
{
    const struct observation *latest = series_latest(input->series);
    const struct observation *answers = latest == NULL || input->respondents == NULL
                                            ? NULL
                                            : series_find(input->respondents, latest->period);
    double margin = 0;
    if (answers == NULL || !series_has_value(answers) ||
        !find_margin(input->indicator, decimal_double(latest->value),
                     decimal_double(answers->value), &margin))
        return;
    buf_puts(out, pick(input, "回答", "Answers: "));
    phrase_value(input->indicator->respondents, answers->value, language_of(input), out);
    buf_printf(out, "%s±%.0f%s", pick(input, "・誤差の目安", ", margin about "), margin,
               pick(input, "ポイント", " points"));
}

void caption_revision(const struct chart_input *input, const struct revision *revision,
                      struct buf *out)
{
    const struct indicator *indicator = input->indicator;
    enum language language = language_of(input);
    char text[WORDS_SIZE];
    words_period(revision->period, indicator->year_label, language, text);
    buf_printf(out, "%s%s", text, pick(input, " ", ": "));
    words_value(revision->former, phrase_places(indicator, revision->former), language, text);
    buf_printf(out, "%s→", text);
    phrase_value(indicator, revision->now, language, out);
    struct period day = {FREQUENCY_DAILY, instant_day(revision->at)};
    words_period(day, YEAR_LABEL_STARTS, language, text);
    buf_printf(out, "%s%s%s", pick(input, "（", " (recorded "), text,
               pick(input, "に記録）", ")"));
}

const char *caption_mean(enum frequency frequency, enum language language)
{
    return frequency == FREQUENCY_MONTHLY
               ? words_pick(language, "12か月平均（その月までの1年間）",
                            "mean of the 12 months up to each")
               : words_pick(language, "4四半期平均（その期までの1年間）",
                            "mean of the 4 quarters up to each");
}
