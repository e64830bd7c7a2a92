/* SPDX-License-Identifier: GPL-3.0-or-later */
/* journal: see journal.h. */
#include "ledger/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/file.h"
#include "core/instant.h"
#include "core/mem.h"
#include "core/sha256.h"
#include "core/str.h"
#include "ledger/journal_comment.h"
#include "ledger/shelf.h"

#define NAME "journal"
#define JOURNAL_MAX ((size_t)1 << 30)
#define FIELDS 8
#define FIELDS_MOST JOURNAL_COMMENT_FIELDS
#define MIGRATED_FIELDS 5 /* the last is empty: a line cut short is none */
#define HEX "0123456789abcdef"

/* --- writing --- */

/* What came from outside may not make a line or a field. */
static void put_field(struct buf *out, const char *text)
{
    for (const char *at = text ? text : ""; *at != '\0'; at++)
        buf_putc(out, (unsigned char)*at < ' ' || *at == 0x7f ? ' ' : *at);
    buf_putc(out, '\t');
}

static void put_freeze(struct buf *out, const struct journal_entry *entry)
{
    put_field(out, "frozen");
    put_field(out, entry->frozen);
    put_field(out, entry->who);
    put_field(out, entry->program);
    buf_printf(out, "%" PRId64 "\t", entry->bytes);
    put_field(out, entry->note);
    buf_printf(out, "%s\n", entry->sha256);
}

static void put_entry(struct buf *out, const struct journal_entry *entry)
{
    char at[INSTANT_TEXT_SIZE];

    instant_print(entry->at, at);
    put_field(out, at);
    if (entry->comment) {
        journal_comment_put(entry->comment, out);
        buf_putc(out, '\n');
        return;
    }
    if (entry->frozen) {
        put_freeze(out, entry);
        return;
    }
    if (entry->migrated) {
        put_field(out, "migrated");
        put_field(out, entry->migrated);
        put_field(out, entry->note);
        buf_putc(out, '\n');
        return;
    }
    put_field(out, entry->dropped ? "dropped" : "kept");
    if (!entry->dropped) {
        put_field(out, entry->source);
        put_field(out, entry->address);
        put_field(out, entry->content_type);
        buf_printf(out, "%" PRId64 "\t", entry->bytes);
        put_field(out, entry->url);
    }
    buf_printf(out, "%s\n", entry->sha256);
}

static void print_entries(const struct journal_entry *entries, size_t count, struct buf *out)
{
    buf_init(out, JOURNAL_MAX);
    for (size_t i = 0; i < count; i++)
        put_entry(out, &entries[i]);
}

/* A line that a crash cut short is ended, so that it spoils no other. */
static int end_line(int fd, const char *path, struct buf *out, struct err *err)
{
    char last = '\n';
    off_t length = lseek(fd, 0, SEEK_END);

    if (length < 0 || (length > 0 && pread(fd, &last, 1, length - 1) != 1))
        return err_errno(err, ERR_IO, "%s", path);
    if (last != '\n')
        buf_putc(out, '\n');
    return 0;
}

static int write_all(int fd, const char *path, const struct buf *text, struct err *err)
{
    size_t done = 0;

    while (done < text->length) {
        ssize_t wrote = write(fd, text->data + done, text->length - done);

        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote < 0) {
            int number = errno;

            err_errno(err, ERR_IO, "%s: cannot write %zu bytes", path, text->length - done);
            file_tell_space(path, number, err);
            return -1;
        }
        done += (size_t)wrote;
    }
    return fsync(fd) ? err_errno(err, ERR_IO, "%s", path) : 0;
}

bool journal_is_kept(const struct journal_entry *entry)
{
    return !entry->dropped && !entry->migrated && !entry->comment && !entry->frozen;
}

bool journal_exists(const char *folder)
{
    struct err ignored = {0};
    char path[PATH_MAX];

    return shelf_path(folder, NAME, path, &ignored) == 0 && file_exists(path);
}

int journal_begin(const char *folder, const struct journal_entry *entries, size_t count,
                  struct err *err)
{
    char path[PATH_MAX];
    struct buf text;

    if (shelf_path(folder, NAME, path, err))
        return -1;
    print_entries(entries, count, &text);
    int failed = file_write_closed(path, buf_text(&text), text.length, err);
    buf_free(&text);
    return failed;
}

int journal_append(const char *folder, const struct journal_entry *entries, size_t count,
                   struct err *err)
{
    char path[PATH_MAX];
    struct buf lines, text;

    if (shelf_path(folder, NAME, path, err))
        return -1;
    int fd = open(path, O_RDWR | O_APPEND | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0 && errno == ENOENT)
        return journal_begin(folder, entries, count, err);
    if (fd < 0)
        return err_errno(err, ERR_IO, "%s", path);
    print_entries(entries, count, &lines);
    buf_init(&text, JOURNAL_MAX);
    int failed = end_line(fd, path, &text, err);
    if (!failed) {
        buf_append(&text, buf_text(&lines), lines.length);
        failed = write_all(fd, path, &text, err);
    }
    buf_free(&lines);
    buf_free(&text);
    close(fd);
    return failed;
}

/* --- reading --- */

static bool is_hash(const char *text)
{
    return strlen(text) == SHA256_TEXT_SIZE - 1 && strspn(text, HEX) == SHA256_TEXT_SIZE - 1;
}

/* Cuts the line at its tabs, in place. */
static size_t split(char *line, char *fields[FIELDS_MOST])
{
    size_t count = 0;

    for (char *at = line; at != NULL; count++) {
        char *tab = strchr(at, '\t');

        if (count == FIELDS_MOST)
            return 0;
        fields[count] = at;
        if (tab)
            *tab = '\0';
        at = tab ? tab + 1 : NULL;
    }
    return count;
}

static bool parse_freeze(char *const fields[FIELDS], struct journal_entry *out)
{
    out->frozen = fields[2];
    out->who = fields[3];
    out->program = fields[4];
    out->note = fields[6];
    return str_integer(fields[5], 0, INT32_MAX, &out->bytes);
}

static bool parse(char *line, struct arena *arena, struct journal_entry *out)
{
    struct err ignored = {0};
    char *fields[FIELDS_MOST];
    size_t count = split(line, fields);

    *out = (struct journal_entry){0};
    if (count >= JOURNAL_COMMENT_FIELDS - 1) {
        if (instant_parse(fields[0], &out->at, &ignored) == 0)
            out->comment = journal_comment_parse(fields, count, out->at, arena);
        return out->comment != NULL;
    }
    if (count == MIGRATED_FIELDS && str_equal(fields[1], "migrated")) {
        out->migrated = fields[2];
        out->note = fields[3];
        return str_is_id(out->migrated) && instant_parse(fields[0], &out->at, &ignored) == 0;
    }
    if (count < 3 || instant_parse(fields[0], &out->at, &ignored) ||
        !is_hash(fields[count - 1]))
        return false;
    out->sha256 = fields[count - 1];
    out->dropped = count == 3 && str_equal(fields[1], "dropped");
    if (out->dropped)
        return true;
    if (count == FIELDS && str_equal(fields[1], "frozen"))
        return parse_freeze(fields, out);
    if (count != FIELDS || !str_equal(fields[1], "kept") || !str_is_id(fields[2]) ||
        !str_integer(fields[5], 0, INT32_MAX, &out->bytes))
        return false;
    out->source = fields[2];
    out->address = fields[3];
    out->content_type = fields[4];
    out->url = fields[6];
    return true;
}

/* The next line of *rest, without its end; NULL when there is no whole one. */
static char *next_line(char **rest, size_t *unread)
{
    char *line = *rest;
    char *end = strchr(line, '\n');

    if (!end) {
        *unread += *line != '\0';
        return NULL;
    }
    *end = '\0';
    *rest = end + 1;
    return line;
}

static void parse_all(char *text, struct arena *arena, struct journal_entry **out,
                      size_t *count, size_t *unread)
{
    struct journal_entry *rows = NULL;
    size_t capacity = 0;
    char *line;

    while ((line = next_line(&text, unread)) != NULL) {
        rows = mem_grow(rows, *count, &capacity, sizeof *rows);
        if (parse(line, arena, &rows[*count]))
            (*count)++;
        else
            (*unread)++;
    }
    *out = arena_alloc(arena, *count, sizeof **out);
    for (size_t i = 0; rows && i < *count; i++)
        (*out)[i] = rows[i];
    mem_free(rows);
}

/* A file system may leave zeros where a crash cut a line short: they end no text here. */
static char *copy_text(const struct buf *text, struct arena *arena)
{
    char *copy = arena_alloc(arena, text->length + 1, 1);

    for (size_t i = 0; i < text->length; i++)
        copy[i] = text->data[i] == '\0' ? '?' : text->data[i];
    return copy;
}

int journal_read(const char *folder, struct arena *arena, struct journal_entry **out,
                 size_t *count, size_t *unread, struct err *err)
{
    char path[PATH_MAX];
    struct buf text;

    *out = NULL;
    *count = 0;
    *unread = 0;
    if (shelf_path(folder, NAME, path, err))
        return -1;
    if (!file_exists(path))
        return 0;
    buf_init(&text, JOURNAL_MAX);
    int failed = file_read(path, &text, err);
    if (!failed) {
        parse_all(copy_text(&text, arena), arena, out, count, unread);
    }
    buf_free(&text);
    return failed;
}
