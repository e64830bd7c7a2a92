/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ledger_anew: a ledger in place of one that was lost; see ledger.h. It grows in a folder of
 * its own: half of one in the place of the lost would be taken for the whole.
 */
#include <errno.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/file.h"
#include "core/mem.h"
#include "ledger/handle.h"
#include "ledger/ledger.h"
#include "ledger/remains.h"

#define WORKSHOP "ledger.new"

int ledger_is_lost(const char *folder, bool *lost, struct err *err)
{
    char path[PATH_MAX];
    struct stat found;
    struct err why = {0};

    *lost = false;
    if (file_path(folder, "ledger.db", path, err) || file_check_link(folder, true, err) ||
        file_check_link(path, false, err))
        return -1;
    if (stat(path, &found) == 0 && found.st_size > 0)
        return 0;
    if (remains_check(folder, &why) == 0)
        return 0;
    if (why.code == ERR_DATA && remains_restorable(folder)) {
        *lost = true;
        return 0;
    }
    *err = why;
    return -1;
}

/* What a replay that was killed left is no use to anyone. */
static int clear_workshop(const char *workshop, struct err *err)
{
    static const char *const LEFT[] = {"ledger.db", "ledger.db-wal", "ledger.db-shm",
                                       "ledger.db-journal"};
    char path[PATH_MAX];

    for (size_t i = 0; i < sizeof LEFT / sizeof LEFT[0]; i++) {
        if (file_path(workshop, LEFT[i], path, err) || file_remove(path, err))
            return -1;
    }
    return 0;
}

int ledger_open_anew(const char *folder, bool *lost, struct ledger **out, struct err *err)
{
    char workshop[PATH_MAX];

    *out = NULL;
    if (ledger_is_lost(folder, lost, err))
        return -1;
    if (!*lost)
        return 0;
    if (file_path(folder, WORKSHOP, workshop, err) || file_make_folder(workshop, 0700, err) ||
        clear_workshop(workshop, err) || ledger_open(workshop, false, out, err))
        return -1;
    mem_free((*out)->folder);
    (*out)->folder = mem_strdup(folder);
    return 0;
}

/* SQLite writes its log back into the file when the last connection ends. */
static int put_in_place(const char *folder, struct err *err)
{
    char workshop[PATH_MAX], from[PATH_MAX], log[PATH_MAX], to[PATH_MAX];

    if (file_path(folder, WORKSHOP, workshop, err) ||
        file_path(workshop, "ledger.db", from, err) ||
        file_path(workshop, "ledger.db-wal", log, err) ||
        file_path(folder, "ledger.db", to, err))
        return -1;
    if (file_exists(log))
        return err_set(err, ERR_IO, "%s: the new ledger could not be finished", from);
    if (file_replace(from, to, err))
        return -1;
    clear_workshop(workshop, err);
    (void)rmdir(workshop);
    return 0;
}

int ledger_settle(struct ledger **ledger, struct err *err)
{
    char *folder = mem_strdup((*ledger)->folder);

    ledger_close(*ledger);
    *ledger = NULL;
    int failed = put_in_place(folder, err) || ledger_open(folder, false, ledger, err);
    mem_free(folder);
    return failed ? -1 : 0;
}
