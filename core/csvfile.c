/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csvfile: see csvfile.h. */
#include "core/csvfile.h"

#include <string.h>

#include "core/str.h"
#include "core/unicode.h"

static bool needs_quotes(const char *text)
{
    size_t length = strlen(text);

    return length > 0 && (text[strcspn(text, ",\"\r\n")] != '\0' || text[0] == ' ' ||
                          text[length - 1] == ' ');
}

void csvfile_put(struct buf *out, const char *text, char behind)
{
    if (!text || !needs_quotes(text)) {
        buf_puts(out, text ? text : "");
        buf_putc(out, behind);
        return;
    }
    buf_putc(out, '"');
    for (const char *at = text; *at; at++) {
        if (*at == '"')
            buf_putc(out, '"');
        buf_putc(out, *at);
    }
    buf_putc(out, '"');
    buf_putc(out, behind);
}

int csvfile_open(struct csvfile *file, struct buf *bytes, struct err *err)
{
    *file = (struct csvfile){.next = 1};
    if (memchr(buf_text(bytes), '\0', bytes->length))
        return err_set(err, ERR_DATA, "it is no text");
    if (!unicode_valid(buf_text(bytes), bytes->length))
        return err_set(err, ERR_DATA, "it is no UTF-8");
    if (bytes->length == 0)
        return 0;
    file->at = bytes->data;
    file->end = bytes->data + bytes->length;
    if (str_starts(file->at, CSVFILE_MARK))
        file->at += strlen(CSVFILE_MARK);
    return 0;
}

/* Behind the end of a line; `at` itself when none is there. */
static char *skip_line_end(char *at)
{
    char *newline = at[0] == '\r' ? at + 1 : at;

    return *newline == '\n' ? newline + 1 : at;
}

/* A quoted cell loses its quotes in place. Returns what is behind it, or NULL when no quote
 * ends it. */
static char *read_quoted(struct csvfile *file, char *at)
{
    char *to = at;

    for (at++; *at; at++) {
        if (*at == '"' && at[1] != '"')
            break;
        if (*at == '"')
            at++;
        file->next += *at == '\n';
        *to++ = *at;
    }
    if (!*at)
        return NULL;
    *to = '\0';
    return at + 1;
}

static char *read_plain(char *at)
{
    return at + strcspn(at, ",\"\r\n");
}

/* One cell; *more when another follows in the record. */
static int read_cell(struct csvfile *file, bool *more, struct err *err)
{
    char *at = file->at;
    char *behind = *at == '"' ? read_quoted(file, at) : read_plain(at);

    if (!behind)
        return err_set(err, ERR_DATA, "a quote opens here and is never closed");
    char *next = behind < file->end ? skip_line_end(behind) : behind;
    *more = *behind == ',';
    if (!*more && behind < file->end && next == behind)
        return err_set(err, ERR_DATA, "a quote or a line end stands inside a cell");
    if (file->count == CSVFILE_CELLS_MAX)
        return err_set(err, ERR_DATA, "more than %d cells", CSVFILE_CELLS_MAX);
    file->cells[file->count++] = at;
    *behind = '\0';
    file->at = *more ? behind + 1 : next;
    file->next += !*more;
    return 0;
}

int csvfile_next(struct csvfile *file, struct err *err)
{
    bool more = true;
    char *behind;

    while (file->at < file->end && (behind = skip_line_end(file->at)) != file->at) {
        file->at = behind;
        file->next++;
    }
    file->line = file->next;
    file->count = 0;
    if (file->at >= file->end)
        return 0;
    while (more) {
        if (read_cell(file, &more, err))
            return -1;
    }
    return 1;
}
