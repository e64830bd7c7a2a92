/* SPDX-License-Identifier: GPL-3.0-or-later */
/* svgwrite: see svgwrite.h. */
#include "graphs/svgwrite.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/plain.h"
#include "core/str.h"
#include "graphs/site/html.h"

/* Those of canvas first, then what other systems have. */
#define FAMILIES                                                                              \
    "IPAexGothic, 'Noto Sans CJK JP', IPAGothic, 'Noto Sans JP', 'Hiragino Sans', "           \
    "'Hiragino Kaku Gothic ProN', 'Yu Gothic', Meiryo, sans-serif"
#define HALO 4.0   /* as in canvas */
#define COLUMN 0.5 /* points */

struct pen {
    struct canvas *canvas;
    const struct scene *scene;
    const struct svgwrite_head *head;
    struct arena *arena;
    struct buf *out;
};

/* Two places are finer than any eye; what is not needed of them is not written. */
static void put_number(struct buf *out, double number)
{
    char text[64];

    snprintf(text, sizeof text, "%.2f", number);
    size_t length = strlen(text);
    while (text[length - 1] == '0')
        text[--length] = '\0';
    if (text[length - 1] == '.')
        text[length - 1] = '\0';
    buf_puts(out, str_equal(text, "-0") ? "0" : text);
}

static void put_attribute(struct buf *out, const char *name, double number)
{
    buf_printf(out, " %s=\"", name);
    put_number(out, number);
    buf_puts(out, "\"");
}

/* XML has no controls. */
static void put_words(const struct pen *pen, const char *text)
{
    html_escape(pen->out, plain_copy(pen->arena, text));
}

static void put_colour(const struct pen *pen, const char *name, uint32_t colour)
{
    uint32_t rgba = palette_rgba(pen->head->paper.theme, colour);

    if (colour == PALETTE_NONE) {
        buf_printf(pen->out, " %s=\"none\"", name);
        return;
    }
    buf_printf(pen->out, " %s=\"#%06x\"", name, (unsigned)(rgba >> 8));
    if ((rgba & 0xFF) != 0xFF) {
        buf_printf(pen->out, " %s-opacity=\"", name);
        put_number(pen->out, (rgba & 0xFF) / 255.0);
        buf_puts(pen->out, "\"");
    }
}

/* --- what is not plain colour is defined once --- */

static const char *const PATTERNS[] = {
    [SCENE_HATCHED] = "hatched", [SCENE_FADING_IN] = "in", [SCENE_FADING_OUT] = "out"};

static bool is_used(const struct scene *scene, uint32_t colour, enum scene_fill pattern)
{
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_style *style = &scene->items[i].style;
        if (style->fill == colour && style->pattern == pattern)
            return true;
    }
    return false;
}

static void put_pattern_name(const struct pen *pen, uint32_t colour, enum scene_fill pattern)
{
    buf_printf(pen->out, "%s-%s-%u", pen->head->id, PATTERNS[pattern], (unsigned)colour);
}

static void define(const struct pen *pen, uint32_t colour, enum scene_fill pattern)
{
    struct buf *out = pen->out;
    bool hatched = pattern == SCENE_HATCHED;

    buf_puts(out, hatched ? "<pattern id=\"" : "<linearGradient id=\"");
    put_pattern_name(pen, colour, pattern);
    if (hatched) {
        buf_puts(out, "\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">"
                      "<path d=\"M-1 1 1-1M0 6 6 0M5 7 7 5\" stroke-width=\"1.5\"");
        put_colour(pen, "stroke", colour);
        buf_puts(out, "/></pattern>\n");
        return;
    }
    unsigned rgb = (unsigned)(palette_rgba(pen->head->paper.theme, colour) >> 8);
    int from = pattern == SCENE_FADING_IN ? 0 : 1;
    buf_printf(out,
               "\"><stop offset=\"0\" stop-color=\"#%06x\" stop-opacity=\"%d\"/>"
               "<stop offset=\"1\" stop-color=\"#%06x\" stop-opacity=\"%d\"/>"
               "</linearGradient>\n",
               rgb, from, rgb, 1 - from);
}

static void put_definitions(const struct pen *pen)
{
    buf_puts(pen->out, "<defs>\n");
    for (uint32_t colour = 1; colour < PALETTE_COUNT; colour++) {
        for (int pattern = SCENE_HATCHED; pattern <= SCENE_FADING_OUT; pattern++) {
            if (is_used(pen->scene, colour, (enum scene_fill)pattern))
                define(pen, colour, (enum scene_fill)pattern);
        }
    }
    buf_puts(pen->out, "</defs>\n");
}

/* --- items --- */

static void put_style(const struct pen *pen, const struct scene_style *style)
{
    struct buf *out = pen->out;

    if (style->fill != PALETTE_NONE && style->pattern != SCENE_PLAIN) {
        buf_puts(out, " fill=\"url(#");
        put_pattern_name(pen, style->fill, style->pattern);
        buf_puts(out, ")\"");
    } else {
        put_colour(pen, "fill", style->fill);
    }
    if (style->stroke == PALETTE_NONE)
        return;
    put_colour(pen, "stroke", style->stroke);
    put_attribute(out, "stroke-width", style->width);
    if (style->dash != SCENE_SOLID)
        buf_printf(out, " stroke-dasharray=\"%s\"",
                   style->dash == SCENE_DASHED  ? "6 4"
                   : style->dash == SCENE_CHAIN ? "10 2.5 2 2.5"
                                                : "1.5 3");
}

static void put_rect(const struct pen *pen, const struct scene_item *item)
{
    buf_puts(pen->out, "<rect");
    put_attribute(pen->out, "x", item->box.x);
    put_attribute(pen->out, "y", item->box.y);
    put_attribute(pen->out, "width", item->box.w);
    put_attribute(pen->out, "height", item->box.h);
    put_style(pen, &item->style);
    buf_puts(pen->out, "/>\n");
}

static void put_dot(const struct pen *pen, const struct scene_item *item)
{
    buf_puts(pen->out, "<circle");
    put_attribute(pen->out, "cx", item->box.x + item->box.w / 2);
    put_attribute(pen->out, "cy", item->box.y + item->box.h / 2);
    put_attribute(pen->out, "r", item->box.w / 2);
    put_style(pen, &item->style);
    buf_puts(pen->out, "/>\n");
}

/* How many of the points stand in one column of half a point's width, and which of them reach
 * the lowest and the highest. */
static size_t read_column(const struct scene_point *points, size_t count, size_t *low,
                          size_t *high)
{
    double end = (floor(points[0].x / COLUMN) + 1) * COLUMN;
    size_t n = 1;

    *low = *high = 0;
    for (; n < count && points[n].x >= points[0].x && points[n].x < end; n++) {
        *low = points[n].y > points[*low].y ? n : *low;
        *high = points[n].y < points[*high].y ? n : *high;
    }
    return n;
}

/* Of a column that nobody can look into (days of forty years), the ends and the extremes say
 * all. */
static void put_points(const struct pen *pen, const struct scene_point *points, size_t count)
{
    for (size_t i = 0; i < count;) {
        size_t low;
        size_t high;
        size_t n = read_column(points + i, count - i, &low, &high);

        for (size_t k = 0; k < n; k++) {
            if (n > 4 && k != 0 && k != n - 1 && k != low && k != high)
                continue;
            buf_puts(pen->out, i + k == 0 ? "" : " ");
            put_number(pen->out, points[i + k].x);
            buf_putc(pen->out, ',');
            put_number(pen->out, points[i + k].y);
        }
        i += n;
    }
}

static void put_path(const struct pen *pen, const struct scene_item *item)
{
    buf_puts(pen->out,
             item->kind == SCENE_AREA ? "<polygon points=\"" : "<polyline points=\"");
    put_points(pen, item->points, item->point_count);
    buf_puts(pen->out, "\"");
    put_style(pen, &item->style);
    buf_puts(pen->out, "/>\n");
}

static void put_text(const struct pen *pen, const struct scene_item *item)
{
    struct canvas_line lines[CANVAS_LINES];
    size_t count = canvas_lines(pen->canvas, item, pen->arena, lines);

    for (size_t i = 0; i < count; i++) {
        buf_puts(pen->out, "<text");
        put_attribute(pen->out, "x", lines[i].x);
        put_attribute(pen->out, "y", lines[i].baseline);
        put_attribute(pen->out, "font-size", item->text.size);
        put_colour(pen, "fill", item->text.colour);
        if (item->text.bold)
            buf_puts(pen->out, " font-weight=\"bold\"");
        if (item->text.halo) {
            put_colour(pen, "stroke", PALETTE_PAPER);
            put_attribute(pen->out, "stroke-width", HALO);
            buf_puts(pen->out, " paint-order=\"stroke\"");
        }
        if (lines[i].width > 0) {
            put_attribute(pen->out, "textLength", lines[i].width);
            buf_puts(pen->out, " lengthAdjust=\"spacingAndGlyphs\"");
        }
        buf_puts(pen->out, ">");
        put_words(pen, lines[i].text);
        buf_puts(pen->out, "</text>\n");
    }
}

static void put_item(const struct pen *pen, const struct scene_item *item)
{
    switch (item->kind) {
    case SCENE_RECT:
        put_rect(pen, item);
        break;
    case SCENE_LINE:
    case SCENE_AREA:
        put_path(pen, item);
        break;
    case SCENE_DOT:
        put_dot(pen, item);
        break;
    case SCENE_TEXT:
        put_text(pen, item);
        break;
    }
}

/* --- the document --- */

static void put_element(const struct pen *pen, const char *name, const char *text)
{
    buf_printf(pen->out, "<%s id=\"%s-%s\">", name, pen->head->id, name);
    put_words(pen, text);
    buf_printf(pen->out, "</%s>\n", name);
}

static void put_head(const struct pen *pen)
{
    const struct svgwrite_head *head = pen->head;
    struct buf *out = pen->out;

    buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                  "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ");
    put_number(out, pen->scene->width);
    buf_putc(out, ' ');
    put_number(out, pen->scene->height);
    buf_puts(out, "\"");
    put_attribute(out, "width", pen->scene->width * head->paper.scale);
    put_attribute(out, "height", pen->scene->height * head->paper.scale);
    buf_printf(out,
               " xml:lang=\"%s\" role=\"img\" aria-labelledby=\"%s-title\" "
               "aria-describedby=\"%s-desc\" font-family=\"%s\" stroke-linejoin=\"round\">\n",
               words_code(head->language), head->id, head->id, FAMILIES);
    put_element(pen, "title", head->title);
    put_element(pen, "desc", head->description);
}

int svgwrite_scene(struct canvas *canvas, const struct scene *scene,
                   const struct svgwrite_head *head, struct buf *out, struct err *err)
{
    struct pen pen = {canvas, scene, head, arena_new(), out};

    put_head(&pen);
    put_definitions(&pen);
    buf_puts(out, "<rect width=\"100%\" height=\"100%\"");
    put_colour(&pen, "fill", PALETTE_PAPER);
    buf_puts(out, "/>\n");
    for (size_t i = 0; i < scene->count; i++)
        put_item(&pen, &scene->items[i]);
    buf_puts(out, "</svg>\n");
    arena_free(pen.arena);
    if (out->overflow)
        return err_set(err, ERR_DATA, "picture larger than %zu bytes", out->limit);
    return 0;
}
