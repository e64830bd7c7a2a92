/* SPDX-License-Identifier: GPL-3.0-or-later */
/* picture: see picture.h. */
#include "graphs/picture.h"

#include "core/file.h"
#include "graphs/canvas.h"
#include "graphs/scene.h"
#include "graphs/svgwrite.h"

#define FILE_LIMIT (64u << 20)
#define TEXT_LIMIT 65536

struct drawing {
    const struct picture *picture;
    struct canvas *canvas;
    struct scene scenes[FORM_SIZES];
    struct buf words; /* what the picture shows */
};

/* A slide is shown larger than it is composed. */
static struct canvas_paper paper_of(const struct form *form)
{
    return (struct canvas_paper){.theme = form->theme,
                                 .scale = form->scale * (form->size == FORM_WIDE ? 2 : 1)};
}

static const struct scene *scene_of(struct drawing *drawing, enum form_size size)
{
    struct scene *scene = &drawing->scenes[size];
    if (scene->arena == NULL) {
        scene_init(scene, canvas_measure(drawing->canvas));
        drawing->picture->compose(drawing->picture->subject, size, scene);
    }
    return scene;
}

static int draw_svg(struct drawing *drawing, const struct form *form, struct buf *out,
                    struct err *err)
{
    struct svgwrite_head head = {.id = drawing->picture->id,
                                 .title = drawing->picture->title,
                                 .description = buf_text(&drawing->words),
                                 .language = drawing->picture->language,
                                 .paper = paper_of(form)};
    return svgwrite_scene(drawing->canvas, scene_of(drawing, form->size), &head, out, err);
}

static int draw_form(struct drawing *drawing, const struct form *form, struct buf *out,
                     struct err *err)
{
    switch (form->kind) {
    case FORM_PNG:
        return canvas_draw(drawing->canvas, scene_of(drawing, form->size), paper_of(form), out,
                           err);
    case FORM_SVG:
        return draw_svg(drawing, form, out, err);
    case FORM_TEXT:
    case FORM_KINDS:
        break;
    }
    drawing->picture->alt(drawing->picture->subject, out);
    buf_printf(out, "\n%s\n", buf_text(&drawing->words));
    return 0;
}

static int write_form(struct drawing *drawing, const struct form *form, const char *path,
                      struct err *err)
{
    struct buf bytes;
    buf_init(&bytes, FILE_LIMIT);
    int result = draw_form(drawing, form, &bytes, err);
    if (result == 0)
        result = file_write_draft(path, bytes.data, bytes.length, err);
    buf_free(&bytes);
    return result;
}

static void remark(const struct drawing *drawing)
{
    const char *missing = canvas_missing(drawing->canvas);
    if (drawing->picture->remarks != NULL && missing[0] != '\0')
        buf_printf(drawing->picture->remarks,
                   "no font has %s, drawn as a box: install fonts-noto-cjk", missing);
}

int picture_draw(const struct picture *picture, const struct form *forms, size_t count,
                 const char *const *paths, struct err *err)
{
    struct drawing drawing = {.picture = picture};
    buf_init(&drawing.words, TEXT_LIMIT);
    int result = canvas_new(&drawing.canvas, err);
    if (result == 0)
        result = picture->describe(picture->subject, &drawing.words, err);
    for (size_t i = 0; i < count && result == 0; i++)
        result = write_form(&drawing, &forms[i], paths[i], err);
    if (drawing.canvas != NULL)
        remark(&drawing);
    for (size_t i = 0; i < FORM_SIZES; i++)
        scene_free(&drawing.scenes[i]);
    canvas_free(drawing.canvas);
    buf_free(&drawing.words);
    return result;
}
