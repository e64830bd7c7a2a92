/* SPDX-License-Identifier: GPL-3.0-or-later */
/* note_list: see note_list.h. */
#include "cli/note_list.h"

#include <string.h>

#include "config/phrase.h"
#include "core/instant.h"
#include "core/str.h"
#include "core/words.h"

struct listing {
    struct context *context;
    enum language language;
    const struct indicator *indicator; /* of the comment at hand */
    struct series series;
    struct buf *out;
};

static const char *say(const struct listing *listing, const char *ja, const char *en)
{
    return words_pick(listing->language, ja, en);
}

/* Indented by the width of the label, so that its lines stand under each other. */
static void put_text(const struct listing *listing, const char *label, const char *text)
{
    if (str_empty(text))
        return;
    buf_printf(listing->out, "    %s", label);
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '\n')
            buf_puts(listing->out, "\n          ");
        else
            buf_putc(listing->out, *at);
    }
    buf_putc(listing->out, '\n');
}

static void put_value(const struct listing *listing, struct decimal value)
{
    phrase_value(listing->indicator, value, listing->language, listing->out);
}

static void put_embargo(const struct listing *listing, int64_t until)
{
    char hour[WORDS_SIZE];

    if (until == 0)
        return;
    words_hour(until, listing->language, hour);
    buf_printf(listing->out,
               listing->language == LANGUAGE_JA ? "（解禁前、%sまで）"
                                                : " (under embargo until %s)",
               hour);
}

/* "zoo-visitors FY2024（2024年度）1,370,000人" */
static void put_head(const struct listing *listing, const struct comment *comment,
                     const struct observation *figure)
{
    char period[PERIOD_TEXT_SIZE], words[WORDS_SIZE];

    period_print(comment->period, period);
    words_period(comment->period, listing->indicator->year_label, listing->language, words);
    buf_printf(listing->out, listing->language == LANGUAGE_JA ? "%s %s（%s） " : "%s %s (%s) ",
               comment->indicator, period, words);
    if (figure && series_has_value(figure))
        put_value(listing, figure->value);
    else
        buf_puts(listing->out, say(listing, "実績値なし", "no figure"));
    put_embargo(listing, figure ? figure->embargo : 0);
    buf_putc(listing->out, '\n');
}

static void put_comment(const struct listing *listing, const struct comment *comment,
                        const struct observation *figure)
{
    bool stands = comment->state == COMMENT_DRAFT || comment->state == COMMENT_APPROVED;
    char at[INSTANT_TEXT_SIZE];

    instant_print_local(comment->at, at);
    buf_printf(listing->out, "  %s%s %s",
               words_comment_state(comment->state, listing->language),
               comment->open ? say(listing, "・公開", ", public") : "", comment->section);
    if (comment->approver)
        buf_printf(listing->out,
                   listing->language == LANGUAGE_JA ? "（承認: %s）" : " (approved by %s)",
                   comment->approver);
    buf_printf(listing->out, " %s (%s)", at, comment->who);
    if (!figure || figure->embargo != comment->embargo)
        put_embargo(listing, comment->embargo);
    buf_putc(listing->out, '\n');
    put_text(listing, say(listing, "要因: ", "cause:  "), comment->cause);
    put_text(listing, say(listing, "対応: ", "action: "), comment->action);
    if (!stands || !comment_is_outrun(comment, figure))
        return;
    buf_puts(listing->out, say(listing, "    ※記載時の実績値は ", "    written of "));
    put_value(listing, comment->value);
    buf_puts(listing->out, say(listing, "（その後改定）\n", ", which was revised since\n"));
}

static int enter(struct listing *listing, const struct comment *comment, struct err *err)
{
    const struct settings *settings = listing->context->settings;

    if (listing->series.indicator &&
        str_equal(listing->series.indicator, comment->indicator) &&
        listing->series.frequency == comment->period.frequency)
        return 0;
    listing->indicator = settings_indicator(settings, comment->indicator);
    return ledger_series(listing->context->ledger, comment->indicator,
                         comment->period.frequency, NULL, listing->context->arena,
                         &listing->series, err);
}

static bool begins_period(const struct comments *list, size_t at)
{
    const struct comment *one = &list->items[at];

    return at == 0 || one->period.n != one[-1].period.n ||
           one->period.frequency != one[-1].period.frequency ||
           !str_equal(one->indicator, one[-1].indicator);
}

int note_list_print(struct context *context, const struct comments *list, struct err *err)
{
    struct listing listing = {.context = context,
                              .language = context->settings->site.language,
                              .out = &context->out};

    for (size_t i = 0; i < list->count; i++) {
        const struct comment *comment = &list->items[i];

        if (enter(&listing, comment, err))
            return -1;
        const struct observation *figure = series_find(&listing.series, comment->period);
        if (begins_period(list, i))
            put_head(&listing, comment, figure);
        put_comment(&listing, comment, figure);
    }
    return 0;
}
