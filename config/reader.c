/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reader: hands inih only lines that it gives back whole. It asks for a line when it is done
 * with the one before, so that the place of every pair it reports is the line handed out last.
 */
#include "config/reader.h"

#include <ini.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "config/keys.h"
#include "core/buf.h"
#include "core/file.h"
#include "core/mem.h"
#include "core/str.h"
#include "core/unicode.h"

enum {
    FILE_MAX = 4 * 1024 * 1024,
    VALUE_MAX = 32 * 1024,
    QUOTE_SIZE = 64,
    FIRST_BEYOND_ASCII = 0x80,
    DELETE = 0x7f
};

struct scan {
    const char *path;
    char *rest; /* of the file, cut in place */
    int line;
    struct arena *arena;
    struct reader_text *text;
    struct faults *faults;
    size_t first;      /* of text->sections, for this file */
    bool lost_section; /* the head above was refused: its keys are left out */
    bool lost_key;     /* the key above was refused: its further lines are left out */
    bool continues;    /* the line handed out continues the pending key */
    const char *name;  /* of the pending key, or NULL */
    int name_line;
    struct buf value; /* of the pending key */
};

static void refuse(struct scan *scan, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void refuse(struct scan *scan, const char *format, ...)
{
    char text[ERR_TEXT_SIZE];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    fault_add(scan->faults, scan->path, scan->line, "%s", text);
    scan->lost_key = true;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f';
}

static char *next_raw(struct scan *scan)
{
    if (*scan->rest == '\0')
        return NULL;
    char *line = scan->rest;
    size_t length = strcspn(line, "\n");
    scan->rest = line + length + (line[length] == '\n');
    line[length] = '\0';
    if (length > 0 && line[length - 1] == '\r')
        line[length - 1] = '\0';
    scan->line++;
    return line;
}

/* inih 55 cuts a comment off the first line of a value, but not off the lines that continue
 * it. */
static char *cut_comment(char *line)
{
    char *text = str_trim(line);
    if (*text == ';' || *text == '#')
        return text + strlen(text);
    for (char *p = text; *p != '\0'; p++)
        if (*p == ';' && is_blank(p[-1])) {
            *p = '\0';
            break;
        }
    return str_trim(text);
}

static struct reader_section *current(const struct scan *scan)
{
    if (scan->lost_section || scan->text->count == scan->first)
        return NULL;
    return &scan->text->sections[scan->text->count - 1];
}

static void finish_key(struct scan *scan)
{
    struct reader_section *section = current(scan);
    const char *name = scan->name;
    scan->name = NULL;
    if (name == NULL || section == NULL)
        return;
    if (section->count == READER_KEYS_MAX) {
        fault_add(scan->faults, scan->path, scan->name_line,
                  "[%s] has more than %d keys, expected fewer", section->head,
                  READER_KEYS_MAX);
        scan->lost_section = true;
        return;
    }
    section->entries = mem_grow(section->entries, section->count, &section->capacity,
                                sizeof section->entries[0]);
    section->entries[section->count++] = (struct reader_entry){
        .name = name,
        .value = arena_strdup(scan->arena, buf_text(&scan->value)),
        .origin = {scan->path, scan->name_line},
    };
}

/* The one who reads `[a]`, `b = c` and ` d = e` in a row meant a key, not a longer value of b.
 */
static bool names_key(const struct scan *scan, const char *line)
{
    enum key_section kind = SECTION_SITE;
    const char *head = scan->text->sections[scan->text->count - 1].head;
    char name[READER_NAME_MAX + 1] = "";
    size_t length = strcspn(head, " \t");
    if (length < sizeof name)
        memcpy(name, head, length);
    if (!keys_section_find(name, &kind))
        return false;
    length = strcspn(line, " \t=:.");
    const char *behind = line + length;
    behind += strcspn(behind, "=: \t");
    behind += strspn(behind, " \t");
    if (length >= sizeof name || *behind != '=')
        return false;
    memcpy(name, line, length);
    name[length] = '\0';
    return keys_find(kind, name) != NULL;
}

/* `[source a]`, indented by mistake. A value may well begin with a bracket of its own. */
static bool names_section(const char *line)
{
    enum key_section kind = SECTION_SITE;
    char name[READER_NAME_MAX + 1] = "";
    size_t length = strcspn(line + 1, " \t]");
    if (line[0] != '[' || length >= sizeof name || strchr(line, ']') == NULL)
        return false;
    memcpy(name, line + 1, length);
    return keys_section_find(name, &kind);
}

static bool admit_continuation(struct scan *scan, const char *line)
{
    if (names_section(line)) {
        refuse(scan, "indented section, expected it to start at the left margin");
        scan->lost_section = true;
        return false;
    }
    if (scan->lost_key || scan->lost_section)
        return false;
    if (names_key(scan, line)) {
        refuse(scan,
               "indented key continues the value of \"%s\" above, expected a new key to start "
               "at the left margin",
               scan->name);
        return false;
    }
    scan->continues = true;
    return true;
}

static bool begin_section(struct scan *scan, const char *head)
{
    struct reader_text *text = scan->text;
    if (text->count == READER_SECTIONS_MAX) {
        fault_add(scan->faults, scan->path, scan->line,
                  "more than %d sections in all files, expected fewer; the rest is not read",
                  READER_SECTIONS_MAX);
        text->full = true;
        scan->lost_section = true;
        return false;
    }
    text->sections =
        mem_grow(text->sections, text->count, &text->capacity, sizeof text->sections[0]);
    text->sections[text->count++] = (struct reader_section){
        .head = arena_strdup(scan->arena, head),
        .origin = {scan->path, scan->line},
    };
    scan->lost_section = false;
    return true;
}

static bool admit_section(struct scan *scan, const char *line)
{
    char head[READER_LINE_MAX + 1];
    size_t length = strcspn(line + 1, "]");
    if (line[1 + length] != ']') {
        refuse(scan, "section without its closing bracket, expected [kind id]");
        return false;
    }
    if (line[1 + length + 1] != '\0') {
        refuse(scan, "text behind the bracket of a section, expected nothing or a comment");
        return false;
    }
    if (length > READER_NAME_MAX) {
        refuse(scan, "section name of %zu bytes, expected at most %d: choose a shorter id",
               length, READER_NAME_MAX);
        return false;
    }
    (void)snprintf(head, sizeof head, "%.*s", (int)length, line + 1);
    scan->lost_key = false;
    return begin_section(scan, str_trim(head));
}

static bool admit_key(struct scan *scan, const char *line)
{
    size_t length = strcspn(line, "=:");
    if (line[length] == '\0') {
        char quote[QUOTE_SIZE];
        (void)str_copy(quote, sizeof quote, line);
        refuse(scan,
               "\"%s\", expected [section] or key = value (a line that continues a value "
               "begins with a space)",
               quote);
        return false;
    }
    while (length > 0 && is_blank(line[length - 1]))
        length--;
    if (length == 0 || length > READER_NAME_MAX) {
        refuse(scan, "key name of %zu bytes, expected 1 to %d", length, READER_NAME_MAX);
        return false;
    }
    if (current(scan) == NULL) {
        if (!scan->lost_section)
            refuse(scan, "key before the first section, expected [site] or another section");
        scan->lost_key = true;
        return false;
    }
    scan->lost_key = false;
    return true;
}

static bool is_plain(struct scan *scan, const char *line)
{
    for (const char *p = line; *p != '\0'; p++) {
        unsigned char c = (unsigned char)*p;
        if ((c < ' ' && c != '\t') || c == DELETE) {
            refuse(scan, "control character 0x%02x, expected text", c);
            return false;
        }
    }
    if (str_starts(line, "\xe3\x80\x80") || str_starts(line, "\xc2\xa0") ||
        str_starts(line, "\xef\xbb\xbf")) {
        refuse(scan,
               "line begins with a full-width or invisible space, expected plain spaces");
        return false;
    }
    return true;
}

/* Decides on a line; true if inih shall see *line. */
static bool admit(struct scan *scan, char **line)
{
    bool indented = is_blank(**line);
    *line = cut_comment(*line);
    if (**line == '\0')
        return false;
    bool continuation = indented && (scan->name != NULL || scan->lost_key);
    if (!continuation) {
        finish_key(scan);
        scan->lost_section = scan->lost_section || **line == '[';
    }
    if (!is_plain(scan, *line))
        return false;
    size_t length = strlen(*line);
    if (length > READER_LINE_MAX) {
        refuse(
            scan,
            "line of %zu bytes, expected at most %d (about 65 kanji): continue the value on "
            "lines that begin with a space",
            length, READER_LINE_MAX);
        return false;
    }
    scan->continues = false;
    if (continuation)
        return admit_continuation(scan, *line);
    return **line == '[' ? admit_section(scan, *line) : admit_key(scan, *line);
}

static char *hand_out(char *out, int size, void *stream)
{
    struct scan *scan = stream;
    char *line = NULL;
    while (!scan->text->full && (line = next_raw(scan)) != NULL) {
        if (!admit(scan, &line))
            continue;
        size_t indent = scan->continues ? 1 : 0;
        size_t length = strlen(line);
        if (indent + length < (size_t)size) {
            out[0] = ' ';
            memcpy(out + indent, line, length + 1);
            return out;
        }
        refuse(scan, "line of %zu bytes, expected fewer: this inih reads no more",
               indent + length);
    }
    return NULL;
}

static int take_pair(void *user, const char *section, const char *name, const char *value)
{
    struct scan *scan = user;
    (void)section;
    if (!scan->continues) {
        scan->name = arena_strdup(scan->arena, name);
        scan->name_line = scan->line;
        buf_reset(&scan->value);
        (void)buf_puts(&scan->value, value);
    } else if (buf_putc(&scan->value, '\n') != 0 || buf_puts(&scan->value, value) != 0) {
        if (!scan->lost_key)
            refuse(scan, "value of \"%s\" has more than %d bytes, expected fewer", name,
                   VALUE_MAX);
    }
    return 1;
}

/* One fault for the whole file: every line of a file in another encoding is wrong. */
static bool check_bytes(struct scan *scan, const struct buf *bytes)
{
    const char *nul = memchr(bytes->data, '\0', bytes->length);
    size_t length = nul == NULL ? bytes->length : (size_t)(nul - bytes->data);
    if (nul == NULL && unicode_valid(bytes->data, bytes->length))
        return true;
    int line = 1;
    const char *start = bytes->data;
    const char *end = NULL;
    while ((end = memchr(start, '\n', length - (size_t)(start - bytes->data))) != NULL) {
        if (!unicode_valid(start, (size_t)(end - start)))
            break;
        start = end + 1;
        line++;
    }
    size_t last = end == NULL ? length - (size_t)(start - bytes->data) : (size_t)(end - start);
    if (!unicode_valid(start, last))
        fault_add(scan->faults, scan->path, line,
                  "not UTF-8, expected a text in UTF-8 (iconv -f CP932 -t UTF-8 converts one "
                  "in Shift_JIS)");
    else
        fault_add(scan->faults, scan->path, line, "NUL byte, expected a text in UTF-8");
    return false;
}

static int scan_bytes(struct scan *scan, struct buf *bytes)
{
    if (bytes->length == 0)
        return 0;
    if (!check_bytes(scan, bytes))
        return -1;
    scan->rest = bytes->data + (str_starts(bytes->data, "\xef\xbb\xbf") ? 3 : 0);
    buf_init(&scan->value, VALUE_MAX);
    int wrong = ini_parse_stream(hand_out, scan, take_pair, scan);
    finish_key(scan);
    buf_free(&scan->value);
    if (wrong != 0)
        fault_add(scan->faults, scan->path, 0,
                  "inih refuses this file, expected it to read it");
    return scan->text->full || wrong != 0 ? -1 : 0;
}

/* The main file's name stands in front of the fault already. */
static const char *without_path(const char *text, struct origin from)
{
    size_t length = strlen(from.file);
    bool twice = from.line == 0 && str_starts(text, from.file) && text[length] == ':';
    return twice ? text + length + 1 + strspn(text + length + 1, " ") : text;
}

static int read_bytes(const struct reader_text *text, const char *path, struct buf *out,
                      struct err *err)
{
    const struct textfile *file = text->given ? textfiles_find(text->given, path) : NULL;
    if (!text->given || (file == NULL && text->given->partial))
        return file_read_regular(path, out, err);
    if (file == NULL)
        return err_set(err, ERR_DATA, "%s: it is not among the files that were kept", path);
    if (buf_puts(out, file->text) != 0)
        return err_set(err, ERR_DATA, "%s: it is larger than %d bytes", path, FILE_MAX);
    return 0;
}

static void note_path(struct reader_text *text, const char *path)
{
    text->paths =
        mem_grow(text->paths, text->path_count, &text->path_capacity, sizeof text->paths[0]);
    text->paths[text->path_count++] = path;
}

int reader_read(const char *path, struct origin from, struct arena *arena,
                struct reader_text *text, struct faults *faults)
{
    struct scan scan = {
        .path = arena_strdup(arena, path),
        .arena = arena,
        .text = text,
        .faults = faults,
        .first = text->count,
    };
    struct err err;
    struct buf bytes;
    if (text->full)
        return -1;
    err_clear(&err);
    buf_init(&bytes, FILE_MAX);
    note_path(text, scan.path);
    int result = read_bytes(text, path, &bytes, &err);
    if (result != 0)
        fault_add(faults, from.file, from.line, "%s, expected a file of settings",
                  without_path(err.text, from));
    else
        result = scan_bytes(&scan, &bytes);
    buf_free(&bytes);
    return result;
}

void reader_free(struct reader_text *text)
{
    for (size_t i = 0; i < text->count; i++)
        mem_free(text->sections[i].entries);
    mem_free(text->sections);
    mem_free(text->paths);
    *text = (struct reader_text){0};
}

static bool needs_space(const char *value, const char *end)
{
    unsigned char before = end > value ? (unsigned char)end[-1] : 0;
    unsigned char behind = (unsigned char)end[1];
    return before < FIRST_BEYOND_ASCII || behind < FIRST_BEYOND_ASCII;
}

const char *reader_join(struct arena *arena, const char *value, bool spaced)
{
    size_t size = strlen(value) + 1;
    char *out = arena_alloc(arena, size, 1);
    char *to = out;
    for (const char *p = value; *p != '\0'; p++) {
        if (*p != '\n')
            *to++ = *p;
        else if (spaced && p > value && needs_space(value, p))
            *to++ = ' ';
    }
    return out;
}

const char *reader_word(struct arena *arena, const char **cursor)
{
    const char *word = *cursor + strspn(*cursor, " \t\n");
    size_t length = strcspn(word, " \t\n");
    *cursor = word + length;
    return length > 0 ? arena_strndup(arena, word, length) : NULL;
}
