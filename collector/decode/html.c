/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html: from bytes to grids and running text. */
#include "collector/decode/html.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "core/str.h"

#include "collector/decode/html_charset.h"
#include "collector/decode/html_flat.h"
#include "collector/decode/html_page.h"
#include "collector/decode/html_refuse.h"
#include "collector/decode/html_section.h"
#include "collector/markup.h"

bool html_recognise(const struct document *document)
{
    static const char *const starts[] = {
        "table",   "tr",   "p",     "h1",   "h2", "h3", "h4", "dl",
        "center",  "font", "style", "link", "br", "ul", "ol", "section",
        "article", "main", "form",  "span", "a",  "b"};
    /* without an attribute they say nothing in HTML: <a> is a name in somebody's XML */
    static const char *const attributed[] = {"a", "link"};
    const char *bytes = document->bytes;
    size_t at = 0;
    while (at < document->length && isspace((unsigned char)bytes[at]))
        at++;
    if (at == document->length || bytes[at] != '<')
        return false;
    bytes += at + 1;
    size_t left = document->length - at - 1;
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        size_t length = strlen(starts[i]);
        if (length >= left || strncasecmp(bytes, starts[i], length) != 0)
            continue;
        bool bare = bytes[length] == '>';
        for (size_t k = 0; k < sizeof attributed / sizeof attributed[0]; k++)
            bare = bare && !str_equal(starts[i], attributed[k]);
        if (bare || isspace((unsigned char)bytes[length]))
            return true;
    }
    return false;
}

static int judge(struct html_page *page, struct grids *out, struct err *err)
{
    html_flat_read(page, out);
    if (page->tables == 0) {
        if (html_refuse(page, err) != 0)
            return -1;
        html_section_page(page, out);
    }
    if (out->count == 0 && page->count == 0)
        return err_set(err, ERR_DATA, "the page holds neither a table nor text");
    out->text = arena_strndup(out->arena, buf_text(&page->text), page->text.length);
    return 0;
}

static int read_text(const struct buf *text, struct grids *out, struct err *err)
{
    struct markup *markup = NULL;
    struct html_page page;
    if (markup_open_html(buf_text(text), text->length, &markup, err) != 0)
        return -1;
    int result = html_page_read(markup, out, &page, err);
    if (result == 0)
        result = judge(&page, out, err);
    html_page_free(&page);
    markup_close(markup);
    return result;
}

int html_decode(const struct document *document, struct grids *out, struct err *err)
{
    struct buf text;
    char used[HTML_CHARSET_SIZE] = "";
    /* No encoding here grows to more than three bytes of UTF-8 for one of its own. */
    buf_init(&text, document->length * 3 + 16);
    int result = html_charset_decode(document, &text, used, err);
    if (result == 0) {
        out->encoding = arena_strdup(out->arena, used);
        result = read_text(&text, out, err);
    }
    buf_free(&text);
    return result;
}
