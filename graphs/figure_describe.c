/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure_describe: what the picture shows, for those who cannot see it. */
#include "config/phrase.h"
#include "core/str.h"
#include "graphs/caption.h"
#include "graphs/describe.h"
#include "graphs/figure_parts.h"
#include "graphs/limit.h"

#define TEXT_LIMIT 65536

struct talk {
    const struct figure_input *input;
    enum language language;
    struct arena *arena;
    struct buf *out;
};

static void say(const struct talk *talk, const char *ja, const char *en)
{
    buf_puts(talk->out, words_pick(talk->language, ja, en));
}

static void put_title(const struct talk *talk, const struct figure_part *part)
{
    say(talk, "", talk->out->length > 0 ? " " : "");
    buf_puts(talk->out, caption_title(part->indicator, talk->language));
    say(talk, "：", ": ");
}

/* "2016年3月から2016年8月までの6件。" */
static void put_span(const struct talk *talk, const struct chart_input *input)
{
    struct buf words;
    buf_init(&words, TEXT_LIMIT);
    describe_span(input, &words);
    describe_sentence(talk->language, "", buf_text(&words), talk->out);
    buf_free(&words);
}

static void put_course(const struct talk *talk, const struct chart_input *input)
{
    struct buf words;
    buf_init(&words, TEXT_LIMIT);
    if (input->indicator->target.set)
        caption_target(input, &words);
    describe_sentence(talk->language, "", buf_text(&words), talk->out);
    buf_reset(&words);
    caption_course(input, &words);
    describe_sentence(talk->language, "", buf_text(&words), talk->out);
    buf_free(&words);
}

static struct chart_input input_of(const struct talk *talk, const struct figure_part *part)
{
    return (struct chart_input){.settings = talk->input->settings,
                                .indicator = part->indicator,
                                .series = part->series,
                                .now = talk->input->now};
}

/* "中心部の歩行者数：令和4年度　97,735人（...）、お知らせなし。", what the curve is like and,
 * in a panel of its own, where it should be. */
static void put_part(const struct talk *talk, const struct figure_part *part, bool own)
{
    struct chart_input input = input_of(talk, part);
    const char *alert = figure_alert_words(talk->input, part, talk->arena);
    put_title(talk, part);
    caption_latest(&input, talk->out);
    if (!str_empty(alert))
        buf_printf(talk->out, "%s%s", words_pick(talk->language, "、", ", "), alert);
    say(talk, "。", ".");
    if (!caption_has_values(part->series))
        return;
    put_span(talk, &input);
    describe_extremes(&input, talk->out);
    if (talk->input->kind != FIGURE_COMPARE) /* which has no limits */
        limit_describe_newest(&input, talk->out);
    if (own)
        put_course(talk, &input);
    describe_events(&input, talk->out);
}

static void put_parts(const struct talk *talk)
{
    size_t shown = talk->input->part_count;
    size_t more = shown > FIGURE_PARTS ? shown - FIGURE_PARTS : 0;
    for (size_t i = 0; i < shown - more; i++)
        put_part(talk, &talk->input->parts[i], true);
    if (more > 0 && talk->language == LANGUAGE_JA)
        buf_printf(talk->out, "ほか%zu指標は図にない。", more);
    else if (more > 0)
        buf_printf(talk->out, " %zu more indicators are not in the picture.", more);
}

static void put_programs(const struct talk *talk)
{
    struct strip *strip = arena_alloc(talk->arena, 1, sizeof *strip);
    figure_gather(talk->input, talk->arena, strip);
    strip_describe(talk->language, strip, talk->out);
}

static int describe_policy(const struct talk *talk, struct err *err)
{
    (void)err;
    buf_puts(talk->out, figure_policy_title(talk->input));
    say(talk, "の事業が動かそうとする指標。", ": the indicators its programs are to move.");
    put_parts(talk);
    put_programs(talk);
    return 0;
}

static int describe_program(const struct talk *talk, struct err *err)
{
    (void)err;
    buf_puts(talk->out, figure_program_title(talk->input));
    say(talk, "が動かそうとする指標。", ": the indicators it is to move.");
    say(talk, "", " ");
    buf_puts(talk->out, figure_start_words(talk->input, talk->arena));
    put_parts(talk);
    put_programs(talk);
    return 0;
}

static int describe_pair(const struct talk *talk, struct err *err)
{
    struct figure_pair pair;
    if (figure_pair_make(talk->input, talk->arena, &pair, err) != 0)
        return -1;
    if (pair.axes == FIGURE_AXES_PANELS)
        say(talk, "二つの指標を上下に並べた図（縦軸は別）。",
            "Two indicators, one over the other, a scale each.");
    else if (pair.axes == FIGURE_AXES_INDEX)
        say(talk, "二つの指標を指数で比べた図。", "Two indicators as index numbers.");
    else
        say(talk, "二つの指標を一つの縦軸で比べた図。", "Two indicators on one axis.");
    put_part(talk, &pair.parts[0], pair.axes == FIGURE_AXES_PANELS);
    put_part(talk, &pair.parts[1], pair.axes == FIGURE_AXES_PANELS);
    if (pair.axes != FIGURE_AXES_INDEX)
        return 0;
    char base[WORDS_SIZE];
    words_period(pair.base, pair.parts[0].indicator->year_label, talk->language, base);
    say(talk, "", " ");
    buf_printf(talk->out, "%s%s", base, words_pick(talk->language, "＝100。", " is 100."));
    return 0;
}

static void put_value(const struct talk *talk, const struct figure_part *part,
                      const struct observation *observation)
{
    char period[WORDS_SIZE];
    words_period(observation->period, part->indicator->year_label, talk->language, period);
    buf_printf(talk->out, "%s%s", period, words_pick(talk->language, "　", ": "));
    phrase_value(part->indicator, observation->value, talk->language, talk->out);
}

/* The newest value beside the same period of the years before it that are drawn. */
static void put_same_period(const struct talk *talk, const struct figure_part *part,
                            const struct figure_years *years)
{
    struct period at = series_latest(part->series)->period;
    size_t told = 0;
    for (size_t i = 1; i < years->count; i++) {
        at = period_year_before(at);
        const struct observation *then = series_find(part->series, at);
        if (then == NULL || !series_has_value(then))
            continue;
        if (told++ == 0)
            say(talk, "前の年の同じ時期は", " The same time of years before: ");
        else
            say(talk, "、", ", ");
        put_value(talk, part, then);
    }
    if (told > 0)
        say(talk, "。", ".");
}

/* What begins on a day or behind it. */
static struct series cut(const struct series *series, int32_t first)
{
    struct series out = *series;
    while (out.count > 0 && period_start(out.observations->period) < first) {
        out.observations++;
        out.count--;
    }
    return out;
}

static void put_broken(const struct talk *talk, const struct figure_years *years)
{
    struct arena *arena = arena_new();
    buf_printf(talk->out, "%s%s", words_pick(talk->language, "", " "),
               figure_years_broken(talk->input, years, arena));
    arena_free(arena);
}

static int describe_years(const struct talk *talk, struct err *err)
{
    (void)err;
    const struct figure_part *part = &talk->input->parts[0];
    struct figure_years years = figure_years_find(talk->input);
    struct chart_input input = input_of(talk, part);
    bool fiscal = talk->input->year == FREQUENCY_FISCAL_YEAR;
    char first[WORDS_SIZE];
    char last[WORDS_SIZE];
    words_period(years.years[0], YEAR_LABEL_STARTS, talk->language, first);
    words_period(years.years[years.count - 1], YEAR_LABEL_STARTS, talk->language, last);
    put_title(talk, part);
    caption_latest(&input, talk->out);
    say(talk, "。", ".");
    if (talk->language == LANGUAGE_JA)
        buf_printf(talk->out, "最近%zu%s（%s～%s）を一%sに一本の線で重ねた図。", years.count,
                   fiscal ? "年度" : "年", first, last, fiscal ? "年度" : "年");
    else
        buf_printf(talk->out, " The last %zu %s year%s (%s to %s), a line each.", years.count,
                   fiscal ? "fiscal" : "calendar", years.count == 1 ? "" : "s", first, last);
    put_same_period(talk, part, &years);
    put_broken(talk, &years);
    const struct series drawn = cut(part->series, period_start(years.years[0]));
    input.series = &drawn;
    describe_extremes(&input, talk->out);
    describe_events(&input, talk->out);
    return 0;
}

void figure_alt(const struct figure_input *input, struct buf *out)
{
    enum language language = input->settings->site.language;
    const char *a =
        input->part_count > 0 ? caption_title(input->parts[0].indicator, language) : "";
    bool ja = language == LANGUAGE_JA;
    switch (input->kind) {
    case FIGURE_POLICY:
    case FIGURE_PROGRAM:
        a = input->kind == FIGURE_POLICY ? figure_policy_title(input)
                                         : figure_program_title(input);
        if (ja)
            buf_printf(out, "図：%sが動かそうとする指標%zu件の推移", a, input->part_count);
        else if (input->part_count == 1)
            buf_printf(out, "Chart: %s, the indicator it is to move", a);
        else
            buf_printf(out, "Chart: %s, the %zu indicators it is to move", a,
                       input->part_count);
        return;
    case FIGURE_COMPARE:
        buf_printf(out, ja ? "図：%sと%sの比較" : "Chart: %s beside %s", a,
                   caption_title(input->parts[1].indicator, language));
        return;
    case FIGURE_YEARS:
        buf_printf(out, ja ? "図：%s、年ごとに重ねた線" : "Chart: %s, a line for each year",
                   a);
        return;
    }
}

int figure_describe(const struct figure_input *input, struct buf *out, struct err *err)
{
    static int (*const KINDS[])(const struct talk *talk, struct err *err) = {
        [FIGURE_POLICY] = describe_policy,
        [FIGURE_PROGRAM] = describe_program,
        [FIGURE_COMPARE] = describe_pair,
        [FIGURE_YEARS] = describe_years,
    };
    struct talk talk = {input, input->settings->site.language, arena_new(), out};
    int result = figure_check(input, err);
    if (result == 0)
        result = KINDS[input->kind](&talk, err);
    struct buf words;
    buf_init(&words, TEXT_LIMIT);
    caption_as_of(input->settings, &words);
    describe_sentence(talk.language, "", buf_text(&words), out);
    buf_free(&words);
    arena_free(talk.arena);
    if (result == 0 && out->overflow)
        return err_set(err, ERR_DATA, "description longer than %zu bytes", out->limit);
    return result;
}
