/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_parse: how one cell would be read. */
#include "cli/cmd.h"

#include <stdio.h>

#include "collector/unit.h"
#include "config/keys.h"
#include "core/civil.h"
#include "core/json.h"
#include "core/number.h"
#include "core/periodread.h"
#include "core/spanread.h"
#include "core/str.h"

struct flag {
    unsigned bit;
    const char *name;
};

static const struct flag number_flags[] = {
    {NUMBER_APPROXIMATE, "approximate"},
    {NUMBER_ROUNDED, "rounded"},
    {NUMBER_FOOTNOTE, "footnote"},
    {NUMBER_NEAR_ZERO, "rounds-to-zero"},
};

static const struct flag span_flags[] = {
    {SPANREAD_RANGE, "range"},
    {SPANREAD_LIST, "list"},
    {SPANREAD_PARTIAL, "partial"},
    {SPANREAD_WORDS, "words"},
};

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static void print_flags(struct json *json, unsigned flags, const struct flag *names,
                        size_t count)
{
    json_begin_array(json, "flags");
    for (size_t i = 0; i < count; i++) {
        if (flags & names[i].bit)
            json_string(json, NULL, names[i].name);
    }
    json_end_array(json);
}

/* --- values --- */

/* The unit of the cell, or of the caption; then the unit that is wanted. */
static int convert(const struct arguments *arguments, struct arena *arena,
                   struct number *number, struct err *err)
{
    const char *caption = options_value(arguments, "caption");
    const char *wanted = options_value(arguments, "unit");
    const char *unit = number->unit;

    if (*unit == '\0' && caption) {
        unit = unit_caption(arena, caption, wanted ? wanted : "");
        if (!unit)
            return err_set(err, ERR_USAGE, "--caption: expected one such as 単位：千人");
    }
    unit = arena_strdup(arena, unit);
    if (wanted && *unit != '\0' && number->present) {
        if (unit_convert(arena, number->value, unit, wanted, &number->value, err))
            return -1;
        unit = wanted;
    }
    str_copy(number->unit, sizeof number->unit, unit);
    return 0;
}

static int parse_value(const char *text, const struct arguments *arguments, struct buf *out,
                       struct err *err)
{
    struct number number;
    struct json json;

    struct arena *arena = arena_new();
    int failed = number_read(text, &number, err) || convert(arguments, arena, &number, err);
    arena_free(arena);
    if (failed)
        return -1;
    json_init(&json, out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    json_known(&json, "value", number.present, number.value);
    json_string(&json, "unit", number.unit);
    json_string(&json, "status", series_status_name(number.status));
    print_flags(&json, number.flags, number_flags, COUNT(number_flags));
    json_end_object(&json);
    return buf_putc(out, '\n');
}

/* --- periods --- */

static int read_era(const char *name, int *base, struct err *err)
{
    const char *const *names = keys_find(SECTION_INDICATOR, "era")->choices;

    for (int i = 0; names[i]; i++) {
        if (!str_equal(names[i], name))
            continue;
        *base = era_base((enum era_name)i);
        return 0;
    }
    return err_set(err, ERR_USAGE,
                   "--era: expected meiji, taisho, showa, heisei, reiwa or western");
}

static int read_published(const char *text, struct periodread_context *reading,
                          struct err *err)
{
    struct period month;

    if (period_parse_within(text, FREQUENCY_MONTHLY, &month, err))
        return err_prefix(err, "--published");
    struct civil date = civil_date(period_start(month));
    reading->published_year = date.year;
    reading->published_month = date.month;
    return 0;
}

/* The cell above is read as itself; it leaves its year and era behind. */
static int read_above(const char *text, struct periodread_context *reading, struct err *err)
{
    static const enum frequency WIDEST[] = {FREQUENCY_FISCAL_YEAR, FREQUENCY_MONTHLY,
                                            FREQUENCY_QUARTERLY};
    enum frequency frequency = reading->frequency;
    struct period ignored;
    int failed = -1;

    for (size_t i = 0; i < COUNT(WIDEST) && failed; i++) {
        reading->frequency = WIDEST[i];
        failed = periodread_cell(text, reading, &ignored, err);
    }
    reading->frequency = frequency;
    return failed ? err_prefix(err, "--above") : 0;
}

static int read_context(const struct arguments *arguments, struct periodread_context *reading,
                        struct err *err)
{
    const char *year = options_value(arguments, "year");
    const char *era = options_value(arguments, "era");
    const char *above = options_value(arguments, "above");
    const char *published = options_value(arguments, "published");

    if (year && !str_equal(year, "starts") && !str_equal(year, "ends"))
        return err_set(err, ERR_USAGE, "--year: expected starts or ends");
    reading->year_label = str_equal(year, "ends") ? YEAR_LABEL_ENDS : YEAR_LABEL_STARTS;
    if ((era && read_era(era, &reading->carried_era, err)) ||
        (published && read_published(published, reading, err)) ||
        (above && read_above(above, reading, err)))
        return -1;
    return 0;
}

static void print_period(const struct spanread *span, struct buf *out)
{
    struct json json;

    json_init(&json, out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    json_string(&json, "period", span->text);
    if (span->dated) {
        json_day(&json, "start", span->start);
        json_day(&json, "end", span->end);
    } else {
        json_null(&json, "start");
        json_null(&json, "end");
    }
    if (span->flags)
        print_flags(&json, span->flags, span_flags, COUNT(span_flags));
    json_end_object(&json);
}

static void fill_span(struct spanread *span, struct period first, struct period last)
{
    char text[PERIOD_TEXT_SIZE];
    char end[PERIOD_TEXT_SIZE];

    period_print(first, text);
    period_print(last, end);
    if (period_compare(first, last) == 0)
        str_copy(span->text, sizeof span->text, text);
    else
        (void)snprintf(span->text, sizeof span->text, "%s%s%s", text,
                       span->flags & SPANREAD_LIST ? ".." : "/", end);
    span->start = period_start(first);
    span->end = period_end(last);
    span->dated = true;
}

/* What a cell of such a series says; else, with its flags, what a text says whose ends are
 * periods of the frequency. */
static int read_as(const char *text, enum frequency frequency,
                   struct periodread_context *reading, struct spanread *span, struct err *err)
{
    struct period period;
    struct err ignored;

    reading->frequency = frequency;
    struct periodread_context own = *reading;
    if (periodread_cell(text, &own, &period, err) == 0) {
        *span = (struct spanread){0};
        fill_span(span, period, period);
        return 0;
    }
    if (spanread_text(text, reading, span, &ignored) || !span->dated)
        return -1;
    struct period first = period_of_day(frequency, span->start);
    struct period last = period_of_day(frequency, span->end - 1);
    bool exact = period_start(first) == span->start && period_end(last) == span->end;
    bool several = (span->flags & (SPANREAD_RANGE | SPANREAD_LIST)) != 0;
    bool within = !several && period_compare(first, last) == 0;
    if (!exact && !within)
        return -1;
    fill_span(span, first, last);
    err_clear(err);
    return 0;
}

static int parse_period(const char *text, const struct arguments *arguments, struct buf *out,
                        struct err *err)
{
    const char *name = options_value(arguments, "frequency");
    struct periodread_context reading = {0};
    enum frequency frequency = FREQUENCY_DAILY;
    struct spanread span;

    if (name && !period_frequency_parse(name, &frequency))
        return err_set(
            err, ERR_USAGE,
            "--frequency: expected daily, weekly, monthly, quarterly, calendar-year "
            "or fiscal-year");
    if (read_context(arguments, &reading, err) ||
        (name ? read_as(text, frequency, &reading, &span, err)
              : spanread_text(text, &reading, &span, err)))
        return -1;
    print_period(&span, out);
    return buf_putc(out, '\n');
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    const char *what = arguments->words[0];
    const char *text = arguments->words[1];

    if (str_equal(what, "value"))
        return parse_value(text, arguments, &context->out, err);
    if (str_equal(what, "period"))
        return parse_period(text, arguments, &context->out, err);
    err_set(err, ERR_USAGE, "parse: \"%s\": expected value or period", what);
    return ERR_USAGE;
}

const struct command cmd_parse = {
    .name = "parse",
    .summary = "how one cell would be read",
    .synopsis = "value|period TEXT",
    .help =
        "  shihyo parse value '▲15.4'\n"
        "  shihyo parse value 46 --caption '単位：万人' --unit 人\n"
        "  shihyo parse period 令和元年度 --frequency fiscal-year\n"
        "  shihyo parse period 21年度 --era heisei\n"
        "\n"
        "With --frequency a text is read as a cell of such a series. Without it, what the\n"
        "text says is printed as far as it says it: ranges, lists, dates without a year.\n"
        "\"flags\" tell what no cell of a table may be: range list partial words.\n",
    .words_min = 2,
    .words_max = 2,
    .options = {{"frequency", 'f', "FREQUENCY",
                 "daily weekly monthly quarterly calendar-year fiscal-year"},
                {"year", 'y', "starts|ends",
                 "a fiscal year is named by the year it starts or ends in"},
                {"era", 'e', "ERA", "of a year such as 21年度: heisei, reiwa, western ..."},
                {"above", 'a', "TEXT", "the cell printed above it, with its year"},
                {"published", 'p', "MONTH", "when it was published, for 昨年 and 前月"},
                {"caption", 'c', "TEXT", "the caption of the table: 単位：千人"},
                {"unit", 'u', "UNIT", "what the value is converted to"}},
    .run = run,
};
