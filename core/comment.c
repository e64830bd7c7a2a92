/* SPDX-License-Identifier: GPL-3.0-or-later */
/* comment: see comment.h. */
#include "core/comment.h"

#include <string.h>
#include <strings.h>

#include "core/buf.h"
#include "core/plain.h"
#include "core/str.h"
#include "core/unicode.h"

static const char *const STATES[] = {
    [COMMENT_DRAFT] = "draft",
    [COMMENT_APPROVED] = "approved",
    [COMMENT_DROPPED] = "dropped",
    [COMMENT_WITHDRAWN] = "withdrawn",
};

#define STATE_COUNT (sizeof STATES / sizeof STATES[0])

const char *comment_state_name(enum comment_state state)
{
    return STATES[state];
}

bool comment_state_parse(const char *name, enum comment_state *out)
{
    for (size_t i = 0; i < STATE_COUNT; i++) {
        if (str_equal(STATES[i], name)) {
            *out = (enum comment_state)i;
            return true;
        }
    }
    return false;
}

/* --- what stands --- */

static bool same_period(const struct comment *a, const struct comment *b)
{
    return a->period.frequency == b->period.frequency && a->period.n == b->period.n &&
           str_equal(a->indicator, b->indicator);
}

void comment_stand(const struct comments *vintages, struct arena *arena, struct comments *out)
{
    const struct comment *approved = NULL;
    const struct comment *draft = NULL;

    *out = (struct comments){arena_alloc(arena, vintages->count, sizeof *out->items), 0};
    for (size_t i = 0; i < vintages->count; i++) {
        const struct comment *item = &vintages->items[i];

        if (item->state == COMMENT_DRAFT) {
            draft = item;
        } else {
            draft = NULL;
            if (item->state != COMMENT_DROPPED)
                approved = item->state == COMMENT_APPROVED ? item : NULL;
        }
        if (i + 1 < vintages->count && same_period(item, item + 1))
            continue;
        if (approved)
            out->items[out->count++] = *approved;
        if (draft)
            out->items[out->count++] = *draft;
        approved = NULL;
        draft = NULL;
    }
}

struct comments comment_of(const struct comments *list, const char *indicator)
{
    size_t from = 0;

    while (from < list->count && !str_equal(list->items[from].indicator, indicator))
        from++;
    size_t to = from;
    while (to < list->count && str_equal(list->items[to].indicator, indicator))
        to++;
    return to > from ? (struct comments){list->items + from, to - from} : (struct comments){0};
}

struct comments comment_of_period(const struct comments *list, const char *indicator,
                                  struct period period)
{
    const struct comment wanted = {.indicator = indicator, .period = period};
    size_t from = 0;

    while (from < list->count && !same_period(&list->items[from], &wanted))
        from++;
    size_t to = from;
    while (to < list->count && same_period(&list->items[to], &wanted))
        to++;
    return to > from ? (struct comments){list->items + from, to - from} : (struct comments){0};
}

const struct comment *comment_find(const struct comments *standing, const char *indicator,
                                   struct period period, enum comment_state state)
{
    const struct comment wanted = {.indicator = indicator, .period = period};

    for (size_t i = 0; i < standing->count; i++) {
        if (standing->items[i].state == state && same_period(&standing->items[i], &wanted))
            return &standing->items[i];
    }
    return NULL;
}

bool comment_is_whole(const struct comment *comment)
{
    bool approved = comment->state == COMMENT_APPROVED;
    bool says = !str_empty(comment->cause) || !str_empty(comment->action);

    return !str_empty(comment->section) && (comment->approver != NULL) == approved &&
           (!comment->open || approved) &&
           says == (approved || comment->state == COMMENT_DRAFT);
}

bool comment_equals(const struct comment *a, const struct comment *b)
{
    return a->at == b->at && a->period.n == b->period.n &&
           a->period.frequency == b->period.frequency && a->state == b->state &&
           a->open == b->open && str_equal(a->section, b->section) &&
           str_equal(a->approver ? a->approver : "", b->approver ? b->approver : "") &&
           str_equal(a->who ? a->who : "", b->who ? b->who : "") &&
           str_equal(a->cause, b->cause) && str_equal(a->action, b->action);
}

bool comment_is_outrun(const struct comment *comment, const struct observation *now)
{
    if (!comment->valued)
        return false;
    return !now || !series_has_value(now) || decimal_compare(comment->value, now->value) != 0;
}

/* --- what was typed --- */

/* The end of the line at `text`; *next is behind its end. CR, LF and both end a line. */
static size_t measure_line(const char *text, const char **next)
{
    size_t length = strcspn(text, "\r\n");

    *next = text + length;
    if (**next == '\r')
        (*next)++;
    if (**next == '\n')
        (*next)++;
    return length;
}

static int check_line(const char *line, const char *what, size_t number, struct err *err)
{
    size_t offset;

    if (plain_check(line, &offset))
        return 0;
    return err_set(err, ERR_DATA,
                   "%s, line %zu, byte %zu: expected UTF-8 without control characters", what,
                   number, offset + 1);
}

static int check_size(const char *text, size_t lines, const char *what, struct err *err)
{
    size_t characters = unicode_count(text);

    if (characters > COMMENT_TEXT_MAX)
        return err_set(err, ERR_DATA, "%s: %zu characters, expected at most %d", what,
                       characters, COMMENT_TEXT_MAX);
    if (lines > COMMENT_LINES_MAX)
        return err_set(err, ERR_DATA, "%s: %zu lines, expected at most %d", what, lines,
                       COMMENT_LINES_MAX);
    return 0;
}

/* Every character of at most four bytes, and blanks that are cut off: more is no comment,
 * however it would read. */
#define TYPED_MAX ((size_t)COMMENT_TEXT_MAX * 8)

int comment_read(const char *typed, const char *what, struct arena *arena, const char **out,
                 struct err *err)
{
    const char *next = typed;
    size_t number = 0, lines = 0, empty = 0;
    struct buf text;
    int failed = 0;

    if (strlen(typed) > TYPED_MAX)
        return err_set(err, ERR_DATA, "%s: %zu bytes, expected at most %d characters", what,
                       strlen(typed), COMMENT_TEXT_MAX);
    buf_init(&text, 2 * TYPED_MAX);
    for (const char *at = typed; *at != '\0' && !failed; at = next) {
        size_t length = measure_line(at, &next);

        while (length > 0 && at[length - 1] == ' ')
            length--;
        failed = check_line(arena_strndup(arena, at, length), what, ++number, err);
        if (length == 0) {
            empty += lines > 0;
            continue;
        }
        for (lines += empty; empty > 0; empty--)
            buf_putc(&text, '\n');
        if (lines++ > 0)
            buf_putc(&text, '\n');
        buf_append(&text, at, length);
    }
    if (!failed)
        failed = check_size(buf_text(&text), lines, what, err);
    *out = buf_keep(&text, arena);
    return failed;
}

const char *comment_brief(const char *text, size_t most, struct arena *arena)
{
    struct buf out;
    size_t count = 0;

    buf_init(&out, strlen(text) + sizeof "…");
    for (const char *at = text; *at != '\0'; at++) {
        bool starts = ((unsigned char)*at & 0xc0) != 0x80;

        if (starts && count++ == most) {
            buf_puts(&out, "…");
            break;
        }
        buf_putc(&out, *at == '\n' ? ' ' : *at);
    }
    return buf_keep(&out, arena);
}

/* --- sections --- */

/* Surnames end in some of these too (服部, 田所): such names are longer as a section's. */
static bool ends_japanese(const char *name)
{
    static const char *const SURE[] = {"課",     "係",     "班",   "センター", "グループ",
                                       "チーム", "委員会", "担当", "事務局"};
    static const char *const LONG[] = {"部", "室", "局", "所", "園", "館", "校"};

    for (size_t i = 0; i < sizeof SURE / sizeof SURE[0]; i++) {
        if (str_ends(name, SURE[i]))
            return true;
    }
    for (size_t i = 0; i < sizeof LONG / sizeof LONG[0]; i++) {
        if (str_ends(name, LONG[i]) && unicode_count(name) > 2)
            return true;
    }
    return false;
}

static bool is_word(const char *at, size_t length, const char *word)
{
    return strlen(word) == length && strncasecmp(at, word, length) == 0;
}

static bool names_english(const char *name)
{
    static const char *const WORDS[] = {
        "section", "division", "department", "office", "bureau", "branch",    "unit",
        "centre",  "center",   "team",       "agency", "board",  "committee", "secretariat"};

    for (const char *at = name; *at != '\0';) {
        size_t length = strcspn(at, " ");

        for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++) {
            if (is_word(at, length, WORDS[i]))
                return true;
        }
        at += length + strspn(at + length, " ");
    }
    return false;
}

bool comment_is_section(const char *name)
{
    return !strchr(name, '@') && (ends_japanese(name) || names_english(name));
}
