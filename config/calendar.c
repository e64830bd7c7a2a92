/* SPDX-License-Identifier: GPL-3.0-or-later */
/* calendar: see calendar.h. */
#include "config/calendar.h"

#include <stdlib.h>
#include <string.h>

#include "config/quantity.h"
#include "core/str.h"

enum {
    QUOTE_SIZE = 96,
    NUMBER_SIZE = 16,
    GRACE_MAX_S = 366 * 86400,
    GRACE_MAX_DAYS = 250,
    WEEK_S = 7 * 86400
};

static int refuse(const struct key *key, const char *text, struct err *err)
{
    char quote[QUOTE_SIZE];
    (void)str_copy(quote, sizeof quote, text);
    return err_set(err, ERR_CONFIG, "\"%s\", expected %s", quote, values_describe(key->type));
}

static void put(void *object, size_t offset, const void *value, size_t size)
{
    memcpy((char *)object + offset, value, size);
}

static int parse_date(const struct key *key, const char *text, struct period *out,
                      struct err *err)
{
    struct err ignored;
    if (period_parse(text, FREQUENCY_DAILY, out, &ignored) == 0 ||
        period_parse(text, FREQUENCY_MONTHLY, out, &ignored) == 0)
        return 0;
    return refuse(key, text, err);
}

static void put_day(void *object, const struct key *key, int32_t day)
{
    bool has = true;
    put(object, key->offset, &day, sizeof day);
    put(object, key->second, &has, sizeof has);
}

int calendar_read_day(const struct values_context *context, const struct key *key,
                      const char *text, void *object, struct err *err)
{
    struct period period = {0};
    (void)context;
    if (parse_date(key, text, &period, err) != 0)
        return -1;
    put_day(object, key, period_start(period));
    return 0;
}

int calendar_read_end(const struct values_context *context, const struct key *key,
                      const char *text, void *object, struct err *err)
{
    struct period period = {0};
    (void)context;
    if (parse_date(key, text, &period, err) != 0)
        return -1;
    put_day(object, key, period_end(period));
    return 0;
}

int calendar_read_span(const struct values_context *context, const struct key *key,
                       const char *text, void *object, struct err *err)
{
    const char *slash = strchr(text, '/');
    struct span_of_days span = {.set = true};
    struct period from = {0};
    struct period to = {0};
    if (slash == NULL)
        return refuse(key, text, err);
    const char *first = arena_strndup(context->settings->arena, text, (size_t)(slash - text));
    if (parse_date(key, first, &from, err) != 0 || parse_date(key, slash + 1, &to, err) != 0)
        return -1;
    span.from = period_start(from);
    span.to = period_end(to);
    if (span.to <= span.from)
        return refuse(key, text, err);
    put(object, key->offset, &span, sizeof span);
    return 0;
}

int calendar_read_release(const struct values_context *context, const struct key *key,
                          const char *text, void *object, struct err *err)
{
    struct release release;
    if (release_parse(text, context->settings->arena, &release, err) != 0)
        return -1;
    put(object, key->offset, &release, sizeof release);
    return 0;
}

/* "5bd" */
static bool read_business_days(const char *text, struct release_grace *out)
{
    char digits[NUMBER_SIZE] = "";
    int64_t days = 0;
    size_t length = str_digits(text);
    if (!str_equal(text + length, "bd") || length >= sizeof digits)
        return false;
    memcpy(digits, text, length);
    if (!str_integer(digits, 0, GRACE_MAX_DAYS, &days))
        return false;
    out->business_days = (int)days;
    return true;
}

int calendar_read_grace(const struct values_context *context, const struct key *key,
                        const char *text, void *object, struct err *err)
{
    struct release_grace grace = {.set = true};
    (void)context;
    if (!read_business_days(text, &grace) &&
        (!quantity_read(KEY_SECONDS, text, &grace.seconds) || grace.seconds > GRACE_MAX_S))
        return refuse(key, text, err);
    put(object, key->offset, &grace, sizeof grace);
    return 0;
}

void calendar_complete(struct settings *settings)
{
    for (size_t i = 0; i < settings->source_count; i++)
        settings->sources[i].release.holidays = settings->site.holidays;
    for (size_t i = 0; i < settings->indicator_count; i++)
        settings->indicators[i].release.holidays = settings->site.holidays;
    for (size_t i = 0; i < settings->notifier_count; i++)
        settings->notifiers[i].holidays = settings->site.holidays;
}

/* The source whose calendar holds where the indicator has none of its own; NULL = none. */
static const struct source *find_source(const struct indicator *indicator,
                                        const struct source *source)
{
    if (source != NULL)
        return source;
    for (size_t i = 0; i < indicator->source_count; i++) {
        if (release_known(&indicator->sources[i]->release))
            return indicator->sources[i];
    }
    return indicator->source_count > 0 ? indicator->sources[0] : NULL;
}

const struct release *calendar_release(const struct indicator *indicator,
                                       const struct source *source)
{
    const struct source *from = find_source(indicator, source);
    return indicator->release.text != NULL || from == NULL ? &indicator->release
                                                           : &from->release;
}

struct release_grace calendar_grace(const struct indicator *indicator,
                                    const struct source *source)
{
    const struct source *from = find_source(indicator, source);
    struct release_grace week = {.set = true, .seconds = WEEK_S};
    if (indicator->grace.set)
        return indicator->grace;
    return from != NULL ? from->grace : week;
}
