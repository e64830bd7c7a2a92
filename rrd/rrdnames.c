/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rrdnames: see rrdnames.h. */
#include "rrd/rrdnames.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/str.h"

/* rrdgraph_rpn(3), of rrdtool 1.7; ROUND is of 1.8. */
static const char *const OPERATORS[] = {
    "+",          "-",       "*",       "/",        "%",       "ADDNAN",
    "IF",         "SIN",     "COS",     "LOG",      "EXP",     "POW",
    "FLOOR",      "CEIL",    "ABS",     "ROUND",    "SQRT",    "ATAN",
    "ATAN2",      "DEG2RAD", "RAD2DEG", "LT",       "LE",      "GT",
    "GE",         "EQ",      "NE",      "UN",       "ISINF",   "MIN",
    "MAX",        "MINNAN",  "MAXNAN",  "LIMIT",    "UNKN",    "INF",
    "NEGINF",     "PREV",    "COUNT",   "NOW",      "TIME",    "LTIME",
    "STEPWIDTH",  "NEWDAY",  "NEWWEEK", "NEWMONTH", "NEWYEAR", "DUP",
    "POP",        "EXC",     "DEPTH",   "COPY",     "INDEX",   "ROLL",
    "SORT",       "REV",     "AVG",     "SMIN",     "SMAX",    "MEDIAN",
    "STDEV",      "PERCENT", "TREND",   "TRENDNAN", "PREDICT", "PREDICTSIGMA",
    "PREDICTPERC"};

/* Of an element: does it use a name, and may that be a number instead? */
static const struct {
    const char *start;
    bool number;
} USERS[] = {{"LINE", true},   {"AREA:", true},    {"TICK:", false},  {"HRULE:", true},
             {"VRULE:", true}, {"GPRINT:", false}, {"PRINT:", false}, {"SHIFT:", false}};

#define COUNT(table) (sizeof(table) / sizeof *(table))

static bool is_number(const char *text)
{
    char *end;

    (void)strtod(text, &end);
    return *text != '\0' && *end == '\0';
}

static bool is_operator(const char *text)
{
    for (size_t i = 0; i < COUNT(OPERATORS); i++) {
        if (str_equal(text, OPERATORS[i]))
            return true;
    }
    return false;
}

static bool is_known(const struct rrdnames *names, const char *name)
{
    for (size_t i = 0; i < names->count; i++) {
        if (str_equal(names->names[i], name))
            return true;
    }
    return false;
}

static int refuse(const char *element, const char *name, const char *what, struct err *err)
{
    return err_set(err, ERR_CONFIG, "\"%s\": %s \"%s\" before it", element, what, name);
}

/* PREV(name) uses a name, too. */
static int check_token(const struct rrdnames *names, struct arena *arena, const char *element,
                       const char *token, struct err *err)
{
    size_t length = strlen(token);

    if (str_starts(token, "PREV(") && token[length - 1] == ')')
        token = arena_strndup(arena, token + 5, length - 6);
    if (is_number(token) || is_operator(token) || is_known(names, token))
        return 0;
    return refuse(element, token, "it is no operator, and nothing is called", err);
}

static int check_rpn(const struct rrdnames *names, struct arena *arena, const char *element,
                     struct err *err)
{
    const char *at = strchr(element, '=');

    while (at) {
        size_t length = strcspn(++at, ",");

        if (check_token(names, arena, element, arena_strndup(arena, at, length), err))
            return -1;
        at = at[length] ? at + length : NULL;
    }
    return 0;
}

/* NAME of DEF:NAME=, CDEF:NAME=, VDEF:NAME=. */
static void add(struct rrdnames *names, struct arena *arena, const char *element)
{
    const char *name = strchr(element, ':') + 1;

    names->names[names->count++] = arena_strndup(arena, name, strcspn(name, "="));
}

static int check_used(const struct rrdnames *names, struct arena *arena, const char *element,
                      bool number, struct err *err)
{
    const char *start = strchr(element, ':');

    if (!start)
        return 0; /* librrd says so */
    const char *name = arena_strndup(arena, start + 1, strcspn(start + 1, "#:"));

    if (is_known(names, name) || (number && is_number(name)))
        return 0;
    return refuse(element, name, "nothing is called", err);
}

int rrdnames_take(struct rrdnames *names, struct arena *arena, const char *element,
                  struct err *err)
{
    if (str_starts(element, "CDEF:") && check_rpn(names, arena, element, err))
        return -1;
    if (str_starts(element, "VDEF:")) {
        const char *equals = strchr(element, '=');
        const char *name =
            equals ? arena_strndup(arena, equals + 1, strcspn(equals + 1, ",")) : "";

        if (!is_known(names, name))
            return refuse(element, name, "nothing is called", err);
    }
    if (str_starts(element, "DEF:") || str_starts(element, "CDEF:") ||
        str_starts(element, "VDEF:")) {
        add(names, arena, element);
        return 0;
    }
    for (size_t i = 0; i < COUNT(USERS); i++) {
        if (str_starts(element, USERS[i].start))
            return check_used(names, arena, element, USERS[i].number, err);
    }
    return 0;
}
