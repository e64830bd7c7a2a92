/* SPDX-License-Identifier: GPL-3.0-or-later */
/* datewords: see datewords.h. */
#include "core/datewords.h"

#include <string.h>

#include "core/note.h"
#include "core/numeral.h"
#include "core/status.h"
#include "core/str.h"

#define DIGITS_MAX 8 /* of a date written in one */

static const char *const RANGES[] = {"∼", "~", "〜", "‐", "-", "–", "—", "−", "から"};
static const char *const TAILS[] = {
    "卒業者", "卒業", "卒",     "分",       "現在",   "実績",     "時点",   "中",      "期",
    "値",     "付け", "計",     "合計",     "総計",   "総数",     "年計",   "年度計",  "末日",
    "末",     "決算", "(実績)", "(実績値)", "(決算)", "(決算額)", "(確定)", "(確定値)"};
static const char *const WEEKDAYS[] = {"月", "火", "水", "木", "金", "土", "日"};
static const char *const HOLIDAYS[] = {"・祝", "祝", "・休", "・振休", "・祝日", ""};
static const char *const LABELS[] = {"最終更新日", "更新日", "公表日",
                                     "公表年月日", "発表日", "掲載日",
                                     "調査期間",   "調査日", "調査年月"};
static const char *const PARTS[] = {"上期",   "下期", "上半期", "下半期", "前半期",
                                    "後半期", "前期", "後期",   "半期",   "夏期",
                                    "冬期",   "夏季", "冬季",   "通期"};

struct relative {
    const char *text;
    struct datewords_relative says;
};

/* Longer ones first. */
static const struct relative RELATIVES[] = {
    {"一昨年度", {.fiscal = true, .years = -2}},
    {"昨年度", {.fiscal = true, .years = -1}},
    {"前年度", {.fiscal = true, .years = -1}},
    {"今年度", {.fiscal = true}},
    {"本年度", {.fiscal = true}},
    {"来年度", {.fiscal = true, .years = 1}},
    {"一昨年", {.years = -2}},
    {"昨年", {.years = -1}},
    {"前年", {.years = -1}},
    {"今年", {0}},
    {"本年", {0}},
    {"来年", {.years = 1}},
    {"前月", {.by_month = true, .months = -1}},
    {"先月", {.by_month = true, .months = -1}},
    {"今月", {.by_month = true}},
    {"当月", {.by_month = true}},
};

static const char *const ROMAN[] = {"IV", "III", "II", "I"};

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static size_t find(const char *text, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (str_starts(text, list[i]))
            return strlen(list[i]);
    }
    return 0;
}

size_t datewords_range(const char *text)
{
    return find(text, RANGES, COUNT(RANGES));
}

size_t datewords_tail(const char *text)
{
    enum observation_status ignored;
    size_t length = find(text, TAILS, COUNT(TAILS));

    if (length == 0)
        length = status_front(text, &ignored);
    if (length == 0)
        length = note_at(text);
    if (length == 0 && text[0] != '\0' && text[1] == '\0' && status_letter(*text, &ignored))
        length = 1;
    return length;
}

size_t datewords_weekday(const char *text)
{
    if (*text != '(')
        return 0;
    size_t day = find(text + 1, WEEKDAYS, COUNT(WEEKDAYS));
    const char *behind =
        text + 1 + day + (day > 0 && str_starts(text + 1 + day, "曜日") ? strlen("曜日") : 0);
    if (day == 0)
        return str_starts(behind, "祝)") ? strlen("(祝)") : 0;
    for (size_t i = 0; i < COUNT(HOLIDAYS); i++) {
        size_t length = strlen(HOLIDAYS[i]);
        if (str_starts(behind, HOLIDAYS[i]) && behind[length] == ')')
            return (size_t)(behind - text) + length + 1;
    }
    return 0;
}

size_t datewords_label(const char *text)
{
    size_t length = find(text, LABELS, COUNT(LABELS));

    return length > 0 && text[length] == ':' ? length + 1 : length;
}

size_t datewords_part(const char *text)
{
    return find(text, PARTS, COUNT(PARTS));
}

size_t datewords_relative(const char *text, struct datewords_relative *out)
{
    for (size_t i = 0; i < COUNT(RELATIVES); i++) {
        if (!str_starts(text, RELATIVES[i].text))
            continue;
        *out = RELATIVES[i].says;
        return strlen(RELATIVES[i].text);
    }
    return 0;
}

size_t datewords_quarter(const char *text, int *n)
{
    const char *at = text;
    size_t length;

    at += str_starts(at, "第") ? strlen("第") : 0;
    size_t roman = find(at, ROMAN, COUNT(ROMAN));
    if (roman > 0) {
        *n = str_starts(at, "IV") ? 4 : (int)roman;
        at += roman;
    } else {
        /* one digit only: 三・四 and 三四 would be numbers too */
        bool arabic = *at >= '1' && *at <= '4';

        *n = arabic ? *at - '0' : numeral_kanji_digit(at, &length);
        if (*n < 1 || *n > 4)
            return 0;
        at += arabic ? 1 : length;
    }
    at += str_starts(at, "・") ? strlen("・") : 0;
    if (str_starts(at, "四半期"))
        return (size_t)(at - text) + strlen("四半期");
    if (roman > 0 && str_starts(at, "期"))
        return (size_t)(at - text) + strlen("期");
    return *at == 'Q' ? (size_t)(at - text) + 1 : 0;
}

int datewords_number(const char *text, size_t *digits, size_t *length)
{
    struct numeral numeral;
    struct err ignored = {0};
    size_t first;
    int value = 0;

    *length = 0;
    *digits = str_digits(text);
    if (*digits > 0 && *digits <= DIGITS_MAX) {
        for (; *length < *digits; ++*length)
            value = value * 10 + (text[*length] - '0');
        return value;
    }
    if (*digits > 0)
        return -1;
    if ((numeral_kanji_digit(text, &first) < 0 && !str_starts(text, "十")) ||
        numeral_read(text, &numeral, &ignored) || numeral.value.places > 0 ||
        numeral.value.units > 9999)
        return -1;
    *digits = numeral.length / strlen("一");
    *length = numeral.length;
    return (int)numeral.value.units;
}
