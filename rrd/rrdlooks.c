/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rrdlooks: see rrdlooks.h. */
#include "rrd/rrdlooks.h"

#include <string.h>

#include "core/str.h"

#define SIDE_LEAST 100 /* pixels */
#define SIDE_MOST 4096
#define FONT_LEAST 5 /* points */
#define FONT_MOST 72

typedef int check(const char *option, const char *value, struct err *err);

static check check_colour, check_font, check_side;

static const struct {
    const char *name;
    bool takes_value;
    check *check; /* NULL: librrd says what is wrong */
} OPTIONS[] = {
    {"--width", true, check_side},     {"--height", true, check_side},
    {"--font", true, check_font},      {"--color", true, check_colour},
    {"--upper-limit", true, NULL},     {"--lower-limit", true, NULL},
    {"--rigid", false, NULL},          {"--alt-autoscale", false, NULL},
    {"--logarithmic", false, NULL},    {"--units", true, NULL},
    {"--units-length", true, NULL},    {"--y-grid", true, NULL},
    {"--x-grid", true, NULL},          {"--vertical-label", true, NULL},
    {"--slope-mode", false, NULL},     {"--no-legend", false, NULL},
    {"--right-axis", true, NULL},      {"--right-axis-label", true, NULL},
    {"--dynamic-labels", false, NULL}, {"--week-fmt", true, NULL},
    {"--alt-y-grid", false, NULL},     {"--legend-position", true, NULL},
};

static const char *const COLOURED[] = {"LINE", "AREA:", "TICK:", "HRULE:", "VRULE:"};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static size_t find_option(const char *word)
{
    size_t length = strcspn(word, "=");

    for (size_t i = 0; i < COUNT(OPTIONS); i++) {
        if (strlen(OPTIONS[i].name) == length && strncmp(word, OPTIONS[i].name, length) == 0)
            return i;
    }
    return COUNT(OPTIONS);
}

bool rrdlooks_is_option(const char *word, bool *value)
{
    size_t i = find_option(word);

    if (i == COUNT(OPTIONS))
        return false;
    *value = OPTIONS[i].takes_value && word[strcspn(word, "=")] != '=';
    return true;
}

/* Behind a '#'; *end is what follows. */
static bool read_colour(const char *text, const char **end)
{
    size_t digits = strspn(text, "0123456789abcdefABCDEF");

    *end = text + digits;
    return (digits == 6 || digits == 8) &&
           (**end == '\0' || **end == ':' || **end == '#' || **end == ' ');
}

int rrdlooks_check_element(const char *word, struct err *err)
{
    bool coloured = false;
    const char *colon = strchr(word, ':');

    for (size_t i = 0; i < COUNT(COLOURED); i++)
        coloured = coloured || str_starts(word, COLOURED[i]);
    if (!coloured || !colon)
        return 0;
    /* up to the legend, which may hold anything */
    const char *at = colon + 1 + strcspn(colon + 1, ":#");
    while (*at == '#') {
        if (!read_colour(at + 1, &at))
            return err_set(err, ERR_CONFIG, "\"%s\": expected a colour such as #1f4e79", word);
    }
    return 0;
}

static bool is_one_of(const char *value, size_t length, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strlen(names[i]) == length && strncmp(value, names[i], length) == 0)
            return true;
    }
    return false;
}

static int check_colour(const char *option, const char *value, struct err *err)
{
    static const char *const TAGS[] = {"BACK",  "CANVAS", "SHADEA", "SHADEB", "GRID",
                                       "MGRID", "FONT",   "AXIS",   "FRAME",  "ARROW"};
    size_t length = strcspn(value, "#");
    const char *end = value;

    if (is_one_of(value, length, TAGS, COUNT(TAGS)) && value[length] == '#' &&
        read_colour(value + length + 1, &end) && *end == '\0')
        return 0;
    return err_set(err, ERR_CONFIG,
                   "%s \"%s\": expected BACK, CANVAS, GRID, MGRID, FONT, AXIS, FRAME, ARROW, "
                   "SHADEA or SHADEB with a colour, such as BACK#ffffff",
                   option, value);
}

/* A whole number of few digits; -1 when it is none. */
static int read_number(const char *text, size_t length)
{
    int number = 0;

    if (length == 0 || length > 4 || str_digits(text) < length)
        return -1;
    for (size_t i = 0; i < length; i++)
        number = number * 10 + (text[i] - '0');
    return number;
}

/* TAG:SIZE or TAG:SIZE:FAMILY; size 0 leaves it as it is. */
static int check_font(const char *option, const char *value, struct err *err)
{
    static const char *const TAGS[] = {"DEFAULT", "TITLE",  "AXIS",
                                       "UNIT",    "LEGEND", "WATERMARK"};
    size_t length = strcspn(value, ":");
    const char *size = value[length] == ':' ? value + length + 1 : "";
    int points = read_number(size, strcspn(size, ":"));

    if (is_one_of(value, length, TAGS, COUNT(TAGS)) &&
        (points == 0 || (points >= FONT_LEAST && points <= FONT_MOST)))
        return 0;
    return err_set(err, ERR_CONFIG,
                   "%s \"%s\": expected DEFAULT, TITLE, AXIS, UNIT, LEGEND or WATERMARK with "
                   "a size of %d to %d, such as TITLE:16:IPAexGothic",
                   option, value, FONT_LEAST, FONT_MOST);
}

static int check_side(const char *option, const char *value, struct err *err)
{
    int pixels = read_number(value, strlen(value));

    if (pixels >= SIDE_LEAST && pixels <= SIDE_MOST)
        return 0;
    return err_set(err, ERR_CONFIG, "%s \"%s\": expected %d to %d pixels", option, value,
                   SIDE_LEAST, SIDE_MOST);
}

int rrdlooks_check_value(const char *option, const char *value, struct err *err)
{
    size_t i = find_option(option);

    if (i == COUNT(OPTIONS) || !OPTIONS[i].check)
        return 0;
    return OPTIONS[i].check(OPTIONS[i].name, value, err);
}
