/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure_names: the names of lines at their ends; see figure_parts.h. */
#include <math.h>
#include <stdlib.h>

#include "graphs/figure_parts.h"
#include "graphs/palette.h"

#define SIZE 12.0
#define NEWEST_SIZE 13.5
#define COLUMN_GAP 16.0
#define APART 1.0
#define OVERHANG 8.0 /* of the column, over and under the plot */
#define EARLY 0.16   /* of the width: a line that ends so far from the right is named there */
#define AWAY 7.0     /* from the end to the words */
#define STEP 6.0
#define STEPS 12
#define PIECE 3.0
#define BREATH 1.0

struct place {
    struct scene_text text;
    struct scene_point end;
    double height;
};

static bool is_inside(const struct sheet *sheet, struct scene_box box)
{
    return box.x >= sheet->plot.x && box.y >= sheet->plot.y &&
           box.x + box.w <= sheet->plot.x + sheet->plot.w &&
           box.y + box.h <= sheet->plot.y + sheet->plot.h - 1;
}

/* True if the line between two points runs through the box: it is looked at in short pieces.
 */
static bool crosses(struct scene_point a, struct scene_point b, struct scene_box box)
{
    int pieces = (int)(hypot(b.x - a.x, b.y - a.y) / PIECE) + 1;
    for (int i = 0; i <= pieces; i++) {
        double share = (double)i / pieces;
        struct scene_box spot = {a.x + share * (b.x - a.x), a.y + share * (b.y - a.y), 0, 0};
        if (scene_overlap(spot, box, PIECE / 2))
            return true;
    }
    return false;
}

/* True if a text, a dot or a part of a line stands there. */
static bool is_taken(const struct scene *scene, struct scene_box box)
{
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        bool solid = item->kind == SCENE_TEXT ||
                     (item->role == SCENE_ROLE_CURVE && item->kind == SCENE_DOT);
        if (solid && scene_overlap(item->box, box, BREATH))
            return true;
        for (size_t k = 1; item->role == SCENE_ROLE_CURVE && k < item->point_count; k++) {
            if (crosses(item->points[k - 1], item->points[k], box))
                return true;
        }
    }
    return false;
}

/* Right of the end, over it, under it, further and further away. */
static bool find_spot(const struct sheet *sheet, struct scene_text *text,
                      struct scene_point end)
{
    struct scene_box size = scene_text_box(sheet->scene, text);
    for (int i = 0; i < STEPS; i++) {
        double away = AWAY + i * STEP;
        struct scene_point spots[] = {{end.x + away, end.y - size.h / 2},
                                      {end.x - size.w / 2, end.y - away - size.h},
                                      {end.x - size.w / 2, end.y + away}};
        for (size_t k = 0; k < sizeof spots / sizeof *spots; k++) {
            text->x = fmax(spots[k].x, sheet->plot.x + 2);
            text->y = spots[k].y;
            struct scene_box box = scene_text_box(sheet->scene, text);
            if (is_inside(sheet, box) && !is_taken(sheet->scene, box))
                return true;
        }
    }
    return false;
}

static bool ends_early(const struct sheet *sheet, const struct figure_name *name)
{
    return name->end.x < sheet->plot.x + (1 - EARLY) * sheet->plot.w;
}

static struct scene_text make_text(const struct figure_name *name, const char *words)
{
    return (struct scene_text){.text = words,
                               .size = name->newest ? NEWEST_SIZE : SIZE,
                               .bold = name->newest,
                               .halo = true,
                               .colour = name->newest ? PALETTE_MAIN : PALETTE_SOFT,
                               .role = name->newest ? SCENE_ROLE_VALUE : SCENE_ROLE_COMPARE};
}

/* Where nothing is free: over the end, with a rim, within the plot. */
static void force(const struct sheet *sheet, struct scene_text *text, struct scene_point end)
{
    struct scene_box size = scene_text_box(sheet->scene, text);
    double most = sheet->plot.x + sheet->plot.w - size.w;
    text->x = fmax(fmin(end.x - size.w / 2, most), sheet->plot.x);
    text->y = fmax(end.y - AWAY - size.h, sheet->plot.y - size.h);
}

/* The value at the newest point, with the year's name when its line ends early. */
static void put_newest(struct sheet *sheet, const struct figure_name *name)
{
    struct scene_style dot = {.fill = PALETTE_MAIN};
    scene_dot(sheet->scene, name->end, 4, dot, SCENE_ROLE_CURVE);
    const char *words = name->value;
    if (ends_early(sheet, name))
        words = arena_printf(sheet->scene->arena, "%s%s%s", name->text,
                             words_pick(sheet->language, "　", ": "), name->value);
    struct scene_text text = make_text(name, words);
    if (!find_spot(sheet, &text, name->end))
        force(sheet, &text, name->end);
    scene_text(sheet->scene, &text);
}

static int compare_y(const void *a, const void *b)
{
    const struct place *one = a;
    const struct place *two = b;
    return one->text.y < two->text.y ? -1 : one->text.y > two->text.y;
}

/* Down, then up from the bottom, as little as is needed for each to stand free. */
static void spread(struct place *places, size_t count, double top, double bottom)
{
    qsort(places, count, sizeof *places, compare_y);
    double least = top;
    for (size_t i = 0; i < count; i++) {
        places[i].text.y = fmax(places[i].text.y, least);
        least = places[i].text.y + places[i].height + APART;
    }
    double most = bottom;
    for (size_t i = count; i-- > 0;) {
        places[i].text.y = fmin(places[i].text.y, most - places[i].height);
        most = places[i].text.y - APART;
    }
}

/* With a thin line from where each ends. */
static void put_column(struct sheet *sheet, struct place *places, size_t count)
{
    double right = sheet->plot.x + sheet->plot.w;
    spread(places, count, sheet->plot.y - OVERHANG, sheet->plot.y + sheet->plot.h + OVERHANG);
    for (size_t i = 0; i < count; i++) {
        struct scene_box box = scene_text(sheet->scene, &places[i].text);
        struct scene_point way[] = {{places[i].end.x + 3, places[i].end.y},
                                    {fmax(right, places[i].end.x + 3), places[i].end.y},
                                    {box.x - 3, box.y + box.h / 2}};
        scene_line(
            sheet->scene, way, 3,
            (struct scene_style){.stroke = PALETTE_AXIS, .width = 0.7, .dash = SCENE_DOTTED},
            SCENE_ROLE_NONE);
    }
}

void figure_names_put(struct sheet *sheet, const struct figure_name *names, size_t count)
{
    struct place *places = arena_alloc(sheet->scene->arena, count, sizeof *places);
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        if (names[i].newest)
            put_newest(sheet, &names[i]);
    }
    for (size_t i = count; i-- > 0;) {
        struct scene_text text = make_text(&names[i], names[i].text);
        bool early = ends_early(sheet, &names[i]);
        if (early && names[i].newest)
            continue;
        if (early && find_spot(sheet, &text, names[i].end)) {
            scene_text(sheet->scene, &text);
            continue;
        }
        text.x = sheet->plot.x + sheet->plot.w + COLUMN_GAP;
        double height = scene_text_box(sheet->scene, &text).h;
        text.y = names[i].end.y - height / 2;
        places[n++] = (struct place){text, names[i].end, height};
    }
    put_column(sheet, places, n);
}
