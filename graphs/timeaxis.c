/* SPDX-License-Identifier: GPL-3.0-or-later */
/* timeaxis: days to places, and the labels under the plot. */
#include "graphs/timeaxis.h"

#include <stdio.h>
#include <string.h>

#include "core/civil.h"
#include "core/era.h"
#include "core/unicode.h"

#define COLUMN_EM 0.62 /* a column in parts of the size, a little more than any font takes */
#define ROOM 8.0       /* between two labels */
#define LINE_ROOM 5.0  /* between two year lines */

struct work {
    const struct timeaxis_run *run;
    const struct timeaxis_style *style;
    struct timeaxis_ticks *out;
};

static double run_x(const struct timeaxis_run *run, int32_t day)
{
    double share = (double)(day - run->first) / (double)(run->end - run->first);
    return run->left + share * (run->right - run->left);
}

double timeaxis_x(const struct timeaxis *axis, int32_t day)
{
    const struct timeaxis_run *last = &axis->runs[axis->count - 1];
    if (day <= axis->runs[0].first)
        return axis->runs[0].left;
    if (day >= last->end)
        return last->right;
    if (day <= axis->runs[0].end)
        return run_x(&axis->runs[0], day);
    if (day >= last->first)
        return run_x(last, day);
    struct timeaxis_run gap = {axis->runs[0].end, last->first, axis->runs[0].right,
                               last->left};
    return run_x(&gap, day);
}

bool timeaxis_shows(const struct timeaxis *axis, int32_t first, int32_t end)
{
    for (size_t i = 0; i < axis->count; i++) {
        if (first < axis->runs[i].end && end > axis->runs[i].first)
            return true;
    }
    return false;
}

static double width_of(const struct work *work, const char *text)
{
    return unicode_width(text) * COLUMN_EM * work->style->size;
}

/* False if it does not fit beside the label before it in the same row. */
static bool put_label(const struct work *work, const struct timeaxis_label *label)
{
    struct timeaxis_ticks *out = work->out;
    double left = label->x - width_of(work, label->text) / 2;
    for (size_t i = out->label_count; i-- > 0;) {
        const struct timeaxis_label *other = &out->labels[i];
        if (other->row != label->row)
            continue;
        if (other->x + width_of(work, other->text) / 2 + ROOM / 2 > left)
            return false;
        break;
    }
    if (out->label_count == TIMEAXIS_LABEL_MAX)
        return false;
    out->labels[out->label_count++] = *label;
    return true;
}

static void put_line(const struct work *work, double x, bool major)
{
    struct timeaxis_ticks *out = work->out;
    if (out->line_count < TIMEAXIS_LINE_MAX)
        out->lines[out->line_count++] = (struct timeaxis_line){x, major};
}

static enum frequency year_kind(const struct timeaxis_style *style)
{
    return style->frequency == FREQUENCY_FISCAL_YEAR ? FREQUENCY_FISCAL_YEAR
                                                     : FREQUENCY_CALENDAR_YEAR;
}

static bool is_graduates(const struct timeaxis_style *style)
{
    return style->frequency == FREQUENCY_FISCAL_YEAR && style->year_label == YEAR_LABEL_ENDS;
}

/* A fiscal year is called by its era in October, a calendar year by the one at its end. */
static void print_era(struct period year, const struct timeaxis_style *style, char *out,
                      size_t size)
{
    int32_t day = period_end(year) - 1;
    if (year.frequency == FREQUENCY_FISCAL_YEAR && !is_graduates(style))
        day = civil_add_months(period_start(year), 6);
    out[0] = '\0';
    if (style->language == LANGUAGE_JA && !era_print(day, out, size))
        out[0] = '\0';
}

static void print_year(struct period year, const struct timeaxis_style *style, bool with_unit,
                       char out[WORDS_SIZE])
{
    int n = year.n + (is_graduates(style) ? 1 : 0);
    if (!with_unit)
        snprintf(out, WORDS_SIZE, "%d", n);
    else if (is_graduates(style))
        words_period(year, YEAR_LABEL_ENDS, style->language, out);
    else if (style->language == LANGUAGE_JA)
        snprintf(out, WORDS_SIZE, "%d%s", n,
                 year.frequency == FREQUENCY_FISCAL_YEAR ? "年度" : "年");
    else
        snprintf(out, WORDS_SIZE, "%s%d", year.frequency == FREQUENCY_FISCAL_YEAR ? "FY" : "",
                 n);
}

/* The least round number of years whose width carries a label. */
static int choose_stride(double year_width, double label_width)
{
    static const int strides[] = {1, 2, 5, 10, 20, 50, 100, 200};
    for (size_t i = 0; i < sizeof strides / sizeof *strides; i++) {
        if (year_width * strides[i] >= label_width + ROOM)
            return strides[i];
    }
    return 500;
}

static void label_year(const struct work *work, struct period year)
{
    struct timeaxis_label label = {.first = period_start(year), .end = period_end(year)};
    double left = run_x(work->run, label.first);
    double right = run_x(work->run, label.end);
    if (label.first < work->run->first)
        left = work->run->left;
    if (label.end > work->run->end)
        right = work->run->right;
    label.x = (left + right) / 2;
    print_year(year, work->style, work->out->with_unit, label.text);
    if (!put_label(work, &label))
        return;
    label.row = 1;
    print_era(year, work->style, label.text, sizeof label.text);
    if (label.text[0] != '\0')
        put_label(work, &label);
}

/* How much of the year the run shows, 0 .. 1. */
static double share_shown(const struct work *work, struct period year)
{
    int32_t first = period_start(year);
    int32_t end = period_end(year);
    double whole = end - first;
    if (first < work->run->first)
        first = work->run->first;
    if (end > work->run->end)
        end = work->run->end;
    return (end - first) / whole;
}

static void tick_years(const struct work *work, int stride)
{
    double label_width = (work->out->with_unit ? 5 : 4) * COLUMN_EM * work->style->size;
    enum frequency kind = year_kind(work->style);
    double width = (work->run->right - work->run->left) /
                   ((double)(work->run->end - work->run->first) / 365.25);
    for (struct period year = period_of_day(kind, work->run->first);
         period_start(year) < work->run->end; year = period_next(year)) {
        int called = year.n + (is_graduates(work->style) ? 1 : 0);
        double shown = share_shown(work, year);
        bool fits = shown * width >= label_width || (stride > 1 && shown >= 0.5);
        if (called % stride == 0 && fits)
            label_year(work, year);
        if (period_start(year) > work->run->first &&
            (width >= LINE_ROOM || called % stride == 0))
            put_line(work, run_x(work->run, period_start(year)), true);
    }
}

static void label_month(const struct work *work, struct period month, int months)
{
    static const char *const english[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct period last = period_add(month, months - 1);
    struct timeaxis_label label = {.first = period_start(month), .end = period_end(last)};
    if (label.end > work->run->end)
        return;
    label.x = (run_x(work->run, label.first) + run_x(work->run, label.end)) / 2;
    int number = civil_date(label.first).month;
    if (work->style->language == LANGUAGE_EN && months == 1)
        snprintf(label.text, sizeof label.text, "%s", english[number - 1]);
    else if (work->style->language == LANGUAGE_EN)
        snprintf(label.text, sizeof label.text, "%s–%s", english[number - 1],
                 english[number + months - 2]);
    else if (months == 1)
        snprintf(label.text, sizeof label.text, "%d月", number);
    else
        snprintf(label.text, sizeof label.text, "%d–%d月", number, number + months - 1);
    put_label(work, &label);
}

/* Row 1 of a month axis: the year with its era, as long as it fits into what is shown of it.
 */
static void label_year_below(const struct work *work, struct period year)
{
    struct timeaxis_label label = {
        .row = 1, .first = period_start(year), .end = period_end(year)};
    double left =
        label.first < work->run->first ? work->run->left : run_x(work->run, label.first);
    double right = label.end > work->run->end ? work->run->right : run_x(work->run, label.end);
    label.x = (left + right) / 2;
    char era[32];
    print_era(year, work->style, era, sizeof era);
    if (era[0] != '\0')
        snprintf(label.text, sizeof label.text, "%d年（%s年）", year.n, era);
    else
        print_year(year, work->style, true, label.text);
    if (width_of(work, label.text) > right - left)
        print_year(year, work->style, true, label.text);
    if (width_of(work, label.text) > right - left)
        print_year(year, work->style, false, label.text);
    if (width_of(work, label.text) <= right - left + ROOM)
        put_label(work, &label);
}

static void tick_months(const struct work *work, int months)
{
    int32_t first = work->run->first;
    for (struct period month = period_of_day(FREQUENCY_MONTHLY, first);
         period_start(month) < work->run->end; month = period_next(month)) {
        bool january = month.n % 12 == 0;
        if (period_start(month) > first && (january || month.n % months == 0))
            put_line(work, run_x(work->run, period_start(month)), january);
        if (period_start(month) >= first && month.n % months == 0)
            label_month(work, month, months);
    }
    for (struct period year = period_of_day(FREQUENCY_CALENDAR_YEAR, first);
         period_start(year) < work->run->end; year = period_next(year))
        label_year_below(work, year);
}

static void tick_run(const struct work *work, int stride)
{
    double day = (work->run->right - work->run->left) / (work->run->end - work->run->first);
    bool months = !period_is_yearly(work->style->frequency) &&
                  work->style->frequency != FREQUENCY_QUARTERLY;
    double month_label = 4 * COLUMN_EM * work->style->size + ROOM / 2;
    double quarter_label = 7 * COLUMN_EM * work->style->size + ROOM;
    if (months && day * 30 >= month_label)
        tick_months(work, 1);
    else if (!period_is_yearly(work->style->frequency) && day * 91 >= quarter_label)
        tick_months(work, 3);
    else
        tick_years(work, stride);
}

/* One choice for the whole axis: years are named with their unit in both runs or in none. */
static int choose_years(const struct timeaxis *axis, struct work *work)
{
    double day = 1e9;
    for (size_t i = 0; i < axis->count; i++) {
        const struct timeaxis_run *run = &axis->runs[i];
        double here = (run->right - run->left) / (run->end - run->first);
        if (here < day)
            day = here;
    }
    struct period some = period_of_day(year_kind(work->style), axis->runs[0].first);
    char text[WORDS_SIZE];
    print_year(some, work->style, true, text);
    double wide = width_of(work, text);
    work->out->with_unit = day * 365.25 >= wide + ROOM;
    print_year(some, work->style, false, text);
    double narrow = work->style->language == LANGUAGE_JA
                        ? 6 * COLUMN_EM * work->style->size /* 平成元 */
                        : width_of(work, text);
    return choose_stride(day * 365.25, work->out->with_unit ? wide : narrow);
}

void timeaxis_ticks(const struct timeaxis *axis, const struct timeaxis_style *style,
                    struct timeaxis_ticks *out)
{
    memset(out, 0, sizeof *out);
    struct work work = {.style = style, .out = out};
    int stride = choose_years(axis, &work);
    for (size_t i = 0; i < axis->count; i++) {
        work.run = &axis->runs[i];
        tick_run(&work, stride);
    }
    const struct timeaxis_label *first = out->label_count > 0 ? &out->labels[0] : NULL;
    out->years = first != NULL && first->row == 0 && first->end - first->first > 300;
}
