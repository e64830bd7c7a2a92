/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figure_years: one indicator, a line per year; see figure_parts.h. */
#include <math.h>
#include <stdio.h>

#include "config/limits.h"
#include "config/phrase.h"
#include "core/civil.h"
#include "graphs/caption.h"
#include "graphs/figure_parts.h"
#include "graphs/palette.h"

#define TOP 24.0
#define PLOT_HEIGHT 380.0 /* unless there is less room */
#define HEAD_GAP 8.0
#define UNIT_ROOM 36.0
#define LEFT_LEAST 84.0
#define TICK_GAP 18.0
#define RIGHT_ROOM 132.0 /* for the names of the years ... */
#define RIGHT_QUARTERS                                                                        \
    56.0 /* ... which have room behind the middle of the last quarter, too */
#define SIZE 12.0
#define LONE 4.0 /* of the dot of a value without neighbours */
#define MONTHS 12

struct line {
    struct period year;
    struct scene_point *points; /* of the values, from left to right */
    const struct observation **values;
    size_t count;
};

/* What is shared while the figure is composed. */
struct work {
    const struct figure_input *input;
    struct figure_stack *stack;
    struct sheet sheet;
    struct figure_years years;
    struct line lines[FIGURE_YEARS_MOST];
};

/* The day in the middle of a period says to which year it belongs, and where in it. */
static int32_t middle_of(struct period period)
{
    int32_t start = period_start(period);
    return start + (period_end(period) - start) / 2;
}

static bool has_budget(const struct program *program)
{
    for (size_t i = 0; i < program->year_count; i++) {
        int64_t amount = 0;
        if (settings_program_amount(&program->years[i], &amount) != AMOUNT_NONE)
            return true;
    }
    return false;
}

enum frequency figure_year(const struct settings *settings, const struct indicator *indicator)
{
    for (size_t i = 0; i < settings->program_count; i++) {
        if (settings_moves(&settings->programs[i], indicator) &&
            has_budget(&settings->programs[i]))
            return FREQUENCY_FISCAL_YEAR;
    }
    return FREQUENCY_CALENDAR_YEAR;
}

struct figure_years figure_years_find(const struct figure_input *input)
{
    const struct series *series = input->parts[0].series;
    struct figure_years found = {0};
    for (size_t i = series->count; i-- > 0;) {
        const struct observation *here = &series->observations[i];
        struct period year = period_of_day(input->year, middle_of(here->period));
        if (!series_has_value(here) ||
            (found.count > 0 && period_compare(found.years[found.count - 1], year) == 0))
            continue;
        if (found.count == FIGURE_YEARS_MOST) {
            found.more = true;
            break;
        }
        found.years[found.count++] = year;
    }
    for (size_t i = 0; i < found.count / 2; i++) {
        struct period swap = found.years[i];
        found.years[i] = found.years[found.count - 1 - i];
        found.years[found.count - 1 - i] = swap;
    }
    return found;
}

/* Months of one width, so that a day of one year stands under that of another. */
static double x_of(const struct sheet *sheet, struct period year, int32_t day)
{
    struct civil date = civil_date(day);
    struct civil first = civil_date(period_start(year));
    int month = (date.year - first.year) * MONTHS + date.month - first.month;
    double share = month + (date.day - 0.5) / (double)civil_month_days(date.year, date.month);
    return sheet->plot.x + share / MONTHS * sheet->plot.w;
}

static void find_line(struct work *work, size_t nth)
{
    const struct series *series = work->input->parts[0].series;
    struct line *line = &work->lines[nth];
    struct arena *arena = work->sheet.scene->arena;
    line->year = work->years.years[nth];
    line->points = arena_alloc(arena, series->count, sizeof *line->points);
    line->values = arena_alloc(arena, series->count, sizeof *line->values);
    for (size_t i = 0; i < series->count; i++) {
        const struct observation *here = &series->observations[i];
        int32_t day = middle_of(here->period);
        if (!series_has_value(here) ||
            period_compare(period_of_day(work->input->year, day), line->year) != 0)
            continue;
        double y = axis_y(&work->sheet.values, decimal_double(here->value),
                          work->sheet.plot.y + work->sheet.plot.h, work->sheet.plot.y);
        line->points[line->count] =
            (struct scene_point){x_of(&work->sheet, line->year, day), y};
        line->values[line->count++] = here;
    }
}

static bool has_quarters(const struct work *work)
{
    return work->input->parts[0].indicator->frequency == FREQUENCY_QUARTERLY;
}

static double right_room(const struct work *work)
{
    return has_quarters(work) ? RIGHT_QUARTERS : RIGHT_ROOM;
}

/* The days of the years that are drawn, for the range of values. */
static struct timeaxis find_days(const struct work *work)
{
    const struct figure_years *years = &work->years;
    return (struct timeaxis){.first = period_start(years->years[0]),
                             .end = period_end(years->years[years->count - 1]),
                             .left = LEFT_LEAST,
                             .right = work->sheet.scene->width - right_room(work)};
}

static void lay_out(struct work *work, double y)
{
    struct sheet *sheet = &work->sheet;
    sheet->plot = (struct scene_box){.y = floor(y + UNIT_ROOM),
                                     .h = work->stack->room.plot > 0 ? work->stack->room.plot
                                                                     : PLOT_HEIGHT};
    sheet->time = find_days(work);
    sheet->values = plot_values(sheet);
    double left = ceil(fmax(LEFT_LEAST, SHEET_LEFT + frame_tick_width(sheet) + TICK_GAP));
    sheet->plot.x = left;
    sheet->plot.w = sheet->scene->width - right_room(work) - left;
    sheet->time.left = left;
    sheet->time.right = left + sheet->plot.w;
    for (size_t i = 0; i < work->years.count; i++)
        find_line(work, i);
}

/* The newest stands out, the one before it is what it is looked at with; the older, the paler.
 */
static struct scene_style style_of(const struct work *work, size_t nth)
{
    size_t age = work->years.count - 1 - nth;
    if (age == 0)
        return (struct scene_style){.stroke = PALETTE_MAIN, .width = 3.2};
    if (age == 1)
        return (struct scene_style){.stroke = PALETTE_SOFT, .width = 2.2};
    return (struct scene_style){.stroke = PALETTE_YEAR_2 + (uint32_t)age - 2,
                                .width = fmax(1.8 - 0.15 * (double)age, 0.9)};
}

/* What is missing, and a declared break, is a gap. */
static size_t run_length(const struct indicator *indicator, const struct line *line,
                         size_t first)
{
    size_t n = 1;
    while (first + n < line->count &&
           period_compare(period_next(line->values[first + n - 1]->period),
                          line->values[first + n]->period) == 0 &&
           limits_compares(indicator, line->values[first + n - 1]->period,
                           line->values[first + n]->period))
        n++;
    return n;
}

static bool is_broken(const struct figure_part *part, const struct observation *here)
{
    return !limits_compares(part->indicator, here->period,
                            series_latest(part->series)->period);
}

static void draw_line(struct work *work, size_t nth)
{
    const struct line *line = &work->lines[nth];
    const struct figure_part *part = &work->input->parts[0];
    struct scene *scene = work->sheet.scene;
    struct scene_style style = style_of(work, nth);
    for (size_t i = 0; i < line->count;) {
        size_t run = run_length(part->indicator, line, i);
        style.dash = is_broken(part, line->values[i]) ? SCENE_DASHED : SCENE_SOLID;
        scene_line(scene, line->points + i, run, style, SCENE_ROLE_CURVE);
        if (run == 1)
            scene_dot(scene, line->points[i], fmax(style.width, LONE),
                      (struct scene_style){.fill = style.stroke}, SCENE_ROLE_CURVE);
        i += run;
    }
    for (size_t i = 0; nth + 1 == work->years.count && i < line->count; i++) {
        if (plot_is_soft(line->values[i]->status))
            scene_dot(scene, line->points[i], 3.5,
                      (struct scene_style){
                          .fill = PALETTE_PAPER, .stroke = style.stroke, .width = 1.6},
                      SCENE_ROLE_CURVE);
    }
}

static void print_year(const struct work *work, struct period year, char out[WORDS_SIZE])
{
    if (work->sheet.language == LANGUAGE_EN) {
        words_period(year, YEAR_LABEL_STARTS, LANGUAGE_EN, out);
        return;
    }
    const char *unit = year.frequency == FREQUENCY_FISCAL_YEAR ? "年度" : "年";
    (void)snprintf(out, WORDS_SIZE, "%d%s", year.n, unit);
}

static void put_names(struct work *work)
{
    struct figure_name names[FIGURE_YEARS_MOST];
    const struct indicator *indicator = work->input->parts[0].indicator;
    for (size_t i = 0; i < work->years.count; i++) {
        const struct line *line = &work->lines[i];
        const struct observation *last = line->values[line->count - 1];
        char text[WORDS_SIZE];
        print_year(work, line->year, text);
        names[i] = (struct figure_name){.text = arena_strdup(work->sheet.scene->arena, text),
                                        .end = line->points[line->count - 1],
                                        .age = work->years.count - 1 - i,
                                        .colour = style_of(work, i).stroke};
        words_value(last->value, phrase_places(indicator, last->value), work->sheet.language,
                    text);
        names[i].value = arena_strdup(work->sheet.scene->arena, text);
    }
    figure_names_put(&work->sheet, names, work->years.count);
}

static const char *name_month(enum language language, int month)
{
    static const char *const JA[] = {"1月", "2月", "3月", "4月",  "5月",  "6月",
                                     "7月", "8月", "9月", "10月", "11月", "12月"};
    static const char *const EN[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return words_pick(language, JA[month - 1], EN[month - 1]);
}

/* The part of a year from its n-th twelfth on: "4月", "4–6月". */
static const char *name_part(const struct work *work, int n, int months)
{
    enum language language = work->sheet.language;
    int first = (work->input->year == FREQUENCY_FISCAL_YEAR ? 4 : 1) - 1 + n;
    int last = (first + months - 1) % MONTHS + 1;
    first = first % MONTHS + 1;
    if (months == 1)
        return name_month(language, first);
    if (language == LANGUAGE_JA)
        return arena_printf(work->sheet.scene->arena, "%d–%d月", first, last);
    return arena_printf(work->sheet.scene->arena, "%s–%s", name_month(language, first),
                        name_month(language, last));
}

/* Months, or quarters when these are the periods. */
static double put_parts(struct work *work)
{
    struct sheet *sheet = &work->sheet;
    int months = has_quarters(work) ? 3 : 1;
    double bottom = floor(sheet->plot.y + sheet->plot.h) + 0.5;
    struct scene_style style = {.stroke = PALETTE_AXIS, .width = 1};
    struct scene_point axis[] = {{sheet->plot.x, bottom},
                                 {sheet->plot.x + sheet->plot.w, bottom}};
    scene_line(sheet->scene, axis, 2, style, SCENE_ROLE_GRID);
    for (int i = 0; i < MONTHS; i += months) {
        double left = sheet->plot.x + sheet->plot.w * i / MONTHS;
        struct scene_point mark[] = {{floor(left) + 0.5, bottom},
                                     {floor(left) + 0.5, bottom + 4}};
        if (i > 0)
            scene_line(sheet->scene, mark, 2, style, SCENE_ROLE_GRID);
        scene_text(sheet->scene,
                   &(struct scene_text){.text = name_part(work, i, months),
                                        .x = left + sheet->plot.w * months / MONTHS / 2,
                                        .y = bottom + 9,
                                        .align = SCENE_CENTRE,
                                        .size = SIZE,
                                        .colour = PALETTE_INK,
                                        .role = SCENE_ROLE_TIME_TICK});
    }
    return bottom + 34;
}

static void put_zero(const struct work *work)
{
    const struct sheet *sheet = &work->sheet;
    if (sheet->values.low >= 0 || sheet->values.high < 0)
        return;
    double y = floor(axis_y(&sheet->values, 0, sheet->plot.y + sheet->plot.h, sheet->plot.y));
    struct scene_point line[] = {{sheet->plot.x, y + 0.5},
                                 {sheet->plot.x + sheet->plot.w, y + 0.5}};
    scene_line(sheet->scene, line, 2,
               (struct scene_style){.stroke = PALETTE_AXIS, .width = 1.2}, SCENE_ROLE_ZERO);
}

static double put_plot(struct work *work, double y)
{
    lay_out(work, y);
    frame_values(&work->sheet);
    put_zero(work);
    for (size_t i = 0; i < work->years.count; i++)
        draw_line(work, i);
    put_names(work);
    return put_parts(work);
}

static const char *say_title(const struct work *work)
{
    const char *title = caption_title(work->input->parts[0].indicator, work->sheet.language);
    bool fiscal = work->input->year == FREQUENCY_FISCAL_YEAR;
    if (work->sheet.language == LANGUAGE_EN)
        return arena_printf(work->sheet.scene->arena, "%s, %s", title,
                            fiscal ? "fiscal year by fiscal year" : "year by year");
    return arena_printf(work->sheet.scene->arena, "%s　%sごとの比較", title,
                        fiscal ? "年度" : "年");
}

static bool has_blank(const struct work *work)
{
    for (size_t i = 0; i < work->years.count; i++) {
        const struct line *line = &work->lines[i];
        for (size_t k = 1; k < line->count; k++) {
            struct period next = period_next(line->values[k - 1]->period);
            if (period_compare(next, line->values[k]->period) != 0)
                return true;
        }
    }
    return false;
}

static const char *say_years(const struct work *work)
{
    if (!work->years.more)
        return "";
    char first[WORDS_SIZE];
    print_year(work, work->years.years[0], first);
    return work->sheet.language == LANGUAGE_JA
               ? arena_printf(work->sheet.scene->arena, "%sより前の年は表示していません。",
                              first)
               : arena_printf(work->sheet.scene->arena, "Years before %s are not shown.",
                              first);
}

const char *figure_years_broken(const struct figure_input *input,
                                const struct figure_years *years, struct arena *arena)
{
    const struct figure_part *part = &input->parts[0];
    const struct observation *first = NULL;
    enum language language = input->settings->site.language;
    char at[WORDS_SIZE];
    for (size_t i = 0; i < part->series->count && first == NULL; i++) {
        const struct observation *here = &part->series->observations[i];
        struct period year = period_of_day(input->year, middle_of(here->period));
        if (series_has_value(here) && period_compare(year, years->years[0]) >= 0)
            first = here;
    }
    if (first == NULL || !is_broken(part, first))
        return "";
    const struct event *newest =
        &part->indicator
             ->rebases[limits_segment(part->indicator, series_latest(part->series)->period)];
    words_period(newest->period, part->indicator->year_label, language, at);
    return language == LANGUAGE_JA
               ? arena_printf(arena,
                              "破線は%sの統計の断層（%s）より前の値で、以後の値とは比べられ"
                              "ません。",
                              at, settings_event(newest, language))
               : arena_printf(arena,
                              "Dashed: before the break in the series of %s (%s), not to be "
                              "compared with what followed. ",
                              at, settings_event(newest, language));
}

static const char *say_more(const struct work *work)
{
    struct arena *arena = work->sheet.scene->arena;
    const char *broken =
        work->years.count > 0 ? figure_years_broken(work->input, &work->years, arena) : "";
    const char *blank = !has_blank(work)
                            ? ""
                            : words_pick(work->sheet.language, "注：空白は公表値のない期間。",
                                         "Note: blank where there is no published figure. ");
    return arena_printf(arena, "%s%s%s", blank, broken, say_years(work));
}

void figure_years_compose(const struct figure_input *input, const struct figure_room *room,
                          struct scene *scene)
{
    struct work *work = arena_alloc(scene->arena, 1, sizeof *work);
    struct figure_stack *stack = arena_alloc(scene->arena, 1, sizeof *stack);
    struct indicator *untold = arena_alloc(scene->arena, 1, sizeof *untold);
    struct chart_input chart = {.settings = input->settings,
                                .indicator = untold,
                                .series = input->parts[0].series,
                                .now = input->now};
    /* a target is a level of the chart, not of a month */
    *untold = *input->parts[0].indicator;
    untold->target = (struct mark){0};
    figure_stack_start(input, room, scene, stack);
    *work = (struct work){.input = input, .stack = stack, .years = figure_years_find(input)};
    work->sheet = (struct sheet){.input = &chart,
                                 .language = stack->language,
                                 .scene = scene,
                                 .is_first = true,
                                 .is_last = true};
    double y = frame_title(scene, say_title(work), figure_latest(&chart, scene->arena), TOP);
    if (work->years.count > 0)
        y = put_plot(work, y);
    figure_foot(stack, false, NULL, say_more(work), y + HEAD_GAP);
}
