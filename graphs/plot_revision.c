/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plot_revision: the last big revision, as an arrow from what stood before to what stands. */
#include "graphs/plot.h"

#include <math.h>

#include "graphs/palette.h"

#define LEAST 8.0 /* a shorter arrow is a blot */
#define HEAD 4.0
#define TICK 5.0
#define BESIDE 5.0 /* the bar, in which it would not be seen */

bool plot_shows_revision(const struct sheet *sheet, struct revision *out)
{
    const struct chart_input *input = sheet->input;
    if (input->vintages == NULL ||
        !revision_find(input->series, input->vintages, sheet->scene->arena, out))
        return false;
    const struct observation *here = series_find(input->series, out->period);
    double way =
        plot_y(sheet, decimal_double(out->now)) - plot_y(sheet, decimal_double(out->former));
    return here != NULL && plot_shows(sheet, here) && fabs(way) >= LEAST;
}

static double find_x(const struct sheet *sheet, const struct plot *plot, struct period period)
{
    double left = timeaxis_x(&sheet->time, period_start(period));
    double right = timeaxis_x(&sheet->time, period_end(period));
    double middle = (left + right) / 2;
    return plot->bars ? middle + plot_bar_width(left, right) / 2 + BESIDE : middle;
}

void plot_revision(struct sheet *sheet, const struct plot *plot)
{
    struct revision revision;
    if (!plot_shows_revision(sheet, &revision))
        return;
    double x = find_x(sheet, plot, revision.period);
    double from = plot_y(sheet, decimal_double(revision.former));
    double to = plot_y(sheet, decimal_double(revision.now));
    double back = to < from ? HEAD : -HEAD;
    struct scene_style line = {.stroke = PALETTE_INK, .width = 1.3};
    struct scene_point tick[] = {{x - TICK, from}, {x + TICK, from}};
    struct scene_point shaft[] = {{x, from}, {x, to + back}};
    struct scene_point head[] = {
        {x - HEAD + 1, to + back * 1.6}, {x, to}, {x + HEAD - 1, to + back * 1.6}};
    scene_line(sheet->scene, tick, 2, line, SCENE_ROLE_REVISION);
    scene_line(sheet->scene, shaft, 2, line, SCENE_ROLE_REVISION);
    scene_area(sheet->scene, head, 3, (struct scene_style){.fill = PALETTE_INK},
               SCENE_ROLE_REVISION);
}
