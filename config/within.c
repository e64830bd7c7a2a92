/* SPDX-License-Identifier: GPL-3.0-or-later */
/* within: see within.h. */
#include "config/within.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/str.h"

#define LIMIT ((size_t)1 << 20)

static void drop_last(struct buf *out)
{
    while (out->length > 0 && out->data[out->length - 1] != '/')
        out->length--;
    if (out->length > 0)
        out->length--;
}

/* Each part as "/part", so that "" is the root. */
static void put_parts(const char *path, struct buf *out)
{
    while (*path) {
        size_t length = strcspn(path, "/");

        if (length == 2 && path[0] == '.' && path[1] == '.') {
            drop_last(out);
        } else if (length > 0 && !(length == 1 && path[0] == '.')) {
            buf_putc(out, '/');
            buf_append(out, path, length);
        }
        path += length;
        path += *path == '/';
    }
}

static void put_whole(const char *path, struct buf *out)
{
    char here[PATH_MAX];

    buf_init(out, LIMIT);
    if (path[0] != '/' && getcwd(here, sizeof here))
        put_parts(here, out);
    put_parts(path, out);
}

bool within_folder(const char *path, const char *folder)
{
    struct buf inner, outer;

    put_whole(path, &inner);
    put_whole(folder, &outer);
    const char *rest = buf_text(&inner);
    bool within = str_starts(rest, buf_text(&outer));
    rest += within ? outer.length : 0;
    within = within && (*rest == '\0' || *rest == '/');
    buf_free(&inner);
    buf_free(&outer);
    return within;
}
