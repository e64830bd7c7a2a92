/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shelf: see shelf.h. */
#include "ledger/shelf.h"

#include <stdio.h>
#include <string.h>

#include "core/file.h"
#include "core/gzip.h"
#include "core/sha256.h"
#include "core/str.h"

/* What gzip adds to bytes that it cannot pack. */
#define ADDED(length) ((length) / 100 + 1024)

int shelf_path(const char *folder, const char *name, char out[PATH_MAX], struct err *err)
{
    if (snprintf(out, PATH_MAX, "%s/documents/%s", folder, name) >= PATH_MAX)
        return err_set(err, ERR_IO, "%s: the path is too long", folder);
    return 0;
}

static int name_file(const char *folder, const char *sha256, const char *ending,
                     char out[PATH_MAX], struct err *err)
{
    char name[SHA256_TEXT_SIZE + sizeof ".gz" + FILE_DRAFT_MARK_SIZE];

    (void)snprintf(name, sizeof name, "%s%s", sha256, ending);
    return shelf_path(folder, name, out, err);
}

/* The packed file, or the plain one of before where there is no packed one. */
static int find(const char *folder, const char *sha256, char out[PATH_MAX], bool *packed,
                struct err *err)
{
    char plain[PATH_MAX];

    if (name_file(folder, sha256, ".gz", out, err) ||
        name_file(folder, sha256, "", plain, err))
        return -1;
    *packed = file_exists(out) || !file_exists(plain);
    if (!*packed)
        (void)str_copy(out, PATH_MAX, plain);
    return 0;
}

static int unpack(const char *path, size_t length, struct buf *out, struct err *err)
{
    struct buf packed;
    struct gzip *gzip = gzip_new();

    buf_init(&packed, length + ADDED(length));
    int failed = file_read(path, &packed, err);
    if (!failed && gzip_take(gzip, buf_text(&packed), packed.length, out) != GZIP_WHOLE)
        failed = err_set(err, ERR_DATA, "%s", path);
    gzip_free(gzip);
    buf_free(&packed);
    return failed;
}

static int check(const char *path, const char *sha256, size_t length, const struct buf *out,
                 struct err *err)
{
    char found[SHA256_TEXT_SIZE];

    sha256_text(buf_text(out), out->length, found);
    if (out->length == length && str_equal(found, sha256))
        return 0;
    return err_set(err, ERR_DATA, "%s", path);
}

int shelf_get(const char *folder, const char *sha256, size_t length, struct buf *out,
              struct err *err)
{
    char path[PATH_MAX];
    bool packed;

    buf_init(out, length);
    if (find(folder, sha256, path, &packed, err))
        return -1;
    if ((packed ? unpack(path, length, out, err) : file_read(path, out, err)) ||
        check(path, sha256, length, out, err))
        return err->code == ERR_DATA
                   ? err_set(err, ERR_DATA,
                             "%s: damaged: it does not hold the bytes that were kept", path)
                   : -1;
    return 0;
}

/* Whether the shelf holds just these bytes. */
static bool holds(const char *folder, const char *sha256, size_t length)
{
    struct err ignored = {0};
    struct buf found;
    bool good = shelf_get(folder, sha256, length, &found, &ignored) == 0;

    buf_free(&found);
    return good;
}

/* Of the packed file. */
static int name_draft(const char *folder, const char *sha256, char out[PATH_MAX],
                      struct err *err)
{
    char mark[FILE_DRAFT_MARK_SIZE];
    char ending[sizeof ".gz" + sizeof mark];

    file_draft_mark(mark);
    (void)snprintf(ending, sizeof ending, ".gz%s", mark);
    return name_file(folder, sha256, ending, out, err);
}

int shelf_make(const char *folder, struct err *err)
{
    char path[PATH_MAX];

    return file_path(folder, "documents", path, err) || file_make_folder(path, 0700, err) ? -1
                                                                                          : 0;
}

int shelf_draft(const char *folder, const char *sha256, const void *bytes, size_t length,
                bool *written, struct err *err)
{
    char path[PATH_MAX];
    struct buf packed;

    *written = !holds(folder, sha256, length);
    if (!*written)
        return 0;
    if (name_draft(folder, sha256, path, err))
        return -1;
    buf_init(&packed, length + ADDED(length));
    int failed = gzip_pack(bytes, length, &packed, err) ||
                 file_write_draft_closed(path, packed.data, packed.length, err);
    buf_free(&packed);
    return failed ? -1 : 0;
}

int shelf_sync(const char *folder, bool names, struct err *err)
{
    char path[PATH_MAX];

    if (file_path(folder, "documents", path, err))
        return -1;
    return names ? file_sync_folder(path, err) : file_sync_drafts(path, err);
}

int shelf_place(const char *folder, const char *sha256, struct err *err)
{
    char draft[PATH_MAX], path[PATH_MAX];

    if (name_draft(folder, sha256, draft, err) || name_file(folder, sha256, ".gz", path, err))
        return -1;
    if (file_exists(draft))
        return file_place_draft(draft, path, err);
    /* of the same bytes twice the first is in its place by now */
    return shelf_has(folder, sha256)
               ? 0
               : err_set(err, ERR_IO, "%s: what was written there is gone", draft);
}

int shelf_put(const char *folder, const char *sha256, const void *bytes, size_t length,
              struct err *err)
{
    bool written;

    if (shelf_make(folder, err) || shelf_draft(folder, sha256, bytes, length, &written, err))
        return -1;
    return written && (shelf_sync(folder, false, err) || shelf_place(folder, sha256, err) ||
                       shelf_sync(folder, true, err))
               ? -1
               : 0;
}

bool shelf_has(const char *folder, const char *sha256)
{
    struct err ignored = {0};
    char path[PATH_MAX];
    bool packed;

    return find(folder, sha256, path, &packed, &ignored) == 0 && file_exists(path);
}

int shelf_drop(const char *folder, const char *sha256, struct err *err)
{
    char path[PATH_MAX], plain[PATH_MAX];

    if (name_file(folder, sha256, ".gz", path, err) ||
        name_file(folder, sha256, "", plain, err))
        return -1;
    return file_remove(path, err) || file_remove(plain, err) ? -1 : 0;
}
