/* SPDX-License-Identifier: GPL-3.0-or-later */
/* brief_words: what the parts of a brief say alike; see brief_part.h. */
#include "graphs/brief_part.h"

#include "config/course.h"
#include "config/limits.h"
#include "config/phrase.h"

const char *brief_pick(const struct brief *brief, const char *ja, const char *en)
{
    return words_pick(brief->language, ja, en);
}

const char *brief_keep(const struct brief *brief, struct buf *words)
{
    const char *kept = arena_strdup(brief->arena, buf_text(words));

    buf_reset(words);
    return kept;
}

const char *brief_caption(const struct brief *brief,
                          void (*put)(const struct chart_input *, struct buf *))
{
    struct buf words;

    buf_init(&words, BRIEF_LIMIT);
    put(brief->chart, &words);
    return buf_keep(&words, brief->arena);
}

const char *brief_period(const struct brief *brief, struct period period)
{
    char text[WORDS_SIZE];

    words_period(period, brief->indicator->year_label, brief->language, text);
    return arena_strdup(brief->arena, text);
}

const char *brief_fiscal_year(const struct brief *brief, int year)
{
    char text[WORDS_SIZE];

    words_fiscal_year(year, brief->language, text);
    return arena_strdup(brief->arena, text);
}

const char *brief_value(const struct brief *brief, const struct indicator *indicator,
                        const struct observation *observation)
{
    struct buf words;

    if (observation == NULL)
        return "";
    if (observation->masked)
        return "×";
    if (!series_has_value(observation))
        return "―";
    buf_init(&words, BRIEF_LIMIT);
    phrase_value(indicator, observation->value, brief->language, &words);
    return buf_keep(&words, brief->arena);
}

const char *brief_difference(const struct brief *brief, struct decimal now,
                             struct decimal before)
{
    struct decimal change;
    struct decimal percent;
    char text[WORDS_SIZE];
    struct buf words;

    if (phrase_subtract(brief->indicator, now, before, &change) != 0)
        return "";
    buf_init(&words, BRIEF_LIMIT);
    phrase_difference(brief->indicator, change, brief->language, &words);
    if (phrase_percent(brief->indicator, brief->series, now, before, &percent)) {
        words_change(percent, 1, brief->language, text);
        buf_printf(&words, "%s%s%s", brief_pick(brief, "（", " ("), text,
                   brief_pick(brief, "％）", "%)"));
    }
    return buf_keep(&words, brief->arena);
}

bool brief_has_season(const struct brief *brief)
{
    return course_by_mean(brief->indicator, brief->series);
}

const struct observation *brief_before(const struct brief *brief)
{
    if (brief->now == NULL)
        return NULL;
    const struct observation *before = brief_has_season(brief)
                                           ? series_year_ago(brief->series, brief->now->period)
                                           : series_before(brief->series, brief->now->period);

    return before == NULL ? NULL : brief_then(brief, before->period);
}

int brief_direction(const struct brief *brief)
{
    const struct observation *before = brief_before(brief);

    return before == NULL ? 0 : decimal_compare(brief->now->value, before->value);
}

const struct observation *brief_then(const struct brief *brief, struct period period)
{
    const struct observation *then = series_find(brief->series, period);

    return then != NULL && series_has_value(then) &&
                   limits_compares(brief->indicator, period, brief->now->period)
               ? then
               : NULL;
}

const struct comment *brief_comment(const struct brief *brief)
{
    const struct comments *list = brief->input->comments;
    const char *id = brief->indicator->id;

    if (brief->now == NULL)
        return NULL;
    const struct comment *found = comment_find(list, id, brief->now->period, COMMENT_APPROVED);
    return found != NULL ? found : comment_find(list, id, brief->now->period, COMMENT_DRAFT);
}
