/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure: the table of kinds, and the drawing of them. */
#include "graphs/figure.h"

#include <math.h>

#include "graphs/caption.h"
#include "graphs/figure_parts.h"
#include "graphs/picture.h"
#include "graphs/scene.h"

#define PLOT_LEAST 56.0 /* on a slide: the height of each of several plots */
#define PLOT_FEW 90.0

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

static const char *title_first(const struct figure_input *input)
{
    return caption_title(input->parts[0].indicator, input->settings->site.language);
}

static const struct {
    int (*check)(const struct figure_input *input, struct err *err);
    void (*compose)(const struct figure_input *input, const struct figure_room *room,
                    struct scene *scene);
    const char *(*title)(const struct figure_input *input);
} KINDS[] = {
    [FIGURE_POLICY] = {check_any, figure_policy_compose, figure_policy_title},
    [FIGURE_PROGRAM] = {check_any, figure_policy_compose, figure_program_title},
    [FIGURE_COMPARE] = {check_pair, figure_pair_compose, title_first},
    [FIGURE_YEARS] = {check_years, figure_years_compose, title_first},
};

int figure_check(const struct figure_input *input, struct err *err)
{
    return KINDS[input->kind].check(input, err);
}

static double find_height(const struct figure_input *input, const struct figure_room *room,
                          struct scene_measure measure)
{
    struct scene trial;
    scene_init(&trial, measure);
    KINDS[input->kind].compose(input, room, &trial);
    double height = trial.height;
    scene_free(&trial);
    return height;
}

/* What is left out first stands first. */
static struct figure_room choose_room(const struct figure_input *input,
                                      struct scene_measure measure)
{
    static const struct {
        size_t panels;
        bool strip;
    } STEPS[] = {{FIGURE_WIDE_PARTS, true},
                 {FIGURE_WIDE_PARTS, false},
                 {3, false},
                 {2, true},
                 {2, false},
                 {1, true},
                 {1, false}};
    struct figure_room room = {0};
    for (size_t i = 0; i < sizeof STEPS / sizeof *STEPS; i++) {
        room = (struct figure_room){.width = CHART_WIDE_WIDTH,
                                    .plot = STEPS[i].panels > 2 ? PLOT_LEAST : PLOT_FEW,
                                    .panels = STEPS[i].panels,
                                    .strip = STEPS[i].strip,
                                    .wide = true};
        if (find_height(input, &room, measure) <= CHART_WIDE_HEIGHT)
            break;
    }
    return room;
}

/* The plots take what is left. */
static void compose_wide(const struct figure_input *input, struct scene *scene)
{
    struct figure_room room = choose_room(input, scene->measure);
    int least = (int)PLOT_LEAST;
    int most = CHART_WIDE_HEIGHT;
    while (least + 1 < most) {
        int middle = least + (most - least) / 2;
        room.plot = middle;
        if (find_height(input, &room, scene->measure) <= CHART_WIDE_HEIGHT)
            least = middle;
        else
            most = middle;
    }
    room.plot = least;
    KINDS[input->kind].compose(input, &room, scene);
    scene->height = fmax(scene->height, CHART_WIDE_HEIGHT);
}

void figure_compose(const struct figure_input *input, enum form_size size, struct scene *scene)
{
    static const struct figure_room standard = {
        .width = CHART_WIDTH, .panels = FIGURE_PARTS, .strip = true};
    if (size == FORM_WIDE)
        compose_wide(input, scene);
    else
        KINDS[input->kind].compose(input, &standard, scene);
}

static void compose(const void *subject, enum form_size size, struct scene *scene)
{
    figure_compose(subject, size, scene);
}

static void alt(const void *subject, struct buf *out)
{
    figure_alt(subject, out);
}

static int describe(const void *subject, struct buf *out, struct err *err)
{
    return figure_describe(subject, out, err);
}

int figure_draw(const struct figure_input *input, const char *id, const struct form *forms,
                size_t count, const char *const *paths, struct err *err)
{
    struct picture picture = {.id = id,
                              .title = KINDS[input->kind].title(input),
                              .language = input->settings->site.language,
                              .subject = input,
                              .compose = compose,
                              .alt = alt,
                              .describe = describe,
                              .remarks = input->remarks};
    return picture_draw(&picture, forms, count, paths, err);
}
