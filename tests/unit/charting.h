/* SPDX-License-Identifier: GPL-3.0-or-later */
/* charting: finding items of a composed scene, and that nothing stands over anything else. */
#ifndef TESTS_UNIT_CHARTING_H
#define TESTS_UNIT_CHARTING_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "graphs/scene.h"

/* The nth of a role and kind, or NULL. */
static inline const struct scene_item *charting_find(const struct scene *scene,
                                                     enum scene_role role,
                                                     enum scene_kind kind, size_t nth)
{
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        if (item->role == role && item->kind == kind && nth-- == 0)
            return item;
    }
    return NULL;
}

static inline size_t charting_count(const struct scene *scene, enum scene_role role,
                                    enum scene_kind kind)
{
    size_t n = 0;
    while (charting_find(scene, role, kind, n) != NULL)
        n++;
    return n;
}

static inline const struct scene_item *charting_text(const struct scene *scene,
                                                     const char *text)
{
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        if (item->kind == SCENE_TEXT && strcmp(item->text.text, text) == 0)
            return item;
    }
    return NULL;
}

/* Some text has this part. */
static inline bool charting_has(const struct scene *scene, const char *part)
{
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        if (item->kind == SCENE_TEXT && strstr(item->text.text, part) != NULL)
            return true;
    }
    return false;
}

static inline bool charting_is_mark(const struct scene_item *item)
{
    return item->role == SCENE_ROLE_BAR || item->role == SCENE_ROLE_REVISION ||
           (item->kind != SCENE_TEXT && item->kind != SCENE_LINE &&
            (item->role == SCENE_ROLE_TARGET || item->role == SCENE_ROLE_BASELINE));
}

static inline bool charting_is_within(struct scene_box box, struct scene_box outer)
{
    return box.x >= outer.x && box.y >= outer.y && box.x + box.w <= outer.x + outer.w &&
           box.y + box.h <= outer.y + outer.h;
}

/* Nothing outside the picture. */
static inline void charting_assert_inside(const struct scene *scene)
{
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_box *box = &scene->items[i].box;
        bool inside = box->x >= 0 && box->y >= 0 && box->x + box->w <= scene->width &&
                      box->y + box->h <= scene->height && box->w >= 0 && box->h >= 0;
        if (!inside)
            fail_msg("item %zu (role %d) at %.1f %.1f, %.1f x %.1f lies outside", i,
                     (int)scene->items[i].role, box->x, box->y, box->w, box->h);
    }
}

/* No text over another, no value over a marker or the edge of a bar, nothing outside the
 * picture. */
static inline void charting_assert_tidy(const struct scene *scene)
{
    charting_assert_inside(scene);
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *a = &scene->items[i];
        for (size_t k = 0; a->kind == SCENE_TEXT && k < scene->count; k++) {
            const struct scene_item *b = &scene->items[k];
            if (k > i && b->kind == SCENE_TEXT && scene_overlap(a->box, b->box, -0.5))
                fail_msg("\"%s\" stands over \"%s\"", a->text.text, b->text.text);
            bool value =
                a->role == SCENE_ROLE_VALUE || a->role == SCENE_ROLE_BASELINE;
            if (value && charting_is_mark(b) && scene_overlap(a->box, b->box, 0) &&
                !(b->role == SCENE_ROLE_BAR && charting_is_within(a->box, b->box)))
                fail_msg("\"%s\" stands over a mark of role %d", a->text.text, (int)b->role);
        }
    }
}

#endif
