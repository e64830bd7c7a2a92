/* SPDX-License-Identifier: GPL-3.0-or-later */
/* digits: see digits.h. */
#include "collector/decode/digits.h"

#include <string.h>

#include "core/str.h"

#define EXPONENT_MAX 9999

static const char *skip_white(const char *at)
{
    return at + strspn(at, " \t\r\n");
}

static void trim(struct digits *digits)
{
    while (digits->count > 0 && digits->digit[digits->count - 1] == '0')
        digits->count--;
    if (digits->count > 0)
        return;
    digits->point = 0;
    digits->negative = false;
}

/* Keeps the first `count` digits. */
static void cut(struct digits *digits, int count, bool up)
{
    digits->count = count;
    for (int i = count; up && i-- > 0;) {
        up = digits->digit[i] == '9';
        digits->digit[i] = (char)(up ? '0' : digits->digit[i] + 1);
    }
    if (up) {
        digits->digit[0] = '1';
        digits->count = 1;
        digits->point++;
    }
    trim(digits);
}

/* Digits before or behind the point; *next is the first that did not fit, if any. */
static const char *take(const char *at, bool behind, struct digits *out, char *next)
{
    for (; str_digit(*at); at++) {
        bool leading = out->count == 0 && *at == '0';
        if (leading) {
            out->point -= behind ? 1 : 0;
            continue;
        }
        if (out->count < DIGITS_MAX)
            out->digit[out->count++] = *at;
        else if (*next == '\0')
            *next = *at;
        out->point += behind ? 0 : 1;
    }
    return at;
}

/* False when an E is there and no exponent. */
static bool take_exponent(const char **at, int *out)
{
    const char *p = *at;
    *out = 0;
    if (*p != 'e' && *p != 'E')
        return true;
    bool negative = p[1] == '-';
    p += negative || p[1] == '+' ? 2 : 1;
    if (!str_digit(*p))
        return false;
    for (; str_digit(*p); p++)
        *out = *out > EXPONENT_MAX ? *out : *out * 10 + (*p - '0');
    *out = negative ? -*out : *out;
    *at = p;
    return true;
}

bool digits_read(const char *text, struct digits *out)
{
    const char *at = skip_white(text);
    char next = '\0';
    int exponent = 0;
    *out = (struct digits){.negative = *at == '-'};
    at += *at == '-' || *at == '+' ? 1 : 0;
    const char *start = at;
    at = take(at, false, out, &next);
    bool any = at > start;
    if (*at == '.') {
        start = at + 1;
        at = take(start, true, out, &next);
        any = any || at > start;
    }
    if (!any || !take_exponent(&at, &exponent) || *skip_white(at) != '\0')
        return false;
    out->point += exponent;
    cut(out, out->count, next >= '5');
    return out->count == 0 || (out->point <= DIGITS_POINT && out->point >= -DIGITS_POINT);
}

void digits_round(struct digits *digits, int places)
{
    int kept = digits->point + places;
    if (digits->count == 0 || kept >= digits->count)
        return;
    if (kept < 0) {
        digits->count = 0;
        trim(digits);
        return;
    }
    cut(digits, kept, digits->digit[kept] >= '5');
}

void digits_shift(struct digits *digits, int powers)
{
    if (digits->count > 0)
        digits->point += powers;
}

char digits_at(const struct digits *digits, int power)
{
    int i = digits->point - 1 - power;
    return (char)(i >= 0 && i < digits->count ? digits->digit[i] : '0');
}

int digits_places(const struct digits *digits)
{
    int places = digits->count - digits->point;
    return places > 0 ? places : 0;
}

void digits_print(const struct digits *digits, char out[DIGITS_TEXT_SIZE])
{
    char *to = out;
    int whole = digits->point < 1 ? 1 : digits->point;
    int places = digits_places(digits);
    if (whole + places + 3 > DIGITS_TEXT_SIZE) {
        out[0] = '\0';
        return;
    }
    if (digits->negative)
        *to++ = '-';
    for (int power = whole - 1; power >= -places; power--) {
        if (power == -1)
            *to++ = '.';
        *to++ = digits_at(digits, power);
    }
    *to = '\0';
}

bool digits_whole(const struct digits *digits, int32_t *out)
{
    int32_t value = 0;
    if (digits->point > 9)
        return false;
    for (int power = digits->point - 1; power >= 0; power--)
        value = value * 10 + (digits_at(digits, power) - '0');
    *out = digits->negative ? -value : value;
    return true;
}

double digits_double(const struct digits *digits)
{
    double value = 0;
    for (int i = 0; i < digits->count; i++)
        value = value * 10 + (digits->digit[i] - '0');
    int powers = digits->point - digits->count;
    for (; powers > 0; powers--)
        value *= 10;
    for (; powers < 0; powers++)
        value /= 10;
    return digits->negative ? -value : value;
}
