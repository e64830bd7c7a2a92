/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure_words: captions, alerts and small print; see figure_parts.h. */
#include <math.h>
#include <string.h>

#include "config/edition.h"
#include "core/instant.h"
#include "core/str.h"
#include "graphs/caption.h"
#include "graphs/figure_parts.h"
#include "graphs/limit.h"
#include "graphs/palette.h"

#define NAME_SIZE 15.0
#define WORDS_SIZE_POINTS 13.5
#define ALERT_SIZE 12.5
#define GAP 14.0
#define SIGN 12.0 /* before the words of an alert */
#define BELOW 5.0
#define DRAWN_LIMIT 1024
#define NOTES 12 /* different ones at most */

const char *figure_alert_words(const struct figure_input *input,
                               const struct figure_part *part, struct arena *arena)
{
    enum language language = input->settings->site.language;
    if (!edition_is_internal(input->settings) || (part->alert == NULL && !part->judged))
        return "";
    if (part->alert == NULL)
        return words_pick(language, "お知らせなし", "no alert");
    const char *severity = words_severity(part->alert->severity, language);
    const char *state = words_alert_state(part->alert->state, language);
    size_t more = part->alert_count > 0 ? part->alert_count - 1 : 0;
    if (language == LANGUAGE_EN)
        return more == 0
                   ? arena_printf(arena, "alert: %s, %s", severity, state)
                   : arena_printf(arena, "alert: %s, %s (%zu more)", severity, state, more);
    return more == 0
               ? arena_printf(arena, "お知らせ（%s・%s）", severity, state)
               : arena_printf(arena, "お知らせ（%s・%s、ほか%zu件）", severity, state, more);
}

/* A filled triangle says that an alert is open, whatever colours the reader sees. */
static void put_sign(struct scene *scene, double x, double middle)
{
    struct scene_point points[] = {{x, middle + SIGN / 2 - 1},
                                   {x + SIGN / 2, middle - SIGN / 2},
                                   {x + SIGN, middle + SIGN / 2 - 1}};
    scene_area(scene, points, 3, (struct scene_style){.fill = PALETTE_ALERT},
               SCENE_ROLE_ALERT);
}

/* At the right edge; returns the x left of it. */
static double put_alert(const struct figure_stack *stack, const struct figure_panel *panel,
                        double middle)
{
    double right = stack->scene->width - SHEET_LEFT;
    bool open = panel->part.alert != NULL;
    struct scene_text text = {
        .text = figure_alert_words(stack->input, &panel->part, stack->scene->arena),
        .x = right,
        .y = middle,
        .middle = true,
        .align = SCENE_RIGHT,
        .size = ALERT_SIZE,
        .bold = open,
        .colour = open ? PALETTE_ALERT : PALETTE_SOFT,
        .role = SCENE_ROLE_ALERT};
    if (str_empty(text.text))
        return right;
    struct scene_box box = scene_text(stack->scene, &text);
    if (open)
        put_sign(stack->scene, box.x - SIGN - 4, middle);
    return box.x - (open ? SIGN + 4 : 0) - GAP;
}

const char *figure_latest(const struct chart_input *input, struct arena *arena)
{
    struct buf words;
    buf_init(&words, SHEET_LIMIT);
    caption_latest(input, &words);
    return buf_keep(&words, arena);
}

/* The newest value beside the title, or under it where there is no room. */
static double put_latest(struct scene *scene, const char *words, struct scene_box title,
                         double right)
{
    struct scene_text text = {.text = words,
                              .x = title.x + title.w + GAP,
                              .y = title.y + title.h / 2,
                              .middle = true,
                              .size = WORDS_SIZE_POINTS,
                              .colour = PALETTE_SOFT,
                              .role = SCENE_ROLE_SUBTITLE};
    double width = scene_text_box(scene, &text).w;
    if (text.x + width <= right) {
        scene_text(scene, &text);
        return title.y + title.h + BELOW;
    }
    text.x = title.x;
    text.y = title.y + title.h + 3;
    text.middle = false;
    text.width = scene->width - 2 * SHEET_LEFT;
    text.lines = 2;
    struct scene_box box = scene_text(scene, &text);
    return box.y + box.h + BELOW;
}

static double put_one(const struct figure_stack *stack, const struct chart_input *input,
                      double right, double y)
{
    struct scene *scene = stack->scene;
    struct scene_text title = {.text = caption_title(input->indicator, stack->language),
                               .x = SHEET_LEFT,
                               .y = y,
                               .size = NAME_SIZE,
                               .bold = true,
                               .colour = PALETTE_INK,
                               .role = SCENE_ROLE_PANEL};
    double most = right - SHEET_LEFT;
    if (scene_text_box(scene, &title).w > most) {
        title.width = most;
        title.lines = 1;
    }
    struct scene_box box = scene_text(scene, &title);
    return put_latest(scene, figure_latest(input, scene->arena), box, right);
}

double figure_caption(const struct figure_stack *stack, const struct figure_panel *panel,
                      double y)
{
    double right = put_alert(stack, panel, y + NAME_SIZE * 0.62);
    y = put_one(stack, &panel->input, right, y);
    if (panel->second == NULL)
        return y;
    struct chart_input input = panel->input;
    input.indicator = panel->second->indicator;
    input.series = panel->second->series;
    return put_one(stack, &input, stack->scene->width - SHEET_LEFT, y + 2);
}

double figure_none(const struct figure_stack *stack, double y)
{
    struct arena *arena = stack->scene->arena;
    const char *names = "";
    for (size_t i = 0; i < stack->count; i++) {
        const struct figure_panel *panel = &stack->panels[i];
        if (!panel->any)
            names = arena_printf(arena, "%s%s%s", names,
                                 *names == '\0' ? "" : words_pick(stack->language, "、", "; "),
                                 caption_title(panel->part.indicator, stack->language));
    }
    if (*names == '\0')
        return y;
    struct scene_text text = {.text =
                                  arena_printf(arena, "%s%s%s", caption_none(stack->language),
                                               words_pick(stack->language, "：", ": "), names),
                              .x = SHEET_LEFT,
                              .y = y,
                              .size = WORDS_SIZE_POINTS,
                              .colour = PALETTE_SOFT,
                              .width = stack->scene->width - 2 * SHEET_LEFT,
                              .lines = 6,
                              .role = SCENE_ROLE_EMPTY};
    struct scene_box box = scene_text(stack->scene, &text);
    return box.y + box.h + GAP;
}

/* What is to be said of a panel, and of how many panels the same. */
struct note {
    const char *text;
    const char *title; /* of the first */
    size_t panels;
};

struct notes {
    struct note notes[NOTES];
    size_t count;
};

static void add_note(const struct figure_panel *panel, enum language language,
                     const char *text, struct notes *out)
{
    size_t k = 0;
    while (k < out->count && !str_equal(out->notes[k].text, text))
        k++;
    if (k == NOTES)
        return;
    if (k == out->count)
        out->notes[out->count++] = (struct note){
            .text = text, .title = caption_title(panel->part.indicator, language)};
    out->notes[k].panels++;
}

static void add_notes(const struct figure_stack *stack, struct notes *out)
{
    for (size_t i = 0; i < stack->count; i++) {
        const struct figure_panel *panel = &stack->panels[i];
        struct frame_notes found = {.count = 0};
        if (panel->any)
            found = frame_notes_find(&panel->sheet);
        for (size_t k = 0; k < found.count; k++)
            add_note(panel, stack->language, found.texts[k], out);
    }
}

/* Each note once; one that is true of one panel among several says of which. */
static const char *gather_notes(const struct figure_stack *stack, const char *more)
{
    struct arena *arena = stack->scene->arena;
    struct notes notes = {.count = 0};
    bool several = figure_stack_count(stack) > 1;
    const char *all = "";
    add_notes(stack, &notes);
    for (size_t i = 0; i < notes.count; i++) {
        const struct note *note = &notes.notes[i];
        bool named = several && note->panels == 1;
        all = arena_printf(arena, "%s%s%s%s%s%s", all,
                           i == 0 ? words_pick(stack->language, "注：", "Note: ")
                                  : words_pick(stack->language, "。", "; "),
                           note->text, named ? words_pick(stack->language, "（", " (") : "",
                           named ? note->title : "",
                           named ? words_pick(stack->language, "）", ")") : "");
    }
    return *more == '\0'
               ? all
               : arena_printf(arena, "%s%s%s", all,
                              *all != '\0' ? words_pick(stack->language, "　", " ") : "",
                              more);
}

static const char *say_cut(const struct figure_stack *stack)
{
    if (!stack->cut)
        return "";
    char first[WORDS_SIZE];
    words_period(period_of_day(FREQUENCY_MONTHLY, stack->time.first), YEAR_LABEL_STARTS,
                 stack->language, first);
    return stack->language == LANGUAGE_JA
               ? arena_printf(stack->scene->arena, "%sより前の値は表示していません。", first)
               : arena_printf(stack->scene->arena, "Values before %s are not shown.", first);
}

static const char *say_sources(const struct figure_stack *stack)
{
    const struct series *series[2 * FIGURE_PARTS];
    size_t count = 0;
    for (size_t i = 0; i < stack->count; i++) {
        const struct figure_panel *panel = &stack->panels[i];
        series[count++] = panel->part.series;
        if (panel->second != NULL)
            series[count++] = panel->second->series;
    }
    struct buf words;
    buf_init(&words, SHEET_LIMIT);
    caption_sources_of(stack->input->settings, series, count, &words);
    return buf_keep(&words, stack->scene->arena);
}

/* What a slide does without, as far as it is there to be had; and why lines are heavy over
 * thin ones in a column, which has no keys. */
static const char *say_wide(const struct figure_stack *stack)
{
    bool means = false;
    bool limits = false;
    for (size_t i = 0; stack->room.wide && i < stack->count; i++) {
        const struct figure_panel *panel = &stack->panels[i];
        bool chart =
            stack->input->kind == FIGURE_POLICY || stack->input->kind == FIGURE_PROGRAM;
        if (!panel->any || !chart)
            continue;
        means = means || (figure_stack_has_columns(stack) && plot_shows_mean(&panel->sheet));
        limits = limits || limit_any(limit_find(&panel->input, stack->scene->arena));
    }
    const char *heavy = words_pick(stack->language, "太い線はその月までの1年の平均。",
                                   "Heavy lines: the mean of the year up to there. ");
    const char *other = words_pick(stack->language, "管理限界は標準の大きさの図に示す。",
                                   "Control limits are in the picture of standard size. ");
    return arena_printf(stack->scene->arena, "%s%s", means ? heavy : "", limits ? other : "");
}

void figure_foot(const struct figure_stack *stack, bool programs, const char *names,
                 const char *more, double y)
{
    struct arena *arena = stack->scene->arena;
    struct buf words;
    buf_init(&words, DRAWN_LIMIT);
    caption_drawn(stack->input->settings, stack->input->now, &words);
    const char *drawn = buf_keep(&words, arena);
    const char *sources = say_sources(stack);
    bool one = stack->room.wide && *sources != '\0'; /* line for both */
    const char *lines[] = {gather_notes(stack, arena_printf(arena, "%s%s%s", say_wide(stack),
                                                            say_cut(stack), more)),
                           one ? arena_printf(arena, "%s%s%s", sources,
                                              words_pick(stack->language, "　", " · "), drawn)
                               : sources,
                           one ? "" : drawn, names,
                           programs ? words_caution(stack->language) : ""};
    stack->scene->height = ceil(frame_lines(stack->scene, lines, 5, y));
}
