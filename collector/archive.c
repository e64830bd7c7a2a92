/* SPDX-License-Identifier: GPL-3.0-or-later */
/* archive: libzip behind a handle of our own. */
#include "collector/archive.h"

#include <string.h>
#include <strings.h>

#include <zip.h>

#include "core/arena.h"
#include "core/mem.h"
#include "core/unicode.h"

#define PIECE_SIZE ((size_t)64 << 10)

struct archive {
    zip_t *zip;
    struct arena *arena;
    const char **names;
    size_t count;
    size_t total; /* bytes unpacked so far */
    char *piece;
};

/* libzip makes room for every entry before anybody can ask how many there are. */
static bool has_too_many(const unsigned char *bytes, size_t length)
{
    static const char entry[] = "PK\1\2";
    const unsigned char *end = bytes + length;
    size_t count = 0;
    while (bytes < end && count <= ARCHIVE_ENTRIES_MAX) {
        const unsigned char *found = memchr(bytes, 'P', (size_t)(end - bytes));
        if (found == NULL || end - found < 4)
            return false;
        count += memcmp(found, entry, 4) == 0 ? 1 : 0;
        bytes = found + 1;
    }
    return count > ARCHIVE_ENTRIES_MAX;
}

static const char *copy_name(struct archive *archive, const char *name)
{
    if (name == NULL || !unicode_valid(name, strlen(name)))
        return "";
    size_t length = strlen(name);
    char *copy = arena_alloc(archive->arena, length + 1, 1);
    for (size_t i = 0; i < length; i++)
        copy[i] = (char)(name[i] == '\\' ? '/' : name[i]);
    return copy;
}

static int take_names(struct archive *archive, struct err *err)
{
    zip_int64_t count = zip_get_num_entries(archive->zip, 0);
    if (count < 0 || count > ARCHIVE_ENTRIES_MAX)
        return err_set(err, ERR_DATA, "the ZIP archive holds more than %d entries",
                       ARCHIVE_ENTRIES_MAX);
    archive->count = (size_t)count;
    archive->names = arena_alloc(archive->arena, archive->count, sizeof *archive->names);
    for (size_t i = 0; i < archive->count; i++)
        archive->names[i] =
            copy_name(archive, zip_get_name(archive->zip, i, ZIP_FL_ENC_GUESS));
    return 0;
}

int archive_open(const void *bytes, size_t length, struct archive **out, struct err *err)
{
    zip_error_t error;
    if (length == 0) /* an archive without entries to libzip */
        return err_set(err, ERR_DATA, "this is no whole ZIP archive: it is empty");
    if (has_too_many(bytes, length))
        return err_set(err, ERR_DATA, "the ZIP archive holds more than %d entries",
                       ARCHIVE_ENTRIES_MAX);
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(bytes, length, 0, &error);
    zip_t *zip = source == NULL ? NULL : zip_open_from_source(source, ZIP_RDONLY, &error);
    if (zip == NULL) {
        bool cut = zip_error_code_zip(&error) == ZIP_ER_NOZIP;
        (void)err_set(err, ERR_DATA, "this is no whole ZIP archive: %s",
                      cut ? "its end is missing" : zip_error_strerror(&error));
        zip_source_free(source);
        zip_error_fini(&error);
        return -1;
    }
    zip_error_fini(&error);
    struct archive *archive = mem_calloc(1, sizeof *archive);
    archive->zip = zip;
    archive->arena = arena_new();
    if (take_names(archive, err) != 0) {
        archive_close(archive);
        return -1;
    }
    archive->piece = mem_calloc(PIECE_SIZE, 1);
    *out = archive;
    return 0;
}

void archive_close(struct archive *archive)
{
    if (archive == NULL)
        return;
    zip_discard(archive->zip);
    arena_free(archive->arena);
    mem_free(archive->piece);
    mem_free(archive);
}

size_t archive_count(const struct archive *archive)
{
    return archive->count;
}

const char *archive_name(const struct archive *archive, size_t n)
{
    return n < archive->count ? archive->names[n] : "";
}

/* The number of an entry, or the count when there is none. */
static size_t find(const struct archive *archive, const char *name)
{
    name += *name == '/' ? 1 : 0;
    for (size_t i = 0; i < archive->count; i++)
        if (strcasecmp(archive->names[i], name) == 0)
            return i;
    return archive->count;
}

bool archive_has(const struct archive *archive, const char *name)
{
    return find(archive, name) < archive->count;
}

/* --- unpacking --- */

struct entry {
    struct archive *archive;
    const char *name;
    size_t limit;
    size_t packed;
    size_t size; /* unpacked so far */
    zip_file_t *file;
};

static int too_large(const struct entry *entry, size_t limit, struct err *err)
{
    return err_set(err, ERR_DATA, "%.100s in the ZIP archive unpacks to more than %zu MiB",
                   entry->name, limit >> 20);
}

static int check_size(const struct entry *entry, size_t size, struct err *err)
{
    if (size > entry->limit)
        return too_large(entry, entry->limit, err);
    if (entry->archive->total > ARCHIVE_TOTAL_MAX ||
        size > ARCHIVE_TOTAL_MAX - entry->archive->total)
        return err_set(err, ERR_DATA, "the ZIP archive unpacks to more than %zu MiB",
                       ARCHIVE_TOTAL_MAX >> 20);
    if (size > ARCHIVE_RATIO_FREE && size / ARCHIVE_RATIO_MAX > entry->packed)
        return err_set(err, ERR_DATA,
                       "%.100s in the ZIP archive unpacks to more than %d times its size",
                       entry->name, ARCHIVE_RATIO_MAX);
    return 0;
}

static int open_entry(struct entry *entry, struct err *err)
{
    struct archive *archive = entry->archive;
    size_t n = find(archive, entry->name);
    zip_stat_t about;
    if (n == archive->count || zip_stat_index(archive->zip, n, 0, &about) != 0)
        return err_set(err, ERR_DATA, "%.200s is missing in the ZIP archive", entry->name);
    if ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
        about.encryption_method != ZIP_EM_NONE)
        return err_set(err, ERR_DATA, "%.200s in the ZIP archive is encrypted", entry->name);
    entry->packed = (about.valid & ZIP_STAT_COMP_SIZE) != 0 ? about.comp_size : 0;
    if ((about.valid & ZIP_STAT_SIZE) != 0 && check_size(entry, about.size, err) != 0)
        return -1;
    entry->file = zip_fopen_index(archive->zip, n, 0);
    if (entry->file == NULL)
        return err_set(err, ERR_DATA, "%.200s in the ZIP archive cannot be unpacked: %.100s",
                       entry->name, zip_strerror(archive->zip));
    return 0;
}

static int unpack(struct entry *entry, archive_take *take, void *context, struct err *err)
{
    struct archive *archive = entry->archive;
    for (;;) {
        zip_int64_t got = zip_fread(entry->file, archive->piece, PIECE_SIZE);
        if (got < 0)
            return err_set(err, ERR_DATA, "%.200s in the ZIP archive is damaged: %.100s",
                           entry->name, zip_file_strerror(entry->file));
        if (got == 0)
            return take(context, "", 0, true, err);
        entry->size += (size_t)got;
        if (check_size(entry, entry->size, err) != 0 ||
            take(context, archive->piece, (size_t)got, false, err) != 0)
            return -1;
    }
}

int archive_stream(struct archive *archive, const char *name, size_t limit, archive_take *take,
                   void *context, struct err *err)
{
    struct entry entry = {.archive = archive, .name = name, .limit = limit};
    if (open_entry(&entry, err) != 0)
        return -1;
    int result = unpack(&entry, take, context, err);
    archive->total += entry.size;
    (void)zip_fclose(entry.file);
    return result;
}

static int append(void *context, const char *bytes, size_t length, bool last, struct err *err)
{
    struct buf *out = context;
    (void)last;
    if (buf_append(out, bytes, length) == 0)
        return 0;
    return err_set(err, ERR_DATA, "more than %zu bytes", out->limit);
}

int archive_read(struct archive *archive, const char *name, struct buf *out, struct err *err)
{
    return archive_stream(archive, name, out->limit - out->length, append, out, err);
}

/* --- rewriting --- */

/* As archive_has finds it; -1 = there is none. */
static zip_int64_t locate(zip_t *zip, const char *name)
{
    zip_int64_t count = zip_get_num_entries(zip, 0);
    for (zip_int64_t i = 0; i < count; i++) {
        const char *there = zip_get_name(zip, (zip_uint64_t)i, ZIP_FL_ENC_GUESS);
        size_t at = 0;
        while (there != NULL && there[at] != '\0' &&
               (strncasecmp(there + at, name + at, 1) == 0 ||
                (there[at] == '\\' && name[at] == '/')))
            at++;
        if (there != NULL && there[at] == '\0' && name[at] == '\0')
            return i;
    }
    return -1;
}

static int put_entry(zip_t *zip, const struct archive_entry *entry, int64_t now)
{
    zip_source_t *source = zip_source_buffer(zip, entry->bytes, entry->length, 0);
    zip_int64_t at = locate(zip, entry->name);
    if (source == NULL)
        return -1;
    if (at < 0)
        at = zip_file_add(zip, entry->name, source, ZIP_FL_ENC_UTF_8);
    else if (zip_file_replace(zip, (zip_uint64_t)at, source, 0) != 0)
        at = -1;
    if (at < 0) {
        zip_source_free(source);
        return -1;
    }
    return zip_file_set_mtime(zip, (zip_uint64_t)at, (time_t)now, 0);
}

/* What libzip wrote into the source. */
static int take_written(zip_source_t *source, struct buf *out, struct err *err)
{
    char piece[4096];
    zip_int64_t got = 0;
    if (zip_source_open(source) != 0)
        return err_set(err, ERR_INTERNAL, "the ZIP archive cannot be read back");
    while ((got = zip_source_read(source, piece, sizeof piece)) > 0)
        (void)buf_append(out, piece, (size_t)got);
    (void)zip_source_close(source);
    if (got < 0)
        return err_set(err, ERR_INTERNAL, "the ZIP archive cannot be read back");
    return out->overflow ? err_set(err, ERR_DATA, "more than %zu bytes", out->limit) : 0;
}

static int rewrite(zip_t *zip, const struct archive_entry *entries, size_t count, int64_t now,
                   struct err *err)
{
    int result = 0;
    for (size_t i = 0; i < count && result == 0; i++)
        result = put_entry(zip, &entries[i], now);
    if (result == 0 && zip_close(zip) == 0)
        return 0;
    (void)err_set(err, ERR_DATA, "the ZIP archive cannot be written: %.200s",
                  zip_strerror(zip));
    zip_discard(zip);
    return -1;
}

int archive_rewrite(const void *bytes, size_t length, const struct archive_entry *entries,
                    size_t count, int64_t now, struct buf *out, struct err *err)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(bytes, length, 0, &error);
    if (source != NULL)
        zip_source_keep(source); /* it outlives the archive that is closed */
    zip_t *zip = source == NULL ? NULL : zip_open_from_source(source, 0, &error);
    int result = -1;
    if (zip == NULL) {
        (void)err_set(err, ERR_DATA, "this is no whole ZIP archive: %s",
                      zip_error_strerror(&error));
        zip_source_free(source);
    } else if (rewrite(zip, entries, count, now, err) == 0) {
        result = take_written(source, out, err);
    }
    zip_source_free(source);
    zip_error_fini(&error);
    return result;
}
