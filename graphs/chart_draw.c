/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_draw: the picture of one indicator as files. */
#include "graphs/caption.h"
#include "graphs/chart.h"
#include "graphs/picture.h"

static void compose(const void *subject, enum form_size size, struct scene *scene)
{
    chart_compose(subject, size, scene);
}

static void alt(const void *subject, struct buf *out)
{
    chart_alt(subject, out);
}

static int describe(const void *subject, struct buf *out, struct err *err)
{
    return chart_describe(subject, out, err);
}

int chart_draw(const struct chart_input *input, const struct form *forms, size_t count,
               const char *const *paths, struct err *err)
{
    enum language language = input->settings->site.language;
    struct picture picture = {.id = input->indicator->id,
                              .title = caption_title(input->indicator, language),
                              .language = language,
                              .subject = input,
                              .compose = compose,
                              .alt = alt,
                              .describe = describe,
                              .remarks = input->remarks};
    return picture_draw(&picture, forms, count, paths, err);
}
