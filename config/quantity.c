/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quantity: one table of units for each type. */
#include "config/quantity.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/str.h"

enum { NUMBER_SIZE = 32, COUNT_MAX = 1000000000 };

struct unit {
    const char *name;
    int64_t worth;
};

/* Largest first. A year or a month of days is as long as the longest one. */
static const struct unit seconds[] = {{"w", 604800}, {"d", 86400}, {"h", 3600},
                                      {"m", 60},     {"s", 1},     {NULL, 0}};
static const struct unit millis[] = {
    {"h", 3600000}, {"m", 60000}, {"s", 1000}, {"ms", 1}, {NULL, 0}};
static const struct unit months[] = {{"y", 12}, {"m", 1}, {NULL, 0}};
static const struct unit days[] = {{"y", 366}, {"m", 31}, {"w", 7}, {"d", 1}, {NULL, 0}};
static const struct unit sizes[] = {
    {"G", 1073741824}, {"M", 1048576}, {"K", 1024}, {"", 1}, {NULL, 0}};
static const struct unit none[] = {{"", 1}, {NULL, 0}};

static const struct {
    enum key_type type;
    const struct unit *units;
} scales[] = {{KEY_SECONDS, seconds},
              {KEY_MILLIS, millis},
              {KEY_MONTHS, months},
              {KEY_DAYS, days},
              {KEY_SIZE, sizes}};

static const struct unit *units_of(enum key_type type)
{
    for (size_t i = 0; i < sizeof scales / sizeof scales[0]; i++)
        if (scales[i].type == type)
            return scales[i].units;
    return none;
}

bool quantity_read(enum key_type type, const char *text, int64_t *out)
{
    char digits[NUMBER_SIZE];
    size_t length = strspn(text, "0123456789");
    if (length >= sizeof digits)
        return false;
    memcpy(digits, text, length);
    digits[length] = '\0';
    if (!str_integer(digits, 0, COUNT_MAX, out))
        return false;
    if (*out == 0 && text[length] == '\0')
        return true;
    for (const struct unit *unit = units_of(type); unit->name != NULL; unit++) {
        if (str_equal(unit->name, text + length)) {
            *out *= unit->worth;
            return true;
        }
    }
    return false;
}

void quantity_print(enum key_type type, int64_t value, char *out, size_t size)
{
    const struct unit *unit = units_of(type);
    while (value % unit->worth != 0 || (value == 0 && unit->worth > 1))
        unit++;
    (void)snprintf(out, size, "%" PRId64 "%s", value / unit->worth, unit->name);
}
