/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_describe: what the picture shows, for those who cannot see it. */
#include "graphs/chart.h"

#include "config/phrase.h"
#include "graphs/caption.h"
#include "graphs/plot.h"
#include "graphs/strip.h"

#define TEXT_LIMIT 65536

struct summary {
    const struct observation *first, *last, *high, *low;
    size_t count;
};

static struct summary sum_up(const struct series *series)
{
    struct summary sum = {0};
    for (size_t i = 0; i < series->count; i++) {
        const struct observation *here = &series->observations[i];
        if (!series_has_value(here))
            continue;
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
    bool bars = plot_has_bars(input->indicator);
    size_t periods = (size_t)((int64_t)sum->last->period.n - sum->first->period.n) + 1;
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
    buf_printf(out, ": %s of %zu value%s, ", bars ? "bar chart" : "step line", sum->count,
               sum->count == 1 ? "" : "s");
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
    if (sum.count > 2) {
        put_extreme(input, words_pick(language, "最高は", " Highest: "), sum.high, out);
        put_extreme(input, words_pick(language, "最低は", " Lowest: "), sum.low, out);
    }
}

int chart_describe(const struct chart_input *input, struct buf *out, struct err *err)
{
    enum language language = input->settings->site.language;
    buf_puts(out, caption_title(input->indicator, language));
    if (caption_has_values(input->series)) {
        put_values(input, out);
    } else {
        buf_puts(out, words_pick(language, "：", ": "));
        buf_puts(out, caption_none(language));
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
