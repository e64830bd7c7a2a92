/* SPDX-License-Identifier: GPL-3.0-or-later */
/* decode: what a document plainly is, and who reads it. */
#include "collector/decode.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/buf.h"
#include "core/str.h"
#include "core/text.h"

#include "collector/decode/container.h"
#include "collector/decode/csv.h"
#include "collector/decode/html.h"
#include "collector/decode/html_charset.h"
#include "collector/decode/jsontable.h"
#include "collector/decode/pdf.h"
#include "collector/decode/sheetxml.h"
#include "collector/decode/text.h"
#include "collector/decode/xlsx.h"
#include "collector/decode/xml.h"
#include "collector/pipe.h"

#define START_SIZE 512
static const char *const pdftotext[] = {"pdftotext", "-bbox-layout", "-", "-", NULL};

static const struct decoder decoders[] = {
    {.format = "json", .recognise = jsontable_recognise, .decode = jsontable_decode},
    {.format = "html", .recognise = html_recognise, .decode = html_decode},
    {.format = "xml", .recognise = xml_recognise, .decode = xml_decode},
    {.format = "xlsx", .recognise = xlsx_recognise, .decode = xlsx_decode},
    {.format = "pdf",
     .recognise = pdf_recognise,
     .filter = pdftotext,
     .explain = pdf_explain,
     .decode = pdf_decode},
    {.format = "csv", .recognise = csv_recognise, .decode = csv_decode},
    {.format = "text", .recognise = text_recognise, .decode = text_decode_document},
};

#define DECODER_COUNT (sizeof decoders / sizeof decoders[0])

static const char *formats[DECODER_COUNT + 1];

/* What the first bytes tell, readable by us or not, so that it can be refused by name. */
struct kind {
    const char *format; /* "" = none of ours */
    const char *words;
    const char *start;
    size_t length;
};

static const struct kind binary_kinds[] = {
    {"pdf", "a PDF", "%PDF-", 5},
    {"", "an old Excel workbook (.xls)", "\x09\x08\x10\x00", 4},
    {"", "an old Excel workbook (.xls)", "\x09\x08\x08\x00", 4},
    {"", "an old Excel workbook (.xls)", "\x09\x04\x06\x00", 4},
    {"", "an old Excel workbook (.xls)", "\x09\x02\x06\x00", 4},
    {"", "gzip-compressed", "\x1F\x8B", 2},
    {"", "a PNG picture", "\x89PNG", 4},
    {"", "a JPEG picture", "\xFF\xD8\xFF", 3},
    {"", "a GIF picture", "GIF8", 4},
};

/* Capitals and the white space before do not matter. */
static const struct kind markup_kinds[] = {
    {"html", "an HTML page", "<!doctype html", 14},
    {"html", "an HTML page", "<html", 5},
    {"html", "an HTML page", "<head", 5},
    {"html", "an HTML page", "<body", 5},
    {"html", "an HTML page", "<title", 6},
    {"html", "an HTML page", "<meta", 5},
    {"html", "an HTML page", "<script", 7},
    {"html", "an HTML page", "<table", 6},
    {"html", "an HTML page", "<div", 4},
    {"html", "an HTML page", "<!--", 4},
    {"xml", "XML", "<?xml", 5},
    {"json", "JSON", "{\"", 2},
    {"json", "JSON", "{}", 2},
    {"json", "JSON", "[{", 2},
    {"json", "JSON", "[[", 2},
    {"json", "JSON", "\x1e", 1},
    {"", "a web archive (MHTML)", "MIME-Version:", 13},
    {"", "an RTF document", "{\\rtf", 5},
};

static const struct kind sheetxml_kind = {"xlsx", "a SpreadsheetML 2003 workbook", "", 0};
static const struct kind xhtml_kind = {"html", "an HTML page", "", 0};

/* The start of a text document without byte order mark, NULs (of UTF-16) and, until a tag
 * opens, white space: JSON may spread over lines. */
static size_t take_start(const struct document *document, char out[START_SIZE])
{
    static const unsigned char marks[] = {0xFE, 0xFF, 0xEF, 0xBB, 0xBF};
    const unsigned char *bytes = document->bytes;
    size_t n = 0;
    for (size_t i = 0; i < document->length && n < START_SIZE; i++) {
        bool mark = i < 3 && memchr(marks, bytes[i], sizeof marks) != NULL;
        bool white = isspace(bytes[i]) && (n == 0 || out[0] != '<');
        if (bytes[i] != 0 && !mark && !white)
            out[n++] = (char)bytes[i];
    }
    return n;
}

/* Whose comments stand first: XML's or HTML's. One that does not end counts as HTML. */
static size_t drop_comments(char *start, size_t length)
{
    while (length >= 4 && memcmp(start, "<!--", 4) == 0) {
        size_t end = html_charset_seek(start, length, "-->") + 3;
        if (end > length)
            break;
        while (end < length && isspace((unsigned char)start[end]))
            end++;
        memmove(start, start + end, length - end);
        length -= end;
    }
    return length;
}

static const struct kind *find_markup(const struct document *document)
{
    char start[START_SIZE] = "";
    size_t length = take_start(document, start);
    length = drop_comments(start, length);
    for (size_t i = 0; i < sizeof markup_kinds / sizeof markup_kinds[0]; i++) {
        const struct kind *kind = &markup_kinds[i];
        if (length < kind->length || strncasecmp(start, kind->start, kind->length) != 0)
            continue;
        if (!str_equal(kind->format, "xml"))
            return kind;
        if (sheetxml_recognise(document))
            return &sheetxml_kind;
        return html_charset_seek(start, length, "<html") < length ? &xhtml_kind : kind;
    }
    return NULL;
}

/* NULL = text of no special kind, or unknown. */
static const struct kind *find_kind(const struct document *document)
{
    for (size_t i = 0; i < sizeof binary_kinds / sizeof binary_kinds[0]; i++) {
        const struct kind *kind = &binary_kinds[i];
        if (document->length >= kind->length &&
            memcmp(document->bytes, kind->start, kind->length) == 0)
            return kind;
    }
    return find_markup(document);
}

static bool is_blank(const struct document *document)
{
    const unsigned char *bytes = document->bytes;
    for (size_t i = 0; i < document->length; i++)
        if (!isspace(bytes[i]))
            return false;
    return true;
}

/* The title of a page as ` "…"`, or "": it often says what went wrong. */
static void print_title(const struct document *document, char *out, size_t size)
{
    const char *bytes = document->bytes;
    size_t length = document->length < 8192 ? document->length : 8192;
    out[0] = '\0';
    size_t from = html_charset_seek(bytes, length, "<title>");
    if (from == length)
        return;
    from += strlen("<title>");
    size_t title = html_charset_seek(bytes + from, length - from, "</title");
    struct buf text;
    struct err ignored;
    buf_init(&text, 4096);
    if (title > 0 && from + title < length &&
        text_decode(bytes + from, title, "auto", &text, NULL, &ignored) == 0 &&
        text.length > 0) {
        char shown[120];
        for (size_t i = 0; i < text.length; i++)
            if (iscntrl((unsigned char)text.data[i]))
                text.data[i] = ' ';
        (void)str_copy(shown, sizeof shown, str_trim(text.data));
        (void)snprintf(out, size, " \"%s\"", shown);
    }
    buf_free(&text);
}

/* "xlsx, csv": what can be read. */
static void print_formats(char *out, size_t size)
{
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < DECODER_COUNT && used < size; i++)
        used += (size_t)snprintf(out + used, size - used, "%s%s", i > 0 ? ", " : "",
                                 decoders[i].format);
}

static int refuse(const struct document *document, const struct kind *kind, const char *format,
                  struct err *err)
{
    char title[160];
    char list[80];
    print_title(document, title, sizeof title);
    print_formats(list, sizeof list);
    if (str_equal(format, "auto"))
        return err_set(err, ERR_DATA,
                       "the document is %s%s, which cannot be read: expected %s",
                       kind == NULL ? "of an unknown kind" : kind->words, title, list);
    return err_set(err, ERR_DATA, "the document is %s%s: expected %s",
                   kind == NULL ? "of an unknown kind" : kind->words, title, format);
}

static const struct decoder *find_decoder(const char *format)
{
    for (size_t i = 0; i < DECODER_COUNT; i++)
        if (str_equal(decoders[i].format, format))
            return &decoders[i];
    return NULL;
}

/* The decoder for a kind; plain text goes to the first that takes it. */
static const struct decoder *recognise(const struct document *document,
                                       const struct kind *kind)
{
    if (kind != NULL)
        return find_decoder(kind->format);
    for (size_t i = 0; i < DECODER_COUNT; i++)
        if (decoders[i].recognise(document))
            return &decoders[i];
    return NULL;
}

static const struct kind *find_container(const struct document *document, char *words,
                                         struct kind *out)
{
    bool workbook = false;
    if (!container_describe(document->bytes, document->length, words, &workbook))
        return NULL;
    *out = (struct kind){.format = workbook ? "xlsx" : "", .words = words};
    return out;
}

/* A workbook in XML is XML for those who ask for that. */
static bool is_for(const struct kind *kind, const struct decoder *decoder)
{
    return str_equal(kind->format, decoder->format) ||
           (kind == &sheetxml_kind && str_equal(decoder->format, "xml"));
}

static int run_filter(const struct decoder *decoder, const struct document *document,
                      struct buf *out, struct err *err)
{
    struct sandbox_limits limits = sandbox_limits_for(document->length);
    int result =
        pipe_run(decoder->filter, document->bytes, document->length, &limits, out, err);
    const char *words =
        result != 0 && decoder->explain != NULL ? decoder->explain(err->text) : NULL;
    if (words != NULL)
        (void)err_set(err, err->code, "%s", words);
    return result == 0 ? 0 : err_prefix(err, "%s", decoder->format);
}

int decode_filter(const struct document *document, const char *format, struct buf *out,
                  struct err *err)
{
    for (size_t i = 0; i < DECODER_COUNT; i++) {
        const struct decoder *decoder = &decoders[i];
        bool asked = str_equal(format, "auto") || str_equal(format, decoder->format);
        if (asked && decoder->filter != NULL && decoder->recognise(document))
            return run_filter(decoder, document, out, err) != 0 ? -1 : 1;
    }
    return 0;
}

/* The filter's output is a document like any other to `decode`. */
static int decode_filtered(const struct decoder *decoder, const struct document *document,
                           struct grids *out, struct err *err)
{
    struct buf text;
    buf_init(&text, DECODE_FILTERED_MAX);
    const struct buf *from = document->filtered == NULL ? &text : document->filtered;
    int result = document->filtered == NULL ? run_filter(decoder, document, &text, err) : 0;
    if (result == 0) {
        struct document filtered = *document;
        filtered.bytes = buf_text(from);
        filtered.length = from->length;
        result = decoder->decode(&filtered, out, err);
        result = result == 0 ? 0 : err_prefix(err, "%s", decoder->format);
    }
    buf_free(&text);
    return result;
}

int decode_document(const struct document *document, const char *format, struct grids *out,
                    struct err *err)
{
    if (is_blank(document))
        return err_set(err, ERR_DATA, "the document is empty");
    bool any = str_equal(format, "auto");
    char words[CONTAINER_WORDS_SIZE];
    struct kind container;
    const struct kind *kind = find_container(document, words, &container);
    if (kind == NULL)
        kind = find_kind(document);
    const struct decoder *decoder = any ? recognise(document, kind) : find_decoder(format);
    if (!any && decoder == NULL)
        return err_set(err, ERR_DATA, "format %s cannot be read by this version", format);
    if (decoder == NULL || (kind != NULL && !is_for(kind, decoder)))
        return refuse(document, kind, format, err);
    out->format = decoder->format;
    if (decoder->filter != NULL)
        return decode_filtered(decoder, document, out, err);
    if (decoder->decode(document, out, err) != 0)
        return err_prefix(err, "%s", decoder->format);
    return 0;
}

const char *const *decode_formats(void)
{
    for (size_t i = 0; i < DECODER_COUNT; i++)
        formats[i] = decoders[i].format;
    return formats;
}
