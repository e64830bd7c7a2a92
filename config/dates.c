/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dates: see dates.h. */
#include "config/dates.h"

#include <string.h>

#include "core/str.h"

#define QUOTE_SIZE 96

static int expect(const struct key *key, const char *text, struct err *err)
{
    char quote[QUOTE_SIZE];

    str_copy(quote, sizeof quote, text);
    return err_set(err, ERR_CONFIG, "\"%s\", expected %s", quote, values_describe(key->type));
}

static bool read_date(const char *text, struct period *out)
{
    struct err ignored;

    return period_parse(text, FREQUENCY_DAILY, out, &ignored) == 0 ||
           period_parse(text, FREQUENCY_MONTHLY, out, &ignored) == 0;
}

static void put_day(void *object, const struct key *key, int32_t day)
{
    bool has = true;

    memcpy((char *)object + key->offset, &day, sizeof day);
    memcpy((char *)object + key->second, &has, sizeof has);
}

int dates_day(const struct values_context *context, const struct key *key, const char *text,
              void *object, struct err *err)
{
    struct period period = {0};

    (void)context;
    if (!read_date(text, &period))
        return expect(key, text, err);
    put_day(object, key, period_start(period));
    return 0;
}

int dates_end(const struct values_context *context, const struct key *key, const char *text,
              void *object, struct err *err)
{
    struct period period = {0};

    (void)context;
    if (!read_date(text, &period))
        return expect(key, text, err);
    put_day(object, key, period_end(period));
    return 0;
}

int dates_span(const struct values_context *context, const struct key *key, const char *text,
               void *object, struct err *err)
{
    const char *slash = strchr(text, '/');
    struct span_of_days span = {.set = true};
    struct period from = {0};
    struct period to = {0};

    if (!slash ||
        !read_date(arena_strndup(context->settings->arena, text, (size_t)(slash - text)),
                   &from) ||
        !read_date(slash + 1, &to))
        return expect(key, text, err);
    span.from = period_start(from);
    span.to = period_end(to);
    if (span.to <= span.from)
        return err_set(err, ERR_CONFIG, "\"%s\" ends before it begins", text);
    memcpy((char *)object + key->offset, &span, sizeof span);
    return 0;
}
