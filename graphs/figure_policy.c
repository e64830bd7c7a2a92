/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure_policy: the indicators of a policy, and those of one program; see figure_parts.h. */
#include "config/edition.h"
#include "core/civil.h"
#include "core/str.h"
#include "graphs/caption.h"
#include "graphs/figure_parts.h"

#define TOP 24.0
#define HEAD_GAP 8.0
#define PANELS_GAP 14.0
#define BEFORE_MONTHS (-24) /* of a program that are shown before its start */

static bool belongs(const struct program *program, const struct policy *policy)
{
    return policy == NULL || settings_program_latest(program)->policy == policy;
}

bool figure_is_moved(const struct settings *settings, const struct policy *policy,
                     const struct indicator *indicator)
{
    for (size_t i = 0; i < settings->program_count; i++) {
        const struct program *program = &settings->programs[i];
        if (belongs(program, policy) && settings_moves(program, indicator))
            return true;
    }
    return false;
}

/* Of a policy: programs that move something shown; else the one program. */
static bool wants(const struct program *program, const void *context)
{
    const struct figure_input *input = context;
    if (input->kind == FIGURE_PROGRAM)
        return program == input->program;
    if (!belongs(program, input->policy))
        return false;
    for (size_t i = 0; i < input->part_count; i++) {
        if (settings_moves(program, input->parts[i].indicator))
            return true;
    }
    return false;
}

void figure_gather(const struct figure_input *input, struct arena *arena, struct strip *out)
{
    struct strip_choice choice = {.settings = input->settings,
                                  .now = input->now,
                                  .most = STRIP_PROGRAMS,
                                  .wants = wants,
                                  .context = input};
    strip_gather_chosen(&choice, arena, out);
}

const char *figure_program_title(const struct figure_input *input)
{
    const char *title = settings_label(&settings_program_latest(input->program)->title,
                                       input->settings->site.language);
    return str_empty(title) ? input->program->id : title;
}

const char *figure_policy_title(const struct figure_input *input)
{
    const char *title = settings_label(&input->policy->title, input->settings->site.language);
    return str_empty(title) ? input->policy->id : title;
}

static void print_month(const struct figure_input *input, int32_t day, char out[WORDS_SIZE])
{
    words_period(period_of_day(FREQUENCY_MONTHLY, day), YEAR_LABEL_STARTS,
                 input->settings->site.language, out);
}

const char *figure_start_words(const struct figure_input *input, struct arena *arena)
{
    const struct program *program = input->program;
    enum language language = input->settings->site.language;
    char start[WORDS_SIZE];
    char judged[WORDS_SIZE];
    int32_t day = 0;
    if (!program->has_start)
        return words_pick(language, "開始年度不明のため、開始前と開始後は分けていません。",
                          "Its start is not known, so before and after are not told apart.");
    print_month(input, program->start, start);
    if (!settings_judged_from(program, &day))
        return language == LANGUAGE_JA
                   ? arena_printf(arena, "%s開始。効果を判断できる時期は定められていません。",
                                  start)
                   : arena_printf(arena, "Since %s; from when on it can be judged is not set.",
                                  start);
    print_month(input, day, judged);
    return language == LANGUAGE_JA
               ? arena_printf(arena, "%s開始。効果を判断できるのは%sから。", start, judged)
               : arena_printf(arena, "Since %s; to be judged from %s on.", start, judged);
}

/* "課題：まちの賑わい" */
static const char *say_challenge(const struct figure_input *input, struct arena *arena)
{
    enum language language = input->settings->site.language;
    const struct challenge *challenge = input->policy->challenge;
    if (challenge == NULL)
        return "";
    return arena_printf(arena, "%s%s", words_pick(language, "課題：", "Challenge: "),
                        settings_label(&challenge->title, language));
}

static const char *say_none(const struct figure_input *input)
{
    enum language language = input->settings->site.language;
    if (input->part_count > 0)
        return "";
    return input->kind == FIGURE_PROGRAM
               ? words_pick(language, "この事業が直接動かそうとする指標はありません。",
                            "No indicator is directly moved by this program.")
               : words_pick(language, "この施策の事業が直接動かそうとする指標はありません。",
                            "No indicator is directly moved by this policy's programs.");
}

static const char *say_more(const struct figure_stack *stack)
{
    if (stack->left_out == 0)
        return "";
    return stack->language == LANGUAGE_JA
               ? arena_printf(stack->scene->arena, "ほか%zu指標は表示していません。",
                              stack->left_out)
               : arena_printf(stack->scene->arena, "%zu more indicators are not shown.",
                              stack->left_out);
}

static const char *say_head(const struct figure_input *input, struct arena *arena)
{
    const char *none = say_none(input);
    const char *head = input->kind == FIGURE_PROGRAM ? figure_start_words(input, arena)
                                                     : say_challenge(input, arena);
    const char *gap = *head != '\0' && *none != '\0'
                          ? words_pick(input->settings->site.language, "　", " ")
                          : "";
    return arena_printf(arena, "%s%s%s", head, gap, none);
}

/* The start stands in every panel as an event of its indicator does, with its words. */
static void mark_start(struct figure_stack *stack, struct figure_panel *panel)
{
    const struct figure_input *input = stack->input;
    struct arena *arena = stack->scene->arena;
    struct indicator *marked = arena_alloc(arena, 1, sizeof *marked);
    struct event *events =
        arena_alloc(arena, panel->part.indicator->event_count + 1, sizeof *events);
    char month[WORDS_SIZE];
    *marked = *panel->part.indicator;
    for (size_t i = 0; i < marked->event_count; i++)
        events[i] = marked->events[i];
    print_month(input, input->program->start, month);
    events[marked->event_count++] = (struct event){
        .period = {FREQUENCY_DAILY, input->program->start},
        .text = arena_printf(arena, "%s%s%s",
                             words_pick(stack->language, "事業開始（", "program starts ("),
                             month, words_pick(stack->language, "）", ")"))};
    marked->events = events;
    panel->part.indicator = marked;
}

static void widen(struct figure_stack *stack, int32_t first, int32_t end)
{
    bool none = stack->first >= stack->end;
    stack->first = none || first < stack->first ? first : stack->first;
    stack->end = none || end > stack->end ? end : stack->end;
}

static void mark_program(struct figure_stack *stack, const struct strip *strip)
{
    const struct program *program = stack->input->program;
    if (!program->has_start)
        return;
    int32_t judged = program->start + 1;
    settings_judged_from(program, &judged);
    if (judged <= program->start)
        judged = program->start + 1;
    widen(stack, civil_add_months(program->start, BEFORE_MONTHS), judged);
    stack->early = &strip->rows[0];
    for (size_t i = 0; i < stack->count; i++)
        mark_start(stack, &stack->panels[i]);
}

/* A program that was over before the first value does not stretch the axis of a policy (when
 * all were: INT32_MAX); that of a program is about it. */
static int32_t find_first(const struct figure_input *input, const struct strip *strip)
{
    int32_t first = INT32_MAX;
    if (input->kind == FIGURE_PROGRAM)
        return strip->first;
    for (size_t i = 0; i < input->part_count; i++) {
        const struct series *series = input->parts[i].series;
        for (size_t k = 0; k < series->count; k++) {
            int32_t day = period_start(series->observations[k].period);
            if (series_has_value(&series->observations[k]) && day < first)
                first = day;
        }
    }
    return first == INT32_MAX ? strip->first : strip_first(strip, first);
}

static const char *say_title(const struct figure_input *input)
{
    return input->kind == FIGURE_PROGRAM ? figure_program_title(input)
                                         : figure_policy_title(input);
}

void figure_policy_compose(const struct figure_input *input, const struct figure_room *room,
                           struct scene *scene)
{
    struct figure_stack *stack = arena_alloc(scene->arena, 1, sizeof *stack);
    struct strip *strip = arena_alloc(scene->arena, 1, sizeof *strip);
    figure_stack_start(input, room, scene, stack);
    figure_gather(input, scene->arena, strip);
    if (strip->count > 0 && find_first(input, strip) < strip->last)
        widen(stack, find_first(input, strip), strip->last);
    if (input->kind == FIGURE_PROGRAM)
        mark_program(stack, strip);
    double y = frame_title(scene, say_title(input), say_head(input, scene->arena), TOP);
    y = figure_stack_put(stack, y + PANELS_GAP);
    struct sheet sheet = figure_stack_sheet(stack);
    strip_drop_over(strip, sheet.time.first, stack->language, scene->arena);
    /* the axis of a strip is that of the plots over it */
    bool rows = room->strip && !figure_stack_has_columns(stack);
    const char *names = rows ? NULL : strip_names(stack->language, strip, scene->arena);
    bool programs = strip->count > 0 || strip->over != NULL;
    if (rows)
        y = strip_draw(&sheet, strip, y);
    figure_foot(stack, programs, names, say_more(stack), y + HEAD_GAP);
}
