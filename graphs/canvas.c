/* SPDX-License-Identifier: GPL-3.0-or-later */
/* canvas: draws a scene as a PNG. */
#include "graphs/canvas.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <cairo/cairo-pdf.h>
#include <pango/pangocairo.h>

#include "core/mem.h"
#include "graphs/pngwrite.h"

#define FAMILIES "IPAexGothic, Noto Sans CJK JP, IPAGothic, sans-serif"
#define PACKAGE "fonts-ipaexfont-gothic"

/* Kanji, both kana and a full-width sign: what a Japanese chart cannot do without. */
#define SPECIMEN "指標 年度 あア ▲％"

#define MISSING_LIMIT 4096
#define HALO 4.0 /* the width of the pen that draws it */
#define HALO_TOLERANCE 0.4
#define HATCH 6.0 /* from stroke to stroke */
#define LONG 64   /* points */
#define PIECE 4   /* strokes */

struct canvas {
    cairo_surface_t *surface; /* one pixel, to measure on */
    cairo_t *cairo;
    PangoLayout *layout;
    PangoFontDescription *font;
    struct buf missing; /* characters that no font has */
};

static PangoLayout *make_layout(cairo_t *cairo)
{
    PangoLayout *layout = pango_cairo_create_layout(cairo);
    PangoContext *context = pango_layout_get_context(layout);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_context_set_language(context, pango_language_from_string("ja"));
    pango_layout_context_changed(layout);
    return layout;
}

static void set_text(const struct canvas *canvas, PangoLayout *layout,
                     const struct scene_text *text)
{
    pango_font_description_set_absolute_size(canvas->font, text->size * PANGO_SCALE);
    pango_font_description_set_weight(canvas->font,
                                      text->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout, canvas->font);
    bool wraps = text->width > 0;
    pango_layout_set_width(layout, wraps ? (int)(text->width * PANGO_SCALE) : -1);
    pango_layout_set_height(layout, wraps ? -(text->lines > 0 ? text->lines : 1) : -1);
    pango_layout_set_ellipsize(layout, wraps ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_spacing(layout, (int)(text->leading * PANGO_SCALE));
    pango_layout_set_single_paragraph_mode(layout, TRUE);
    pango_layout_set_text(layout, text->text, -1);
}

/* Two fonts may share a line (a sign that the first lacks), so the logical box is taken, which
 * has room for all. */
static void measure(void *context, const struct scene_text *text, double *width,
                    double *height)
{
    const struct canvas *canvas = context;
    set_text(canvas, canvas->layout, text);
    PangoRectangle box;
    pango_layout_get_extents(canvas->layout, NULL, &box);
    *width = (double)box.width / PANGO_SCALE;
    *height = (double)box.height / PANGO_SCALE;
}

struct scene_measure canvas_measure(struct canvas *canvas)
{
    return (struct scene_measure){measure, canvas};
}

static int check_font(struct canvas *canvas, struct err *err)
{
    struct scene_text specimen = {.text = SPECIMEN, .size = 12};
    set_text(canvas, canvas->layout, &specimen);
    int unknown = pango_layout_get_unknown_glyphs_count(canvas->layout);
    if (unknown == 0)
        return 0;
    return err_set(err, ERR_UNAVAILABLE,
                   "no font with Japanese letters found (%d of \"%s\" missing): install %s",
                   unknown, SPECIMEN, PACKAGE);
}

int canvas_new(struct canvas **out, struct err *err)
{
    struct canvas *canvas = mem_calloc(1, sizeof *canvas);
    *out = NULL;
    canvas->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 1, 1);
    canvas->cairo = cairo_create(canvas->surface);
    canvas->font = pango_font_description_from_string(FAMILIES);
    canvas->layout = make_layout(canvas->cairo);
    buf_init(&canvas->missing, MISSING_LIMIT);
    if (check_font(canvas, err) != 0) {
        canvas_free(canvas);
        return -1;
    }
    *out = canvas;
    return 0;
}

void canvas_free(struct canvas *canvas)
{
    if (canvas == NULL)
        return;
    g_object_unref(canvas->layout);
    pango_font_description_free(canvas->font);
    cairo_destroy(canvas->cairo);
    cairo_surface_destroy(canvas->surface);
    buf_free(&canvas->missing);
    mem_free(canvas);
}

/* What one picture is painted with. */
struct brush {
    struct canvas *canvas;
    cairo_t *cairo;
    PangoLayout *layout;
    enum palette_theme theme;
};

static void set_colour(const struct brush *brush, uint32_t colour)
{
    uint32_t rgba = palette_rgba(brush->theme, colour);
    cairo_set_source_rgba(brush->cairo, (rgba >> 24 & 0xFF) / 255.0,
                          (rgba >> 16 & 0xFF) / 255.0, (rgba >> 8 & 0xFF) / 255.0,
                          (rgba & 0xFF) / 255.0);
}

static void set_dash(cairo_t *cairo, enum scene_dash dash)
{
    static const double dashed[] = {6, 4};
    static const double dotted[] = {1.5, 3};
    static const double chain[] = {10, 2.5, 2, 2.5};
    switch (dash) {
    case SCENE_SOLID:
        cairo_set_dash(cairo, NULL, 0, 0);
        break;
    case SCENE_DASHED:
        cairo_set_dash(cairo, dashed, 2, 0);
        break;
    case SCENE_DOTTED:
        cairo_set_dash(cairo, dotted, 2, 0);
        break;
    case SCENE_CHAIN:
        cairo_set_dash(cairo, chain, 4, 0);
        break;
    }
}

static void fill_fading(const struct brush *brush, const struct scene_item *item)
{
    cairo_t *cairo = brush->cairo;
    uint32_t colour = palette_rgba(brush->theme, item->style.fill);
    double red = (colour >> 24 & 0xFF) / 255.0;
    double green = (colour >> 16 & 0xFF) / 255.0;
    double blue = (colour >> 8 & 0xFF) / 255.0;
    cairo_pattern_t *fade =
        cairo_pattern_create_linear(item->box.x, 0, item->box.x + item->box.w, 0);
    bool in = item->style.pattern == SCENE_FADING_IN;
    cairo_pattern_add_color_stop_rgba(fade, 0, red, green, blue, in ? 0 : 1);
    cairo_pattern_add_color_stop_rgba(fade, 1, red, green, blue, in ? 1 : 0);
    cairo_set_source(cairo, fade);
    cairo_fill_preserve(cairo);
    cairo_pattern_destroy(fade);
}

static void fill_hatched(const struct brush *brush, const struct scene_item *item)
{
    cairo_t *cairo = brush->cairo;
    struct scene_box box = item->box;
    cairo_path_t *path = cairo_copy_path(cairo);
    cairo_save(cairo);
    cairo_clip(cairo);
    set_colour(brush, item->style.fill);
    cairo_set_line_width(cairo, 1.5);
    set_dash(cairo, SCENE_SOLID);
    double first = floor((box.x - box.h) / HATCH) * HATCH;
    int strokes = (int)((box.x + box.w - first) / HATCH) + 1;
    for (int i = 0; i < strokes; i++) {
        double x = first + i * HATCH;
        cairo_move_to(cairo, x, box.y + box.h);
        cairo_line_to(cairo, x + box.h, box.y);
    }
    cairo_stroke(cairo);
    cairo_restore(cairo);
    cairo_new_path(cairo);
    cairo_append_path(cairo, path);
    cairo_path_destroy(path);
}

static void fill(const struct brush *brush, const struct scene_item *item)
{
    switch (item->style.pattern) {
    case SCENE_PLAIN:
        set_colour(brush, item->style.fill);
        cairo_fill_preserve(brush->cairo);
        break;
    case SCENE_HATCHED:
        fill_hatched(brush, item);
        break;
    case SCENE_FADING_IN:
    case SCENE_FADING_OUT:
        fill_fading(brush, item);
        break;
    }
}

/* Fills and strokes the current path. */
static void paint(const struct brush *brush, const struct scene_item *item)
{
    cairo_t *cairo = brush->cairo;
    if (item->style.fill != 0)
        fill(brush, item);
    if (item->style.stroke != 0) {
        set_colour(brush, item->style.stroke);
        cairo_set_line_width(cairo, item->style.width);
        set_dash(cairo, item->style.dash);
        cairo_stroke_preserve(cairo);
    }
    cairo_new_path(cairo);
}

/* What one stroke takes grows faster than its points do, so a long line is drawn in pieces
 * that meet under an opaque colour. */
static bool has_pieces(const struct brush *brush, const struct scene_item *item)
{
    return item->kind == SCENE_LINE && item->point_count >= LONG && item->style.fill == 0 &&
           item->style.dash == SCENE_SOLID && item->style.stroke != 0 &&
           (palette_rgba(brush->theme, item->style.stroke) & 0xFF) == 0xFF;
}

static void draw_pieces(const struct brush *brush, const struct scene_item *item)
{
    cairo_t *cairo = brush->cairo;
    cairo_save(cairo);
    set_colour(brush, item->style.stroke);
    set_dash(cairo, SCENE_SOLID);
    cairo_set_line_width(cairo, item->style.width);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    for (size_t first = 0; first + 1 < item->point_count; first += PIECE) {
        /* where two meet it is enough that one is round; the line itself ends square */
        bool outer = first == 0 || first + PIECE + 1 >= item->point_count;
        cairo_set_line_cap(cairo, outer ? CAIRO_LINE_CAP_BUTT : CAIRO_LINE_CAP_ROUND);
        for (size_t i = first; i <= first + PIECE && i < item->point_count; i++)
            cairo_line_to(cairo, item->points[i].x, item->points[i].y);
        cairo_stroke(cairo);
    }
    cairo_restore(cairo);
}

/* cairo strokes steps with square corners several times faster than with round ones. */
static void draw_path(const struct brush *brush, const struct scene_item *item)
{
    bool steps = scene_is_rectilinear(item);
    if (!steps && has_pieces(brush, item)) {
        draw_pieces(brush, item);
        return;
    }
    cairo_set_line_join(brush->cairo, steps ? CAIRO_LINE_JOIN_MITER : CAIRO_LINE_JOIN_ROUND);
    for (size_t i = 0; i < item->point_count; i++)
        cairo_line_to(brush->cairo, item->points[i].x, item->points[i].y);
    if (item->kind == SCENE_AREA)
        cairo_close_path(brush->cairo);
    paint(brush, item);
}

static void draw_dot(const struct brush *brush, const struct scene_item *item)
{
    double radius = item->box.w / 2;
    cairo_arc(brush->cairo, item->box.x + radius, item->box.y + radius, radius, 0,
              2 * acos(-1.0));
    paint(brush, item);
}

/* "𠮷 (U+20BB7)", each once. */
static void note_missing(struct canvas *canvas, gunichar character)
{
    char name[48];
    char letter[8] = "";
    letter[g_unichar_to_utf8(character, letter)] = '\0';
    snprintf(name, sizeof name, "%s (U+%04X)", letter, (unsigned)character);
    if (strstr(buf_text(&canvas->missing), name) == NULL)
        buf_printf(&canvas->missing, "%s%s", canvas->missing.length == 0 ? "" : ", ", name);
}

/* pango falls back from font to font; what the last one lacks becomes a box with its number.
 */
static void find_missing(struct canvas *canvas, PangoLayout *layout)
{
    if (pango_layout_get_unknown_glyphs_count(layout) == 0)
        return;
    PangoLayoutIter *lines = pango_layout_get_iter(layout);
    do {
        PangoGlyphItem *run = pango_layout_iter_get_run_readonly(lines);
        for (int i = 0; run != NULL && i < run->glyphs->num_glyphs; i++) {
            PangoGlyph glyph = run->glyphs->glyphs[i].glyph;
            if ((glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0)
                note_missing(canvas, glyph & ~PANGO_GLYPH_UNKNOWN_FLAG);
        }
    } while (pango_layout_iter_next_run(lines));
    pango_layout_iter_free(lines);
}

/* A rim of the paper's colour: at full smoothness it would cost more than all the letters. */
static void draw_halo(const struct brush *brush)
{
    cairo_t *cairo = brush->cairo;
    cairo_save(cairo);
    set_colour(brush, PALETTE_PAPER);
    set_dash(cairo, SCENE_SOLID);
    cairo_set_line_width(cairo, HALO);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_set_tolerance(cairo, HALO_TOLERANCE);
    cairo_set_antialias(cairo, CAIRO_ANTIALIAS_FAST);
    pango_cairo_layout_path(cairo, brush->layout);
    cairo_stroke(cairo);
    cairo_restore(cairo);
}

static void draw_text(const struct brush *brush, const struct scene_item *item)
{
    cairo_t *cairo = brush->cairo;
    PangoLayout *layout = brush->layout;
    set_text(brush->canvas, layout, &item->text);
    find_missing(brush->canvas, layout);
    PangoRectangle box;
    pango_layout_get_extents(layout, NULL, &box);
    cairo_move_to(cairo, item->box.x - (double)box.x / PANGO_SCALE,
                  item->box.y - (double)box.y / PANGO_SCALE);
    if (item->text.halo) {
        draw_halo(brush);
        cairo_move_to(cairo, item->box.x - (double)box.x / PANGO_SCALE,
                      item->box.y - (double)box.y / PANGO_SCALE);
    }
    set_colour(brush, item->text.colour);
    pango_cairo_show_layout(cairo, layout);
    cairo_new_path(cairo);
}

static void draw_item(const struct brush *brush, const struct scene_item *item)
{
    switch (item->kind) {
    case SCENE_RECT:
        cairo_rectangle(brush->cairo, item->box.x, item->box.y, item->box.w, item->box.h);
        paint(brush, item);
        break;
    case SCENE_LINE:
    case SCENE_AREA:
        draw_path(brush, item);
        break;
    case SCENE_DOT:
        draw_dot(brush, item);
        break;
    case SCENE_TEXT:
        draw_text(brush, item);
        break;
    }
}

static void draw_all(struct canvas *canvas, const struct scene *scene,
                     struct canvas_paper paper, cairo_surface_t *surface)
{
    cairo_t *cairo = cairo_create(surface);
    struct brush brush = {canvas, cairo, make_layout(cairo), paper.theme};
    cairo_scale(cairo, paper.scale, paper.scale);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    set_colour(&brush, PALETTE_PAPER);
    cairo_paint(cairo);
    for (size_t i = 0; i < scene->count; i++)
        draw_item(&brush, &scene->items[i]);
    g_object_unref(brush.layout);
    cairo_destroy(cairo);
}

static int write_png(cairo_surface_t *surface, int scale, struct buf *out, struct err *err)
{
    cairo_surface_flush(surface);
    cairo_status_t status = cairo_surface_status(surface);
    const void *pixels = cairo_image_surface_get_data(surface);
    if (status != CAIRO_STATUS_SUCCESS || pixels == NULL)
        return err_set(err, ERR_INTERNAL, "cairo: %s", cairo_status_to_string(status));
    struct pngwrite_image image = {
        .pixels = pixels,
        .width = (uint32_t)cairo_image_surface_get_width(surface),
        .height = (uint32_t)cairo_image_surface_get_height(surface),
        .stride = (uint32_t)cairo_image_surface_get_stride(surface) / 4,
        .scale = scale,
    };
    return pngwrite_rgb(&image, out, err);
}

int canvas_draw(struct canvas *canvas, const struct scene *scene, struct canvas_paper paper,
                struct buf *out, struct err *err)
{
    int scale = paper.scale;
    double width = scene->width * scale;
    double height = scene->height * scale;
    if (scale < 1 ||
        !(width >= 1 && width <= PNGWRITE_SIDE && height >= 1 && height <= PNGWRITE_SIDE))
        return err_set(err, ERR_INTERNAL, "picture of %.0f by %.0f pixels at scale %d", width,
                       height, scale);
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)width, (int)height);
    draw_all(canvas, scene, paper, surface);
    int result = write_png(surface, scale, out, err);
    cairo_surface_destroy(surface);
    return result;
}

static cairo_status_t take(void *out, const unsigned char *bytes, unsigned length)
{
    return buf_append(out, bytes, length) == 0 ? CAIRO_STATUS_SUCCESS
                                               : CAIRO_STATUS_WRITE_ERROR;
}

int canvas_pdf(struct canvas *canvas, const struct scene *pages, size_t count,
               const struct canvas_document *document, struct buf *out, struct err *err)
{
    const struct canvas_paper paper = {PALETTE_THEME_LIGHT, 1};
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(take, out, pages->width, pages->height);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, document->title);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, document->author);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, document->creator);
    /* else it would be the clock's */
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, document->created);
    for (size_t i = 0; i < count; i++) {
        cairo_pdf_surface_set_size(surface, pages[i].width, pages[i].height);
        draw_all(canvas, &pages[i], paper, surface);
        cairo_surface_show_page(surface);
    }
    cairo_surface_finish(surface);
    cairo_status_t status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (out->overflow)
        return err_set(err, ERR_DATA, "PDF larger than %zu bytes", out->limit);
    return status == CAIRO_STATUS_SUCCESS
               ? 0
               : err_set(err, ERR_INTERNAL, "cairo: %s", cairo_status_to_string(status));
}

/* The parts of the text that stand in a line, and … where pango cut some out. */
static const char *read_line(const struct scene_text *text, const PangoLayoutLine *line,
                             struct arena *arena)
{
    const char *words = "";
    for (const GSList *at = line->runs; at != NULL; at = at->next) {
        const PangoItem *item = ((const PangoGlyphItem *)at->data)->item;
        bool cut = (item->analysis.flags & PANGO_ANALYSIS_FLAG_IS_ELLIPSIS) != 0;
        words = cut ? arena_printf(arena, "%s…", words)
                    : arena_printf(arena, "%s%.*s", words, item->length,
                                   text->text + item->offset);
    }
    return words;
}

size_t canvas_lines(struct canvas *canvas, const struct scene_item *item, struct arena *arena,
                    struct canvas_line out[CANVAS_LINES])
{
    set_text(canvas, canvas->layout, &item->text);
    find_missing(canvas, canvas->layout);
    PangoRectangle all;
    pango_layout_get_extents(canvas->layout, NULL, &all);
    PangoLayoutIter *lines = pango_layout_get_iter(canvas->layout);
    size_t count = 0;
    do {
        PangoRectangle box;
        pango_layout_iter_get_line_extents(lines, NULL, &box);
        out[count++] = (struct canvas_line){
            .text = read_line(&item->text, pango_layout_iter_get_line_readonly(lines), arena),
            .x = item->box.x + (double)(box.x - all.x) / PANGO_SCALE,
            .baseline = item->box.y +
                        (double)(pango_layout_iter_get_baseline(lines) - all.y) / PANGO_SCALE,
            .width = (double)box.width / PANGO_SCALE};
    } while (count < CANVAS_LINES && pango_layout_iter_next_line(lines));
    pango_layout_iter_free(lines);
    return count;
}

const char *canvas_missing(const struct canvas *canvas)
{
    return buf_text(&canvas->missing);
}
