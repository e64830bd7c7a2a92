/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html_charset: which encodings are tried, and in which order. */
#include "collector/decode/html_charset.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "core/str.h"
#include "core/text.h"
#include "core/unicode.h"

#define META_BYTES 4096 /* a page says its encoding near its start */
#define CANDIDATES_MAX 10

struct candidates {
    const char *names[CANDIDATES_MAX];
    size_t count;
    const char *late[CANDIDATES_MAX]; /* tried when all others failed */
    size_t late_count;
};

size_t html_charset_seek(const char *text, size_t length, const char *word)
{
    size_t size = strlen(word);
    for (size_t i = 0; i + size <= length; i++)
        if (strncasecmp(text + i, word, size) == 0)
            return i;
    return length;
}

static size_t skip_white(const char *text, size_t length, size_t at)
{
    while (at < length && isspace((unsigned char)text[at]))
        at++;
    return at;
}

bool html_charset_find(const char *text, size_t length, const char *word,
                       char out[HTML_CHARSET_SIZE])
{
    size_t at = html_charset_seek(text, length, word);
    if (at == length)
        return false;
    at = skip_white(text, length, at + strlen(word));
    if (at == length || text[at] != '=')
        return false;
    at = skip_white(text, length, at + 1);
    if (at < length && (text[at] == '"' || text[at] == '\''))
        at++;
    size_t n = 0;
    while (at < length && (isalnum((unsigned char)text[at]) || strchr("-_.:", text[at]))) {
        if (text[at] == '\0' || n + 1 >= HTML_CHARSET_SIZE)
            return false;
        out[n++] = text[at++];
    }
    out[n] = '\0';
    return n > 0;
}

static bool find_meta(const char *bytes, size_t length, char out[HTML_CHARSET_SIZE])
{
    length = length < META_BYTES ? length : META_BYTES;
    while (length > 0) {
        size_t at = html_charset_seek(bytes, length, "<meta");
        bytes += at;
        length -= at;
        const char *close = memchr(bytes, '>', length);
        size_t size = close == NULL ? length : (size_t)(close - bytes);
        if (html_charset_find(bytes, size, "charset", out))
            return true;
        bytes += size;
        length -= size;
    }
    return false;
}

/* The declaration of XHTML. */
static bool find_declared(const char *bytes, size_t length, char out[HTML_CHARSET_SIZE])
{
    const char *close = memchr(bytes, '>', length < 200 ? length : 200);
    size_t start = skip_white(bytes, length, 0);
    if (close == NULL || length - start < 5 || memcmp(bytes + start, "<?xml", 5) != 0)
        return false;
    return html_charset_find(bytes, (size_t)(close - bytes), "encoding", out);
}

/* Without the character that a cut at the end may have left half. */
static size_t whole_characters(const unsigned char *bytes, size_t length)
{
    for (size_t back = 1; back <= 3 && back <= length; back++) {
        unsigned char c = bytes[length - back];
        size_t size = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
        if (c >= 0xC0)
            return size > back ? length - back : length;
        if (c < 0x80)
            break;
    }
    return length;
}

static bool is_utf8(const unsigned char *bytes, size_t length)
{
    bool three = false;
    for (size_t i = 0; i < length && !three; i++)
        three = bytes[i] >= 0xE0;
    return three && unicode_valid((const char *)bytes, whole_characters(bytes, length));
}

static bool is_latin(const char *name)
{
    static const char *const names[] = {"iso-8859-1", "latin1", "iso_8859-1", "windows-1252",
                                        "cp1252",     "ascii",  "us-ascii"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcasecmp(name, names[i]) == 0)
            return true;
    return false;
}

/* Bytes that ISO-8859-1 leaves to control characters. */
static bool has_controls(const unsigned char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (bytes[i] >= 0x80 && bytes[i] < 0xA0)
            return true;
    return false;
}

static bool has_escapes(const unsigned char *bytes, size_t length)
{
    bool escapes = false;
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] >= 0x80)
            return false;
        escapes = escapes || (bytes[i] == 0x1B && i + 1 < length && bytes[i + 1] == '$');
    }
    return escapes;
}

static void add(struct candidates *to, const struct document *document, const char *name)
{
    if (strcasecmp(name, "x-euc-jp") == 0)
        name = "EUC-JP";
    /* Its bytes could not have been searched for a name. */
    if (strncasecmp(name, "UTF-16", 6) == 0 || !text_encoding_known(name))
        return;
    if (is_latin(name) && has_controls(document->bytes, document->length))
        to->late[to->late_count++] = "CP1252";
    else
        to->names[to->count++] = name;
    if (strcasecmp(name, "EUC-JP") == 0)
        to->names[to->count++] = "EUC-JP-MS"; /* ① and ㈱ */
}

static bool has_mark(const unsigned char *bytes, size_t length)
{
    return (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) ||
           (length >= 2 &&
            (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0));
}

static void list(struct candidates *to, const struct document *document,
                 char names[3][HTML_CHARSET_SIZE])
{
    const char *bytes = document->bytes;
    size_t length = document->length;
    if (has_mark(document->bytes, length)) {
        to->names[to->count++] = "auto";
        return;
    }
    if (is_utf8(document->bytes, length)) {
        to->names[to->count++] = "UTF-8";
        return;
    }
    if (html_charset_find(document->content_type, strlen(document->content_type), "charset",
                          names[0]))
        add(to, document, names[0]);
    if (find_declared(bytes, length, names[1]))
        add(to, document, names[1]);
    if (find_meta(bytes, length, names[2]))
        add(to, document, names[2]);
    if (has_escapes(document->bytes, length))
        to->names[to->count++] = "ISO-2022-JP";
    to->names[to->count++] = "auto";
    add(to, document, "EUC-JP");
    for (size_t i = 0; i < to->late_count; i++)
        to->names[to->count++] = to->late[i];
}

int html_charset_decode(const struct document *document, struct buf *out,
                        char used[HTML_CHARSET_SIZE], struct err *err)
{
    char names[3][HTML_CHARSET_SIZE];
    struct candidates candidates = {.count = 0};
    size_t start = out->length;
    if (!str_equal(document->encoding, "auto"))
        candidates.names[candidates.count++] = document->encoding;
    else
        list(&candidates, document, names);
    for (size_t i = 0; i < candidates.count; i++) {
        const char *name = "";
        struct err later;
        out->length = start;
        if (text_decode(document->bytes, document->length, candidates.names[i], out, &name,
                        i == 0 ? err : &later) != 0)
            continue;
        (void)str_copy(used, HTML_CHARSET_SIZE, name);
        err_clear(err);
        return 0;
    }
    return -1;
}
