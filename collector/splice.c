/* SPDX-License-Identifier: GPL-3.0-or-later */
/* splice: see splice.h. What libxml2 found well-formed is scanned for its tags; the scan
 * trusts that for nothing but its meaning, and never goes beyond the bytes. */
#include "collector/splice.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "collector/markup.h"
#include "core/mem.h"
#include "core/str.h"
#include "core/unicode.h"

#define TEXT_LIMIT ((size_t)16 << 20)

/* --- is it XML --- */

static int pass_start(void *context, const char *name, const char *const *attributes,
                      struct err *err)
{
    (void)context;
    (void)name;
    (void)attributes;
    (void)err;
    return 0;
}

static int pass_end(void *context, const char *name, struct err *err)
{
    (void)context;
    (void)name;
    (void)err;
    return 0;
}

static int pass_text(void *context, const char *text, size_t length, struct err *err)
{
    (void)context;
    (void)text;
    (void)length;
    (void)err;
    return 0;
}

static int check(const char *bytes, size_t length, struct err *err)
{
    static const struct markup_events events = {pass_start, pass_end, pass_text};
    struct markup_reader *reader = markup_reader_new(&events, NULL);
    int result = markup_reader_feed(reader, bytes, length, 1, err);
    markup_reader_free(reader);
    if (result == 0 && (!unicode_valid(bytes, length) || memchr(bytes, '\0', length) != NULL))
        return err_set(err, ERR_DATA, "XML that is not in UTF-8");
    return result;
}

/* --- scanning --- */

static size_t find(const struct splice *splice, size_t from, const char *what)
{
    size_t length = strlen(what);
    for (size_t at = from; at + length <= splice->length; at++)
        if (memcmp(splice->bytes + at, what, length) == 0)
            return at;
    return SPLICE_NONE;
}

static bool starts(const struct splice *splice, size_t at, const char *what)
{
    size_t length = strlen(what);
    return at + length <= splice->length && memcmp(splice->bytes + at, what, length) == 0;
}

/* The > that ends a tag: one inside quotes does not. */
static size_t find_tag_end(const struct splice *splice, size_t at)
{
    char quote = '\0';
    for (; at < splice->length; at++) {
        char c = splice->bytes[at];
        if (quote != '\0')
            quote = c == quote ? '\0' : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>')
            return at;
    }
    return SPLICE_NONE;
}

/* Behind what is no element: a comment, an instruction, a declaration, CDATA. */
static size_t skip_other(const struct splice *splice, size_t at)
{
    const char *mark = starts(splice, at, "<!--")        ? "-->"
                       : starts(splice, at, "<![CDATA[") ? "]]>"
                       : starts(splice, at, "<?")        ? "?>"
                                                         : ">";
    size_t found = find(splice, at, mark);
    return found == SPLICE_NONE ? SPLICE_NONE : found + strlen(mark);
}

static int open_element(struct splice *splice, size_t at, size_t *parent, struct err *err)
{
    static const char ends[] = " \t\r\n/>";
    size_t close = find_tag_end(splice, at);
    if (close == SPLICE_NONE)
        return err_set(err, ERR_DATA, "a tag without its end");
    if (splice->count == SPLICE_ELEMENTS_MAX)
        return err_set(err, ERR_DATA, "more than %d elements", SPLICE_ELEMENTS_MAX);
    splice->elements =
        mem_grow(splice->elements, splice->count, &splice->capacity, sizeof *splice->elements);
    struct splice_element *element = &splice->elements[splice->count];
    *element = (struct splice_element){
        .begin = at, .inner = close + 1, .end = close + 1, .parent = *parent, .name = at + 1};
    size_t end = at + 1;
    while (end < close && strchr(ends, splice->bytes[end]) == NULL) {
        if (splice->bytes[end] == ':')
            element->name = end + 1;
        end++;
    }
    element->name_end = end;
    element->inner_end = element->end;
    element->behind = ++splice->count;
    if (splice->bytes[close - 1] != '/')
        *parent = splice->count - 1;
    return 0;
}

static int close_element(struct splice *splice, size_t at, size_t close, size_t *parent,
                         struct err *err)
{
    if (*parent == SPLICE_NONE)
        return err_set(err, ERR_DATA, "a last tag without its first");
    struct splice_element *element = &splice->elements[*parent];
    element->inner_end = at;
    element->end = close + 1;
    element->behind = splice->count;
    *parent = element->parent;
    return 0;
}

static int scan(struct splice *splice, struct err *err)
{
    size_t parent = SPLICE_NONE;
    size_t at = 0;
    while ((at = find(splice, at, "<")) != SPLICE_NONE) {
        if (starts(splice, at, "<!") || starts(splice, at, "<?")) {
            at = skip_other(splice, at);
        } else if (starts(splice, at, "</")) {
            size_t close = find_tag_end(splice, at);
            if (close == SPLICE_NONE || close_element(splice, at, close, &parent, err) != 0)
                return close == SPLICE_NONE ? err_set(err, ERR_DATA, "a tag without its end")
                                            : -1;
            at = close + 1;
        } else {
            if (open_element(splice, at, &parent, err) != 0)
                return -1;
            at = splice->elements[splice->count - 1].inner;
        }
        if (at == SPLICE_NONE)
            return err_set(err, ERR_DATA, "a comment without its end");
    }
    return splice->count > 0 && parent == SPLICE_NONE
               ? 0
               : err_set(err, ERR_DATA, "XML without a whole element");
}

int splice_open(struct splice *splice, const char *bytes, size_t length, struct arena *arena,
                struct err *err)
{
    *splice = (struct splice){.bytes = bytes, .length = length, .arena = arena};
    if (check(bytes, length, err) != 0 || scan(splice, err) != 0)
        return -1;
    const struct splice_element *root = &splice->elements[0];
    splice->prefix =
        arena_strndup(arena, bytes + root->begin + 1, root->name - root->begin - 1);
    return 0;
}

void splice_close(struct splice *splice)
{
    mem_free(splice->elements);
    mem_free(splice->edits);
    *splice = (struct splice){0};
}

/* --- walking about --- */

bool splice_is(const struct splice *splice, size_t element, const char *name)
{
    const struct splice_element *one = &splice->elements[element];
    size_t length = one->name_end - one->name;
    return strlen(name) == length && memcmp(splice->bytes + one->name, name, length) == 0;
}

static size_t seek(const struct splice *splice, size_t at, size_t end, const char *name)
{
    while (at < end && name != NULL && !splice_is(splice, at, name))
        at = splice->elements[at].behind;
    return at < end ? at : SPLICE_NONE;
}

size_t splice_child(const struct splice *splice, size_t parent, const char *name)
{
    return seek(splice, parent + 1, splice->elements[parent].behind, name);
}

size_t splice_next(const struct splice *splice, size_t element, const char *name)
{
    const struct splice_element *one = &splice->elements[element];
    size_t end =
        one->parent == SPLICE_NONE ? splice->count : splice->elements[one->parent].behind;
    return seek(splice, one->behind, end, name);
}

/* --- texts --- */

static const struct {
    const char *entity;
    char c;
} entities[] = {
    {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};

static void put_code(struct buf *out, unsigned long code)
{
    char utf8[4];
    size_t length = 0;
    if (code < 0x80) {
        utf8[length++] = (char)code;
    } else if (code < 0x800) {
        utf8[length++] = (char)(0xc0 | (code >> 6));
        utf8[length++] = (char)(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        utf8[length++] = (char)(0xe0 | (code >> 12));
        utf8[length++] = (char)(0x80 | ((code >> 6) & 0x3f));
        utf8[length++] = (char)(0x80 | (code & 0x3f));
    } else {
        utf8[length++] = (char)(0xf0 | (code >> 18));
        utf8[length++] = (char)(0x80 | ((code >> 12) & 0x3f));
        utf8[length++] = (char)(0x80 | ((code >> 6) & 0x3f));
        utf8[length++] = (char)(0x80 | (code & 0x3f));
    }
    (void)buf_append(out, utf8, length);
}

/* The reference at `at`, whose last byte is before `end`; returns its length. */
static size_t put_reference(const char *at, size_t left, struct buf *out)
{
    for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++) {
        size_t length = strlen(entities[i].entity);
        if (left >= length && memcmp(at, entities[i].entity, length) == 0) {
            (void)buf_putc(out, entities[i].c);
            return length;
        }
    }
    const char *end = memchr(at, ';', left < 12 ? left : 12);
    if (left > 3 && at[1] == '#' && end != NULL) {
        unsigned long code =
            at[2] == 'x' ? strtoul(at + 3, NULL, 16) : strtoul(at + 2, NULL, 10);
        if (code > 0 && code <= 0x10ffff)
            put_code(out, code);
        return (size_t)(end - at) + 1;
    }
    (void)buf_putc(out, '&');
    return 1;
}

/* Line ends become \n, as a reader of XML sees them. */
static void put_plain(const struct splice *splice, size_t begin, size_t end, struct buf *out)
{
    while (begin < end) {
        const char *at = splice->bytes + begin;
        size_t length = 1;
        if (*at == '&')
            length = put_reference(at, end - begin, out);
        else if (*at == '\r' && begin + 1 < end && at[1] == '\n')
            length = 1;
        else
            (void)buf_putc(out, *at == '\r' ? '\n' : *at);
        begin += length;
    }
}

const char *splice_attribute(const struct splice *splice, size_t element, const char *name,
                             size_t *begin, size_t *end)
{
    const struct splice_element *one = &splice->elements[element];
    size_t wanted = strlen(name);
    size_t at = one->name_end;
    while (at < one->inner) {
        size_t space = at;
        at += strspn(splice->bytes + at, " \t\r\n");
        size_t key = at;
        size_t close = at + strcspn(splice->bytes + at, "=>");
        if (close >= one->inner || splice->bytes[close] != '=')
            return NULL;
        size_t key_end = key + strcspn(splice->bytes + key, " \t\r\n=");
        size_t open = close + 1 + strspn(splice->bytes + close + 1, " \t\r\n");
        const char *shut =
            memchr(splice->bytes + open + 1, splice->bytes[open], one->inner - open - 1);
        if (shut == NULL)
            return NULL;
        const char *colon = memchr(splice->bytes + key, ':', key_end - key);
        if (colon != NULL && *name == ':')
            key = (size_t)(colon - splice->bytes);
        at = (size_t)(shut - splice->bytes) + 1;
        if (key_end - key != wanted || memcmp(splice->bytes + key, name, wanted) != 0)
            continue;
        struct buf value;
        buf_init(&value, TEXT_LIMIT);
        put_plain(splice, open + 1, at - 1, &value);
        if (begin != NULL)
            *begin = space;
        if (end != NULL)
            *end = at;
        return buf_keep(&value, splice->arena);
    }
    return NULL;
}

const char *splice_text(const struct splice *splice, size_t element)
{
    const struct splice_element *one = &splice->elements[element];
    size_t at = one->inner;
    struct buf text;
    buf_init(&text, TEXT_LIMIT);
    while (at < one->inner_end) {
        const char *tag = memchr(splice->bytes + at, '<', one->inner_end - at);
        size_t stop = tag == NULL ? one->inner_end : (size_t)(tag - splice->bytes);
        put_plain(splice, at, stop, &text);
        if (tag == NULL)
            break;
        at = starts(splice, stop, "<!") || starts(splice, stop, "<?")
                 ? skip_other(splice, stop)
                 : find_tag_end(splice, stop) + 1;
        if (starts(splice, stop, "<![CDATA["))
            (void)buf_append(&text, splice->bytes + stop + 9, at - 3 - (stop + 9));
    }
    return buf_keep(&text, splice->arena);
}

const char *splice_escape(struct arena *arena, const char *text)
{
    struct buf out;
    buf_init(&out, TEXT_LIMIT);
    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;
        const char *entity = NULL;
        for (size_t i = 0; i < 4; i++)
            entity = entities[i].c == *text ? entities[i].entity : entity;
        if (entity != NULL)
            (void)buf_puts(&out, entity);
        else if (c == '\r')
            (void)buf_puts(&out, "&#13;");
        else
            (void)buf_putc(&out, c < ' ' && c != '\n' && c != '\t' ? ' ' : *text);
    }
    return buf_keep(&out, arena);
}

/* --- editing --- */

void splice_replace(struct splice *splice, size_t begin, size_t end, const char *text)
{
    splice->edits = mem_grow(splice->edits, splice->edit_count, &splice->edit_capacity,
                             sizeof *splice->edits);
    splice->edits[splice->edit_count] =
        (struct splice_edit){begin, end, text, splice->edit_count};
    splice->edit_count++;
}

/* Inside <name/>: it becomes <name>text</name>, once; what comes later stands before its end.
 */
static void open_empty(struct splice *splice, const struct splice_element *one,
                       const char *text)
{
    size_t slash = one->end - 1;
    while (splice->bytes[slash] != '/')
        slash--;
    size_t name = one->begin + 1;
    const char *last = arena_printf(splice->arena, "</%.*s>", (int)(one->name_end - name),
                                    splice->bytes + name);
    for (size_t i = 0; i < splice->edit_count; i++) {
        struct splice_edit *edit = &splice->edits[i];
        if (edit->begin != slash || edit->end != one->end)
            continue;
        edit->text =
            arena_printf(splice->arena, "%.*s%s%s", (int)(strlen(edit->text) - strlen(last)),
                         edit->text, text, last);
        return;
    }
    splice_replace(splice, slash, one->end, arena_printf(splice->arena, ">%s%s", text, last));
}

void splice_append(struct splice *splice, size_t element, const char *text)
{
    const struct splice_element *one = &splice->elements[element];
    if (one->inner_end < one->end)
        splice_replace(splice, one->inner_end, one->inner_end, text);
    else
        open_empty(splice, one, text);
}

void splice_set(struct splice *splice, size_t element, const char *name, const char *value)
{
    size_t begin = splice->elements[element].name_end;
    size_t end = begin;
    (void)splice_attribute(splice, element, name, &begin, &end);
    splice_replace(
        splice, begin, end,
        arena_printf(splice->arena, " %s=\"%s\"", name, splice_escape(splice->arena, value)));
}

static int compare_edits(const void *a, const void *b)
{
    const struct splice_edit *one = a;
    const struct splice_edit *other = b;
    if (one->begin != other->begin)
        return one->begin < other->begin ? -1 : 1;
    /* what is put before a place comes before what replaces it */
    if ((one->begin == one->end) != (other->begin == other->end))
        return one->begin == one->end ? -1 : 1;
    return one->order < other->order ? -1 : 1;
}

int splice_write(struct splice *splice, struct buf *out, struct err *err)
{
    size_t at = 0;
    if (splice->edit_count > 1)
        qsort(splice->edits, splice->edit_count, sizeof *splice->edits, compare_edits);
    for (size_t i = 0; i < splice->edit_count; i++) {
        const struct splice_edit *edit = &splice->edits[i];
        if (edit->begin < at)
            return err_set(err, ERR_INTERNAL, "two edits of one place");
        (void)buf_append(out, splice->bytes + at, edit->begin - at);
        (void)buf_puts(out, edit->text);
        at = edit->end;
    }
    (void)buf_append(out, splice->bytes + at, splice->length - at);
    return out->overflow ? err_set(err, ERR_DATA, "more than %zu bytes", out->limit) : 0;
}
