/* SPDX-License-Identifier: GPL-3.0-or-later */
/* frame_events: declared breaks and events, as thin lines with their words above the plot. */
#include "graphs/frame.h"

#include <math.h>
#include <stdlib.h>

#include "core/buf.h"
#include "core/str.h"
#include "graphs/palette.h"

#define SIZE 11.5
#define LANE 17.0
#define LANES_MAX 6
#define LANES_PLAIN 2 /* with words on one side of the lines only */
#define LANES_FEW 3   /* where height is scarce ... */
#define LOW 110.0     /* ... as it is over so low a plot */
#define WIDTH_MAX 300.0
#define UNIT_GAP 12.0
#define UNIT_HEIGHT 4.0 /* more, where the unit stands over the events */
#define CLEAR 1.0       /* between a line and words */

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
                 const struct frame_event *b)
{
    struct scene_box one = find_box(sheet, a);
    struct scene_box two = find_box(sheet, b);
    if (a->lane == b->lane)
        return scene_overlap(one, two, 6);
    if (fabs(a->x - b->x) < CLEAR)
        return false; /* one line for both */
    return a->lane > b->lane ? is_over(two, a->x) : is_over(one, b->x);
}

/* Among the first `count`. */
static bool is_taken(const struct sheet *sheet, const struct frame_events *events,
                     size_t count, const struct frame_event *event)
{
    for (size_t i = 0; i < count; i++) {
        const struct frame_event *other = &events->events[i];
        if (other->text[0] != '\0' && meet(sheet, event, other))
            return true;
    }
    return false;
}

/* The lowest lane where no words meet and no line crosses any. Words that find none are left
 * out, and told below; their line stays. */
static void find_lane(const struct sheet *sheet, struct frame_events *events, size_t i)
{
    struct frame_event *event = &events->events[i];
    bool few = sheet->thrift >= SHEET_NO_CHANGES || sheet->plot.h < LOW;
    int lanes = few ? LANES_FEW : LANES_MAX;
    if (event->text[0] == '\0')
        return;
    for (event->lane = 0; event->lane < lanes; event->lane++) {
        if (is_taken(sheet, events, i, event))
            continue;
        if (event->lane + 1 > events->lanes)
            events->lanes = event->lane + 1;
        return;
    }
    event->lane = 0;
    event->text = "";
    events->lost++;
}

/* A line in each panel that shows the day, with its words in the first of them: right of it,
 * or left where there is no room. */
static void add(const struct sheet *sheets, size_t count, const struct event *event,
                bool rebase, struct frame_events *events)
{
    const char *text = settings_event(event, sheets->language);
    for (size_t i = 0; i < count; i++) {
        const struct sheet *sheet = &sheets[i];
        int32_t day = period_start(event->period);
        if (!timeaxis_shows(&sheet->time, day, period_end(event->period)))
            continue;
        struct frame_event new = {.text = text,
                                  .x = timeaxis_x(&sheet->time, day),
                                  .rebase = rebase,
                                  .align = SCENE_LEFT};
        struct scene_box box = find_box(sheet, &new);
        if (box.x + box.w > sheet->scene->width - 8)
            new.align = SCENE_RIGHT;
        events->events[events->count++] = new;
        text = "";
    }
}

/* So that the lowest lane is taken by those whose words no later line runs down through: words
 * left of their lines from left to right, then words right of theirs from right to left. */
static int compare_turn(const void *a, const void *b)
{
    const struct frame_event *one = a;
    const struct frame_event *two = b;
    if (one->align != two->align)
        return one->align == SCENE_RIGHT ? -1 : 1;
    int order = one->x < two->x ? -1 : one->x > two->x;
    return one->align == SCENE_RIGHT ? order : -order;
}

static int compare_x(const void *a, const void *b)
{
    const struct frame_event *one = a;
    const struct frame_event *two = b;
    return one->x < two->x ? -1 : one->x > two->x;
}

static void find_lanes(const struct sheet *sheet, struct frame_events *events)
{
    qsort(events->events, events->count, sizeof *events->events, compare_turn);
    for (size_t i = 0; i < events->count; i++)
        find_lane(sheet, events, i);
}

/* Those whose words would stand over the next line are a cluster: the former half of it has
 * its words on the left, where there is room for them. */
static void split(const struct sheet *sheet, struct frame_events *events)
{
    qsort(events->events, events->count, sizeof *events->events, compare_x);
    for (size_t i = 0; i < events->count;) {
        size_t n = 1;
        while (i + n < events->count &&
               is_over(find_box(sheet, &events->events[i + n - 1]), events->events[i + n].x))
            n++;
        for (size_t k = i; k < i + n / 2; k++) {
            struct frame_event left = events->events[k];
            left.align = SCENE_RIGHT;
            if (find_box(sheet, &left).x >= sheet->plot.x)
                events->events[k] = left;
        }
        i += n;
    }
}

/* Words stand right of their lines as long as two lanes do; else on both sides of clusters,
 * if that takes fewer lanes or leaves out fewer words. */
static void choose_sides(const struct sheet *sheet, struct frame_events *events)
{
    struct arena *arena = sheet->scene->arena;
    struct frame_events other = *events;
    other.events = arena_alloc(arena, events->count + 1, sizeof *other.events);
    for (size_t i = 0; i < events->count; i++)
        other.events[i] = events->events[i];
    find_lanes(sheet, events);
    if (events->lanes <= LANES_PLAIN && events->lost == 0)
        return;
    split(sheet, &other);
    find_lanes(sheet, &other);
    if (other.lost < events->lost ||
        (other.lost == events->lost && other.lanes < events->lanes))
        *events = other;
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

/* In the order of their periods. */
static void put_unnamed(const struct sheet *sheet, const struct frame_events *events,
                        const struct event *event, struct buf *out)
{
    const char *words = settings_event(event, sheet->language);
    double x = timeaxis_x(&sheet->time, period_start(event->period));
    bool shown =
        timeaxis_shows(&sheet->time, period_start(event->period), period_end(event->period));
    for (size_t i = 0; i < events->count; i++) {
        const struct frame_event *here = &events->events[i];
        if (*here->text != '\0' && str_equal(here->text, words) && fabs(here->x - x) < 0.5)
            return;
    }
    if (!shown)
        return;
    char period[WORDS_SIZE];
    words_period(event->period, sheet->input->indicator->year_label, sheet->language, period);
    buf_printf(out, "%s%s %s", out->length == 0 ? "" : words_pick(sheet->language, "、", ", "),
               period, words);
}

/* Of those in the last panel, which shows them all. */
static const char *find_unnamed(const struct sheet *sheets, size_t count,
                                const struct frame_events *events)
{
    const struct indicator *indicator = sheets->input->indicator;
    const struct sheet *sheet = &sheets[count - 1];
    struct buf words;
    buf_init(&words, SHEET_LIMIT);
    for (size_t i = 0; count == 1 && i < indicator->rebase_count; i++)
        put_unnamed(sheet, events, &indicator->rebases[i], &words);
    for (size_t i = 0; count == 1 && i < indicator->event_count; i++)
        put_unnamed(sheet, events, &indicator->events[i], &words);
    const char *kept =
        words.length > 0 ? arena_strdup(sheet->scene->arena, buf_text(&words)) : NULL;
    buf_free(&words);
    return kept;
}

struct frame_events frame_events_place(const struct sheet *sheets, size_t count)
{
    const struct indicator *indicator = sheets->input->indicator;
    size_t most = count * (indicator->rebase_count + indicator->event_count);
    struct frame_events events = {
        .events = arena_alloc(sheets->scene->arena, most + 1, sizeof *events.events)};
    for (size_t i = 0; i < indicator->rebase_count; i++)
        add(sheets, count, &indicator->rebases[i], true, &events);
    for (size_t i = 0; i < indicator->event_count; i++)
        add(sheets, count, &indicator->events[i], false, &events);
    choose_sides(sheets, &events);
    events.unnamed = find_unnamed(sheets, count, &events);
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
