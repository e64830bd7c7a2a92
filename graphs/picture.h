/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * picture: anything that is composed as a scene, as files in some forms; each size is composed
 * once. Layer: graphs. Call in a worker process.
 */
#ifndef GRAPHS_PICTURE_H
#define GRAPHS_PICTURE_H

#include "core/buf.h"
#include "core/err.h"
#include "core/words.h"
#include "graphs/form.h"
#include "graphs/scene.h"

#include <stddef.h>

struct picture {
    const char *id;
    const char *title;
    enum language language;
    const void *subject; /* for the three below */
    void (*compose)(const void *subject, enum form_size size, struct scene *scene);
    void (*alt)(const void *subject, struct buf *out); /* what it is, in a few words */
    int (*describe)(const void *subject, struct buf *out, struct err *err);
    struct buf *remarks; /* NULL, or what the operator should hear, after drawing */
};

/* Draws it in the forms, each to its path, a draft (core/file.h). ERR_UNAVAILABLE when no
 * Japanese font is installed (the text names the package). */
int picture_draw(const struct picture *picture, const struct form *forms, size_t count,
                 const char *const *paths, struct err *err);

#endif
