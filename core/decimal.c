/* SPDX-License-Identifier: GPL-3.0-or-later */
/* decimal: see decimal.h. */
#include "core/decimal.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/str.h"

/* Room for any product and any pair brought to the same places. */
__extension__ typedef __int128 wide;

static const int64_t POWERS[DECIMAL_PLACES_MAX + 1] = {
    1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000,
};

/* units * 10 + digit, downwards (the negative range is the larger one). */
static bool push_digit(int64_t *units, int digit)
{
    int64_t tenfold;

    return !__builtin_mul_overflow(*units, 10, &tenfold) &&
           !__builtin_sub_overflow(tenfold, digit, units);
}

static int refuse(const char *text, struct err *err)
{
    return err_set(err, ERR_USAGE, "\"%.100s\": expected a number such as -15.4", text);
}

int decimal_parse(const char *text, struct decimal *out, struct err *err)
{
    bool negative = text[0] == '-';
    const char *at = text + (negative || text[0] == '+');
    bool point = false;
    int digits = 0;

    *out = (struct decimal){0, 0};
    for (; *at; at++) {
        if (*at == '.' && !point && digits > 0) {
            point = true;
            digits = 0;
            continue;
        }
        if (*at < '0' || *at > '9')
            return refuse(text, err);
        digits++;
        out->places += point;
        if (out->places > DECIMAL_PLACES_MAX || !push_digit(&out->units, *at - '0'))
            return err_set(err, ERR_DATA, "\"%.100s\": too many digits", text);
    }
    if (digits == 0)
        return refuse(text, err);
    if (!negative && __builtin_sub_overflow((int64_t)0, out->units, &out->units))
        return err_set(err, ERR_DATA, "\"%.100s\": too many digits", text);
    return 0;
}

static uint64_t magnitude(int64_t units)
{
    return units < 0 ? 0U - (uint64_t)units : (uint64_t)units;
}

void decimal_print(struct decimal value, char out[DECIMAL_TEXT_SIZE])
{
    uint64_t power = (uint64_t)POWERS[value.places];
    uint64_t units = magnitude(value.units);
    const char *sign = value.units < 0 ? "-" : "";

    if (value.places == 0)
        snprintf(out, DECIMAL_TEXT_SIZE, "%s%" PRIu64, sign, units);
    else
        snprintf(out, DECIMAL_TEXT_SIZE, "%s%" PRIu64 ".%0*" PRIu64, sign, units / power,
                 (int)value.places, units % power);
}

/* Puts a comma before each third digit of a whole number, from the right. */
static void group(const char *digits, char *out, size_t size)
{
    size_t length = strlen(digits);
    size_t to = 0;

    for (size_t i = 0; i < length && to + 2 < size; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            out[to++] = ',';
        out[to++] = digits[i];
    }
    out[to] = '\0';
}

/* More places than the value has are shown as zeros. */
static struct decimal at_places(struct decimal value, int places)
{
    struct decimal wider = {0, places};

    if (places <= value.places)
        return decimal_round(value, places);
    if (__builtin_mul_overflow(value.units, POWERS[places - value.places], &wider.units))
        return value;
    return wider;
}

void decimal_format(struct decimal value, int places, const char *minus, char *out,
                    size_t size)
{
    char plain[DECIMAL_TEXT_SIZE], grouped[2 * DECIMAL_TEXT_SIZE];
    int wanted = places < 0 ? 0 : places > DECIMAL_PLACES_MAX ? DECIMAL_PLACES_MAX : places;

    decimal_print(at_places(value, wanted), plain);
    bool negative = plain[0] == '-';
    char *whole = plain + negative;
    char *point = strchr(whole, '.');
    if (point)
        *point = '\0';
    group(whole, grouped, sizeof grouped);
    snprintf(out, size, "%s%s%s%s", negative ? minus : "", grouped, point ? "." : "",
             point ? point + 1 : "");
}

static wide scaled(struct decimal value, int places)
{
    return (wide)value.units * POWERS[places - value.places];
}

static int widest(struct decimal a, struct decimal b)
{
    return a.places > b.places ? a.places : b.places;
}

int decimal_compare(struct decimal a, struct decimal b)
{
    int places = widest(a, b);
    wide left = scaled(a, places);
    wide right = scaled(b, places);

    return (left > right) - (left < right);
}

bool decimal_is_zero(struct decimal value)
{
    return value.units == 0;
}

struct decimal decimal_round(struct decimal value, int places)
{
    if (places >= value.places)
        return value;
    int64_t power = POWERS[value.places - places];
    int64_t quotient = value.units / power;
    int64_t rest = value.units % power;

    /* half away from zero: |rest| >= power / 2, powers are even */
    if (rest >= power / 2)
        quotient++;
    else if (rest <= -(power / 2))
        quotient--;
    return (struct decimal){quotient, places};
}

static int narrow(wide units, int places, struct decimal *out)
{
    if (units > INT64_MAX || units < INT64_MIN)
        return -1;
    *out = (struct decimal){(int64_t)units, places};
    return 0;
}

int decimal_add(struct decimal a, struct decimal b, struct decimal *out)
{
    int places = widest(a, b);

    return narrow(scaled(a, places) + scaled(b, places), places, out);
}

int decimal_subtract(struct decimal a, struct decimal b, struct decimal *out)
{
    int places = widest(a, b);

    return narrow(scaled(a, places) - scaled(b, places), places, out);
}

int decimal_subtract_printed(struct decimal a, struct decimal b, int places,
                             struct decimal *out)
{
    return decimal_subtract(decimal_round(a, places), decimal_round(b, places), out);
}

int decimal_multiply(struct decimal a, struct decimal b, struct decimal *out)
{
    wide units = (wide)a.units * b.units;
    int places = a.places + b.places;

    /* Zeros beyond the places of both factors say nothing. */
    while (places > widest(a, b) && units % 10 == 0) {
        units /= 10;
        places--;
    }
    return places > DECIMAL_PLACES_MAX ? -1 : narrow(units, places, out);
}

int decimal_divide(struct decimal a, int64_t by, int places, struct decimal *out)
{
    if (by <= 0 || places < 0 || places > DECIMAL_PLACES_MAX)
        return -1;
    wide units = places >= a.places ? (wide)a.units * POWERS[places - a.places] : a.units;
    wide divisor = places >= a.places ? by : (wide)by * POWERS[a.places - places];
    wide quotient = units / divisor;
    wide rest = units % divisor;

    if (2 * rest >= divisor)
        quotient++;
    else if (2 * rest <= -divisor)
        quotient--;
    return narrow(quotient, places, out);
}

double decimal_double(struct decimal value)
{
    return (double)value.units / (double)POWERS[value.places];
}
