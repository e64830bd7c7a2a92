/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure_describe: what the picture shows, for those who cannot see it. */
#include "core/str.h"
#include "graphs/caption.h"
#include "graphs/figure_parts.h"

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

/* "中心部の歩行者数：令和4年度　97,735人（...）、お知らせなし。" */
static void put_part(const struct talk *talk, const struct figure_part *part)
{
    struct chart_input input = {.settings = talk->input->settings,
                                .indicator = part->indicator,
                                .series = part->series,
                                .now = talk->input->now};
    const char *alert = figure_alert_words(talk->input, part, talk->arena);
    say(talk, "", talk->out->length > 0 ? " " : "");
    buf_puts(talk->out, caption_title(part->indicator, talk->language));
    say(talk, "：", ": ");
    caption_latest(&input, talk->out);
    if (!str_empty(alert))
        buf_printf(talk->out, "%s%s", words_pick(talk->language, "、", ", "), alert);
    say(talk, "。", ".");
}

static void put_parts(const struct talk *talk)
{
    for (size_t i = 0; i < talk->input->part_count; i++)
        put_part(talk, &talk->input->parts[i]);
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
    put_part(talk, &pair.parts[0]);
    put_part(talk, &pair.parts[1]);
    if (pair.axes != FIGURE_AXES_INDEX)
        return 0;
    char base[WORDS_SIZE];
    words_period(pair.base, pair.parts[0].indicator->year_label, talk->language, base);
    say(talk, "", " ");
    buf_printf(talk->out, "%s%s", base, words_pick(talk->language, "＝100。", " is 100."));
    return 0;
}

static int describe_years(const struct talk *talk, struct err *err)
{
    (void)err;
    struct figure_years years = figure_years_find(talk->input);
    bool fiscal = talk->input->year == FREQUENCY_FISCAL_YEAR;
    put_part(talk, &talk->input->parts[0]);
    if (talk->language == LANGUAGE_JA)
        buf_printf(talk->out, "最近%zu%sを一%sに一本の線で重ねた図。", years.count,
                   fiscal ? "年度" : "年", fiscal ? "年度" : "年");
    else
        buf_printf(talk->out, " The last %zu %s years, a line each.", years.count,
                   fiscal ? "fiscal" : "calendar");
    return 0;
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
    arena_free(talk.arena);
    if (result == 0 && out->overflow)
        return err_set(err, ERR_DATA, "description longer than %zu bytes", out->limit);
    return result;
}
