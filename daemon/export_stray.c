/* SPDX-License-Identifier: GPL-3.0-or-later */
/* export_stray: what exports of before left in a folder; see export.h. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/file.h"
#include "core/str.h"
#include "daemon/export.h"

#define SUFFIX ".csv"
#define HEAD_MAX 1024

static bool is_exported(const struct export_options *options, const char *name)
{
    size_t length = strlen(name) - strlen(SUFFIX);

    for (size_t i = 0; i < options->count; i++) {
        const char *id = options->indicators[i]->id;

        if (strlen(id) == length && strncmp(id, name, length) == 0)
            return true;
    }
    return false;
}

/* What is not begun as an export begins is somebody's own. */
static bool begins_as_export(const char *path)
{
    char line[HEAD_MAX] = "";
    FILE *file = fopen(path, "r");
    bool ours = false;

    if (!file)
        return false;
    if (!fgets(line, sizeof line, file))
        line[0] = '\0';
    fclose(file);
    for (int kind = 0; kind < EXPORT_KINDS && line[0] && !ours; kind++) {
        struct buf head;

        buf_init(&head, HEAD_MAX);
        export_field_head((enum export_kind)kind, &head);
        ours = str_equal(buf_text(&head), line);
        buf_free(&head);
    }
    return ours;
}

static int is_file(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && str_ends(entry->d_name, SUFFIX);
}

static int compare_names(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

int export_find_strays(const struct export_options *options, struct export_strays *out,
                       struct err *err)
{
    struct dirent **entries;
    int count = scandir(options->folder, &entries, is_file, compare_names);
    int failed = 0;

    if (count < 0)
        return err_errno(err, ERR_IO, "%s", options->folder);
    out->names = arena_alloc(out->arena, (size_t)count, sizeof *out->names);
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;
        const char *path = arena_printf(out->arena, "%s/%s", options->folder, name);

        if (!failed && !is_exported(options, name) && begins_as_export(path)) {
            out->names[out->count++] = arena_strdup(out->arena, name);
            failed = options->prune && file_remove(path, err);
        }
        free(entries[i]); /* scandir's own */
    }
    free(entries);
    return failed ? -1 : 0;
}
