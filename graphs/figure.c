/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure: the table of kinds, and the drawing of them. */
#include "graphs/figure.h"

#include "core/file.h"
#include "graphs/canvas.h"
#include "graphs/caption.h"
#include "graphs/figure_parts.h"
#include "graphs/scene.h"

#define PNG_LIMIT (64u << 20)

static int check_any(const struct figure_input *input, struct err *err)
{
    (void)input;
    (void)err;
    return 0;
}

static int check_pair(const struct figure_input *input, struct err *err)
{
    struct arena *arena = arena_new();
    struct figure_pair pair;
    int result = figure_pair_make(input, arena, &pair, err);
    arena_free(arena);
    return result;
}

static int check_years(const struct figure_input *input, struct err *err)
{
    const struct indicator *indicator = input->parts[0].indicator;
    if (period_is_yearly(indicator->frequency))
        return err_set(err, ERR_USAGE,
                       "%s has one value a year: years cannot be laid over "
                       "one another",
                       indicator->id);
    if (!caption_has_values(input->parts[0].series))
        return err_set(err, ERR_USAGE, "%s has no values yet", indicator->id);
    return 0;
}

static const struct {
    int (*check)(const struct figure_input *input, struct err *err);
    void (*compose)(const struct figure_input *input, struct scene *scene);
} KINDS[] = {
    [FIGURE_POLICY] = {check_any, figure_policy_compose},
    [FIGURE_PROGRAM] = {check_any, figure_policy_compose},
    [FIGURE_COMPARE] = {check_pair, figure_pair_compose},
    [FIGURE_YEARS] = {check_years, figure_years_compose},
};

int figure_check(const struct figure_input *input, struct err *err)
{
    return KINDS[input->kind].check(input, err);
}

void figure_compose(const struct figure_input *input, struct scene *scene)
{
    KINDS[input->kind].compose(input, scene);
}

static int draw_one(const struct scene *scene, struct canvas *canvas, int scale,
                    const char *path, struct err *err)
{
    struct buf png;
    buf_init(&png, PNG_LIMIT);
    int result = canvas_draw(canvas, scene, (struct canvas_paper){.scale = scale}, &png, err);
    if (result == 0)
        result = file_write(path, png.data, png.length, err);
    buf_free(&png);
    return result;
}

int figure_draw(const struct figure_input *input, const char *const *paths, size_t count,
                struct err *err)
{
    struct canvas *canvas = NULL;
    if (figure_check(input, err) != 0 || canvas_new(&canvas, err) != 0)
        return -1;
    struct scene scene;
    scene_init(&scene, canvas_measure(canvas));
    figure_compose(input, &scene);
    int result = 0;
    for (size_t i = 0; result == 0 && i < count; i++)
        result = draw_one(&scene, canvas, (int)i + 1, paths[i], err);
    if (input->remarks != NULL && canvas_missing(canvas)[0] != '\0')
        buf_printf(input->remarks, "no font has %s, drawn as a box: install fonts-noto-cjk",
                   canvas_missing(canvas));
    scene_free(&scene);
    canvas_free(canvas);
    return result;
}
