/* SPDX-License-Identifier: GPL-3.0-or-later */
/* journal_comment: see journal_comment.h. */
#include "ledger/journal_comment.h"

#include "core/err.h"
#include "core/instant.h"
#include "core/str.h"

#define PLAIN "comment"
#define EMBARGOED "comment-until"

static void put_field(struct buf *out, const char *text)
{
    for (const char *at = text ? text : ""; *at != '\0'; at++) {
        if (*at == '\n' || *at == '\\')
            buf_puts(out, *at == '\n' ? "\\n" : "\\\\");
        else
            buf_putc(out, (unsigned char)*at < ' ' || *at == 0x7f ? ' ' : *at);
    }
    buf_putc(out, '\t');
}

void journal_comment_put(const struct comment *comment, struct buf *out)
{
    char period[PERIOD_TEXT_SIZE], until[INSTANT_TEXT_SIZE];

    period_print(comment->period, period);
    put_field(out, comment->embargo == 0 ? PLAIN : EMBARGOED);
    put_field(out, comment->indicator);
    put_field(out, period_frequency_name(comment->period.frequency));
    put_field(out, period);
    put_field(out, comment_state_name(comment->state));
    put_field(out, comment->open ? "1" : "0");
    put_field(out, comment->section);
    put_field(out, comment->approver);
    put_field(out, comment->who);
    put_field(out, comment->cause);
    put_field(out, comment->action);
    instant_print(comment->embargo, until);
    if (comment->embargo != 0)
        put_field(out, until);
}

/* In place: what is read is no longer than what stands there. */
static const char *read_text(char *text)
{
    char *to = text;

    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '\\' && at[1] != '\0')
            *to++ = *++at == 'n' ? '\n' : *at;
        else
            *to++ = *at;
    }
    *to = '\0';
    return text;
}

const struct comment *journal_comment_parse(char *const *fields, size_t count, int64_t at,
                                            struct arena *arena)
{
    bool embargoed = count == JOURNAL_COMMENT_FIELDS;

    if ((!embargoed && count != JOURNAL_COMMENT_FIELDS - 1) ||
        !str_equal(fields[1], embargoed ? EMBARGOED : PLAIN))
        return NULL;
    struct comment *comment = arena_alloc(arena, 1, sizeof *comment);
    struct err ignored = {0};
    enum frequency frequency;

    *comment = (struct comment){
        .indicator = fields[2],
        .open = str_equal(fields[6], "1"),
        .section = read_text(fields[7]),
        .approver = *fields[8] != '\0' ? read_text(fields[8]) : NULL,
        .who = read_text(fields[9]),
        .cause = read_text(fields[10]),
        .action = read_text(fields[11]),
        .at = at,
    };
    bool good = str_is_id(fields[2]) && period_frequency_parse(fields[3], &frequency) &&
                period_parse(fields[4], frequency, &comment->period, &ignored) == 0 &&
                comment_state_parse(fields[5], &comment->state) && comment_is_whole(comment) &&
                (!embargoed || instant_parse(fields[12], &comment->embargo, &ignored) == 0);
    return good ? comment : NULL;
}
