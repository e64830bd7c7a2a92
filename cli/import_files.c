/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import_files: see import_files.h. */
#include "cli/import_files.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/mem.h"
#include "core/str.h"

#define SUFFIX ".csv"

int import_files_one(struct import_files *files, const struct context *context, const char *id,
                     const char *path, struct err *err)
{
    struct import_file *file = arena_alloc(context->arena, 1, sizeof *file);
    bool input = str_equal(path, "-");

    *file = (struct import_file){
        .indicator = cmd_indicator(context, id, err),
        .path = input ? NULL : path,
        .name = input ? "standard input" : path,
    };
    *files = (struct import_files){file, 1};
    if (!file->indicator)
        return -1;
    /* before the state folder is looked at, whose faults are other ones */
    return input || access(path, R_OK) == 0 ? 0 : err_errno(err, ERR_IO, "%s", path);
}

static int is_file(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && str_ends(entry->d_name, SUFFIX);
}

static struct import_file describe(const struct context *context, const char *folder,
                                   const char *name)
{
    struct arena *arena = context->arena;
    const char *id = arena_strndup(arena, name, strlen(name) - strlen(SUFFIX));
    const char *path = arena_printf(arena, "%s/%s", folder, name);

    return (struct import_file){settings_indicator(context->settings, id), path, path};
}

/* By bytes, whatever the locale. */
static int compare_names(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

int import_files_folder(struct import_files *files, const struct context *context,
                        const char *folder, struct err *err)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, is_file, compare_names);

    *files = (struct import_files){0};
    if (count < 0)
        return err_errno(err, ERR_IO, "%s", folder);
    files->items = arena_alloc(context->arena, (size_t)count, sizeof *files->items);
    for (int i = 0; i < count; i++) {
        files->items[files->count++] = describe(context, folder, entries[i]->d_name);
        free(entries[i]); /* scandir's own */
    }
    free(entries);
    return files->count > 0
               ? 0
               : err_set(err, ERR_DATA, "%s: there is no ID%s in it", folder, SUFFIX);
}
