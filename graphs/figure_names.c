/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure_names: the names of lines at their ends; see figure_parts.h. */
#include <math.h>
#include <stdlib.h>

#include "graphs/figure_parts.h"
#include "graphs/palette.h"

#define SIZE 12.0
#define NEWEST_SIZE 13.5
#define COLUMN_GAP 16.0 /* right of the plot ... */
#define COLUMN_FAR 60.0 /* ... but no further from the ends of the lines */
#define COLUMN_NEAR 30.0
#define APART 2.0
#define OVERHANG 8.0 /* of the column, over and under the plot */
#define EARLY 0.16   /* of the width: a line that ends so far from the right is named there */
#define AWAY 7.0     /* from the end to the words */
#define STEP 6.0
#define STEPS 12
#define STEPS_NEAR 4 /* further off, words are taken for those of another period */
#define PIECE 3.0
#define BREATH 1.0

struct place {
    struct scene_text text;
    struct scene_point end;
    double height;
    uint32_t colour; /* of the line */
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

/* True if a text, a dot or a part of a line stands there; of lines perhaps only the newest. */
static bool is_taken(const struct scene *scene, struct scene_box box, bool all)
{
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        bool solid = item->kind == SCENE_TEXT ||
                     (item->role == SCENE_ROLE_CURVE && item->kind == SCENE_DOT);
        if (solid && scene_overlap(item->box, box, BREATH))
            return true;
        bool curve =
            item->role == SCENE_ROLE_CURVE && (all || item->style.stroke == PALETTE_MAIN);
        for (size_t k = 1; curve && k < item->point_count; k++) {
            if (crosses(item->points[k - 1], item->points[k], box))
                return true;
        }
    }
    return false;
}

/* Over the end, under it, right of it, further and further away; *box has its size, and gets
 * its place. */
static bool find_spot(const struct sheet *sheet, struct scene_box *box, struct scene_point end,
                      int steps, bool all)
{
    for (int i = 0; i < steps; i++) {
        double away = AWAY + i * STEP;
        const struct scene_point spots[] = {{end.x - box->w / 2, end.y - away - box->h},
                                            {end.x - box->w / 2, end.y + away},
                                            {end.x + away, end.y - box->h / 2}};
        for (size_t k = 0; k < sizeof spots / sizeof *spots; k++) {
            box->x = fmax(spots[k].x, sheet->plot.x + 2);
            box->y = spots[k].y;
            if (is_inside(sheet, *box) && !is_taken(sheet->scene, *box, all))
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
    bool newest = name->age == 0;
    return (struct scene_text){.text = words,
                               .size = newest ? NEWEST_SIZE : SIZE,
                               .bold = newest,
                               .halo = true,
                               .colour = newest           ? PALETTE_MAIN
                                         : name->age == 1 ? PALETTE_INK
                                                          : PALETTE_SOFT,
                               .role = newest ? SCENE_ROLE_VALUE : SCENE_ROLE_COMPARE};
}

/* Where nothing is free: over the end, with a rim, within the plot. */
static void force(const struct sheet *sheet, struct scene_box *box, struct scene_point end)
{
    double most = sheet->plot.x + sheet->plot.w - box->w;
    box->x = fmax(fmin(end.x - box->w / 2, most), sheet->plot.x);
    box->y = fmax(end.y - AWAY - box->h, sheet->plot.y - box->h);
}

static void put_centred(struct sheet *sheet, struct scene_text *text, struct scene_box box,
                        double y)
{
    text->align = SCENE_CENTRE;
    text->x = box.x + box.w / 2;
    text->y = y;
    scene_text(sheet->scene, text);
}

/* The value at the newest point, under the year's name when its line ends early; rather over
 * the lines of older years than over other months. */
static void put_newest(struct sheet *sheet, const struct figure_name *name)
{
    struct scene_style dot = {.fill = PALETTE_MAIN};
    struct scene_text value = make_text(name, name->value);
    struct scene_text year = make_text(name, name->text);
    struct scene_box size = scene_text_box(sheet->scene, &value);
    struct scene_box above = {0};
    scene_dot(sheet->scene, name->end, 4, dot, SCENE_ROLE_CURVE);
    if (ends_early(sheet, name))
        above = scene_text_box(sheet->scene, &year);
    struct scene_box box = {.w = fmax(size.w, above.w), .h = size.h + above.h};
    if (!find_spot(sheet, &box, name->end, STEPS_NEAR, true) &&
        !find_spot(sheet, &box, name->end, STEPS_NEAR, false) &&
        !find_spot(sheet, &box, name->end, STEPS, false))
        force(sheet, &box, name->end);
    bool below = box.y >= name->end.y; /* the value is what is nearer */
    if (above.h > 0)
        put_centred(sheet, &year, box, box.y + (below ? size.h : 0));
    put_centred(sheet, &value, box, box.y + (below ? 0 : above.h));
}

static int compare_y(const void *a, const void *b)
{
    const struct place *one = a;
    const struct place *two = b;
    return one->text.y < two->text.y ? -1 : one->text.y > two->text.y;
}

/* As little off their ends, all together, as is needed for each to stand free: where they
 * press, those that touch stand around the middle of their ends. */
static void spread(struct place *places, size_t count, double top, double bottom,
                   struct arena *arena)
{
    struct group {
        double mean; /* of the tops, each without those before it */
        size_t first, count;
    } *groups = arena_alloc(arena, count + 1, sizeof *groups);
    size_t n = 0;
    double step = 0;
    qsort(places, count, sizeof *places, compare_y);
    for (size_t i = 0; i < count; i++)
        step = fmax(step, places[i].height + APART);
    for (size_t i = 0; i < count; i++) {
        groups[n++] = (struct group){places[i].text.y - (double)i * step, i, 1};
        for (; n > 1 && groups[n - 2].mean > groups[n - 1].mean; n--) {
            struct group *to = &groups[n - 2];
            double both = (double)(to->count + groups[n - 1].count);
            to->mean = (to->mean * (double)to->count +
                        groups[n - 1].mean * (double)groups[n - 1].count) /
                       both;
            to->count += groups[n - 1].count;
        }
    }
    for (size_t k = 0; k < n; k++) {
        double least = fmin(fmax(groups[k].mean, top), bottom - (double)count * step);
        for (size_t i = groups[k].first; i < groups[k].first + groups[k].count; i++)
            places[i].text.y = least + (double)i * step;
    }
}

/* In the order of the ends, so that no two of the lines to them cross. */
static void put_column(struct sheet *sheet, struct place *places, size_t count)
{
    double right = sheet->plot.x + sheet->plot.w;
    double last = sheet->plot.x;
    for (size_t i = 0; i < count; i++)
        last = fmax(last, places[i].end.x);
    double column = fmax(last + COLUMN_NEAR, fmin(right + COLUMN_GAP, last + COLUMN_FAR));
    spread(places, count, sheet->plot.y - OVERHANG, sheet->plot.y + sheet->plot.h + OVERHANG,
           sheet->scene->arena);
    for (size_t i = 0; i < count; i++) {
        places[i].text.x = column;
        struct scene_box box = scene_text(sheet->scene, &places[i].text);
        struct scene_point way[] = {{places[i].end.x + 3, places[i].end.y},
                                    {last + 3, places[i].end.y},
                                    {box.x - 3, box.y + box.h / 2}};
        scene_line(sheet->scene, way, 3,
                   (struct scene_style){
                       .stroke = places[i].colour, .width = 0.9, .dash = SCENE_DOTTED},
                   SCENE_ROLE_NONE);
    }
}

void figure_names_put(struct sheet *sheet, const struct figure_name *names, size_t count)
{
    struct place *places = arena_alloc(sheet->scene->arena, count, sizeof *places);
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        if (names[i].age == 0)
            put_newest(sheet, &names[i]);
    }
    for (size_t i = count; i-- > 0;) {
        struct scene_text text = make_text(&names[i], names[i].text);
        struct scene_box box = scene_text_box(sheet->scene, &text);
        bool early = ends_early(sheet, &names[i]);
        if (early && names[i].age == 0)
            continue;
        if (early && find_spot(sheet, &box, names[i].end, STEPS, true)) {
            text.x = box.x;
            text.y = box.y;
            scene_text(sheet->scene, &text);
            continue;
        }
        text.y = names[i].end.y - box.h / 2;
        places[n++] = (struct place){text, names[i].end, box.h, names[i].colour};
    }
    put_column(sheet, places, n);
}
