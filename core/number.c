/* SPDX-License-Identifier: GPL-3.0-or-later */
/* number: see number.h. */
#include "core/number.h"

#include <stddef.h>
#include <string.h>

#include "core/arena.h"
#include "core/era.h"
#include "core/note.h"
#include "core/numeral.h"
#include "core/status.h"
#include "core/str.h"
#include "core/unicode.h"

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

#define NUMBER_TEXT_MAX 256 /* bytes of a cell that can be one number */
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

static bool is_missing(const char *text)
{
    for (size_t i = 0; i < COUNT(MISSING); i++) {
        if (str_equal(text, MISSING[i]))
            return true;
    }
    return str_equal_any(text, NO_NUMBER, COUNT(NO_NUMBER)) || *text == '\0';
}

static void cut_front(struct cell *cell, size_t bytes)
{
    cell->text = str_trim(cell->text + bytes);
}

static void cut_back(struct cell *cell, size_t bytes)
{
    cell->text[strlen(cell->text) - bytes] = '\0';
    cell->text = str_trim(cell->text);
}

/* A mark never is the whole cell. */
static bool drop_status(struct cell *cell)
{
    size_t length = strlen(cell->text);
    size_t front = status_front(cell->text, &cell->out->status);

    if (front > 0 && front < length) {
        cut_front(cell, front);
        return true;
    }
    size_t back = front > 0 ? 0 : status_back(cell->text, length, &cell->out->status);
    if (back == 0 || back == length)
        return false;
    cut_back(cell, back);
    return true;
}

/* "p 12.3", "12.3p", "r12.3": one letter that touches the number. */
static bool drop_letter(struct cell *cell)
{
    size_t length = strlen(cell->text);

    if (length < 2)
        return false;
    if (status_letter(cell->text[0], &cell->out->status)) {
        cut_front(cell, 1);
        return true;
    }
    char before = cell->text[length - 2];
    if ((!str_digit(before) && before != ' ') ||
        !status_letter(cell->text[length - 1], &cell->out->status))
        return false;
    cut_back(cell, 1);
    return true;
}

static bool drop_note(struct cell *cell)
{
    size_t length = strlen(cell->text);
    size_t front = note_front(cell->text);

    if (front > 0) {
        cut_front(cell, front);
        return true;
    }
    size_t back = note_back(cell->text, length);
    if (back == 0 || back == length)
        return false;
    cut_back(cell, back);
    return true;
}

/* Marks may stand around each other: until none is left. */
static void drop_marks(struct cell *cell)
{
    bool again = true;

    while (again) {
        again = drop_status(cell) || drop_letter(cell);
        if (drop_note(cell)) {
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

/* True if a bracket behind the number speaks of a change or a part: that is no concern of the
 * value. Figures alone in it are one or the other. */
static bool is_aside(const char *inside)
{
    size_t length;

    if (str_digit(*inside) || find_prefix(inside, NEGATIVE, COUNT(NEGATIVE)) ||
        find_prefix(inside, POSITIVE, COUNT(POSITIVE)) ||
        find_prefix(inside, PARTS, COUNT(PARTS)) || numeral_kanji_digit(inside, &length) >= 0)
        return true;
    for (const char *at = inside; *at; at++) {
        if (find_prefix(at, COMPARISONS, COUNT(COMPARISONS)) ||
            find_prefix(at, CHANGES, COUNT(CHANGES)))
            return true;
    }
    return false;
}

/* (速報値、6月時点) (前年比1.2%増) (うち有料 4) (人) behind the number. What is none of these
 * may change its meaning. */
static int read_bracket(struct cell *cell, char *rest, const char *bracket)
{
    char *inside = str_trim(rest + (bracket - rest) + 1);
    char *close = strrchr(inside, ')');

    if (!close || close[1] != '\0')
        return refuse(cell, "more than a bracket behind the number");
    *close = '\0';
    rest[bracket - rest] = '\0';
    if (is_aside(inside) || status_remark(inside, &cell->out->status))
        return 0;
    if (note_front(inside) > 0 || str_starts(inside, "注") || str_starts(inside, "※")) {
        cell->out->flags |= NUMBER_FOOTNOTE;
        return 0;
    }
    if (*str_trim(rest) != '\0' || *inside == '\0')
        return refuse(cell, "what the bracket behind the number says is not understood");
    memmove(rest, inside, strlen(inside) + 1); /* its unit */
    return 0;
}

/* What stands behind the digits: cut before a comparison, which speaks of a change. */
static int cut_rest(struct cell *cell, char *rest)
{
    const char *bracket = strchr(rest, '(');

    if (bracket && read_bracket(cell, rest, bracket))
        return -1;
    for (char *at = rest; *at; at++) {
        if (*at == ' ' && find_prefix(str_trim(at), COMPARISONS, COUNT(COMPARISONS))) {
            *at = '\0';
            break;
        }
    }
    return 0;
}

static bool has_digit_or_sign(const char *text)
{
    for (const char *at = text; *at; at++) {
        size_t length;

        if (at > text && at[-1] == 'm' && (*at == '2' || *at == '3'))
            continue; /* m2, as NFKC makes of ㎡ */
        if (str_digit(*at) || *at == '.' || *at == ',' ||
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
    if (cut_rest(cell, rest))
        return -1;
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
    if (find_prefix(cell->text, NEGATIVE, COUNT(NEGATIVE)) ||
        find_prefix(cell->text, POSITIVE, COUNT(POSITIVE)))
        return refuse(cell, "a sign behind the figure may be its own or say nothing");
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
        (*cell->text == '#' && str_digit(cell->text[1])))
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
    cell->out->scaled = numeral.scaled;
    cell->out->rounding = numeral.rounding;
    cell->out->flags |= numeral.rounded ? NUMBER_ROUNDED : 0U;
    cell->out->flags |= sign && decimal_is_zero(numeral.value) ? NUMBER_NEAR_ZERO : 0U;
    return read_unit(cell, cell->text + numeral.length, sign);
}

/* －※1 and …1): a mark for "no figure" with a note, which needs no space there. */
static bool is_missing_with_note(struct cell *cell)
{
    size_t length = strlen(cell->text);
    size_t note = note_back(cell->text, length);

    if (note == 0 && length > 1 && cell->text[length - 1] == ')') {
        size_t digits = length - 1;
        while (digits > 0 && str_digit(cell->text[digits - 1]))
            digits--;
        note = digits < length - 1 ? length - digits : 0;
    }
    if (note == 0 || note >= length)
        return false;
    size_t end = length - note;
    while (end > 0 && cell->text[end - 1] == ' ')
        end--;
    char cut = cell->text[end];
    cell->text[end] = '\0';
    bool missing = end > 0 && is_missing(cell->text);
    cell->text[end] = cut;
    return missing;
}

static int read_cell(struct cell *cell)
{
    struct number *out = cell->out;

    if ((out->flags & NUMBER_FOOTNOTE) && *cell->text == '\0')
        return refuse(cell, "a note mark alone is no value");
    if (is_missing(cell->text)) {
        out->status = OBSERVATION_MISSING;
        return 0;
    }
    if (is_missing_with_note(cell)) {
        out->status = OBSERVATION_MISSING;
        out->flags |= NUMBER_FOOTNOTE;
        return 0;
    }
    drop_marks(cell);
    drop_about(cell);
    if (read_digits(cell))
        return -1;
    out->present = true;
    return 0;
}

int number_read(const char *text, struct number *out, struct err *err)
{
    struct cell cell = {.original = text, .out = out, .err = err};
    bool noted = false;

    *out = (struct number){.status = OBSERVATION_FINAL};
    /* marks are looked for from both ends again and again */
    if (strlen(text) > NUMBER_TEXT_MAX)
        return refuse(&cell, "a text, too long for a number");
    struct arena *arena = arena_new();
    const char *normal = unicode_nfkc(arena, note_without_raised(arena, text, &noted));
    char *copy = arena_alloc(arena, strlen(normal) + 1, 1);
    memcpy(copy, normal, strlen(normal) + 1);
    cell.text = str_trim(copy);
    out->flags = noted ? NUMBER_FOOTNOTE : 0U;
    int failed = read_cell(&cell);
    if (!failed && (out->flags & NUMBER_APPROXIMATE) && out->status == OBSERVATION_FINAL)
        out->status = OBSERVATION_ESTIMATE;
    arena_free(arena);
    return failed;
}

bool number_is(const char *text)
{
    struct number number;
    struct err ignored;

    return number_read(text, &number, &ignored) == 0 && number.present;
}
