/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_prose: what the marks between words and figures are used for, line by line. */
#include "collector/decode/csv.h"

#include <string.h>

#include "core/buf.h"
#include "core/str.h"
#include "core/text.h"

#define LOOK_BYTES ((size_t)64 * 1024)
#define WIDTHS 64         /* separators of one line that are told apart */
#define THOUSANDS 3       /* digits behind a comma */
#define SENTENCE_BLANKS 3 /* of words in a sentence that ends with a point */

static const char separators[] = {',', '\t', ';'};

#define KINDS (sizeof separators)

struct look {
    size_t rows[KINDS][WIDTHS]; /* lines by their number of separators */
    bool table;                 /* two lines have the same number */
    bool separated;             /* some line has a separator */
    bool sentence;              /* a line without a separator is one */
    bool thousands;             /* a comma stands in a figure among words */
};

struct line {
    const char *start;
    const char *end;
    bool sentence;
};

static bool is_sentence(const struct line *line)
{
    size_t blanks = 0;
    for (const char *at = line->start; at < line->end; at++) {
        if (str_starts(at, "。"))
            return true;
        blanks += *at == ' ' ? 1 : 0;
    }
    return line->end > line->start && line->end[-1] == '.' && blanks >= SENTENCE_BLANKS;
}

static size_t digits_before(const struct line *line, const char *at)
{
    size_t count = 0;
    while (at > line->start && str_digit(at[-1])) {
        at--;
        count++;
    }
    return count;
}

static size_t digits_behind(const struct line *line, const char *at)
{
    size_t count = 0;
    while (at + 1 < line->end && str_digit(at[1])) {
        at++;
        count++;
    }
    return count;
}

/* 206,512: the comma belongs to the figure. */
static bool is_thousands(const struct line *line, const char *at)
{
    size_t before = digits_before(line, at);
    return before >= 1 && before <= THOUSANDS && digits_behind(line, at) == THOUSANDS;
}

static bool has_words(const struct line *line)
{
    for (const char *at = line->start; at < line->end; at++)
        if ((unsigned char)*at >= 0x80 || (*at >= 'A' && *at <= 'Z') ||
            (*at >= 'a' && *at <= 'z'))
            return true;
    return false;
}

/* A separator of cells, not a mark of a figure or of a sentence. */
static bool separates(struct look *look, const struct line *line, const char *at)
{
    if (*at == ',' && is_thousands(line, at)) {
        look->thousands = look->thousands || has_words(line);
        return false;
    }
    return !(line->sentence && *at != '\t' && at + 1 < line->end && at[1] == ' ');
}

static void look_at(struct look *look, struct line line)
{
    size_t counts[KINDS] = {0};
    bool quoted = false;
    bool separated = false;
    line.sentence = is_sentence(&line);
    for (const char *at = line.start; at < line.end; at++) {
        const char *kind = memchr(separators, *at, KINDS);
        quoted = *at == '"' ? !quoted : quoted;
        if (kind == NULL || quoted || !separates(look, &line, at))
            continue;
        counts[kind - separators]++;
        separated = true;
    }
    for (size_t i = 0; i < KINDS; i++) {
        size_t width = counts[i] < WIDTHS ? counts[i] : WIDTHS - 1;
        if (width > 0 && ++look->rows[i][width] > 1)
            look->table = true;
    }
    look->separated = look->separated || separated;
    look->sentence = look->sentence || (line.sentence && !separated);
}

static bool look_through(const char *text)
{
    struct look look = {0};
    for (const char *at = text; *at != '\0' && !look.table;) {
        size_t length = strcspn(at, "\r\n");
        look_at(&look, (struct line){.start = at, .end = at + length});
        at += length + (at[length] == '\0' ? 0 : 1);
    }
    return !look.table && (look.sentence || (look.thousands && !look.separated));
}

/* The beginning, cut behind a line: no encoding has an LF inside a character of it but
 * UTF-16, which is read by pairs. */
static size_t find_end(const struct document *document)
{
    const unsigned char *bytes = document->bytes;
    if (document->length <= LOOK_BYTES)
        return document->length;
    size_t end = LOOK_BYTES;
    while (end > 0 && bytes[end - 1] != '\n')
        end--;
    return bytes[0] >= 0xFE ? end + end % 2 : end;
}

bool csv_prose(const struct document *document)
{
    struct buf text;
    struct err ignored;
    buf_init(&text, LOOK_BYTES * 4);
    const char *encoding = document->encoding == NULL ? "auto" : document->encoding;
    bool prose = text_decode(document->bytes, find_end(document), encoding, &text, NULL,
                             &ignored) == 0 &&
                 look_through(buf_text(&text));
    buf_free(&text);
    return prose;
}
