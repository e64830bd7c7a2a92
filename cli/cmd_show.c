/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_show: the observations of one indicator. */
#include <string.h>

#include "cli/cmd.h"
#include "cli/table.h"
#include "core/instant.h"
#include "core/json.h"
#include "core/log.h"
#include "core/str.h"
#include "core/words.h"

/* A vintage that never stood says so. */
static const char *status_words(const struct observation *item, enum language language,
                                struct arena *arena)
{
    const char *status = words_status(item->status, language);

    if (!item->aside)
        return status;
    return arena_printf(arena, "%s%s%s", status,
                        str_empty(status) ? "" : words_pick(language, "・", ", "),
                        words_pick(language, "据え置き", "set aside"));
}

/* Who speaks: a source, or the person who entered it. */
static const char *speaker(const struct observation *item, enum language language,
                           struct arena *arena)
{
    if (item->source)
        return item->source;
    return language == LANGUAGE_JA ? arena_printf(arena, "手入力（%s）", item->who)
                                   : arena_printf(arena, "by hand (%s)", item->who);
}

static void print_table(struct context *context, const struct indicator *indicator,
                        const struct series *series)
{
    enum language language = context->settings->site.language;
    const char *const ja[] = {"期間", ">実績値", "種別", "記録", "出典", "原文", "備考"};
    const char *const en[] = {"period", ">value", "status", "recorded",
                              "source", "cell",   "note"};
    struct table table;

    table_init(&table, context->arena, language == LANGUAGE_JA ? ja : en, 7);
    for (size_t i = 0; i < series->count; i++) {
        const struct observation *item = &series->observations[i];
        char text[WORDS_SIZE], recorded[INSTANT_TEXT_SIZE], period[PERIOD_TEXT_SIZE];

        period_print(item->period, period);
        table_cell(&table, period);
        /* as published: what `status` rounds stands here whole */
        int places = item->value.places > indicator->decimals ? item->value.places
                                                              : indicator->decimals;
        words_value(item->value, places, language, text);
        table_cell(&table, series_has_value(item) ? text : "");
        table_cell(&table, status_words(item, language, context->arena));
        instant_print_local(item->recorded_at, recorded);
        table_cell(&table, recorded);
        table_cell(&table, speaker(item, language, context->arena));
        table_cell(&table, item->cell);
        table_cell(&table, item->note);
    }
    table_print(&table, &context->out);
    table_free(&table);
}

static void print_json(const struct indicator *indicator, const struct series *series,
                       struct buf *out)
{
    struct json json;

    json_init(&json, out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    json_string(&json, "id", indicator->id);
    json_begin_array(&json, "observations");
    for (size_t i = 0; i < series->count; i++) {
        const struct observation *item = &series->observations[i];
        char period[PERIOD_TEXT_SIZE], day[PERIOD_TEXT_SIZE], recorded[INSTANT_TEXT_SIZE];

        json_begin_object(&json, NULL);
        period_print(item->period, period);
        json_string(&json, "period", period);
        period_print_day(period_start(item->period), day);
        json_string(&json, "start", day);
        period_print_day(period_end(item->period), day);
        json_string(&json, "end", day);
        if (series_has_value(item))
            json_decimal(&json, "value", item->value);
        else
            json_null(&json, "value");
        json_string(&json, "status", series_status_name(item->status));
        instant_print(item->recorded_at, recorded);
        json_string(&json, "recorded_at", recorded);
        json_string(&json, "source", item->source);
        json_string(&json, "who", item->who);
        json_string(&json, "document", item->document);
        json_string(&json, "cell", item->cell);
        json_string(&json, "note", item->note);
        json_bool(&json, "aside", item->aside);
        json_end_object(&json);
    }
    json_end_array(&json);
    json_end_object(&json);
    buf_putc(out, '\n');
}

/* What `import` reads again. */
static void print_csv(const struct series *series, struct buf *out)
{
    buf_puts(out, "period,value,status\n");
    for (size_t i = 0; i < series->count; i++) {
        const struct observation *item = &series->observations[i];
        char period[PERIOD_TEXT_SIZE], value[DECIMAL_TEXT_SIZE];

        period_print(item->period, period);
        decimal_print(item->value, value);
        buf_printf(out, "%s,%s,%s\n", period, series_has_value(item) ? value : "",
                   series_status_name(item->status));
    }
}

/* A bare date means everything known at the end of that day. */
static int parse_as_of(const char *text, int64_t *out, struct err *err)
{
    if (instant_parse(text, out, err))
        return -1;
    if (!strchr(text, 'T'))
        *out = instant_day_start(instant_day(*out) + 1) - 1;
    return 0;
}

/* When the first observation that stood was recorded; 0 = never. */
static int64_t known_since(const struct series *vintages)
{
    int64_t since = 0;

    for (size_t i = 0; i < vintages->count; i++) {
        const struct observation *item = &vintages->observations[i];

        if (!item->aside && (since == 0 || item->recorded_at < since))
            since = item->recorded_at;
    }
    return since;
}

/* An empty table alone would leave open whether anything was asked for rightly. */
static int tell_empty(const struct context *context, const struct indicator *indicator,
                      const char *date, struct err *err)
{
    enum language language = context->settings->site.language;
    char since[INSTANT_TEXT_SIZE];
    struct series vintages;

    if (ledger_vintages(context->ledger, indicator->id, indicator->frequency, context->arena,
                        &vintages, err))
        return -1;
    int64_t first = known_since(&vintages);
    instant_print_local(first, since);
    if (first == 0 && language == LANGUAGE_JA)
        log_info("%sの値はまだ記録されていません", indicator->id);
    else if (first == 0)
        log_info("nothing is recorded of %s yet", indicator->id);
    else if (language == LANGUAGE_JA)
        log_info("%sまでに記録された%sの値はありません。最初の記録は%sです", date,
                 indicator->id, since);
    else
        log_info("nothing was known of %s by %s: its first values were recorded %s",
                 indicator->id, date, since);
    return 0;
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    const struct indicator *indicator = cmd_indicator(context, arguments->words[0], err);
    const char *date = options_value(arguments, "as-of");
    int64_t as_of = 0;
    struct series series;

    if (!indicator || (date && parse_as_of(date, &as_of, err)))
        return -1;
    cmd_tell_odd(context, indicator);
    int failed = options_given(arguments, "vintages")
                     ? ledger_vintages(context->ledger, indicator->id, indicator->frequency,
                                       context->arena, &series, err)
                     : ledger_series(context->ledger, indicator->id, indicator->frequency,
                                     date ? &as_of : NULL, context->arena, &series, err);
    if (failed || (series.count == 0 && tell_empty(context, indicator, date, err)))
        return -1;
    if (options_given(arguments, "json"))
        print_json(indicator, &series, &context->out);
    else if (options_given(arguments, "csv"))
        print_csv(&series, &context->out);
    else
        print_table(context, indicator, &series);
    return 0;
}

const struct command cmd_show = {
    .name = "show",
    .summary = "the observations of an indicator",
    .synopsis = "ID",
    .help =
        "  shihyo show zoo-visitors --vintages           # every version and who said it\n"
        "  shihyo show zoo-visitors --as-of 2027-03-31   # as known at the end of that day\n"
        "  shihyo show lobo-di --csv > lobo-di.csv       # what `import` reads\n\n"
        "Known is what was recorded here: nothing was before the first cycle.\n",
    .needs = NEEDS_LEDGER_READ,
    .words_min = 1,
    .words_max = 1,
    .options = {{"as-of", 0, "DATE", "as known then: a date or an ISO instant"},
                {"vintages", 0, NULL, "every version ever recorded"},
                {"json", 0, NULL, "as JSON"},
                {"csv", 0, NULL, "as CSV: period,value,status"}},
    .apart = {{"as-of", "vintages"}, {"json", "csv"}},
    .run = run,
};
