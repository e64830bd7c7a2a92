/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * scene: a picture as data: rectangles, lines and texts with their places, in points, in the
 * order in which they are drawn. Layer: graphs. Composed first, drawn by canvas afterwards, so
 * that a test can ask where everything stands. Owns what it was given (texts and points are
 * copied).
 */
#ifndef GRAPHS_SCENE_H
#define GRAPHS_SCENE_H

#include "core/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct scene_box {
    double x, y, w, h;
};

struct scene_point {
    double x, y;
};

enum scene_kind { SCENE_RECT, SCENE_LINE, SCENE_AREA, SCENE_DOT, SCENE_TEXT };
enum scene_align { SCENE_LEFT, SCENE_CENTRE, SCENE_RIGHT };
enum scene_dash { SCENE_SOLID, SCENE_DASHED, SCENE_DOTTED, SCENE_CHAIN /* long and short */ };
enum scene_fill {
    SCENE_PLAIN,
    SCENE_HATCHED,
    SCENE_FADING_IN, /* from nothing at the left */
    SCENE_FADING_OUT /* to nothing at the right */
};

/* What an item is for; tests find items by it. */
enum scene_role {
    SCENE_ROLE_NONE,
    SCENE_ROLE_TITLE,
    SCENE_ROLE_SUBTITLE,
    SCENE_ROLE_KEY,
    SCENE_ROLE_UNIT,
    SCENE_ROLE_GRID,
    SCENE_ROLE_VALUE_TICK,
    SCENE_ROLE_TIME_TICK,
    SCENE_ROLE_PANEL, /* what a panel shows, and the days that the other enlarges */
    SCENE_ROLE_ZERO,
    SCENE_ROLE_BAR,
    SCENE_ROLE_CURVE,
    SCENE_ROLE_AREA,
    SCENE_ROLE_COMPARE,
    SCENE_ROLE_MEAN,     /* of the year that ends there */
    SCENE_ROLE_PATH,     /* from the baseline to the target */
    SCENE_ROLE_BASELINE, /* the marker at the start of the path, and its words */
    SCENE_ROLE_REVISION, /* from the former to the present value */
    SCENE_ROLE_CHANGE,   /* against the year before, in the panel below */
    SCENE_ROLE_VALUE,
    SCENE_ROLE_MISSING, /* the publisher's own sign for no figure */
    SCENE_ROLE_TARGET,
    SCENE_ROLE_OUTLOOK, /* what is expected: no value of the indicator */
    SCENE_ROLE_LIMIT,   /* mean and control limits */
    SCENE_ROLE_SIGNAL,  /* the mark of a point beyond the usual variation */
    SCENE_ROLE_VERDICT, /* icons and words on variation and target */
    SCENE_ROLE_EVENT,
    SCENE_ROLE_ALERT,
    SCENE_ROLE_EMPTY,
    SCENE_ROLE_STRIP_HEAD,
    SCENE_ROLE_STRIP_NAME,
    SCENE_ROLE_STRIP_AMOUNT,
    SCENE_ROLE_STRIP_TAG,
    SCENE_ROLE_STRIP_BAR,   /* from start to end */
    SCENE_ROLE_STRIP_YEAR,  /* a fiscal year with a budget */
    SCENE_ROLE_STRIP_TAIL,  /* an open end */
    SCENE_ROLE_STRIP_EARLY, /* too early to judge */
    SCENE_ROLE_FOOT
};

struct scene_style {
    uint32_t fill;   /* of graphs/palette.h */
    uint32_t stroke; /* likewise */
    double width;    /* of the stroke */
    enum scene_dash dash;
    enum scene_fill pattern;
};

struct scene_text {
    const char *text;
    double x, y; /* y: the top, or the middle when `middle` */
    bool middle;
    enum scene_align align; /* which part of the text stands at x */
    double size;
    bool bold;
    bool halo;       /* a rim of paper, over lines */
    uint32_t colour; /* of graphs/palette.h */
    double width;    /* wraps within; 0 = one line of any length */
    int lines;       /* most lines when width is given; cut with … */
    double leading;  /* room between lines, besides their own height */
    enum scene_role role;
};

struct scene_item {
    enum scene_kind kind;
    enum scene_role role;
    struct scene_box box; /* of texts: as measured; of lines: around the points */
    struct scene_style style;
    const struct scene_point *points; /* lines and areas */
    size_t point_count;
    struct scene_text text;
};

/* Says how large a text will be; *width, *height in points. */
struct scene_measure {
    void (*size)(void *context, const struct scene_text *text, double *width, double *height);
    void *context;
};

struct scene {
    struct arena *arena;
    struct scene_measure measure;
    double width, height;
    struct scene_item *items;
    size_t count;
    size_t capacity;
};

/* Caller-owned storage; release with scene_free. */
void scene_init(struct scene *scene, struct scene_measure measure);
void scene_free(struct scene *scene);

void scene_rect(struct scene *scene, struct scene_box box, struct scene_style style,
                enum scene_role role);

/* A line through the points, or the area that they surround. Fewer than two points: nothing.
 */
void scene_line(struct scene *scene, const struct scene_point *points, size_t count,
                struct scene_style style, enum scene_role role);
void scene_area(struct scene *scene, const struct scene_point *points, size_t count,
                struct scene_style style, enum scene_role role);

/* Moves all items of another scene of the same arena into this one, shifted. */
void scene_take(struct scene *scene, struct scene *from, double dx, double dy);

/* Makes the whole picture so many times as large, its texts and lines with it. */
void scene_scale(struct scene *scene, double factor);

/* A circle around a point. */
void scene_dot(struct scene *scene, struct scene_point centre, double radius,
               struct scene_style style, enum scene_role role);

/* Where the text would stand; scene_text also puts it there. */
struct scene_box scene_text_box(const struct scene *scene, const struct scene_text *text);
struct scene_box scene_text(struct scene *scene, const struct scene_text *text);

/* True if all of a path is level or upright, as steps are. */
bool scene_is_rectilinear(const struct scene_item *item);

/* True if the two share more than their edges, each widened by `gap`/2. */
bool scene_overlap(struct scene_box a, struct scene_box b, double gap);

#endif
