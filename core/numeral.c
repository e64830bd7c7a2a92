/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * numeral: see numeral.h. A numeral is a row of sections, each closed by a large unit (兆 億
 * 万) but the last; a section is a row of digit runs, each closed by a small unit (千 百 十)
 * but the last.
 */
#include "core/numeral.h"

#include <string.h>

#include "core/str.h"

struct unit {
    const char *text;
    int64_t factor;
};

static const struct unit LARGE[] = {
    {"兆", 1000000000000}, {"億", 100000000}, {"万", 10000}, {"萬", 10000}};
static const struct unit SMALL[] = {{"千", 1000}, {"百", 100}, {"十", 10}};

static const char *const KANJI[] = {"〇", "一", "二", "三", "四",
                                    "五", "六", "七", "八", "九"};

struct reader {
    const char *start;
    const char *at;
    bool scaled;
    struct err *err;
};

int numeral_kanji_digit(const char *text, size_t *length)
{
    for (int i = 0; i < 10; i++) {
        if (str_starts(text, KANJI[i])) {
            *length = strlen(KANJI[i]);
            return i;
        }
    }
    if (str_starts(text, "○")) {
        *length = strlen("○");
        return 0;
    }
    return -1;
}

static int fail(struct reader *reader, const char *reason)
{
    return err_set(reader->err, ERR_DATA, "\"%.100s\": %s", reader->start, reason);
}

static const char *skip_spaces(const char *at)
{
    while (*at == ' ')
        at++;
    return at;
}

static const struct unit *find_unit(const struct unit *units, size_t count, const char *text)
{
    for (size_t i = 0; i < count; i++) {
        if (str_starts(text, units[i].text))
            return &units[i];
    }
    return NULL;
}

/* A unit after optional spaces ("1,861 万 5 千人"); moves on when there is one. */
static const struct unit *take_unit(struct reader *reader, const struct unit *units,
                                    size_t count)
{
    const char *at = skip_spaces(reader->at);
    const struct unit *unit = find_unit(units, count, at);

    if (unit)
        reader->at = at + strlen(unit->text);
    return unit;
}

/* The length of a decimal point before a digit, spaces before it included (27 .4); 0 = none.
 * ・ is one between digits (0・91). */
static size_t point_length(const char *at, bool kanji)
{
    const char *point = skip_spaces(at);
    size_t length = *point == '.' ? 1 : str_starts(point, "・") ? strlen("・") : 0;
    size_t digit;

    if (length == 0)
        return 0;
    if (!str_digit(point[length]) &&
        !(kanji && numeral_kanji_digit(point + length, &digit) >= 0))
        return 0;
    return (size_t)(point - at) + length;
}

static bool push(struct decimal *value, int digit)
{
    return !__builtin_mul_overflow(value->units, 10, &value->units) &&
           !__builtin_add_overflow(value->units, digit, &value->units);
}

/* The next digit of a run, Arabic or kanji; -1 at its end. */
static int take_digit(struct reader *reader, bool kanji)
{
    size_t length;

    if (!kanji && str_digit(*reader->at))
        return *reader->at++ - '0';
    int digit = kanji ? numeral_kanji_digit(reader->at, &length) : -1;
    if (digit >= 0)
        reader->at += length;
    return digit;
}

static int take_fraction(struct reader *reader, bool kanji, struct decimal *value)
{
    int digit;

    while ((digit = take_digit(reader, kanji)) >= 0) {
        if (value->places == DECIMAL_PLACES_MAX || !push(value, digit))
            return fail(reader, "too many digits");
        value->places++;
    }
    return 0;
}

/* A thousands comma: three digits must follow, and no fourth. A space after it is a slip of
 * the pen (9, 494). */
static int take_comma(struct reader *reader, int digits_before, bool *taken)
{
    const char *at = reader->at;
    size_t length = *at == ',' ? 1 : str_starts(at, "、") ? strlen("、") : 0;

    *taken = false;
    if (length == 0)
        return 0;
    at = skip_spaces(at + length);
    if (!str_digit(*at))
        return 0;
    if (digits_before > 3 || !str_digit(at[1]) || !str_digit(at[2]) || str_digit(at[3]))
        return fail(reader, "a comma must part groups of three digits");
    reader->at = at;
    *taken = true;
    return 0;
}

static int take_arabic(struct reader *reader, struct decimal *value)
{
    int group = 0;
    bool comma = false;
    bool zero = *reader->at == '0' && reader->at == reader->start; /* but 26万0,822 */

    for (;;) {
        if (str_digit(*reader->at)) {
            if (!push(value, *reader->at++ - '0'))
                return fail(reader, "too many digits");
            group++;
            continue;
        }
        if (take_comma(reader, group, &comma))
            return -1;
        if (!comma)
            break;
        if (zero)
            return fail(reader, "a number with commas does not begin with 0");
        group = 0;
    }
    size_t point = point_length(reader->at, false);
    reader->at += point;
    return point ? take_fraction(reader, false, value) : 0;
}

static int take_kanji(struct reader *reader, struct decimal *value)
{
    int digit;

    while ((digit = take_digit(reader, true)) >= 0) {
        if (!push(value, digit))
            return fail(reader, "too many digits");
    }
    size_t point = point_length(reader->at, true);
    reader->at += point;
    return point ? take_fraction(reader, true, value) : 0;
}

/* A run of digits; *found is false when there is none. */
static int take_run(struct reader *reader, struct decimal *value, bool *found)
{
    const char *at = skip_spaces(reader->at);
    size_t length;

    *value = (struct decimal){0, 0};
    *found = true;
    if (str_digit(*at)) {
        reader->at = at;
        if (take_arabic(reader, value))
            return -1;
        /* An editor who turned 二百七 into 200七: the kanji digit fills the zero. */
        int digit = numeral_kanji_digit(reader->at, &length);
        if (digit > 0 && value->places == 0 && value->units > 0 && value->units % 10 == 0) {
            value->units += digit;
            reader->at += length;
        }
        return 0;
    }
    if (numeral_kanji_digit(at, &length) >= 0) {
        reader->at = at;
        return take_kanji(reader, value);
    }
    *found = false;
    return 0;
}

static int add_scaled(struct reader *reader, struct decimal *sum, struct decimal value,
                      int64_t factor)
{
    struct decimal product;

    if (decimal_multiply(value, (struct decimal){factor, 0}, &product) ||
        decimal_add(*sum, product, sum))
        return fail(reader, "too large");
    /* 1.5万 is 15000: the unit took the decimals. */
    while (factor > 1 && sum->places > 0 && sum->units % 10 == 0) {
        sum->units /= 10;
        sum->places--;
    }
    return 0;
}

/* A section: *found is false when nothing stands there. `unit` becomes the small unit it ends
 * with, NULL when it ends with digits. */
static int take_section(struct reader *reader, struct decimal *sum, bool *found,
                        const struct unit **last)
{
    int64_t below = INT64_MAX;

    *sum = (struct decimal){0, 0};
    *found = false;
    *last = NULL;
    for (;;) {
        struct decimal run;
        bool digits;
        bool arabic = str_digit(*skip_spaces(reader->at));

        if (take_run(reader, &run, &digits))
            return -1;
        const struct unit *unit = take_unit(reader, SMALL, sizeof SMALL / sizeof SMALL[0]);
        if (!digits && !unit)
            return 0;
        reader->scaled = reader->scaled || (arabic && unit); /* 二百七 is only written so */
        if (unit && unit->factor >= below)
            return fail(reader, "the units do not descend");
        if (!digits)
            run = (struct decimal){1, 0};
        if (*found && decimal_compare(run, (struct decimal){below, 0}) >= 0)
            return fail(reader, "a part is too large for its place");
        if (add_scaled(reader, sum, run, unit ? unit->factor : 1))
            return -1;
        *found = true;
        *last = unit;
        if (!unit)
            return 0;
        below = unit->factor;
    }
}

static int power_of(const struct unit *unit)
{
    int power = 0;

    for (int64_t rest = unit ? unit->factor : 1; rest > 1; rest /= 10)
        power++;
    return power;
}

static int take_sections(struct reader *reader, struct numeral *out)
{
    int64_t below = INT64_MAX;

    for (;;) {
        struct decimal section;
        const struct unit *small;
        bool found;
        const char *before = reader->at;

        if (take_section(reader, &section, &found, &small))
            return -1;
        if (!found)
            return before == reader->start ? fail(reader, "there is no number") : 0;
        const struct unit *large = take_unit(reader, LARGE, sizeof LARGE / sizeof LARGE[0]);
        if (large && large->factor >= below)
            return fail(reader, "the units do not descend (兆, 億, 万)");
        if (decimal_compare(section, (struct decimal){below, 0}) >= 0)
            return fail(reader, "a part is too large for its place");
        if (add_scaled(reader, &out->value, section, large ? large->factor : 1))
            return -1;
        out->rounded = large || small;
        out->rounding = power_of(large) + power_of(small);
        out->scaled = reader->scaled || large || out->scaled;
        if (!large)
            return 0;
        below = large->factor;
    }
}

int numeral_read(const char *text, struct numeral *out, struct err *err)
{
    struct reader reader = {.start = text, .at = text, .err = err};
    size_t length;

    *out = (struct numeral){0};
    if (!str_digit(*text) && numeral_kanji_digit(text, &length) < 0 &&
        !find_unit(SMALL, sizeof SMALL / sizeof SMALL[0], text))
        return fail(&reader, "there is no number");
    out->leading_zero = *text == '0' || numeral_kanji_digit(text, &length) == 0;
    if (take_sections(&reader, out))
        return -1;
    out->length = (size_t)(reader.at - text);
    return 0;
}
