/* SPDX-License-Identifier: GPL-3.0-or-later */
/* status: see status.h. */
#include "core/status.h"

#include <string.h>
#include <strings.h>

#include "core/str.h"

struct word {
    const char *text;
    enum observation_status status;
    bool bracketed; /* a mark only in brackets */
    bool value;     /* inside a label only with 値: 都市計画 is no forecast */
};

/* Longer ones first. */
static const struct word WORDS[] = {
    {"速報", OBSERVATION_PRELIMINARY, false, false},
    {"暫定", OBSERVATION_PRELIMINARY, false, false},
    {"速", OBSERVATION_PRELIMINARY, true, false},
    {"p", OBSERVATION_PRELIMINARY, true, false},
    {"P", OBSERVATION_PRELIMINARY, true, false},
    {"改定", OBSERVATION_REVISED, false, false},
    {"改訂", OBSERVATION_REVISED, false, false},
    {"訂正", OBSERVATION_REVISED, false, false},
    {"r", OBSERVATION_REVISED, true, false},
    {"R", OBSERVATION_REVISED, true, false},
    {"確報", OBSERVATION_FINAL, false, false},
    {"確定", OBSERVATION_FINAL, false, false},
    {"推計", OBSERVATION_ESTIMATE, false, false},
    {"推定", OBSERVATION_ESTIMATE, false, false},
    {"概数", OBSERVATION_ESTIMATE, false, false},
    {"概算", OBSERVATION_ESTIMATE, false, false},
    {"見通し", OBSERVATION_FORECAST, false, false},
    {"先行き", OBSERVATION_FORECAST, false, false},
    {"見込み", OBSERVATION_FORECAST, false, false},
    {"見込", OBSERVATION_FORECAST, false, false},
    {"予測", OBSERVATION_FORECAST, false, false},
    {"予想", OBSERVATION_FORECAST, false, false},
    {"目標", OBSERVATION_FORECAST, false, false},
    {"計画", OBSERVATION_FORECAST, false, true},
};

#define MARK_MAX 20 /* bytes of the longest: (見込み値) */
#define COUNT(list) (sizeof(list) / sizeof(list)[0])

bool status_letter(char letter, enum observation_status *out)
{
    bool preliminary = letter == 'p' || letter == 'P';

    if (!preliminary && letter != 'r' && letter != 'R')
        return false;
    *out = preliminary ? OBSERVATION_PRELIMINARY : OBSERVATION_REVISED;
    return true;
}

/* What is counted so: 見込額, 推計値. */
static size_t take_value(const char *text)
{
    static const char *const VALUES[] = {"値", "額", "数", "量"};

    for (size_t i = 0; i < COUNT(VALUES); i++)
        if (str_starts(text, VALUES[i]))
            return strlen(VALUES[i]);
    return 0;
}

/* A word at the start, with 値 where that follows. */
static size_t take_word(const char *text, bool bracketed, const struct word **out)
{
    for (size_t i = 0; i < COUNT(WORDS); i++) {
        if (!str_starts(text, WORDS[i].text) || (WORDS[i].bracketed && !bracketed))
            continue;
        size_t length = strlen(WORDS[i].text);

        *out = &WORDS[i];
        return length + take_value(text + length);
    }
    return 0;
}

size_t status_front(const char *text, enum observation_status *out)
{
    const struct word *word;
    size_t bracket = *text == '(' ? 1 : 0;
    size_t length = take_word(text + bracket, bracket > 0, &word);

    if (length == 0 || (bracket > 0 && text[bracket + length] != ')'))
        return 0;
    *out = word->status;
    return length + 2 * bracket;
}

size_t status_back(const char *text, size_t length, enum observation_status *out)
{
    bool ascii = length > 0 && (unsigned char)text[length - 1] < 0x80;

    /* most cells end with a digit */
    if (length == 0 || (ascii && text[length - 1] != ')'))
        return 0;
    /* the longest mark that ends there starts first */
    for (size_t at = length > MARK_MAX ? length - MARK_MAX : 0; at < length; at++) {
        size_t mark = status_front(text + at, out);

        if (mark > 0 && at + mark == length)
            return mark;
    }
    return 0;
}

/* 4月p, 2024年度(r), 2024-04p */
static bool ends_with_letter(const char *key, enum observation_status *out)
{
    static const char *const DATES[] = {"年", "度", "月", "日", "期"};
    size_t length = strlen(key);
    enum observation_status status;

    if (length < 2 || !status_letter(key[length - 1], &status))
        return false;
    length--;
    bool date = str_digit(key[length - 1]);
    for (size_t i = 0; i < COUNT(DATES); i++) {
        size_t size = strlen(DATES[i]);

        date = date || (length >= size && memcmp(key + length - size, DATES[i], size) == 0);
    }
    if (date)
        *out = status;
    return date;
}

static bool find_word(const char *key, bool sentence, enum observation_status *out)
{
    bool found = false;

    for (const char *at = key; *at; at++) {
        /* no word begins there: a digit, the middle of a letter */
        if ((*at >= '0' && *at <= '9') || ((unsigned char)*at & 0xC0) == 0x80)
            continue;
        const struct word *word;
        bool bracketed = at > key && at[-1] == '(';
        size_t length = take_word(at, bracketed, &word);

        if (length == 0 || (word->bracketed && at[length] != ')'))
            continue;
        bool valued = length > strlen(word->text);
        bool ends = at[length] == '\0' || strchr("(),", at[length]) != NULL ||
                    str_starts(at + length, "、") || str_starts(at + length, "。");
        bool starts = at == key || bracketed;
        bool whole = (starts && ends) || at[length] == '\0';
        if (sentence ? !whole : word->value && !whole && !valued)
            continue;
        if (!found || word->status == OBSERVATION_FORECAST)
            *out = word->status;
        found = true;
    }
    return found;
}

bool status_label(const char *key, enum observation_status *out)
{
    return find_word(key, false, out) || ends_with_letter(key, out);
}

/* Behind what stands in front of a heading: 【 ■ 2 (1) ① 第9期; the key is NFKC. */
static const char *skip_bullet(const char *key)
{
    static const char *const MARKS[] = {
        "【", "[",  "〔", "<", "〈", "《", "■", "□", "●",  "○", "◆",  "◇",  "◎",  "▼", "▽",
        "▶",  "・", "☆",  "★", "*",  "(",  ")", ".", "、", "-", "第", "期", "次", "編"};

    for (;;) {
        const char *from = key;

        key += str_digits(key);
        for (size_t i = 0; i < COUNT(MARKS); i++)
            if (str_starts(key, MARKS[i]))
                key += strlen(MARKS[i]);
        if (key == from)
            return key;
    }
}

/* True if nothing but closing brackets is left. */
static bool is_closed(const char *text)
{
    static const char *const MARKS[] = {"】", "]", "〕", ">", "〉", "》", ")", ":"};
    size_t i = 0;

    while (*text != '\0' && i < COUNT(MARKS)) {
        i++;
        if (str_starts(text, MARKS[i - 1])) {
            text += strlen(MARKS[i - 1]);
            i = 0;
        }
    }
    return *text == '\0';
}

bool status_section(const char *key, enum observation_status *out)
{
    static const struct {
        const char *text;
        enum observation_status status;
    } SECTIONS[] = {
        {"実績", OBSERVATION_FINAL},
        {"実績値", OBSERVATION_FINAL},
        {"実績額", OBSERVATION_FINAL},
        {"実績数", OBSERVATION_FINAL},
        {"決算", OBSERVATION_FINAL},
        {"決算額", OBSERVATION_FINAL},
        {"予算", OBSERVATION_FORECAST},
        {"予算額", OBSERVATION_FORECAST},
        {"予算案", OBSERVATION_FORECAST},
        {"予算現額", OBSERVATION_FORECAST},
        {"当初予算", OBSERVATION_FORECAST},
        {"当初予算額", OBSERVATION_FORECAST},
        {"補正予算", OBSERVATION_FORECAST},
        {"補正予算額", OBSERVATION_FORECAST},
        {"将来推計", OBSERVATION_FORECAST},
        {"Actual", OBSERVATION_FINAL},
        {"Projected", OBSERVATION_FORECAST},
        {"Projection", OBSERVATION_FORECAST},
        {"Projections", OBSERVATION_FORECAST},
        {"Forecast", OBSERVATION_FORECAST},
        {"Forecasts", OBSERVATION_FORECAST},
        {"Outlook", OBSERVATION_FORECAST},
        {"Target", OBSERVATION_FORECAST},
        {"Estimated", OBSERVATION_ESTIMATE},
        {"Estimates", OBSERVATION_ESTIMATE},
        {"Preliminary", OBSERVATION_PRELIMINARY},
        {"Provisional", OBSERVATION_PRELIMINARY},
    };
    if (key[0] != '\0' && key[1] == '\0')
        return false;
    key = skip_bullet(key);
    enum observation_status status;
    size_t length = status_front(key, &status);

    if (length > 0 && is_closed(key + length)) {
        *out = status;
        return true;
    }
    for (size_t i = 0; i < COUNT(SECTIONS); i++) {
        size_t size = strlen(SECTIONS[i].text);

        if (strncasecmp(key, SECTIONS[i].text, size) != 0 || !is_closed(key + size))
            continue;
        *out = SECTIONS[i].status;
        return true;
    }
    return false;
}

bool status_remark(const char *key, enum observation_status *out)
{
    if (key[0] != '\0' && key[1] == '\0')
        return status_letter(key[0], out);
    return find_word(key, true, out);
}
