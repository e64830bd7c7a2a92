/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xml: from bytes to a tree to grids. */
#include "collector/decode/xml.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "core/str.h"
#include "core/text.h"

#include "collector/decode/estat.h"
#include "collector/decode/html_charset.h"
#include "collector/decode/xml_rows.h"
#include "collector/decode/xml_sdmx.h"
#include "collector/markup.h"

/* Where the name of a tag that opens at `at` ends; `at` when it is none. */
static size_t name_end(const unsigned char *bytes, size_t at, size_t end)
{
    size_t name = at + 1;
    if (at + 1 >= end || bytes[at] != '<' || (!isalpha(bytes[at + 1]) && bytes[at + 1] != '_'))
        return at;
    while (name < end && (isalnum(bytes[name]) ||
                          (bytes[name] != '\0' && strchr("_-.:", bytes[name]) != NULL)))
        name++;
    return name;
}

/* <a><b: two tags in a row are XML, whole or cut off; text does not begin so. */
static bool is_nested(const unsigned char *bytes, size_t from, size_t end)
{
    size_t at = name_end(bytes, from, end);
    if (at == from || at >= end || bytes[at] != '>')
        return false;
    for (at++; at < end && isspace(bytes[at]);)
        at++;
    size_t second = name_end(bytes, at, end);
    return second > at && second < end && (bytes[second] == '>' || isspace(bytes[second]));
}

bool xml_recognise(const struct document *document)
{
    const unsigned char *bytes = document->bytes;
    size_t from = 0;
    size_t end = document->length;
    while (from < end && isspace(bytes[from]))
        from++;
    while (end > from && isspace(bytes[end - 1]))
        end--;
    if (end - from < 4 || bytes[from] != '<' || bytes[end - 1] != '>')
        return false;
    if (bytes[from + 1] == '!')
        return true;
    size_t name = from + 1;
    while (name < end && !isspace(bytes[name]) && strchr("/<>", bytes[name]) == NULL)
        name++;
    size_t length = name - from - 1;
    const unsigned char *close = bytes + end - 1 - length;
    return bytes[end - 2] == '/' || is_nested(bytes, from, end) ||
           (length > 0 && length + 3 < end - from && close[-2] == '<' && close[-1] == '/' &&
            memcmp(close, bytes + from + 1, length) == 0);
}

/* --- the encoding --- */

static bool starts(const struct document *document, const char *bytes, size_t length)
{
    return document->length >= length && memcmp(document->bytes, bytes, length) == 0;
}

/* Bytes up to the end of the declaration; 0 = there is none. */
static size_t declaration_length(const char *bytes, size_t length)
{
    const char *close = length < 6 || memcmp(bytes, "<?xml", 5) != 0
                            ? NULL
                            : memchr(bytes, '>', length < 500 ? length : 500);
    return close == NULL ? 0 : (size_t)(close - bytes) + 1;
}

/* "auto" where a mark says it. */
static const char *find_encoding(const struct document *document, char name[HTML_CHARSET_SIZE])
{
    const char *bytes = document->bytes;
    if (!str_equal(document->encoding, "auto"))
        return document->encoding;
    if (starts(document, "\xEF\xBB\xBF", 3) || starts(document, "\xFF\xFE", 2) ||
        starts(document, "\xFE\xFF", 2))
        return "auto";
    if (starts(document, "<\0?\0", 4))
        return "UTF-16LE";
    if (starts(document, "\0<\0?", 4))
        return "UTF-16BE";
    size_t declared = declaration_length(bytes, document->length);
    bool found = html_charset_find(bytes, declared, "encoding", name);
    if (!found)
        found = html_charset_find(document->content_type, strlen(document->content_type),
                                  "charset", name);
    /* Bytes that could be searched for a name are no UTF-16. */
    return found && strncasecmp(name, "UTF-16", 6) != 0 ? name : "UTF-8";
}

/* The text is UTF-8 now, whatever the declaration says. */
static void blank_declaration(struct buf *text)
{
    size_t length = declaration_length(buf_text(text), text->length);
    for (size_t i = 0; i < length; i++)
        if (text->data[i] != '\n')
            text->data[i] = ' ';
}

static int read_encoding(const struct document *document, struct buf *text, struct grids *out,
                         struct err *err)
{
    char name[HTML_CHARSET_SIZE];
    const char *encoding = find_encoding(document, name);
    const char *used = "";
    if (!text_encoding_known(encoding))
        return err_set(err, ERR_DATA, "its encoding \"%s\" is not known here", encoding);
    if (text_decode(document->bytes, document->length, encoding, text, &used, err) != 0)
        return -1;
    out->encoding = arena_strdup(out->arena, used);
    blank_declaration(text);
    return 0;
}

/* --- the document --- */

static int read_text(const struct buf *text, const char *rows, struct grids *out,
                     struct err *err)
{
    struct markup *markup = NULL;
    if (markup_open_xml(buf_text(text), text->length, &markup, err) != 0)
        return -1;
    int result = str_empty(rows) && xml_sdmx_is(markup)
                     ? xml_sdmx_read(markup, out, err)
                     : xml_rows_read(markup, rows, out, err);
    if (result == 0)
        out->published = estat_xml_day(markup, out->arena);
    markup_close(markup);
    return result;
}

int xml_decode(const struct document *document, struct grids *out, struct err *err)
{
    struct buf text;
    /* No encoding here grows to more than three bytes of UTF-8 for one of its own. */
    buf_init(&text, document->length * 3 + 16);
    int result = read_encoding(document, &text, out, err);
    if (result == 0)
        result = read_text(&text, document->rows, out, err);
    buf_free(&text);
    return result;
}
