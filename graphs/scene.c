/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scene: a picture as data. */
#include "graphs/scene.h"

#include <math.h>
#include <string.h>

#include "core/mem.h"

void scene_init(struct scene *scene, struct scene_measure measure)
{
    *scene = (struct scene){.arena = arena_new(), .measure = measure};
}

void scene_free(struct scene *scene)
{
    arena_free(scene->arena);
    mem_free(scene->items);
    *scene = (struct scene){0};
}

static struct scene_item *add(struct scene *scene, enum scene_kind kind, enum scene_role role)
{
    scene->items =
        mem_grow(scene->items, scene->count, &scene->capacity, sizeof *scene->items);
    struct scene_item *item = &scene->items[scene->count++];
    *item = (struct scene_item){.kind = kind, .role = role};
    return item;
}

void scene_rect(struct scene *scene, struct scene_box box, struct scene_style style,
                enum scene_role role)
{
    struct scene_item *item = add(scene, SCENE_RECT, role);
    item->box = box;
    item->style = style;
}

static struct scene_box surround(const struct scene_point *points, size_t count)
{
    double left = points[0].x, right = left, top = points[0].y, bottom = top;
    for (size_t i = 1; i < count; i++) {
        left = fmin(left, points[i].x);
        right = fmax(right, points[i].x);
        top = fmin(top, points[i].y);
        bottom = fmax(bottom, points[i].y);
    }
    return (struct scene_box){left, top, right - left, bottom - top};
}

static void add_path(struct scene *scene, struct scene_item shape,
                     const struct scene_point *points, size_t count)
{
    if (count < 2)
        return;
    struct scene_item *item = add(scene, shape.kind, shape.role);
    struct scene_point *copy = arena_alloc(scene->arena, count, sizeof *copy);
    memcpy(copy, points, count * sizeof *copy);
    item->points = copy;
    item->point_count = count;
    item->box = surround(points, count);
    item->style = shape.style;
}

void scene_line(struct scene *scene, const struct scene_point *points, size_t count,
                struct scene_style style, enum scene_role role)
{
    struct scene_item shape = {.kind = SCENE_LINE, .role = role, .style = style};
    add_path(scene, shape, points, count);
}

void scene_area(struct scene *scene, const struct scene_point *points, size_t count,
                struct scene_style style, enum scene_role role)
{
    struct scene_item shape = {.kind = SCENE_AREA, .role = role, .style = style};
    add_path(scene, shape, points, count);
}

void scene_take(struct scene *scene, struct scene *from, double dx, double dy)
{
    for (size_t i = 0; i < from->count; i++) {
        struct scene_item *item = add(scene, from->items[i].kind, from->items[i].role);
        *item = from->items[i];
        item->box.x += dx;
        item->box.y += dy;
        item->text.x += dx;
        item->text.y += dy;
        struct scene_point *points =
            arena_alloc(scene->arena, item->point_count + 1, sizeof *points);
        for (size_t k = 0; k < item->point_count; k++)
            points[k] = (struct scene_point){item->points[k].x + dx, item->points[k].y + dy};
        item->points = points;
    }
    mem_free(from->items);
    from->items = NULL;
    from->count = from->capacity = 0;
}

static void scale_item(struct scene *scene, struct scene_item *item, double factor)
{
    struct scene_box box = item->box;
    item->box =
        (struct scene_box){box.x * factor, box.y * factor, box.w * factor, box.h * factor};
    item->style.width *= factor;
    item->text.x *= factor;
    item->text.y *= factor;
    item->text.size *= factor;
    item->text.width *= factor;
    item->text.leading *= factor;
    struct scene_point *points =
        arena_alloc(scene->arena, item->point_count + 1, sizeof *points);
    for (size_t i = 0; i < item->point_count; i++)
        points[i] =
            (struct scene_point){item->points[i].x * factor, item->points[i].y * factor};
    item->points = points;
}

void scene_scale(struct scene *scene, double factor)
{
    scene->width *= factor;
    scene->height *= factor;
    for (size_t i = 0; i < scene->count; i++)
        scale_item(scene, &scene->items[i], factor);
}

void scene_dot(struct scene *scene, struct scene_point centre, double radius,
               struct scene_style style, enum scene_role role)
{
    struct scene_item *item = add(scene, SCENE_DOT, role);
    item->box =
        (struct scene_box){centre.x - radius, centre.y - radius, 2 * radius, 2 * radius};
    item->style = style;
}

struct scene_box scene_text_box(const struct scene *scene, const struct scene_text *text)
{
    double width = 0;
    double height = 0;
    scene->measure.size(scene->measure.context, text, &width, &height);
    struct scene_box box = {text->x, text->y, width, height};
    if (text->align == SCENE_CENTRE)
        box.x -= width / 2;
    else if (text->align == SCENE_RIGHT)
        box.x -= width;
    if (text->middle)
        box.y -= height / 2;
    return box;
}

struct scene_box scene_text(struct scene *scene, const struct scene_text *text)
{
    struct scene_box box = scene_text_box(scene, text);
    struct scene_item *item = add(scene, SCENE_TEXT, text->role);
    item->text = *text;
    item->text.text = arena_strdup(scene->arena, text->text);
    item->box = box;
    return box;
}

bool scene_overlap(struct scene_box a, struct scene_box b, double gap)
{
    return a.x < b.x + b.w + gap && b.x < a.x + a.w + gap && a.y < b.y + b.h + gap &&
           b.y < a.y + a.h + gap;
}

bool scene_is_rectilinear(const struct scene_item *item)
{
    for (size_t i = 1; i < item->point_count; i++) {
        struct scene_point a = item->points[i - 1];
        struct scene_point b = item->points[i];
        if (fabs(a.x - b.x) > 0 && fabs(a.y - b.y) > 0)
            return false;
    }
    return true;
}
