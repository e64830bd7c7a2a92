/* SPDX-License-Identifier: GPL-3.0-or-later */
/* frame_events: declared breaks and events, as thin lines with their words above the plot. */
#include "graphs/frame.h"

#include <math.h>

#include "graphs/palette.h"

#define SIZE 11.5
#define LANE 17.0
#define LANES_MAX 6
#define WIDTH_MAX 300.0
#define UNIT_WIDTH 120.0 /* lane 0 begins right of the unit */

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

static bool is_taken(const struct sheet *sheet, const struct frame_events *events,
                     const struct frame_event *event)
{
    struct scene_box box = find_box(sheet, event);
    if (event->lane == 0 && box.x < SHEET_LEFT + UNIT_WIDTH)
        return true;
    for (size_t i = 0; i < events->count; i++) {
        if (events->events[i].lane == event->lane &&
            scene_overlap(find_box(sheet, &events->events[i]), box, 6))
            return true;
    }
    return false;
}

/* Words that find no lane are left out; their line stays. */
static void place(const struct sheet *sheet, const struct event *event, bool rebase,
                  struct frame_events *events)
{
    int32_t day = period_start(event->period);
    if (!timeaxis_shows(&sheet->time, day, period_end(event->period)))
        return;
    struct frame_event new = {.text = event->text,
                              .x = timeaxis_x(&sheet->time, day),
                              .rebase = rebase,
                              .align = SCENE_LEFT};
    struct scene_box box = find_box(sheet, &new);
    if (box.x + box.w > sheet->scene->width - 8)
        new.align = SCENE_RIGHT;
    while (new.lane < LANES_MAX && is_taken(sheet, events, &new))
        new.lane++;
    if (new.lane == LANES_MAX)
        new.text = "";
    else if (new.lane + 1 > events->lanes)
        events->lanes = new.lane + 1;
    events->events[events->count++] = new;
}

struct frame_events frame_events_place(const struct sheet *sheet)
{
    const struct indicator *indicator = sheet->input->indicator;
    size_t most = indicator->rebase_count + indicator->event_count;
    struct frame_events events = {
        .events = arena_alloc(sheet->scene->arena, most + 1, sizeof *events.events)};
    for (size_t i = 0; i < indicator->rebase_count; i++)
        place(sheet, &indicator->rebases[i], true, &events);
    for (size_t i = 0; i < indicator->event_count; i++)
        place(sheet, &indicator->events[i], false, &events);
    return events;
}

double frame_events_height(const struct frame_events *events)
{
    return events->lanes * LANE;
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
