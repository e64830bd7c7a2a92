/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_part: see xlsx_part.h. */
#include "collector/decode/xlsx_part.h"

#include <string.h>

#include "core/str.h"

static int feed(void *context, const char *bytes, size_t length, bool last, struct err *err)
{
    return markup_reader_feed(context, bytes, length, last, err);
}

int xlsx_part_read(struct archive *archive, const char *name, size_t limit,
                   const struct markup_events *events, void *context, struct err *err)
{
    struct markup_reader *reader = markup_reader_new(events, context);
    int result = archive_stream(archive, name, limit, feed, reader, err);
    markup_reader_free(reader);
    return result == 0 || strstr(err->text, name) != NULL ? result
                                                          : err_prefix(err, "%.100s", name);
}

int xlsx_part_no_end(void *context, const char *name, struct err *err)
{
    (void)context;
    (void)name;
    (void)err;
    return 0;
}

int xlsx_part_no_text(void *context, const char *text, size_t length, struct err *err)
{
    (void)context;
    (void)text;
    (void)length;
    (void)err;
    return 0;
}

/* The folder of a part with its /, or "". */
static size_t folder_length(const char *name)
{
    const char *slash = strrchr(name, '/');
    return slash == NULL ? 0 : (size_t)(slash - name) + 1;
}

/* Drops the last folder of `length` bytes; false when there is none. */
static bool go_up(const char *path, size_t *length)
{
    if (*length == 0)
        return false;
    (*length)--;
    while (*length > 0 && path[*length - 1] != '/')
        (*length)--;
    return true;
}

const char *xlsx_part_resolve(struct arena *arena, const char *source, const char *target)
{
    size_t length = *target == '/' ? 0 : folder_length(source);
    char *path = arena_alloc(arena, length + strlen(target) + 1, 1);
    memcpy(path, source, length);
    while (*target != '\0') {
        size_t step = strcspn(target, "/\\");
        bool folder = target[step] != '\0';
        if (step == 2 && strncmp(target, "..", 2) == 0) {
            if (!go_up(path, &length))
                return NULL;
        } else if (step > 0 && !(step == 1 && *target == '.')) {
            memcpy(path + length, target, step);
            length += step;
            if (folder)
                path[length++] = '/';
        }
        target += step + (folder ? 1 : 0);
    }
    path[length] = '\0';
    return path;
}

const char *xlsx_part_relations(struct arena *arena, const char *source)
{
    size_t folder = folder_length(source);
    return arena_printf(arena, "%.*s_rels/%s.rels", (int)folder, source, source + folder);
}

bool xlsx_part_is_true(const char *value)
{
    return value != NULL && (str_equal(value, "1") || str_equal(value, "true"));
}
