/* SPDX-License-Identifier: GPL-3.0-or-later */
/* textfiles: see textfiles.h. */
#include "core/textfiles.h"

#include "core/str.h"

const struct textfile *textfiles_find(const struct textfiles *files, const char *path)
{
    for (size_t i = 0; i < files->count; i++) {
        if (str_equal(files->items[i].path, path))
            return &files->items[i];
    }
    return NULL;
}
