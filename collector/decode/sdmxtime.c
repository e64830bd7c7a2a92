/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sdmxtime: see sdmxtime.h. */
#include "collector/decode/sdmxtime.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "core/str.h"

/* YYYY-Xn or YYYY-Xnn taken apart. */
struct reporting {
    int year;
    char kind; /* A M Q */
    int number;
};

static bool read_reporting(const char *text, struct reporting *out)
{
    char year[5];
    int64_t value = 0;
    if (strspn(text, "0123456789") != 4 || text[4] != '-')
        return false;
    memcpy(year, text, 4);
    year[4] = '\0';
    if (!str_integer(year, 1, 9999, &value))
        return false;
    out->year = (int)value;
    out->kind = text[5];
    int64_t most = out->kind == 'A' ? 1 : out->kind == 'Q' ? 4 : 12;
    if (text[5] == '\0' || strchr("AMQ", text[5]) == NULL ||
        !str_integer(text + 6, 1, most, &value))
        return false;
    out->number = (int)value;
    return true;
}

const char *sdmxtime_period(const char *text, const char *start_day, char out[SDMXTIME_SIZE])
{
    struct reporting period;
    bool april = str_equal(start_day, "--04-01");
    if (!read_reporting(text, &period))
        return text;
    if (!april && *start_day != '\0' && !str_equal(start_day, "--01-01")) {
        (void)snprintf(out, SDMXTIME_SIZE, "%s of a year from %.20s", text, start_day);
        return out;
    }
    if (period.kind == 'A') {
        (void)snprintf(out, SDMXTIME_SIZE, "%s%04d", april ? "FY" : "", period.year);
        return out;
    }
    int count = period.kind == 'Q' ? 4 : 12;
    int number = period.number - 1 + (april ? count / 4 : 0);
    (void)snprintf(out, SDMXTIME_SIZE, period.kind == 'Q' ? "%04d-Q%d" : "%04d-%02d",
                   period.year + number / count, number % count + 1);
    return out;
}
