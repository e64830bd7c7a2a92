/* SPDX-License-Identifier: GPL-3.0-or-later */
/* message_comment: see message_comment.h. */
#include "alerts/message_comment.h"

#include <string.h>

#include "config/phrase.h"
#include "core/comment.h"
#include "core/str.h"

#define VALUE_LIMIT 1024

/* "要因: " and the first line; the others below it. */
static void put_text(const char *name, const char *text, struct prose *out)
{
    while (!str_empty(text)) {
        size_t length = strcspn(text, "\n");

        if (length > 0)
            prose_line(out, "%s%.*s", name, (int)length, text);
        name = "";
        text += length + (text[length] == '\n');
    }
}

static void put_hand(const struct comment *comment, enum language language, struct prose *out)
{
    bool draft = comment->state == COMMENT_DRAFT;
    char day[WORDS_SIZE];

    words_period(period_of_day(FREQUENCY_DAILY, instant_day(comment->at)), YEAR_LABEL_STARTS,
                 language, day);
    if (language == LANGUAGE_JA && draft)
        prose_line(out, "案（未承認）: %s、%s", comment->section, day);
    else if (language == LANGUAGE_JA)
        prose_line(out, "%s（承認: %s）、%s", comment->section, comment->approver, day);
    else if (draft)
        prose_line(out, "Draft, not approved yet: %s, %s", comment->section, day);
    else
        prose_line(out, "%s (approved by %s), %s", comment->section, comment->approver, day);
}

static void put_former(const struct indicator *indicator, const struct comment *comment,
                       enum language language, struct prose *out)
{
    struct buf value;

    buf_init(&value, VALUE_LIMIT);
    phrase_value(indicator, comment->value, language, &value);
    prose_line(out,
               language == LANGUAGE_JA ? "記載時の実績値は%s。その後改定されています。"
                                       : "Written of %s, which was revised since.",
               buf_text(&value));
    buf_free(&value);
}

void message_comment(const struct indicator *indicator, const struct alert *alert,
                     const struct series *series, enum language language, struct prose *out)
{
    if (!alert->comments)
        return;
    const struct comments here =
        comment_of_period(alert->comments, indicator->id, alert->period);

    for (size_t i = 0; i < here.count; i++) {
        const struct comment *comment = &here.items[i];

        if (i == 0)
            prose_head(out,
                       words_pick(language, "6 担当課のコメント", "6 What the sections say"));
        put_hand(comment, language, out);
        put_text(words_pick(language, "要因: ", "Cause: "), comment->cause, out);
        put_text(words_pick(language, "対応: ", "Action: "), comment->action, out);
        if (comment_is_outrun(comment, series_find(series, alert->period)))
            put_former(indicator, comment, language, out);
    }
}
