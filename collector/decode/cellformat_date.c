/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cellformat_date: which parts of a date are shown decides what is said of it. */
#include "collector/decode/cellformat_date.h"

#include <stdint.h>
#include <string.h>

#include "core/civil.h"
#include "core/str.h"

#define LAST_SERIAL 2958465 /* 9999-12-31 in the 1900 system */
#define FALSE_LEAP_DAY 60   /* 1900-02-29 never was, but is counted */

struct shown {
    bool year;
    bool month;
    bool day;
    bool weekday;
    bool time;
    size_t last; /* token that shows the last part of the date */
};

static struct shown look(const struct cellformat_section *section)
{
    struct shown shown = {0};
    for (size_t i = 0; i < section->count; i++) {
        const struct cellformat_token *token = &section->tokens[i];
        if (token->kind != CELLFORMAT_DATE)
            continue;
        shown.year = shown.year || strchr("ye", token->letter) != NULL;
        shown.month = shown.month || token->letter == 'm';
        shown.day = shown.day || token->letter == 'd';
        shown.weekday = shown.weekday || token->letter == 'a';
        shown.time = shown.time || strchr("hns", token->letter) != NULL;
        if (strchr("yemd", token->letter) != NULL)
            shown.last = i;
    }
    return shown;
}

/* --- serial to date --- */

/* Day 0 and day 60 of the 1900 system are shown by spreadsheets and are no days. */
static struct civil find_date(int32_t serial, bool since_1904)
{
    if (since_1904)
        return civil_date(civil_day(1904, 1, 1) + serial);
    if (serial == 0)
        return (struct civil){1900, 1, 0};
    if (serial == FALSE_LEAP_DAY)
        return (struct civil){1900, 2, 29};
    return civil_date(civil_day(1899, 12, serial < FALSE_LEAP_DAY ? 31 : 30) + serial);
}

/* Minutes of the day: the first nine places, to the nearest second or so. */
static int find_minutes(const struct digits *serial)
{
    int64_t part = 0;
    for (int power = -1; power >= -9; power--)
        part = part * 10 + (digits_at(serial, power) - '0');
    return (int)((part * 1440 + 8000000) / 1000000000);
}

/* --- printing --- */

/* The text behind the last part, without the word that belongs to the part itself. What
 * leads to a time or a weekday says nothing. */
static void print_tail(const struct cellformat_section *section, const struct shown *shown,
                       const char *word, struct buf *out)
{
    const char *tail = "";
    for (size_t i = shown->last + 1; i < section->count; i++) {
        const struct cellformat_token *token = &section->tokens[i];
        if (token->kind == CELLFORMAT_DATE)
            return;
        if (token->kind == CELLFORMAT_TEXT && *tail == '\0')
            tail = token->text;
    }
    tail += str_starts(tail, word) ? strlen(word) : 0;
    (void)buf_puts(out, tail);
}

static bool names_era(const char *text)
{
    static const char *const eras[] = {"明治", "大正", "昭和", "平成", "令和"};
    return str_equal_any(text, eras, sizeof eras / sizeof eras[0]);
}

/* The year in the midst of what the format says round it: FY2024, 2024年度, 2024年3月卒. */
static void print_year(const struct cellformat_section *section, int year, struct buf *out)
{
    bool done = false;
    for (size_t i = 0; i < section->count; i++) {
        const struct cellformat_token *token = &section->tokens[i];
        if (token->kind == CELLFORMAT_TEXT && !names_era(token->text))
            (void)buf_puts(out, token->text);
        if (token->kind != CELLFORMAT_DATE || strchr("ye", token->letter) == NULL || done)
            continue;
        (void)buf_printf(out, "%d", year);
        done = true;
    }
}

static void print_weekday(struct civil date, struct buf *out)
{
    static const char *const names[] = {"月", "火", "水", "木", "金", "土", "日"};
    int32_t day = civil_day(date.year, date.month, date.day);
    (void)buf_puts(out, names[civil_weekday(day) - 1]);
}

static void print_date(const struct cellformat_section *section, const struct shown *shown,
                       struct civil date, struct buf *out)
{
    const char *word = shown->day ? "日" : "月";
    if (date.day == 0 || (shown->year && shown->month && shown->day)) {
        (void)buf_printf(out, "%04d-%02d-%02d", date.year, date.month, date.day);
    } else if (shown->year && shown->month) {
        (void)buf_printf(out, "%d年%d月", date.year, date.month);
    } else if (shown->year) {
        print_year(section, date.year, out);
        return;
    } else if (shown->month) {
        (void)buf_printf(out, "%d月", date.month);
        if (shown->day)
            (void)buf_printf(out, "%d日", date.day);
    } else {
        (void)buf_printf(out, "%d日", date.day);
    }
    print_tail(section, shown, word, out);
}

static void print_time(const struct cellformat_section *section, int32_t days, int minutes,
                       struct buf *out)
{
    long hours = (section->elapsed ? (long)days * 24 : 0) + minutes / 60;
    (void)buf_printf(out, "%ld:%02d", hours, minutes % 60);
}

/* False for what spreadsheets cannot show as a date. */
static bool find_day(const struct digits *serial, bool since_1904, int32_t *day)
{
    return !serial->negative && digits_whole(serial, day) &&
           *day <= LAST_SERIAL - (since_1904 ? 1462 : 0);
}

int cellformat_date_year(const struct cellformat_section *section, const struct digits *serial,
                         bool since_1904)
{
    struct shown shown = look(section);
    int32_t day = 0;
    if (!shown.month || shown.year || !find_day(serial, since_1904, &day))
        return 0;
    struct civil date = find_date(day, since_1904);
    return date.day == 0 ? 0 : date.year;
}

bool cellformat_date_print(const struct cellformat_section *section,
                           const struct digits *serial, bool since_1904, struct buf *out)
{
    struct shown shown = look(section);
    int32_t day = 0;
    if (!find_day(serial, since_1904, &day))
        return false;
    bool date = shown.year || shown.month || shown.day;
    if (!date && shown.time)
        print_time(section, day, find_minutes(serial), out);
    else if (!date && shown.weekday)
        print_weekday(find_date(day, since_1904), out);
    else
        print_date(section, &shown, find_date(day, since_1904), out);
    return true;
}
