/* SPDX-License-Identifier: GPL-3.0-or-later */
/* note: see note.h. */
#include "core/note.h"

#include <string.h>

#include "core/str.h"
#include "core/unicode.h"

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static const char *const MARKS[] = {"注", "※", "*"};

/* The bytes of a mark without its bracket and number. */
static size_t mark_at(const char *text)
{
    for (size_t i = 0; i < COUNT(MARKS); i++) {
        if (str_starts(text, MARKS[i]))
            return strlen(MARKS[i]);
    }
    return 0;
}

size_t note_at(const char *text)
{
    size_t bracket = *text == '(' ? 1 : 0;
    size_t mark = mark_at(text + bracket);
    size_t at = bracket + mark;
    size_t digits = str_digits(text + at);

    at += digits;
    bool closed = text[at] == ')';
    if (mark == 0 && (bracket > 0 || digits == 0 || !closed))
        return 0;
    if (bracket > 0 && !closed)
        return 0;
    return at + (closed ? 1 : 0);
}

size_t note_front(const char *text)
{
    size_t length = note_at(text);
    size_t mark = mark_at(text);

    if (length == 0 || text[length] == '\0')
        return 0;
    if (text[length - 1] == ')' || text[length] == ' ')
        return length;
    /* 注 without a bracket begins a word */
    if (str_starts(text, "注"))
        return 0;
    /* where does the number of the note end? ※123 may be anything, ※2024年 is a year */
    size_t digits = length - mark;
    if (digits == 0)
        return length;
    return digits == 4 && str_starts(text + length, "年") ? mark : 0;
}

size_t note_back(const char *text, size_t length)
{
    size_t at = length;
    bool closed = at > 0 && text[at - 1] == ')';

    at -= closed ? 1 : 0;
    size_t end = at;
    while (at > 0 && str_digit(text[at - 1]))
        at--;
    bool numbered = at < end;
    for (size_t i = 0; i < COUNT(MARKS); i++) {
        size_t size = strlen(MARKS[i]);
        if (at < size || memcmp(text + at - size, MARKS[i], size) != 0)
            continue;
        size_t start = at - size;
        bool bracket = closed && start > 0 && text[start - 1] == '(';
        bool word = i == 0 && !numbered && !bracket;
        if (word && (start == 0 || strchr("0123456789) ", text[start - 1]) == NULL))
            return 0;
        return length - start + (bracket ? 1 : 0);
    }
    /* but "5 (of them 4)" */
    bool apart = at > 0 && text[at - 1] == ' ' && memchr(text, '(', at) == NULL;
    return closed && numbered && apart ? length - at : 0;
}

size_t note_raised(const char *text)
{
    return unicode_digit_sign(text);
}

const char *note_without_raised(struct arena *arena, const char *text, bool *found)
{
    char *plain = arena_alloc(arena, strlen(text) + 1, 1);
    char *end = plain;

    while (*text) {
        bool area = end > plain && end[-1] == 'm';
        size_t raised = area ? 0 : note_raised(text);

        if (raised > 0) {
            text += raised;
            *found = true;
            continue;
        }
        *end++ = *text++;
    }
    *end = '\0';
    return plain;
}
