/* SPDX-License-Identifier: GPL-3.0-or-later */
/* words: see words.h. */
#include "core/words.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/civil.h"
#include "core/era.h"
#include "core/str.h"

#define JA_MINUS "▲"
#define EN_MINUS "−"

static const char *const MONTHS[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

const char *words_pick(enum language language, const char *ja, const char *en)
{
    return language == LANGUAGE_EN ? en : ja;
}

const char *words_code(enum language language)
{
    return words_pick(language, "ja", "en");
}

/* 令和6年度: the era in force when the fiscal year starts; 平成31年度 is said 令和元年度, as
 * the offices do. */
static void fiscal_year_ja(int year, char out[WORDS_SIZE])
{
    char era[32];

    if (era_print(civil_day(year, year == 2019 ? 5 : 4, 1), era, sizeof era))
        snprintf(out, WORDS_SIZE, "%s年度", era);
    else
        snprintf(out, WORDS_SIZE, "%d年度", year);
}

static void period_ja(struct period period, enum year_label label, char out[WORDS_SIZE])
{
    struct civil date = civil_date(period_start(period));
    int year, week;

    switch (period.frequency) {
    case FREQUENCY_DAILY:
        snprintf(out, WORDS_SIZE, "%d年%d月%d日", date.year, date.month, date.day);
        break;
    case FREQUENCY_WEEKLY:
        civil_iso_week(period_start(period), &year, &week);
        snprintf(out, WORDS_SIZE, "%d年第%d週", year, week);
        break;
    case FREQUENCY_MONTHLY:
        snprintf(out, WORDS_SIZE, "%d年%d月", date.year, date.month);
        break;
    case FREQUENCY_QUARTERLY:
        snprintf(out, WORDS_SIZE, "%d年%d–%d月期", date.year, date.month, date.month + 2);
        break;
    case FREQUENCY_CALENDAR_YEAR:
        snprintf(out, WORDS_SIZE, "%d年", date.year);
        break;
    case FREQUENCY_FISCAL_YEAR:
        if (label == YEAR_LABEL_ENDS)
            snprintf(out, WORDS_SIZE, "%d年3月卒", date.year + 1);
        else
            fiscal_year_ja(date.year, out);
        break;
    }
}

static void period_en(struct period period, enum year_label label, char out[WORDS_SIZE])
{
    struct civil date = civil_date(period_start(period));

    if (period.frequency == FREQUENCY_DAILY)
        snprintf(out, WORDS_SIZE, "%d %s %d", date.day, MONTHS[date.month - 1], date.year);
    else if (period.frequency == FREQUENCY_MONTHLY)
        snprintf(out, WORDS_SIZE, "%s %d", MONTHS[date.month - 1], date.year);
    else if (period.frequency == FREQUENCY_QUARTERLY)
        snprintf(out, WORDS_SIZE, "Q%d %d", (date.month - 1) / 3 + 1, date.year);
    else if (period.frequency == FREQUENCY_FISCAL_YEAR && label == YEAR_LABEL_ENDS)
        snprintf(out, WORDS_SIZE, "March %d", date.year + 1);
    else
        period_print(period, out); /* 2024-W14, 2024, FY2024: short enough for the buffer */
}

void words_period(struct period period, enum year_label label, enum language language,
                  char out[WORDS_SIZE])
{
    if (language == LANGUAGE_JA)
        period_ja(period, label, out);
    else
        period_en(period, label, out);
}

void words_fiscal_year(int year, enum language language, char out[WORDS_SIZE])
{
    words_period((struct period){FREQUENCY_FISCAL_YEAR, year}, YEAR_LABEL_STARTS, language,
                 out);
}

void words_value(struct decimal value, int places, enum language language,
                 char out[WORDS_SIZE])
{
    decimal_format(value, places, words_pick(language, JA_MINUS, EN_MINUS), out, WORDS_SIZE);
}

void words_hour(int64_t at, enum language language, char out[WORDS_SIZE])
{
    int32_t day = instant_day(at);
    int minutes = (int)((at - instant_day_start(day)) / 60);
    struct civil date = civil_date(day);
    char rest[16] = "";

    if (language == LANGUAGE_EN) {
        snprintf(out, WORDS_SIZE, "%d %s %d, %02d:%02d", date.day, MONTHS[date.month - 1],
                 date.year, minutes / 60, minutes % 60);
        return;
    }
    if (minutes % 60 != 0)
        snprintf(rest, sizeof rest, "%d分", minutes % 60);
    snprintf(out, WORDS_SIZE, "%d年%d月%d日%d時%s", date.year, date.month, date.day,
             minutes / 60, rest);
}

void words_as_of(int64_t at, enum language language, char out[WORDS_SIZE])
{
    int32_t day = instant_day(at);
    int64_t minutes = (at - instant_day_start(day)) / 60;
    bool whole = at + 1 == instant_day_start(day + 1);
    struct civil date = civil_date(day);
    char time[40] = "", era[32] = "";

    if (language == LANGUAGE_EN) {
        if (!whole)
            snprintf(time, sizeof time, ", %02d:%02d", (int)(minutes / 60),
                     (int)(minutes % 60));
        snprintf(out, WORDS_SIZE, "as known on %d %s %d%s", date.day, MONTHS[date.month - 1],
                 date.year, time);
        return;
    }
    if (!whole)
        snprintf(time, sizeof time, "%d時%02d分", (int)(minutes / 60), (int)(minutes % 60));
    if (!era_print(day, era, sizeof era))
        snprintf(era, sizeof era, "%d", date.year);
    snprintf(out, WORDS_SIZE, "%s年%d月%d日%s時点", era, date.month, date.day, time);
}

/* One group of four digits, "0042" said as "42" and "7735" as "7,735". */
static size_t put_group(const char *digits, size_t length, char *out, size_t size)
{
    while (length > 1 && *digits == '0') {
        digits++;
        length--;
    }
    int written = length == 4 ? snprintf(out, size, "%c,%.3s", digits[0], digits + 1)
                              : snprintf(out, size, "%.*s", (int)length, digits);
    return (size_t)written;
}

/* `digits` of a whole number, in groups of four with their names. */
static size_t put_groups(const char *digits, char *out, size_t size)
{
    static const char *const NAMES[] = {"", "万", "億", "兆", "京"};
    size_t length = strlen(digits);
    size_t used = 0;

    while (length > 0) {
        size_t group = (length - 1) / 4;
        size_t now = length - group * 4;

        if (strspn(digits, "0") < now || (group == 0 && used == 0)) {
            used += put_group(digits, now, out + used, size - used);
            used += (size_t)snprintf(out + used, size - used, "%s", NAMES[group]);
        }
        digits += now;
        length -= now;
    }
    return used;
}

void words_spoken(struct decimal value, int places, enum language language,
                  char out[WORDS_SIZE])
{
    char plain[WORDS_SIZE];
    char digits[WORDS_SIZE / 2] = "";
    size_t count = 0;

    words_value(value, places, language, plain);
    const char *text = plain;
    if (language != LANGUAGE_JA) {
        (void)str_copy(out, WORDS_SIZE, plain);
        return;
    }
    size_t used = str_starts(text, JA_MINUS) ? strlen(JA_MINUS) : 0;
    memcpy(out, text, used);
    for (text += used; str_digit(*text) || *text == ','; text++)
        if (*text != ',')
            digits[count++] = *text;
    used += put_groups(digits, out + used, WORDS_SIZE - used);
    (void)str_copy(out + used, WORDS_SIZE - used, text);
}

void words_change(struct decimal value, int places, enum language language,
                  char out[WORDS_SIZE])
{
    struct decimal rounded = decimal_round(value, places);
    char text[WORDS_SIZE / 2];

    decimal_format(value, places, words_pick(language, JA_MINUS, EN_MINUS), text, sizeof text);
    snprintf(out, WORDS_SIZE, "%s%s",
             decimal_is_zero(rounded) ? "±"
             : rounded.units > 0      ? words_pick(language, "＋", "+")
                                      : "",
             text);
}

const char *words_status(enum observation_status status, enum language language)
{
    static const char *const JA[] = {"", "速報値", "改定値", "概数", "見通し", "欠測"};
    static const char *const EN[] = {"",         "preliminary", "revised",
                                     "estimate", "forecast",    "no figure"};

    return words_pick(language, JA[status], EN[status]);
}

const char *words_said(const struct observation *said, enum language language)
{
    static const char *const JA[] = {"解禁前",       "速報値・解禁前", "改定値・解禁前",
                                     "概数・解禁前", "見通し・解禁前", "欠測・解禁前"};
    static const char *const EN[] = {"under embargo",           "preliminary, under embargo",
                                     "revised, under embargo",  "estimate, under embargo",
                                     "forecast, under embargo", "no figure, under embargo"};

    return said->embargo == 0 ? words_status(said->status, language)
                              : words_pick(language, JA[said->status], EN[said->status]);
}

const char *words_marked(const char *text, int64_t embargo, struct arena *arena)
{
    bool japanese = str_starts(text, "【");
    const char *end = japanese ? "】" : "] ";
    const char *behind = strstr(text, end);

    if (embargo == 0)
        return text;
    behind = behind ? behind + strlen(end) : text;
    return arena_printf(arena, "%.*s%s%s", (int)(behind - text), text,
                        japanese ? "【解禁前】" : "[under embargo] ", behind);
}

const char *words_alert_state(enum alert_state state, enum language language)
{
    static const char *const JA[] = {"継続中", "確認済み", "解消", "継続待ち", "通知停止"};

    return words_pick(language, JA[state], alert_state_name(state));
}

const char *words_severity(const char *severity, enum language language)
{
    const char *ja = str_equal(severity, "critical")  ? "要確認"
                     : str_equal(severity, "warning") ? "注意"
                                                      : "情報";

    return words_pick(language, ja, severity);
}

const char *words_comment_state(enum comment_state state, enum language language)
{
    static const char *const JA[] = {"案", "承認済み", "案の取下げ", "取下げ"};
    static const char *const EN[] = {"draft", "approved", "draft taken back", "withdrawn"};

    return words_pick(language, JA[state], EN[state]);
}

const char *words_amount_kind(enum amount_kind kind, enum language language)
{
    static const char *const JA[] = {"", "当初予算", "補正後予算", "決算"};
    static const char *const EN[] = {"", "initial budget", "revised budget", "settled"};

    return words_pick(language, JA[kind], EN[kind]);
}

void words_budget(int64_t thousand_yen, enum language language, char out[WORDS_SIZE])
{
    struct decimal amount = {thousand_yen, 0};
    char text[WORDS_SIZE / 2];

    decimal_format(amount, 0, words_pick(language, JA_MINUS, EN_MINUS), text, sizeof text);
    snprintf(out, WORDS_SIZE, "%s%s", text, words_pick(language, "千円", " thousand yen"));
}

const char *words_previous(enum frequency frequency, enum language language)
{
    static const char *const JA[] = {
        [FREQUENCY_DAILY] = "前日",         [FREQUENCY_WEEKLY] = "前週",
        [FREQUENCY_MONTHLY] = "前月",       [FREQUENCY_QUARTERLY] = "前期",
        [FREQUENCY_CALENDAR_YEAR] = "前年", [FREQUENCY_FISCAL_YEAR] = "前年度",
    };
    static const char *const EN[] = {
        [FREQUENCY_DAILY] = "day before",
        [FREQUENCY_WEEKLY] = "week before",
        [FREQUENCY_MONTHLY] = "month before",
        [FREQUENCY_QUARTERLY] = "quarter before",
        [FREQUENCY_CALENDAR_YEAR] = "year before",
        [FREQUENCY_FISCAL_YEAR] = "fiscal year before",
    };

    return words_pick(language, JA[frequency], EN[frequency]);
}

const char *words_year_before(enum frequency frequency, enum language language)
{
    switch (frequency) {
    case FREQUENCY_DAILY:
        return words_pick(language, "前年同日", "same day of the year before");
    case FREQUENCY_WEEKLY:
        return words_pick(language, "前年同週", "same week of the year before");
    case FREQUENCY_MONTHLY:
        return words_pick(language, "前年同月", "same month of the year before");
    case FREQUENCY_QUARTERLY:
        return words_pick(language, "前年同期", "same quarter of the year before");
    case FREQUENCY_CALENDAR_YEAR:
    case FREQUENCY_FISCAL_YEAR:
        break;
    }
    return words_previous(frequency, language);
}

void words_failure(const struct health *health, enum language language, struct buf *out)
{
    if (!health->fetched)
        buf_printf(out, "%s%s",
                   words_pick(language, "取得できません: ", "could not be fetched: "),
                   health->error);
    else if (health->problems == 0)
        buf_printf(out, "%s%s",
                   words_pick(language, "取得しましたが、読み取れないものがあります: ",
                              "fetched, but not read in full: "),
                   health->error);
    else if (language == LANGUAGE_JA)
        buf_printf(out, "読み取りましたが、分からないセルが%zu件あります。最初のもの: %s",
                   health->problems, health->error);
    else
        buf_printf(out, "read, but %zu %s not understood; the first: %s", health->problems,
                   health->problems == 1 ? "cell was" : "cells were", health->error);
}

const char *words_caution(enum language language)
{
    return words_pick(
        language,
        "指標は景気・人口等の影響も受け、増減は事業の成果を直接示すものではありません。",
        "Indicators are also moved by business conditions, population and other "
        "things; a change is no direct evidence of what a program achieved.");
}
