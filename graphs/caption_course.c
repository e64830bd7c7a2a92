/* SPDX-License-Identifier: GPL-3.0-or-later */
/* caption_course: where the indicator should be, and what became of a figure, in words. */
#include "graphs/caption.h"

#include "config/answers.h"
#include "config/course.h"
#include "config/edition.h"
#include "config/phrase.h"
#include "core/instant.h"
#include "core/str.h"
#include "graphs/sheet.h"

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

/* Of a target without a path to it. */
static void put_level(const struct chart_input *input, bool verdicts, struct buf *out)
{
    const struct indicator *indicator = input->indicator;
    const struct observation *latest = series_latest(input->series);
    if (latest == NULL || phrase_gap(indicator, latest->value, language_of(input), out) ||
        !verdicts || !indicator->target.set || indicator->better == BETTER_NEUTRAL)
        return;
    buf_puts(out, pick(input, "目標", "the target of "));
    phrase_value(indicator, indicator->target.value, language_of(input), out);
    buf_puts(out, pick(input, "に達している", " is reached"));
}

/* The state, and what stood when the target's period ended; of the newest value that says the
 * state, too. */
static void put_brackets(const struct chart_input *input, const char *state, bool verdicts,
                         struct buf *out)
{
    struct course_term term;
    struct buf words;
    buf_init(&words, SHEET_LIMIT);
    if (course_term(input->indicator, input->series, &term)) {
        course_say_term(input->indicator, &term, verdicts, language_of(input), &words);
        state = term.newest && words.length > 0 ? "" : state;
    }
    if (!str_empty(state) || words.length > 0)
        buf_printf(out, "%s%s%s%s%s", pick(input, "（", out->length > 0 ? " (" : "("), state,
                   str_empty(state) || words.length == 0 ? "" : pick(input, "、", "; "),
                   buf_text(&words), pick(input, "）", ")"));
    buf_free(&words);
}

void caption_course(const struct chart_input *input, struct buf *out)
{
    struct course course;
    struct path path;
    const struct indicator *indicator = input->indicator;
    bool verdicts = edition_publishes(input->settings, EDITION_VERDICTS);
    const char *state = "";
    if (course_find(indicator, input->series, &course)) {
        course_say(indicator, &course, language_of(input), out);
        state = verdicts ? course_state(&course, language_of(input)) : "";
    } else if (!course_path(indicator, &path) &&
               !course_is_seasonal(indicator, input->series)) {
        put_level(input, verdicts, out);
    }
    put_brackets(input, state, verdicts, out);
}

void caption_answers(const struct chart_input *input, struct buf *out)
{
    struct answers answers;
    if (answers_find(input->indicator, input->series, input->respondents, &answers))
        answers_say(input->indicator, &answers, language_of(input), out);
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
