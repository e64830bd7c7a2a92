/* SPDX-License-Identifier: GPL-3.0-or-later */
/* intake_vintage: see intake_vintage.h. */
#include "cli/intake_vintage.h"

#include <string.h>

#include "core/instant.h"
#include "core/plain.h"
#include "core/str.h"

/* In the order of export_field's table. */
enum {
    PERIOD,
    START,
    END,
    VALUE,
    UNIT,
    STATUS,
    ASIDE,
    RECORDED,
    PUBLISHED,
    SOURCE,
    RANK,
    DOCUMENT,
    WHO,
    CELL,
    NOTE,
    EMBARGO
};

_Static_assert(RANK + 1 == INTAKE_VINTAGE_NEEDED, "every row has its rank");

static int refuse(const char *name, const char *text, const char *expected, struct err *err)
{
    return err_set(err, ERR_DATA, "%s \"%.60s\": expected %s", name, text, expected);
}

static int read_value(const char *const *cells, struct observation *out, struct err *err)
{
    if (!series_status_parse(cells[STATUS], &out->status) ||
        out->status == OBSERVATION_FORECAST)
        return refuse("status", cells[STATUS],
                      "final, preliminary, revised, estimate or missing", err);
    if (out->status == OBSERVATION_MISSING)
        return str_empty(cells[VALUE])
                   ? 0
                   : refuse("value", cells[VALUE], "none, since the status is missing", err);
    return decimal_parse(cells[VALUE], &out->value, err);
}

static int read_times(const char *const *cells, struct observation *out, struct err *err)
{
    struct period day;

    if (!str_ends(cells[RECORDED], "Z") ||
        instant_parse(cells[RECORDED], &out->recorded_at, err))
        return refuse("recorded_at", cells[RECORDED],
                      "an instant such as 2024-04-01T00:00:00Z", err);
    out->dated = !str_empty(cells[PUBLISHED]);
    if (!out->dated)
        return 0;
    if (period_parse(cells[PUBLISHED], FREQUENCY_DAILY, &day, err))
        return err_prefix(err, "published");
    out->published = day.n;
    return 0;
}

static int read_embargo(const char *text, struct observation *out, struct err *err)
{
    if (!text)
        return 0;
    return str_ends(text, "Z") && instant_parse(text, &out->embargo, err) == 0
               ? 0
               : refuse("embargo", text, "an instant such as 2024-04-01T00:00:00Z", err);
}

static int read_flags(const char *const *cells, struct observation *out, struct err *err)
{
    int64_t rank;

    out->aside = str_equal(cells[ASIDE], "true");
    if (!out->aside && !str_equal(cells[ASIDE], "false"))
        return refuse("aside", cells[ASIDE], "true or false", err);
    if (!str_integer(cells[RANK], 0, INT32_MAX, &rank))
        return refuse("rank", cells[RANK], "a whole number", err);
    out->rank = (int)rank;
    return 0;
}

static const char *text_at(const char *const *cells, size_t count, size_t index)
{
    return index < count && !str_empty(cells[index]) ? cells[index] : NULL;
}

static int check_speaker(const struct observation *out, struct err *err)
{
    size_t offset;

    if ((out->source == NULL) == (out->who == NULL))
        return err_set(err, ERR_DATA, "expected either a source or who entered it");
    if (out->source && !str_is_id(out->source))
        return refuse("source", out->source, "an id", err);
    if (out->who && !plain_check(out->who, &offset))
        return refuse("who", "", "one line without control characters", err);
    if (out->document && (strlen(out->document) != 64 ||
                          out->document[strspn(out->document, "0123456789abcdef")] != '\0'))
        return refuse("document", out->document, "a SHA-256 in lower-case hex", err);
    return 0;
}

/* Days may be those of another time zone. */
int intake_vintage_check(const struct observation *item, int64_t now, struct err *err)
{
    int32_t day = instant_day(item->recorded_at);
    char at[INSTANT_TEXT_SIZE], limit[INSTANT_TEXT_SIZE], start[PERIOD_TEXT_SIZE];

    instant_print(item->recorded_at, at);
    instant_print(now, limit);
    if (item->recorded_at > now)
        return err_set(err, ERR_DATA, "recorded_at %s: that is later than now (%s)", at,
                       limit);
    period_print_day(period_start(item->period), start);
    if (day + 1 < period_start(item->period))
        return err_set(err, ERR_DATA, "recorded_at %s: that is before the period begins (%s)",
                       at, start);
    period_print_day(item->published, start);
    if (item->dated && item->published > day + 1)
        return err_set(err, ERR_DATA, "published %s: that is after recorded_at (%s)", start,
                       at);
    return 0;
}

/* The frequency of the indicator, or one that it had before: the written forms differ. */
static int read_period(const char *text, enum frequency frequency, struct period *out,
                       struct err *err)
{
    struct err ignored = {0};

    if (period_parse(text, frequency, out, err) == 0)
        return 0;
    for (int i = 0; i <= FREQUENCY_FISCAL_YEAR; i++) {
        if (period_parse(text, (enum frequency)i, out, &ignored) == 0) {
            err_clear(err);
            return 0;
        }
    }
    return -1;
}

int intake_vintage_read(const struct indicator *indicator, const char *const *cells,
                        size_t count, struct intake_beside *beside, struct observation *out,
                        struct err *err)
{
    *beside = (struct intake_beside){cells[START], cells[END], cells[UNIT]};
    *out = (struct observation){
        .source = text_at(cells, count, SOURCE),
        .document = text_at(cells, count, DOCUMENT),
        .who = text_at(cells, count, WHO),
        .cell = text_at(cells, count, CELL),
        .note = text_at(cells, count, NOTE),
    };
    if (read_period(cells[PERIOD], indicator->frequency, &out->period, err))
        return -1;
    return read_value(cells, out, err) || read_times(cells, out, err) ||
                   read_flags(cells, out, err) || check_speaker(out, err) ||
                   read_embargo(text_at(cells, count, EMBARGO), out, err)
               ? -1
               : 0;
}
