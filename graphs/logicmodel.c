/* SPDX-License-Identifier: GPL-3.0-or-later */
/* logicmodel: cells in columns, or one under the other, and arrows between them. */
#include "graphs/logicmodel.h"

#include <math.h>

#include "core/str.h"
#include "core/words.h"
#include "graphs/chart.h"
#include "graphs/frame.h"
#include "graphs/picture.h"
#include "graphs/scene.h"
#include "graphs/sheet.h"

#define TOP 24.0
#define BETWEEN 46.0 /* columns */
#define STEP 10.0    /* cells of one column */
#define PADDING 12.0
#define ACCENT 5.0 /* the coloured edge of a cell */
#define HEAD_SIZE 15.0
#define HEAD_GAP 8.0
#define TITLE_SIZE 16.0
#define DETAIL_SIZE 13.5
#define ARROW 7.0 /* half of its head */
#define TITLE_LINES 4
#define DETAIL_LINES 5
#define SMALL_EDGE 12.0 /* of the narrow one */
#define SMALL_ARROW 26.0

struct column {
    enum logicmodel_part part;
    struct logicmodel_cell cells[LOGICMODEL_CELLS + 1];
    size_t count;
    double head;   /* with the gap below it */
    double height; /* of the cells */
};

struct plan {
    const struct logicmodel *model;
    struct scene *scene;
    struct column columns[LOGICMODEL_PARTS];
    size_t count;
    double width; /* of a cell */
};

bool logicmodel_is_worth(const struct logic *logic)
{
    return logic->output_count + logic->outcome_count > 0 || logic->challenge != NULL;
}

static uint32_t accent_of(const struct plan *plan, enum logicmodel_part part)
{
    static const uint32_t COLOURS[LOGICMODEL_PARTS] = {
        [LOGICMODEL_INPUT] = PALETTE_PROGRAM,
        [LOGICMODEL_OUTPUTS] = PALETTE_MEAN,
        [LOGICMODEL_OUTCOMES] = PALETTE_MAIN,
        [LOGICMODEL_CHALLENGE] = PALETTE_TARGET,
    };

    return part == LOGICMODEL_INPUT && plan->model->logic->program->kind == PROGRAM_LOAN
               ? (uint32_t)PALETTE_LOAN
               : COLOURS[part];
}

/* --- cells --- */

static struct scene_text title_of(const struct plan *plan, const struct logicmodel_cell *cell)
{
    return (struct scene_text){.text = cell->title,
                               .size = TITLE_SIZE,
                               .bold = !cell->none,
                               .colour = cell->none ? PALETTE_SOFT : PALETTE_INK,
                               .width = plan->width - ACCENT - 2 * PADDING,
                               .lines = TITLE_LINES,
                               .role = SCENE_ROLE_STRIP_NAME};
}

static struct scene_text detail_of(const struct plan *plan, const struct logicmodel_cell *cell)
{
    return (struct scene_text){.text = cell->detail,
                               .size = DETAIL_SIZE,
                               .colour = PALETTE_SOFT,
                               .width = plan->width - ACCENT - 2 * PADDING,
                               .lines = DETAIL_LINES,
                               .role = SCENE_ROLE_STRIP_TAG};
}

static double cell_height(const struct plan *plan, const struct logicmodel_cell *cell)
{
    struct scene_text title = title_of(plan, cell);
    struct scene_text detail = detail_of(plan, cell);
    double height = 2 * PADDING + scene_text_box(plan->scene, &title).h;

    if (!str_empty(cell->detail))
        height += 4 + scene_text_box(plan->scene, &detail).h;
    return ceil(height);
}

static void put_cell(const struct plan *plan, const struct column *column,
                     const struct logicmodel_cell *cell, double x, double y)
{
    struct scene_text title = title_of(plan, cell);
    struct scene_text detail = detail_of(plan, cell);
    struct scene_box box = {x, y, plan->width, cell_height(plan, cell)};
    struct scene_style style = {.fill = cell->none ? PALETTE_NONE : PALETTE_PANEL,
                                .stroke = PALETTE_AXIS,
                                .width = 1,
                                .dash = cell->none ? SCENE_DASHED : SCENE_SOLID};

    scene_rect(plan->scene, box, style, SCENE_ROLE_STRIP_BAR);
    if (!cell->none)
        scene_rect(plan->scene, (struct scene_box){x, y, ACCENT, box.h},
                   (struct scene_style){.fill = accent_of(plan, column->part)},
                   SCENE_ROLE_STRIP_YEAR);
    title.x = detail.x = x + ACCENT + PADDING;
    title.y = y + PADDING;
    struct scene_box drawn = scene_text(plan->scene, &title);
    detail.y = drawn.y + drawn.h + 4;
    if (!str_empty(cell->detail))
        (void)scene_text(plan->scene, &detail);
}

static struct scene_text head_of(const struct plan *plan, const struct column *column)
{
    return (struct scene_text){.text = logicmodel_head(plan->model, column->part),
                               .size = HEAD_SIZE,
                               .colour = PALETTE_SOFT,
                               .width = plan->width,
                               .lines = 2,
                               .role = SCENE_ROLE_STRIP_HEAD};
}

/* Its head and, `lower` further down, its cells from (x, y) on. */
static void put_column(const struct plan *plan, const struct column *column, double x,
                       double y, double lower)
{
    struct scene_text head = head_of(plan, column);

    head.x = x;
    head.y = y;
    struct scene_box box = scene_text(plan->scene, &head);
    y = box.y + box.h + HEAD_GAP + lower;
    for (size_t i = 0; i < column->count; i++) {
        put_cell(plan, column, &column->cells[i], x, y);
        y += cell_height(plan, &column->cells[i]) + STEP;
    }
}

static void measure_column(const struct plan *plan, struct column *column)
{
    struct scene_text head = head_of(plan, column);

    column->height = 0;
    for (size_t i = 0; i < column->count; i++)
        column->height += cell_height(plan, &column->cells[i]) + (i > 0 ? STEP : 0);
    column->head = scene_text_box(plan->scene, &head).h + HEAD_GAP;
}

/* --- arrows --- */

static void put_arrow(const struct plan *plan, struct scene_point from, struct scene_point to)
{
    bool down = to.y > from.y;
    struct scene_point line[] = {from,
                                 {down ? to.x : to.x - ARROW, down ? to.y - ARROW : to.y}};
    struct scene_point tip[] = {
        to,
        {down ? to.x - ARROW : to.x - 1.6 * ARROW, down ? to.y - 1.6 * ARROW : to.y - ARROW},
        {down ? to.x + ARROW : to.x - 1.6 * ARROW, down ? to.y - 1.6 * ARROW : to.y + ARROW}};

    scene_line(plan->scene, line, 2, (struct scene_style){.stroke = PALETTE_AXIS, .width = 2},
               SCENE_ROLE_NONE);
    scene_area(plan->scene, tip, 3, (struct scene_style){.fill = PALETTE_AXIS},
               SCENE_ROLE_NONE);
}

/* --- the whole --- */

static void make_plan(const struct logicmodel *model, struct scene *scene, struct plan *out)
{
    *out = (struct plan){.model = model, .scene = scene};
    for (enum logicmodel_part part = 0; part < LOGICMODEL_PARTS; part++) {
        struct column *column = &out->columns[out->count];

        column->part = part;
        column->count = logicmodel_cells(model, part, scene->arena, column->cells);
        out->count += column->count > 0;
    }
}

/* Apart: no arrow leads there. */
static double put_background(const struct plan *plan, double x, double width, double y)
{
    struct scene_text text = {.text = logicmodel_background(plan->model, plan->scene->arena),
                              .x = x + PADDING,
                              .y = y + PADDING,
                              .size = DETAIL_SIZE,
                              .colour = PALETTE_SOFT,
                              .width = width - 2 * PADDING,
                              .lines = DETAIL_LINES,
                              .role = SCENE_ROLE_COMPARE};

    if (str_empty(text.text))
        return y;
    struct scene_box box = scene_text(plan->scene, &text);
    scene_rect(plan->scene, (struct scene_box){x, y, width, ceil(box.h) + 2 * PADDING},
               (struct scene_style){.stroke = PALETTE_AXIS, .width = 1, .dash = SCENE_DASHED},
               SCENE_ROLE_COMPARE);
    return y + ceil(box.h) + 2 * PADDING + STEP;
}

static void compose_broad(struct plan *plan)
{
    struct scene *scene = plan->scene;
    enum language language = plan->model->settings->site.language;
    const char *caution[] = {words_caution(language)};
    const char *name = logicmodel_title(plan->model);
    double head = 0, tallest = 0;

    scene->width = CHART_WIDTH;
    double inner = scene->width - 2 * SHEET_LEFT;
    plan->width = (inner - BETWEEN * (double)(plan->count - 1)) / (double)plan->count;
    double y = frame_title(scene,
                           language == LANGUAGE_JA
                               ? arena_printf(scene->arena, "ロジックモデル：%s", name)
                               : arena_printf(scene->arena, "Logic model: %s", name),
                           plan->model->logic->program->why, TOP) +
               14;
    for (size_t i = 0; i < plan->count; i++) {
        measure_column(plan, &plan->columns[i]);
        head = fmax(head, plan->columns[i].head);
        tallest = fmax(tallest, plan->columns[i].height);
    }
    for (size_t i = 0; i < plan->count; i++) {
        double x = SHEET_LEFT + (double)i * (plan->width + BETWEEN);
        double middle = floor(y + head + tallest / 2);
        const struct column *column = &plan->columns[i];

        put_column(plan, column, x, y,
                   floor(head - column->head + (tallest - column->height) / 2));
        if (i > 0)
            put_arrow(plan, (struct scene_point){x - BETWEEN + 8, middle},
                      (struct scene_point){x - 6, middle});
    }
    y = put_background(plan, SHEET_LEFT, inner, y + head + tallest + 22);
    scene->height = ceil(frame_lines(scene, caution, 1, y + 4));
}

static void compose_narrow(struct plan *plan)
{
    struct scene *scene = plan->scene;
    struct scene_text why = {.text = plan->model->logic->program->why,
                             .x = SMALL_EDGE,
                             .y = SMALL_EDGE,
                             .size = DETAIL_SIZE,
                             .colour = PALETTE_SOFT,
                             .width = LOGICMODEL_NARROW - 2 * SMALL_EDGE,
                             .lines = DETAIL_LINES,
                             .role = SCENE_ROLE_SUBTITLE};
    double y = SMALL_EDGE;

    scene->width = LOGICMODEL_NARROW;
    plan->width = LOGICMODEL_NARROW - 2 * SMALL_EDGE;
    if (!str_empty(why.text))
        y += scene_text(scene, &why).h + STEP;
    for (size_t i = 0; i < plan->count; i++) {
        struct column *column = &plan->columns[i];

        measure_column(plan, column);
        put_column(plan, column, SMALL_EDGE, y, 0);
        y += column->head + column->height;
        if (i + 1 < plan->count)
            put_arrow(plan, (struct scene_point){LOGICMODEL_NARROW / 2.0, y + 4},
                      (struct scene_point){LOGICMODEL_NARROW / 2.0, y + SMALL_ARROW});
        y += i + 1 < plan->count ? SMALL_ARROW + 4 : 16;
    }
    scene->height = ceil(put_background(plan, SMALL_EDGE, plan->width, y) + 2);
}

void logicmodel_compose(const struct logicmodel *model, enum form_size size,
                        struct scene *scene)
{
    struct plan plan;

    make_plan(model, scene, &plan);
    if (size == FORM_THUMBNAIL)
        compose_narrow(&plan);
    else
        compose_broad(&plan);
}

/* --- drawing --- */

static void compose(const void *subject, enum form_size size, struct scene *scene)
{
    logicmodel_compose(subject, size, scene);
}

static void alt(const void *subject, struct buf *out)
{
    logicmodel_alt(subject, out);
}

static int describe(const void *subject, struct buf *out, struct err *err)
{
    (void)err;
    logicmodel_describe(subject, out);
    return 0;
}

int logicmodel_draw(const struct logicmodel *model, const struct form *forms, size_t count,
                    const char *const *paths, struct buf *remarks, struct err *err)
{
    const struct picture picture = {.id = model->logic->program->id,
                                    .title = logicmodel_title(model),
                                    .language = model->settings->site.language,
                                    .subject = model,
                                    .compose = compose,
                                    .alt = alt,
                                    .describe = describe,
                                    .remarks = remarks};

    return picture_draw(&picture, forms, count, paths, err);
}
