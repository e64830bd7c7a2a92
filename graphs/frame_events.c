/* SPDX-License-Identifier: GPL-3.0-or-later */
/* frame_events: declared breaks and events, as thin lines with their words above the plot. */
#include "graphs/frame.h"

#include <math.h>
#include <stdlib.h>

#include "graphs/palette.h"

#define SIZE 11.5
#define LANE 17.0
#define LANES_MAX 6
#define WIDTH_MAX 300.0
#define UNIT_GAP 12.0
#define UNIT_HEIGHT 4.0 /* more, where the unit stands over the events */
#define CLEAR 3.0       /* between a line and words */

struct listed {
    const struct event *event;
    bool rebase;
};

static struct scene_text make_text(const struct sheet *sheet, const struct frame_event *event)
{
    return (struct scene_text){.text = event->text,
                               .x = event->x,
                               .align = event->align,
                               .size = SIZE,
                               .width = WIDTH_MAX,
                               .lines = 1,
                               .halo = true,
                               .colour = event->rebase ? PALETTE_INK : PALETTE_SOFT,
                               .y = sheet->plot.y - 10 - (event->lane + 1) * LANE,
                               .role = SCENE_ROLE_EVENT};
}

/* A box of the text as wide as its words: wrapped texts measure as wide as they may be. */
static struct scene_box find_box(const struct sheet *sheet, const struct frame_event *event)
{
    struct scene_text text = make_text(sheet, event);
    return scene_text_box(sheet->scene, &text);
}

static bool is_over(struct scene_box box, double x)
{
    return x > box.x - CLEAR && x < box.x + box.w + CLEAR;
}

/* Two texts in one lane, or a line that runs down through the text of the other. */
static bool meet(const struct sheet *sheet, const struct frame_event *a,
                 const struct frame_event *b, bool lines)
{
    struct scene_box one = find_box(sheet, a);
    struct scene_box two = find_box(sheet, b);
    if (a->lane == b->lane)
        return scene_overlap(one, two, 6);
    return lines && (a->lane > b->lane ? is_over(two, a->x) : is_over(one, b->x));
}

static bool is_taken(const struct sheet *sheet, const struct frame_events *events,
                     const struct frame_event *event, bool lines)
{
    for (size_t i = 0; i < events->count; i++) {
        const struct frame_event *other = &events->events[i];
        if (other->text[0] != '\0' && meet(sheet, event, other, lines))
            return true;
    }
    return false;
}

/* The lowest lane where no words meet and, if there is one, no line crosses any. */
static bool find_lane(const struct sheet *sheet, const struct frame_events *events,
                      struct frame_event *event)
{
    for (int lines = 1; lines >= 0; lines--) {
        for (event->lane = 0; event->lane < LANES_MAX; event->lane++) {
            if (!is_taken(sheet, events, event, lines == 1))
                return true;
        }
    }
    event->lane = 0;
    return false;
}

/* Words that find no lane are left out; their line stays. */
static void name(const struct sheet *sheet, const char *text, struct frame_events *events,
                 struct frame_event *new)
{
    new->text = text;
    struct scene_box box = find_box(sheet, new);
    if (box.x + box.w > sheet->scene->width - 8)
        new->align = SCENE_RIGHT;
    if (!find_lane(sheet, events, new))
        new->text = "";
    else if (new->lane + 1 > events->lanes)
        events->lanes = new->lane + 1;
}

static void place(const struct sheet *sheets, size_t count, const struct listed *listed,
                  struct frame_events *events)
{
    bool named = false;
    const struct event *event = listed->event;
    for (size_t i = 0; i < count; i++) {
        const struct sheet *sheet = &sheets[i];
        int32_t day = period_start(event->period);
        if (!timeaxis_shows(&sheet->time, day, period_end(event->period)))
            continue;
        struct frame_event new = {.text = "",
                                  .x = timeaxis_x(&sheet->time, day),
                                  .rebase = listed->rebase,
                                  .align = SCENE_LEFT};
        if (!named)
            name(sheet, event->text, events, &new);
        named = true;
        events->events[events->count++] = new;
    }
}

static int compare_latest_first(const void *a, const void *b)
{
    const struct listed *one = a;
    const struct listed *two = b;
    return period_compare(two->event->period, one->event->period);
}

/* Words stand right of their lines, so that those of the later events go lowest. */
static size_t list_events(const struct sheet *sheet, struct listed **out)
{
    const struct indicator *indicator = sheet->input->indicator;
    size_t count = 0;
    *out = arena_alloc(sheet->scene->arena,
                       indicator->rebase_count + indicator->event_count + 1, sizeof **out);
    for (size_t i = 0; i < indicator->rebase_count; i++)
        (*out)[count++] = (struct listed){&indicator->rebases[i], true};
    for (size_t i = 0; i < indicator->event_count; i++)
        (*out)[count++] = (struct listed){&indicator->events[i], false};
    qsort(*out, count, sizeof **out, compare_latest_first);
    return count;
}

static double find_unit_rise(const struct sheet *sheet, const struct frame_events *events)
{
    struct scene_text unit = frame_unit(sheet);
    struct scene_box box = scene_text_box(sheet->scene, &unit);
    for (size_t i = 0; i < events->count; i++) {
        if (find_box(sheet, &events->events[i]).x < box.x + box.w + UNIT_GAP)
            return events->lanes * LANE;
    }
    return 0;
}

struct frame_events frame_events_place(const struct sheet *sheets, size_t count)
{
    struct listed *listed;
    size_t most = list_events(sheets, &listed);
    struct frame_events events = {
        .events = arena_alloc(sheets->scene->arena, count * most + 1, sizeof *events.events)};
    for (size_t i = 0; i < most; i++)
        place(sheets, count, &listed[i], &events);
    events.unit_rise = find_unit_rise(sheets, &events);
    return events;
}

double frame_events_height(const struct frame_events *events)
{
    return events->lanes * LANE + (events->unit_rise > 0 ? UNIT_HEIGHT : 0);
}

void frame_events_draw(struct sheet *sheet, const struct frame_events *events)
{
    double bottom = sheet->plot.y + sheet->plot.h;
    for (size_t i = 0; i < events->count; i++) {
        const struct frame_event *event = &events->events[i];
        double x = floor(event->x) + 0.5;
        double top = sheet->plot.y;
        if (event->text[0] != '\0')
            top = sheet->plot.y - 8 - event->lane * LANE;
        struct scene_point line[] = {{x, top}, {x, bottom}};
        scene_line(sheet->scene, line, 2,
                   (struct scene_style){.stroke = PALETTE_SOFT,
                                        .width = 1,
                                        .dash = event->rebase ? SCENE_SOLID : SCENE_DOTTED},
                   SCENE_ROLE_EVENT);
    }
    for (size_t i = 0; i < events->count; i++) {
        struct scene_text text = make_text(sheet, &events->events[i]);
        if (*text.text != '\0')
            scene_text(sheet->scene, &text);
    }
}
