/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_describe: what the picture shows, for those who cannot see it. */
#include "graphs/chart.h"

#include <string.h>

#include "config/phrase.h"
#include "core/str.h"
#include "graphs/caption.h"
#include "graphs/change.h"
#include "graphs/describe.h"
#include "graphs/limit.h"
#include "graphs/outlook.h"
#include "graphs/strip.h"
#include "graphs/withheld.h"

#define TEXT_LIMIT 65536
#define COMMENT_SAID_MOST 80 /* characters of a cause, of an action */

static enum language language_of(const struct chart_input *input)
{
    return input->settings->site.language;
}

static const char *pick(const struct chart_input *input, const char *ja, const char *en)
{
    return words_pick(language_of(input), ja, en);
}

/* A sentence of what one of the captions appends. */
static void say(const struct chart_input *input, const char *name,
                void (*put)(const struct chart_input *, struct buf *), struct buf *out)
{
    struct buf words;
    buf_init(&words, TEXT_LIMIT);
    put(input, &words);
    describe_sentence(language_of(input), name, buf_text(&words), out);
    buf_free(&words);
}

/* Which kind of picture, of what, of when. */
static void put_head(const struct chart_input *input, struct buf *out)
{
    const char *title = caption_title(input->indicator, language_of(input));
    struct buf words;
    buf_init(&words, TEXT_LIMIT);
    describe_span(input, &words);
    if (language_of(input) == LANGUAGE_JA)
        buf_printf(out, "%sの%s。%s。", title, describe_shape(input), buf_text(&words));
    else
        buf_printf(out, "%s: %s, %s.", title, describe_shape(input), buf_text(&words));
    buf_free(&words);
}

static void put_change(const struct chart_input *input, struct buf *out)
{
    (void)change_say(input, out);
}

static void put_ends(const struct chart_input *input, struct buf *out)
{
    const struct indicator *indicator = input->indicator;
    if (indicator->target.set)
        caption_target(input, out);
    if (!indicator->baseline.set)
        return;
    buf_puts(out, out->length > 0 ? pick(input, "、", "; ") : "");
    struct buf words;
    buf_init(&words, TEXT_LIMIT);
    caption_baseline(input, &words);
    describe_clause(language_of(input), buf_text(&words), out);
    buf_free(&words);
}

static void put_revision(const struct chart_input *input, struct buf *out)
{
    struct arena *arena = arena_new();
    struct revision revision;
    if (input->vintages != NULL &&
        revision_find(input->series, input->vintages, arena, &revision))
        caption_revision(input, &revision, out);
    arena_free(arena);
}

/* What stands beside it: where both are known the value of the same period. */
static void put_compare(const struct chart_input *input, struct buf *out)
{
    const struct indicator *other = input->indicator->compare;
    const struct observation *latest = series_latest(input->series);
    if (other == NULL || !caption_has_values(input->compare))
        return;
    const struct observation *then =
        latest != NULL ? series_find(input->compare, latest->period) : NULL;
    if (then == NULL || !series_has_value(then))
        then = series_latest(input->compare);
    char period[WORDS_SIZE];
    words_period(then->period, other->year_label, language_of(input), period);
    buf_printf(out, "%s%s%s%s", caption_title(other, language_of(input)),
               pick(input, "（", " ("), period, pick(input, " ", ": "));
    phrase_value(other, then->value, language_of(input), out);
    buf_puts(out, pick(input, "）", ")"));
}

static void put_programs(const struct chart_input *input, struct buf *out)
{
    struct arena *arena = arena_new();
    struct strip strip;
    strip_gather(input, arena, &strip);
    strip_describe(language_of(input), &strip, out);
    arena_free(arena);
}

static void put_as_of(const struct chart_input *input, struct buf *out)
{
    caption_as_of(input->settings, out);
}

/* The beginning of it, without the full stop that the quotation ends with anyway. */
static void put_quoted(const struct chart_input *input, const char *name, const char *text,
                       struct buf *out)
{
    struct arena *arena = arena_new();
    const char *brief = comment_brief(text, COMMENT_SAID_MOST, arena);
    const char *stop = pick(input, "。", ".");
    size_t length = strlen(brief) - (str_ends(brief, stop) ? strlen(stop) : 0);
    buf_printf(out, "%s%s%.*s%s", name, pick(input, "「", " \""), (int)length, brief,
               pick(input, "」", "\""));
    arena_free(arena);
}

static void put_comment(const struct chart_input *input, const struct comment *comment,
                        struct buf *out)
{
    bool both = !str_empty(comment->cause) && !str_empty(comment->action);
    buf_printf(out, "%s%s%s", comment->section,
               comment->state == COMMENT_DRAFT
                   ? pick(input, "のコメント案", ", a draft comment")
                   : pick(input, "のコメント", ", comment"),
               pick(input, "：", ": "));
    if (!str_empty(comment->cause))
        put_quoted(input, pick(input, "要因", "cause"), comment->cause, out);
    buf_puts(out, both ? pick(input, "、", ", ") : "");
    if (!str_empty(comment->action))
        put_quoted(input, pick(input, "対応", "action"), comment->action, out);
}

/* Short: what is said of the newest figure, the draft as one. */
static void put_comments(const struct chart_input *input, struct buf *out)
{
    const struct observation *latest = series_latest(input->series);
    if (input->comments == NULL || latest == NULL)
        return;
    const struct comments here =
        comment_of_period(input->comments, input->indicator->id, latest->period);
    struct buf words;
    buf_init(&words, TEXT_LIMIT);
    for (size_t i = 0; i < here.count; i++) {
        buf_reset(&words);
        put_comment(input, &here.items[i], &words);
        describe_sentence(language_of(input), "", buf_text(&words), out);
    }
    buf_free(&words);
}

static void put_values(const struct chart_input *input, struct buf *out)
{
    put_head(input, out);
    say(input, pick(input, "最新は", "newest value, "), caption_latest, out);
    say(input, "", caption_embargo, out);
    withheld_describe(input, out);
    describe_extremes(input, out);
    say(input, pick(input, "", "change: "), put_change, out);
    describe_way(input, out);
    limit_describe(input, out);
}

int chart_describe(const struct chart_input *input, struct buf *out, struct err *err)
{
    if (caption_has_values(input->series)) {
        put_values(input, out);
    } else {
        buf_printf(out, "%s%s", caption_title(input->indicator, language_of(input)),
                   pick(input, "：", ": "));
        caption_latest(input, out);
        buf_puts(out, pick(input, "。", "."));
    }
    say(input, "", put_ends, out);
    if (caption_has_values(input->series)) {
        say(input, "", caption_course, out);
        say(input, "", caption_answers, out);
        say(input, "", outlook_describe, out);
        say(input, pick(input, "直近の大きな改定は", "last big revision: "), put_revision,
            out);
    }
    put_comments(input, out);
    describe_events(input, out);
    say(input, pick(input, "比較：", "beside it: "), put_compare, out);
    put_programs(input, out);
    say(input, "", put_as_of, out);
    if (out->overflow)
        return err_set(err, ERR_DATA, "chart %s: description longer than %zu bytes",
                       input->indicator->id, out->limit);
    return 0;
}

void chart_alt(const struct chart_input *input, struct buf *out)
{
    const struct observation *latest =
        input->series != NULL ? series_latest(input->series) : NULL;
    const char *title = caption_title(input->indicator, language_of(input));
    if (latest == NULL) {
        buf_printf(out, "%s%s%s", pick(input, "図：", "Chart: "), title,
                   pick(input, "（まだ値がない）", " (no values yet)"));
        return;
    }
    bool ja = language_of(input) == LANGUAGE_JA;
    buf_printf(out, "%s%s%s%s", ja ? describe_shape(input) : title, ja ? "：" : ": ",
               ja ? title : describe_shape(input), ja ? "、" : ", ");
    char period[WORDS_SIZE];
    words_period(latest->period, input->indicator->year_label, language_of(input), period);
    buf_printf(out, "%s%s%s", pick(input, "最新は", "newest value "), period,
               pick(input, " ", ": "));
    phrase_value(input->indicator, latest->value, language_of(input), out);
    buf_puts(out, input->settings->site.as_of.words.text ? pick(input, "、", ", ") : "");
    caption_as_of(input->settings, out);
}
