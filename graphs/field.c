/* SPDX-License-Identifier: GPL-3.0-or-later */
/* field: see field.h. */
#include "graphs/field.h"

#include <math.h>
#include <string.h>

#define BREATH 4.0 /* beside words */
#define EDGE 6.0   /* left of the plot, before the labels of the axis */
#define RISE 14.0  /* above the plot, below what stands there */
#define SLICE 2.0  /* of a slanting line, whose box would be mostly empty */
#define SLICES 200

void field_block(const struct sheet *sheet, struct field *field, struct scene_box box)
{
    if (field->count == field->capacity) {
        size_t capacity = 2 * field->capacity + 64;
        struct scene_box *boxes = arena_alloc(sheet->scene->arena, capacity, sizeof *boxes);
        if (field->count > 0)
            memcpy(boxes, field->boxes, field->count * sizeof *boxes);
        field->boxes = boxes;
        field->capacity = capacity;
    }
    field->boxes[field->count++] = box;
}

static void block_segment(const struct sheet *sheet, struct field *field, struct scene_point a,
                          struct scene_point b)
{
    double wide = b.x - a.x;
    double high = b.y - a.y;
    double count = ceil(fmin(fabs(wide), fabs(high)) / SLICE);
    int slices = (int)fmin(fmax(count, 1), SLICES);
    for (int i = 0; i < slices; i++) {
        double x = a.x + wide * i / slices;
        double y = a.y + high * i / slices;
        field_block(sheet, field,
                    (struct scene_box){fmin(x, x + wide / slices),
                                       fmin(y, y + high / slices) - 1, fabs(wide / slices),
                                       fabs(high / slices) + 2});
    }
}

static bool is_path(const struct scene_item *item)
{
    return item->role == SCENE_ROLE_CURVE || item->role == SCENE_ROLE_COMPARE ||
           item->role == SCENE_ROLE_MEAN;
}

static bool is_thin(const struct scene_item *item)
{
    return item->role == SCENE_ROLE_PATH ||
           (item->role == SCENE_ROLE_LIMIT && item->kind == SCENE_LINE);
}

static bool is_solid(const struct scene_item *item)
{
    return item->role == SCENE_ROLE_MISSING || item->role == SCENE_ROLE_BAR ||
           item->role == SCENE_ROLE_ZERO || item->role == SCENE_ROLE_TARGET ||
           item->role == SCENE_ROLE_BASELINE || item->role == SCENE_ROLE_SIGNAL ||
           item->role == SCENE_ROLE_REVISION || item->role == SCENE_ROLE_OUTLOOK ||
           (item->role == SCENE_ROLE_CURVE && item->kind == SCENE_DOT);
}

static void block_line(const struct sheet *sheet, struct field *field,
                       const struct scene_item *item)
{
    for (size_t k = 1; k < item->point_count; k++)
        block_segment(sheet, field, item->points[k - 1], item->points[k]);
}

struct field field_make(const struct sheet *sheet)
{
    const struct scene *scene = sheet->scene;
    struct field field = {0};
    for (size_t i = 0; i < scene->count; i++) {
        if (is_thin(&scene->items[i]))
            block_line(sheet, &field, &scene->items[i]);
    }
    field.thin = field.count;
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        if (item->role == SCENE_ROLE_EVENT && item->kind == SCENE_LINE)
            field_block(sheet, &field,
                        (struct scene_box){item->box.x - 1, item->box.y, 2, item->box.h});
    }
    field.lines = field.count;
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        if (is_solid(item))
            field_block(sheet, &field, item->box);
        if (is_path(item))
            block_line(sheet, &field, item);
    }
    field.marks = field.count;
    return field;
}

bool field_crosses_words(const struct field *field, struct scene_box box)
{
    for (size_t i = field->marks; i < field->count; i++) {
        if (scene_overlap(field->boxes[i], box, 0))
            return true;
    }
    return false;
}

bool field_is_free(const struct field *field, struct scene_box box, double gap)
{
    for (size_t i = field->from; i < field->count; i++) {
        if (scene_overlap(field->boxes[i], box, gap))
            return false;
    }
    return true;
}

static bool surrounds(struct scene_box outer, struct scene_box box)
{
    return outer.x <= box.x && outer.y <= box.y && outer.x + outer.w >= box.x + box.w &&
           outer.y + outer.h >= box.y + box.h;
}

bool field_is_free_inside(const struct field *field, struct scene_box box, double gap)
{
    for (size_t i = 0; i < field->count; i++) {
        if (scene_overlap(field->boxes[i], box, gap) && !surrounds(field->boxes[i], box))
            return false;
    }
    return true;
}

bool field_is_inside(const struct sheet *sheet, struct scene_box box)
{
    const struct scene_box *plot = &sheet->plot;
    return box.x >= plot->x - EDGE && box.x + box.w <= sheet->scene->width - 4 &&
           box.y >= plot->y - RISE && box.y + box.h <= plot->y + plot->h - 1;
}

bool field_put(struct sheet *sheet, struct scene_text *text, struct scene_point spot,
               struct field *field)
{
    text->x = spot.x;
    text->y = spot.y;
    struct scene_box box = scene_text_box(sheet->scene, text);
    if (!field_is_inside(sheet, box) || !field_is_free(field, box, 2))
        return false;
    box = scene_text(sheet->scene, text);
    field_block(sheet, field,
                (struct scene_box){box.x - BREATH, box.y, box.w + 2 * BREATH, box.h});
    return true;
}
