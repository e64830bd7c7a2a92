/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stage: see stage.h. */
#include "core/stage.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/file.h"
#include "core/str.h"

#define FOLDER_MODE 0755
#define LEVELS 8 /* of folders in the folder */

/* --- folders that are no links --- */

static int make_one(const char *path, struct err *err)
{
    struct stat found;

    /* what is published is for everybody, whatever the umask */
    if (mkdir(path, FOLDER_MODE) == 0)
        return chmod(path, FOLDER_MODE) == 0 ? 0 : err_errno(err, ERR_IO, "%s", path);
    int number = errno;

    if (number != EEXIST) {
        err_errno(err, ERR_IO, "%s: cannot make the folder", path);
        file_tell_space(path, number, err);
        return -1;
    }
    if (file_check_link(path, false, err))
        return -1;
    if (lstat(path, &found) != 0)
        return err_errno(err, ERR_IO, "%s", path);
    return S_ISDIR(found.st_mode) ? 0
                                  : err_set(err, ERR_IO, "%s: exists and is no folder", path);
}

/* Those of a name in `folder`. */
static int make_parents(const char *folder, const char *name, struct err *err)
{
    char path[PATH_MAX];

    if (file_path(folder, name, path, err))
        return -1;
    for (char *at = path + strlen(folder) + 1; *at; at++) {
        if (*at != '/')
            continue;
        *at = '\0';
        if (make_one(path, err))
            return -1;
        *at = '/';
    }
    return 0;
}

/* --- what waits --- */

static void remove_tree(const char *path, int levels)
{
    DIR *listing = opendir(path);
    struct dirent *entry;

    while (listing && (entry = readdir(listing))) {
        char inner[PATH_MAX];
        struct err ignored = {0};

        if (str_equal(entry->d_name, ".") || str_equal(entry->d_name, "..") ||
            file_path(path, entry->d_name, inner, &ignored))
            continue;
        if (unlink(inner) != 0 && levels > 0)
            remove_tree(inner, levels - 1);
    }
    if (listing)
        closedir(listing);
    rmdir(path);
}

void stage_drop(const char *folder)
{
    char path[PATH_MAX];
    struct err ignored = {0};

    if (file_path(folder, STAGE_FOLDER, path, &ignored))
        return;
    if (unlink(path) != 0) /* a link goes, not what it leads to */
        remove_tree(path, LEVELS);
}

/* A link in its place is replaced, whatever it leads to. */
static bool holds(const char *path, const void *bytes, size_t length)
{
    struct err ignored = {0};
    struct stat found;
    struct buf old;

    if (lstat(path, &found) != 0 || !S_ISREG(found.st_mode) || found.st_size != (off_t)length)
        return false;
    buf_init(&old, length);
    bool same = file_read(path, &old, &ignored) == 0 && old.length == length &&
                (length == 0 || memcmp(old.data, bytes, length) == 0);
    buf_free(&old);
    return same;
}

int stage_write(const char *folder, const char *name, const void *bytes, size_t length,
                struct err *err)
{
    char path[PATH_MAX];
    char waiting[PATH_MAX];

    if (file_path(folder, name, path, err) || file_path(STAGE_FOLDER, name, waiting, err))
        return -1;
    if (holds(path, bytes, length))
        return 0;
    if (make_parents(folder, waiting, err) || file_path(folder, waiting, path, err))
        return -1;
    return file_write_draft(path, bytes, length, err);
}

/* --- putting in place --- */

struct settling {
    const char *folder;
    char stage[PATH_MAX];
    const char *const *last;
    size_t moved;
    struct err *err;
};

static bool is_last(const struct settling *settling, const char *name)
{
    for (size_t i = 0; settling->last[i]; i++) {
        if (str_equal(settling->last[i], name))
            return true;
    }
    return false;
}

static int move(struct settling *settling, const char *name)
{
    char from[PATH_MAX];
    char to[PATH_MAX];

    if (file_path(settling->stage, name, from, settling->err) ||
        file_path(settling->folder, name, to, settling->err) ||
        make_parents(settling->folder, name, settling->err))
        return -1;
    if (rename(from, to) != 0)
        return err_errno(settling->err, ERR_IO, "%s", to);
    settling->moved++;
    return 0;
}

/* All below one folder of the stage ("" = the stage itself). */
static int move_all(struct settling *settling, const char *inner, int levels)
{
    char path[PATH_MAX];
    struct dirent *entry;
    int failed = 0;

    if (file_path(settling->stage, inner, path, settling->err))
        return -1;
    DIR *listing = opendir(path);
    if (!listing)
        return err_errno(settling->err, ERR_IO, "%s", path);
    while (!failed && (entry = readdir(listing))) {
        char name[PATH_MAX];
        struct stat found;

        if (str_equal(entry->d_name, ".") || str_equal(entry->d_name, ".."))
            continue;
        if (snprintf(name, sizeof name, "%s%s%s", inner, *inner ? "/" : "", entry->d_name) >=
            (int)sizeof name)
            continue;
        if (fstatat(dirfd(listing), entry->d_name, &found, AT_SYMLINK_NOFOLLOW) == 0 &&
            S_ISDIR(found.st_mode))
            failed = levels > 0 ? move_all(settling, name, levels - 1) : 0;
        else if (!is_last(settling, name))
            failed = move(settling, name);
    }
    closedir(listing);
    return failed;
}

static bool waits(const struct settling *settling, const char *name)
{
    char path[PATH_MAX];
    struct err ignored = {0};

    return file_path(settling->stage, name, path, &ignored) == 0 && file_exists(path);
}

int stage_settle(const char *folder, const char *const *last, size_t *moved, struct err *err)
{
    struct settling settling = {.folder = folder, .last = last, .err = err};

    *moved = 0;
    if (file_path(folder, STAGE_FOLDER, settling.stage, err))
        return -1;
    if (!file_exists(settling.stage))
        return 0;
    int failed = file_sync_drafts(folder, err) || move_all(&settling, "", LEVELS);

    for (size_t i = 0; last[i] && !failed; i++)
        failed = waits(&settling, last[i]) && move(&settling, last[i]);
    stage_drop(folder);
    if (settling.moved > 0 && !failed)
        failed = file_sync_drafts(folder, err);
    *moved = settling.moved;
    return failed ? -1 : 0;
}
