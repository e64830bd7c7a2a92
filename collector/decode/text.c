/* SPDX-License-Identifier: GPL-3.0-or-later */
/* text: one pass for the encoding, one for the line ends. */
#include "collector/decode/text.h"

#include <string.h>

#include "core/buf.h"
#include "core/text.h"

bool text_recognise(const struct document *document)
{
    const unsigned char *bytes = document->bytes;
    bool utf16 = document->length >= 2 && ((bytes[0] == 0xFF && bytes[1] == 0xFE) ||
                                           (bytes[0] == 0xFE && bytes[1] == 0xFF));
    size_t length = document->length < 4096 ? document->length : 4096;
    return utf16 || memchr(bytes, '\0', length) == NULL;
}

size_t text_normalise(struct buf *buf)
{
    char *text = buf->data;
    size_t length = buf->length;
    size_t kept = 0;
    for (size_t i = 0; i < length; i++) {
        bool crlf = text[i] == '\r' && i + 1 < length && text[i + 1] == '\n';
        if (!crlf)
            text[kept++] = text[i] == '\r' || text[i] == '\f' ? '\n' : text[i];
    }
    while (kept > 0 && text[kept - 1] == 0x1A) /* the end mark of old */
        kept--;
    return kept;
}

int text_open(const struct document *document, struct grids *out, struct buf *text,
              struct err *err)
{
    const char *used = "";
    /* No encoding here grows to more than three bytes of UTF-8 for one of its own. */
    buf_init(text, document->length * 3 + 16);
    if (text_decode(document->bytes, document->length, document->encoding, text, &used, err))
        return -1;
    out->encoding = arena_strdup(out->arena, used);
    return 0;
}

int text_decode_document(const struct document *document, struct grids *out, struct err *err)
{
    struct buf text;
    int result = text_open(document, out, &text, err);
    if (result == 0 && text.length == 0)
        result = err_set(err, ERR_DATA, "the document is empty");
    if (result == 0) {
        size_t length = text_normalise(&text);
        out->text = arena_strndup(out->arena, text.data, length);
    }
    buf_free(&text);
    return result;
}
