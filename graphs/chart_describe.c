/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_describe: what the picture shows, for those who cannot see it. */
#include "graphs/chart.h"

#include "config/course.h"
#include "config/phrase.h"
#include "graphs/caption.h"
#include "graphs/change.h"
#include "graphs/limit.h"
#include "graphs/outlook.h"
#include "graphs/plot.h"
#include "graphs/shape.h"
#include "graphs/strip.h"
#include "graphs/withheld.h"

#define TEXT_LIMIT 65536

struct summary {
    const struct observation *first, *last, *high, *low;
    size_t count;
    size_t withheld; /* between the first and the last */
};

static struct summary sum_up(const struct series *series)
{
    struct summary sum = {0};
    size_t withheld = 0;
    for (size_t i = 0; i < series->count; i++) {
        const struct observation *here = &series->observations[i];
        withheld += sum.count > 0 && here->masked;
        if (!series_has_value(here))
            continue;
        sum.withheld = withheld;
        if (sum.count++ == 0)
            sum.first = sum.high = sum.low = here;
        if (decimal_compare(here->value, sum.high->value) > 0)
            sum.high = here;
        if (decimal_compare(here->value, sum.low->value) < 0)
            sum.low = here;
        sum.last = here;
    }
    return sum;
}

static void put_period(const struct chart_input *input, struct period period, struct buf *out)
{
    char text[WORDS_SIZE];
    words_period(period, input->indicator->year_label, input->settings->site.language, text);
    buf_puts(out, text);
}

static void put_extreme(const struct chart_input *input, const char *name,
                        const struct observation *observation, struct buf *out)
{
    enum language language = input->settings->site.language;
    buf_puts(out, name);
    put_period(input, observation->period, out);
    buf_puts(out, words_pick(language, "の", ", "));
    phrase_value(input->indicator, observation->value, language, out);
    buf_puts(out, words_pick(language, "。", "."));
}

static void put_span(const struct chart_input *input, const struct summary *sum,
                     struct buf *out)
{
    enum language language = input->settings->site.language;
    enum chart_shape shape = shape_of(input->indicator, input->series);
    bool bars = shape == CHART_BARS;
    size_t periods =
        (size_t)((int64_t)sum->last->period.n - sum->first->period.n) + 1 - sum->withheld;
    if (language == LANGUAGE_JA) {
        buf_puts(out, bars ? "の棒グラフ。" : "の折れ線グラフ。");
        put_period(input, sum->first->period, out);
        buf_puts(out, "から");
        put_period(input, sum->last->period, out);
        buf_printf(out, "までの%zu件", sum->count);
        if (periods > sum->count)
            buf_printf(out, "（値のない期間%zu）", periods - sum->count);
        buf_puts(out, "。");
        return;
    }
    buf_printf(out, ": %s of %zu value%s, ",
               bars                  ? "bar chart"
               : shape == CHART_LINE ? "line"
                                     : "step line",
               sum->count, sum->count == 1 ? "" : "s");
    put_period(input, sum->first->period, out);
    buf_puts(out, " to ");
    put_period(input, sum->last->period, out);
    if (periods > sum->count)
        buf_printf(out, " (%zu periods without a value)", periods - sum->count);
    buf_puts(out, ".");
}

static void put_values(const struct chart_input *input, struct buf *out)
{
    enum language language = input->settings->site.language;
    struct summary sum = sum_up(input->series);
    if (sum.first == NULL || sum.last == NULL)
        return;
    put_span(input, &sum, out);
    buf_puts(out, words_pick(language, "最新は", " Newest: "));
    caption_latest(input, out);
    buf_puts(out, words_pick(language, "。", "."));
    withheld_describe(input, out);
    limit_describe(input, out);
    if (sum.count > 2 && !withheld_above(input, sum.high->value))
        put_extreme(input, words_pick(language, "最高は", " Highest: "), sum.high, out);
    if (sum.count > 2 && !withheld_below(input, sum.low->value))
        put_extreme(input, words_pick(language, "最低は", " Lowest: "), sum.low, out);
}

/* A sentence of what `words` holds, unless it is nothing. */
static void put_sentence(const struct chart_input *input, const char *name,
                         const struct buf *words, struct buf *out)
{
    enum language language = input->settings->site.language;
    if (words->length > 0)
        buf_printf(out, "%s%s%s%s", words_pick(language, "", " "), name, buf_text(words),
                   words_pick(language, "。", "."));
}

/* The mean of the newest year, and the change on the year before. */
static void put_season(const struct chart_input *input, struct buf *out)
{
    enum language language = input->settings->site.language;
    const struct observation *latest = series_latest(input->series);
    struct decimal mean;
    struct buf words;
    buf_init(&words, TEXT_LIMIT);
    if (change_say(input, &words))
        put_sentence(input, "", &words, out);
    buf_reset(&words);
    if (shape_has_mean(input->indicator, input->series) &&
        course_mean(input->indicator, input->series, latest, &mean)) {
        phrase_derived(input->indicator, mean, language, &words);
        put_sentence(
            input,
            input->indicator->frequency == FREQUENCY_MONTHLY
                ? words_pick(language, "直近12か月平均は", "Mean of the last 12 months: ")
                : words_pick(language, "直近4四半期平均は", "Mean of the last 4 quarters: "),
            &words, out);
    }
    buf_free(&words);
}

/* Where it should be, and the last big revision. */
static void put_course(const struct chart_input *input, struct buf *out)
{
    enum language language = input->settings->site.language;
    struct arena *arena = arena_new();
    struct revision revision;
    struct path path;
    struct buf words;
    buf_init(&words, TEXT_LIMIT);
    caption_course(input, &words);
    put_sentence(input, "", &words, out);
    buf_reset(&words);
    caption_answers(input, &words);
    put_sentence(input, "", &words, out);
    buf_reset(&words);
    outlook_describe(input, &words);
    put_sentence(input, "", &words, out);
    buf_reset(&words);
    if (course_path(input->indicator, &path)) {
        caption_baseline(input, &words);
        put_sentence(input, "", &words, out);
    }
    buf_reset(&words);
    if (input->vintages != NULL &&
        revision_find(input->series, input->vintages, arena, &revision)) {
        caption_revision(input, &revision, &words);
        put_sentence(input, words_pick(language, "直近の大きな改定は", "Last big revision: "),
                     &words, out);
    }
    buf_free(&words);
    arena_free(arena);
}

int chart_describe(const struct chart_input *input, struct buf *out, struct err *err)
{
    enum language language = input->settings->site.language;
    buf_puts(out, caption_title(input->indicator, language));
    if (caption_has_values(input->series)) {
        put_values(input, out);
        put_season(input, out);
        put_course(input, out);
    } else {
        buf_puts(out, words_pick(language, "：", ": "));
        caption_latest(input, out);
        buf_puts(out, words_pick(language, "。", "."));
    }
    if (input->indicator->target.set) {
        buf_puts(out, words_pick(language, "", " "));
        caption_target(input, out);
        buf_puts(out, words_pick(language, "。", "."));
    }
    if (caption_has_values(input->compare) && input->indicator->compare != NULL) {
        buf_puts(out, words_pick(language, "比較：", " Beside it: "));
        buf_puts(out, caption_title(input->indicator->compare, language));
        buf_puts(out, words_pick(language, "。", "."));
    }
    struct arena *arena = arena_new();
    struct strip strip;
    strip_gather(input, arena, &strip);
    strip_describe(language, &strip, out);
    arena_free(arena);
    if (out->overflow)
        return err_set(err, ERR_DATA, "chart %s: description longer than %zu bytes",
                       input->indicator->id, out->limit);
    return 0;
}
