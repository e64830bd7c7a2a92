/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report: draws a PDF from a small data file, for tests and for the demo's publisher.
 *
 *   report SPEC OUT.pdf
 *
 * One command a line; # starts a comment line; lengths are points from the upper left corner
 * of the page; text starts at y with its upper edge:
 *
 *   title TEXT                the title in the PDF's metadata
 *   paper WIDTH HEIGHT        of this page and those that follow (A4 until then)
 *   page                      begins the next page
 *   size POINTS               of the text that follows (10 until then)
 *   text X Y TEXT             left end at X
 *   right X Y TEXT            right end at X
 *   centre X Y TEXT           middle at X
 *   para X Y WIDTH TEXT       broken into lines at WIDTH
 *   down X Y TEXT             one character below the other, as vertical writing
 *   turn X Y DEGREES TEXT     turned about its left end
 *   rule X1 Y1 X2 Y2          a thin line
 *   box X Y WIDTH HEIGHT      a filled box: a picture without words
 *
 * The same SPEC gives the same bytes: the dates in the metadata are fixed.
 */
#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#define FAMILY "IPAexGothic"
#define LINE_SIZE 4096
#define PI 3.14159265358979323846
#define DATE "2026-01-01T00:00:00Z"
#define NUMBERS_MAX 4

struct sheet {
    cairo_surface_t *surface;
    cairo_t *cairo;
    PangoLayout *layout;
    PangoFontDescription *font;
};

typedef void (*draw)(struct sheet *sheet, const double *n, const char *text);

struct command {
    const char *name;
    int numbers;
    bool has_text;
    draw run;
};

static void show(struct sheet *sheet, double x, double y, double share, const char *text)
{
    int width = 0;
    pango_layout_set_text(sheet->layout, text, -1);
    pango_layout_get_size(sheet->layout, &width, NULL);
    cairo_move_to(sheet->cairo, x - share * width / PANGO_SCALE, y);
    pango_cairo_show_layout(sheet->cairo, sheet->layout);
}

static void set_title(struct sheet *sheet, const double *n, const char *text)
{
    (void)n;
    cairo_pdf_surface_set_metadata(sheet->surface, CAIRO_PDF_METADATA_TITLE, text);
}

static void set_paper(struct sheet *sheet, const double *n, const char *text)
{
    (void)text;
    cairo_pdf_surface_set_size(sheet->surface, n[0], n[1]);
}

static void next_page(struct sheet *sheet, const double *n, const char *text)
{
    (void)n;
    (void)text;
    cairo_show_page(sheet->cairo);
}

static void set_size(struct sheet *sheet, const double *n, const char *text)
{
    (void)text;
    pango_font_description_set_absolute_size(sheet->font, n[0] * PANGO_SCALE);
    pango_layout_set_font_description(sheet->layout, sheet->font);
}

static void draw_left(struct sheet *sheet, const double *n, const char *text)
{
    show(sheet, n[0], n[1], 0, text);
}

static void draw_right(struct sheet *sheet, const double *n, const char *text)
{
    show(sheet, n[0], n[1], 1, text);
}

static void draw_centre(struct sheet *sheet, const double *n, const char *text)
{
    show(sheet, n[0], n[1], 0.5, text);
}

static void draw_paragraph(struct sheet *sheet, const double *n, const char *text)
{
    pango_layout_set_width(sheet->layout, (int)(n[2] * PANGO_SCALE));
    pango_layout_set_wrap(sheet->layout, PANGO_WRAP_WORD_CHAR);
    show(sheet, n[0], n[1], 0, text);
    pango_layout_set_width(sheet->layout, -1);
}

static void draw_down(struct sheet *sheet, const double *n, const char *text)
{
    double step = 1.15 * pango_font_description_get_size(sheet->font) / (double)PANGO_SCALE;
    double y = n[1];
    for (const char *at = text; *at != '\0';) {
        char one[8] = {*at++};
        for (size_t i = 1; (*at & 0xC0) == 0x80 && i < sizeof one - 1; i++)
            one[i] = *at++;
        show(sheet, n[0], y, 0, one);
        y += step;
    }
}

static void draw_turned(struct sheet *sheet, const double *n, const char *text)
{
    cairo_save(sheet->cairo);
    cairo_translate(sheet->cairo, n[0], n[1]);
    cairo_rotate(sheet->cairo, n[2] * PI / 180);
    show(sheet, 0, 0, 0, text);
    cairo_restore(sheet->cairo);
}

static void draw_rule(struct sheet *sheet, const double *n, const char *text)
{
    (void)text;
    cairo_set_line_width(sheet->cairo, 0.5);
    cairo_move_to(sheet->cairo, n[0], n[1]);
    cairo_line_to(sheet->cairo, n[2], n[3]);
    cairo_stroke(sheet->cairo);
}

static void draw_box(struct sheet *sheet, const double *n, const char *text)
{
    (void)text;
    cairo_rectangle(sheet->cairo, n[0], n[1], n[2], n[3]);
    cairo_fill(sheet->cairo);
}

static const struct command commands[] = {
    {"title", 0, true, set_title},    {"paper", 2, false, set_paper},
    {"page", 0, false, next_page},    {"size", 1, false, set_size},
    {"text", 2, true, draw_left},     {"right", 2, true, draw_right},
    {"centre", 2, true, draw_centre}, {"para", 3, true, draw_paragraph},
    {"down", 2, true, draw_down},     {"turn", 3, true, draw_turned},
    {"rule", 4, false, draw_rule},    {"box", 4, false, draw_box},
};

static bool obey(struct sheet *sheet, char *line)
{
    double numbers[NUMBERS_MAX] = {0};
    char *at = line + strcspn(line, " ");
    if (*at != '\0')
        *at++ = '\0';
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        const struct command *command = &commands[i];
        if (strcmp(command->name, line) != 0)
            continue;
        for (int k = 0; k < command->numbers; k++) {
            char *end = at;
            numbers[k] = strtod(at, &end);
            if (end == at || !isfinite(numbers[k]))
                return false;
            at = end;
        }
        at += command->numbers > 0 && *at == ' ' ? 1 : 0;
        if ((*at != '\0') != command->has_text)
            return false;
        command->run(sheet, numbers, at);
        return true;
    }
    return false;
}

static int obey_all(struct sheet *sheet, const char *name, FILE *spec)
{
    char line[LINE_SIZE];
    for (int number = 1; fgets(line, sizeof line, spec) != NULL; number++) {
        line[strcspn(line, "\r\n")] = '\0';
        if (line[0] == '\0' || line[0] == '#')
            continue;
        if (!obey(sheet, line)) {
            (void)fprintf(stderr, "%s:%d: not understood: %s\n", name, number, line);
            return 1;
        }
    }
    return 0;
}

static void open_sheet(struct sheet *sheet, const char *path)
{
    static const double usual = 10;
    sheet->surface = cairo_pdf_surface_create(path, 595, 842);
    cairo_pdf_surface_set_metadata(sheet->surface, CAIRO_PDF_METADATA_CREATE_DATE, DATE);
    sheet->cairo = cairo_create(sheet->surface);
    sheet->layout = pango_cairo_create_layout(sheet->cairo);
    sheet->font = pango_font_description_from_string(FAMILY);
    set_size(sheet, &usual, "");
}

static int close_sheet(struct sheet *sheet)
{
    g_object_unref(sheet->layout);
    pango_font_description_free(sheet->font);
    cairo_destroy(sheet->cairo);
    cairo_surface_finish(sheet->surface);
    cairo_status_t status = cairo_surface_status(sheet->surface);
    cairo_surface_destroy(sheet->surface);
    if (status == CAIRO_STATUS_SUCCESS)
        return 0;
    (void)fprintf(stderr, "report: %s\n", cairo_status_to_string(status));
    return 1;
}

int main(int argc, char **argv)
{
    struct sheet sheet;
    if (argc != 3) {
        (void)fprintf(stderr, "usage: report SPEC OUT.pdf\n");
        return 64;
    }
    FILE *spec = fopen(argv[1], "r");
    if (spec == NULL) {
        (void)fprintf(stderr, "report: %s: %s\n", argv[1], strerror(errno));
        return 74;
    }
    open_sheet(&sheet, argv[2]);
    int result = obey_all(&sheet, argv[1], spec);
    result |= close_sheet(&sheet);
    (void)fclose(spec);
    return result;
}
