/* SPDX-License-Identifier: GPL-3.0-or-later */
/* remains: see remains.h. */
#include "ledger/remains.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "core/file.h"
#include "core/str.h"
#include "ledger/journal.h"

/* Files whose name ends so, but for the journal; a folder that is not there has none. */
static int count_files(const char *folder, const char *name, const char *ending, size_t *count,
                       struct err *err)
{
    char path[PATH_MAX];
    const struct dirent *entry;

    *count = 0;
    if (file_path(folder, name, path, err))
        return -1;
    DIR *listing = opendir(path);
    if (!listing)
        return errno == ENOENT || errno == ENOTDIR ? 0 : err_errno(err, ERR_IO, "%s", path);
    while ((entry = readdir(listing)) != NULL)
        *count += entry->d_name[0] != '.' && str_ends(entry->d_name, ending) &&
                  !str_equal(entry->d_name, "journal");
    closedir(listing);
    return 0;
}

/* A log without its file. (Beside a file that is empty it is what an interrupted first start
 * left of its own.) */
static int find_log(const char *folder, bool *found, struct err *err)
{
    char path[PATH_MAX], log_path[PATH_MAX];
    struct stat file, log;

    if (file_path(folder, "ledger.db", path, err) ||
        file_path(folder, "ledger.db-wal", log_path, err))
        return -1;
    *found = stat(path, &file) != 0 && stat(log_path, &log) == 0 && log.st_size > 0;
    return 0;
}

int remains_check_log(const char *ledger, struct err *err)
{
    static const unsigned char NONE[4] = {0, 0, 0, 0};
    static const unsigned char LITTLE[4] = {0x37, 0x7f, 0x06, 0x82};
    static const unsigned char BIG[4] = {0x37, 0x7f, 0x06, 0x83};
    unsigned char found[4] = {0};
    char path[PATH_MAX];

    if (snprintf(path, sizeof path, "%s-wal", ledger) >= (int)sizeof path)
        return err_set(err, ERR_IO, "%s: the path is too long", ledger);
    FILE *file = fopen(path, "rb");
    if (!file)
        return 0; /* none, or SQLite says why not */
    size_t got = fread(found, 1, sizeof found, file);
    fclose(file);
    if (got < sizeof found || memcmp(found, NONE, 4) == 0 || memcmp(found, LITTLE, 4) == 0 ||
        memcmp(found, BIG, 4) == 0)
        return 0;
    return err_set(err, ERR_DATA,
                   "%s is damaged: what was recorded last may be in it; put a backup of the "
                   "ledger in place (RESTORING in shihyo(1)), or move this file away to go on "
                   "without it",
                   path);
}

bool remains_restorable(const char *folder)
{
    struct err ignored = {0};
    char path[PATH_MAX];
    struct stat log;

    return journal_exists(folder) && !file_path(folder, "ledger.db-wal", path, &ignored) &&
           (stat(path, &log) != 0 || log.st_size == 0);
}

int remains_check(const char *folder, struct err *err)
{
    size_t rrds, documents;
    bool log;

    if (count_files(folder, "rrd", ".rrd", &rrds, err) ||
        count_files(folder, "documents", "", &documents, err) || find_log(folder, &log, err))
        return -1;
    if (rrds == 0 && documents == 0 && !log)
        return 0;
    const char *replay = remains_restorable(folder)
                             ? "; or make its history again of the documents: `shihyo replay "
                               "--dry-run`, then without"
                             : "";
    return err_set(err, ERR_DATA,
                   "%s/ledger.db is gone, but %zu RRD files, %zu documents%s made with it are "
                   "there: put a backup of the ledger in its place%s; or, to begin anew, move "
                   "rrd, documents and ledger.db-* out of %s first (they may be the last copy "
                   "of what was entered by hand)",
                   folder, rrds, documents, log ? " and the write-ahead log" : "", replay,
                   folder);
}
