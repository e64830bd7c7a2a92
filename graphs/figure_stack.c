/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure_stack: panels over one time axis; see figure_parts.h. */
#include <math.h>

#include "graphs/caption.h"
#include "graphs/figure_parts.h"
#include "graphs/limit.h"
#include "graphs/palette.h"
#include "graphs/strip_marks.h"

#define UNIT_ROOM 34.0 /* over a plot */
#define LEFT_LEAST 84.0
#define TICK_WIDTH_MAX 240.0
#define TICK_GAP 18.0
#define APART 20.0      /* between two panels */
#define NONE_GAP 12.0   /* below one without values */
#define YEAR_LEAST 30.0 /* between two lines; closer ones are a fence */
#define MARK 4.0        /* of a year, under a plot */
#define COLUMN 2        /* more panels stand in two columns on a slide */
#define TO_MARCH 166    /* days from the middle of a fiscal year to that of its last month */

void figure_stack_start(const struct figure_input *input, const struct figure_room *room,
                        struct scene *scene, struct figure_stack *out)
{
    *out = (struct figure_stack){.input = input,
                                 .room = *room,
                                 .scene = scene,
                                 .language = input->settings->site.language};
    scene->width = room->width;
    for (size_t i = 0; i < input->part_count && i < FIGURE_PARTS; i++)
        out->panels[out->count++].part = input->parts[i];
    out->left_out = input->part_count - out->count;
}

/* The more panels, the lower each. */
static double choose_height(size_t count)
{
    return count < 2 ? 330 : count < 3 ? 190 : count < 5 ? 140 : 104;
}

static void prepare(struct figure_stack *stack)
{
    for (size_t i = 0; i < stack->count; i++) {
        struct figure_panel *panel = &stack->panels[i];
        const struct figure_part *second = panel->second;
        panel->any = caption_has_values(panel->part.series) ||
                     (second != NULL && caption_has_values(second->series));
        panel->input = (struct chart_input){.settings = stack->input->settings,
                                            .indicator = panel->part.indicator,
                                            .series = panel->part.series,
                                            .compare = second != NULL ? second->series : NULL,
                                            .now = stack->input->now};
    }
}

/* The axis is written in the finest periods, years as fiscal ones only when all are; as those
 * of graduates only when all are. */
static const struct indicator *choose_axis(const struct figure_stack *stack)
{
    const struct indicator *chosen = NULL;
    for (size_t i = 0; i < stack->count; i++) {
        const struct indicator *here = stack->panels[i].part.indicator;
        if (!stack->panels[i].any)
            continue;
        if (chosen == NULL || here->frequency < chosen->frequency ||
            (here->frequency == chosen->frequency && chosen->year_label == YEAR_LABEL_ENDS))
            chosen = here;
    }
    return chosen;
}

/* Who graduated in March 2017 is not looked for over 2016: beside calendar years the values of
 * a panel of graduates stand at that March. */
static void shift_graduates(struct figure_stack *stack)
{
    const struct indicator *axis = stack->axis;
    for (size_t i = 0; axis != NULL && i < stack->count; i++) {
        const struct indicator *here = stack->panels[i].part.indicator;
        bool ends =
            here->frequency == FREQUENCY_FISCAL_YEAR && here->year_label == YEAR_LABEL_ENDS;
        if (ends && axis->frequency != FREQUENCY_FISCAL_YEAR)
            stack->panels[i].shift = TO_MARCH;
    }
}

/* The axis on which a panel's own periods stand where they are shown. */
static struct timeaxis panel_time(const struct figure_stack *stack,
                                  const struct figure_panel *panel)
{
    struct timeaxis time = stack->time;
    time.first -= panel->shift;
    time.end -= panel->shift;
    return time;
}

/* As in the chart of the indicator; a comparison has no room for those of either. */
static const struct xmr *find_limits(const struct figure_stack *stack,
                                     const struct figure_panel *panel)
{
    bool judged = !stack->room.wide && (stack->input->kind == FIGURE_POLICY ||
                                        stack->input->kind == FIGURE_PROGRAM);
    return judged && panel->any ? limit_find(&panel->input, stack->scene->arena) : NULL;
}

/* The widest labels of all value axes decide where all plots begin. */
static void lay_out(struct figure_stack *stack)
{
    double right = stack->scene->width - SHEET_RIGHT;
    double left = LEFT_LEAST;
    double height = stack->room.plot;
    if (!(height > 0))
        height = choose_height(figure_stack_count(stack));
    for (size_t i = 0; i < stack->count; i++) {
        struct figure_panel *panel = &stack->panels[i];
        panel->sheet = (struct sheet){.input = &panel->input,
                                      .limits = find_limits(stack, panel),
                                      .language = stack->language,
                                      .scene = stack->scene,
                                      .plot = {left, 0, right - left, height},
                                      .time = panel_time(stack, panel),
                                      .is_first = true,
                                      .is_last = true};
        if (!panel->any)
            continue;
        panel->sheet.values = plot_values(&panel->sheet);
        double ticks = fmin(frame_tick_width(&panel->sheet), TICK_WIDTH_MAX);
        left = ceil(fmax(left, SHEET_LEFT + ticks + TICK_GAP));
    }
    stack->time.left = left;
    stack->time.right = right;
    for (size_t i = 0; i < stack->count; i++) {
        struct figure_panel *panel = &stack->panels[i];
        panel->sheet.time = panel_time(stack, panel);
        panel->sheet.plot.x = left;
        panel->sheet.plot.w = right - left;
    }
}

static struct timeaxis_ticks *make_ticks(const struct figure_stack *stack,
                                         const struct indicator *axis)
{
    struct timeaxis_style style = {.frequency = axis->frequency,
                                   .year_label = axis->year_label,
                                   .language = stack->language,
                                   .size = 12};
    struct timeaxis_ticks *ticks = arena_alloc(stack->scene->arena, 1, sizeof *ticks);
    timeaxis_ticks(&stack->time, &style, ticks);
    return ticks;
}

/* The years through all plots, so that the eye can go from one to the next. */
static void put_years(const struct figure_panel *panel, const struct timeaxis_ticks *ticks)
{
    const struct scene_box *plot = &panel->sheet.plot;
    if ((double)ticks->line_count * YEAR_LEAST > plot->w)
        return;
    for (size_t i = 0; i < ticks->line_count; i++) {
        double x = floor(ticks->lines[i].x) + 0.5;
        struct scene_point line[] = {{x, plot->y}, {x, plot->y + plot->h + MARK}};
        if (ticks->lines[i].major)
            scene_line(panel->sheet.scene, line, 2,
                       (struct scene_style){.stroke = PALETTE_GRID, .width = 1},
                       SCENE_ROLE_GRID);
    }
}

static void put_floor(const struct figure_panel *panel)
{
    const struct scene_box *plot = &panel->sheet.plot;
    double y = floor(plot->y + plot->h) + 0.5;
    struct scene_point line[] = {{plot->x, y}, {plot->x + plot->w, y}};
    scene_line(panel->sheet.scene, line, 2,
               (struct scene_style){.stroke = PALETTE_AXIS, .width = 1}, SCENE_ROLE_GRID);
}

static double put_panel(struct figure_stack *stack, struct figure_panel *panel,
                        const struct timeaxis_ticks *ticks, double y)
{
    struct sheet *sheet = &panel->sheet;
    y = figure_caption(stack, panel, y);
    if (!stack->narrow)
        y = frame_keys(sheet, y);
    struct sheet days = *sheet; /* of what has dates of its own */
    days.time = stack->time;
    panel->events = frame_events_place(&days, 1);
    sheet->unnamed = panel->events.unnamed;
    sheet->plot.y = floor(y + frame_events_height(&panel->events) + UNIT_ROOM);
    sheet->unit_rise = panel->events.unit_rise;
    put_years(panel, ticks);
    if (stack->early != NULL)
        strip_marks_early(&days, stack->early, sheet->plot, true);
    frame_values(sheet);
    frame_events_draw(sheet, &panel->events);
    put_floor(panel);
    struct plot plot = plot_place(sheet);
    plot_draw(sheet, &plot);
    return sheet->plot.y + sheet->plot.h + APART;
}

/* The labels under the last plot; without any plot, over the programs. */
static double put_time(struct figure_stack *stack, const struct figure_panel *last, double y)
{
    static const struct indicator budgets = {.frequency = FREQUENCY_FISCAL_YEAR};
    static const struct series none = {0};
    struct chart_input input = {
        .settings = stack->input->settings, .indicator = &budgets, .series = &none};
    struct sheet sheet = figure_stack_sheet(stack);
    sheet.plot.y = y + NONE_GAP;
    sheet.is_first = true;
    if (last != NULL) {
        sheet = last->sheet;
        sheet.time = stack->time;
        input = last->input;
        input.indicator = stack->axis;
    }
    sheet.input = &input;
    return frame_time(&sheet) + NONE_GAP;
}

static double put_panels(struct figure_stack *stack, double y)
{
    const struct indicator *axis = stack->axis;
    const struct figure_panel *last = NULL;
    if (axis == NULL)
        return stack->first < stack->end ? put_time(stack, NULL, y) : y;
    const struct timeaxis_ticks *ticks = make_ticks(stack, axis);
    for (size_t i = 0; i < stack->count; i++) {
        if (!stack->panels[i].any)
            continue;
        last = &stack->panels[i];
        y = put_panel(stack, &stack->panels[i], ticks, y);
    }
    return put_time(stack, last, y);
}

/* Of those that have values only so many as there is room for. */
static void leave_out(struct figure_stack *stack)
{
    size_t kept = 0;
    size_t any = 0;
    for (size_t i = 0; i < stack->count; i++) {
        if (stack->panels[i].any && any++ >= stack->room.panels)
            stack->left_out++;
        else
            stack->panels[kept++] = stack->panels[i];
    }
    stack->count = kept;
}

size_t figure_stack_count(const struct figure_stack *stack)
{
    size_t count = 0;
    for (size_t i = 0; i < stack->count; i++)
        count += stack->panels[i].any;
    return count;
}

bool figure_stack_has_columns(const struct figure_stack *stack)
{
    return stack->room.wide && figure_stack_count(stack) > COLUMN;
}

/* A part of the panels as a stack of half the width; `nth` counts those with values. */
static struct figure_stack *make_column(const struct figure_stack *stack, size_t nth,
                                        size_t count)
{
    struct arena *arena = stack->scene->arena;
    struct figure_stack *column = arena_alloc(arena, 1, sizeof *column);
    struct scene *scene = arena_alloc(arena, 1, sizeof *scene);
    *scene = (struct scene){
        .arena = arena, .measure = stack->scene->measure, .width = stack->scene->width / 2};
    *column = *stack;
    column->scene = scene;
    column->narrow = true;
    column->count = 0;
    for (size_t i = 0, any = 0; i < stack->count; i++) {
        if (stack->panels[i].any && any++ >= nth && column->count < count)
            column->panels[column->count++] = stack->panels[i];
    }
    lay_out(column);
    return column;
}

/* What is noted of a panel is noted by its sheet. */
static void keep_sheets(struct figure_stack *stack, struct figure_stack *const columns[2])
{
    size_t any = 0;
    for (size_t i = 0; i < stack->count; i++) {
        size_t side = any >= columns[0]->count;
        if (!stack->panels[i].any)
            continue;
        stack->panels[i].sheet = columns[side]->panels[any - side * columns[0]->count].sheet;
        any++;
    }
}

/* In rows of two; under each column its axis. */
static double put_columns(struct figure_stack *stack, size_t count, double y)
{
    size_t rows = (count + 1) / 2;
    struct figure_stack *const columns[] = {make_column(stack, 0, rows),
                                            make_column(stack, rows, count - rows)};
    double bottom = y;
    for (size_t row = 0; row < rows; row++) {
        double below = y;
        for (size_t side = 0; side < 2; side++) {
            struct figure_stack *column = columns[side];
            if (row >= column->count)
                continue;
            const struct timeaxis_ticks *ticks = make_ticks(column, stack->axis);
            double end = put_panel(column, &column->panels[row], ticks, y);
            if (row + 1 == column->count)
                bottom = fmax(bottom, put_time(column, &column->panels[row], end));
            below = fmax(below, end);
        }
        y = below;
    }
    keep_sheets(stack, columns);
    scene_take(stack->scene, columns[0]->scene, 0, 0);
    scene_take(stack->scene, columns[1]->scene, stack->scene->width / 2, 0);
    return bottom;
}

double figure_stack_put(struct figure_stack *stack, double y)
{
    prepare(stack);
    leave_out(stack);
    stack->axis = choose_axis(stack);
    shift_graduates(stack);
    figure_span(stack);
    lay_out(stack);
    size_t count = figure_stack_count(stack);
    if (figure_stack_has_columns(stack))
        return figure_none(stack, put_columns(stack, count, y));
    if (count > 0)
        return figure_none(stack, put_panels(stack, y));
    return put_panels(stack, figure_none(stack, y));
}

struct sheet figure_stack_sheet(const struct figure_stack *stack)
{
    return (struct sheet){
        .language = stack->language,
        .scene = stack->scene,
        .plot = {.x = stack->time.left, .w = stack->time.right - stack->time.left},
        .time = stack->time};
}
