/* SPDX-License-Identifier: GPL-3.0-or-later */
/* number: see number.h. */
#include "core/number.h"

#include <stddef.h>
#include <string.h>

#include "core/arena.h"
#include "core/era.h"
#include "core/numeral.h"
#include "core/str.h"
#include "core/unicode.h"

/* A mark at the front or the end of a cell, and what it says. */
struct mark {
    const char *text;
    enum observation_status status;
    unsigned flags;
};

static const struct mark STATUS_MARKS[] = {
    {"(速報値)", OBSERVATION_PRELIMINARY, 0}, {"(速報)", OBSERVATION_PRELIMINARY, 0},
    {"(速)", OBSERVATION_PRELIMINARY, 0},     {"速報値", OBSERVATION_PRELIMINARY, 0},
    {"速報", OBSERVATION_PRELIMINARY, 0},     {"(暫定値)", OBSERVATION_PRELIMINARY, 0},
    {"(暫定)", OBSERVATION_PRELIMINARY, 0},   {"暫定値", OBSERVATION_PRELIMINARY, 0},
    {"暫定", OBSERVATION_PRELIMINARY, 0},     {"(改定)", OBSERVATION_REVISED, 0},
    {"(訂正)", OBSERVATION_REVISED, 0},       {"改定", OBSERVATION_REVISED, 0},
    {"訂正", OBSERVATION_REVISED, 0},         {"(確定値)", OBSERVATION_FINAL, 0},
    {"(確報)", OBSERVATION_FINAL, 0},         {"確定値", OBSERVATION_FINAL, 0},
    {"確報", OBSERVATION_FINAL, 0},           {"(推計)", OBSERVATION_ESTIMATE, 0},
    {"推計値", OBSERVATION_ESTIMATE, 0},      {"推計", OBSERVATION_ESTIMATE, 0},
    {"(概数)", OBSERVATION_ESTIMATE, 0},      {"概数", OBSERVATION_ESTIMATE, 0},
};

static const char *const MISSING[] = {
    "-",      "−",      "―",      "—",      "–",      "‐",      "ー",       "...",  "..",
    "・・・", "・・",   "x",      "X",      "χ",      "***",    "*",        "n/a",  "N/A",
    "NA",     "集計中", "未集計", "調査中", "未公表", "準備中", "公表待ち", "不明", "該当なし",
};

/* As SDMX, spreadsheets and Python write it. */
static const char *const NO_NUMBER[] = {"NaN", "#N/A"};

static const char *const NEGATIVE[] = {"▲", "△", "-", "−",  "‐",
                                       "–", "—", "―", "ー", "マイナス"};
static const char *const POSITIVE[] = {"+", "プラス"};
static const char *const ABOUT_BEFORE[] = {"約", "およそ", "おおよそ", "概ね", "ほぼ"};
static const char *const ABOUT_AFTER[] = {"程度", "前後", "余り", "余",
                                          "超",   "強",   "弱",   "ほど"};
static const char *const COMPARISONS[] = {"前年", "前月", "前期", "前回",
                                          "前週", "前日", "同",   "昨年"};
static const char *const PARTS[] = {"うち", "内数", "再掲"};
static const char *const BOUNDS[] = {"以上", "以下", "未満", "近い",
                                     "近く", "台",   "倍",   "分の"};

/* What a unit ends with when the number before it is no level: 96.1%減. */
static const char *const CHANGES[] = {"増",   "減",   "増加", "減少",   "悪化",
                                      "改善", "上昇", "低下", "上回る", "下回る"};

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

/* One cell under way: `text` shrinks from both ends. */
struct cell {
    const char *original;
    char *text;
    struct number *out;
    struct err *err;
    bool year; /* ○五年度: only the number of a year is padded like this */
};

static int refuse(const struct cell *cell, const char *reason)
{
    return err_set(cell->err, ERR_DATA, "\"%.100s\": %s", cell->original, reason);
}

/* The entry that the text starts with, or NULL. */
static const char *find_prefix(const char *text, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (str_starts(text, list[i]))
            return list[i];
    }
    return NULL;
}

static bool drop_prefix(struct cell *cell, const char *prefix)
{
    if (!prefix || !str_starts(cell->text, prefix))
        return false;
    cell->text = str_trim(cell->text + strlen(prefix));
    return true;
}

static bool drop_suffix(struct cell *cell, const char *suffix)
{
    if (!str_ends(cell->text, suffix) || str_equal(cell->text, suffix))
        return false;
    cell->text[strlen(cell->text) - strlen(suffix)] = '\0';
    cell->text = str_trim(cell->text);
    return true;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The bytes of the raised or circled note number that ends a text of `available` bytes. */
static size_t raised_length(const char *end, size_t available)
{
    for (size_t length = 2; length <= 3 && length <= available; length++) {
        if (numeral_raised(end - length) != length)
            continue;
        bool area = available > length && end[-(ptrdiff_t)length - 1] == 'm'; /* km² */
        return area ? 0 : length;
    }
    return 0;
}

static const char *drop_raised(struct arena *arena, const char *text, unsigned *flags)
{
    size_t length = strlen(text);
    size_t raised;

    while ((raised = raised_length(text + length, length)) > 0) {
        length -= raised;
        *flags |= NUMBER_FOOTNOTE;
    }
    return arena_strndup(arena, text, length);
}

static bool is_missing(const char *text)
{
    for (size_t i = 0; i < COUNT(MISSING); i++) {
        if (str_equal(text, MISSING[i]))
            return true;
    }
    for (size_t i = 0; i < COUNT(NO_NUMBER); i++) {
        if (str_equal(text, NO_NUMBER[i]))
            return true;
    }
    return *text == '\0';
}

static bool drop_status(struct cell *cell)
{
    for (size_t i = 0; i < COUNT(STATUS_MARKS); i++) {
        if (drop_prefix(cell, STATUS_MARKS[i].text) ||
            drop_suffix(cell, STATUS_MARKS[i].text)) {
            cell->out->status = STATUS_MARKS[i].status;
            return true;
        }
    }
    return false;
}

/* "p 12.3", "12.3p", "r12.3": one letter that touches the number. */
static bool drop_letter(struct cell *cell)
{
    size_t length = strlen(cell->text);
    char first = cell->text[0];
    char last = length > 1 ? cell->text[length - 1] : '\0';
    bool front = strchr("pPrR", first) && first && length > 1;
    bool back = last && strchr("pPrR", last) &&
                (is_digit(cell->text[length - 2]) || cell->text[length - 2] == ' ');

    if (!front && !back)
        return false;
    char letter = front ? first : last;
    cell->out->status =
        letter == 'p' || letter == 'P' ? OBSERVATION_PRELIMINARY : OBSERVATION_REVISED;
    if (front)
        cell->text = str_trim(cell->text + 1);
    else
        cell->text[length - 1] = '\0';
    cell->text = str_trim(cell->text);
    return true;
}

/* (注) (注1) 注1) *1 ※1 ※ at the front; 1) before a value is a note, not 1. */
static bool drop_note_front(struct cell *cell)
{
    const char *at = cell->text;
    bool bracket = *at == '(';
    const char *after;

    at += bracket;
    if (str_starts(at, "注"))
        at += strlen("注");
    else if (str_starts(at, "※"))
        at += strlen("※");
    else if (*at == '*')
        at++;
    else if (bracket || !is_digit(*at))
        return false;
    after = at;
    while (is_digit(*after))
        after++;
    if (*after == ')')
        after++;
    else if (bracket || (*after != ' ' && after != at) || at == cell->text)
        return false;
    if (*after == '\0' || (at == cell->text && after[-1] != ')'))
        return false;
    cell->text = str_trim(cell->text + (after - cell->text));
    return true;
}

/* The same at the end, where plain digits need a space before them: "12.3 1)". */
static bool drop_note_back(struct cell *cell)
{
    size_t end = strlen(cell->text);
    size_t at = end;
    size_t start;

    if (at > 0 && cell->text[at - 1] == ')')
        at--;
    bool closed = at < end;
    while (at > 0 && is_digit(cell->text[at - 1]))
        at--;
    start = at;
    if (start >= 3 && (memcmp(cell->text + start - 3, "注", 3) == 0 ||
                       memcmp(cell->text + start - 3, "※", 3) == 0))
        start -= 3;
    else if (start >= 1 && cell->text[start - 1] == '*')
        start--;
    else if (!closed || at == end - 1 || start == 0 || cell->text[start - 1] != ' ')
        return false;
    if (closed && start > 0 && cell->text[start - 1] == '(')
        start--;
    if (start == 0)
        return false;
    cell->text[start] = '\0';
    cell->text = str_trim(cell->text);
    return true;
}

/* Marks may stand around each other: until none is left. */
static void drop_marks(struct cell *cell)
{
    bool again = true;

    while (again) {
        again = drop_status(cell) || drop_letter(cell);
        if (drop_note_front(cell) || drop_note_back(cell)) {
            cell->out->flags |= NUMBER_FOOTNOTE;
            again = true;
        }
    }
}

static void drop_about(struct cell *cell)
{
    if (!drop_prefix(cell, find_prefix(cell->text, ABOUT_BEFORE, COUNT(ABOUT_BEFORE))))
        return;
    cell->out->flags |= NUMBER_APPROXIMATE;
}

/* True if a sign was there; *negative says which. */
static bool drop_sign(struct cell *cell, bool *negative)
{
    const char *minus = find_prefix(cell->text, NEGATIVE, COUNT(NEGATIVE));

    *negative = minus != NULL;
    if (minus)
        return drop_prefix(cell, minus);
    return drop_prefix(cell, find_prefix(cell->text, POSITIVE, COUNT(POSITIVE)));
}

/* What stands behind the digits: cut before a bracket or a comparison, which speak of a
 * change. */
static void cut_rest(char *rest)
{
    char *bracket = strchr(rest, '(');

    if (bracket)
        *bracket = '\0';
    for (char *at = rest; *at; at++) {
        if (*at == ' ' && find_prefix(str_trim(at), COMPARISONS, COUNT(COMPARISONS))) {
            *at = '\0';
            return;
        }
    }
}

static bool has_digit_or_sign(const char *text)
{
    for (const char *at = text; *at; at++) {
        size_t length;

        if (at > text && at[-1] == 'm' && (*at == '2' || *at == '3'))
            continue; /* m2, as NFKC makes of ㎡ */
        if (is_digit(*at) || *at == '.' || *at == ',' ||
            numeral_kanji_digit(at, &length) >= 0 || str_starts(at, "▲") ||
            str_starts(at, "△"))
            return true;
    }
    return false;
}

static int check_bounds(const struct cell *cell, const char *unit, bool sign)
{
    /* 0.91倍 is a ratio with its unit; 2倍 is "twice". 30台 with a sign is a band, without one
     * a count of machines. */
    if (str_equal(unit, "倍") && cell->out->value.places > 0)
        return 0;
    if (str_equal(unit, "台") && !sign)
        return 0;
    for (size_t i = 0; i < COUNT(BOUNDS); i++) {
        if (str_ends(unit, BOUNDS[i]))
            return refuse(cell, "it is a bound, a band or a multiple, not a value");
    }
    for (size_t i = 0; i < COUNT(CHANGES); i++) {
        if (str_ends(unit, CHANGES[i]))
            return refuse(cell, "it is a change, not a value");
    }
    bool date = str_starts(unit, "年度") && !cell->year;
    return date ? refuse(cell, "it is a date, not a value") : 0;
}

static int read_unit(struct cell *cell, char *rest, bool sign)
{
    cut_rest(rest);
    cell->text = str_trim(rest);
    for (size_t i = 0; i < COUNT(ABOUT_AFTER); i++) {
        if (str_ends(cell->text, ABOUT_AFTER[i])) {
            cell->text[strlen(cell->text) - strlen(ABOUT_AFTER[i])] = '\0';
            cell->out->flags |= NUMBER_APPROXIMATE;
            break;
        }
    }
    if (has_digit_or_sign(cell->text))
        return refuse(cell, "more than one number");
    if (check_bounds(cell, cell->text, sign))
        return -1;
    if (strpbrk(cell->text, "()[]") || strlen(cell->text) >= sizeof cell->out->unit)
        return refuse(cell, "no unit, but a text behind the number");
    str_copy(cell->out->unit, sizeof cell->out->unit, cell->text);
    return 0;
}

/* ○五年: two kanji digits, the first of them zero, before 年. */
static bool is_short_kanji_year(const char *text, const struct numeral *numeral)
{
    size_t first;

    return numeral_kanji_digit(text, &first) == 0 && numeral->length == 2 * first &&
           numeral->value.places == 0 && str_starts(text + numeral->length, "年");
}

static int read_digits(struct cell *cell)
{
    struct numeral numeral;
    struct err reason = {0};
    bool negative;
    bool sign = drop_sign(cell, &negative);

    if (sign && *cell->text == '\0')
        return refuse(cell, "a mark alone is neither zero nor a number");
    if (str_equal(cell->text, "〃") || str_equal(cell->text, "同"))
        return refuse(cell, "a ditto mark with nothing above it to repeat");
    if (find_prefix(cell->text, PARTS, COUNT(PARTS)) ||
        (*cell->text == '#' && is_digit(cell->text[1])))
        return refuse(cell, "it is a part of another figure (内数)");
    if (*cell->text == '(')
        return refuse(cell, "brackets may mean a negative number or a part (内数)");
    if (find_prefix(cell->text, COMPARISONS, COUNT(COMPARISONS)))
        return refuse(cell, "it is a change, not a value");
    if (numeral_read(cell->text, &numeral, &reason))
        return refuse(cell, strstr(reason.text, "\": ") ? strstr(reason.text, "\": ") + 3
                                                        : reason.text);
    /* ○ is a grade or a yes, unless it is the zero of a kanji number (○五) */
    if (str_starts(cell->text, "○") && decimal_is_zero(numeral.value))
        return refuse(cell, "a mark alone is neither zero nor a number");
    cell->out->value = numeral.value;
    cell->year = is_short_kanji_year(cell->text, &numeral);
    if (cell->year && !sign)
        cell->out->value.units += ERA_WESTERN;
    if (negative)
        cell->out->value.units = -numeral.value.units;
    cell->out->flags |= numeral.rounded ? NUMBER_ROUNDED : 0U;
    cell->out->flags |= sign && decimal_is_zero(numeral.value) ? NUMBER_NEAR_ZERO : 0U;
    return read_unit(cell, cell->text + numeral.length, sign);
}

int number_read(const char *text, struct number *out, struct err *err)
{
    struct arena *arena = arena_new();
    unsigned flags = 0;
    const char *plain = drop_raised(arena, text, &flags);
    const char *normal = unicode_nfkc(arena, plain);
    char *copy = arena_alloc(arena, strlen(normal) + 1, 1);
    struct cell cell = {.original = text, .text = copy, .out = out, .err = err};
    int failed = 0;

    memcpy(copy, normal, strlen(normal) + 1);
    *out = (struct number){.status = OBSERVATION_FINAL, .flags = flags};
    cell.text = str_trim(copy);
    if (flags && *cell.text == '\0') {
        failed = refuse(&cell, "a note mark alone is no value");
    } else if (is_missing(cell.text)) {
        out->status = OBSERVATION_MISSING;
    } else {
        drop_marks(&cell);
        drop_about(&cell);
        failed = read_digits(&cell);
        out->present = !failed;
    }
    if (!failed && (out->flags & NUMBER_APPROXIMATE) && out->status == OBSERVATION_FINAL)
        out->status = OBSERVATION_ESTIMATE;
    arena_free(arena);
    return failed;
}
