/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart: composes the picture of one indicator; see chart.h. */
#include "graphs/chart.h"

#include <math.h>

#include "graphs/caption.h"
#include "graphs/change.h"
#include "graphs/frame.h"
#include "graphs/limit.h"
#include "graphs/palette.h"
#include "graphs/plot.h"
#include "graphs/scene.h"
#include "graphs/sheet.h"
#include "graphs/span.h"
#include "graphs/strip.h"
#include "graphs/thumbnail.h"
#include "graphs/withheld.h"

#define TOP 24.0
#define PLOT_HEIGHT 330.0
#define EMPTY_HEIGHT 150.0 /* of the panel that says that there are no values */
#define INSET_LEFT 28.0    /* what it leaves of the margins */
#define INSET_RIGHT 12.0
#define AIMS_BELOW 34.0 /* under its middle */
#define TICK_GAP 18.0
#define UNIT_ROOM 34.0 /* over the plot */
#define LEFT_LEAST 84.0
#define WIDE_PLOT 150.0    /* a wide one has at least this height beside programs ... */
#define WIDE_PLOT_LEAST 60 /* ... and this beside very many words */

/* A page that is too wide for numbers without end. */
#define TICK_WIDTH_MAX 240.0

/* The panels from left to right; the last shows the whole. */
struct panels {
    struct sheet sheets[2];
    size_t count;
};

static const struct sheet *last_of(const struct panels *panels)
{
    return &panels->sheets[panels->count - 1];
}

static void give_time(struct sheet *sheet, struct timeaxis time, double left, double right)
{
    sheet->time = time;
    sheet->plot.x = left;
    sheet->plot.w = right - left;
}

/* Widths are needed before places: the days of the axis are chosen first, its left end when
 * the labels of the value axis are known. */
static struct panels lay_out(struct sheet sheet, const struct strip *strip)
{
    double right = sheet.scene->width - SHEET_RIGHT;
    sheet.time = span_choose(sheet.input, strip, LEFT_LEAST, right).whole;
    sheet.values = plot_values(&sheet);
    double ticks = fmin(frame_tick_width(&sheet), TICK_WIDTH_MAX);
    double left = ceil(fmax(LEFT_LEAST, SHEET_LEFT + ticks + TICK_GAP));
    struct span span = span_choose(sheet.input, strip, left, right);
    struct panels panels = {.sheets = {sheet, sheet}, .count = span.enlarged ? 2 : 1};
    struct sheet *whole = &panels.sheets[panels.count - 1];
    panels.sheets[0].is_first = true;
    whole->is_last = true;
    give_time(whole, span.whole, span.enlarged ? span.whole.left : left, right);
    if (span.enlarged)
        give_time(&panels.sheets[0], span.detail, left, span.whole.left - SPAN_GAP);
    return panels;
}

/* What is aimed at is known before the first value: "目標値 100件（2027年3月）、基準値 ..." */
static void put_aims(struct sheet *sheet)
{
    struct buf words;
    struct buf baseline;
    buf_init(&words, SHEET_LIMIT);
    buf_init(&baseline, SHEET_LIMIT);
    if (sheet->input->indicator->target.set)
        caption_target(sheet->input, &words);
    if (sheet->input->indicator->target.set && sheet->input->indicator->baseline.set)
        caption_baseline(sheet->input, &baseline);
    if (baseline.length > 0)
        buf_printf(&words, "%s%s", words_pick(sheet->language, "、", ", "),
                   buf_text(&baseline));
    struct scene_text text = {.text = buf_text(&words),
                              .x = sheet->plot.x + sheet->plot.w / 2,
                              .y = sheet->plot.y + sheet->plot.h / 2 + AIMS_BELOW,
                              .middle = true,
                              .align = SCENE_CENTRE,
                              .size = 13,
                              .colour = PALETTE_TARGET,
                              .role = SCENE_ROLE_TARGET};
    if (words.length > 0)
        scene_text(sheet->scene, &text);
    buf_free(&words);
    buf_free(&baseline);
}

static void put_empty(struct sheet *sheet)
{
    scene_rect(sheet->scene, sheet->plot,
               (struct scene_style){.fill = PALETTE_PANEL, .stroke = PALETTE_GRID, .width = 1},
               SCENE_ROLE_EMPTY);
    scene_text(sheet->scene,
               &(struct scene_text){.text = withheld_none(sheet->input, sheet->scene->arena),
                                    .x = sheet->plot.x + sheet->plot.w / 2,
                                    .y = sheet->plot.y + sheet->plot.h / 2,
                                    .middle = true,
                                    .align = SCENE_CENTRE,
                                    .size = 18,
                                    .colour = PALETTE_SOFT,
                                    .role = SCENE_ROLE_EMPTY});
    put_aims(sheet);
}

static void put_values(struct panels *panels, const struct frame_events *events)
{
    if (panels->count == 2)
        frame_band(&panels->sheets[1], &panels->sheets[0].time);
    for (size_t i = 0; i < panels->count; i++)
        frame_values(&panels->sheets[i]);
    frame_events_draw(&panels->sheets[0], events);
    for (size_t i = 0; i < panels->count; i++) {
        struct plot plot = plot_place(&panels->sheets[i]);
        plot_draw(&panels->sheets[i], &plot);
    }
}

/* What stands over the plots; returns the y of the plots. */
static double put_head(struct panels *panels, bool any, struct frame_events *events)
{
    struct sheet *sheet = &panels->sheets[0];
    double y = sheet->inset ? 0 : frame_head(sheet, TOP);
    if (!any)
        return floor(y + 12);
    y = frame_keys(&panels->sheets[panels->count - 1], y);
    if (panels->count == 2)
        y = frame_panels(sheet, last_of(panels), y);
    *events = frame_events_place(panels->sheets, panels->count);
    for (size_t i = 0; i < panels->count; i++)
        panels->sheets[i].unnamed = events->unnamed;
    return floor(y + frame_events_height(events) + UNIT_ROOM);
}

/* The panels of the changes on the year before, when they are wanted; returns the height that
 * they take. */
static double put_changes(struct panels *panels, bool any)
{
    if (!any || !panels->sheets[0].changes)
        return 0;
    for (size_t i = 0; i < panels->count; i++)
        change_draw(&panels->sheets[i]);
    return change_height(panels->sheets[0].plot.h);
}

/* Under all that has this axis. */
static double put_time(const struct panels *panels, double below)
{
    double y = 0;
    for (size_t i = 0; i < panels->count; i++) {
        struct sheet sheet = panels->sheets[i];
        sheet.plot.h += below;
        y = fmax(y, frame_time(&sheet));
    }
    return y;
}

/* The strip has the axis of the whole, and the width of all panels for its words. */
static struct sheet make_strip_sheet(const struct panels *panels)
{
    struct sheet sheet = *last_of(panels);
    double right = sheet.plot.x + sheet.plot.w;
    sheet.plot.x = panels->sheets[0].plot.x;
    sheet.plot.w = right - sheet.plot.x;
    return sheet;
}

static double put_notes(const struct sheet *sheet, double y)
{
    struct buf words;
    buf_init(&words, SHEET_LIMIT);
    frame_notes(sheet, &words);
    const char *line = buf_keep(&words, sheet->scene->arena);
    return *line != '\0' ? frame_lines(sheet->scene, &line, 1, y) : y;
}

static void compose_sheet(const struct sheet *sheet, const struct strip *strip,
                          double plot_height)
{
    bool any = caption_has_values(sheet->input->series);
    struct sheet first = *sheet;
    first.plot.h = plot_height;
    bool names = sheet->thrift >= SHEET_NO_STRIP;
    static const struct strip none; /* nor do its years stretch the axis */
    struct panels panels = lay_out(first, names ? &none : strip);
    struct frame_events events = {0};
    double top = put_head(&panels, any, &events);
    for (size_t i = 0; i < panels.count; i++) {
        panels.sheets[i].plot.y = top;
        panels.sheets[i].unit_rise = events.unit_rise;
        panels.sheets[i].plot.h = any ? plot_height : fmin(plot_height, EMPTY_HEIGHT);
    }
    if (any)
        put_values(&panels, &events);
    else
        put_empty(&panels.sheets[0]);
    double y = put_time(&panels, put_changes(&panels, any));
    struct sheet below = make_strip_sheet(&panels);
    struct strip shown = *strip;
    strip_drop_over(&shown, below.time.first, sheet->language, sheet->scene->arena);
    if (!names)
        y = strip_draw(&below, &shown, y);
    if (sheet->inset)
        y = put_notes(last_of(&panels), y);
    else
        y = frame_foot(&panels.sheets[panels.count - 1], strip->count > 0,
                       names ? strip_names(sheet->language, strip, sheet->scene->arena) : NULL,
                       y + 8);
    sheet->scene->height = ceil(y);
}

/* How much of a picture there is room for. */
struct room {
    double width;
    double plot_height;
    size_t programs;
    enum sheet_thrift thrift;
    bool inset;
};

static void compose(const struct chart_input *input, struct room room, struct scene *scene)
{
    struct strip strip;
    strip_gather_few(input, room.programs, scene->arena, &strip);
    scene->width = room.width;
    struct sheet sheet = {.input = input,
                          .language = input->settings->site.language,
                          .scene = scene,
                          .thrift = room.thrift,
                          .inset = room.inset,
                          .changes = room.thrift < SHEET_NO_CHANGES && change_wanted(input),
                          .limits = limit_find(input, scene->arena)};
    compose_sheet(&sheet, &strip, room.plot_height);
}

static double find_height(const struct chart_input *input, struct room room,
                          struct scene_measure measure)
{
    struct scene trial;
    scene_init(&trial, measure);
    compose(input, room, &trial);
    double height = trial.height;
    scene_free(&trial);
    return height;
}

/* What is left out first stands first: programs beyond a few, the second line of the foot, the
 * panel of changes, the strip. Every wide picture has the same size. */
static struct room choose_room(const struct chart_input *input, struct scene_measure measure)
{
    static const struct {
        size_t programs;
        enum sheet_thrift thrift;
    } STEPS[] = {{STRIP_PROGRAMS, SHEET_WHOLE},
                 {STRIP_PROGRAMS, SHEET_COMPACT},
                 {6, SHEET_COMPACT},
                 {5, SHEET_COMPACT},
                 {4, SHEET_COMPACT},
                 {3, SHEET_COMPACT},
                 {3, SHEET_NO_CHANGES},
                 {2, SHEET_NO_CHANGES},
                 {STRIP_PROGRAMS, SHEET_NO_STRIP},
                 {STRIP_PROGRAMS, SHEET_FEW_NOTES}};
    struct room room = {0};
    for (size_t i = 0; i < sizeof STEPS / sizeof *STEPS; i++) {
        room = (struct room){CHART_WIDE_WIDTH, WIDE_PLOT, STEPS[i].programs, STEPS[i].thrift,
                             false};
        if (find_height(input, room, measure) <= CHART_WIDE_HEIGHT)
            break;
    }
    return room;
}

/* The plot takes what is left: the highest with which all fits. */
static void compose_wide(const struct chart_input *input, struct scene *scene)
{
    struct room room = choose_room(input, scene->measure);
    int least = WIDE_PLOT_LEAST;
    int most = CHART_WIDE_HEIGHT;
    while (least + 1 < most) {
        int middle = least + (most - least) / 2;

        room.plot_height = middle;
        if (find_height(input, room, scene->measure) <= CHART_WIDE_HEIGHT)
            least = middle;
        else
            most = middle;
    }
    room.plot_height = least;
    compose(input, room, scene);
    /* an empty chart has no plot that grows */
    scene->height = fmax(scene->height, CHART_WIDE_HEIGHT);
}

void chart_compose_inset(const struct chart_input *input, double plot_height,
                         struct scene *scene)
{
    struct scene whole = {.arena = scene->arena, .measure = scene->measure};
    compose(input, (struct room){CHART_INSET_WIDTH, plot_height, 0, SHEET_NO_STRIP, true},
            &whole);
    /* the page has margins of its own */
    scene->width = whole.width - INSET_LEFT - INSET_RIGHT;
    scene->height = whole.height;
    scene_take(scene, &whole, -INSET_LEFT, 0);
}

void chart_compose(const struct chart_input *input, enum form_size size, struct scene *scene)
{
    switch (size) {
    case FORM_STANDARD:
    case FORM_SIZES:
        compose(input,
                (struct room){CHART_WIDTH, PLOT_HEIGHT, STRIP_PROGRAMS, SHEET_WHOLE, false},
                scene);
        break;
    case FORM_WIDE:
        compose_wide(input, scene);
        break;
    case FORM_THUMBNAIL:
        thumbnail_compose(input, scene);
        break;
    }
}
