/* SPDX-License-Identifier: GPL-3.0-or-later */
/* file: whose a file is and where it leads, before it is written; see file.h. */
#include "core/file.h"

#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/str.h"

int file_check_link(const char *path, bool followed, struct err *err)
{
    struct stat found;

    if (lstat(path, &found) != 0 || !S_ISLNK(found.st_mode))
        return 0;
    if (stat(path, &found) != 0 && errno == ENOENT)
        return err_set(err, ERR_IO, "%s: is a symbolic link that leads nowhere", path);
    return followed ? 0 : err_set(err, ERR_IO, "%s: is a symbolic link, not followed", path);
}

int file_check_way(const char *root, const char *path, struct err *err)
{
    char part[PATH_MAX];

    if (!str_copy(part, sizeof part, path))
        return err_set(err, ERR_IO, "%s: the path is too long", path);
    for (char *at = part + strlen(root); at < part + strlen(path); at++) {
        if (*at != '/' || at == part + strlen(root))
            continue;
        *at = '\0';
        if (file_check_link(part, false, err))
            return -1;
        *at = '/';
    }
    return file_check_link(part, false, err);
}

int file_check_maker(const char *path, struct err *err)
{
    struct stat found;

    if (lstat(path, &found) != 0 || !S_ISLNK(found.st_mode) || found.st_uid == 0 ||
        found.st_uid == geteuid())
        return 0;
    return err_set(err, ERR_PERM,
                   "%s: is a symbolic link that another user made, not followed", path);
}

int file_check_owner(const char *folder, struct err *err)
{
    struct stat found;

    if (file_check_maker(folder, err))
        return -1;
    if (stat(folder, &found) != 0)
        return errno == ENOENT ? 0 : err_errno(err, ERR_IO, "%s", folder);
    if (found.st_uid != geteuid() && found.st_uid != 0)
        return err_set(err, ERR_PERM,
                       "%s: belongs to another user (uid %ju), expected to be run as that one",
                       folder, (uintmax_t)found.st_uid);
    return (found.st_mode & S_IWOTH) == 0
               ? 0
               : err_set(err, ERR_PERM,
                         "%s: everybody may write there, expected mode 0755 or less", folder);
}

int file_check_names(int fd, const char *path, struct err *err)
{
    struct stat found;

    if (fstat(fd, &found) != 0)
        return err_errno(err, ERR_IO, "%s", path);
    return found.st_nlink <= 1
               ? 0
               : err_set(err, ERR_PERM,
                         "%s: has another name too (a hard link), not written to", path);
}
