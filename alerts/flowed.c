/* SPDX-License-Identifier: GPL-3.0-or-later */
/* flowed: see flowed.h. */
#include "alerts/flowed.h"

#include <string.h>

#include "core/mem.h"
#include "core/plain.h"
#include "core/str.h"
#include "core/unicode.h"

#define COLUMNS 76
#define CHARACTER_SIZE 8
#define LINE_LIMIT ((size_t)1 << 20)

/* The character at the start, as a text of its own; its length. */
static size_t take(const char *text, char out[CHARACTER_SIZE])
{
    size_t length = plain_character(text);

    if (length == 0 || length >= CHARACTER_SIZE)
        length = 1;
    memcpy(out, text, length);
    out[length] = '\0';
    return length;
}

static bool is_wide(const char *character)
{
    return (unsigned char)character[0] >= 0x80 && unicode_width(character) == 2;
}

static bool opens(const char *character)
{
    return str_equal(character, "（") || str_equal(character, "「") ||
           str_equal(character, "【") || str_equal(character, "『") ||
           str_equal(character, "▲") || str_equal(character, "＋");
}

static bool closes(const char *character)
{
    static const char *const CLOSING[] = {"）", "」", "】", "』", "、", "。",
                                          "％", "・", "～", "ー", "：", "々"};

    return str_equal_any(character, CLOSING, sizeof CLOSING / sizeof *CLOSING);
}

/* Whether a line may end between two characters. */
static bool may_break(const char *before, const char *after)
{
    if (str_equal(after, " ") || opens(before) || closes(after))
        return false;
    return str_equal(before, " ") || is_wide(before) || is_wide(after);
}

/* The bytes of the longest beginning that fits, or, where none may be cut off, of the shortest
 * that may. */
static size_t find_break(const char *line, size_t indent)
{
    char before[CHARACTER_SIZE], after[CHARACTER_SIZE];
    size_t found = 0;

    if (*line == '\0')
        return 0;
    size_t at = take(line, before);
    int column = (int)indent + unicode_width(before);

    while (line[at] != '\0') {
        size_t length = take(line + at, after);

        if (may_break(before, after) && (column <= COLUMNS || found == 0) &&
            strspn(line, " ") < at)
            found = at;
        column += unicode_width(after);
        if (column > COLUMNS && found > 0)
            return found;
        memcpy(before, after, sizeof before);
        at += length;
    }
    return at;
}

static void put_line(char *line, struct buf *out)
{
    char *end = line + strlen(line);

    while (end > line && end[-1] == ' ') /* one that ends so would go on in the next */
        *--end = '\0';
    do {
        size_t stuffed = *line == ' ' || *line == '>' || str_starts(line, "From ");
        size_t length = find_break(line, stuffed);

        buf_puts(out, stuffed ? " " : "");
        buf_append(out, line, length);
        line += length;
        buf_puts(out, *line ? " \n" : "\n");
    } while (*line);
}

void flowed_text(const char *text, struct buf *out)
{
    struct buf line;

    buf_init(&line, LINE_LIMIT);
    while (*text) {
        size_t length = strcspn(text, "\n");

        buf_reset(&line);
        for (size_t i = 0; i < length; i++)
            if (text[i] != '\r')
                buf_putc(&line, text[i]);
        char *whole = mem_strdup(buf_text(&line));
        put_line(whole, out);
        mem_free(whole);
        text += length + (text[length] == '\n');
    }
    buf_free(&line);
}
