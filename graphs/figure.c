/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure: the table of kinds, and the drawing of them. */
#include "graphs/figure.h"

#include "graphs/caption.h"
#include "graphs/figure_parts.h"
#include "graphs/picture.h"

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
    void (*compose)(const struct figure_input *input, struct scene *scene);
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

void figure_compose(const struct figure_input *input, struct scene *scene)
{
    KINDS[input->kind].compose(input, scene);
}

/* It has one size. */
static void compose(const void *subject, enum form_size size, struct scene *scene)
{
    (void)size;
    figure_compose(subject, scene);
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
