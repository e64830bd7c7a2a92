/* SPDX-License-Identifier: GPL-3.0-or-later */
/* values: one parse function for each type of key. */
#include "config/values.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "config/calendar.h"
#include "config/include.h"
#include "config/lists.h"
#include "config/nearest.h"
#include "config/quantity.h"
#include "config/reader.h"
#include "core/instant.h"
#include "core/pattern.h"
#include "core/str.h"
#include "core/text.h"

enum {
    QUOTE_SIZE = 96,
    PORT_MAX = 65535,
    NUMBER_SIZE = 32,
    CHOICES_SIZE = 256,
    COUNT_MAX = 1000000000 /* thousand yen too: more than any city has */
};

typedef int (*parser)(const struct values_context *context, const struct key *key,
                      const char *text, void *object, struct err *err);

static int expect(const struct key *key, const char *text, struct err *err)
{
    char quote[QUOTE_SIZE];
    char limits[QUOTE_SIZE];
    (void)str_copy(quote, sizeof quote, text);
    values_limits(key, limits, sizeof limits);
    return err_set(err, ERR_CONFIG, "\"%s\", expected %s%s%s", quote,
                   values_describe(key->type), limits[0] == '\0' ? "" : ", ", limits);
}

static void put(void *object, size_t offset, const void *value, size_t size)
{
    memcpy((char *)object + offset, value, size);
}

static void put_text(void *object, const struct key *key, const char *text)
{
    put(object, key->offset, &text, sizeof text);
}

static int parse_text(const struct values_context *context, const struct key *key,
                      const char *text, void *object, struct err *err)
{
    (void)context;
    (void)err;
    put_text(object, key, text);
    return 0;
}

static int parse_label(const struct values_context *context, const struct key *key,
                       const char *text, void *object, struct err *err)
{
    struct label label = {.text = ""};
    (void)err;
    if (context->english) {
        memcpy(&label, (const char *)object + key->offset, sizeof label);
        label.en = text;
    } else {
        label.text = text;
    }
    put(object, key->offset, &label, sizeof label);
    return 0;
}

static int parse_path(const struct values_context *context, const struct key *key,
                      const char *text, void *object, struct err *err)
{
    if (*text == '\0')
        return expect(key, text, err);
    put_text(object, key, include_path(context->settings->arena, context->file, text));
    return 0;
}

static int parse_globs(const struct values_context *context, const struct key *key,
                       const char *text, void *object, struct err *err)
{
    (void)context;
    (void)object;
    return *text == '\0' ? expect(key, text, err) : 0;
}

static bool has_scheme(const char *text, const char *scheme)
{
    size_t length = strlen(scheme);
    return strncasecmp(text, scheme, length) == 0 && str_starts(text + length, "://") &&
           text[length + 3] != '\0' && text[length + 3] != '/';
}

static void list_choices(const char *const *choices, char *out, size_t size)
{
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; choices[i] != NULL && used < size; i++) {
        const char *between = i == 0 ? "" : choices[i + 1] == NULL ? " or " : ", ";
        int length = snprintf(out + used, size - used, "%s%s", between, choices[i]);
        used += length < 0 ? size : (size_t)length;
    }
}

/* Behind the host, which may be in brackets ([::1]); none is fine. */
static int check_port(const char *text, struct err *err)
{
    const char *host = strstr(text, "://") + 3;
    size_t length = strcspn(host, "/?#");
    size_t colon = length;
    int64_t port = 0;
    while (colon > 0 && strchr(":]@", host[colon - 1]) == NULL)
        colon--;
    if (colon == 0 || host[colon - 1] != ':' || colon == length)
        return 0;
    for (size_t i = colon; i < length && port >= 0 && port <= PORT_MAX; i++)
        port = str_digit(host[i]) ? port * 10 + host[i] - '0' : -1;
    if (port >= 1 && port <= PORT_MAX)
        return 0;
    /* what is no number may be half of a password: it is not repeated */
    return err_set(err, ERR_CONFIG, "the port of the address%s, expected 1 to %d",
                   port < 0 ? " is no number" : " is none", PORT_MAX);
}

int values_check_url(const struct key *key, const char *text, struct err *err)
{
    static const char *const web[] = {"https", "http", NULL};
    const char *const *schemes = key->choices != NULL ? key->choices : web;
    char quote[QUOTE_SIZE];
    char list[CHOICES_SIZE];
    for (size_t i = 0; schemes[i] != NULL; i++) {
        if (has_scheme(text, schemes[i]) && strpbrk(text, " \t\"<>\\^`") == NULL)
            return check_port(text, err);
    }
    (void)str_copy(quote, sizeof quote, text);
    list_choices(schemes, list, sizeof list);
    return err_set(err, ERR_CONFIG, "\"%s\", expected an address without spaces by %s", quote,
                   list);
}

static int parse_url(const struct values_context *context, const struct key *key,
                     const char *text, void *object, struct err *err)
{
    (void)context;
    if (values_check_url(key, text, err) != 0)
        return -1;
    put_text(object, key, text);
    return 0;
}

static int parse_pattern(const struct values_context *context, const struct key *key,
                         const char *text, void *object, struct err *err)
{
    (void)context;
    if (*text == '\0')
        return expect(key, text, err);
    struct pattern *pattern = pattern_compile(text, err);
    if (pattern == NULL)
        return -1;
    pattern_free(pattern);
    put_text(object, key, text);
    return 0;
}

static int parse_encoding(const struct values_context *context, const struct key *key,
                          const char *text, void *object, struct err *err)
{
    (void)context;
    if (*text == '\0' || !text_encoding_known(text))
        return expect(key, text, err);
    put_text(object, key, text);
    return 0;
}

static int parse_zone(const struct values_context *context, const struct key *key,
                      const char *text, void *object, struct err *err)
{
    (void)context;
    if (!instant_zone_known(text))
        return expect(key, text, err);
    put_text(object, key, text);
    return 0;
}

static bool is_address(const char *text)
{
    return has_scheme(text, "https") || has_scheme(text, "http");
}

/* [NAME] [ADDRESS]: what a Frictionless package may say of a licence. */
static int parse_licence(const struct values_context *context, const struct key *key,
                         const char *text, void *object, struct err *err)
{
    static const char name[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                               "0123456789-._";
    size_t length = is_address(text) ? 0 : strspn(text, name);
    const char *rest = text + length + strspn(text + length, " ");
    (void)context;
    bool named = length > 0 && (*rest == '\0' || text[length] == ' ');
    if (!named && !is_address(text))
        return expect(key, text, err);
    if (*rest != '\0' && values_check_url(key, rest, err) != 0)
        return -1;
    put_text(object, key, text);
    return 0;
}

static int choose(const struct key *key, const char *text, int *out, struct err *err)
{
    for (int i = 0; key->choices[i] != NULL; i++) {
        if (str_equal(key->choices[i], text)) {
            *out = i;
            return 0;
        }
    }
    struct nearest nearest;
    nearest_start(&nearest, text);
    for (int i = 0; key->choices[i] != NULL; i++)
        nearest_offer(&nearest, key->choices[i]);
    char quote[QUOTE_SIZE];
    char list[CHOICES_SIZE];
    const char *meant = nearest_found(&nearest);
    (void)str_copy(quote, sizeof quote, text);
    list_choices(key->choices, list, sizeof list);
    return err_set(err, ERR_CONFIG, "\"%s\", expected %s%s%s%s", quote, list,
                   meant == NULL ? "" : " (did you mean \"", meant == NULL ? "" : meant,
                   meant == NULL ? "" : "\"?)");
}

static int parse_enum(const struct values_context *context, const struct key *key,
                      const char *text, void *object, struct err *err)
{
    int value = 0;
    (void)context;
    if (choose(key, text, &value, err) != 0)
        return -1;
    put(object, key->offset, &value, sizeof value);
    return 0;
}

static int parse_word(const struct values_context *context, const struct key *key,
                      const char *text, void *object, struct err *err)
{
    int value = 0;
    (void)context;
    if (choose(key, text, &value, err) != 0)
        return -1;
    put_text(object, key, key->choices[value]);
    return 0;
}

static int parse_bool(const struct values_context *context, const struct key *key,
                      const char *text, void *object, struct err *err)
{
    bool value = str_equal(text, "yes");
    (void)context;
    if (!value && !str_equal(text, "no"))
        return expect(key, text, err);
    put(object, key->offset, &value, sizeof value);
    return 0;
}

static bool within(const struct key *key, int64_t value)
{
    return key->low == key->high || (value >= key->low && value <= key->high);
}

static int parse_integer(const struct values_context *context, const struct key *key,
                         const char *text, void *object, struct err *err)
{
    int64_t wide = 0;
    (void)context;
    if (!str_integer(text, -COUNT_MAX, COUNT_MAX, &wide) || !within(key, wide))
        return expect(key, text, err);
    int value = (int)wide;
    put(object, key->offset, &value, sizeof value);
    return 0;
}

static int parse_places(const struct values_context *context, const struct key *key,
                        const char *text, void *object, struct err *err)
{
    int published = PLACES_AS_PUBLISHED;
    if (!str_equal(text, "published"))
        return parse_integer(context, key, text, object, err);
    put(object, key->offset, &published, sizeof published);
    return 0;
}

static int parse_quantity(const struct key *key, const char *text, int64_t *out,
                          struct err *err)
{
    if (!quantity_read(key->type, text, out) || !within(key, *out))
        return expect(key, text, err);
    return 0;
}

static int parse_size(const struct values_context *context, const struct key *key,
                      const char *text, void *object, struct err *err)
{
    int64_t wide = 0;
    (void)context;
    if (parse_quantity(key, text, &wide, err) != 0)
        return -1;
    size_t value = (size_t)wide;
    put(object, key->offset, &value, sizeof value);
    return 0;
}

static int parse_duration(const struct values_context *context, const struct key *key,
                          const char *text, void *object, struct err *err)
{
    int64_t value = 0;
    (void)context;
    if (parse_quantity(key, text, &value, err) != 0)
        return -1;
    put(object, key->offset, &value, sizeof value);
    return 0;
}

static int parse_days(const struct values_context *context, const struct key *key,
                      const char *text, void *object, struct err *err)
{
    return parse_duration(context, key, str_equal(text, "all") ? "0" : text, object, err);
}

static int parse_months(const struct values_context *context, const struct key *key,
                        const char *text, void *object, struct err *err)
{
    int64_t wide = 0;
    (void)context;
    if (parse_quantity(key, text, &wide, err) != 0)
        return -1;
    int value = (int)wide;
    put(object, key->offset, &value, sizeof value);
    return 0;
}

static int parse_decimal(const struct values_context *context, const struct key *key,
                         const char *text, void *object, struct err *err)
{
    struct decimal value = {0};
    (void)context;
    if (decimal_parse(text, &value, err) != 0)
        return -1;
    if (decimal_is_zero(value))
        return expect(key, text, err);
    put(object, key->offset, &value, sizeof value);
    return 0;
}

static int parse_level(const struct values_context *context, const struct key *key,
                       const char *text, void *object, struct err *err)
{
    struct mark mark = {.set = true};
    (void)context;
    if (decimal_parse(text, &mark.value, err) != 0)
        return -1;
    put(object, key->offset, &mark, sizeof mark);
    return 0;
}

static int parse_mark(const struct values_context *context, const struct key *key,
                      const char *text, void *object, struct err *err)
{
    struct arena *arena = context->settings->arena;
    struct mark mark = {.set = true};
    const char *cursor = text;
    const char *first = reader_word(arena, &cursor);
    const char *second = reader_word(arena, &cursor);
    if (first == NULL || reader_word(arena, &cursor) != NULL)
        return expect(key, text, err);
    if (second != NULL) {
        if (!context->has_frequency)
            return 0;
        if (period_parse_within(first, context->frequency, &mark.period, err) != 0)
            return -1;
        mark.has_period = true;
    }
    if (decimal_parse(second != NULL ? second : first, &mark.value, err) != 0)
        return -1;
    put(object, key->offset, &mark, sizeof mark);
    return 0;
}

static int parse_amount(const struct values_context *context, const struct key *key,
                        const char *text, void *object, struct err *err)
{
    struct amount amount = {.set = true};
    (void)context;
    if (!str_integer(text, 0, COUNT_MAX, &amount.thousand_yen))
        return expect(key, text, err);
    put(object, key->offset, &amount, sizeof amount);
    return 0;
}

static const struct {
    parser parse;
    const char *description;
} types[] = {
    [KEY_TEXT] = {parse_text, "a text"},
    [KEY_LABEL] = {parse_label, "a text"},
    [KEY_PATH] = {parse_path, "a path, relative to the folder of this file"},
    [KEY_GLOBS] = {parse_globs, "patterns of file names, separated by spaces"},
    [KEY_URL] = {parse_url, "an address"},
    [KEY_URLS] = {lists_urls, "addresses separated by spaces"},
    [KEY_PATTERN] = {parse_pattern, "a regular expression (PCRE)"},
    [KEY_ENCODING] = {parse_encoding, "auto or an encoding that iconv knows, such as CP932"},
    [KEY_ZONE] = {parse_zone, "a time zone such as Asia/Tokyo"},
    [KEY_LICENCE] = {parse_licence, "a licence such as CC-BY-4.0, its address, or both"},
    [KEY_ENUM] = {parse_enum, "a choice"},
    [KEY_WORD] = {parse_word, "a choice"},
    [KEY_CHOICES] = {lists_choices, "choices separated by spaces, or none"},
    [KEY_BOOL] = {parse_bool, "yes or no"},
    [KEY_INTEGER] = {parse_integer, "a whole number"},
    [KEY_PLACES] = {parse_places, "published or a whole number"},
    [KEY_SIZE] = {parse_size, "a size such as 500K, 32M or 1G"},
    [KEY_SECONDS] = {parse_duration, "a duration such as 30s, 15m, 6h, 1d or 2w"},
    [KEY_MILLIS] = {parse_duration, "a duration such as 250ms, 1s or 1m"},
    [KEY_MONTHS] = {parse_months, "a duration such as 6m or 2y"},
    [KEY_DAYS] = {parse_days, "all or a duration such as 90d, 6w, 18m or 10y"},
    [KEY_DECIMAL] = {parse_decimal, "a number other than 0"},
    [KEY_LEVEL] = {parse_level, "a number"},
    [KEY_MARK] = {parse_mark, "[PERIOD] NUMBER, such as 2027-03 0"},
    [KEY_EVENT] = {lists_event, "PERIOD WORDS, such as 2020-04 and what happened then"},
    [KEY_HEADERS] = {lists_header, "NAME: VALUE, such as Accept: application/json"},
    [KEY_CELL] = {lists_cell, "CELL FIELD, such as B3 title or 様式!B3 title"},
    [KEY_NAMED] = {lists_named, "NAME FIELD, such as 予算 budget"},
    [KEY_CONDITION] = {lists_condition, "HEAD=CELL, or a head alone"},
    [KEY_DAY] = {calendar_read_day, "a month or a day, such as 2021-02 or 2021-02-07"},
    [KEY_END] = {calendar_read_end, "a month or a day, such as 2021-02 or 2021-02-07"},
    [KEY_SPAN] = {calendar_read_span, "FROM/TO in days, such as 2027-04-04/2027-04-25"},
    [KEY_RELEASE] = {calendar_read_release, "none or a calendar such as monthly 25"},
    [KEY_GRACE] = {calendar_read_grace, "a duration such as 6h or 7d, or business days: 5bd"},
    [KEY_AMOUNT] = {parse_amount, "thousand yen in plain digits, such as 46766"},
    [KEY_REFERENCE] = {lists_reference, "an id"},
    [KEY_REFERENCES] = {lists_references, "ids separated by spaces, or none"},
};

int values_store(const struct values_context *context, const struct key *key, const char *text,
                 void *object, struct err *err)
{
    err_clear(err);
    if (types[key->type].parse(context, key, text, object, err) == 0)
        return 0;
    err->code = ERR_CONFIG;
    return -1;
}

void values_clear(const struct key *key, void *object)
{
    struct label label = {.text = ""};
    int absent = -1;
    int64_t no_days = -1;
    if (key->type == KEY_LABEL)
        put(object, key->offset, &label, sizeof label);
    else if (key->type == KEY_MONTHS)
        put(object, key->offset, &absent, sizeof absent);
    else if (key->type == KEY_DAYS)
        put(object, key->offset, &no_days, sizeof no_days);
    else if (key->type == KEY_TEXT || key->type == KEY_PATH || key->type == KEY_URL ||
             key->type == KEY_PATTERN || key->type == KEY_LICENCE)
        put_text(object, key, "");
}

bool values_spaced(enum key_type type)
{
    return type != KEY_URL && type != KEY_PATTERN && type != KEY_PATH;
}

const char *values_describe(enum key_type type)
{
    return types[type].description;
}

void values_limits(const struct key *key, char *out, size_t size)
{
    char low[NUMBER_SIZE];
    char high[NUMBER_SIZE];
    out[0] = '\0';
    if (key->low == key->high)
        return;
    quantity_print(key->type, key->low, low, sizeof low);
    quantity_print(key->type, key->high, high, sizeof high);
    (void)snprintf(out, size, "%s to %s", low, high);
}
