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
#define DAY_STRIDE 5   /* where not every day has a label */
#define LINE_ROOM 5.0  /* between two year lines */

struct work {
    const struct timeaxis *axis;
    const struct timeaxis_style *style;
    struct timeaxis_ticks *out;
};

double timeaxis_x(const struct timeaxis *axis, int32_t day)
{
    if (day <= axis->first)
        return axis->left;
    if (day >= axis->end)
        return axis->right;
    double share = (double)(day - axis->first) / (double)(axis->end - axis->first);
    return axis->left + share * (axis->right - axis->left);
}

bool timeaxis_shows(const struct timeaxis *axis, int32_t first, int32_t end)
{
    return first < axis->end && end > axis->first;
}

static double width_of(const struct work *work, const char *text)
{
    return unicode_width(text) * COLUMN_EM * work->style->size;
}

/* False if it does not fit beside the others in the same row. */
static bool put_label(const struct work *work, const struct timeaxis_label *label)
{
    struct timeaxis_ticks *out = work->out;
    double width = width_of(work, label->text);
    for (size_t i = 0; i < out->label_count; i++) {
        const struct timeaxis_label *other = &out->labels[i];
        double apart = label->x < other->x ? other->x - label->x : label->x - other->x;
        if (other->row == label->row &&
            apart < (width + width_of(work, other->text) + ROOM) / 2)
            return false;
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
    double left = timeaxis_x(work->axis, label.first);
    double right = timeaxis_x(work->axis, label.end);
    label.x = (left + right) / 2;
    print_year(year, work->style, work->out->with_unit, label.text);
    if (!put_label(work, &label))
        return;
    label.row = 1;
    print_era(year, work->style, label.text, sizeof label.text);
    if (label.text[0] != '\0')
        put_label(work, &label);
}

/* How much of the year the axis shows, 0 .. 1. */
static double share_shown(const struct work *work, struct period year)
{
    int32_t first = period_start(year);
    int32_t end = period_end(year);
    double whole = end - first;
    if (first < work->axis->first)
        first = work->axis->first;
    if (end > work->axis->end)
        end = work->axis->end;
    return (end - first) / whole;
}

static void name_years(const struct work *work)
{
    for (size_t i = 0; i < work->style->named_count; i++) {
        struct period year = work->style->named[i];
        if (timeaxis_shows(work->axis, period_start(year), period_end(year)))
            label_year(work, year);
    }
}

static void tick_years(const struct work *work, int stride)
{
    double label_width = (work->out->with_unit ? 5 : 4) * COLUMN_EM * work->style->size;
    enum frequency kind = year_kind(work->style);
    double width = (work->axis->right - work->axis->left) /
                   ((double)(work->axis->end - work->axis->first) / 365.25);
    for (struct period year = period_of_day(kind, work->axis->first);
         period_start(year) < work->axis->end; year = period_next(year)) {
        int called = year.n + (is_graduates(work->style) ? 1 : 0);
        double shown = share_shown(work, year);
        bool fits = shown * width >= label_width || (stride > 1 && shown >= 0.5);
        if (called % stride == 0 && fits)
            label_year(work, year);
        if (period_start(year) > work->axis->first &&
            (width >= LINE_ROOM || called % stride == 0))
            put_line(work, timeaxis_x(work->axis, period_start(year)), true);
    }
}

static void label_month(const struct work *work, struct period month, int months)
{
    static const char *const english[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct period last = period_add(month, months - 1);
    struct timeaxis_label label = {.first = period_start(month), .end = period_end(last)};
    double left = timeaxis_x(work->axis, label.first);
    double right = timeaxis_x(work->axis, label.end);
    label.x = (left + right) / 2;
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
    bool partial = label.first < work->axis->first || label.end > work->axis->end;
    if (!partial || width_of(work, label.text) <= right - left)
        put_label(work, &label);
}

/* Row 1 of a month axis: the year with its era, as long as it fits into what is shown of it.
 */
static void label_year_below(const struct work *work, struct period year)
{
    struct timeaxis_label label = {
        .row = 1, .first = period_start(year), .end = period_end(year)};
    double left = timeaxis_x(work->axis, label.first);
    double right = timeaxis_x(work->axis, label.end);
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
    int32_t first = work->axis->first;
    struct period begin = period_of_day(FREQUENCY_MONTHLY, first);
    for (struct period month = period_add(begin, -(begin.n % months));
         period_start(month) < work->axis->end; month = period_next(month)) {
        bool january = month.n % 12 == 0;
        if (period_start(month) > first && (january || month.n % months == 0))
            put_line(work, timeaxis_x(work->axis, period_start(month)), january);
        if (month.n % months == 0)
            label_month(work, month, months);
    }
    for (struct period year = period_of_day(FREQUENCY_CALENDAR_YEAR, first);
         period_start(year) < work->axis->end; year = period_next(year))
        label_year_below(work, year);
}

/* "2019年5月（令和元年）", as far as there is room for it. */
static void print_month(const struct work *work, struct period month, double room,
                        char out[WORDS_SIZE])
{
    char era[32];
    words_period(month, YEAR_LABEL_STARTS, work->style->language, out);
    if (work->style->language != LANGUAGE_JA ||
        !era_print(period_start(month), era, sizeof era))
        return;
    struct civil date = civil_date(period_start(month));
    char both[WORDS_SIZE];
    (void)snprintf(both, sizeof both, "%d年%d月（%s年）", date.year, date.month, era);
    if (width_of(work, both) <= room)
        memcpy(out, both, sizeof both);
}

/* Row 0: days of the month; row 1: the months. */
static void tick_days(const struct work *work, int stride)
{
    const struct timeaxis *axis = work->axis;
    for (int32_t day = axis->first; day < axis->end; day++) {
        struct timeaxis_label label = {.first = day, .end = day + 1};
        int number = civil_date(day).day;
        if (number == 1 && day > axis->first)
            put_line(work, timeaxis_x(axis, day), true);
        if (number != 1 && number % stride != 0)
            continue;
        snprintf(label.text, sizeof label.text, "%d%s", number,
                 words_pick(work->style->language, "日", ""));
        label.x = (timeaxis_x(axis, day) + timeaxis_x(axis, day + 1)) / 2;
        put_label(work, &label);
    }
    for (struct period month = period_of_day(FREQUENCY_MONTHLY, axis->first);
         period_start(month) < axis->end; month = period_next(month)) {
        struct timeaxis_label label = {
            .row = 1, .first = period_start(month), .end = period_end(month)};
        double left = timeaxis_x(axis, label.first);
        double right = timeaxis_x(axis, label.end);
        label.x = (left + right) / 2;
        print_month(work, month, right - left + ROOM, label.text);
        if (width_of(work, label.text) <= right - left + ROOM)
            put_label(work, &label);
    }
}

static void tick(const struct work *work, int stride)
{
    const struct timeaxis *axis = work->axis;
    double day = (axis->right - axis->left) / (axis->end - axis->first);
    bool months = !period_is_yearly(work->style->frequency) &&
                  work->style->frequency != FREQUENCY_QUARTERLY;
    double month_label = 4 * COLUMN_EM * work->style->size + ROOM / 2;
    double quarter_label = 7 * COLUMN_EM * work->style->size + ROOM;
    double day_label = 4 * COLUMN_EM * work->style->size + ROOM;
    if (work->style->frequency == FREQUENCY_DAILY && day * DAY_STRIDE >= day_label) {
        tick_days(work, day >= day_label ? 1 : DAY_STRIDE);
    } else if (months && day * 30 >= month_label) {
        tick_months(work, 1);
    } else if (!period_is_yearly(work->style->frequency) && day * 91 >= quarter_label) {
        tick_months(work, 3);
    } else {
        name_years(work);
        tick_years(work, stride);
    }
}

/* One choice for the whole axis: years are named with their unit everywhere or nowhere. */
static int choose_years(const struct timeaxis *axis, struct work *work)
{
    double day = (axis->right - axis->left) / (axis->end - axis->first);
    struct period some = period_of_day(year_kind(work->style), axis->first);
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
    struct work work = {.axis = axis, .style = style, .out = out};
    tick(&work, choose_years(axis, &work));
    const struct timeaxis_label *first = out->label_count > 0 ? &out->labels[0] : NULL;
    out->years = first != NULL && first->row == 0 && first->end - first->first > 300;
}
