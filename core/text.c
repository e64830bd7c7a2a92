/* SPDX-License-Identifier: GPL-3.0-or-later */
/* text: see text.h. */
#include "core/text.h"

#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "core/str.h"
#include "core/unicode.h"

#define USUAL "CP932"

struct mark {
    const char *bytes;
    size_t length;
    const char *encoding;
};

static const struct mark MARKS[] = {
    {"\xef\xbb\xbf", 3, "UTF-8"},
    {"\xff\xfe", 2, "UTF-16LE"},
    {"\xfe\xff", 2, "UTF-16BE"},
};

/* iconv's SHIFT_JIS fails on what Windows writes; every publisher means CP932. */
static const char *real_name(const char *encoding)
{
    static const char *const SHIFT_JIS[] = {"Shift_JIS", "SHIFT-JIS", "SJIS",
                                            "x-sjis",    "MS_Kanji",  "Windows-31J"};

    for (size_t i = 0; i < sizeof SHIFT_JIS / sizeof SHIFT_JIS[0]; i++) {
        if (strcasecmp(encoding, SHIFT_JIS[i]) == 0)
            return "CP932";
    }
    return encoding;
}

static const struct mark *find_mark(const char *bytes, size_t length)
{
    for (size_t i = 0; i < sizeof MARKS / sizeof MARKS[0]; i++) {
        if (length >= MARKS[i].length && memcmp(bytes, MARKS[i].bytes, MARKS[i].length) == 0)
            return &MARKS[i];
    }
    return NULL;
}

/* `offset` counts from the document's own beginning, its byte order mark included. */
static int refuse(const char *encoding, size_t offset, bool cut, struct err *err)
{
    if (cut)
        return err_set(err, ERR_DATA,
                       "the text ends inside a character of %s at byte %zu: cut off?",
                       encoding, offset + 1);
    return err_set(err, ERR_DATA, "byte %zu is no %s", offset + 1, encoding);
}

static int convert(iconv_t converter, const char *bytes, size_t length, size_t skipped,
                   const char *encoding, struct buf *out, struct err *err)
{
    char chunk[4096];
    char *from = (char *)(uintptr_t)bytes; /* iconv takes it non-const and does not write */
    size_t left = length;

    while (left > 0) {
        char *to = chunk;
        size_t room = sizeof chunk;
        size_t result = iconv(converter, &from, &left, &to, &room);
        int reason = errno;

        if (buf_append(out, chunk, sizeof chunk - room))
            return err_set(err, ERR_DATA, "the text is larger than %zu bytes", out->limit);
        if (result == (size_t)-1 && reason != E2BIG)
            return refuse(encoding, skipped + length - left, reason == EINVAL, err);
    }
    return 0;
}

/* gcc 12's analyser takes the failure value (iconv_t)-1 for a handle that leaks. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wanalyzer-malloc-leak"
/* NULL when the encoding is not known. */
static iconv_t open_converter(const char *encoding)
{
    iconv_t converter = iconv_open("UTF-8", encoding);

    return converter == (iconv_t)-1 ? NULL : converter;
}
#pragma GCC diagnostic pop

static int decode_as(const char *bytes, size_t length, size_t skipped, const char *encoding,
                     struct buf *out, struct err *err)
{
    iconv_t converter = open_converter(encoding);

    if (!converter)
        return err_set(err, ERR_CONFIG, "encoding \"%s\" is not known here", encoding);
    int failed =
        convert(converter, bytes + skipped, length - skipped, skipped, encoding, out, err);
    iconv_close(converter);
    return failed;
}

/* Old DOS programs end a text with 0x1A. */
static void drop_end_mark(struct buf *out, size_t start)
{
    if (out->length > start && out->data[out->length - 1] == '\x1a')
        out->data[--out->length] = '\0';
}

/* A transfer that broke off inside a character is still UTF-8 when Japanese came before. */
static bool is_cut_utf8(const char *bytes, size_t length)
{
    size_t ascii = 0;
    for (size_t cut = 1; cut < 4 && cut < length; cut++) {
        if (!unicode_valid(bytes, length - cut))
            continue;
        while (ascii < length - cut && (unsigned char)bytes[ascii] < 0x80)
            ascii++;
        return ascii < length - cut && ((unsigned char)bytes[length - cut] & 0xc0) == 0xc0;
    }
    return false;
}

static const char *detect(const char *bytes, size_t length)
{
    return unicode_valid(bytes, length) || is_cut_utf8(bytes, length) ? "UTF-8" : USUAL;
}

int text_decode(const void *bytes, size_t length, const char *encoding, struct buf *out,
                const char **used, struct err *err)
{
    const char *text = length > 0 ? bytes : "";
    const struct mark *mark = find_mark(text, length);
    size_t start = out->length;
    size_t skipped = 0;
    const char *name;

    if (str_equal(encoding, "auto"))
        name = mark ? mark->encoding : detect(text, length);
    else
        name = real_name(encoding);
    if (mark && (strcasecmp(name, mark->encoding) == 0 || strcasecmp(name, "UTF-16") == 0)) {
        name = mark->encoding;
        skipped = mark->length;
    }
    if (used)
        *used = name;
    if (decode_as(text, length, skipped, name, out, err))
        return -1;
    drop_end_mark(out, start);
    if (out->length > start && memchr(out->data + start, '\0', out->length - start))
        return err_set(err, ERR_DATA, "the text holds a NUL character: not a text of %s",
                       name);
    return 0;
}

int text_encoding_known(const char *encoding)
{
    if (str_equal(encoding, "auto"))
        return 1;
    iconv_t converter = open_converter(real_name(encoding));
    if (!converter)
        return 0;
    iconv_close(converter);
    return 1;
}

void *text_hold(void)
{
    return open_converter(USUAL);
}

void text_release(void *held)
{
    if (held)
        iconv_close(held);
}
