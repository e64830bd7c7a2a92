/* SPDX-License-Identifier: GPL-3.0-or-later */
/* amend: see amend.h. Writing is amend_write.c. */
#include "config/amend.h"

#include <stdlib.h>
#include <string.h>

#include "core/file.h"
#include "core/mem.h"
#include "core/str.h"
#include "core/unicode.h"

enum { FILE_MAX = 4 * 1024 * 1024, LINE_BYTES = 170, BEYOND_ASCII = 0x80 };

static const char INDENT[] = "    ";

void amend_free(struct amend *amend)
{
    for (size_t i = 0; i < amend->count; i++) {
        buf_free(&amend->files[i].bytes);
        buf_free(&amend->files[i].whole);
        mem_free(amend->files[i].additions);
    }
    amend->count = 0;
}

/* --- files --- */

static struct amend_file *open_file(struct amend *amend, const char *path, struct err *err)
{
    for (size_t i = 0; i < amend->count; i++)
        if (str_equal(amend->files[i].path, path))
            return &amend->files[i];
    if (amend->count == AMEND_FILES_MAX) {
        err_set(err, ERR_DATA, "more than %d files to be changed", AMEND_FILES_MAX);
        return NULL;
    }
    struct amend_file *file = &amend->files[amend->count++];
    *file = (struct amend_file){.path = path};
    buf_init(&file->bytes, FILE_MAX);
    buf_init(&file->whole, FILE_MAX);
    return file_read_regular(path, &file->bytes, err) == 0 ? file : NULL;
}

static void add(struct amend *amend, struct amend_file *file, struct amend_addition addition)
{
    addition.text = arena_strdup(amend->arena, addition.text);
    addition.order = file->count;
    file->additions =
        mem_grow(file->additions, file->count, &file->capacity, sizeof file->additions[0]);
    file->additions[file->count++] = addition;
}

/* --- lines --- */

struct line {
    const char *text;
    size_t length; /* without its end */
    size_t next;   /* where the next one starts in the file */
};

static bool line_at(const struct buf *bytes, size_t at, struct line *out)
{
    if (at >= bytes->length)
        return false;
    const char *text = bytes->data + at;
    const char *end = memchr(text, '\n', bytes->length - at);
    size_t length = end ? (size_t)(end - text) : bytes->length - at;
    out->next = at + length + (end != NULL);
    out->text = text;
    out->length = length > 0 && text[length - 1] == '\r' ? length - 1 : length;
    return true;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == '\r';
}

static size_t indent(const struct line *line)
{
    size_t length = 0;
    while (length < line->length && is_space(line->text[length]))
        length++;
    return length;
}

static bool says_something(const struct line *line)
{
    size_t start = indent(line);
    return start < line->length && line->text[start] != ';' && line->text[start] != '#';
}

/* `title.2025 = x` is called title. */
static bool is_called(const struct line *line, const char *name)
{
    size_t length = strlen(name);
    return line->length > length && strncmp(line->text, name, length) == 0 &&
           strchr(" \t.=:", line->text[length]) != NULL;
}

/* Where the section's keys end: behind the last of that name, else behind the last. */
static struct amend_addition find_place(const struct buf *bytes, const struct line *head,
                                        int number, const char *beside)
{
    struct amend_addition last = {.at = head->next, .line = number};
    struct amend_addition found = {.at = 0};
    struct line line;
    bool inside = false;
    for (size_t at = head->next; line_at(bytes, at, &line); at = line.next) {
        number++;
        if (!says_something(&line))
            continue;
        if (line.text[0] == '[')
            break;
        if (indent(&line) == 0)
            inside = beside && is_called(&line, beside);
        last = (struct amend_addition){.at = line.next, .line = number};
        found = inside ? last : found;
    }
    return found.at > 0 ? found : last;
}

int amend_insert(struct amend *amend, struct origin section, const char *beside,
                 const char *lines, struct err *err)
{
    struct amend_file *file = open_file(amend, section.file, err);
    struct line head = {.next = 0};
    if (!file)
        return -1;
    for (int number = 0; number < section.line; number++)
        if (!line_at(&file->bytes, head.next, &head))
            return err_set(err, ERR_DATA, "%s: was changed meanwhile", section.file);
    const char *start = head.text;
    if (section.line == 1 && str_starts(start, "\xef\xbb\xbf"))
        start += 3;
    if (section.line < 1 || *start != '[')
        return err_set(err, ERR_DATA, "%s: was changed meanwhile", section.file);
    struct amend_addition place = find_place(&file->bytes, &head, section.line, beside);
    place.text = lines;
    add(amend, file, place);
    return 0;
}

static int count_lines(const struct buf *bytes)
{
    struct line line = {.next = 0};
    int count = 0;
    while (line_at(bytes, line.next, &line))
        count++;
    return count;
}

int amend_append(struct amend *amend, const char *path, const char *lines, struct err *err)
{
    struct amend_file *file = open_file(amend, path, err);
    if (!file)
        return -1;
    const char *text =
        arena_printf(amend->arena, "%s%s", file->bytes.length ? "\n" : "", lines);
    add(amend, file,
        (struct amend_addition){
            .at = file->bytes.length, .line = count_lines(&file->bytes), .text = text});
    return 0;
}

/* --- a key --- */

/* The reader joins lines with a space, but not between two characters beyond ASCII; what
 * begins a line must not be taken for a comment or a space. */
static bool can_break(const char *text, size_t at)
{
    unsigned char before = (unsigned char)text[at - 1];
    const char *behind = text + at;
    return before >= BEYOND_ASCII && (unsigned char)*behind >= BEYOND_ASCII &&
           (*(const unsigned char *)behind & 0xC0) != 0x80 && unicode_space(behind) == 0;
}

static bool can_break_at_space(const char *text, size_t at)
{
    unsigned char before = (unsigned char)text[at - 1];
    const char *behind = text + at + 1;
    return text[at] == ' ' && before != ' ' && !strchr(" ;#[", *behind) &&
           unicode_space(behind) == 0 &&
           (before < BEYOND_ASCII || (unsigned char)*behind < BEYOND_ASCII);
}

/* How many bytes go on a line with that much room; 0 = it cannot be broken. */
static size_t fit(const char *text, size_t room)
{
    if (strlen(text) <= room)
        return strlen(text);
    for (size_t at = room; at > 0; at--)
        if (can_break(text, at) || can_break_at_space(text, at))
            return at;
    return 0;
}

int amend_print(struct buf *out, const char *name, const char *value, struct err *err)
{
    size_t room = LINE_BYTES - strlen(name);
    if (*value == ';' || strstr(value, " ;"))
        return err_set(
            err, ERR_DATA,
            "%s: \"%.100s\" cannot stand in a configuration: what follows \" ;\" is "
            "a comment there",
            name, value);
    buf_printf(out, "%s =%s", name, *value ? " " : "");
    while (*value) {
        size_t length = fit(value, room);
        if (length == 0)
            return err_set(err, ERR_DATA, "%s: \"%.100s\" is too long for a line", name,
                           value);
        (void)buf_append(out, value, length);
        value += length;
        value += *value == ' ';
        if (*value)
            buf_printf(out, "\n%s", INDENT);
        room = LINE_BYTES;
    }
    buf_putc(out, '\n');
    return 0;
}

/* --- as it is to be --- */

static bool has_returns(const struct buf *bytes)
{
    const char *end = bytes->length ? memchr(bytes->data, '\n', bytes->length) : NULL;
    return end && end > bytes->data && end[-1] == '\r';
}

static void put_lines(struct amend_file *file, const char *text, bool returns)
{
    struct buf *out = &file->whole;
    if (out->length > 0 && out->data[out->length - 1] != '\n')
        buf_puts(out, returns ? "\r\n" : "\n");
    for (; *text; text++) {
        if (*text == '\n' && returns)
            buf_putc(out, '\r');
        buf_putc(out, *text);
    }
}

static int compare(const void *a, const void *b)
{
    const struct amend_addition *one = a, *two = b;
    if (one->at != two->at)
        return one->at < two->at ? -1 : 1;
    return one->order < two->order ? -1 : one->order > two->order;
}

static int compose(struct amend_file *file, struct err *err)
{
    bool returns = has_returns(&file->bytes);
    size_t at = 0;
    if (file->count > 0)
        qsort(file->additions, file->count, sizeof file->additions[0], compare);
    buf_reset(&file->whole);
    for (size_t i = 0; i < file->count; i++) {
        const struct amend_addition *addition = &file->additions[i];
        buf_append(&file->whole, file->bytes.data + at, addition->at - at);
        put_lines(file, addition->text, returns);
        at = addition->at;
    }
    buf_append(&file->whole, file->bytes.data + at, file->bytes.length - at);
    return file->whole.overflow
               ? err_set(err, ERR_DATA, "%s: larger than %d bytes", file->path, FILE_MAX)
               : 0;
}

int amend_texts(struct amend *amend, const char *main, struct textfiles *out, struct err *err)
{
    size_t count = 1;
    if (!open_file(amend, main, err))
        return -1;
    *out = (struct textfiles){.partial = true};
    out->items = arena_alloc(amend->arena, amend->count, sizeof *out->items);
    for (size_t i = 0; i < amend->count; i++) {
        struct amend_file *file = &amend->files[i];
        bool first = str_equal(file->path, main);
        if (compose(file, err) != 0)
            return -1;
        out->items[first ? 0 : count++] =
            (struct textfile){file->path, buf_text(&file->whole)};
    }
    out->count = amend->count;
    return 0;
}
