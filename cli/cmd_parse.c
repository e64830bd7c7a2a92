/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_parse: how one cell would be read. */
#include "cli/cmd.h"
#include "core/json.h"
#include "core/number.h"
#include "core/periodread.h"
#include "core/str.h"

static void print_flags(struct json *json, unsigned flags)
{
    json_begin_array(json, "flags");
    if (flags & NUMBER_APPROXIMATE)
        json_string(json, NULL, "approximate");
    if (flags & NUMBER_ROUNDED)
        json_string(json, NULL, "rounded");
    if (flags & NUMBER_FOOTNOTE)
        json_string(json, NULL, "footnote");
    json_end_array(json);
}

static int parse_value(const char *text, struct buf *out, struct err *err)
{
    struct number number;
    struct json json;

    if (number_read(text, &number, err))
        return -1;
    json_init(&json, out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    if (number.present)
        json_decimal(&json, "value", number.value);
    else
        json_null(&json, "value");
    json_string(&json, "unit", number.unit);
    json_string(&json, "status", series_status_name(number.status));
    print_flags(&json, number.flags);
    json_end_object(&json);
    return buf_putc(out, '\n');
}

static void json_day(struct json *json, const char *key, int32_t day)
{
    char text[PERIOD_TEXT_SIZE];

    period_print_day(day, text);
    json_string(json, key, text);
}

static int parse_period(const char *text, const struct arguments *arguments, struct buf *out,
                        struct err *err)
{
    const char *frequency = options_value(arguments, "frequency");
    const char *year = options_value(arguments, "year");
    struct periodread_context reading = {0};
    struct period period;
    struct json json;
    char written[PERIOD_TEXT_SIZE];

    if (!frequency || !period_frequency_parse(frequency, &reading.frequency))
        return err_set(
            err, ERR_USAGE,
            "--frequency: expected daily, weekly, monthly, quarterly, calendar-year "
            "or fiscal-year");
    if (year && !str_equal(year, "starts") && !str_equal(year, "ends"))
        return err_set(err, ERR_USAGE, "--year: expected starts or ends");
    reading.year_label = str_equal(year, "ends") ? YEAR_LABEL_ENDS : YEAR_LABEL_STARTS;
    if (periodread_cell(text, &reading, &period, err))
        return -1;
    json_init(&json, out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    period_print(period, written);
    json_string(&json, "period", written);
    json_day(&json, "start", period_start(period));
    json_day(&json, "end", period_end(period));
    json_end_object(&json);
    return buf_putc(out, '\n');
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    const char *what = arguments->words[0];
    const char *text = arguments->words[1];

    if (str_equal(what, "value"))
        return parse_value(text, &context->out, err);
    if (str_equal(what, "period"))
        return parse_period(text, arguments, &context->out, err);
    err_set(err, ERR_USAGE, "parse: \"%s\": expected value or period", what);
    return ERR_USAGE;
}

const struct command cmd_parse = {
    .name = "parse",
    .summary = "how one cell would be read",
    .synopsis = "value|period TEXT",
    .help = "  shihyo parse value '▲15.4'\n"
            "  shihyo parse period 令和元年度 --frequency fiscal-year\n",
    .words_min = 2,
    .words_max = 2,
    .options = {{"frequency", 'f', "F",
                 "daily weekly monthly quarterly calendar-year fiscal-year"},
                {"year", 'y', "LABEL",
                 "a fiscal year is named by the year it starts or ends in"}},
    .run = run,
};
